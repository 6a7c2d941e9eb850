//! What loads before first use, and what afterwards: the page's wasm, cut in two.
//!
//! Most of a Python interpreter is idle when a page opens. The functions that the first minute needs are listed in
//! `xtask/first_use.txt` (`cargo xtask first-use` records it); they stay in `page-*_bg.wasm`, the *first* part. All others
//! move to `page-*_rest.wasm`, which the page fetches when the first run is on the screen. Both parts share one memory and
//! one table of functions. A moved function leaves a door in the first part: it loads the rest if that has not happened yet,
//! then jumps through the table (`js/late.js` is the other side). Texts of Python modules move too (`texts.rs`).
//!
//! A list that is out of date costs weight or a moment, never correctness.

mod parts;
mod record;
mod texts;

pub use record::run as record;

use crate::project;
use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

/// How the file of the whole ends, and the first part after it.
const FIRST: &str = "_bg.wasm";
/// How the file of the rest ends.
pub const REST: &str = "_rest.wasm";

/// Cuts the page's wasm in `dist` in two.
pub fn dist(dist: &Path) -> Result<(), String> {
    let file = wasm(dist)?;
    let bytes = read(&file)?;
    let list = list_file();
    let names = fs::read_to_string(&list).map_err(|error| format!("cannot read {}: {error}", list.display()))?;
    let first: BTreeSet<&str> = names.lines().filter(|line| !line.is_empty() && !line.starts_with('#')).collect();
    let parts = parts::cut(&bytes, &first, &texts::all()?)?;
    let name = file.to_string_lossy();
    let rest = PathBuf::from(format!("{}{REST}", name.strip_suffix(FIRST).unwrap_or(&name)));
    write(&rest, &parts.rest)?;
    write(&file, &parts.first)?;
    hand_over(&PathBuf::from(format!("{}.js", name.strip_suffix(FIRST).unwrap_or(&name))))?;
    println!("split: {} functions before first use, {} after", parts.functions_first, parts.functions_rest);
    Ok(())
}

/// Lets wasm-bindgen's JavaScript hand the first part's exports to js/late.js before anything of it is called.
fn hand_over(script: &Path) -> Result<(), String> {
    const STARTS: &str = "wasm = instance.exports;";
    let text = String::from_utf8(read(script)?).map_err(|_| format!("{} is no text", script.display()))?;
    match text.split_once(STARTS) {
        Some((before, after)) if !after.contains(STARTS) => {
            write(script, format!("{before}{STARTS} globalThis.loopscopeFirst = wasm;{after}").as_bytes())
        }
        _ => Err(format!("`{STARTS}` is not once in {}: wasm-bindgen has changed", script.display())),
    }
}

/// The list of the functions of the first part.
fn list_file() -> PathBuf {
    project::root().join("xtask/first_use.txt")
}

/// The page's wasm in `dist`.
fn wasm(dist: &Path) -> Result<PathBuf, String> {
    let entries = fs::read_dir(dist).map_err(|error| format!("cannot read {}: {error}", dist.display()))?;
    let mut found: Vec<PathBuf> = entries.filter_map(|entry| entry.ok().map(|entry| entry.path())).collect();
    found.retain(|path| path.to_string_lossy().ends_with(FIRST));
    match found.as_slice() {
        [one] => Ok(one.clone()),
        _ => Err(format!("{} should hold one file named …{FIRST}, but has {}", dist.display(), found.len())),
    }
}

fn read(file: &Path) -> Result<Vec<u8>, String> {
    fs::read(file).map_err(|error| format!("cannot read {}: {error}", file.display()))
}

fn write(file: &Path, bytes: &[u8]) -> Result<(), String> {
    fs::write(file, bytes).map_err(|error| format!("cannot write {}: {error}", file.display()))
}
