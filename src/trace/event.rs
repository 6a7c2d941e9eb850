//! The vocabulary of events. Small copies: text is a number in the recorder's table.

use crate::base::{Nanos, TaskId};

/// A text in the trace's table; 0 is the empty one.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize)]
pub struct Text(pub u32);

/// What a task is called.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, serde::Serialize)]
pub enum TaskName {
    /// `Task-n`: the number that asyncio gave it. A million such names need no table.
    Default(u32),
    /// A name of its own.
    Given(Text),
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
    /// The thread blocks in a call (`time.sleep`).
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
