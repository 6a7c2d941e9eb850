//! What processes share: channels of messages, and who waits for one. A channel is a pipe, a semaphore (its messages are empty) or
//! a place in shared memory (one message that is looked at and replaced).
//!
//! Processes are simulated each a little ahead of the others ([`AHEAD`]), never by more than a message takes to wake one up: what
//! one sends cannot come too late for another.

use super::threads::{On, Reply};
use super::{Core, costs};
use crate::base::Nanos;
use crate::python::native::{NativeDef, R};
use crate::python::number::to_f64;
use crate::python::object::Obj;
use crate::python::value::Value;
use crate::python::vm::{ModuleDef, Vm};
use std::collections::VecDeque;
use std::sync::Arc;

/// How far a process is simulated ahead of the others.
pub const AHEAD: Nanos = Nanos(costs::WAKE_PROCESS);

/// The number of the first process. The next ones count on.
const PID: i64 = 4100;

/// The first number of these calls.
pub const FIRST: u16 = 60;
const CHANNEL: u16 = FIRST;
const PUT: u16 = FIRST + 1;
const TAKE: u16 = FIRST + 2;
const COUNT: u16 = FIRST + 3;
const REPLACE: u16 = FIRST + 4;
const PROCESS: u16 = FIRST + 5;
const TELL_END: u16 = FIRST + 6;
/// From here on it is the machine that answers.
pub const FIRST_OF_MACHINE: u16 = FIRST + 7;
pub const FORK: u16 = FIRST_OF_MACHINE;
pub const EXIT: u16 = FIRST + 8;
pub const KILL: u16 = FIRST + 9;
pub const IMPORT_MAIN: u16 = FIRST + 10;

static FUNCTIONS: &[NativeDef] = &[
    NativeDef::external("_channel", 0, 0, CHANNEL).of("_multiprocessing"),
    NativeDef::external("_put", 3, 3, PUT).of("_multiprocessing"),
    NativeDef::external("_take", 3, 3, TAKE).of("_multiprocessing"),
    NativeDef::external("_count", 2, 2, COUNT).of("_multiprocessing"),
    NativeDef::external("_replace", 2, 2, REPLACE).of("_multiprocessing"),
    NativeDef::external("_process", 0, 0, PROCESS).of("_multiprocessing"),
    NativeDef::external("_fork", 4, 4, FORK).of("_multiprocessing"),
    NativeDef::external("_exit", 1, 1, EXIT).of("_multiprocessing"),
    NativeDef::external("_kill", 2, 2, KILL).of("_multiprocessing"),
    NativeDef::external("_import_main", 0, 0, IMPORT_MAIN).of("_multiprocessing"),
    NativeDef::external("_tell_end", 2, 2, TELL_END).of("_multiprocessing"),
];

/// Makes the module known.
pub fn install(vm: &mut Vm) {
    vm.define_module(ModuleDef { name: "_multiprocessing", natives: FUNCTIONS, source: None, setup: None });
}

#[derive(Clone, Debug, Default)]
struct Channel {
    /// Messages, with the time they were sent at.
    messages: VecDeque<(Nanos, Arc<[u8]>)>,
    /// Processes and their threads that wait and were not told yet that there is something.
    waiting: VecDeque<(usize, usize)>,
}

/// A thread is to look again at what it waits for.
#[derive(Clone, Copy, Debug)]
pub struct Notice {
    pub process: usize,
    pub thread: usize,
    pub at: Nanos,
}

/// The processes' common state.
#[derive(Clone, Debug)]
pub struct Kernel {
    /// The process that runs; for each whether it has not ended; those that have not.
    pub process: usize,
    pub alive: Vec<bool>,
    pub living: Vec<usize>,
    /// What they are called; the first has no name.
    pub names: Vec<String>,
    /// The channel of each process that gets its exit code.
    pub exits: Vec<usize>,
    /// Where else their ends are told: the process and a channel.
    told: Vec<(usize, usize)>,
    /// Until when the running process may go on before the others are looked at.
    pub horizon: Nanos,
    /// How much longer work takes than alone, in thousandths.
    pub slowdown: u64,
    /// Every processor is taken by a process that computes: one that wakes up may have to wait.
    pub crowded: bool,
    /// Threads to be told something, of any process.
    pub notices: Vec<Notice>,
    channels: Vec<Channel>,
}

impl Kernel {
    /// One process, and nothing to share; how much longer its work takes than alone.
    pub fn new(slowdown: u64) -> Kernel {
        Kernel {
            process: 0,
            alive: vec![true],
            living: vec![0],
            names: vec![String::new()],
            exits: vec![0],
            told: Vec::new(),
            horizon: Nanos::MAX,
            slowdown,
            crowded: false,
            notices: Vec::new(),
            channels: vec![Channel::default()],
        }
    }

    /// True once a second process was started.
    #[inline]
    pub fn several(&self) -> bool {
        self.alive.len() > 1
    }

