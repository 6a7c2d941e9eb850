//! Texts nobody would write, taken through the page's whole door: analysis and its edits, compiling, running under small budgets,
//! and all that is shown of a run. Whatever the text, nothing panics, nothing takes long, and memory stays under its cap.
//!
//! `cargo xtask fuzz-crash` runs `many` with numbers of its own (`FUZZ_SEED`, `FUZZ_COUNT`).

mod inputs;

use super::files;
use inputs::Inputs;
use loopscope::asyncio::Runtime;
use loopscope::base::Nanos;
use loopscope::machine::{Blank, Settings, Status};
use loopscope::session::{Analysis, Job};
use loopscope::syntax::{TextEdit, WaitKind};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Mutex;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};

/// Budgets of one run.
const LIMITS: Settings = Settings {
    seed: 0,
    max_instructions: 20_000,
    max_time: Nanos(3_600 * 1_000_000_000),
    max_memory: 24 << 20,
    cores: 4,
    others: 0,
    siblings: 0,
    events: true,
};
/// What a run may take beside what it counts: its trace, the tree of its text, what is shown of it.
const MEMORY_MAX: u64 = 200 << 20;
/// The page's stack has 1 MiB; frames of a build that is not optimized are several times larger.
const STACK: usize = if cfg!(debug_assertions) { 8 << 20 } else { 1 << 20 };
/// No text takes longer, on a busy machine, unless there is a fault. Not optimized: twenty times as long.
const TIME_MAX: Duration = Duration::from_secs(if cfg!(debug_assertions) { 20 } else { 2 });
/// Texts between two looks at the memory.
const CHUNK: u64 = 256;

fn corpus() -> Vec<String> {
    let files = files::under(&["tests/conformance/programs", "lessons"], "py");
    files.iter().map(|path| std::fs::read_to_string(path).expect("readable")).filter(|t| t.len() < 6_000).collect()
}

/// An edit must fit its text: the page applies it.
fn check_edits(text: &str, edits: &[TextEdit]) {
    for edit in edits {
        let (start, end) = (edit.range.start as usize, edit.range.end as usize);
        assert!(start <= end && text.is_char_boundary(start) && text.is_char_boundary(end), "an edit outside the text");
    }
}

/// Everything the page does with a text. True if it ran.
fn take(text: &str, blank: &Blank<Runtime>) -> bool {
    let analysis = Analysis::of(text);
    for problem in &analysis.problems {
        let (start, end) = (problem.range.start as usize, problem.range.end as usize);
        assert!(
            start <= end && text.is_char_boundary(start) && text.is_char_boundary(end),
            "a problem outside the text"
        );
    }
    for chip in analysis.chips.iter().take(4) {
        check_edits(text, &analysis.press(chip.id, false));
        check_edits(text, &analysis.press(chip.id, true));
    }
    for kind in [WaitKind::Blocking, WaitKind::Awaited] {
        check_edits(text, &analysis.switch_all(kind));
    }
    for number in analysis.durations.iter().take(4) {
        check_edits(text, analysis.push(number.id, 3).as_slice());
        check_edits(text, analysis.push(number.id, -1_000).as_slice());
    }
    let Some(mut job) = Job::new(&analysis, blank) else { return false };
    while job.advance(7_000) == Status::Running {}
    let instructions = job.progress().instructions;
    assert!(instructions < 3 * LIMITS.max_instructions, "{instructions} instructions");
    let run = job.finish(1);
    let end = run.length();
    let half = Nanos(end.0 / 2);
    run.numbers(None);
    run.console(end);
    run.line_marks(half);
    run.now(half);
    run.table(Nanos::ZERO, end);
    run.app_window(&[], half);
    run.next_switch(half);
    true
}

/// A machine that has compiled the modules these programs import: compiling them takes longer than most inputs run.
fn knowing(programs: &[String]) -> Blank<Runtime> {
    let mut blank = Blank::new(LIMITS, loopscope::server::install).expect("a machine");
    let import = |line: &&str| line.starts_with("import ") || line.starts_with("from ");
    let mut imports: Vec<&str> = programs.iter().flat_map(|text| text.lines().filter(import)).collect();
    imports.sort_unstable();
    imports.dedup();
    for line in imports {
        // With more instructions than a run has: all that a module imports in turn is to be known.
        let patient = blank.clone().with(LIMITS.cores, 1_000_000);
        let Some(mut job) = Job::new(&Analysis::of(line), &patient) else { continue };
        while job.advance(1_000_000) == Status::Running {}
        blank.learn(job.machine());
    }
    blank
}

/// Highest memory of this process so far, or since [`forget_peak`]; 0 where the system does not say.
fn peak() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:")).unwrap_or("0");
    line.trim().trim_end_matches(" kB").parse::<u64>().unwrap_or(0) << 10
}

