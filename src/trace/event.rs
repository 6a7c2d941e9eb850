//! The vocabulary of events. Small copies: text is a number in the recorder's table.

use crate::base::{Nanos, TaskId, ThreadId};

/// A text in the trace's table; 0 is the empty one.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize)]
pub struct Text(pub u32);

/// What a task is called: `Task-n`, by the number that asyncio gave it (a million such names need no table), or a name of its
/// own. One word, as there are many events.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, serde::Serialize)]
pub struct TaskName(u32);

impl TaskName {
    const OWN: u32 = 1 << 31;

    /// `Task-n`.
    pub fn numbered(n: u32) -> TaskName {
        TaskName(n & !TaskName::OWN)
    }

    /// A name of its own.
    pub fn given(name: Text) -> TaskName {
        TaskName(name.0 | TaskName::OWN)
    }

    /// Its own name, or the number.
    pub fn own(self) -> Result<Text, u32> {
        if self.0 & TaskName::OWN == 0 { Err(self.0) } else { Ok(Text(self.0 & !TaskName::OWN)) }
    }
}

/// What a task waits on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, serde::Serialize)]
pub enum Wait {
    /// `asyncio.sleep` or another timer.
    Timer,
    /// A future that nothing more is known of.
    Future,
    /// Another task.
    Task,
    /// `gather`, `wait`, a task group: several tasks.
    Group,
    /// A lock, event, condition, semaphore or barrier.
    Lock,
    /// An item of a queue, or room in one.
    Queue,
    /// A call in a thread or process pool.
    Executor,
}

/// How a task ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, serde::Serialize)]
pub enum Finish {
    Result,
    Raised,
    Cancelled,
}

/// How a run ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, serde::Serialize)]
pub enum Outcome {
    /// The program came to its end.
    Finished,
    /// An uncaught exception.
    Raised,
    /// `SystemExit`.
    Exited,
    /// A budget was used up.
    Limit,
    /// Everything waits and nothing can wake it.
    Deadlock,
    /// Something the simulator does not support.
    Unsupported,
}

/// Where text was printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, serde::Serialize)]
pub enum Stream {
    Stdout,
    Stderr,
}

/// Something that happened. Lines are 1-based lines of the program; 0 where there is none.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Event {
    /// An event loop starts or ends running.
    LoopStarted,
    LoopEnded,
    /// The loop begins an iteration with so many handles ready and timers pending.
    Iteration {
        ready: u32,
        timers: u32,
    },
    /// Nothing is ready: the loop sleeps until then ([`Nanos::MAX`]: until something from outside).
    Idle {
        until: Nanos,
    },
    TaskCreated {
        task: TaskId,
        name: TaskName,
        coroutine: Text,
        parent: TaskId,
        line: u32,
    },
    /// The task begins a step: its coroutine runs.
    TaskStep {
        task: TaskId,
    },
    /// The step ends: it waits. `label` names what (`Lock`, a task's name, `gather of 3`), `until` is a timer's deadline.
    TaskSuspended {
        task: TaskId,
        wait: Wait,
        label: Text,
        line: u32,
        until: Nanos,
    },
    /// The step ends: it only gave way (`sleep(0)`) and is ready again.
    TaskYielded {
        task: TaskId,
        line: u32,
    },
    /// What it waited for is there; its next step is in the ready queue. `by` is the task that did it (0: a timer or the loop).
    TaskWoken {
        task: TaskId,
        by: TaskId,
    },
    TaskFinished {
        task: TaskId,
        how: Finish,
    },
    /// A plain callback runs.
    CallbackBegan {
        label: Text,
        line: u32,
    },
    CallbackEnded,
    /// A thread was started. The program's main one, number 0, is there from the beginning.
    ThreadStarted {
        thread: ThreadId,
        name: Text,
        line: u32,
    },
    /// The thread has the GIL from now on: what follows happens on it. Programs with one thread have no such events.
    ThreadRuns {
        thread: ThreadId,
    },
    /// A process was started; this is its main thread.
    ProcessStarted {
        thread: ThreadId,
        name: Text,
        /// What it does until it runs.
        label: Text,
        line: u32,
    },
    /// Another worker of a server, with a loop of its own: this is its main thread, and it runs.
    WorkerStarted {
        thread: ThreadId,
        name: Text,
    },
    /// What follows happens on this thread, of another process than what came before.
    ThreadContinues {
        thread: ThreadId,
    },
    /// What the thread waited for is there, or it gave the GIL up: it wants the GIL.
    ThreadReady {
        thread: ThreadId,
    },
    ThreadEnded {
        thread: ThreadId,
    },
    /// The running thread blocks in a call (`time.sleep`). Another may run meanwhile; it ends when it runs again.
    BlockBegan {
        label: Text,
        line: u32,
        until: Nanos,
    },
    BlockEnded,
    /// A sleep of this length was asked for, blocking or awaited.
    SleepRequested {
        length: Nanos,
        blocking: bool,
        task: TaskId,
    },
    /// A `gather`, `wait` or task group begins, with this many members to be named by [`Event::GroupMember`].
    GroupBegan {
        group: u32,
        label: Text,
        owner: TaskId,
        line: u32,
    },
    GroupMember {
        group: u32,
        task: TaskId,
    },
    GroupEnded {
        group: u32,
    },
    /// Text was written: bytes of the console from `start`.
    Output {
        stream: Stream,
        start: u32,
        len: u32,
    },
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn events_are_small() {
        assert_eq!(size_of::<Event>(), 24);
        assert_eq!(TaskName::numbered(7).own(), Err(7));
        assert_eq!(TaskName::given(Text(3)).own(), Ok(Text(3)));
    }
}
