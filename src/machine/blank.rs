//! A machine that has no program yet: built-ins and what the system installs. Made once and copied for each run, as compiling the
//! Python part of it takes longer than most programs run.

use super::kernel::{self, Kernel};
use super::threads::Threads;
use super::{Core, Machine, Settings, System, costs, locks, time};
use crate::base::Nanos;
use crate::python::code::CompiledModule;
use crate::python::value::Value;
use crate::python::vm::Vm;
use crate::trace::Recorder;

/// A machine without a program.
#[derive(Clone, Debug)]
pub struct Blank<S> {
    vm: Vm,
    system: S,
    settings: Settings,
}

impl<S: System> Blank<S> {
    /// With a system.
    ///
    /// # Errors
    /// Only if our own Python code does not compile: a bug.
    pub fn new(settings: Settings, install: impl FnOnce(&mut Vm) -> Result<S, String>) -> Result<Blank<S>, String> {
        let mut vm = Vm::new(costs::OPS, settings.max_memory)?;
        vm.seed = settings.seed;
        time::install(&mut vm);
        locks::install(&mut vm)?;
        kernel::install(&mut vm);
        let system = install(&mut vm)?;
        Ok(Blank { vm, system, settings })
    }

    /// The same computer with so many processors, for runs of so many instructions.
    pub fn with(mut self, cores: u32, max_instructions: u64) -> Blank<S> {
        (self.settings.cores, self.settings.max_instructions) = (cores, max_instructions);
        self
    }

    /// The same computer with so many other processes that compute all the time.
    pub fn beside(mut self, others: u32) -> Blank<S> {
        self.settings.others = others;
        self
    }

    /// The same computer for a server that was started after so many of its kind.
    pub fn after(mut self, siblings: u32) -> Blank<S> {
        self.settings.siblings = siblings;
        self
    }

    /// A machine with a compiled program, not yet run.
    pub fn load(self, module: CompiledModule, filename: &str, text: &str) -> Machine<S> {
        let Blank { mut vm, system, settings } = self;
        let code = vm.load_main(module, filename, text);
        vm.start_module(0, code);
        let core = Core {
            vm,
            now: Nanos::ZERO,
            recorder: if settings.events { Recorder::default() } else { Recorder::of_output() },
            settings,
            instructions: 0,
            waited: Nanos::ZERO,
            skip_busy_waits: true,
            threads: Threads::new(),
            shutdown: Value::Unbound,
            kernel: Kernel::new(settings.slowdown(1), settings.siblings),
        };
        Machine {
            core,
            system,
            program_end: None,
            end: None,
            after: None,
            ending: None,
            thread: 0,
            importing: false,
            aside: Vec::new(),
        }
    }

    /// Keeps the modules that a run compiled, for the next one.
    pub fn learn(&mut self, from: &Machine<S>) {
        self.vm.compiled_modules.clone_from(&from.core.vm.compiled_modules);
    }
}
