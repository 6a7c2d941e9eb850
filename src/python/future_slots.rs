//! The hidden slots of asyncio futures that the virtual machine itself looks at when it awaits one. The rest are asyncio's.

/// Int: [`PENDING`], [`FINISHED`], [`FAILED`] or [`CANCELLED`].
pub const STATE: usize = 0;
/// The result, if the state is [`FINISHED`].
pub const RESULT: usize = 1;
/// Bool: the future was just yielded by an `await` (`_asyncio_future_blocking`).
pub const BLOCKING: usize = 2;
/// First slot that only asyncio knows.
pub const FIRST_OWN: usize = 3;

/// Not done.
pub const PENDING: i64 = 0;
/// Done, with a result.
pub const FINISHED: i64 = 1;
/// Done, with an exception.
pub const FAILED: i64 = 2;
/// Cancelled.
pub const CANCELLED: i64 = 3;
