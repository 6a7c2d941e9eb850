//! `cargo xtask reference FILE.py…`: writes down what the real CPython 3.13 does with a program.
//!
//! Each program runs three times. If the runs differ, it depends on chance or on the machine and is refused: such output
//! would prove nothing.

use crate::arguments::Arguments;
use crate::process::{command, output_of};
use crate::project;
use std::fs;
use std::io::Read;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

const HELP: &str = "\
cargo xtask reference FILE.py...

Runs each program three times with CPython 3.13 and writes beside it
  FILE.out   its standard output
  FILE.err   the last line of its standard error, if it ended with a code other than 0 (an uncaught exception)
Programs whose runs differ or that take longer than a minute are refused.

cargo xtask reference --compare

Sends the load of tests/reference/fastapi.json to the demo application and writes what was measured and what is simulated, side by
side, to docs/REFERENCE.md.

CPython is looked for as python3.13, as python3 and python, and in pyenv; LOOPSCOPE_PYTHON names another.";

/// The CPython whose behaviour is the reference.
const VERSION: &str = "3.13";
const RUNS: usize = 3;
const TIME_MAX: Duration = Duration::from_secs(60);

/// Records all programs; an error if any was refused.
pub fn run(arguments: &[String]) -> Result<(), String> {
    let Some(mut arguments) = Arguments::new(arguments, HELP) else { return Ok(()) };
    if arguments.flag("--compare") {
        arguments.finish()?;
        return crate::compare::compare();
    }
    let files = arguments.files()?;
    if files.is_empty() {
        return Err(format!("which programs?\n\n{HELP}"));
    }
    let python = Python::find()?;
    println!("with {} ({})", python.version, python.program);
    let mut refused = 0;
    for file in &files {
        match record(&python, Path::new(file)) {
            Ok(what) => println!("{file}: {what}"),
            Err(reason) => {
                refused += 1;
                println!("{file}: REFUSED, nothing written: {reason}");
            }
        }
    }
    if refused == 0 { Ok(()) } else { Err(format!("{refused} of {} programs refused", files.len())) }
}

/// A CPython of the right version, and how to start it.
pub struct Python {
    program: String,
    pyenv_version: Option<String>,
    version: String,
}

impl Python {
    /// The one that is found first.
    pub fn find() -> Result<Python, String> {
        let named = std::env::var("LOOPSCOPE_PYTHON").ok();
        let names = match &named {
            Some(named) => vec![(named.as_str(), None)],
            None => {
                vec![("python3.13", None), ("python3", None), ("python", None), ("python3", Some(pyenv_version()))]
            }
        };
        for (program, pyenv_version) in names {
            let mut python =
                Python { program: program.to_string(), pyenv_version: pyenv_version.flatten(), version: String::new() };
            let mut ask = python.command(&project::root());
            ask.args(["-c", "import platform as p; print(p.python_implementation(), p.python_version())"]);
            python.version = output_of(&mut ask).unwrap_or_default();
            if python.version.starts_with(&format!("CPython {VERSION}.")) {
                return Ok(python);
            }
        }
        Err(format!(
            "CPython {VERSION} not found; install it, or name it with LOOPSCOPE_PYTHON=/path/to/python{VERSION}"
        ))
    }

    /// To start it in a folder.
    pub fn command(&self, folder: &Path) -> Command {
        let mut python = command(&self.program, folder);
        python.env("PYTHONIOENCODING", "utf-8").env("NO_COLOR", "1").env("PYTHON_COLORS", "0");
        python.env("PYTHONDONTWRITEBYTECODE", "1");
        if let Some(version) = &self.pyenv_version {
            python.env("PYENV_VERSION", version);
        }
        python
    }
}

/// The newest 3.13 that pyenv has, if pyenv is there.
fn pyenv_version() -> Option<String> {
    let versions = output_of(command("pyenv", &project::root()).args(["versions", "--bare"]))?;
    versions.lines().map(str::trim).rfind(|line| line.starts_with(&format!("{VERSION}."))).map(str::to_string)
}

/// How one run ended. Of the standard error only the last line counts: tracebacks and warnings above it hold addresses.
#[derive(PartialEq, Eq)]
struct Run {
    code: Option<i32>,
    out: Vec<u8>,
    err_last: Option<String>,
}

