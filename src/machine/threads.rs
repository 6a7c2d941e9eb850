//! Threads and the GIL: who runs, who wants to, who waits for what.
//!
//! One thread at a time runs Python code: the one that holds the GIL. It lets go of it in every blocking call, and after a switch
//! interval if somebody wants it: a thread that waited for one interval in which nobody else got it asks the holder to give it
//! up, which the holder does between two instructions, at the next call or backward jump. Who gets it then is not a fair queue:
//! chance decides, seeded, as the operating system does (`next_holder`). In blocking calls it goes to the one that has waited
//! longest since it last looked.
//! Everything that happens to a thread by itself (its sleep is over, its interval is up) has a time, and happens in that order.

use super::locks::{is_locked, set_locked};
use super::{Core, SLICE, costs};
use crate::base::{Nanos, ThreadId};
use crate::python::native::Ctl;
use crate::python::value::{Ref, Value};
use crate::trace::{Event, Text};
use std::collections::VecDeque;

/// What a thread waits for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum On {
    /// The operating system is still making it.
    Birth,
    /// Time alone.
    Sleep,
    /// A lock object.
    Lock(Ref),
    /// A message from another process.
    Channel(u32),
    /// The system that runs on the thread has nothing to do: an event loop in `select`.
    System,
    /// It would go on, but all processors are taken by other processes.
    Processor,
}

/// What a thread does.
#[derive(Clone, Copy, Debug)]
enum State {
    /// It holds the GIL.
    Runs,
    /// It wants the GIL. At `timer` it looks whether anybody got it since it last looked.
    Wants { timer: Nanos, seen: u64 },
    /// Until a time, unless it is woken before. `attempt`: when it will have noticed that its lock was released.
    Blocked { on: On, until: Nanos, attempt: Nanos },
    /// Its place may be taken by a new one.
    Ended,
}

#[derive(Clone, Copy, Debug)]
struct Thread {
    id: ThreadId,
    state: State,
    /// When it came to wait: those that wait for the same are served in this order.
    since: u64,
    /// Its blocking is in the trace.
    told: bool,
    /// When it next runs, its system goes on, not its Python code.
    system: bool,
    /// The processor's time it used before it got the GIL, and when it got it.
    used: Nanos,
    runs_since: Nanos,
    /// It wants the GIL since it woke up, and nobody was preferred to it yet.
    fresh: bool,
    /// Somebody was quicker at the lock it waits for.
    beaten: bool,
}

/// Times in a hundred that a thread which has just woken up gets the GIL before the `waiting` ones that wait for it longer; if it is
/// negative, times in a hundred that it is passed over. At a short switch interval it comes too late for the first turn; at a longer
/// one the others have computed for so long that the operating system prefers it more often than not. Fits what was measured: the
/// lag of a loop beside four threads at intervals of 1, 5 and 20 ms (`s5_loop_lag_asyncio`), and a `/ping` beside eight (`s4`).
fn first_chance(interval: Nanos, waiting: u64) -> i64 {
    let micros = (interval.0 / 1_000).clamp(1_000, 1_000_000) as i64;
    let of_four = 81 - 181_000 / micros;
    if waiting > 4 && of_four > 0 { of_four * 4 / waiting as i64 } else { of_four }
}

