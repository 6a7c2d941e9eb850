//! The language: compiler to bytecode, values, heap, frames, built-ins and modules without time in them.
//!
//! The virtual machine runs one thread's frames for a budget and *returns* why it stopped: budget used, finished, raised, or
//! a request to a higher room. It calls nobody and knows nothing of clocks, threads, loops or traces.

pub mod attr;
pub mod attr_set;
pub mod builtins;
pub mod class;
pub mod code;
pub mod compiler;
pub mod exception;
pub mod future_slots;
pub mod heap;
pub mod modules;
pub mod native;
pub mod number;
pub mod object;
pub mod op;
pub mod ops;
pub mod protocol;
pub mod real;
pub mod set_table;
pub mod shape;
pub mod suggest;
pub mod sym;
pub mod table;
pub mod text;
pub mod traceback;
pub mod types;
pub mod value;
pub mod vm;
