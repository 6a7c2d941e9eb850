//! `cargo xtask test`: every check and test there is, in the order from quick to slow, with one total at the end.

use crate::arguments::Arguments;
use crate::process::{command, path_with, run as run_process, run_reading};
use crate::{browser, build, project, tools};
use std::fs;

const HELP: &str = "\
cargo xtask test [--native]

Formatting, lints (native and wasm32), all Rust tests, types of the JavaScript, the release page, and the page in a real
Chromium. Goes on after a failure and ends with a line `N passed, N failed`.

  --native   leave the page out: only formatting, lints and Rust tests; needs no Node.js and no browser";

/// Runs all of it; an error if anything failed.
pub fn run(arguments: &[String]) -> Result<(), String> {
    let Some(mut arguments) = Arguments::new(arguments, HELP) else { return Ok(()) };
    let native_only = arguments.flag("--native");
    arguments.finish()?;

    let mut tally = Tally::default();
    native(&mut tally);
    if !native_only {
        page(&mut tally);
    }
    for failure in &tally.failures {
        println!("\nFAILED {failure}");
    }
    println!("\n{} passed, {} failed", tally.passed, tally.failed);
    // The total is the last line: those who read it by machine look for it there.
    if tally.failed == 0 { Ok(()) } else { Err(String::new()) }
}

/// What passed, what failed, and in which words.
#[derive(Default)]
struct Tally {
    passed: u64,
    failed: u64,
    failures: Vec<String>,
}

impl Tally {
    /// Counts one check.
    fn check(&mut self, name: &str, result: Result<(), String>) {
        match result {
            Ok(()) => self.passed += 1,
            Err(message) => self.fail(name, message),
        }
    }

    fn fail(&mut self, name: &str, message: String) {
        self.failed += 1;
        self.failures.push(format!("{name}: {message}"));
    }

    /// Counts a test program that counts its tests itself. One that ended badly has at least one failure.
    fn suite(&mut self, name: &str, passed: u64, failed: u64, result: Result<(), String>) {
        self.passed += passed;
        self.failed += failed;
        match result {
            Err(message) if failed == 0 => self.fail(name, message),
            Ok(()) if passed + failed == 0 => self.fail(name, "no test ran".to_string()),
            Ok(()) if failed == 0 => {}
            _ => self.failures.push(format!("{name}: {failed} failed, see above")),
        }
    }
}

fn native(tally: &mut Tally) {
    let root = project::root();
    let cargo = |line: &str| {
        let mut cargo = command("cargo", &root);
        cargo.args(line.split_whitespace());
        cargo
    };
    tally.check("formatting (cargo fmt)", run_process(&mut cargo("fmt --all --check")));
    tally.check("lints", run_process(&mut cargo("clippy --workspace --all-targets -- -D warnings")));

    let (mut passed, mut failed) = (0, 0);
    let result = run_reading(&mut cargo("test --workspace --no-fail-fast"), |line| {
        if let Some((one, other)) = cargo_test_result(line) {
            passed += one;
            failed += other;
        }
    });
    tally.suite("Rust tests", passed, failed, result);
}

/// The counts in cargo's line `test result: ok. 12 passed; 0 failed; 1 ignored; …`.
fn cargo_test_result(line: &str) -> Option<(u64, u64)> {
    let counts = line.strip_prefix("test result: ")?.split_once(". ")?.1;
    let count = |word: &str| {
        counts.split("; ").find_map(|part| part.strip_suffix(word)).and_then(|digits| digits.trim().parse::<u64>().ok())
    };
    Some((count(" passed")?, count(" failed")?))
}

fn page(tally: &mut Tally) {
    let root = project::root();
    let lints = tools::wasm_target().and_then(|()| {
        let line = "clippy --target wasm32-unknown-unknown --lib --bin page -- -D warnings";
        run_process(command("cargo", &root).args(line.split_whitespace()))
    });
    tally.check("lints (wasm32)", lints);

    let packages = tools::npm_packages(&project::javascript())
        .and_then(|page| {
            tools::npm_packages(&project::browser_tests()).map(|tests| [page.join(".bin"), tests.join(".bin")])
        })
        .and_then(|folders| path_with(&folders));
    let path = match packages {
        Ok(path) => path,
        Err(message) => return tally.fail("packages from npm", message),
    };
    for folder in [project::javascript(), project::browser_tests()] {
        let types = run_process(command("tsc", &folder).arg("--noEmit").env("PATH", &path));
        tally.check(&format!("types ({})", folder.strip_prefix(&root).unwrap_or(&folder).display()), types);
    }
    let built = build::release_page();
    let usable = built.is_ok();
    tally.check("release page", built);
    // Without this very page, the browser would test an older one.
    if usable {
        browser_tests(tally, path);
    }
}

fn browser_tests(tally: &mut Tally, path: std::ffi::OsString) {
    let name = "page in the browser";
    let chromium = match browser::chromium() {
        Ok(chromium) => chromium,
        Err(message) => return tally.fail(name, message),
    };
    let folder = project::browser_tests();
    let report = folder.join("artifacts").join("results.json");
    // Only a report of this very run may be counted.
    if report.is_file()
        && let Err(error) = fs::remove_file(&report)
    {
        return tally.fail(name, format!("cannot remove {}: {error}", report.display()));
    }
    let result =
        run_process(command("playwright", &folder).arg("test").env("PATH", path).env(browser::VARIABLE, chromium));
    let (passed, failed) = fs::read_to_string(&report).ok().and_then(|text| playwright_counts(&text)).unwrap_or((0, 0));
    tally.suite(name, passed, failed, result);
}

/// The counts in Playwright's JSON report. A flaky test, which failed once, has failed.
fn playwright_counts(report: &str) -> Option<(u64, u64)> {
    let report: serde_json::Value = serde_json::from_str(report).ok()?;
    let stats = report.get("stats")?;
    let count = |name: &str| stats.get(name).and_then(serde_json::Value::as_u64);
    Some((count("expected")?, count("unexpected")? + count("flaky")?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_cargos_counts() {
        let line = "test result: FAILED. 12 passed; 3 failed; 1 ignored; 0 measured; 0 filtered out; finished in 0.01s";
        assert_eq!(cargo_test_result(line), Some((12, 3)));
        assert_eq!(cargo_test_result("running 3 tests"), None);
    }

    #[test]
    fn reads_playwrights_counts() {
        let report = r#"{"suites": [], "stats": {"expected": 4, "unexpected": 1, "flaky": 2, "skipped": 1}}"#;
        assert_eq!(playwright_counts(report), Some((4, 3)));
        assert_eq!(playwright_counts("{}"), None);
    }

    #[test]
    fn a_suite_that_broke_or_ran_nothing_counts_as_one_failure() {
        let mut tally = Tally::default();
        tally.suite("broke", 0, 0, Err("did not compile".into()));
        tally.suite("empty", 0, 0, Ok(()));
        tally.suite("good", 5, 0, Ok(()));
        tally.suite("bad", 5, 2, Err("ended with 101".into()));
        assert_eq!((tally.passed, tally.failed, tally.failures.len()), (10, 4, 3));
    }
}
