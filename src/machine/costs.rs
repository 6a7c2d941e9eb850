//! What things cost in virtual time: one table. Unit: nanoseconds of CPython 3.13.0 on the reference machine (2 cores, no PGO),
//! measured with loops of 20 000 and 200 000 rounds, the best of several.
//!
//! Anchor of the instructions: `for i in range(n): x += i` in a function takes 38 ns a round; our three instructions for it
//! (`ForIter`, `Inplace`, `Jump`) add up to that. Anchors of asyncio: a switch by `await asyncio.sleep(0)` among many tasks
//! takes about 1 µs, creating a task and running it to its end about 4 µs.

use crate::python::vm::OpCosts;

/// Costs of instructions.
pub const OPS: OpCosts = OpCosts {
    simple: 3,
    name: 5,
    attr: 10,
    item: 14,
    arith: 16,
    jump: 6,
    build: 25,
    iter: 16,
    call: 45,
    suspend: 60,
    except: 90,
};

/// Reading a clock: `time.perf_counter()` takes 45 ns more than calling an empty function.
pub const CLOCK: u64 = 40;
/// A blocking call beside the time it blocks: `time.sleep(0)` takes 1 µs.
pub const BLOCKING_CALL: u64 = 1_000;

/// One pass of the event loop beside its handles (`_run_once`, `select`): the difference between a switch of one task alone and of
/// one among a thousand.
pub const ITERATION: u64 = 1_200;
/// Taking a handle from the ready queue and running it, beside what it runs: `call_soon` of an empty function, run to its end, less
/// [`CALL_SOON`] and the function.
pub const HANDLE: u64 = 150;
/// Putting a handle into the ready queue.
pub const CALL_SOON: u64 = 250;
/// `call_later`: making a timer and finding its place in the heap.
pub const CALL_LATER: u64 = 1_000;
/// Moving a timer that is due to the ready queue.
pub const TIMER_DUE: u64 = 400;
/// Making a future.
pub const FUTURE: u64 = 200;
/// Giving a future its result, beside scheduling its callbacks.
pub const FUTURE_DONE: u64 = 150;
/// Making a task, its first step scheduled.
pub const TASK: u64 = 1_600;
/// A step of a task beside its own code.
pub const STEP: u64 = 300;
/// Waiting for a future: noting who is to be woken.
pub const WAIT: u64 = 150;
/// A task's end, beside its callbacks.
pub const TASK_END: u64 = 600;
/// Cancelling a task, future or handle.
pub const CANCEL: u64 = 200;
