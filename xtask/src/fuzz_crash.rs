//! `cargo xtask fuzz-crash`: texts nobody would write, taken through the simulator, which must not panic, hang or grow.
//!
//! The fuzzer itself is `tests/suite/crash.rs`, which runs a few inputs in every `cargo xtask test`; this runs many, optimized.

use crate::arguments::Arguments;
use crate::process::{command, run as run_process};
use crate::project;

const HELP: &str = "\
cargo xtask fuzz-crash [--count N] [--seed S] [--jobs N] [--show]

Makes N inputs (100000) with the numbers S, S+1, … (1): random bytes, and programs of tests/conformance and lessons with pieces moved,
doubled, torn out or replaced. Each is parsed, analysed, compiled and run under small budgets. No panic, nothing slow, no memory
beyond its cap: a fault is shown with the number of its input, and the exit code is 1.
  --jobs N   so many at the same time (1); memory is watched only with one
  --show     print the first input";

/// Runs the command.
pub fn run(arguments: &[String]) -> Result<(), String> {
    let Some(mut arguments) = Arguments::new(arguments, HELP) else { return Ok(()) };
    let mut fuzz = command("cargo", &project::root());
    fuzz.args(["test", "--release", "--test", "suite", "crash::many", "--", "--ignored", "--nocapture"]);
    for (option, variable, default) in
        [("--count", "FUZZ_COUNT", 100_000), ("--seed", "FUZZ_SEED", 1), ("--jobs", "FUZZ_JOBS", 1)]
    {
        let value: u64 = match arguments.option(option)? {
            Some(text) => text.parse().map_err(|_| format!("{option}: '{text}' is not a whole number"))?,
            None => default,
        };
        fuzz.env(variable, value.to_string());
    }
    fuzz.env("FUZZ_SHOW", if arguments.flag("--show") { "1" } else { "0" });
    arguments.finish()?;
    run_process(&mut fuzz)
}
