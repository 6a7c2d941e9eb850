//! `cargo xtask first-use`: lets a browser do what a visitor does first, and writes down which functions that took.

use super::{FIRST, list_file, parts, read, wasm, write};
use crate::arguments::Arguments;
use crate::process::{command, path_with, run as run_process};
use crate::{browser, build, project, tools};
use std::collections::BTreeSet;
use std::fs;

const HELP: &str = "\
cargo xtask first-use

Builds the page so that it counts calls, lets a browser open and use it (tests/e2e/first_use), and writes the functions
that were called to xtask/first_use.txt. `cargo xtask build` lets these load first. To be called again when the page's code
before first use has grown too heavy, or when a test says that it opened with the rest.";

const HEAD: &str = "\
# The functions that the page needs to open and for the first things a visitor does with it. They load first; all others load
# afterwards (xtask/src/split). Made by `cargo xtask first-use`.
";

/// Records the list.
pub fn run(arguments: &[String]) -> Result<(), String> {
    let Some(arguments) = Arguments::new(arguments, HELP) else { return Ok(()) };
    arguments.finish()?;
    build::whole_page()?;
    let file = wasm(&project::dist())?;
    let (counting, names) = parts::counting(&read(&file)?)?;
    write(&file, &counting)?;

    let folder = project::browser_tests();
    let path = path_with(&[tools::npm_packages(&folder)?.join(".bin")])?;
    let mut playwright = command("playwright", &folder);
    playwright.args(["test", "--config", "first_use.config.ts"]);
    run_process(playwright.env("PATH", path).env(browser::VARIABLE, browser::chromium()?))?;

    let report = folder.join("artifacts/first_use.json");
    let text = fs::read_to_string(&report).map_err(|error| format!("cannot read {}: {error}", report.display()))?;
    let called: Vec<usize> =
        serde_json::from_str(&text).map_err(|error| format!("{} is not a list: {error}", report.display()))?;
    let called: BTreeSet<&str> =
        called.into_iter().filter_map(|number| names.get(number).map(String::as_str)).collect();
    let mut list = HEAD.to_string();
    for name in &called {
        list.push_str(name);
        list.push('\n');
    }
    write(&list_file(), list.as_bytes())?;
    println!(
        "{} of {} functions; dist/ now holds a page that counts ({FIRST}): build it again",
        called.len(),
        names.len()
    );
    Ok(())
}
