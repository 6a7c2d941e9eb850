//! `simulate FILE.py`: runs a Python program on the simulated computer.
fn main() {}
