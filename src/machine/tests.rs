//! Machines as a whole: slices, clones, threads, deadlocks.

use super::{End, Machine, Settings, Status};
use crate::asyncio::{self, Runtime};
use crate::python::compiler::{CompileOptions, compile};
use crate::syntax;
use crate::trace::{Lanes, State, Trace};

fn machine(source: &str) -> Machine<Runtime> {
    let parsed = syntax::parse(source);
    let module = compile(&parsed.module, source, &CompileOptions::default()).unwrap();
    Machine::new(module, "program.py", source, Settings::default(), asyncio::install).unwrap()
}

/// The trace, how it ended, and what was printed.
fn run(source: &str, slice: u64) -> (Trace, End, String) {
    let mut machine = machine(source);
    while machine.run(slice) == Status::Running {}
    let end = machine.end().cloned().unwrap();
    let trace = machine.into_trace();
    let printed = trace.console().to_string();
    (trace, end, printed)
}

/// Two threads that compute, a loop that beats, locks, queues, a pool.
const BUSY: &str = "\
import asyncio, queue, threading, time
from concurrent.futures import ThreadPoolExecutor
total, lock, q = 0, threading.Lock(), queue.Queue(2)
def add(n):
    global total
    for i in range(n):
        with lock:
            total += 1
def feed():
    for i in range(5):
        q.put(i)
async def beat():
    for i in range(5):
        await asyncio.sleep(0.004)
async def main():
    loop = asyncio.get_running_loop()
    with ThreadPoolExecutor(3) as pool:
        jobs = [loop.run_in_executor(pool, add, 20000) for _ in range(2)]
        await asyncio.gather(beat(), *jobs)
    await asyncio.to_thread(time.sleep, 0.01)
threading.Thread(target=feed).start()
asyncio.run(main())
print(total, [q.get() for _ in range(5)])
";

#[test]
fn a_run_in_slices_is_the_same_run() {
    let (whole, end, printed) = run(BUSY, u64::MAX);
    assert_eq!((end, printed.as_str()), (End::Finished, "40000 [0, 1, 2, 3, 4]\n"));
    for slice in [1, 77, 10_000] {
        assert_eq!(run(BUSY, slice).0.hash(), whole.hash(), "slices of {slice}");
    }
}

#[test]
fn a_clone_goes_on_as_the_original_does() {
    let mut original = machine(BUSY);
    let mut hashes = Vec::new();
    while original.run(50_000) == Status::Running {
        let mut clone = original.clone();
        while clone.run(u64::MAX) == Status::Running {}
        hashes.push(clone.into_trace().hash());
    }
    let hash = original.into_trace().hash();
    assert!(hashes.len() > 3 && hashes.iter().all(|h| *h == hash), "{hashes:?} {hash}");
}

#[test]
fn threads_that_compute_take_turns() {
    let source = "import threading\ndef count(n):\n    for i in range(n):\n        pass\n\
                  ts = [threading.Thread(target=count, args=(1_000_000,)) for _ in range(2)]\n\
                  [t.start() for t in ts]\n[t.join() for t in ts]\n";
    let (trace, ..) = run(source, u64::MAX);
    let lanes = Lanes::of(&trace);
    assert_eq!(
        lanes.threads.iter().map(|l| l.name.as_str()).collect::<Vec<_>>(),
        ["Thread-1 (count)", "Thread-2 (count)"]
    );
    assert_eq!(lanes.row(2).map(|l| &l.name), lanes.threads.get(1).map(|l| &l.name));
    for lane in &lanes.threads {
        let running: Vec<u64> =
            lane.spans.iter().filter(|s| s.state == State::Running).map(|s| (s.end - s.start).0 / 100_000).collect();
        // Turns of the switch interval and what changing over loses, but for the first and the last; of two where a third thread
        // came in between.
        let middle = &running[1..running.len() - 1];
        assert!(
            middle.len() >= 2 && middle.iter().all(|turn| (50..=54).contains(turn) || (99..=107).contains(turn)),
            "{}: {running:?}",
            lane.name
        );
    }
}

