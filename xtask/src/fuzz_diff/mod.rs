//! `cargo xtask fuzz-diff`: programs made at random, run by CPython 3.13 and by the simulator, which must print the same.
//!
//! The programs come from a grammar (`grammar/*.txt`, read by [`grammar`]); CPython runs them on a clock that jumps (`driver.py`), so
//! thousands of programs that sleep take a minute and no other process disturbs them. What differs is made small and shown.

mod grammar;
mod runner;
mod shrink;

use crate::arguments::Arguments;
use crate::process::{command, run as run_process};
use crate::{project, reference};
use grammar::{Grammar, Random};
use runner::{Runner, Verdict};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Mutex;
use std::sync::atomic::{AtomicU64, Ordering};

const HELP: &str = "\
cargo xtask fuzz-diff [--count N] [--seed S] [--rule NAME] [--jobs N] [--debug] [--show] [--no-shrink] [FILE.py...]

Makes N programs (200) from the seeds S, S+1, … (1), runs each with CPython 3.13 and with the simulator, and shows where what they
print differs, with a program made as small as it goes. The same seed makes the same program. FILE.py are compared as they are.
  --rule NAME   the rule of the grammar to begin with (program)
  --jobs N      so many at the same time (2)
  --debug       use the debug build of the simulator
  --show        print the programs and run nothing
  --no-shrink   show no small programs";

const GRAMMAR: [&str; 3] =
    [include_str!("grammar/values.txt"), include_str!("grammar/flow.txt"), include_str!("grammar/tasks.txt")];
/// How deep rules may go in each other.
const DEPTHS: [usize; 4] = [7, 8, 9, 11];
const SHRINKING: usize = 400;

struct Options {
    seed: u64,
    count: u64,
    rule: String,
    jobs: u64,
    debug: bool,
    small: bool,
}

/// What was found so far.
#[derive(Default)]
struct Found {
    same: u64,
    skipped: u64,
    refused: BTreeMap<String, u64>,
    different: u64,
}

/// Runs the command; an error if anything differs.
pub fn run(arguments: &[String]) -> Result<(), String> {
    let Some(mut arguments) = Arguments::new(arguments, HELP) else { return Ok(()) };
    let mut number = |name: &str, default: u64| match arguments.option(name)? {
        Some(text) => text.parse().map_err(|_| format!("{name}: '{text}' is not a whole number")),
        None => Ok(default),
    };
    let (count, seed, jobs) = (number("--count", 200)?, number("--seed", 1)?, number("--jobs", 2)?.max(1));
    let rule = arguments.option("--rule")?.unwrap_or_else(|| "program".to_string());
    let (debug, small) = (arguments.flag("--debug"), !arguments.flag("--no-shrink"));
    let show = arguments.flag("--show");
    let files = arguments.files()?;
    let options = Options { seed, count, rule, jobs, debug, small };
    let grammar = Grammar::parse(&GRAMMAR.join("\n"))?;
    if show {
        for seed in seed..seed + count {
            println!("# seed {seed}\n{}", program(&grammar, &options.rule, seed));
        }
        return Ok(());
    }
    let mut programs: Vec<(String, String)> = Vec::new();
    for file in &files {
        let text = std::fs::read_to_string(file).map_err(|error| format!("cannot read {file}: {error}"))?;
        programs.push((file.clone(), text));
    }
    compare(&options, &grammar, &programs)
}

fn program(grammar: &Grammar, rule: &str, seed: u64) -> String {
    let mut random = Random::new(seed);
    let depth = DEPTHS[random.below(DEPTHS.len())];
    let mut text = grammar.expand(rule, depth, &mut random);
    text.push('\n');
    text
}

