//! What things cost in virtual time: one table. Unit: nanoseconds of CPython 3.13.0 on the reference machine (2 cores, no PGO).
//!
//! Anchor: `for i in range(n): x += i` in a function takes 38 ns a round (measured); our three instructions for it
//! (`ForIter`, `Inplace`, `Jump`) add up to that.

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

/// One pass of the event loop beside its handles (`_run_once`, `select`).
pub const ITERATION: u64 = 1_500;
/// Taking a handle from the ready queue and running it, beside what it runs.
pub const HANDLE: u64 = 400;
/// Reading a clock.
pub const CLOCK: u64 = 40;
/// Creating a task or future, scheduling a handle.
pub const SCHEDULE: u64 = 500;
/// A blocking call beside the time it blocks.
pub const BLOCKING_CALL: u64 = 1_000;
