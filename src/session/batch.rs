//! A whole run at once, for the command line: text in; what was printed, the numbers and the exit status out.

use crate::asyncio::Runtime;
use crate::machine::{End, Machine, Status};
use crate::python::code::CompiledModule;
use crate::python::compiler::{self, CompileOptions};
use crate::syntax::{self, Diagnostic, DiagnosticKind};
use crate::trace::{self, Event, Lanes, Metrics, Trace};

pub use crate::machine::Settings;

/// Instructions between two looks at whether the run has ended.
const SLICE: u64 = 50_000_000;
/// Exit status of an error of ours.
const INTERNAL: i32 = 70;

/// How a program went.
#[derive(Debug)]
pub struct Batch {
    /// As a shell would see it: python's, 3 for limits, 4 for what is not supported.
    pub status: i32,
    /// A line for stderr where the console does not say it all.
    pub message: Option<String>,
    trace: Option<Trace>,
    /// Kept, also as taking it apart takes time that nobody needs to wait for.
    _machine: Option<Machine<Runtime>>,
}

/// Runs a program to its end.
pub fn run_batch(source: &str, filename: &str, settings: Settings) -> Batch {
    let module = match compiled(source, filename) {
        Ok(module) => module,
        Err(refused) => return *refused,
    };
    match Machine::new(module, filename, source, settings, crate::server::install) {
        Ok(mut machine) => {
            while machine.run(SLICE) == Status::Running {}
            let trace = machine.trace();
            Batch::ended(machine, trace, filename)
        }
        Err(text) => Batch::fault(&text),
    }
}

/// A text's bytecode, or why it cannot run.
pub(super) fn compiled(source: &str, filename: &str) -> Result<CompiledModule, Box<Batch>> {
    let parsed = syntax::parse(source);
    if let Some(d) = parsed.diagnostics.first() {
        return Err(Box::new(Batch::refused(d, source, filename)));
    }
    let mut module = compiler::compile(&parsed.module, source, &CompileOptions::default()).map_err(|diagnostics| {
        let first = diagnostics.first();
        Box::new(first.map_or_else(|| Batch::failed(INTERNAL, None), |d| Batch::refused(d, source, filename)))
    })?;
    module.warnings = syntax::warnings(source, &parsed.module);
    Ok(module)
}

impl Batch {
    /// A machine's run, which has ended, with the trace of it and of others beside it.
    pub(super) fn ended(machine: Machine<Runtime>, trace: Trace, filename: &str) -> Batch {
        let end = machine.end().cloned().unwrap_or(End::Finished);
        let message = end.message().map(|text| format!("{filename}: {text}\n"));
        Batch { status: end.status(), message, trace: Some(trace), _machine: Some(machine) }
    }

    /// A fault of our own.
    pub(super) fn fault(text: &str) -> Batch {
        Batch::failed(INTERNAL, Some(format!("internal error: {text}\n")))
    }

    /// Nothing ran.
    fn failed(status: i32, message: Option<String>) -> Batch {
        Batch { status, message, trace: None, _machine: None }
    }

    fn refused(d: &Diagnostic, source: &str, filename: &str) -> Batch {
        let refused = matches!(d.kind, DiagnosticKind::Unsupported | DiagnosticKind::Limit);
        Batch::failed(if refused { 4 } else { 1 }, Some(d.python_text(source, filename)))
    }

    /// What was written, in order: whether to stderr, and the text.
    pub fn output(&self) -> Vec<(bool, &str)> {
        let Some(trace) = &self.trace else { return Vec::new() };
        let written = trace.events().filter_map(|(_, event)| match event {
            Event::Output { stream, start, len } => {
                let text = trace.console().get(start as usize..(start + len) as usize)?;
                Some((stream == trace::Stream::Stderr, text))
            }
            _ => None,
        });
        written.collect()
    }

    /// The run's numbers as a JSON object; `None` if nothing ran.
    pub fn summary(&self) -> Option<String> {
        serde_json::to_string(&Metrics::of(self.trace.as_ref()?)).ok()
    }

    /// The run as Chrome trace JSON; `None` if nothing ran.
    pub fn chrome_trace(&self) -> Option<String> {
        let trace = self.trace.as_ref()?;
        Some(trace::chrome_json(trace, &Lanes::of(trace)))
    }

