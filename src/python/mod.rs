//! The language: compiler to bytecode, values, heap, frames, built-ins and modules without time in them.
//!
//! The virtual machine runs one thread's frames for a budget and *returns* why it stopped: budget used, finished, raised, or
//! a request to a higher room. It calls nobody and knows nothing of clocks, threads, loops or traces.

pub mod code;
pub mod op;
