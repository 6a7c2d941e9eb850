//! The tests that look at the whole from outside: one program, as each more would have to be linked.

mod colours;
mod crash;
mod determinism;
mod files;
mod limits;
mod own_texts;
mod server;
mod tidy;
mod tracebacks;
