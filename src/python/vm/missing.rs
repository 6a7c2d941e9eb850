//! Modules of CPython's standard library that the simulator does not have: importing one is refused, not "not found", and the
//! refusal says what there is instead.

use crate::python::suggest::is_standard_module;

/// Standard modules with others in them.
const PACKAGES: &str = "asyncio collections concurrent importlib json logging multiprocessing os unittest urllib";

/// What a standard module would need that a simulated computer lacks, and what does the same here.
const INSTEAD: &[(&str, &str)] = &[
    (
        "bz2 filecmp fileinput glob gzip linecache lzma mmap netrc pathlib shelve shutil stat tarfile tempfile zipfile zipimport",
        "there are no files; io.StringIO and io.BytesIO are files in memory, aiofiles is a simulated one",
    ),
    (
        "ftplib http imaplib mailbox nntplib poplib select selectors smtplib socket socketserver ssl wsgiref xmlrpc",
        "there is no network; httpx, aiohttp and requests ask simulated services, fastapi serves",
    ),
    ("urllib", "there is no network; httpx, aiohttp and requests ask simulated services"),
    (
        "pty runpy subprocess venv",
        "other programs cannot be started; multiprocessing and concurrent.futures start processes",
    ),
    ("dbm sqlite3", "there are no files; the packages databases, sqlalchemy and redis are simulated"),
    (
        "cProfile profile pstats timeit trace tracemalloc",
        "time.perf_counter() tells the virtual time, the timeline shows where it went",
    ),
    ("bdb doctest faulthandler pdb", "the page shows each task, its line and what it waits for"),
    ("calendar zoneinfo", "datetime is there, with fixed time zones"),
    (
        "curses getpass readline tkinter turtle turtledemo webbrowser",
        "there is no terminal and no window; print() writes to the console",
    ),
    ("__future__ annotationlib", "`from __future__ import annotations` works"),
];

/// True for a module that CPython 3.13 has and the simulator has not; `has_top` if it has the package.
pub(super) fn is_missing(name: &str, has_top: bool) -> bool {
    let on_windows = ["msvcrt", "nt", "winreg", "winsound"].contains(&name);
    match name.split_once('.') {
        Some((top, _)) if has_top => contains(PACKAGES, top),
        Some((top, _)) => is_standard_module(top),
        None => (is_standard_module(name) || name == "__future__") && !has_top && !on_windows,
    }
}

/// The end of the sentence.
pub(super) fn hint(top: &str) -> String {
    let found = INSTEAD.iter().find(|(names, _)| contains(names, top));
    found.map_or(String::new(), |(_, instead)| format!(": {instead}"))
}

fn contains(names: &str, name: &str) -> bool {
    names.split(' ').any(|n| n == name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_cpython_has_is_refused_and_what_nobody_has_is_not_found() {
        let missing = |name: &str, has_top| is_missing(name, has_top);
        assert!(missing("pathlib", false) && missing("urllib.request", true) && missing("unittest.mock", true));
        assert!(!missing("numpy", false) && !missing("fastapi.nothing", true));
        assert_eq!(hint("urllib"), ": there is no network; httpx, aiohttp and requests ask simulated services");
    }
}
