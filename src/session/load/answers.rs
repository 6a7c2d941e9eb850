//! What the clients of a load saw, and the numbers made of it.

use crate::base::Nanos;
use serde::Deserialize;
use serde_json::{Map, Value, json};

/// What a request costs the server's memory while it is being answered: a task three coroutines deep, of which CPython 3.13 was
/// measured to need so much (`tasks_sleep_nested3` in `tests/reference/fastapi.json`).
pub const REQUEST_BYTES: u64 = 1_648;
/// What a thread of the pool keeps resident, measured likewise (`threads_sleep`).
pub const THREAD_BYTES: u64 = 16_343;

/// One request, as its client saw it. Times count from when the load began.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Reply {
    /// When it was sent.
    pub due: Nanos,
    /// When its answer had come.
    pub end: Nanos,
    /// The answer's status.
    pub status: u16,
    /// Which of the requests of the mix.
    pub kind: usize,
}

impl Reply {
    /// How long its client waited.
    pub fn took(&self) -> Nanos {
        self.end - self.due
    }
}

/// What one worker did.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Share {
    /// When its load began, as its event loop counts.
    pub start: Nanos,
    /// In the order in which it read the requests.
    pub replies: Vec<Reply>,
    /// How long each probe waited.
    pub probes: Vec<Nanos>,
    /// Most requests that were not answered at a time.
    pub open_most: u64,
    /// Threads of its pool that were needed.
    pub threads: u64,
    /// How many it may have.
    pub pool: u64,
    /// Most calls that waited for one of them at a time.
    pub pool_queue_most: u64,
}

impl Share {
    /// Reads what the driver of the load (`src/server/load.py`) reported; none if that is not a report.
    pub fn read(text: &str) -> Option<Share> {
        let report: Report = serde_json::from_str(text).ok()?;
        let reply = |(due, end, status, kind)| Reply { due: Nanos(due), end: Nanos(end), status, kind };
        Some(Share {
            start: Nanos(report.start),
            replies: report.rows.into_iter().map(reply).collect(),
            probes: report.probes.into_iter().map(Nanos).collect(),
            open_most: report.open_most,
            threads: report.threads,
            pool: report.pool,
            pool_queue_most: report.pool_queue_most,
        })
    }
}

/// The driver's report, as it is written.
#[derive(Deserialize)]
struct Report {
    start: u64,
    rows: Vec<(u64, u64, u16, usize)>,
    probes: Vec<u64>,
    open_most: u64,
    threads: u64,
    pool: u64,
    pool_queue_most: u64,
}

/// Some times, of which many were longer.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Percentiles {
    pub p50: Nanos,
    pub p95: Nanos,
    pub p99: Nanos,
    pub max: Nanos,
}

impl Percentiles {
    /// Of times in order: between the two nearest, as numpy has it.
    fn of(sorted: &[Nanos]) -> Percentiles {
        let at = |percent: u64| {
            let place = percent * (sorted.len() as u64).saturating_sub(1);
            let (low, part) = ((place / 100) as usize, place % 100);
            let time = |index: usize| sorted.get(index).or(sorted.last()).copied().unwrap_or_default();
            let (below, above) = (time(low), time(low + 1));
            Nanos(below.0 + ((above - below).0 * part + 50) / 100)
        };
        Percentiles { p50: at(50), p95: at(95), p99: at(99), max: at(100) }
    }

    fn json(self) -> Value {
        json!({"p50": ms(self.p50), "p95": ms(self.p95), "p99": ms(self.p99), "max": ms(self.max)})
    }
}

/// The numbers of a load.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct LoadNumbers {
    pub requests: u64,
    /// Answers with a status from 400 on.
    pub errors: u64,
    pub latency: Percentiles,
    /// From the first request to the last answer.
    pub makespan: Nanos,
    /// Answers a second, in thousandths.
    pub throughput_thousandths: u64,
    /// How long the probe waited, if there was one.
    pub probe: Option<Percentiles>,
    /// How often each status came, in the order they came in first.
    pub statuses: Vec<(u16, u64)>,
    /// Most requests not yet answered, of all workers.
    pub open_most: u64,
    /// Threads of all pools that were needed.
    pub threads: u64,
    /// How many they may be.
    pub pool: u64,
    /// Most calls that waited for a thread of a pool.
    pub pool_queue_most: u64,
    pub workers: u64,
    /// Of each of the requests of the mix, in their order: how many, their latency, and when the last answer came.
    pub kinds: Vec<(u64, Percentiles, Nanos)>,
    /// The longest that something due had to wait for the loop; known once the trace was looked at.
    pub longest_freeze: Nanos,
}

