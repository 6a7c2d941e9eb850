//! Processes: a virtual machine, threads, a GIL and a system each; one of them is in the machine's hands, the others are put aside.
//!
//! Each has a time of its own. The one whose time is least goes on, until it is a little ahead of the next. More of them than there
//! are processors share those evenly.

use super::kernel::{AHEAD, Kernel, Notice};
use super::threads::Threads;
use super::time::STARTED;
use super::{Core, End, Ended, Machine, SLICE, Stuck, System, costs};
use crate::base::Nanos;
use crate::python::native::{Ctl, Limit};
use crate::python::value::Value;
use crate::python::vm::Vm;
use crate::trace::Event;
use std::mem::swap;

/// A process that does not run at the moment.
#[derive(Clone, Debug)]
pub struct Aside<S> {
    vm: Vm,
    now: Nanos,
    waited: Nanos,
    threads: Threads,
    shutdown: Value,
    system: S,
    program_end: Option<End>,
    ending: Option<Value>,
    thread: usize,
    importing: bool,
}

impl<S: System> Machine<S> {
    /// The process that is first in time goes on. False if all wait for ever.
    #[inline(never)]
    pub(super) fn choose(&mut self) -> bool {
        let current = self.core.kernel.process;
        let alive = self.core.kernel.alive.get(current) == Some(&true);
        if alive && self.core.threads.running() && self.core.now < self.core.kernel.horizon {
            return true;
        }
        let (mut first, mut second, mut runnable) = (None, Nanos::MAX, 0);
        for &process in &self.core.kernel.living {
            let (threads, now) = match self.aside.get(process).and_then(Option::as_ref) {
                Some(aside) => (&aside.threads, aside.now),
                None if process == current && alive => (&self.core.threads, self.core.now),
                None => continue,
            };
            runnable += u64::from(threads.running());
            let due = || threads.next_due().map(|(_, due)| due.max(now));
            let Some(at) = (if threads.running() { Some(now) } else { due() }) else { continue };
            match first {
                Some((least, _)) if at >= least => second = second.min(at),
                Some((least, _)) => (first, second) = (Some((at, process)), least),
                None => first = Some((at, process)),
            }
        }
        let Some((at, process)) = first else { return false };
        if process != current {
            self.switch(process);
        }
        self.core.recorder.settle(at);
        self.core.kernel.horizon = (second + AHEAD).min(at + Nanos(SLICE));
        self.core.kernel.slowdown = self.core.settings.slowdown(runnable);
        self.core.kernel.crowded =
            runnable + u64::from(self.core.settings.others) >= u64::from(self.core.settings.cores);
        true
    }

    /// Puts the running process aside, if it has not ended, and takes another one up.
    #[inline(never)]
    fn switch(&mut self, process: usize) {
        let Some(mut other) = self.aside.get_mut(process).and_then(Option::take) else { return };
        let core = &mut self.core;
        swap(&mut core.vm, &mut other.vm);
        swap(&mut core.now, &mut other.now);
        swap(&mut core.waited, &mut other.waited);
        swap(&mut core.threads, &mut other.threads);
        swap(&mut core.shutdown, &mut other.shutdown);
        swap(&mut self.system, &mut other.system);
        swap(&mut self.program_end, &mut other.program_end);
        swap(&mut self.ending, &mut other.ending);
        swap(&mut self.thread, &mut other.thread);
        swap(&mut self.importing, &mut other.importing);
        let before = core.kernel.process;
        if core.kernel.alive.get(before) == Some(&true)
            && let Some(place) = self.aside.get_mut(before)
        {
            *place = Some(other);
        }
        core.kernel.process = process;
        core.recorder.switch(process as u32);
        let used: usize = self.aside.iter().flatten().map(|aside| aside.vm.heap.bytes()).sum();
        core.vm.heap.set_limit(core.settings.max_memory.saturating_sub(used));
    }

