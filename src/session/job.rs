//! A run in progress: the machine for one text, advanced in slices.

use super::analysis::Analysis;
use super::run::Run;
use crate::asyncio::Runtime;
use crate::base::Nanos;
use crate::machine::{Blank, End, Machine, Settings, Status};
use std::sync::Arc;

/// The name tracebacks have for the program.
const FILENAME: &str = "program.py";

/// What a run in the page may use. Instructions: so many that every program of a lesson ends, so few that an endless loop is
/// over after a few seconds. Memory: what a phone can spare.
pub const PAGE_LIMITS: Settings = Settings {
    seed: 0,
    max_instructions: 100_000_000,
    max_time: Nanos(24 * 3_600 * 1_000_000_000),
    max_memory: 192 << 20,
    cores: 4,
};

/// A machine with the text it runs.
#[derive(Clone, Debug)]
pub struct Job {
    machine: Machine<Runtime>,
    source: Arc<str>,
}

impl Job {
    /// A copy of a machine, ready to run a text. None if the text does not compile.
    pub fn new(analysis: &Analysis, blank: &Blank<Runtime>) -> Option<Job> {
        let module = analysis.compiled()?;
        let source = analysis.source.clone();
        Some(Job { machine: blank.clone().load(module, FILENAME, &source), source })
    }

    /// The machine.
    pub fn machine(&self) -> &Machine<Runtime> {
        &self.machine
    }

    /// Runs for about so many instructions.
    pub fn advance(&mut self, instructions: u64) -> Status {
        self.machine.run(instructions)
    }

    /// How far it is.
    pub fn progress(&self) -> Progress {
        Progress { instructions: self.machine.instructions(), now: self.machine.now() }
    }

    /// The run, once it has ended; `number` is its own.
    pub fn finish(self, number: u64) -> Run {
        let end = self.machine.end().cloned().unwrap_or(End::Finished);
        Run::new(number, self.source, end, self.machine.into_trace())
    }
}

/// How far a run is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Progress {
    /// Instructions executed.
    pub instructions: u64,
    /// The program's clock.
    pub now: Nanos,
}
