//! The computer: a virtual clock, threads with their Python state, blocking calls, costs, limits. Decides who runs next and for how
//! long. Knows nothing of asyncio: what else runs on the threads is a [`System`].
//!
//! A [`Machine`] is one plain value; advancing it is a pure function of its state, so a clone is a snapshot.

mod blank;
mod busy;
pub mod costs;
mod kernel;
mod locks;
mod outcome;
mod processes;
#[cfg(test)]
mod tests;
mod threads;
mod time;

pub use outcome::{End, Status, Stuck};
pub use threads::On;
pub use time::{SYSTEM_CALL, UPTIME};

use crate::base::{Nanos, TaskId};
use crate::python::code::CompiledModule;
use crate::python::native::{Limit, Resume};
use crate::python::value::Value;
use crate::python::vm::{Stop, Stream, Vm};
use crate::trace::{self, Recorder, Trace};
pub use blank::Blank;
use threads::{Reply, Threads};

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
    /// How many processors the computer has: what `os.cpu_count()` says, and what default pool sizes are made of.
    pub cores: u32,
    /// How many processes beside the program's own compute all the time.
    pub others: u32,
    /// How many servers were started before this one by the same supervisor: it has another process number than they.
    pub siblings: u32,
    /// The events of the run are recorded; else only what it prints is.
    pub events: bool,
}

impl Settings {
    /// How much longer work takes, in thousandths, while so many processes of the program want a processor.
    fn slowdown(&self, wanted: u64) -> u64 {
        costs::slowdown(wanted + u64::from(self.others), u64::from(self.cores))
    }
}

