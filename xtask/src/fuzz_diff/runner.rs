//! Runs one program with CPython and with the simulator, and says where they differ.

use crate::process::command;
use crate::reference::Python;
use serde_json::Value;
use std::fs;
use std::io::{BufRead, BufReader, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdin, ChildStdout, Stdio};

const DRIVER: &str = include_str!("driver.py");
/// The programs are small; one that takes more is an endless loop.
const MOST: &str = "60000000";

/// What a program did.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Outcome {
    pub status: i64,
    pub out: String,
    pub err: String,
}

/// How the two compare.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Verdict {
    Same,
    /// The simulator says that it does not have something.
    Refused(String),
    /// CPython needed too long or too much: nothing to compare.
    Skipped,
    Different {
        /// Lines of the two, the first that differ.
        cpython: String,
        ours: String,
        /// What must stay as it is while the program is made smaller.
        kind: Kind,
    },
}

/// What kind of difference: one that turns into another while a program is made smaller is another bug.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Kind {
    /// On stdout.
    in_output: bool,
    /// The exceptions that end the programs, by class.
    ends: [String; 2],
    /// CPython's status, which tells whether the text is Python at all.
    status: i64,
}

/// Both, ready to run programs in a folder of their own.
pub struct Runner {
    folder: PathBuf,
    simulate: PathBuf,
    driver: Child,
    input: ChildStdin,
    output: BufReader<ChildStdout>,
}

impl Runner {
    /// Starts CPython.
    pub fn start(python: &Python, simulate: PathBuf, folder: &Path, real_time: bool) -> Result<Runner, String> {
        let failed = |error: std::io::Error| format!("cannot start CPython in {}: {error}", folder.display());
        fs::create_dir_all(folder).map_err(failed)?;
        fs::write(folder.join("driver.py"), DRIVER).map_err(failed)?;
        let mut line = python.command(folder);
        line.arg("driver.py").stdin(Stdio::piped()).stdout(Stdio::piped());
        line.env("PYTHONHASHSEED", "0").env("PYTHONUTF8", "1");
        line.env("FUZZ_REAL_TIME", if real_time { "1" } else { "0" });
        let mut driver = line.spawn().map_err(failed)?;
        let (Some(input), Some(output)) = (driver.stdin.take(), driver.stdout.take()) else {
            return Err("CPython has no pipes".to_string());
        };
        Ok(Runner { folder: folder.to_path_buf(), simulate, driver, input, output: BufReader::new(output) })
    }

    /// What CPython does.
    pub fn cpython(&mut self, source: &str) -> Result<Outcome, String> {
        let failed = |error: std::io::Error| format!("CPython's driver is gone: {error}");
        writeln!(self.input, "{}", Value::from(source)).map_err(failed)?;
        self.input.flush().map_err(failed)?;
        let mut line = String::new();
        self.output.read_line(&mut line).map_err(failed)?;
        let answer: Value =
            serde_json::from_str(&line).map_err(|error| format!("CPython's driver said {line:?}: {error}"))?;
        let text = |key: &str| answer[key].as_str().map(plain).unwrap_or_default();
        Ok(Outcome { status: answer["status"].as_i64().unwrap_or(-1), out: text("out"), err: own_frames(&text("err")) })
    }

    /// What the simulator does; the text must be in the folder already.
    pub fn simulate(&self, source: &str) -> Result<Outcome, String> {
        let failed = |error: std::io::Error| format!("cannot run {}: {error}", self.simulate.display());
        fs::write(self.folder.join("p.py"), source).map_err(failed)?;
        let mut line = command(&self.simulate.display().to_string(), &self.folder);
        let output = line.args(["p.py", "--max-instructions", MOST]).stdin(Stdio::null()).output().map_err(failed)?;
        let text = |bytes: &[u8]| plain(&String::from_utf8_lossy(bytes));
        let status = output.status.code().map_or(-1, i64::from);
        Ok(Outcome { status, out: text(&output.stdout), err: text(&output.stderr) })
    }

    /// Both, compared.
    pub fn compare(&mut self, source: &str) -> Result<Verdict, String> {
        let theirs = self.cpython(source)?;
        if theirs.status < 0 || theirs.err.contains("MemoryError") {
            return Ok(Verdict::Skipped);
        }
        let ours = self.simulate(source)?;
        // Where CPython's memory is at its end, or would not take the size, the simulator's budget ends the run.
        if ours.status == 3 && theirs.out.contains("MemoryError") {
            return Ok(Verdict::Skipped);
        }
        let mut verdict = judge(&theirs, &ours);
        if let Verdict::Different { kind, .. } = &mut verdict {
            let end = |o: &Outcome| last_line(&o.err).split(':').next().unwrap_or("").to_string();
            *kind = Kind { in_output: theirs.out != ours.out, ends: [end(&theirs), end(&ours)], status: theirs.status };
        }
        Ok(verdict)
    }
}

impl Drop for Runner {
    fn drop(&mut self) {
        // Nothing to be done if it is gone already.
        let _ = self.driver.kill();
        let _ = self.driver.wait();
    }
}

