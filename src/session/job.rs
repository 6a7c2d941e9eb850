//! A run in progress: the machine for one text, advanced in slices.

use super::analysis::Analysis;
use super::load::{LoadPlan, LoadProgress, LoadRun};
use super::run::{Reading, Run};
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
    others: 0,
    siblings: 0,
    events: true,
};

/// What each worker of a load may use: more, as it is asked for, shows how far it is and can be stopped.
const LOAD_INSTRUCTIONS: u64 = 2_000_000_000;

/// How many objects of an ended run are let go of at a time.
const OBJECTS_AT_ONCE: usize = 5_000;

/// A text being run, by itself or under load.
#[derive(Clone, Debug)]
pub struct Job {
    source: Arc<str>,
    how: How,
    /// Once it has ended: what is to be shown of it, on its way.
    reading: Option<Reading>,
}

#[derive(Clone, Debug)]
enum How {
    Alone(Box<Machine<Runtime>>),
    UnderLoad(Box<LoadRun>, LoadPlan),
}

impl Job {
    /// A copy of a machine, ready to run a text. None if the text does not compile.
    pub fn new(analysis: &Analysis, blank: &Blank<Runtime>) -> Option<Job> {
        let module = analysis.compiled()?;
        let source = analysis.source.clone();
        let machine = blank.clone().load(module, FILENAME, &source);
        Some(Job { source, how: How::Alone(Box::new(machine)), reading: None })
    }

    /// The same with load sent to it.
    #[inline(never)]
    pub fn under_load(analysis: &Analysis, blank: &Blank<Runtime>, plan: LoadPlan) -> Option<Job> {
        let module = analysis.compiled()?;
        let source = analysis.source.clone();
        let cores = u32::try_from(plan.cores).unwrap_or(1);
        let blank = blank.clone().with(cores, LOAD_INSTRUCTIONS);
        let run = LoadRun::new(module, FILENAME, &source, &blank, plan.spec(), plan.workers).ok()?;
        Some(Job { source, how: How::UnderLoad(Box::new(run), plan), reading: None })
    }

    /// The machine.
    pub fn machine(&self) -> &Machine<Runtime> {
        match &self.how {
            How::Alone(machine) => machine,
            How::UnderLoad(run, _) => run.machine(),
        }
    }

    fn machine_mut(&mut self) -> &mut Machine<Runtime> {
        match &mut self.how {
            How::Alone(machine) => machine,
            How::UnderLoad(run, _) => run.machine_mut(),
        }
    }

    /// Runs for about so many instructions, or goes on with what is to be shown of it.
    pub fn advance(&mut self, instructions: u64) -> Status {
        if let Some(reading) = &mut self.reading {
            let done = reading.advance() && self.machine_mut().dismantle(OBJECTS_AT_ONCE);
            return if done { Status::Ended } else { Status::Running };
        }
        let status = match &mut self.how {
            How::Alone(machine) => machine.run(instructions),
            How::UnderLoad(run, _) => run.advance(instructions),
        };
        if status == Status::Running {
            return Status::Running;
        }
        let trace = match &mut self.how {
            How::Alone(machine) => machine.trace(),
            How::UnderLoad(run, _) => run.trace(),
        };
        self.reading = Some(Reading::new(trace));
        Status::Running
    }

    /// How far it is.
    pub fn progress(&self) -> Progress {
        let machine = self.machine();
        let load = match &self.how {
            How::Alone(_) => None,
            How::UnderLoad(run, _) => Some(run.progress()),
        };
        Progress { instructions: machine.instructions(), now: machine.now(), load }
    }

    /// The run, once it has ended; `number` is its own.
    pub fn finish(mut self, number: u64) -> Run {
        let end = self.machine().end().cloned().unwrap_or(End::Finished);
        let reading = self.reading.take().unwrap_or_else(|| Reading::new(self.machine().trace()));
        let run = reading.finish(number, self.source, end);
        match self.how {
            How::Alone(_) => run,
            How::UnderLoad(load, plan) => load.result_of(run, plan),
        }
    }
}

/// How far a run is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Progress {
    /// Instructions executed.
    pub instructions: u64,
    /// The program's clock.
    pub now: Nanos,
    /// Of a load: how far it is.
    pub load: Option<LoadProgress>,
}
