//! "Did you mean": the closest of some names, as CPython's `traceback` computes it.

/// The modules that CPython 3.13 comes with, those whose names start with an underscore left out.
const MODULES: &str = "abc antigravity argparse array ast asyncio atexit base64 bdb binascii bisect builtins bz2 \
                       cProfile calendar cmath cmd code codecs codeop collections colorsys compileall concurrent \
                       configparser contextlib contextvars copy copyreg csv ctypes curses dataclasses datetime dbm \
                       decimal difflib dis doctest email encodings ensurepip enum errno faulthandler fcntl filecmp \
                       fileinput fnmatch fractions ftplib functools gc genericpath getopt getpass gettext glob \
                       graphlib grp gzip hashlib heapq hmac html http idlelib imaplib importlib inspect io \
                       ipaddress itertools json keyword linecache locale logging lzma mailbox marshal math \
                       mimetypes mmap modulefinder msvcrt multiprocessing netrc nt ntpath nturl2path numbers opcode \
                       operator optparse os pathlib pdb pickle pickletools pkgutil platform plistlib poplib posix \
                       posixpath pprint profile pstats pty pwd py_compile pyclbr pydoc pydoc_data pyexpat queue \
                       quopri random re readline reprlib resource rlcompleter runpy sched secrets select selectors \
                       shelve shlex shutil signal site smtplib socket socketserver sqlite3 sre_compile \
                       sre_constants sre_parse ssl stat statistics string stringprep struct subprocess symtable sys \
                       sysconfig syslog tabnanny tarfile tempfile termios textwrap this threading time timeit \
                       tkinter token tokenize tomllib trace traceback tracemalloc tty turtle turtledemo types \
                       typing unicodedata unittest urllib uuid venv warnings wave weakref webbrowser winreg \
                       winsound wsgiref xml xmlrpc zipapp zipfile zipimport zlib zoneinfo";

/// True for a module of the standard library: who uses its name without an import has forgotten it.
pub fn is_standard_module(name: &str) -> bool {
    MODULES.split(' ').any(|module| module == name)
}

const MOVE_COST: usize = 2;
const CASE_COST: usize = 1;
const MAX_CANDIDATES: usize = 750;
const MAX_LENGTH: usize = 40;

/// The candidate most like `wrong`, if one is close enough.
pub fn closest<'a>(wrong: &str, candidates: &'a [String]) -> Option<&'a str> {
    if wrong.len() > MAX_LENGTH || candidates.len() > MAX_CANDIDATES {
        return None;
    }
    let mut best: Option<(&str, usize)> = None;
    for candidate in candidates {
        if candidate == wrong {
            continue;
        }
        // A third of all characters may need changing, counted in move costs.
        let mut limit = (candidate.len() + wrong.len() + 3) * MOVE_COST / 6;
        if let Some((_, d)) = best {
            limit = limit.min(d.saturating_sub(1));
        }
        let distance = distance(wrong.as_bytes(), candidate.as_bytes(), limit);
        if distance <= limit && best.is_none_or(|(_, d)| distance < d) {
            best = Some((candidate, distance));
        }
    }
    best.map(|(name, _)| name)
}

fn substitution(a: u8, b: u8) -> usize {
    if a == b {
        0
    } else if a.eq_ignore_ascii_case(&b) {
        CASE_COST
    } else {
        MOVE_COST
    }
}

/// Levenshtein distance with CPython's costs; anything over `limit` may be given as `limit + 1`.
fn distance(a: &[u8], b: &[u8], limit: usize) -> usize {
    let prefix = a.iter().zip(b).take_while(|(x, y)| x == y).count();
    let (a, b) = (&a[prefix..], &b[prefix..]);
    let suffix = a.iter().rev().zip(b.iter().rev()).take_while(|(x, y)| x == y).count();
    let (a, b) = (&a[..a.len() - suffix], &b[..b.len() - suffix]);
    if a.is_empty() || b.is_empty() {
        return MOVE_COST * (a.len() + b.len());
    }
    let (a, b) = if b.len() < a.len() { (b, a) } else { (a, b) };
    if (b.len() - a.len()) * MOVE_COST > limit {
        return limit + 1;
    }
    let mut row: Vec<usize> = (1..=a.len()).map(|i| i * MOVE_COST).collect();
    let mut result = 0;
    for (bindex, &bc) in b.iter().enumerate() {
        let mut previous = bindex * MOVE_COST;
        result = previous;
        let mut minimum = usize::MAX;
        for (index, &ac) in a.iter().enumerate() {
            let substitute = previous + substitution(bc, ac);
            previous = row[index];
            let insert_delete = result.min(previous) + MOVE_COST;
            result = insert_delete.min(substitute);
            row[index] = result;
            minimum = minimum.min(result);
        }
        if minimum > limit {
            return limit + 1;
        }
    }
    result
}

#[cfg(test)]
mod tests {
    use super::closest;

    #[test]
    fn suggests_what_cpython_suggests() {
        let names: Vec<String> = ["maxsplit", "sep", "append", "value"].map(String::from).to_vec();
        assert_eq!(closest("max_split", &names), Some("maxsplit"));
        assert_eq!(closest("appendd", &names), Some("append"));
        assert_eq!(closest("Value", &names), Some("value"));
        assert_eq!(closest("something", &names), None);
    }
}
