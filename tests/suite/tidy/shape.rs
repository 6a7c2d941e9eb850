//! How a file looks: what it is for comes first, and it is no longer than one idea needs.

use super::{none, sources};

/// No file is longer, unless it is listed below.
const LINES_MAX: usize = 600;

/// Longer files: each with the length it must stay under, and why it is not two files.
const LONGER: &[(&str, usize, &str)] =
    &[("src/python/vm/run.rs", 1000, "one flat match over the instruction set, a few lines each")];

#[test]
fn every_file_says_what_it_is_for() {
    let mut complaints = Vec::new();
    for source in sources(&["src", "xtask/src", "tests"]) {
        if !source.text.starts_with("//! ") {
            complaints.push(format!("{}: its first line is to be `//! ` and what the file is for", source.path));
        }
    }
    none(complaints);
}

#[test]
fn no_file_is_too_long() {
    let mut complaints = Vec::new();
    for source in sources(&["src", "xtask/src", "tests"]) {
        let lines = source.text.lines().count();
        match LONGER.iter().find(|(path, _, _)| *path == source.path) {
            None if lines > LINES_MAX => {
                complaints.push(format!("{}: {lines} lines; at most {LINES_MAX}: two ideas, two files", source.path));
            }
            Some((_, most, _)) if lines > *most => {
                complaints.push(format!("{}: {lines} lines; it may have {most}", source.path));
            }
            Some(_) if lines <= LINES_MAX => {
                complaints.push(format!("{}: {lines} lines; strike it off the list of longer files", source.path));
            }
            _ => {}
        }
    }
    for (path, _, _) in LONGER {
        if !sources(&["src", "xtask/src", "tests"]).iter().any(|source| source.path == *path) {
            complaints.push(format!("{path}: gone; strike it off the list of longer files"));
        }
    }
    none(complaints);
}
