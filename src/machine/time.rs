//! The module `time`: clocks read virtual time, `sleep` blocks the thread. Dates and their texts are ordinary Python.

use super::threads::{On, Reply};
use super::{Core, busy, costs};
use crate::base::{Nanos, TaskId};
use crate::python::builtins::runtime::refuse;
use crate::python::native::{NativeDef, R};
use crate::python::number::to_f64;
use crate::python::value::Value;
use crate::python::vm::{ModuleDef, Vm};
use crate::trace::Event;

const SLEEP: u16 = 1;
const CLOCK: u16 = 2;
const CLOCK_NS: u16 = 3;
const EPOCH_CLOCK: u16 = 4;
const EPOCH_CLOCK_NS: u16 = 5;
const CPU_CLOCK: u16 = 6;
const CPU_CLOCK_NS: u16 = 7;
const THREAD_CLOCK: u16 = 8;
const THREAD_CLOCK_NS: u16 = 9;
/// A system call that does not wait: `send` and its like. A thread that wants the GIL gets it meanwhile.
pub const SYSTEM_CALL: u16 = 10;
/// Reading a file of the computer that Python itself needs.
const READ_FILE: u16 = 11;

/// What `time.time()` says when a run starts: 2025-01-01 00:00:00 UTC. Fixed, so that runs are the same every day.
const EPOCH: Nanos = Nanos(1_735_689_600_000_000_000);

/// What `time.monotonic()` says when a run starts: the simulated computer was switched on this long before. Not zero, so that
/// programs whose "never" is time 0.0 see a long time since then, as they do on a real one.
pub const UPTIME: Nanos = Nanos(10_000_000_000_000);

/// What `time.process_time()` says when a run starts: what starting Python took.
pub const STARTED: Nanos = Nanos(15_000_000);

/// Floats cannot tell times nearer than this apart: seconds since 1970 have 53 bits.
const ROUNDING: Nanos = Nanos(1_000);

static FUNCTIONS: &[NativeDef] = &[
    NativeDef::external("sleep", 1, 1, SLEEP).of("time"),
    NativeDef::external("perf_counter", 0, 0, CLOCK).of("time"),
    NativeDef::external("monotonic", 0, 0, CLOCK).of("time"),
    NativeDef::external("process_time", 0, 0, CPU_CLOCK).of("time"),
    NativeDef::external("thread_time", 0, 0, THREAD_CLOCK).of("time"),
    NativeDef::external("perf_counter_ns", 0, 0, CLOCK_NS).of("time"),
    NativeDef::external("monotonic_ns", 0, 0, CLOCK_NS).of("time"),
    NativeDef::external("process_time_ns", 0, 0, CPU_CLOCK_NS).of("time"),
    NativeDef::external("thread_time_ns", 0, 0, THREAD_CLOCK_NS).of("time"),
    NativeDef::external("time", 0, 0, EPOCH_CLOCK).of("time"),
    NativeDef::external("time_ns", 0, 0, EPOCH_CLOCK_NS).of("time"),
    NativeDef::external("_read_file", 0, 0, READ_FILE),
    NativeDef::function("_refuse", 1, 1, refuse),
];

/// Makes the module known.
pub fn install(vm: &mut Vm) {
    let source = Some(include_str!("time.py"));
    vm.define_module(ModuleDef { name: "time", natives: FUNCTIONS, source, setup: None });
}

/// Answers a call of the thread; `task` is the task whose code it runs.
pub fn call(core: &mut Core, id: u16, task: TaskId) -> Reply {
    let whole = matches!(id, CLOCK_NS | EPOCH_CLOCK_NS | CPU_CLOCK_NS | THREAD_CLOCK_NS);
    if id == SLEEP {
        return sleep(core, task).map_or_else(|ctl| Reply::Answer(Err(ctl)), |()| Reply::Blocks);
    }
    if id == SYSTEM_CALL {
        return if core.others_want() {
            core.block(On::Sleep, core.now, None);
            Reply::Blocks
        } else {
            Reply::Answer(Ok(Value::None))
        };
    }
    if id == READ_FILE {
        core.block(On::Sleep, core.now + Nanos(costs::READ_FILE), None);
        return Reply::Blocks;
    }
    core.spend(costs::CLOCK);
    if core.skip_busy_waits {
        skip_busy_wait(core, id, whole);
    }
    Reply::Answer(Ok(clock(shows(core, id), whole)))
}

/// What a clock shows now.
fn shows(core: &Core, id: u16) -> Nanos {
    match id {
        CLOCK | CLOCK_NS => UPTIME + core.now,
        EPOCH_CLOCK | EPOCH_CLOCK_NS => EPOCH + core.now,
        THREAD_CLOCK | THREAD_CLOCK_NS => core.thread_time(),
        _ => (STARTED + core.now).saturating_sub(core.waited),
    }
}

fn clock(shows: Nanos, whole: bool) -> Value {
    if whole { Value::Int(shows.0 as i64) } else { Value::Float(shows.as_secs_f64()) }
}

/// If the thread waits by reading this clock again and again, goes on to shortly before it is enough.
fn skip_busy_wait(core: &mut Core, id: u16, whole: bool) {
    let (shown, thread) = (shows(core, id), core.thread());
    let Some(wait) = busy::recognise(&mut core.vm, thread, id, shown, whole) else { return };
    let round = core.stretch(wait.cost + costs::CLOCK);
    let left = wait.end.saturating_sub(shown + ROUNDING).0 / round;
    let time_left = core.settings.max_time.saturating_sub(core.now).0 / round;
    let instructions_left = core.settings.max_instructions.saturating_sub(core.instructions) / wait.instructions;
    // The last rounds are simulated: they set what the loop leaves behind, and end the run if it has to end.
    let undisturbed = core.until_next(u64::MAX) / round;
    let rounds = left.min(time_left).min(instructions_left).min(undisturbed).saturating_sub(2);
    core.spend(rounds * (wait.cost + costs::CLOCK));
    core.instructions += rounds * wait.instructions;
    wait.count(&mut core.vm, thread, rounds);
}

fn sleep(core: &mut Core, task: TaskId) -> R<()> {
    let v = core.vm.extern_args.first().copied().unwrap_or_default();
    let Some(s) = to_f64(&core.vm, v) else {
        let text = format!("'{}' object cannot be interpreted as an integer", core.vm.type_name(v));
        return Err(core.vm.type_error(text));
    };
    if s.is_nan() {
        return Err(core.vm.value_error("Invalid value NaN (not a number)"));
    }
    if s < 0.0 {
        return Err(core.vm.value_error("sleep length must be non-negative"));
    }
    core.spend(costs::BLOCKING_CALL);
    let length = Nanos::from_secs_f64(s);
    core.record(Event::SleepRequested { length, blocking: true, task });
    let label = core.recorder.text("time.sleep");
    let late = Nanos(if length == Nanos::ZERO { 0 } else { costs::TIMER_LATE });
    core.block(On::Sleep, core.now + length + late, Some(label));
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn clocks_count_seconds() {
        assert!(matches!(clock(Nanos(1_500_000_000), false), Value::Float(f) if f == 1.5));
        assert!(matches!(clock(Nanos(7), true), Value::Int(7)));
    }
}
