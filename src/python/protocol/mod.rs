//! What values can do without Python code: be shown, hashed, compared, iterated, indexed. Each answers `Ctl::Python` where a
//! user-defined special method must decide.

mod compare;
mod dicts;
mod hash;
mod index;
mod items;
mod repr;

/// How deep containers may nest before a native operation on them gives up with RecursionError: far below what the Rust
/// stack of a browser (1 MiB) takes.
const DEPTH_MAX: u32 = 200;
