//! What things cost in virtual time: one table. Unit: nanoseconds of CPython 3.13.0 on the reference machine (2 cores, no PGO),
//! measured with loops of 20 000 and 200 000 rounds, the best of several.
//!
//! Anchor of the instructions: `for i in range(n): x += i` in a function takes 38 ns a round; our three instructions for it
//! (`ForIter`, `Inplace`, `Jump`) add up to that. Anchors of asyncio: a switch by `await asyncio.sleep(0)` among many tasks
//! takes about 1 µs, creating a task and running it to its end about 4 µs.

use crate::base::Nanos;
use crate::python::vm::OpCosts;

/// Costs of instructions.
pub const OPS: OpCosts = OpCosts {
    simple: 3,
    name: 5,
    attr: 10,
    item: 14,
    arith: 16,
    jump: 6,
    build: 25,
    iter: 16,
    call: 45,
    suspend: 60,
    except: 90,
};

/// What an instruction costs on average in ordinary programs.
pub const TYPICAL: u64 = 12;
/// Reading a clock: `time.perf_counter()` takes 45 ns more than calling an empty function.
pub const CLOCK: u64 = 40;
/// A blocking call beside the time it blocks: `time.sleep(0)` takes 1 µs.
pub const BLOCKING_CALL: u64 = 1_000;

/// How much later than asked somebody who waited for a time goes on: Linux lets timers be late by 50 µs, and waking up takes its time
/// too (`time.sleep(0.05)` takes 120 µs longer, `time.sleep(1)` 150 to 250). What counts is that many short sleeps take longer than
/// one long one.
pub const TIMER_LATE: u64 = 120_000;
/// The same for `select`, whose timers Linux lets be late by a thousandth of the wait: `asyncio.sleep` of 0.05, 0.2, 0.5 and 1 s takes
/// 0.28, 0.48, 0.79 and 1.28 ms longer, what is rounded up to whole milliseconds included.
pub fn select_late(wait: Nanos) -> u64 {
    200_000 + (wait.0 / 1_000).clamp(50_000, 100_000_000)
}

/// Importing what reads a program's text and reading it, for the line of the first warning; the GIL is let go meanwhile.
pub const READ_FILE: u64 = 2_000_000;

/// One pass of the event loop beside its handles (`_run_once`, `select`): the difference between a switch of one task alone and of
/// one among a thousand.
pub const ITERATION: u64 = 1_200;
/// Taking a handle from the ready queue and running it, beside what it runs: `call_soon` of an empty function, run to its end, less
/// [`CALL_SOON`] and the function.
pub const HANDLE: u64 = 150;
/// Putting a handle into the ready queue.
pub const CALL_SOON: u64 = 250;
/// `call_later`: making a timer and finding its place in the heap.
pub const CALL_LATER: u64 = 1_000;
/// Moving a timer that is due to the ready queue.
pub const TIMER_DUE: u64 = 400;
/// Making a future.
pub const FUTURE: u64 = 200;
/// Giving a future its result, beside scheduling its callbacks.
pub const FUTURE_DONE: u64 = 150;
/// Making a task, its first step scheduled.
pub const TASK: u64 = 1_600;
/// A step of a task beside its own code.
pub const STEP: u64 = 300;
/// Waiting for a future: noting who is to be woken.
pub const WAIT: u64 = 150;
/// A task's end, beside its callbacks.
pub const TASK_END: u64 = 600;
/// Cancelling a task, future or handle.
pub const CANCEL: u64 = 200;