    /// The trace's hash: equal runs have equal ones. `None` if nothing ran.
    pub fn hash(&self) -> Option<u64> {
        self.trace.as_ref().map(Trace::hash)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const GATHER: &str = "import asyncio\nasync def f(d):\n    await asyncio.sleep(d)\n    print(d)\n\
                          async def main():\n    await asyncio.gather(f(1.0), f(1.5), f(0.5))\nasyncio.run(main())\n";

    fn stdout(batch: &Batch) -> String {
        batch.output().iter().filter(|o| !o.0).map(|o| o.1).collect()
    }

    fn number(batch: &Batch, key: &str) -> u64 {
        let summary: serde_json::Value = serde_json::from_str(&batch.summary().unwrap()).unwrap();
        summary[key].as_u64().unwrap()
    }

    #[test]
    fn awaited_sleeps_overlap() {
        let batch = run_batch(GATHER, "gather.py", Settings::default());
        assert_eq!(stdout(&batch), "0.5\n1.0\n1.5\n");
        assert_eq!(batch.status, 0);
        assert_eq!(number(&batch, "sum_of_waits_ns"), 3_000_000_000);
        assert_eq!(number(&batch, "elapsed_ns") / 10_000_000, 150);
        assert_eq!(number(&batch, "frames_lost"), 0);
    }

    #[test]
    fn the_lag_of_a_loop_counts_timers_of_callbacks_too() {
        let source = "import asyncio, time\nasync def main():\n    asyncio.get_running_loop().call_later(0.5, print)\n    \
                      time.sleep(2)\n    await asyncio.sleep(0)\nasyncio.run(main())\n";
        let batch = run_batch(source, "late.py", Settings::default());
        assert_eq!(number(&batch, "loop_lag_max_ns") / 10_000_000, 150);
    }

    #[test]
    fn blocking_sleeps_add_up_and_lose_frames() {
        let blocking =
            GATHER.replace("import asyncio", "import asyncio, time").replace("await asyncio.sleep", "time.sleep");
        let batch = run_batch(&blocking, "gather.py", Settings::default());
        assert_eq!(stdout(&batch), "1.0\n1.5\n0.5\n");
        assert_eq!(number(&batch, "elapsed_ns") / 10_000_000, 300);
        assert!((175..=181).contains(&number(&batch, "frames_lost")));
    }

    #[test]
    fn endless_programs_end_with_a_message() {
        let settings = Settings { max_instructions: 300_000, max_memory: 16 << 20, ..Settings::default() };
        for source in [
            "while True: pass\n",
            "x = [0] * 10**10\n",
            "import asyncio\nasync def f():\n    while True: await asyncio.sleep(0)\nasyncio.run(f())\n",
            "x = []\nwhile True: x.append('a' * 1000)\n",
        ] {
            let batch = run_batch(source, "endless.py", settings);
            assert_eq!(batch.status, 3, "{source}");
            assert!(batch.message.is_some_and(|m| m.contains("stopped:")), "{source}");
        }
        let recursion = run_batch("def f(): f()\nf()\n", "deep.py", settings);
        assert_eq!(recursion.status, 1);
        assert!(
            recursion.output().iter().any(|o| o.0 && o.1.contains("RecursionError: maximum recursion depth exceeded"))
        );
    }

    #[test]
    fn collecting_garbage_in_a_callee_leaves_its_callers_whole() {
        let names: Vec<String> = (0..40).map(|i| format!("v{i}")).collect();
        let source = format!(
            "def litter():\n    for i in range(200000): [i, (i,)]\n\
             def caller():\n    {names} = range(40)\n    litter()\n    return [{names}]\nprint(sum(caller()))\n",
            names = names.join(", ")
        );
        assert_eq!(stdout(&run_batch(&source, "litter.py", Settings::default())), "780\n");
    }

    #[test]
    fn a_run_is_determined_by_its_inputs() {
        let a = run_batch(GATHER, "gather.py", Settings::default());
        let b = run_batch(GATHER, "gather.py", Settings::default());
        assert_eq!(a.hash(), b.hash());
        let c = run_batch(&GATHER.replace("0.5", "0.6"), "gather.py", Settings::default());
        assert_ne!(a.hash(), c.hash());
    }
}
