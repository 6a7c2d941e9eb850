//! The ground: identifiers, virtual time, byte ranges and seeded random numbers. Plain values without logic of their own.
//!
//! Knows nothing of Python, machines or pages; every other room may use it.

mod ids;
mod nanos;
mod range;

pub use ids::{LoopId, ProcessId, TaskId, ThreadId};
pub use nanos::Nanos;
pub use range::ByteRange;
