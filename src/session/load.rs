//! A program under load: requests are sent to its FastAPI application, and what the clients saw is counted.
//!
//! Workers are processes that share nothing but the processors, so each is a computer of its own here, with its share of the
//! requests; what the clients saw is put together. Work takes longer there by what the others take of the processors.
//!
//! The page opens without all of this: what is called from the code of every run is never inlined there, so that it loads afterwards.

mod answers;
mod link;
mod picture;
mod plan;
mod result;
mod spread;
#[cfg(test)]
mod tests;

use super::batch::{self, Batch};
use super::run::Run;
use crate::asyncio::Runtime;
use crate::base::Nanos;
use crate::machine::{Blank, Machine, Settings, Status};
use crate::python::code::CompiledModule;
use crate::server;
pub use crate::server::LoadSpec;
use crate::trace::{Joining, Trace};
pub use answers::{LoadNumbers, Percentiles, Reply, Share};
pub use picture::{BarRow, Bars, Column, Doing, HEIGHT, Histogram, WIDTH};
pub use plan::{LoadPlan, MIX_MAX, Mixed, Pattern};
pub use result::{LoadResult, LoadRow, memory_model};
use serde_json::Value;
use std::sync::Arc;

/// How many events of workers are put together at a time: about as long as a slice of instructions takes.
const JOINED_AT_ONCE: usize = 4_000;
/// Instructions between two looks at whether a load has ended.
const SLICE: u64 = 50_000_000;

/// A load in progress, advanced in slices: one worker after the other.
#[derive(Clone, Debug)]
pub struct LoadRun {
    module: CompiledModule,
    filename: String,
    source: Arc<str>,
    blank: Blank<Runtime>,
    spec: LoadSpec,
    workers: u64,
    /// How many requests, and clients, each worker has.
    requests: Vec<u64>,
    clients: Vec<u64>,
    /// The worker that runs, from 0.
    worker: u64,
    machine: Machine<Runtime>,
    shares: Vec<Share>,
    /// What the workers before did, and the longest that a loop of all so far let wait what was due.
    traces: Vec<Trace>,
    longest_freeze: Nanos,
    /// Once all have ended: what they did, on its way to be one trace.
    joining: Option<Joining>,
    /// Answers and instructions of the workers before.
    before: LoadProgress,
}

/// How far a load is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct LoadProgress {
    /// Requests answered, about.
    pub answered: u64,
    /// Requests in all.
    pub requests: u64,
    /// Instructions executed.
    pub instructions: u64,
}

impl LoadRun {
    /// A load on a program, on copies of a machine.
    ///
    /// # Errors
    /// Only if the driver of the load does not compile: a bug.
    pub(super) fn new(
        module: CompiledModule,
        filename: &str,
        source: &Arc<str>,
        blank: &Blank<Runtime>,
        mut spec: LoadSpec,
        workers: u64,
    ) -> Result<LoadRun, String> {
        let workers = workers.clamp(1, spec.requests.max(1));
        spec.names = module.globals.clone();
        // Clients that keep their connection stay with the worker that took it. What comes one by one finds all of them waiting.
        let uneven = spec.uneven && spec.rate == 0.0;
        let clients = spread::spread(spec.concurrency, workers, uneven);
        let requests = match spec.concurrency {
            0 => spread::spread(spec.requests, workers, uneven),
            all => in_parts(spec.requests, &clients, all),
        };
        // Who gets nothing does nothing.
        let (requests, clients): (Vec<u64>, Vec<u64>) = requests.into_iter().zip(clients).filter(|w| w.0 > 0).unzip();
        let workers = requests.len() as u64;
        let beside = spread::busy_beside(&requests, 0);
        Ok(LoadRun {
            machine: worker(
                &module,
                filename,
                source,
                &blank.clone().beside(beside),
                &share(&spec, 0, &requests, &clients),
            )?,
            requests,
            clients,
            module,
            filename: filename.to_owned(),
            source: source.clone(),
            blank: blank.clone(),
            before: LoadProgress { requests: spec.requests, ..LoadProgress::default() },
            spec,
            workers,
            worker: 0,
            shares: Vec::new(),
            traces: Vec::new(),
            longest_freeze: Nanos::ZERO,
            joining: None,
        })
    }

    /// Runs for about so many instructions.
    #[inline(never)]
    pub fn advance(&mut self, instructions: u64) -> Status {
        if let Some(joining) = &mut self.joining {
            return if joining.advance(JOINED_AT_ONCE) { Status::Ended } else { Status::Running };
        }
        if self.machine.run(instructions) == Status::Running {
            return Status::Running;
        }
        let Some(share_done) = self.machine.report().and_then(Share::read) else { return Status::Ended };
        if self.shares.len() as u64 == self.worker {
            self.shares.push(share_done);
        }
        let trace = self.machine.trace();
        self.longest_freeze = self.longest_freeze.max(trace.frames().longest_freeze(trace.end));
        if self.workers == 1 {
            return Status::Ended;
        }
        self.traces.push(trace);
        if self.worker + 1 == self.workers {
            let traces = std::mem::take(&mut self.traces);
            self.joining = Some(Joining::new(traces, |number| format!("worker {}", number + 1)));
            return Status::Running;
        }
        self.before = self.progress();
        self.worker += 1;
        self.blank.learn(&self.machine);
        let share = share(&self.spec, self.worker, &self.requests, &self.clients);
        let blank = self
            .blank
            .clone()
            .after(self.worker as u32)
            .beside(spread::busy_beside(&self.requests, self.worker as usize));
        match worker(&self.module, &self.filename, &self.source, &blank, &share) {
            Ok(machine) => self.machine = machine,
            // What was made of the same text before can be made again.
            Err(_) => return Status::Ended,
        }
        Status::Running
    }

