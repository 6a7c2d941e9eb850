//! `cargo xtask serve`: builds the page, serves it on this machine, and opens it in the browser.

use crate::arguments::Arguments;
use crate::process::{self, command};
use crate::{project, tools};

const HELP: &str = "\
cargo xtask serve [--port N] [--no-open] [--release]

Builds the page, serves it at http://127.0.0.1:N/ and opens it in your browser; builds again after each change.
The first call installs what is missing and takes some minutes.

  --port N     the port to serve on (8080)
  --no-open    do not open a browser
  --release    build what ships: smaller, and slower to build";

/// Runs until it is stopped (Ctrl-C).
pub fn run(arguments: &[String]) -> Result<(), String> {
    let Some(mut arguments) = Arguments::new(arguments, HELP) else { return Ok(()) };
    let port = match arguments.option("--port")? {
        Some(text) => text.parse::<u16>().map_err(|_| format!("--port {text}: not a port number"))?,
        None => 8080,
    };
    let open = !arguments.flag("--no-open");
    let release = arguments.flag("--release");
    arguments.finish()?;

    let path = tools::for_page()?;
    let mut trunk = command("trunk", &project::root());
    trunk.env("PATH", &path).env("TRUNK_SKIP_VERSION_CHECK", "true").env_remove("NO_COLOR");
    trunk.args(["serve", "--port", &port.to_string()]);
    if open {
        trunk.arg("--open");
    }
    if release {
        trunk.arg("--release");
    }
    process::run(&mut trunk)
}
