//! A small trace made by hand, for tests: `main` gathers `photo` (1.0 s) and `film` (1.5 s), awaited.

use crate::base::{Nanos, TaskId};
use crate::trace::{Event, Finish, Outcome, Recorder, Stream, TaskName, Trace, Wait};

const MAIN: TaskId = TaskId(1);
const PHOTO: TaskId = TaskId(2);
const FILM: TaskId = TaskId(3);

fn ms(ms: u64) -> Nanos {
    Nanos::from_millis(ms)
}

fn create(recorder: &mut Recorder, task: TaskId, coroutine: &str, line: u32) {
    let (name, coroutine) = (TaskName::Default(task.0), recorder.text(coroutine));
    let parent = if task == MAIN { TaskId(0) } else { MAIN };
    recorder.record(Nanos::ZERO, Event::TaskCreated { task, name, coroutine, parent, line });
}

/// A task steps at `at` and sleeps until `until`.
fn sleep(recorder: &mut Recorder, task: TaskId, at: Nanos, until: Nanos, line: u32) {
    recorder.record(at, Event::TaskStep { task });
    let label = recorder.text("sleep");
    recorder.record(at, Event::SleepRequested { length: until - at, blocking: false, task });
    recorder.record(at + ms(1), Event::TaskSuspended { task, wait: Wait::Timer, label, line, until });
}

fn finish(recorder: &mut Recorder, task: TaskId, at: Nanos, text: &str) {
    recorder.record(at, Event::Iteration { ready: 1, timers: 0 });
    recorder.frames().serve(at);
    recorder.record(at, Event::TaskWoken { task, by: TaskId(0) });
    recorder.record(at, Event::TaskStep { task });
    recorder.output(at, Stream::Stdout, text);
    recorder.record(at + ms(1), Event::TaskFinished { task, how: Finish::Result });
}

fn idle(recorder: &mut Recorder, from: u64, until: u64) {
    recorder.record(ms(from), Event::Idle { until: ms(until) });
    recorder.frames().idle(ms(until));
}

/// The trace; ends at 1.502 s.
pub(super) fn trace() -> Trace {
    let mut recorder = Recorder::default();
    recorder.record(Nanos::ZERO, Event::LoopStarted);
    create(&mut recorder, MAIN, "main", 9);
    recorder.record(Nanos::ZERO, Event::Iteration { ready: 1, timers: 0 });
    recorder.frames().serve(Nanos::ZERO);
    recorder.record(Nanos::ZERO, Event::TaskStep { task: MAIN });
    create(&mut recorder, PHOTO, "photo", 3);
    create(&mut recorder, FILM, "film", 6);
    let (group, label) = (recorder.group(), recorder.text("gather of 2"));
    recorder.record(Nanos::ZERO, Event::GroupBegan { group, label, owner: MAIN, line: 10 });
    for task in [PHOTO, FILM] {
        recorder.record(Nanos::ZERO, Event::GroupMember { group, task });
    }
    recorder.record(ms(1), Event::TaskSuspended { task: MAIN, wait: Wait::Group, label, line: 10, until: Nanos::MAX });
    recorder.record(ms(1), Event::Iteration { ready: 2, timers: 0 });
    sleep(&mut recorder, PHOTO, ms(1), ms(1_000), 4);
    sleep(&mut recorder, FILM, ms(2), ms(1_500), 7);
    idle(&mut recorder, 3, 1_000);
    finish(&mut recorder, PHOTO, ms(1_000), "photo\n");
    idle(&mut recorder, 1_001, 1_500);
    finish(&mut recorder, FILM, ms(1_500), "film\n");
    recorder.record(ms(1_501), Event::GroupEnded { group });
    recorder.record(ms(1_501), Event::TaskWoken { task: MAIN, by: FILM });
    recorder.record(ms(1_501), Event::TaskStep { task: MAIN });
    recorder.record(ms(1_502), Event::TaskFinished { task: MAIN, how: Finish::Result });
    recorder.record(ms(1_502), Event::LoopEnded);
    recorder.frames().end(ms(1_502));
    recorder.finish(ms(1_502), Outcome::Finished, 1_234)
}
