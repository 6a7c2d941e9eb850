//! asyncio as CPython 3.13 has it: event loop, handles, timers, futures, tasks in Rust, a file each under CPython's names;
//! what can be ordinary Python on top of them stands in `prelude/*.py`.
//!
//! Knows the machine (its clock, its thread, what is recorded) and the virtual machine's values. The order in which things
//! happen is CPython's: `_run_once` of `base_events`, `__step` of `tasks`, the callbacks of `futures`.

mod timers;