    /// The number by which Python code knows a process.
    pub fn pid(process: usize) -> i64 {
        PID + process as i64
    }

    /// The process of a number.
    pub fn process_of(&self, pid: i64) -> Option<usize> {
        usize::try_from(pid - PID).ok().filter(|&p| p < self.alive.len())
    }

    /// A new channel.
    pub fn channel(&mut self) -> usize {
        self.channels.push(Channel::default());
        self.channels.len() - 1
    }

    /// Sends a message at a time; those that wait will notice.
    pub fn put(&mut self, channel: usize, at: Nanos, message: Arc<[u8]>) {
        if let Some(c) = self.channels.get_mut(channel) {
            c.messages.push_back((at, message));
            self.tell(channel, at);
        }
    }

    /// Tells the first that waits; all, if what is sent there stays.
    pub fn tell(&mut self, channel: usize, at: Nanos) {
        let all = self.exits.contains(&channel);
        let Some(c) = self.channels.get_mut(channel) else { return };
        while !c.messages.is_empty()
            && let Some((process, thread)) = c.waiting.pop_front()
        {
            if self.alive.get(process) == Some(&true) {
                let wake = if process == self.process { costs::WAKE } else { costs::WAKE_PROCESS };
                self.notices.push(Notice { process, thread, at: at + Nanos(wake) });
                if !all {
                    return;
                }
            }
        }
    }

    /// A process has ended with this code; what its threads were told is for others.
    pub fn ended(&mut self, process: usize, at: Nanos, code: i64) {
        self.horizon = Nanos::ZERO;
        if let Some(alive) = self.alive.get_mut(process) {
            *alive = false;
        }
        self.living.retain(|&p| p != process);
        let channel = self.exits.get(process).copied().unwrap_or(0);
        self.put(channel, at, Arc::from(code.to_string().as_bytes()));
        for (of, channel) in self.told.clone() {
            if of == process {
                self.put(channel, at, Arc::from(format!("!{}", Kernel::pid(process)).as_bytes()));
            }
        }
        for channel in 0..self.channels.len() {
            self.tell(channel, at);
        }
    }

    /// A thread waits for a channel.
    pub fn wait(&mut self, channel: usize, thread: usize) {
        if let Some(c) = self.channels.get_mut(channel) {
            c.waiting.push_back((self.process, thread));
        }
    }

    /// A thread waits no more; another one is told instead, if it was told.
    pub fn gives_up(&mut self, channel: usize, thread: usize, at: Nanos) {
        let me = (self.process, thread);
        if let Some(c) = self.channels.get_mut(channel) {
            let before = c.waiting.len();
            c.waiting.retain(|w| *w != me);
            if c.waiting.len() == before {
                self.tell(channel, at);
            }
        }
    }

    /// When the first message of a channel is there; `None` if it is empty.
    pub fn there(&self, channel: usize) -> Option<Nanos> {
        self.channels.get(channel)?.messages.front().map(|m| m.0)
    }

    /// Takes the first message out if it is there. What tells a process' end stays, for all to see.
    pub fn take(&mut self, channel: usize, now: Nanos) -> Option<Arc<[u8]>> {
        self.there(channel).filter(|at| *at <= now)?;
        let stays = self.exits.contains(&channel);
        let messages = &mut self.channels.get_mut(channel)?.messages;
        if stays { messages.front().map(|m| m.1.clone()) } else { messages.pop_front().map(|m| m.1) }
    }
}

impl Core {
    /// Virtual time that work takes: longer than its cost while other processes compute as well.
    #[inline]
    pub fn stretch(&self, cost: u64) -> u64 {
        if self.kernel.slowdown == 1000 { cost } else { cost.saturating_mul(self.kernel.slowdown) / 1000 }
    }

    /// The cost of the work that can be done in a time.
    pub fn work(&self, time: u64) -> u64 {
        if self.kernel.slowdown == 1000 { time } else { (time / self.kernel.slowdown).saturating_mul(1000).max(100) }
    }
}

fn argument(core: &Core, i: usize) -> Value {
    core.vm.extern_args.get(i).copied().unwrap_or_default()
}

fn channel(core: &Core) -> usize {
    if let Value::Int(n) = argument(core, 0) { usize::try_from(n).unwrap_or(0) } else { 0 }
}

/// A message as Python has it.
pub fn message(core: &mut Core, bytes: Arc<[u8]>) -> Value {
    core.spend(costs::MESSAGE + bytes.len() as u64 * costs::MESSAGE_KILOBYTE / 1024);
    Value::Obj(core.vm.heap.alloc(Obj::Bytes(bytes)))
}

fn bytes(core: &Core, v: Value) -> Arc<[u8]> {
    match v.as_ref().map(|r| core.vm.heap.get(r)) {
        Some(Obj::Bytes(bytes)) => bytes.clone(),
        _ => Arc::from([]),
    }
}

