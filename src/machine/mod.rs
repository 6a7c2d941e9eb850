//! The computer: a virtual clock, a thread with its Python state, blocking calls, costs, limits. Decides who runs next and for how
//! long. Knows nothing of asyncio: what else runs on the thread is a [`System`].
//!
//! A [`Machine`] is one plain value; advancing it is a pure function of its state, so a clone is a snapshot.

mod busy;
pub mod costs;
mod outcome;
mod time;

pub use outcome::{End, Status};
pub use time::{UPTIME, refuse};

use crate::base::{Nanos, TaskId};
use crate::python::code::CompiledModule;
use crate::python::native::Limit;
use crate::python::value::Value;
use crate::python::vm::{Stop, Stream, Vm};
use crate::trace::{self, Recorder, Trace};

/// External calls with numbers below this are the machine's own, the others its system's.
pub const FIRST_SYSTEM_CALL: u16 = 100;

/// The longest stretch of virtual time that Python code runs before the machine looks at limits.
const SLICE: u64 = 1_000_000;

/// What a run may use, and its seed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Settings {
    /// Seed of `random` where the program sets none.
    pub seed: u64,
    pub max_instructions: u64,
    /// Virtual time.
    pub max_time: Nanos,
    /// Bytes of Python objects.
    pub max_memory: usize,
}

impl Default for Settings {
    fn default() -> Self {
        Settings {
            seed: 0,
            max_instructions: 200_000_000,
            max_time: Nanos(24 * 3_600_000_000_000),
            max_memory: 256 << 20,
        }
    }
}

/// What the machine has beside its system.
#[derive(Clone, Debug)]
pub struct Core {
    pub vm: Vm,
    /// Virtual time now.
    pub now: Nanos,
    pub recorder: Recorder,
    pub settings: Settings,
    pub instructions: u64,
    /// How long the processor had nothing to do so far.
    pub waited: Nanos,
}

impl Core {
    /// Spends virtual time on work.
    #[inline]
    pub fn spend(&mut self, cost: u64) {
        self.now += Nanos(cost);
    }

    /// Records an event now.
    #[inline]
    pub fn record(&mut self, event: trace::Event) {
        self.recorder.record(self.now, event);
    }

    /// The program's line that a thread is at (the innermost frame of the program itself), 0 if none.
    pub fn line(&self) -> u32 {
        self.vm.current_line(0)
    }

    /// Virtual time jumps to then, at most to the end that is set for it. Nothing runs meanwhile.
    pub fn wait_until(&mut self, until: Nanos) {
        let until = self.now.max(until).min(self.settings.max_time);
        self.waited += until - self.now;
        self.now = until;
    }

    /// Blocks the thread until then.
    pub fn block_until(&mut self, label: &str, until: Nanos) {
        let label = self.recorder.text(label);
        let line = self.line();
        self.record(trace::Event::BlockBegan { label, line, until });
        self.wait_until(until);
        self.record(trace::Event::BlockEnded);
    }
}

/// What a system wants after it was asked.
#[derive(Clone, Debug)]
pub enum Next {
    /// The thread goes on (it was given an answer or something to start).
    Run,
    /// The run ends.
    End(End),
}

/// How something that the system started ended.
#[derive(Clone, Debug)]
pub enum Ended {
    Returned(Value),
    Raised(Value),
    Yielded(Value),
}

/// What runs on the thread beside the program's own code: the event loop.
pub trait System: Clone {
    /// A call with a number from [`FIRST_SYSTEM_CALL`]; arguments in the virtual machine. Must answer, or start something.
    fn call(&mut self, core: &mut Core, id: u16) -> Next;
    /// Something that the system started has ended. `None` if it started nothing: the program itself ended.
    fn ended(&mut self, core: &mut Core, how: &Ended) -> Option<Next>;
    /// The program's own code ended, or what this answered last time: something more to run, or None.
    fn program_ended(&mut self, core: &mut Core) -> Option<Next>;
    /// The task whose code runs, for the trace; 0 if there is none.
    fn current_task(&self, core: &Core) -> TaskId;
}

/// A simulated computer running one program.
#[derive(Clone, Debug)]
pub struct Machine<S> {
    core: Core,
    system: S,
    /// How the program's own code ended, while the system still has something to run.
    program_end: Option<End>,
    end: Option<End>,
}

impl<S: System> Machine<S> {
    /// A machine with a compiled program, not yet run.
    ///
    /// # Errors
    /// Only if our own Python code does not compile: a bug.
    pub fn new(
        module: CompiledModule,
        filename: &str,
        text: &str,
        settings: Settings,
        install: impl FnOnce(&mut Vm) -> Result<S, String>,
    ) -> Result<Machine<S>, String> {
        let mut vm = Vm::new(costs::OPS, settings.max_memory)?;
        vm.seed = settings.seed;
        time::install(&mut vm);
        let system = install(&mut vm)?;
        let code = vm.load_main(module, filename, text);
        vm.start_module(0, code);
        let core = Core {
            vm,
            now: Nanos::ZERO,
            recorder: Recorder::default(),
            settings,
            instructions: 0,
            waited: Nanos::ZERO,
        };
        Ok(Machine { core, system, program_end: None, end: None })
    }