fn forget_peak() {
    // Where it cannot be reset, the peak stays that of the whole process, which is stricter.
    let _ = std::fs::write("/proc/self/clear_refs", "5");
}

#[derive(Default)]
struct Found {
    ran: u64,
    slowest: (Duration, u64),
    highest: u64,
    faults: Vec<String>,
}

/// Takes these inputs through, on so many threads.
fn fuzz(seed: u64, count: u64, threads: usize) -> Found {
    let corpus = corpus();
    let inputs = Inputs::new(&corpus);
    let blank = knowing(&corpus);
    let next = AtomicU64::new(seed);
    let found = Mutex::new(Found::default());
    // What each thread is at, for the one that watches: number, and since when in ms.
    let at: Vec<(AtomicU64, AtomicU64)> = (0..threads).map(|_| (AtomicU64::new(0), AtomicU64::new(u64::MAX))).collect();
    let start = Instant::now();
    let work = |me: usize| {
        loop {
            let first = next.fetch_add(CHUNK, Ordering::Relaxed);
            if first >= seed + count {
                break;
            }
            let before = if threads == 1 { forget_peak_and_look() } else { 0 };
            for number in first..(first + CHUNK).min(seed + count) {
                let text = inputs.make(number);
                let begun = Instant::now();
                at[me].0.store(number, Ordering::Relaxed);
                at[me].1.store(start.elapsed().as_millis() as u64, Ordering::Relaxed);
                let done = catch_unwind(AssertUnwindSafe(|| take(&text, &blank)));
                let mut took = begun.elapsed();
                // Another process may have had the processor: what takes long does so again.
                for _ in 0..3 {
                    if done.is_ok() && took > TIME_MAX {
                        let again = Instant::now();
                        let _ = catch_unwind(AssertUnwindSafe(|| take(&text, &blank)));
                        took = took.min(again.elapsed());
                    }
                }
                let mut found = found.lock().expect("nobody panics with it");
                found.ran += u64::from(matches!(done, Ok(true)));
                found.slowest = found.slowest.max((took, number));
                if done.is_err() {
                    found.faults.push(format!("input {number} panics"));
                } else if took > TIME_MAX {
                    found.faults.push(format!("input {number} takes {took:?}"));
                }
            }
            let used = peak().saturating_sub(before);
            let mut found = found.lock().expect("nobody panics with it");
            if threads == 1 {
                found.highest = found.highest.max(used);
                if used > MEMORY_MAX {
                    found.faults.push(format!("the {CHUNK} inputs from {first} take {} MB", used >> 20));
                }
            }
        }
        at[me].1.store(u64::MAX, Ordering::Relaxed);
    };
    std::thread::scope(|scope| {
        let workers: Vec<_> = (0..threads)
            .map(|me| {
                let work = &work;
                std::thread::Builder::new().stack_size(STACK).spawn_scoped(scope, move || work(me)).expect("a thread")
            })
            .collect();
        // One that never ends would keep everybody waiting: it is named, and the process ends.
        while workers.iter().any(|w| !w.is_finished()) {
            std::thread::sleep(Duration::from_millis(20));
            let now = start.elapsed().as_millis() as u64;
            for (number, since) in &at {
                if now.saturating_sub(since.load(Ordering::Relaxed)) > 10 * TIME_MAX.as_millis() as u64 {
                    eprintln!("input {} does not end", number.load(Ordering::Relaxed));
                    std::process::exit(1);
                }
            }
        }
    });
    found.into_inner().expect("nobody panics with it")
}

fn forget_peak_and_look() -> u64 {
    forget_peak();
    peak()
}

#[test]
fn a_few_texts_nobody_would_write() {
    let found = fuzz(1, 400, 1);
    assert!(found.faults.is_empty(), "{}", found.faults.join("\n"));
    assert!(found.ran > 80, "only {} ran", found.ran);
}

/// For `cargo xtask fuzz-crash`.
#[test]
#[ignore = "long: cargo xtask fuzz-crash runs it"]
fn many() {
    let number = |name: &str, default: u64| std::env::var(name).ok().and_then(|n| n.parse().ok()).unwrap_or(default);
    let (seed, count) = (number("FUZZ_SEED", 1), number("FUZZ_COUNT", 10_000));
    if number("FUZZ_SHOW", 0) != 0 {
        println!("{}", Inputs::new(&corpus()).make(seed));
    }
    let start = Instant::now();
    let found = fuzz(seed, count, number("FUZZ_JOBS", 1) as usize);
    let seconds = start.elapsed().as_secs_f64();
    println!(
        "{count} inputs in {seconds:.1} s ({:.0} a second), {} of them ran; the slowest took {:?} (input {}); \
         at most {} MB more at a time; {} faults",
        count as f64 / seconds,
        found.ran,
        found.slowest.0,
        found.slowest.1,
        found.highest >> 20,
        found.faults.len()
    );
    assert!(found.faults.is_empty(), "{}", found.faults.join("\n"));
}