/// Carries out a call of the running thread.
#[inline(never)]
pub fn call(core: &mut Core, id: u16) -> Reply {
    if id == TAKE {
        return take(core).unwrap_or_else(|ctl| Reply::Answer(Err(ctl)));
    }
    Reply::Answer(Ok(match id {
        CHANNEL => Value::Int(core.kernel.channel() as i64),
        PUT => {
            let bytes = bytes(core, argument(core, 1));
            core.spend(costs::MESSAGE + bytes.len() as u64 * costs::MESSAGE_KILOBYTE / 1024);
            let delay = if let Value::Int(delay) = argument(core, 2) { delay as u64 } else { 0 };
            let (channel, at) = (channel(core), core.now + Nanos(delay));
            core.kernel.put(channel, at, bytes);
            if !core.kernel.notices.is_empty() {
                core.spend(costs::MESSAGE_WAKES);
            }
            // Writing lets go of the GIL.
            let thread = core.thread();
            core.vm.answer(thread, Ok(Value::None));
            core.give_way();
            return Reply::Blocks;
        }
        // `_count(channel, all)`: messages; those under way, too?
        COUNT => {
            let all = matches!(argument(core, 1), Value::Bool(true));
            let (channel, now) = (channel(core), if all { Nanos::MAX } else { core.now });
            let messages = core.kernel.channels.get(channel).map(|c| &c.messages);
            Value::Int(messages.map_or(0, |m| m.iter().filter(|m| m.0 <= now).count()) as i64)
        }
        // `_replace(channel, bytes)`: what is in the place; puts another in, if it is not None.
        REPLACE => {
            let (channel, new) = (channel(core), argument(core, 1));
            let put = (!new.is_none()).then(|| bytes(core, new));
            let Some(c) = core.kernel.channels.get_mut(channel) else { return Reply::Answer(Ok(Value::None)) };
            let old = c.messages.front().map(|m| m.1.clone());
            if let Some(put) = put {
                c.messages.clear();
                c.messages.push_back((Nanos::ZERO, put));
            }
            old.map_or(Value::None, |old| Value::Obj(core.vm.heap.alloc(Obj::Bytes(old))))
        }
        // `_tell_end(pid, channel)`: a message there, too, when the process has ended.
        TELL_END => {
            if let (Value::Int(pid), Value::Int(channel)) = (argument(core, 0), argument(core, 1))
                && let Some(process) = core.kernel.process_of(pid)
            {
                core.kernel.told.push((process, channel as usize));
            }
            Value::None
        }
        // PROCESS
        _ => Value::Int(Kernel::pid(core.kernel.process)),
    }))
}

/// `_take(channel, timeout, label)`: the next message, or None. A timeout of None is none, 0 means now or never.
fn take(core: &mut Core) -> R<Reply> {
    let channel = channel(core);
    if let Some(bytes) = core.kernel.take(channel, core.now) {
        return Ok(Reply::Answer(Ok(message(core, bytes))));
    }
    let until = match argument(core, 1) {
        Value::None => Nanos::MAX,
        v => {
            let length = Nanos::from_secs_f64(to_f64(&core.vm, v).unwrap_or(0.0));
            let late = Nanos(if length == Nanos::ZERO { 0 } else { costs::TIMER_LATE });
            core.now + length + late
        }
    };
    if until <= core.now {
        return Ok(Reply::Answer(Ok(Value::None)));
    }
    core.spend(costs::BLOCKING_CALL);
    let thread = core.thread();
    let what = match argument(core, 2) {
        Value::None => core.vm.hidden_caller(thread).filter(|_| core.vm.runs_program(thread)).unwrap_or_default(),
        v => core.vm.str_native(v)?,
    };
    let label = core.recorder.text(&what);
    let there = core.kernel.there(channel);
    if there.is_none() {
        core.kernel.wait(channel, thread);
    }
    core.block_until(On::Channel(channel as u32), until, there.unwrap_or(Nanos::MAX), Some(label));
    Ok(Reply::Blocks)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn who_waited_first_is_told_first_and_another_if_it_gives_up() {
        let mut kernel = Kernel::new(1000);
        kernel.alive.push(true);
        let c = kernel.channel();
        kernel.wait(c, 3);
        kernel.process = 1;
        kernel.wait(c, 0);
        kernel.put(c, Nanos(10), Arc::from([1]));
        let told =
            |kernel: &mut Kernel| std::mem::take(&mut kernel.notices).iter().map(|n| n.thread).collect::<Vec<_>>();
        assert_eq!(told(&mut kernel), [3]);
        kernel.process = 0;
        kernel.gives_up(c, 3, Nanos(20));
        assert_eq!(told(&mut kernel), [0]);
        assert_eq!((kernel.take(c, Nanos(9)), kernel.take(c, Nanos(10)).as_deref()), (None, Some(&[1][..])));
    }
}