    /// A call that concerns processes as a whole.
    #[inline(never)]
    pub(super) fn process_call(&mut self, id: u16) {
        let argument = |i: usize| self.core.vm.extern_args.get(i).copied().unwrap_or_default();
        match id {
            super::kernel::FORK => self.fork(),
            super::kernel::IMPORT_MAIN => match self.core.vm.load_main_again() {
                Ok(code) => {
                    self.importing = true;
                    self.core.vm.start_module(self.core.threads.current(), code);
                }
                Err(what) => self.finish(End::Unsupported { what, line: 0 }),
            },
            super::kernel::EXIT => {
                let code = if let Value::Int(code) = argument(0) { code } else { 0 };
                if self.core.kernel.process == 0 {
                    return self.finish(End::Exited((code & 0xff) as i32));
                }
                self.exit(code & 0xff);
            }
            _ => {
                let (Value::Int(pid), Value::Int(signal)) = (argument(0), argument(1)) else { return };
                let Some(process) = self.core.kernel.process_of(pid) else { return };
                if process == self.core.kernel.process {
                    return self.exit(-signal);
                }
                let thread = self.core.thread();
                self.kill(process, signal);
                self.core.vm.answer(thread, Ok(Value::None));
            }
        }
    }

    /// `_fork(function, args, name, later)`: a process that is a copy of this one, calls the function, so many nanoseconds later than
    /// forking takes, and ends with the code that it returns. The answer: its number, and the channel that gets the code.
    #[inline(never)]
    fn fork(&mut self) {
        let core = &mut self.core;
        let (function, name) = (core.vm.extern_args.first().copied(), core.vm.extern_args.get(2).copied());
        let args = core.vm.native_items(core.vm.extern_args.get(1).copied().unwrap_or_default());
        let (Some(function), Ok(args), Some(name)) = (function, args, name) else { return };
        let used: usize = self.aside.iter().flatten().map(|aside| aside.vm.heap.bytes()).sum();
        if used + 2 * core.vm.heap.bytes() > core.settings.max_memory {
            return self.finish(End::Limit(Limit::Memory));
        }
        let process = core.kernel.alive.len();
        if core.kernel.living.len() > costs::PROCESSES_MAX {
            let (what, line) = (format!("more than {} processes at a time", costs::PROCESSES_MAX), core.line());
            return self.finish(End::Unsupported { what, line });
        }
        let alone = core.kernel.living.len() == 1;
        core.spend(if alone { costs::FORK } else { costs::FORK_AGAIN });
        let later = if let Some(Value::Int(later)) = core.vm.extern_args.get(3) { *later as u64 } else { 0 };
        let (thread, line) = (core.thread(), core.line());
        let name = core.vm.str_native(name).unwrap_or_default();
        let label = core.recorder.text("fork");
        let id = core.recorder.thread();
        core.recorder.several_processes(core.threads.id(thread));
        core.kernel.names.push(name.clone());
        let name = core.recorder.text(&name);
        core.record(Event::ProcessStarted { thread: id, name, label, line });
        let channel = core.kernel.channel();
        core.kernel.alive.push(true);
        core.kernel.living.push(process);
        core.kernel.exits.push(channel);
        // The others are looked at anew.
        core.kernel.horizon = Nanos::ZERO;
        let mut vm = core.vm.clone();
        vm.forked();
        vm.seed = vm.seed.wrapping_add((process as u64).wrapping_mul(0x9e37_79b9_7f4a_7c15));
        vm.start(0, function, args);
        let aside = Aside {
            vm,
            now: core.now,
            // It has used no processor yet.
            waited: core.now + STARTED,
            threads: Threads::of_process(id, core.now + Nanos(costs::PROCESS_START + later), core.threads.interval()),
            shutdown: core.shutdown,
            system: self.system.forked(),
            program_end: None,
            ending: None,
            thread: 0,
            importing: false,
        };
        self.aside.resize_with(process + 1, || None);
        self.aside[process] = Some(Box::new(aside));
        let pair = vec![Value::Int(Kernel::pid(process)), Value::Int(channel as i64)];
        let pair = self.core.vm.heap.tuple(pair);
        self.core.vm.answer(thread, Ok(pair));
    }