/// Without the frames of CPython's library and of the driver: the simulator shows the program's own. A traceback of which nothing is
/// left has no header either.
fn own_frames(text: &str) -> String {
    let mut out: Vec<&str> = Vec::new();
    let mut foreign = None;
    let bare = |line: &str| line.trim_start_matches([' ', '|', '+', '-']).to_string();
    for line in text.split_inclusive('\n') {
        let indent = line.len() - bare(line).len();
        if bare(line).starts_with("File \"") {
            foreign = (!bare(line).starts_with("File \"p.py\"")).then_some(indent);
        } else if foreign.is_some_and(|of| indent <= of) {
            foreign = None;
        }
        if foreign.is_none() {
            let header = out.last().is_some_and(|last| bare(last) == "Traceback (most recent call last):\n");
            if header && !bare(line).starts_with("File \"") {
                out.pop();
            }
            out.push(line);
        }
    }
    out.concat()
}

/// Addresses are nobody's business.
fn plain(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find(" at 0x") {
        out.push_str(&rest[..at + 6]);
        rest = rest[at + 6..].trim_start_matches(|c: char| c.is_ascii_hexdigit());
    }
    out.push_str(rest);
    out
}

/// The driver's status for a text that is not Python: the usual 1, but told apart.
const NOT_PYTHON: i64 = 250;

/// What else the garbage collector has to say on stderr, and when, is not compared.
fn by_chance(o: &Outcome) -> bool {
    const TEXTS: [&str; 4] =
        ["was never awaited", "was never retrieved", "was destroyed but it is pending", "ignored in"];
    TEXTS.iter().any(|text| o.err.contains(text))
}

/// The part of stderr that is compared: of a text that is not Python, the last line, as its marks may count bytes in CPython.
fn comparable(o: &Outcome, not_python: bool) -> &str {
    if o.status == 0 {
        ""
    } else if not_python {
        last_line(&o.err)
    } else {
        &o.err
    }
}

fn last_line(text: &str) -> &str {
    text.lines().rfind(|line| !line.trim().is_empty()).unwrap_or("")
}

fn judge(theirs: &Outcome, ours: &Outcome) -> Verdict {
    let last = |o: &Outcome| last_line(&o.err).to_string();
    if ours.status == 4 && theirs.status != 4 {
        return Verdict::Refused(last(ours));
    }
    if ours.status == 3 && theirs.status == 3 {
        // Both wait for ever, which CPython does in silence.
        return if ours.out == theirs.out { Verdict::Same } else { lines(&theirs.out, &ours.out) };
    }
    if ours.out != theirs.out {
        return lines(
            &format!("{}[{}] {}", theirs.out, theirs.status, last(theirs)),
            &format!("{}[{}] {}", ours.out, ours.status, last(ours)),
        );
    }
    let status = if theirs.status == NOT_PYTHON { 1 } else { theirs.status };
    let not_python = theirs.status == NOT_PYTHON;
    let (mut left, mut right) = (comparable(theirs, not_python), comparable(ours, not_python));
    if by_chance(theirs) || by_chance(ours) {
        (left, right) = ("", "");
    }
    if (ours.status, right) != (status, left) {
        return lines(&format!("{left}[status {status}]"), &format!("{right}[status {}]", ours.status));
    }
    Verdict::Same
}

/// The first lines that differ.
fn lines(theirs: &str, ours: &str) -> Verdict {
    let (mut left, mut right) = (theirs.lines(), ours.lines());
    loop {
        let (a, b) = (left.next(), right.next());
        if a != b || a.is_none() {
            let text = |line: Option<&str>| line.unwrap_or("<nothing>").to_string();
            return Verdict::Different { cpython: text(a), ours: text(b), kind: Kind::default() };
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_do_not_count() {
        assert_eq!(plain("<A object at 0x7f12ab> at 0x1"), "<A object at 0x> at 0x");
    }

    #[test]
    fn frames_of_the_library_do_not_count() {
        let text =
            "T:\n  File \"/x.py\", line 1\n    a\n    ^\n  File \"p.py\", line 2\n    b\n  File \"y\"\n    c\nE: e\n";
        assert_eq!(own_frames(text), "T:\n  File \"p.py\", line 2\n    b\nE: e\n");
    }

    #[test]
    fn the_first_difference_is_named() {
        let run = |status, out: &str, err: &str| Outcome { status, out: out.into(), err: err.into() };
        assert_eq!(judge(&run(0, "a\n", ""), &run(0, "a\n", "")), Verdict::Same);
        assert_eq!(judge(&run(0, "a\n", ""), &run(4, "", "not supported")), Verdict::Refused("not supported".into()));
        let different = Verdict::Different { cpython: "b".into(), ours: "c".into(), kind: Kind::default() };
        assert_eq!(judge(&run(0, "a\nb\n", ""), &run(0, "a\nc\n", "")), different);
        assert_eq!(judge(&run(3, "a\n", ""), &run(3, "a\n", "deadlock")), Verdict::Same);
    }
}