#[test]
fn threads_that_wait_for_each_other_are_a_deadlock() {
    let source = "import threading, time\na, b = threading.Lock(), threading.Lock()\ndef other():\n    with b:\n        \
                  time.sleep(0.1)\n        with a:\n            pass\nt = threading.Thread(target=other)\nt.start()\n\
                  with a:\n    time.sleep(0.1)\n    with b:\n        pass\n";
    let (_, end, _) = run(source, u64::MAX);
    let text = end.message().unwrap();
    assert!(text.contains("line 12") && text.contains("line 6"), "{text}");
    let (_, end, _) = run("import threading\nthreading.Event().wait()\n", u64::MAX);
    assert!(matches!(end, End::Deadlock(_)));
}

#[test]
fn time_in_threads() {
    let source = "import threading, time\ndef f():\n    for i in range(1_000_000): pass\n    times.append(time.thread_time())\n\
                  times = []\nt = threading.Thread(target=f)\nt.start()\nt.join()\ntime.sleep(1)\n\
                  print(0.01 < times[0] < 0.03, time.process_time() > times[0] > time.thread_time() - 0.02)\n";
    assert_eq!(run(source, u64::MAX).2, "True True\n");
}

#[test]
fn frames_wait_for_the_gil() {
    let source = |k: u32| {
        format!(
            "import asyncio\ndef cpu():\n    for i in range(10_000_000): pass\nasync def main():\n    \
             await asyncio.gather(*[asyncio.to_thread(cpu) for _ in range({k})])\nasyncio.run(main())\n"
        )
    };
    let lost = |k| {
        let (trace, ..) = run(&source(k), u64::MAX);
        trace.frames().lost() * 100 / trace.frames().total()
    };
    // One thread: each frame waits a turn, which is shorter than a frame. Six: longer.
    assert_eq!(lost(1), 0);
    assert!((40..70).contains(&lost(6)), "{}", lost(6));
}

/// Processes that compute, and tell their parent.
fn processes(count: usize, rounds: usize) -> String {
    format!(
        "\
from _multiprocessing import _channel, _fork, _put, _take
import time
total, answers = 0, _channel()
def work(n):
    global total
    for i in range(n):
        total += 1
    _put(answers, str(total).encode(), 0)
    return 3
began = time.perf_counter()
started = [_fork(work, ({rounds},), f'P{{i}}', 0) for i in range({count})]
came = [_take(answers, None, None) for _ in started]
ends = [_take(end, None, None) for _, end in started]
print(total, set(came), set(ends))
"
    )
}

#[test]
fn processes_share_processors_and_nothing_else() {
    let ends = |count| {
        let (trace, end, printed) = run(&processes(count, 500_000), u64::MAX);
        assert_eq!((end, printed.as_str()), (End::Finished, "0 {b'500000'} {b'3'}\n"));
        assert_eq!(Lanes::of(&trace).threads.len(), count);
        trace.end.0 as f64
    };
    // Four processors on two cores: a little longer than one, or twice that; starting them takes its time, too.
    let one = ends(1);
    assert!((1.15..1.4).contains(&(ends(4) / one)), "{}", ends(4) / one);
    assert!((2.3..2.7).contains(&(ends(8) / one)), "{}", ends(8) / one);
}

#[test]
fn a_run_of_processes_in_slices_is_the_same_run() {
    let source = processes(6, 20_000);
    let (whole, ..) = run(&source, u64::MAX);
    let times: Vec<_> = whole.events().map(|(at, _)| at).collect();
    assert!(times.is_sorted());
    for slice in [1, 77, 10_000] {
        assert_eq!(run(&source, slice).0.hash(), whole.hash(), "slices of {slice}");
    }
}