    /// Who waits for what, in all processes.
    #[inline(never)]
    pub(super) fn stuck(&self) -> Vec<Stuck> {
        let mut out = Vec::new();
        for &process in &self.core.kernel.living {
            let (threads, vm) = match self.aside.get(process).and_then(Option::as_ref) {
                Some(aside) => (&aside.threads, &aside.vm),
                None => (&self.core.threads, &self.core.vm),
            };
            let of = self.core.kernel.names.get(process).cloned().unwrap_or_default();
            let stuck =
                |(thread, on)| Stuck { process: of.clone(), main: thread == 0, on, line: vm.current_line(thread) };
            out.extend(threads.stuck().into_iter().map(stuck));
        }
        out
    }

    /// The program's module has been executed once more.
    #[inline(never)]
    pub(super) fn imported(&mut self, how: &Ended) {
        let answer = match how {
            Ended::Raised(exc) => Err(Ctl::Raise(*exc)),
            _ => Ok(Value::None),
        };
        let thread = self.core.thread();
        self.core.vm.answer(thread, answer);
    }

    /// The code of the running process, not the first, came to its end.
    #[inline(never)]
    pub(super) fn process_ended(&mut self, how: &Ended) {
        match how {
            Ended::Returned(Value::Int(code)) => self.exit(*code),
            Ended::Raised(exc) => {
                self.uncaught(*exc);
                self.exit(1);
            }
            _ => self.exit(0),
        }
    }

    /// The running process ends.
    #[inline(never)]
    fn exit(&mut self, code: i64) {
        for thread in self.core.threads.living() {
            self.core.record(Event::ThreadEnded { thread });
        }
        let at = self.core.now + Nanos(costs::PROCESS_END);
        self.gone(self.core.kernel.process, at, code);
    }

    /// Another process ends.
    #[inline(never)]
    fn kill(&mut self, process: usize, signal: i64) {
        let Some(aside) = self.aside.get_mut(process).and_then(Option::take) else { return };
        let recorder = &mut self.core.recorder;
        let at = self.core.now.max(aside.now);
        recorder.switch(process as u32);
        for thread in aside.threads.living() {
            recorder.record(at, Event::ThreadEnded { thread });
        }
        recorder.switch(self.core.kernel.process as u32);
        self.gone(process, self.core.now + Nanos(costs::PROCESS_END), -signal);
    }

    #[inline(never)]
    fn gone(&mut self, process: usize, at: Nanos, code: i64) {
        self.core.kernel.ended(process, at, code);
        self.deliver();
    }

    /// Tells threads of other processes, and of this one, that what they wait for may be there.
    pub(super) fn deliver(&mut self) {
        for Notice { process, thread, at } in std::mem::take(&mut self.core.kernel.notices) {
            let threads = match self.aside.get_mut(process).and_then(Option::as_mut) {
                Some(aside) => &mut aside.threads,
                None if process == self.core.kernel.process => &mut self.core.threads,
                None => continue,
            };
            threads.attempt(thread, at);
            self.core.kernel.horizon = self.core.kernel.horizon.min(at);
        }
    }
}

impl Core {
    /// What a channel gave a thread that waited for it: its message, or nothing yet and when to look again.
    #[inline(never)]
    pub(super) fn channel_attempt(&mut self, channel: usize, thread: usize) -> Result<Value, Nanos> {
        if let Some(bytes) = self.kernel.take(channel, self.now) {
            return Ok(super::kernel::message(self, bytes));
        }
        // Who was told of a message that is under way may be this thread, which looked too early.
        Err(self.kernel.there(channel).unwrap_or_else(|| {
            self.kernel.wait(channel, thread);
            Nanos::MAX
        }))
    }
}
