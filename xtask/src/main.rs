//! `cargo xtask`: everything automated about this project, in one program.
//!
//! Each command first sets up what it needs and is missing (see [`tools`]), then does its work. CI runs the same
//! commands as people do. This program knows how to call other tools; what is built is none of its business.
//!
//! - [`serve`]: build the page, serve it, open it.   - [`build`]: the release page in `dist/`, weighed by [`weigh`].
//! - [`test`]: all checks and tests.                  - [`reference`](mod@reference): record what CPython does.
//! - [`split`]: which code loads before first use, and which afterwards.
//! - [`bench`]: the simulator's speed beside CPython's.
//! - [`fuzz_diff`]: random programs, compared with CPython.  - [`fuzz_crash`]: random texts, which must not crash it.

mod arguments;
mod bench;
mod browser;
mod build;
mod compare;
mod fuzz_crash;
mod fuzz_diff;
mod process;
mod project;
mod reference;
mod serve;
mod slim;
mod split;
mod test;
mod tools;
mod weigh;

use std::process::ExitCode;

const HELP: &str = "\
cargo xtask COMMAND [OPTIONS]

  serve       build the page, serve it on this machine and open it in the browser
  build       build the release page into dist/ and print what its code weighs
  test        formatting, lints, all tests, the release page, and the page in a real browser
  first-use   record which functions of the page the first minute needs, for `build` to load them first
  bench       compare the simulator's speed with CPython's
  fuzz-crash  run texts nobody would write: no panic, no hang, no memory beyond its cap
  fuzz-diff   run programs made at random with CPython and with the simulator, and compare
  reference   record what CPython 3.13 prints for programs, as expected output for the conformance tests

`cargo xtask COMMAND --help` describes its options.";

fn main() -> ExitCode {
    let mut arguments = std::env::args().skip(1);
    let command = arguments.next().unwrap_or_default();
    let rest: Vec<String> = arguments.collect();
    let done = match command.as_str() {
        "serve" => serve::run(&rest),
        "build" => build::run(&rest),
        "test" => test::run(&rest),
        "first-use" => split::record(&rest),
        "bench" => bench::run(&rest),
        "fuzz-crash" => fuzz_crash::run(&rest),
        "fuzz-diff" => fuzz_diff::run(&rest),
        "reference" => reference::run(&rest),
        "" | "help" | "-h" | "--help" => {
            println!("{HELP}");
            Ok(())
        }
        other => Err(format!("there is no command `{other}`\n\n{HELP}")),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(message) => {
            // Empty if all has been said already.
            if !message.is_empty() {
                eprintln!("xtask: {message}");
            }
            ExitCode::FAILURE
        }
    }
}