impl Default for Settings {
    fn default() -> Self {
        Settings {
            seed: 0,
            max_instructions: 200_000_000,
            max_time: Nanos(24 * 3_600_000_000_000),
            max_memory: 256 << 20,
            cores: 4,
            others: 0,
            siblings: 0,
            events: true,
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
    /// Rounds of busy waits are counted, not simulated. The run is the same; it can be set to see that it is.
    pub skip_busy_waits: bool,
    pub threads: Threads,
    /// Python's function to run when the program's own code has ended: it waits for threads.
    shutdown: Value,
    /// What processes share. The rest of this, but for the recorder and the settings, belongs to the one that runs.
    kernel: kernel::Kernel,
}

impl Core {
    /// Spends virtual time on work.
    #[inline]
    pub fn spend(&mut self, cost: u64) {
        let takes = self.stretch(cost);
        self.now += Nanos(takes);
        self.waited += Nanos(takes - cost);
    }

    /// Records an event now.
    #[inline]
    pub fn record(&mut self, event: trace::Event) {
        self.recorder.record(self.now, event);
    }

    /// The program's line that a thread is at (the innermost frame of the program itself), 0 if none.
    pub fn line(&self) -> u32 {
        self.vm.current_line(self.thread())
    }

    /// Virtual time jumps to then, at most to the end that is set for it. Nothing runs meanwhile.
    pub fn wait_until(&mut self, until: Nanos) {
        let until = self.now.max(until).min(self.settings.max_time);
        self.waited += until - self.now;
        self.now = until;
    }
}

/// What a system wants after it was asked.
#[derive(Clone, Debug)]
pub enum Next {
    /// The thread goes on (it was given an answer or something to start).
    Run,
    /// The thread waits, at most until then; [`System::woken`] when it goes on.
    Block(Nanos),
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

/// What runs on the threads beside the program's own code: event loops. All of it is asked about the thread that runs.
pub trait System: Clone {
    /// A call with a number from [`FIRST_SYSTEM_CALL`]; arguments in the virtual machine. Must answer, or start something.
    fn call(&mut self, core: &mut Core, id: u16) -> Next;
    /// Something that the system started has ended. `None` if it started nothing: the program itself ended.
    fn ended(&mut self, core: &mut Core, how: &Ended) -> Option<Next>;
    /// The program's own code ended, or what this answered last time: something more to run, or None.
    fn program_ended(&mut self, core: &mut Core) -> Option<Next>;
    /// The thread that asked to block runs again.
    fn woken(&mut self, core: &mut Core) -> Next;
    /// Another thread runs now: its number in the virtual machine.
    fn switched(&mut self, thread: usize);
    /// The task whose code runs, for the trace; 0 if there is none.
    fn current_task(&self, core: &Core) -> TaskId;
    /// The system of a process that is a copy of the one whose it is: nothing runs in it.
    fn forked(&self) -> Self;
}

/// A simulated computer running one program.
#[derive(Clone, Debug)]
pub struct Machine<S> {
    core: Core,
    system: S,
    /// How the program's own code ended, while the system still has something to run.
    program_end: Option<End>,
    end: Option<End>,
    /// Code to run once the program's own has ended well.
    after: Option<u32>,
    /// The program is over; this is what ends now (a generator, or a `__del__`).
    ending: Option<Value>,
    /// The thread that ran last, as its system knows it.
    thread: usize,
    /// The program's module is executed once more, on the main thread.
    importing: bool,
    /// Processes that do not run at the moment, by number.
    aside: Vec<Option<Box<processes::Aside<S>>>>,
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
        Ok(Blank::new(settings, install)?.load(module, filename, text))
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

    /// Runs this too, hidden, once the program's own code has ended without an exception.
    ///
    /// # Errors
    /// Only if it does not compile: a bug.
    pub fn then(&mut self, text: &str) -> Result<(), String> {
        let space = self.core.vm.main_space();
        self.after = Some(self.core.vm.link_source(text, "<after>", space, true)?);
        Ok(())
    }

    /// What the program told outside.
    pub fn report(&self) -> Option<&str> {
        self.core.vm.report.as_deref()
    }

    /// The trace of the ended run.
    pub fn into_trace(self) -> Trace {
        self.trace()
    }

    /// The trace so far; it shares what was recorded with the machine.
    pub fn trace(&self) -> Trace {
        let outcome = self.end.as_ref().map_or(trace::Outcome::Limit, End::outcome);
        self.core.recorder.clone().finish(self.core.now, outcome, self.core.instructions)
    }

    /// Lets go of so many of the objects of a run that has ended; true when none is left. Its trace stays.
    pub fn dismantle(&mut self, objects: usize) -> bool {
        self.core.vm.heap.dismantle(objects)
    }

    fn step(&mut self) {
        if self.core.kernel.several() && !self.choose() {
            return self.finish(End::Deadlock(self.deadlock()));
        }
        if self.core.threads.several() {
            self.core.settle();
        }
        self.deliver();
        if !self.core.threads.running() {
            return self.idle();
        }
        let thread = self.core.thread();
        if thread != self.thread {
            self.thread = thread;
            self.system.switched(thread);
        }
        if self.core.threads.take_system(thread) {
            let next = self.system.woken(&mut self.core);
            return self.next(next);
        }
        let left = self.core.settings.max_instructions.saturating_sub(self.core.instructions);
        // The budget of instructions is looked at between slices: the last ones are short.
        let slice = self.core.slice().min(left.saturating_mul(costs::TYPICAL).max(1));
        self.core.vm.heap.allow_work(left);
        let stop = self.core.vm.run(thread, slice);
        self.book();
        if self.core.instructions >= self.core.settings.max_instructions {
            return self.finish(End::Limit(Limit::Instructions));
        }
        if self.core.now >= self.core.settings.max_time {
            return self.finish(End::Limit(Limit::Time));
        }
        let ended = match stop {
            Stop::Budget => return,
            Stop::Extern(id) if id < FIRST_SYSTEM_CALL => {
                if id >= kernel::FIRST_OF_MACHINE {
                    return self.process_call(id);
                }
                let reply = if id >= kernel::FIRST {
                    kernel::call(&mut self.core, id)
                } else if id >= locks::FIRST {
                    locks::call(&mut self.core, id)
                } else {
                    let task = self.system.current_task(&self.core);
                    time::call(&mut self.core, id, task)
                };
                if let Reply::Answer(answer) = reply {
                    self.core.vm.answer(thread, answer);
                }
                return self.deliver();
            }
            Stop::Extern(id) => {
                let next = self.system.call(&mut self.core, id);
                return self.next(next);
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
            Some(next) => self.next(next),
            None if thread == 0 && std::mem::take(&mut self.importing) => self.imported(&ended),
            None if thread == 0 && self.core.kernel.process > 0 => self.process_ended(&ended),
            None if thread == 0 => self.program_ended(&ended),
            None => self.core.end_thread(),
        }
    }

    /// What a thread's run used and wrote.
    fn book(&mut self) {
        let spent = self.core.vm.spent;
        self.take_written();
        self.core.spend(spent.cost);
        self.core.instructions += spent.instructions.max(1).saturating_add(self.core.vm.heap.take_work());
    }

    /// Text that the virtual machine wrote goes into the trace.
    fn take_written(&mut self) {
        let start = self.core.now;
        for written in std::mem::take(&mut self.core.vm.written) {
            let stream = match written.stream {
                Stream::Stdout => trace::Stream::Stdout,
                Stream::Stderr => trace::Stream::Stderr,
            };
            let at = start + Nanos(self.core.stretch(written.at));
            self.core.recorder.output(at, stream, &written.text);
        }
    }

    /// What the system wants.
    fn next(&mut self, next: Next) {
        match next {
            Next::Run => {}
            Next::Block(until) => self.core.block(On::System, until, None),
            Next::End(end) => self.finish(end),
        }
    }

    /// No thread can run: on to the time when one can.
    fn idle(&mut self) {
        let Some((_, due)) = self.core.threads.next_due() else { return self.finish(End::Deadlock(self.deadlock())) };
        self.core.wait_until(due);
        if self.core.now < due {
            self.core.frames_end();
            return self.finish(End::Limit(Limit::Time));
        }
        self.core.settle();
    }

    /// Who waits for what, if threads or processes wait for each other.
    #[inline(never)]
    fn deadlock(&self) -> Vec<Stuck> {
        if self.core.threads.several() || self.core.kernel.several() { self.stuck() } else { Vec::new() }
    }

    /// The program's own code ended, or what was run after it.
    fn program_ended(&mut self, how: &Ended) {
        if let Some(code) = self.after.take()
            && matches!(how, Ended::Returned(_))
        {
            return self.core.vm.start_module(0, code);
        }
        if self.program_end.is_none()
            && let Ended::Raised(exc) = *how
            && !self.core.vm.is_exc(exc, crate::python::types::Exc::SystemExit)
            && let Some(print) = self.core.vm.printer_of(exc)
        {
            // Its text is Python's to say.
            self.program_end = Some(End::Raised);
            return self.core.vm.start(0, print, vec![exc]);
        }
        if self.program_end.is_none()
            && let Ended::Raised(exc) = *how
            && let Some(code) = self.core.vm.exit_code(exc)
            && matches!(code, Value::Obj(_))
            && self.core.vm.str_native(code).is_err()
        {
            self.program_end = Some(End::Exited(1));
            let print = self.core.vm.prelude("_print_exit");
            return self.core.vm.start(0, print, vec![code]);
        }
        if self.program_end.is_none() {
            self.program_end = Some(match how {
                Ended::Raised(exc) => self.uncaught(*exc),
                _ => End::Finished,
            });
        }
        if let Some(what) = self.ending.take()
            && let Ended::Raised(exc) = how
            && !self.core.vm.ends_closed(*exc)
        {
            let text = self.core.vm.ignored(*exc, what);
            self.core.recorder.output(self.core.now, trace::Stream::Stderr, &text);
        }
        let shutdown = std::mem::take(&mut self.core.shutdown);
        if !shutdown.is_unbound() {
            return self.core.vm.start(0, shutdown, Vec::new());
        }
        if let Some(next) = self.system.program_ended(&mut self.core) {
            return self.next(next);
        }
        let next = self.core.vm.next_to_end();
        self.take_written();
        match next {
            Some((method, object)) => {
                self.ending = Some(method);
                match object {
                    Some(object) => self.core.vm.start(0, method, vec![object]),
                    None => self.core.vm.start_resume(0, method, Resume::Close),
                }
            }
            None => {
                let end = self.program_end.take().unwrap_or(End::Finished);
                self.finish(end);
            }
        }
    }

    /// An exception that nobody caught: printed as CPython prints it; SystemExit ends quietly.
    #[inline(never)]
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