    /// Runs for about so many instructions. Running in one slice or in many gives the same run.
    pub fn run(&mut self, instructions: u64) -> Status {
        let until = self.core.instructions.saturating_add(instructions);
        while self.end.is_none() && self.core.instructions < until {
            self.step();
        }
        if self.end.is_some() { Status::Ended } else { Status::Running }
    }

    /// How the run ended, once it has.
    pub fn end(&self) -> Option<&End> {
        self.end.as_ref()
    }

    /// Virtual time now.
    pub fn now(&self) -> Nanos {
        self.core.now
    }

    /// Instructions executed so far.
    pub fn instructions(&self) -> u64 {
        self.core.instructions
    }

    /// What was recorded so far.
    pub fn recorder(&self) -> &Recorder {
        &self.core.recorder
    }

    /// The trace of the ended run.
    pub fn into_trace(self) -> Trace {
        let outcome = self.end.as_ref().map_or(trace::Outcome::Limit, End::outcome);
        self.core.recorder.finish(self.core.now, outcome, self.core.instructions)
    }

    fn step(&mut self) {
        let stop = self.core.vm.run(0, SLICE);
        let start = self.core.now;
        let spent = self.core.vm.spent;
        for written in std::mem::take(&mut self.core.vm.written) {
            let stream = match written.stream {
                Stream::Stdout => trace::Stream::Stdout,
                Stream::Stderr => trace::Stream::Stderr,
            };
            self.core.recorder.output(start + Nanos(written.at), stream, &written.text);
        }
        self.core.now = start + Nanos(spent.cost);
        self.core.instructions += spent.instructions.max(1);
        if self.core.instructions >= self.core.settings.max_instructions {
            return self.finish(End::Limit(Limit::Instructions));
        }
        if self.core.now >= self.core.settings.max_time {
            return self.finish(End::Limit(Limit::Time));
        }
        let ended = match stop {
            Stop::Budget => return,
            Stop::Extern(id) if id < FIRST_SYSTEM_CALL => {
                let task = self.system.current_task(&self.core);
                let answer = time::call(&mut self.core, id, task);
                return self.core.vm.answer(0, answer);
            }
            Stop::Extern(id) => {
                if let Next::End(end) = self.system.call(&mut self.core, id) {
                    self.finish(end);
                }
                return;
            }
            Stop::Limit(limit) => return self.finish(End::Limit(limit)),
            Stop::Unsupported(what) => {
                let line = self.core.line();
                return self.finish(End::Unsupported { what: what.into(), line });
            }
            Stop::Returned(v) => Ended::Returned(v),
            Stop::Raised(e) => Ended::Raised(e),
            Stop::Yielded(v) => Ended::Yielded(v),
        };
        match self.system.ended(&mut self.core, &ended) {
            Some(Next::Run) => {}
            Some(Next::End(end)) => self.finish(end),
            None => {
                self.program_ended(&ended);
            }
        }
    }

    /// The program's own code ended, or what the system ran after it.
    fn program_ended(&mut self, how: &Ended) {
        if self.program_end.is_none() {
            self.program_end = Some(match how {
                Ended::Raised(exc) => self.uncaught(*exc),
                _ => End::Finished,
            });
        }
        match self.system.program_ended(&mut self.core) {
            Some(Next::Run) => {}
            Some(Next::End(end)) => self.finish(end),
            None => {
                let end = self.program_end.take().unwrap_or(End::Finished);
                self.finish(end);
            }
        }
    }

    /// An exception that nobody caught: printed as CPython prints it; SystemExit ends quietly.
    fn uncaught(&mut self, exc: Value) -> End {
        let vm = &mut self.core.vm;
        if let Some(code) = vm.exit_code(exc) {
            return match code {
                Value::None => End::Exited(0),
                Value::Int(n) => End::Exited((n & 0xff) as i32),
                Value::Bool(b) => End::Exited(i32::from(b)),
                other => {
                    let text = vm.str_native(other).unwrap_or_default();
                    self.core.recorder.output(self.core.now, trace::Stream::Stderr, &format!("{text}\n"));
                    End::Exited(1)
                }
            };
        }
        let text = vm.format_exception(exc);
        self.core.recorder.output(self.core.now, trace::Stream::Stderr, &text);
        End::Raised
    }

    fn finish(&mut self, end: End) {
        self.end = Some(end);
    }
}
