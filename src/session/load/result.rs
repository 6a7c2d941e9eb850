//! What came of a load, as it is shown: numbers against those of the load before, pictures, and a row to compare it by.

use super::answers::{LoadNumbers, REQUEST_BYTES, Reply, Share, THREAD_BYTES};
use super::picture::{Bars, Histogram, request_lanes};
use super::plan::LoadPlan;
use crate::session::format;
use crate::session::numbers::{Kind, NEVER, NOTICED_NS, NumberView, Unit, Wish};
use crate::trace::{Lanes, State, Trace};

/// What came of a load.
#[derive(Clone, Debug, PartialEq)]
pub struct LoadResult {
    /// What was sent.
    pub plan: LoadPlan,
    /// What the clients saw.
    pub numbers: LoadNumbers,
    /// What the routes did with the loop, from what was seen: `awaits`, `blocks the loop`.
    pub variant: &'static str,
    /// How often each latency came.
    pub histogram: Histogram,
    /// What each request did when, worker by worker.
    pub bars: Vec<Bars>,
}

/// A load as a row of a table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LoadRow {
    pub variant: &'static str,
    pub route: String,
    pub load: String,
    pub p50: String,
    pub p95: String,
    pub makespan: String,
    pub throughput: String,
    pub threads: String,
    pub longest_freeze: String,
}

impl LoadResult {
    /// Puts together what the workers did, with the trace of all of them.
    pub(in crate::session) fn of(
        plan: LoadPlan,
        numbers: LoadNumbers,
        shares: &[Share],
        trace: &Trace,
        lanes: &Lanes,
    ) -> LoadResult {
        let times = shares.iter().flat_map(|share| share.replies.iter().map(Reply::took));
        LoadResult {
            variant: variant(lanes, &numbers),
            histogram: Histogram::of(times),
            bars: Bars::of(shares, trace, lanes),
            plan,
            numbers,
        }
    }

    /// Its numbers, against those of the load before.
    pub fn views(&self, before: Option<&LoadResult>) -> Vec<NumberView> {
        let probe = |numbers: &LoadNumbers| numbers.probe.is_some();
        let kinds = KINDS.iter().filter(|kind| kind.key != "load-probe" || probe(&self.numbers));
        kinds.map(|kind| kind.of(&self.numbers, before.map(|before| &before.numbers))).collect()
    }

    /// As a row of the table of what was kept.
    pub fn row(&self) -> LoadRow {
        let numbers = &self.numbers;
        LoadRow {
            variant: self.variant,
            route: self.plan.route_text(),
            load: self.plan.pattern_text(),
            p50: format::duration(numbers.latency.p50),
            p95: format::duration(numbers.latency.p95),
            makespan: format::duration(numbers.makespan),
            throughput: format::rate(numbers.throughput_thousandths),
            threads: format::count(numbers.threads),
            longest_freeze: format::duration(numbers.longest_freeze),
        }
    }
}

/// How the memory of a load is reckoned, in words.
pub fn memory_model() -> String {
    format!(
        "Memory is reckoned, not measured: {} for each request being answered and {} for each thread of the pool, as CPython \
         3.13 was measured to need for a task three coroutines deep and for a sleeping thread. What the program itself keeps is \
         not in it.",
        format::bytes(REQUEST_BYTES),
        format::bytes(THREAD_BYTES)
    )
}

/// What the routes did with the loop.
fn variant(lanes: &Lanes, numbers: &LoadNumbers) -> &'static str {
    let (mut blocked, mut waiting, mut running) = (0_u64, 0_u64, 0_u64);
    for span in request_lanes(lanes).flat_map(|lane| &lane.spans) {
        let time = (span.end - span.start).0;
        match span.state {
            State::Blocked => blocked += time,
            State::Waiting(_) => waiting += time,
            State::Running => running += time,
            State::Ready | State::Idle => {}
        }
    }
    // Starting a thread blocks the loop too, for a moment.
    if blocked > waiting / 20 && blocked > running {
        "blocks the loop"
    } else if numbers.threads > 0 {
        "uses threads"
    } else if running > waiting {
        "keeps the loop busy"
    } else {
        "awaits"
    }
}

