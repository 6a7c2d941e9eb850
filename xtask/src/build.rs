//! `cargo xtask build`: the release page in `dist/`, with its weight.

use crate::arguments::Arguments;
use crate::process::{command, run as run_process};
use crate::{project, slim, split, tools, weigh};

const HELP: &str = "\
cargo xtask build

Builds the release page into dist/, which any static server can serve from any path, and prints the size of every code
file that loads before first use. Fails if they weigh more than their budget.";

/// Builds and weighs.
pub fn run(arguments: &[String]) -> Result<(), String> {
    let Some(arguments) = Arguments::new(arguments, HELP) else { return Ok(()) };
    arguments.finish()?;
    release_page()
}

/// Builds the release page; an error if it does not build or is too heavy.
pub fn release_page() -> Result<(), String> {
    whole_page()?;
    split::dist(&project::dist())?;
    slim::dist(&project::dist())?;
    weigh::dist(&project::dist())
}

/// Builds the release page as Trunk makes it, with its wasm in one part.
pub fn whole_page() -> Result<(), String> {
    let path = tools::for_page()?;
    let mut trunk = command("trunk", &project::root());
    // Trunk takes NO_COLOR=1 for an option value it does not know.
    trunk.env("PATH", &path).env("TRUNK_SKIP_VERSION_CHECK", "true").env_remove("NO_COLOR");
    trunk.args(["build", "--release", "--locked"]);
    run_process(&mut trunk)
}