/// How long a thread waits for the GIL before it asks for it (`sys.getswitchinterval()`).
pub const SWITCH_INTERVAL: Nanos = Nanos(5_000_000);
/// From waking a thread to its running: handing a lock back and forth takes 28 µs a switch, of which about 3 are Python's own.
pub const WAKE: u64 = 25_000;
/// What threads that compute lose to each other, in thousandths of the switch interval at each switch that was asked for, by how many
/// wait for the GIL: 4 loops in 4 threads take 1.14 times as long as one after the other, 10 take 1.22 times, 40 take 1.3 to 1.36
/// times (measured; 70 for each doubling fits).
pub fn contention(waiting: usize) -> u64 {
    let threads = waiting as u64 + 1;
    let doublings = u64::from(threads.ilog2());
    let part = ((threads - (1 << doublings)) * 1000) >> doublings;
    70 * (1000 * doublings + part) / 1000
}
/// Asking the operating system for a thread, for who asks.
pub const SPAWN: u64 = 15_000;
/// Until it runs: starting a thread and joining it takes 78 µs, with two wake-ups in it.
pub const THREAD_START: u64 = 35_000;
/// From `call_soon_threadsafe` to the loop's waking up, through a socket and `select`: a round trip by `to_thread` takes 114 µs,
/// of which waking the pool's thread is [`WAKE`] and Python's own code about 10.
pub const WAKE_LOOP: u64 = 75_000;
/// `fork`, for who calls it: `Process.start()` returns after 290 to 380 µs.
pub const FORK: u64 = 280_000;
/// The same while processes forked before are there: pages that they share have to be copied. The first `submit` to pools of 1, 2, 4
/// and 8 processes takes 2.0, 3.1, 5.9 and 12 ms.
pub const FORK_AGAIN: u64 = 1_100_000;
/// From then until the new process runs: it is there 1.06 ms after `start()` was called.
pub const PROCESS_START: u64 = 750_000;
/// From a process' end until others see it: starting a process and joining it takes 1.36 ms.
pub const PROCESS_END: u64 = 250_000;
/// From sending a message to another process to its running: a call in a pool of processes takes 222 µs there and back, and 286 µs with
/// `run_in_executor` (`s7_micro_costs`); two of the wake-ups in it are those of threads.
pub const WAKE_PROCESS: u64 = 60_000;
/// Writing a message into a pipe or reading it, beside waking who waits: a round trip through two pipes takes 13 µs where nobody has to
/// be woken on another processor.
pub const MESSAGE: u64 = 3_000;
/// Writing it where somebody has to be woken: `submit` to a pool of processes takes 18 µs, the first one 40.
pub const MESSAGE_WAKES: u64 = 10_000;
/// Each KiB of a message, on each side: 1 MB there and back takes 1.9 ms, 10 MB 29 ms, of which pickling has 16.
pub const MESSAGE_KILOBYTE: u64 = 150;
/// What two processors lose that share a core, in thousandths, as those that an operating system counts mostly do: two processes that
/// compute on the two processors of the reference machine take 1.2 times as long as alone (`s5_speed_and_syscalls`: 4 loops in 2
/// processes 0.60 of the time of one after the other; `s2`, `/async/cpu-process` N=10: 3.00 s instead of 2.5 s).
const SHARED_CORE: u64 = 200;
/// How much longer work takes, in thousandths, while so many processes want a processor.
pub fn slowdown(wanted: u64, processors: u64) -> u64 {
    let processors = processors.max(1);
    let busy = wanted.min(processors).max(1);
    // Each has a core of its own as long as there are enough.
    let pairs = busy - busy.min(processors.div_ceil(2));
    let slower = 1000 + 2 * pairs * SHARED_CORE / busy;
    if wanted > processors { slower * wanted / processors } else { slower }
}
/// A process that wakes up while all processors are taken mostly gets one at once, as it has slept. In so many of a hundred times the
/// others' slice has to end first, between [`SLICE_LEAST`] and twice that: a `/ping` every 20 ms beside a full pool of processes
/// takes 0.6 ms in the median, but 4.9 to 5.8 ms one time in twenty (`s4`, `/async/cpu-process`).
pub const CROWDED_OUT: u64 = 12;
pub const SLICE_LEAST: u64 = 3_000_000;
/// What asking for the GIL and getting it takes beside [`WAKE`]: at a switch interval of 1 ms a loop beside one thread that computes
/// is 1.2 ms later than beside none.
pub const HANDOVER: u64 = 60_000;
/// More processes than this are not simulated.
pub const PROCESSES_MAX: usize = 128;
/// More threads than this do not start.
pub const THREADS_MAX: usize = 4_000;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn processes_slow_each_other_down_when_cores_or_processors_are_short() {
        let four = [1, 2, 3, 4, 8].map(|wanted| slowdown(wanted, 4));
        assert_eq!(four, [1000, 1000, 1133, 1200, 2400]);
        assert_eq!([1, 2, 4].map(|wanted| slowdown(wanted, 2)), [1000, 1200, 2400]);
        assert_eq!([1, 3].map(|wanted| slowdown(wanted, 1)), [1000, 3000]);
    }
}
