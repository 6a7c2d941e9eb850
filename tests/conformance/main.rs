//! Programs with what CPython 3.13 printed (`cargo xtask reference` records it): the simulator must print the same, to the letter.
//!
//! `programs/NAME.py` with `NAME.out` (stdout) and, where it ends in an uncaught exception, `NAME.err` (last line of stderr). Those
//! that do not pass yet stand in `not_yet.txt`, which may only shrink: a listed program that passes fails the test.
//! No program, listed or not, may print something wrong and end as if all were well.

use loopscope::session::{Batch, Settings, run_batch};
use std::path::{Path, PathBuf};

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/conformance")
}

fn programs() -> Vec<PathBuf> {
    let entries = std::fs::read_dir(folder().join("programs")).expect("the programs");
    let mut files: Vec<PathBuf> = entries.map(|e| e.expect("a file").path()).collect();
    files.retain(|p| p.extension().is_some_and(|e| e == "py"));
    files.sort();
    assert!(files.len() >= 94, "programs are missing");
    files
}

fn text(batch: &Batch, of_stderr: bool) -> String {
    let mut all: String = batch.output().iter().filter(|o| o.0 == of_stderr).map(|o| o.1).collect();
    if of_stderr {
        all.push_str(batch.message.as_deref().unwrap_or(""));
    }
    all
}

/// Why a program fails; `None` if it passes. The second: it failed as if all were well.
fn judge(program: &Path) -> Option<(String, bool)> {
    let read = |ending: &str| std::fs::read_to_string(program.with_extension(ending)).ok();
    let source = read("py").expect("readable");
    let expected = read("out").expect("recorded output");
    let name = program.file_name().expect("a name").to_string_lossy().into_owned();
    let batch = run_batch(&source, &name, Settings { max_instructions: 500_000_000, ..Settings::default() });
    let (out, err) = (text(&batch, false), text(&batch, true));
    // Said out loud: a limit, something not supported, an uncaught exception.
    let silent = batch.status == 0;
    if out != expected {
        let different = expected.lines().zip(out.lines()).position(|(a, b)| a != b);
        let at = different.unwrap_or_else(|| expected.lines().count().min(out.lines().count()));
        let why = format!(
            "line {}: expected {:?}, got {:?}; stderr ends with {:?}",
            at + 1,
            expected.lines().nth(at).unwrap_or("<end>"),
            out.lines().nth(at).unwrap_or("<end>"),
            err.lines().last().unwrap_or("")
        );
        return Some((why, silent));
    }
    let last = err.lines().rev().find(|l| !l.trim().is_empty()).unwrap_or("");
    match read("err") {
        Some(wanted) => {
            let wanted = wanted.lines().rev().find(|l| !l.trim().is_empty()).unwrap_or("").to_string();
            (last != wanted || silent)
                .then(|| (format!("stderr should end with {wanted:?}, ends with {last:?}"), silent))
        }
        None => (!silent).then(|| (format!("exit status {}; {last}", batch.status), false)),
    }
}

#[test]
fn programs_print_what_cpython_prints() {
    let list = std::fs::read_to_string(folder().join("not_yet.txt")).expect("not_yet.txt");
    let not_yet: Vec<&str> = list.lines().filter(|l| !l.is_empty() && !l.starts_with('#')).collect();
    let mut complaints = Vec::new();
    let mut passed = 0;
    for program in programs() {
        let name = program.file_stem().expect("a name").to_string_lossy().into_owned();
        let listed = not_yet.contains(&name.as_str());
        match judge(&program) {
            None if listed => complaints.push(format!("{name} passes: take it off not_yet.txt")),
            None => passed += 1,
            Some((why, _)) if !listed => complaints.push(format!("{name}: {why}")),
            Some(_) => {}
        }
    }
    println!("{passed} programs pass, {} not yet", not_yet.len());
    assert!(complaints.is_empty(), "{}", complaints.join("\n"));
}

#[test]
fn nothing_is_wrong_in_silence() {
    let mut complaints = Vec::new();
    for program in programs() {
        if matches!(judge(&program), Some((_, true))) {
            complaints.push(format!("{} is wrong and does not say so", program.display()));
        }
    }
    assert!(complaints.is_empty(), "{}", complaints.join("\n"));
}
