//! Running other programs, with errors that say what was run and how it ended.

use std::ffi::OsString;
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// A command that runs in `folder`. Names of npm's own scripts get the ending they have on Windows.
pub fn command(program: &str, folder: &Path) -> Command {
    let script = cfg!(windows) && matches!(program, "npm" | "npx");
    let mut command = Command::new(if script { format!("{program}.cmd") } else { program.to_string() });
    command.current_dir(folder);
    command
}

/// How a command reads on a terminal, for messages.
pub fn words(command: &Command) -> String {
    let mut line = command.get_program().to_string_lossy().into_owned();
    for argument in command.get_args() {
        line.push(' ');
        line.push_str(&argument.to_string_lossy());
    }
    line
}

/// Runs it, showing its output; an error if it cannot start or ends with a code other than 0.
pub fn run(command: &mut Command) -> Result<(), String> {
    let line = words(command);
    println!("\n$ {line}");
    let status = command.status().map_err(|error| format!("cannot start `{line}`: {error}"))?;
    if status.success() { Ok(()) } else { Err(format!("`{line}` ended with {status}")) }
}

/// Runs it, showing its standard output and handing each line of it to `each_line` too.
pub fn run_reading(command: &mut Command, mut each_line: impl FnMut(&str)) -> Result<(), String> {
    let line = words(command);
    println!("\n$ {line}");
    let failed = |error: std::io::Error| format!("cannot run `{line}`: {error}");
    let mut child = command.stdout(Stdio::piped()).spawn().map_err(failed)?;
    if let Some(output) = child.stdout.take() {
        for text in BufReader::new(output).split(b'\n') {
            let text = text.map_err(failed)?;
            let text = String::from_utf8_lossy(&text);
            println!("{text}");
            each_line(text.trim_end());
        }
    }
    let status = child.wait().map_err(failed)?;
    if status.success() { Ok(()) } else { Err(format!("`{line}` ended with {status}")) }
}

/// What it printed, trimmed, if it could be run and ended well.
pub fn output_of(command: &mut Command) -> Option<String> {
    let output = command.stdin(Stdio::null()).stderr(Stdio::null()).output().ok()?;
    output.status.success().then(|| String::from_utf8_lossy(&output.stdout).trim().to_string())
}

/// Where `program` is found on the `PATH` of this process.
pub fn find_on_path(program: &str) -> Option<PathBuf> {
    let endings: &[&str] = if cfg!(windows) { &[".exe", ".cmd", ".bat"] } else { &[""] };
    let path = std::env::var_os("PATH")?;
    std::env::split_paths(&path)
        .flat_map(|folder| endings.iter().map(move |ending| folder.join(format!("{program}{ending}"))))
        .find(|file| file.is_file())
}

/// A `PATH` with `folders` before everything that is on it already.
pub fn path_with(folders: &[PathBuf]) -> Result<OsString, String> {
    let old = std::env::var_os("PATH").unwrap_or_default();
    std::env::join_paths(folders.iter().cloned().chain(std::env::split_paths(&old)))
        .map_err(|error| format!("cannot put the tools on the PATH: {error}"))
}
