//! Reads the sources of the project and holds what ARCHITECTURE.md says of them: who may name whom, and what is absent.

mod absent;
mod code;
mod rooms;
mod shape;

use super::files;
use code::code_only;
use std::path::Path;

/// One source file.
struct Source {
    /// From the project's folder, with `/`: `src/python/vm/run.rs`.
    path: String,
    /// All of it.
    text: String,
    /// Only what runs in the product: comments, texts and tests are blank. Lines are the same as in `text`.
    code: String,
}

impl Source {
    /// The room it is in: the folder under `src/`, or the file's name there.
    fn room(&self) -> &str {
        let inside = self.path.strip_prefix("src/").unwrap_or("");
        inside.split(['/', '.']).next().unwrap_or("")
    }

    /// `path:line: ` of each line of code for which `wrong` has something to say, with what it says.
    fn complain(&self, complaints: &mut Vec<String>, wrong: impl Fn(&str) -> Option<String>) {
        for (index, line) in self.code.lines().enumerate() {
            if let Some(what) = wrong(line) {
                complaints.push(format!("{}:{}: {what}", self.path, index + 1));
            }
        }
    }
}

/// All Rust files under the given folders.
fn sources(folders: &[&str]) -> Vec<Source> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    files::under(folders, "rs").iter().map(|file| read(root, file)).collect()
}

fn read(root: &Path, file: &Path) -> Source {
    let text = std::fs::read_to_string(file).unwrap_or_else(|error| panic!("{}: {error}", file.display()));
    let path = file.strip_prefix(root).expect("inside the project").to_string_lossy().replace('\\', "/");
    let tests_only = path.ends_with("/tests.rs") || path.contains("/tests/");
    let code = if tests_only { String::new() } else { code_only(&text) };
    Source { path, text, code }
}

/// Fails with all complaints at once, as each is for somebody to read.
#[track_caller]
fn none(complaints: Vec<String>) {
    assert!(complaints.is_empty(), "{} complaints\n{}", complaints.len(), complaints.join("\n"));
}

/// True if `word` stands in `line` and is not part of a longer name.
fn has_word(line: &str, word: &str) -> bool {
    let part_of_name = |c: char| c.is_alphanumeric() || c == '_';
    line.match_indices(word).any(|(at, _)| {
        !line[..at].chars().next_back().is_some_and(part_of_name)
            && !line[at + word.len()..].chars().next().is_some_and(part_of_name)
    })
}