fn record(python: &Python, file: &Path) -> Result<String, String> {
    let first = run_once(python, file)?;
    for _ in 1..RUNS {
        let again = run_once(python, file)?;
        if again != first {
            return Err(format!("two runs differ: {}", difference(&first, &again)));
        }
    }
    let error = match (first.code, first.err_last) {
        (Some(0), _) => None,
        (None, _) => return Err("a signal ended it".to_string()),
        (Some(code), None) => return Err(format!("it ends with code {code} and no message")),
        (Some(_), Some(line)) => Some(line),
    };
    let out = normal_newlines(&first.out);
    write(&file.with_extension("out"), Some(&out))?;
    write(&file.with_extension("err"), error.as_ref().map(|line| format!("{line}\n")).as_deref().map(str::as_bytes))?;
    Ok(match error {
        Some(line) => format!("{} bytes of output, then {line}", out.len()),
        None => format!("{} bytes of output", out.len()),
    })
}

fn run_once(python: &Python, file: &Path) -> Result<Run, String> {
    let failed = |error: std::io::Error| format!("cannot run it: {error}");
    let file = file.canonicalize().map_err(|error| format!("cannot read it: {error}"))?;
    let (Some(folder), Some(name)) = (file.parent(), file.file_name()) else {
        return Err("not a file".to_string());
    };
    let mut command = python.command(folder);
    // The name alone, as tracebacks show the name the program was started by.
    command.arg(name).stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = command.spawn().map_err(failed)?;
    // Both pipes are read at once, so that a full one never stops the program.
    let out = child.stdout.take().map(|pipe| std::thread::spawn(move || read_all(pipe)));
    let err = child.stderr.take().map(|pipe| std::thread::spawn(move || read_all(pipe)));
    let start = Instant::now();
    let status = loop {
        if let Some(status) = child.try_wait().map_err(failed)? {
            break status;
        }
        if start.elapsed() > TIME_MAX {
            child.kill().map_err(failed)?;
            child.wait().map_err(failed)?;
            return Err(format!("it ran longer than {} s", TIME_MAX.as_secs()));
        }
        std::thread::sleep(Duration::from_millis(5));
    };
    let read = |reader: Option<std::thread::JoinHandle<Vec<u8>>>| {
        reader.and_then(|reader| reader.join().ok()).ok_or("cannot read its output".to_string())
    };
    Ok(Run { code: status.code(), out: read(out)?, err_last: last_line(&read(err)?) })
}

fn read_all(mut pipe: impl Read) -> Vec<u8> {
    let mut bytes = Vec::new();
    // An error here ends the output early, which shows as a difference between the runs.
    let _ = pipe.read_to_end(&mut bytes);
    bytes
}

fn last_line(text: &[u8]) -> Option<String> {
    let text = String::from_utf8_lossy(text);
    text.lines().map(str::trim_end).rfind(|line| !line.is_empty()).map(str::to_string)
}

/// Windows writes `\r\n`; the record has `\n`, the same on all systems.
fn normal_newlines(text: &[u8]) -> Vec<u8> {
    if cfg!(windows) { String::from_utf8_lossy(text).replace("\r\n", "\n").into_bytes() } else { text.to_vec() }
}

fn difference(one: &Run, other: &Run) -> String {
    if one.code != other.code {
        return format!("they end with {:?} and {:?}", one.code, other.code);
    }
    let text = |run: &Run| format!("{}\n{}", String::from_utf8_lossy(&run.out), run.err_last.as_deref().unwrap_or(""));
    let (one, other) = (text(one), text(other));
    let pair = one.lines().zip(other.lines()).find(|(left, right)| left != right);
    match pair {
        Some((left, right)) => format!("`{left}` and `{right}`"),
        None => "one prints more than the other".to_string(),
    }
}

/// Writes the file, or takes an old one away.
fn write(path: &PathBuf, content: Option<&[u8]>) -> Result<(), String> {
    let done = match content {
        Some(content) => fs::write(path, content),
        None if path.is_file() => fs::remove_file(path),
        None => Ok(()),
    };
    done.map_err(|error| format!("cannot write {}: {error}", path.display()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_last_line_is_the_last_with_something_on_it() {
        assert_eq!(last_line(b"Traceback\n  File\nValueError: no\n\n"), Some("ValueError: no".into()));
        assert_eq!(last_line(b"\n"), None);
    }

    #[test]
    fn a_difference_names_the_first_lines_that_differ() {
        let run = |out: &str| Run { code: Some(0), out: out.into(), err_last: None };
        assert_eq!(difference(&run("a\nb\n"), &run("a\nc\n")), "`b` and `c`");
        assert_eq!(difference(&run("a\n"), &run("a\n\n\n")), "one prints more than the other");
        assert_eq!(difference(&run(""), &Run { code: Some(1), ..run("") }), "they end with Some(0) and Some(1)");
    }
}