fn compare(options: &Options, grammar: &Grammar, given: &[(String, String)]) -> Result<(), String> {
    let python = reference::Python::find()?;
    let root = project::root();
    let mut build = command("cargo", &root);
    build.args(["build", "--bin", "simulate"]);
    if !options.debug {
        build.arg("--release");
    }
    run_process(&mut build)?;
    let simulate = project::target().join(if options.debug { "debug" } else { "release" }).join("simulate");
    let count = if given.is_empty() { options.count } else { given.len() as u64 };
    let next = AtomicU64::new(0);
    let found = Mutex::new(Found::default());
    let folder = std::env::temp_dir().join(format!("loopscope-fuzz-{}", std::process::id()));
    let errors: Vec<String> = std::thread::scope(|scope| {
        let work = |job: u64| {
            let mut workers = Workers::start(&python, &simulate, &folder.join(job.to_string()))?;
            loop {
                let index = next.fetch_add(1, Ordering::Relaxed);
                if index >= count {
                    return Ok::<(), String>(());
                }
                let (name, source) = given.get(index as usize).cloned().unwrap_or_else(|| {
                    let seed = options.seed + index;
                    (format!("seed {seed}"), program(grammar, &options.rule, seed))
                });
                one(&mut workers, &name, &source, options.small, &found)?;
            }
        };
        let threads: Vec<_> = (0..options.jobs).map(|job| scope.spawn(move || work(job))).collect();
        let ended =
            threads.into_iter().map(|t| t.join().unwrap_or_else(|_| Err("a thread of the fuzzer panicked".into())));
        ended.filter_map(Result::err).collect()
    });
    // Left behind only if something holds it open.
    let _ = std::fs::remove_dir_all(&folder);
    if let Some(error) = errors.into_iter().next() {
        return Err(error);
    }
    let found = found.into_inner().unwrap_or_default();
    for (what, times) in &found.refused {
        println!("refused {times} times: {what}");
    }
    let refused: u64 = found.refused.values().sum();
    println!(
        "{count} programs: {} the same, {} different, {refused} refused, {} not to be compared",
        found.same, found.different, found.skipped
    );
    if found.different == 0 { Ok(()) } else { Err(String::new()) }
}

struct Workers {
    quick: Runner,
    /// Nobody's clock but the system's, to make sure.
    real: Runner,
}

impl Workers {
    fn start(python: &reference::Python, simulate: &Path, folder: &Path) -> Result<Workers, String> {
        let start = |name: &str, real| Runner::start(python, PathBuf::from(simulate), &folder.join(name), real);
        Ok(Workers { quick: start("quick", false)?, real: start("real", true)? })
    }
}

fn one(workers: &mut Workers, name: &str, source: &str, small: bool, found: &Mutex<Found>) -> Result<(), String> {
    let verdict = workers.quick.compare(source)?;
    let mut report = String::new();
    if let Verdict::Different { cpython, ours, kind } = &verdict {
        report = format!("--- {name}\n  CPython:  {cpython}\n  simulate: {ours}\n");
        if small {
            let still = |text: &str| match workers.quick.compare(text)? {
                Verdict::Different { kind: now, .. } => Ok(now == *kind),
                _ => Ok(false),
            };
            let text = shrink::shrink(source, still, SHRINKING)?;
            if let Verdict::Different { cpython, ours, .. } = workers.quick.compare(&text)? {
                report.push_str(&format!("made small:\n{text}  CPython:  {cpython}\n  simulate: {ours}\n"));
            }
            if workers.quick.cpython(&text)? != workers.real.cpython(&text)? {
                report.push_str("  (CPython in real time does yet another thing)\n");
            }
        }
    }
    let Ok(mut found) = found.lock() else { return Ok(()) };
    match verdict {
        Verdict::Same => found.same += 1,
        Verdict::Skipped => found.skipped += 1,
        Verdict::Refused(what) => {
            // Where it was does not matter for counting.
            let what = what.split_once(": ").map_or(what.as_str(), |(_, rest)| rest);
            *found.refused.entry(what.split_once(": ").map_or(what, |(_, rest)| rest).to_string()).or_default() += 1;
        }
        Verdict::Different { .. } => {
            found.different += 1;
            println!("{report}");
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_grammar_has_all_its_rules_and_makes_the_same_of_a_seed() {
        let grammar = Grammar::parse(&GRAMMAR.join("\n")).map_err(|error| panic!("{error}")).unwrap();
        for seed in 0..50 {
            let text = program(&grammar, "program", seed);
            assert_eq!(text, program(&grammar, "program", seed));
            assert!(text.lines().count() > 10 && !text.contains("<int>"), "{text}");
        }
    }
}
