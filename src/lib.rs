//! Loopscope's simulator: a computer that runs Python's `asyncio` in virtual time.
//!
//! This library never names a browser type; it compiles and is tested natively. The rooms, from the ground up; each may
//! name only those above it in this list (`tests/suite/tidy.rs` holds the order):
//!
//! - [`base`]: ids, nanoseconds, byte ranges, seeded random numbers.
//! - [`syntax`]: text to a syntax tree and diagnostics; wait sites and durations as text edits.
//! - [`trace`]: what happened: events, spans, metrics, exports.
//! - [`python`]: the language: compiler, values, heap, virtual machine, built-ins without time in them.
//! - [`machine`]: the computer: virtual clock, threads, blocking calls, costs.
//! - [`asyncio`]: event loop, futures, tasks and what is built on them.
//! - [`server`]: web programs: FastAPI, its thread pool, and the load sent to it.
//! - [`timeline`]: how a trace is laid out and drawn, without a canvas.
//! - [`lesson`]: programs to learn from.
//! - [`share`]: what a link to the page holds.
//! - [`session`]: the one door for the page and the command line.
#![forbid(unsafe_code)]

pub mod asyncio;
pub mod base;
pub mod lesson;
pub mod machine;
pub mod python;
pub mod server;
pub mod session;
pub mod share;
pub mod syntax;
pub mod timeline;
pub mod trace;