/// A number all of whose bits depend on all of `n`'s (the last step of SplitMix64).
fn mixed(n: u64) -> u64 {
    let n = (n ^ (n >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    let n = (n ^ (n >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    n ^ (n >> 31)
}

/// All threads of the process.
#[derive(Clone, Debug)]
pub struct Threads {
    all: Vec<Thread>,
    /// Who holds the GIL.
    holder: Option<usize>,
    /// Who wants it.
    queue: VecDeque<usize>,
    /// How often the GIL went from one thread to another.
    switches: u64,
    /// Who had it last.
    last: usize,
    /// The holder is to give it up.
    asked: bool,
    interval: Nanos,
    order: u64,
    started: u32,
    /// How often chance decided.
    chances: u64,
}

impl Threads {
    /// The main thread alone, running.
    pub fn new() -> Threads {
        let main = Thread {
            id: ThreadId(0),
            state: State::Runs,
            since: 0,
            told: false,
            system: false,
            used: super::time::STARTED,
            runs_since: Nanos::ZERO,
            fresh: false,
            beaten: false,
        };
        Threads {
            all: vec![main],
            holder: Some(0),
            queue: VecDeque::new(),
            switches: 0,
            last: 0,
            asked: false,
            interval: costs::SWITCH_INTERVAL,
            order: 0,
            started: 0,
            chances: 0,
        }
    }

    /// The thread that runs, or ran last: its number in the virtual machine.
    pub fn current(&self) -> usize {
        self.holder.unwrap_or(self.last)
    }

    /// Does any thread run?
    pub fn running(&self) -> bool {
        self.holder.is_some()
    }

    /// Which thread in the trace has this number now.
    pub fn id(&self, thread: usize) -> ThreadId {
        self.all.get(thread).map_or(ThreadId(0), |t| t.id)
    }

    /// The main thread alone of a new process, which the operating system is still making.
    pub fn of_process(id: ThreadId, ready: Nanos, interval: Nanos) -> Threads {
        let mut threads = Threads { holder: None, interval, ..Threads::new() };
        if let Some(main) = threads.all.first_mut() {
            main.id = id;
            main.used = Nanos::ZERO;
            main.state = State::Blocked { on: On::Birth, until: ready, attempt: Nanos::MAX };
        }
        threads
    }

    /// The numbers of those that have not ended, for the trace.
    pub fn living(&self) -> Vec<ThreadId> {
        self.all.iter().filter(|t| !matches!(t.state, State::Ended)).map(|t| t.id).collect()
    }

    /// A thread that waits for a channel will look again then.
    pub fn attempt(&mut self, thread: usize, at: Nanos) {
        if let Some(Thread { state: State::Blocked { on: On::Channel(_), attempt, .. }, .. }) = self.all.get_mut(thread)
        {
            *attempt = at.min(*attempt);
        }
    }

    /// True once a second thread was started.
    pub fn several(&self) -> bool {
        self.started > 0
    }

    /// Threads that have not ended.
    pub fn alive(&self) -> usize {
        self.all.iter().filter(|t| !matches!(t.state, State::Ended)).count()
    }

    /// How long a thread waits for the GIL before it asks for it.
    pub fn interval(&self) -> Nanos {
        self.interval
    }

    /// Sets that time.
    pub fn set_interval(&mut self, interval: Nanos) {
        self.interval = interval;
    }

    /// A place for a new thread: the number of one that has ended, or the next.
    pub fn free_place(&self) -> usize {
        self.all.iter().position(|t| matches!(t.state, State::Ended)).unwrap_or(self.all.len())
    }

    /// A new thread at such a place. It wants the GIL once the operating system has made it.
    pub fn start(&mut self, place: usize, now: Nanos, id: ThreadId) {
        self.started += 1;
        let state = State::Blocked { on: On::Birth, until: now + Nanos(costs::THREAD_START), attempt: Nanos::MAX };
        let thread = Thread {
            id,
            state,
            since: self.next(),
            told: false,
            system: false,
            used: Nanos::ZERO,
            runs_since: now,
            fresh: true,
            beaten: false,
        };
        match self.all.get_mut(place) {
            Some(old) => *old = thread,
            None => self.all.push(thread),
        }
    }

    /// When something next happens to a thread by itself, and to which. At the same time: to the one that came first.
    pub fn next_due(&self) -> Option<(usize, Nanos)> {
        let due = |t: &Thread| match t.state {
            State::Wants { timer, .. } => timer,
            State::Blocked { until, attempt, .. } => until.min(attempt),
            State::Runs | State::Ended => Nanos::MAX,
        };
        let first = self.all.iter().enumerate().min_by_key(|(_, t)| (due(t), t.since))?;
        let at = due(first.1);
        (at != Nanos::MAX).then_some((first.0, at))
    }

    /// Threads that wait and that only another one can wake: the numbers and what for.
    #[inline(never)]
    pub fn stuck(&self) -> Vec<(usize, On)> {
        let stuck = |(i, t): (usize, &Thread)| match t.state {
            State::Blocked { on, until: Nanos::MAX, .. } => Some((i, on)),
            _ => None,
        };
        self.all.iter().enumerate().filter_map(stuck).collect()
    }

    /// The main thread's loop waits and has nothing to do.
    fn main_is_idle(&self) -> bool {
        matches!(self.all.first(), Some(Thread { state: State::Blocked { on: On::System, .. }, .. }))
    }

    /// The thread's system goes on when it runs next; true once.
    pub fn take_system(&mut self, thread: usize) -> bool {
        self.all.get_mut(thread).is_some_and(|t| std::mem::take(&mut t.system))
    }

    fn next(&mut self) -> u64 {
        self.order += 1;
        self.order
    }

    /// The first thread that waits for a lock and has not been told yet that it is free.
    fn first_waiting(&self, lock: Ref) -> Option<usize> {
        let waiting = |t: &&(usize, &Thread)| matches!(t.1.state, State::Blocked { on: On::Lock(l), attempt: Nanos::MAX, .. } if l == lock);
        self.all.iter().enumerate().filter(|t| waiting(&t)).min_by_key(|(_, t)| t.since).map(|(i, _)| i)
    }
}

impl Core {
    /// The thread that runs: its number in the virtual machine.
    #[inline]
    pub fn thread(&self) -> usize {
        self.threads.current()
    }

    /// How long the running thread has used the processor.
    pub fn thread_time(&self) -> Nanos {
        let now = self.now;
        self.threads.all.get(self.thread()).map_or(Nanos::ZERO, |t| t.used + (now - t.runs_since))
    }

    /// The running thread waits, at most until a time, and lets go of the GIL. The trace has it as a blocking call if it has a
    /// label; its line is that of the program.
    pub fn block(&mut self, on: On, until: Nanos, label: Option<Text>) {
        self.block_until(on, until, Nanos::MAX, label);
    }

    /// As [`Core::block`]; it is known when what is waited for will be there.
    pub fn block_until(&mut self, on: On, until: Nanos, attempt: Nanos, label: Option<Text>) {
        if let Some(label) = label {
            let line = self.line();
            self.record(Event::BlockBegan { label, line, until });
        }
        let (i, since) = (self.threads.current(), self.threads.next());
        if let Some(t) = self.threads.all.get_mut(i) {
            t.state = State::Blocked { on, until: until.max(self.now), attempt };
            (t.since, t.told) = (since, label.is_some());
        }
        self.release_gil();
    }

    /// The running thread has come to its end.
    pub fn end_thread(&mut self) {
        let i = self.threads.current();
        self.record(Event::ThreadEnded { thread: self.threads.id(i) });
        if let Some(t) = self.threads.all.get_mut(i) {
            t.state = State::Ended;
        }
        self.release_gil();
    }

    /// Another thread has something for the event loop that waits on a thread, if it does.
    pub fn wake_system(&mut self, thread: usize) {
        let at = self.now + Nanos(costs::WAKE_LOOP);
        if let Some(Thread { state: State::Blocked { on: On::System, until, .. }, .. }) =
            self.threads.all.get_mut(thread)
        {
            *until = at.min(*until);
        }
    }

    /// A lock is free: who waited longest will notice.
    #[inline(never)]
    pub fn wake_lock(&mut self, lock: Ref) {
        let at = self.now + Nanos(costs::WAKE);
        if let Some(i) = self.threads.first_waiting(lock)
            && let Some(Thread { state: State::Blocked { attempt, .. }, since, beaten, .. }) =
                self.threads.all.get_mut(i)
        {
            // Not always after the same time: somebody who takes the lock again and again in a loop would for ever be quicker.
            *attempt = at + Nanos(if *beaten { mixed(*since) % costs::WAKE } else { 0 });
        }
    }

    /// Lets happen what is due by now; the holder of the GIL gives it up if it was asked to.
    pub fn settle(&mut self) {
        loop {
            while let Some((i, due)) = self.threads.next_due()
                && due <= self.now
            {
                self.happens(i, due);
            }
            if !self.threads.asked || self.threads.queue.is_empty() || self.threads.holder.is_none() {
                return;
            }
            self.give_way();
        }
    }

    /// Does any thread want the GIL that another one holds?
    pub fn others_want(&self) -> bool {
        !self.threads.queue.is_empty()
    }

    /// The running thread lets go of the GIL for a moment: if another one wants it, that one gets it.
    #[inline(never)]
    pub fn give_way(&mut self) {
        if let Some(holder) = self.threads.holder
            && !self.threads.queue.is_empty()
        {
            self.release_gil();
            self.wants_gil(holder, self.now);
            // It has just run.
            if let Some(t) = self.threads.all.get_mut(holder) {
                t.fresh = false;
            }
        }
    }

    /// How long the running thread may run before something else happens.
    pub fn until_next(&self, most: u64) -> u64 {
        let next = self.threads.next_due().map_or(u64::MAX, |(_, due)| due.saturating_sub(self.now).0);
        next.min(self.kernel.horizon.saturating_sub(self.now).0).clamp(1, most)
    }

    /// The cost of the work that the running thread may do before the machine looks around.
    pub fn slice(&self) -> u64 {
        if self.threads.several() || self.kernel.several() { self.work(self.until_next(SLICE)) } else { SLICE }
    }

    /// What was due for a thread at a time.
    #[inline(never)]
    fn happens(&mut self, i: usize, due: Nanos) {
        let switches = self.threads.switches;
        let Some(state) = self.threads.all.get(i).map(|t| t.state) else { return };
        match state {
            State::Wants { seen, timer } => {
                self.threads.asked |= seen == switches;
                let timer = timer + self.threads.interval.max(Nanos(1_000));
                self.set(i, State::Wants { seen: switches, timer });
                // It waits anew: behind the others.
                self.threads.queue.retain(|&other| other != i);
                self.threads.queue.push_back(i);
            }
            State::Blocked { on: On::Lock(lock), until, attempt } if attempt == due => {
                if is_locked(&self.vm, lock) {
                    // Somebody was quicker: at the end of the queue again.
                    let since = self.threads.next();
                    self.set(i, State::Blocked { on: On::Lock(lock), until, attempt: Nanos::MAX });
                    if let Some(t) = self.threads.all.get_mut(i) {
                        (t.since, t.beaten) = (since, true);
                    }
                } else {
                    if let Some(t) = self.threads.all.get_mut(i) {
                        t.beaten = false;
                    }
                    set_locked(self, lock, true);
                    self.wakes(i, due, Some(Value::Bool(true)));
                }
            }
            State::Blocked { on: On::Channel(channel), until, attempt } if attempt == due => {
                match self.channel_attempt(channel as usize, i) {
                    Ok(message) => self.wakes(i, due, Some(message)),
                    Err(attempt) => self.set(i, State::Blocked { on: On::Channel(channel), until, attempt }),
                }
            }
            State::Blocked { on, .. } => match on {
                On::Channel(channel) => {
                    self.kernel.gives_up(channel as usize, i, due);
                    self.wakes(i, due, Some(Value::None));
                }
                On::Birth => self.wakes(i, due, None),
                On::Sleep => self.wakes(i, due, Some(Value::None)),
                On::Lock(_) => self.wakes(i, due, Some(Value::Bool(false))),
                On::System if self.kernel.crowded && self.threads.holder.is_none() && self.is_crowded_out(i, due) => {}
                On::System | On::Processor => {
                    if i == 0 {
                        self.pass_frames(due);
                        if self.threads.holder.is_none() {
                            self.recorder.frames().idle(due);
                        }
                    }
                    if let Some(t) = self.threads.all.get_mut(i) {
                        t.system = true;
                    }
                    self.wakes(i, due, None);
                }
            },
            State::Runs | State::Ended => {}
        }
    }

    /// Chance has it that a thread which is to wake up has to wait for a processor first.
    #[inline(never)]
    fn is_crowded_out(&mut self, i: usize, due: Nanos) -> bool {
        let drawn = self.draw();
        let out = drawn % 100 < costs::CROWDED_OUT;
        if out {
            let until = due + Nanos(costs::SLICE_LEAST + (drawn >> 32) % costs::SLICE_LEAST);
            self.set(i, State::Blocked { on: On::Processor, until, attempt: Nanos::MAX });
        }
        out
    }

    /// The run ends while nothing runs.
    pub fn frames_end(&mut self) {
        if self.threads.main_is_idle() {
            let now = self.now;
            self.recorder.frames().idle(now);
        }
    }

    /// Frames of the user interface until now, while the main thread's loop is idle and another thread holds the GIL: each is
    /// served when its loop would have got the GIL.
    fn pass_frames(&mut self, until: Nanos) {
        if self.threads.holder.is_none() || !self.threads.main_is_idle() {
            return;
        }
        let turn = Nanos(self.threads.interval.0.saturating_mul(self.threads.queue.len() as u64 + 1));
        let frames = self.recorder.frames();
        while frames.next_due() + turn <= until {
            let at = frames.next_due() + turn;
            frames.serve(at);
        }
    }

    fn set(&mut self, i: usize, state: State) {
        if let Some(t) = self.threads.all.get_mut(i) {
            t.state = state;
        }
    }

    /// A thread's wait is over; the answer to its call.
    fn wakes(&mut self, i: usize, at: Nanos, answer: Option<Value>) {
        if let Some(v) = answer {
            self.vm.answer(i, Ok(v));
        }
        self.wants_gil(i, at);
    }

    fn wants_gil(&mut self, i: usize, at: Nanos) {
        if self.threads.holder.is_none() && self.threads.queue.is_empty() {
            return self.take_gil(i);
        }
        let since = self.threads.next();
        let state = State::Wants { timer: at + self.threads.interval, seen: self.threads.switches };
        if let Some(t) = self.threads.all.get_mut(i) {
            (t.state, t.since, t.fresh) = (state, since, true);
        }
        self.threads.queue.push_back(i);
        let thread = self.threads.id(i);
        self.record(Event::ThreadReady { thread });
    }

    /// Nobody holds the GIL any more; the first that wants it gets it, after the time that waking up takes.
    fn release_gil(&mut self) {
        self.pass_frames(self.now);
        if self.threads.queue.is_empty() && self.threads.main_is_idle() {
            let now = self.now;
            self.recorder.frames().serve(now);
        }
        self.threads.last = self.threads.current();
        self.threads.holder = None;
        if let Some(t) = self.threads.all.get_mut(self.threads.last) {
            t.used += self.now - t.runs_since;
        }
        let asked = std::mem::take(&mut self.threads.asked);
        let lost = if asked {
            costs::HANDOVER + self.threads.interval.0 * costs::contention(self.threads.queue.len()) / 1000
        } else {
            0
        };
        if let Some(next) = self.next_holder(asked) {
            self.wait_until(self.now + Nanos(costs::WAKE + lost));
            self.take_gil(next);
        }
    }

    /// The next number of chance, by which it is decided what the operating system would.
    fn draw(&mut self) -> u64 {
        self.threads.chances += 1;
        mixed(self.settings.seed.wrapping_add(self.threads.chances.wrapping_mul(0x9e37_79b9_7f4a_7c15)))
    }

    /// Who gets the GIL next: the first in the queue; but where its holder was asked to give it up, chance has a word, as the
    /// operating system decides which waiting thread runs first. One that has just woken up is quicker than the others more often
    /// than not: so the heartbeat of a loop beside four computing threads was measured to wait one interval in the median, but
    /// three in the mean and nine at worst one time in twenty (`s5_loop_lag_asyncio` in `tests/reference/fastapi.json`).
    #[inline(never)]
    fn next_holder(&mut self, asked: bool) -> Option<usize> {
        let count = self.threads.queue.len() as u64;
        let at = if asked && count > 1 {
            let drawn = self.draw();
            let (all, drawn_of_all) = (&self.threads.all, usize::try_from((drawn >> 32) % count).unwrap_or(0));
            let fresh = |at: usize| self.threads.queue.get(at).and_then(|&i| all.get(i)).is_some_and(|t| t.fresh);
            let chance = first_chance(self.threads.interval, count);
            match (0..self.threads.queue.len()).rev().find(|&at| fresh(at)) {
                Some(woken) if ((drawn % 100) as i64) < chance => woken,
                Some(_) if fresh(drawn_of_all) && ((drawn % 100) as i64) < -chance => {
                    (drawn_of_all + 1) % self.threads.queue.len()
                }
                _ => drawn_of_all,
            }
        } else {
            0
        };
        let next = self.threads.queue.remove(at)?;
        for i in self.threads.queue.iter().copied().chain([next]).collect::<Vec<_>>() {
            if let Some(t) = self.threads.all.get_mut(i) {
                t.fresh = false;
            }
        }
        Some(next)
    }

    fn take_gil(&mut self, i: usize) {
        if i != 0 && self.threads.main_is_idle() && self.threads.queue.is_empty() {
            let now = self.now;
            self.recorder.frames().idle(now);
        }
        if i != self.threads.last {
            self.threads.switches += 1;
        }
        self.threads.holder = Some(i);
        self.set(i, State::Runs);
        if let Some(t) = self.threads.all.get_mut(i) {
            t.runs_since = self.now;
        }
        if self.threads.several() || self.kernel.process > 0 {
            let thread = self.threads.id(i);
            self.record(Event::ThreadRuns { thread });
        }
        if self.threads.all.get_mut(i).is_some_and(|t| std::mem::take(&mut t.told)) {
            self.record(Event::BlockEnded);
        }
    }
}

/// What a call that may block answers.
#[derive(Clone, Debug)]
pub enum Reply {
    Answer(Result<Value, Ctl>),
    /// The thread waits; it is answered when it is woken.
    Blocks,
}
