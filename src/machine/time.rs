//! The module `time`: clocks read virtual time, `sleep` blocks the thread.

use super::{Core, costs};
use crate::base::Nanos;
use crate::python::native::{NativeDef, R};
use crate::python::value::Value;
use crate::python::vm::{ModuleDef, Vm};
use crate::trace::Event;

const SLEEP: u16 = 1;
const CLOCK: u16 = 2;
const CLOCK_NS: u16 = 3;
const EPOCH_CLOCK: u16 = 4;
const EPOCH_CLOCK_NS: u16 = 5;

/// What `time.time()` says when a run starts: 2025-01-01 00:00:00 UTC. Fixed, so that runs are the same every day.
const EPOCH: u64 = 1_735_689_600_000_000_000;

static FUNCTIONS: &[NativeDef] = &[
    NativeDef::external("sleep", 1, 1, SLEEP).of("time"),
    NativeDef::external("perf_counter", 0, 0, CLOCK).of("time"),
    NativeDef::external("monotonic", 0, 0, CLOCK).of("time"),
    NativeDef::external("process_time", 0, 0, CLOCK).of("time"),
    NativeDef::external("thread_time", 0, 0, CLOCK).of("time"),
    NativeDef::external("perf_counter_ns", 0, 0, CLOCK_NS).of("time"),
    NativeDef::external("monotonic_ns", 0, 0, CLOCK_NS).of("time"),
    NativeDef::external("time", 0, 0, EPOCH_CLOCK).of("time"),
    NativeDef::external("time_ns", 0, 0, EPOCH_CLOCK_NS).of("time"),
];

/// Makes the module known.
pub fn install(vm: &mut Vm) {
    vm.define_module(ModuleDef { name: "time", natives: FUNCTIONS, source: None, setup: None });
}

/// Answers a call.
pub fn call(core: &mut Core, id: u16) -> R {
    match id {
        SLEEP => sleep(core),
        CLOCK | CLOCK_NS => {
            core.now += Nanos(costs::CLOCK);
            Ok(clock(core.now.0, id == CLOCK_NS))
        }
        _ => {
            core.now += Nanos(costs::CLOCK);
            Ok(clock(EPOCH + core.now.0, id == EPOCH_CLOCK_NS))
        }
    }
}

fn clock(ns: u64, whole: bool) -> Value {
    if whole { Value::Int(ns as i64) } else { Value::Float(ns as f64 / 1e9) }
}

/// A number of seconds given by a program.
pub fn seconds(vm: &mut Vm, v: Value) -> R<f64> {
    match crate::python::number::to_f64(vm, v) {
        Some(s) => Ok(s),
        None => {
            let text = format!("'{}' object cannot be interpreted as an integer", vm.type_name(v));
            Err(vm.type_error(text))
        }
    }
}

fn sleep(core: &mut Core) -> R {
    let v = core.vm.extern_args.first().copied().unwrap_or_default();
    let s = seconds(&mut core.vm, v)?;
    if s.is_nan() {
        return Err(core.vm.value_error("Invalid value NaN (not a number)"));
    }
    if s < 0.0 {
        return Err(core.vm.value_error("sleep length must be non-negative"));
    }
    core.now += Nanos(costs::BLOCKING_CALL);
    let length = Nanos::from_secs_f64(s);
    core.record(Event::SleepRequested { length, blocking: true, task: Default::default() });
    core.block_until("time.sleep", core.now + length);
    Ok(Value::None)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn clocks_count_seconds() {
        assert!(matches!(clock(1_500_000_000, false), Value::Float(f) if f == 1.5));
        assert!(matches!(clock(7, true), Value::Int(7)));
    }
}