    /// How far it is.
    #[inline(never)]
    pub fn progress(&self) -> LoadProgress {
        let answered = match self.shares.get(self.worker as usize) {
            Some(share) => share.replies.len() as u64,
            None => self.machine.report().and_then(|text| text.parse().ok()).unwrap_or(0),
        };
        LoadProgress {
            answered: self.before.answered + answered,
            requests: self.before.requests,
            instructions: self.before.instructions + self.machine.instructions(),
        }
    }

    /// The machine of the worker that ran last.
    pub(super) fn machine(&self) -> &Machine<Runtime> {
        &self.machine
    }

    #[inline(never)]
    pub(super) fn machine_mut(&mut self) -> &mut Machine<Runtime> {
        &mut self.machine
    }

    /// What the clients saw; none unless every worker came to its end.
    fn numbers(&self) -> Option<LoadNumbers> {
        (self.shares.len() as u64 == self.workers).then(|| LoadNumbers::of(&self.shares))
    }

    /// The trace of all workers, once they have ended; if one did not come to its end, that one's.
    #[inline(never)]
    pub(super) fn trace(&mut self) -> Trace {
        self.joining.take().and_then(Joining::finish).unwrap_or_else(|| self.machine.trace())
    }

    /// The run with what came of the load.
    #[inline(never)]
    pub(super) fn result_of(self, mut run: Run, plan: LoadPlan) -> Run {
        let numbers = self.numbers().map(|numbers| LoadNumbers { longest_freeze: self.longest_freeze, ..numbers });
        let seen = run.source();
        let made = numbers.map(|numbers| LoadResult::of(plan.clone(), numbers, &self.shares, seen.trace, seen.lanes));
        run.load = Some(Loaded { plan, result: made.map(Arc::new) });
        run
    }
}

/// The load that a run was under.
#[derive(Clone, Debug)]
pub struct Loaded {
    /// What was sent.
    pub plan: LoadPlan,
    /// What came of it; none if the run ended before all was answered.
    pub result: Option<Arc<LoadResult>>,
}

/// What a worker gets of a load.
fn share(spec: &LoadSpec, worker: u64, requests: &[u64], clients: &[u64]) -> LoadSpec {
    let of = |all: &[u64]| all.get(worker as usize).copied().unwrap_or(0);
    LoadSpec {
        requests: of(requests),
        concurrency: of(clients),
        rate: spec.rate / requests.len().max(1) as f64,
        seed: spec.seed + worker,
        ..spec.clone()
    }
}

/// A number in parts as others are of a whole.
fn in_parts(number: u64, parts: &[u64], whole: u64) -> Vec<u64> {
    let mut before = 0;
    let mut up_to = 0;
    let next = |part: &u64| {
        before += part;
        let end = number * before / whole.max(1);
        let takes = end - up_to;
        up_to = end;
        takes
    };
    parts.iter().map(next).collect()
}

fn worker(
    module: &CompiledModule,
    filename: &str,
    source: &Arc<str>,
    blank: &Blank<Runtime>,
    share: &LoadSpec,
) -> Result<Machine<Runtime>, String> {
    let mut machine = blank.clone().load(module.clone(), filename, source);
    machine.then(&share.program())?;
    Ok(machine)
}

/// Runs a program and sends it load, over so many workers: how it went, and the numbers as a JSON object.
pub fn run_load(
    source: &str,
    filename: &str,
    settings: Settings,
    spec: &LoadSpec,
    workers: u64,
) -> (Batch, Option<String>) {
    let module = match batch::compiled(source, filename) {
        Ok(module) => module,
        Err(refused) => return (*refused, None),
    };
    let run = Blank::new(settings, server::install)
        .and_then(|blank| LoadRun::new(module, filename, &Arc::from(source), &blank, spec.clone(), workers));
    let mut run = match run {
        Ok(run) => run,
        Err(text) => return (Batch::fault(&text), None),
    };
    while run.advance(SLICE) == Status::Running {}
    let numbers = run.numbers();
    let trace = run.trace();
    let batch = Batch::ended(run.machine, trace, filename);
    let text = numbers.and_then(|numbers| {
        let mut all = numbers.json();
        if let Some(Ok(Value::Object(of_run))) = batch.summary().map(|text| serde_json::from_str(&text)) {
            for (key, value) in of_run {
                all.entry(key).or_insert(value);
            }
        }
        serde_json::to_string(&all).ok()
    });
    (batch, text)
}