const KINDS: [Kind<LoadNumbers>; 13] = [
    Kind {
        key: "load-makespan",
        label: "makespan",
        meaning: "From the first request to the last answer.",
        unit: Unit::Seconds,
        wish: Wish::Less,
        alarm_from: NEVER,
        value: |numbers| numbers.makespan.0,
    },
    Kind {
        key: "load-throughput",
        label: "throughput",
        meaning: "Answers a second, over the makespan.",
        unit: Unit::Rate,
        wish: Wish::More,
        alarm_from: NEVER,
        value: |numbers| numbers.throughput_thousandths,
    },
    Kind {
        key: "load-p50",
        label: "latency p50",
        meaning: "Half of the requests were answered within this time.",
        unit: Unit::Time,
        wish: Wish::Less,
        alarm_from: NEVER,
        value: |numbers| numbers.latency.p50.0,
    },
    Kind {
        key: "load-p95",
        label: "latency p95",
        meaning: "95 of 100 requests were answered within this time.",
        unit: Unit::Time,
        wish: Wish::Less,
        alarm_from: NEVER,
        value: |numbers| numbers.latency.p95.0,
    },
    Kind {
        key: "load-p99",
        label: "latency p99",
        meaning: "99 of 100 requests were answered within this time.",
        unit: Unit::Time,
        wish: Wish::Less,
        alarm_from: NEVER,
        value: |numbers| numbers.latency.p99.0,
    },
    Kind {
        key: "load-max",
        label: "latency max",
        meaning: "The longest that a client waited.",
        unit: Unit::Time,
        wish: Wish::Less,
        alarm_from: NEVER,
        value: |numbers| numbers.latency.max.0,
    },
    Kind {
        key: "load-errors",
        label: "errors",
        meaning: "Answers with a status from 400 on.",
        unit: Unit::Count,
        wish: Wish::Less,
        alarm_from: 1,
        value: |numbers| numbers.errors,
    },
    Kind {
        key: "load-freeze",
        label: "longest freeze",
        meaning: "The longest that something due had to wait for the loop, looked at 60 times a second at no cost.",
        unit: Unit::Time,
        wish: Wish::Less,
        alarm_from: NOTICED_NS,
        value: |numbers| numbers.longest_freeze.0,
    },
    Kind {
        key: "load-probe",
        label: "probe p95",
        meaning: "GET /ping every 20 ms: 95 of 100 were answered within this time.",
        unit: Unit::Time,
        wish: Wish::Less,
        alarm_from: NOTICED_NS,
        value: |numbers| numbers.probe.map_or(0, |probe| probe.p95.0),
    },
    Kind {
        key: "load-threads",
        label: "threads in use",
        meaning: "Threads of the pool that were needed at a time, in all workers together.",
        unit: Unit::Count,
        wish: Wish::Neither,
        alarm_from: NEVER,
        value: |numbers| numbers.threads,
    },
    Kind {
        key: "load-pool-queue",
        label: "queue before pool",
        meaning: "Most calls that waited for a thread of a pool at a time.",
        unit: Unit::Count,
        wish: Wish::Less,
        alarm_from: NEVER,
        value: |numbers| numbers.pool_queue_most,
    },
    Kind {
        key: "load-open",
        label: "most in flight",
        meaning: "Most requests that were sent and not yet answered.",
        unit: Unit::Count,
        wish: Wish::Neither,
        alarm_from: NEVER,
        value: |numbers| numbers.open_most,
    },
    Kind {
        key: "load-memory",
        label: "memory (model)",
        meaning: "What requests being answered and threads take, reckoned by the model below.",
        unit: Unit::Bytes,
        wish: Wish::Less,
        alarm_from: NEVER,
        value: LoadNumbers::memory_bytes,
    },
];