impl LoadNumbers {
    /// Of what all workers did.
    pub fn of(shares: &[Share]) -> LoadNumbers {
        let replies = || shares.iter().flat_map(|share| &share.replies);
        let mut times: Vec<Nanos> = replies().map(Reply::took).collect();
        times.sort_unstable();
        let mut probes: Vec<Nanos> = shares.iter().flat_map(|share| share.probes.iter().copied()).collect();
        probes.sort_unstable();
        let mut statuses: Vec<(u16, u64)> = Vec::new();
        for reply in replies() {
            match statuses.iter_mut().find(|(status, _)| *status == reply.status) {
                Some((_, times)) => *times += 1,
                None => statuses.push((reply.status, 1)),
            }
        }
        let makespan = replies().map(|reply| reply.end).max().unwrap_or_default();
        let requests = times.len() as u64;
        let sum = |of: fn(&Share) -> u64| shares.iter().map(of).sum();
        LoadNumbers {
            requests,
            errors: statuses.iter().filter(|(status, _)| *status >= 400).map(|(_, times)| times).sum(),
            latency: Percentiles::of(&times),
            makespan,
            throughput_thousandths: (u128::from(requests) * 1_000_000_000_000 + u128::from(makespan.0 / 2))
                .checked_div(u128::from(makespan.0))
                .and_then(|rate| u64::try_from(rate).ok())
                .unwrap_or(0),
            probe: (!probes.is_empty()).then(|| Percentiles::of(&probes)),
            statuses,
            open_most: sum(|share| share.open_most),
            threads: sum(|share| share.threads),
            pool: sum(|share| share.pool),
            pool_queue_most: shares.iter().map(|share| share.pool_queue_most).max().unwrap_or(0),
            workers: shares.len() as u64,
            kinds: kinds(shares),
            longest_freeze: Nanos::ZERO,
        }
    }

    /// Memory that the load takes beyond the idle server, by a simple model: what each request that is being answered and each
    /// thread of a pool was measured to need. What the program itself keeps is not in it.
    pub fn memory_bytes(&self) -> u64 {
        self.open_most * REQUEST_BYTES + self.threads * THREAD_BYTES
    }

    /// As the command line prints them.
    pub(super) fn json(&self) -> Map<String, Value> {
        let mut map = Map::new();
        let mut put = |key: &str, value: Value| map.insert(key.to_owned(), value);
        put("requests", json!(self.requests));
        put("errors", json!(self.errors));
        put("latency_ms", self.latency.json());
        put("makespan_ms", json!(ms(self.makespan)));
        put("throughput_rps", json!(self.throughput_thousandths as f64 / 1000.0));
        if let Some(probe) = self.probe {
            put("probe_ms", probe.json());
        }
        let statuses = self.statuses.iter().map(|(status, times)| (status.to_string(), json!(times)));
        put("statuses", Value::Object(statuses.collect()));
        put("open_max", json!(self.open_most));
        put("threads", json!(self.threads));
        put("pool", json!(self.pool));
        put("pool_queue_max", json!(self.pool_queue_most));
        put("memory_bytes", json!(self.memory_bytes()));
        put("workers", json!(self.workers));
        if self.kinds.len() > 1 {
            let kind = |(requests, latency, end): &(u64, Percentiles, Nanos)| json!({"requests": requests, "latency_ms": latency.json(), "makespan_ms": ms(*end)});
            put("kinds", Value::Array(self.kinds.iter().map(kind).collect()));
        }
        map
    }
}

/// The requests of a mix, each by itself.
fn kinds(shares: &[Share]) -> Vec<(u64, Percentiles, Nanos)> {
    let replies = || shares.iter().flat_map(|share| &share.replies);
    let count = replies().map(|reply| reply.kind + 1).max().unwrap_or(0);
    let one = |kind: usize| {
        let of_kind = || replies().filter(move |reply| reply.kind == kind);
        let mut times: Vec<Nanos> = of_kind().map(Reply::took).collect();
        times.sort_unstable();
        let end = of_kind().map(|reply| reply.end).max().unwrap_or_default();
        (times.len() as u64, Percentiles::of(&times), end)
    };
    (0..count).map(one).collect()
}

/// Milliseconds, with three digits of a fraction.
fn ms(time: Nanos) -> f64 {
    ((time.0 + 500) / 1000) as f64 / 1000.0
}

#[cfg(test)]
mod tests {
    use super::*;

    fn share(times: &[(u64, u64, u16)]) -> Share {
        let reply =
            |&(due, end, status)| Reply { due: Nanos::from_millis(due), end: Nanos::from_millis(end), status, kind: 0 };
        Share { replies: times.iter().map(reply).collect(), open_most: 2, threads: 1, pool: 40, ..Share::default() }
    }

    #[test]
    fn percentiles_lie_between_the_nearest_two() {
        let times: Vec<Nanos> = (1..=5).map(Nanos::from_millis).collect();
        let of = Percentiles::of(&times);
        assert_eq!((of.p50, of.p95, of.max), (Nanos::from_millis(3), Nanos(4_800_000), Nanos::from_millis(5)));
        assert_eq!(Percentiles::of(&[]), Percentiles::default());
        assert_eq!(Percentiles::of(&times[..1]).p99, Nanos::from_millis(1));
    }

    #[test]
    fn workers_are_put_together() {
        let numbers = LoadNumbers::of(&[share(&[(0, 100, 200), (0, 200, 500)]), share(&[(0, 400, 200)])]);
        assert_eq!((numbers.requests, numbers.errors, numbers.workers), (3, 1, 2));
        assert_eq!((numbers.makespan, numbers.throughput_thousandths), (Nanos::from_millis(400), 7_500));
        assert_eq!(numbers.statuses, [(200, 2), (500, 1)]);
        assert_eq!(numbers.memory_bytes(), 4 * REQUEST_BYTES + 2 * THREAD_BYTES);
        assert_eq!(LoadNumbers::of(&[]), LoadNumbers::default());
    }

    #[test]
    fn what_is_no_report_is_not_read() {
        assert_eq!(Share::read("64"), None);
        assert_eq!(Share::read(r#"{"rows": [[1]]}"#), None);
    }
}
