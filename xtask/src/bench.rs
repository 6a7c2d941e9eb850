//! `cargo xtask bench`: the programs in `benches/` under CPython 3.13 and under the simulator, side by side.
//!
//! What is compared is the processor time of the whole process, starting included: CPython really sleeps, the simulator does
//! not, so time on the wall would say nothing. Nothing fails for being slow: the numbers depend on the machine.

use crate::arguments::Arguments;
use crate::process::{command, output_of, run as run_process, words};
use crate::{project, reference};
use std::path::{Path, PathBuf};
use std::process::Command;

const HELP: &str = "\
cargo xtask bench [NAME…]

Runs the programs in benches/ (all, or those named) with CPython 3.13 and with the release build of `simulate`, and prints
the processor time of both (the best of three runs) and how many times faster the simulator is.";

/// Runs of each program; the best counts.
const RUNS: usize = 3;
/// Set to hold for programs of this size.
const INSTRUCTIONS: &str = "100000000000";

/// Runs the command.
pub fn run(arguments: &[String]) -> Result<(), String> {
    let Some(arguments) = Arguments::new(arguments, HELP) else { return Ok(()) };
    let names = arguments.files()?;
    let root = project::root();
    let python = reference::Python::find()?;
    run_process(command("cargo", &root).args(["build", "--release", "--bin", "simulate"]))?;
    let simulate = project::target().join("release/simulate").display().to_string();
    println!("\n{:<18} {:>9} {:>9} {:>7}", "", "CPython", "simulate", "times");
    let mut ratios = Vec::new();
    for program in programs(&root.join("benches"), &names)? {
        let name = program.file_stem().map(|n| n.to_string_lossy().into_owned()).unwrap_or_default();
        let path = program.display().to_string();
        let theirs = seconds(python.command(&root).arg(&path))?;
        let ours = seconds(command(&simulate, &root).args(["--max-instructions", INSTRUCTIONS, &path]))?;
        println!("{name:<18} {theirs:>8.2}s {ours:>8.2}s {:>7.2}", theirs / ours);
        ratios.push(theirs / ours);
    }
    ratios.sort_by(f64::total_cmp);
    if let Some(median) = ratios.get(ratios.len() / 2) {
        println!("{:<18} {:>27.2}", "median", median);
    }
    Ok(())
}

fn programs(folder: &Path, names: &[String]) -> Result<Vec<PathBuf>, String> {
    if !names.is_empty() {
        return Ok(names.iter().map(|name| folder.join(format!("{name}.py"))).collect());
    }
    let entries = std::fs::read_dir(folder).map_err(|error| format!("cannot read {}: {error}", folder.display()))?;
    let mut all: Vec<PathBuf> = entries.filter_map(|e| Some(e.ok()?.path())).collect();
    all.retain(|path| path.extension().is_some_and(|e| e == "py"));
    all.sort();
    Ok(all)
}

/// The processor time of a command, as the shell's `times` has it for its children.
fn seconds(line: &Command) -> Result<f64, String> {
    let mut best = f64::INFINITY;
    for _ in 0..RUNS {
        let mut shell = command("sh", line.get_current_dir().unwrap_or(Path::new(".")));
        shell.args(["-c", "\"$@\" >/dev/null || exit 1; times", "sh"]).arg(line.get_program()).args(line.get_args());
        shell.envs(line.get_envs().filter_map(|(name, value)| Some((name, value?))));
        let text = output_of(&mut shell).ok_or_else(|| format!("`{}` failed", words(line)))?;
        best = best.min(children(&text).ok_or_else(|| format!("cannot read the shell's times: {text}"))?);
    }
    Ok(best)
}

/// `times` prints two lines, the shell's and its children's: user and system time, as `0m1.234s`.
fn children(text: &str) -> Option<f64> {
    let line = text.lines().nth(1)?;
    line.split_whitespace()
        .map(|field| {
            let (minutes, seconds) = field.strip_suffix('s')?.split_once('m')?;
            Some(minutes.parse::<f64>().ok()? * 60.0 + seconds.parse::<f64>().ok()?)
        })
        .sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_the_shells_times() {
        let seconds = children("0m0.001s 0m0.002s\n1m2.500s 0m0.250s").unwrap();
        assert!((seconds - 62.75).abs() < 1e-9);
        assert_eq!(children("0m0.001s 0m0.002s"), None);
    }
}
