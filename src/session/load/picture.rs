//! A load in pictures: how often each latency came, and what each request did when. Outlines in units that the page stretches to
//! the room it has, with the same in words.

use super::answers::{Reply, Share};
use crate::base::Nanos;
use crate::machine::UPTIME;
use crate::session::format;
use crate::trace::{Lane, LaneKind, Lanes, Span, State, Trace};

/// The most requests that are drawn.
pub const BARS_MAX: usize = 60;
/// The least that are drawn of each worker.
const BARS_MIN: usize = 4;
/// The width of a picture, in its units.
pub const WIDTH: u64 = 1_000;
/// The height of the histogram, in its units.
pub const HEIGHT: u64 = 100;
/// The height of a request's row and of the bar in it, in their units.
pub const ROW: u64 = 10;
const BAR: u64 = 8;
/// About how many columns the histogram has.
const COLUMNS: u64 = 24;
/// What the driver's own task for a request runs, and what is in the name of a probe's.
const SERVES: &str = "serve";
const PROBE: &str = "(probe)";
/// What the queue before the pool is called in a trace (`src/server/anyio.py`).
const POOL_QUEUE: &str = "thread pool";

/// How often each latency came.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Histogram {
    pub columns: Vec<Column>,
    /// All columns as one outline, [`WIDTH`] by [`HEIGHT`].
    pub outline: String,
    /// What stands at the left, in the middle and at the right of the axis.
    pub axis: [String; 3],
    /// The same in a sentence.
    pub text: String,
}

/// One column.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Column {
    /// `1.00 s to 1.05 s`.
    pub range: String,
    /// How many requests took so long.
    pub count: u64,
}

impl Histogram {
    /// Of the times that requests took.
    pub fn of(times: impl Iterator<Item = Nanos> + Clone) -> Histogram {
        let longest = times.clone().max().unwrap_or_default();
        let step = round_step(longest.0 / COLUMNS);
        let mut counts = vec![0_u64; (longest.0 / step + 1) as usize];
        for time in times {
            if let Some(count) = counts.get_mut((time.0 / step) as usize) {
                *count += 1;
            }
        }
        let (number, most) = (counts.len() as u64, counts.iter().copied().max().unwrap_or(0).max(1));
        let mut outline = String::new();
        for (count, at) in counts.iter().zip(0..).filter(|(count, _)| **count > 0) {
            let (left, right) = (at * WIDTH / number, (at + 1) * WIDTH / number);
            // What is there is to be seen.
            let height = (count * HEIGHT).div_ceil(most).max(2);
            outline.push_str(&rect(left, HEIGHT - height, (right - left).saturating_sub(2).max(1), height));
        }
        let time = |at: u64| format::duration(Nanos(at * step));
        let column =
            |(count, at): (&u64, u64)| Column { range: format!("{} to {}", time(at), time(at + 1)), count: *count };
        let columns: Vec<Column> = counts.iter().zip(0..).filter(|(count, _)| **count > 0).map(column).collect();
        let fullest = columns.iter().max_by_key(|column| column.count);
        let text = fullest.map_or_else(String::new, |fullest| {
            format!("Most requests, {} of them, took {}.", format::count(fullest.count), fullest.range)
        });
        Histogram { columns, outline, axis: [time(0), format::duration(Nanos(number * step / 2)), time(number)], text }
    }
}

/// A width for columns that is easy to read: 1, 2 or 5 with zeros, at least this.
fn round_step(least: u64) -> u64 {
    let mut power = 1_000;
    loop {
        if let Some(step) = [1, 2, 5].into_iter().map(|digit| digit * power).find(|step| *step >= least) {
            return step;
        }
        power *= 10;
    }
}

/// What a request does for a while.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Doing {
    /// It is due, but not yet read, or in the ready queue, or in the queue before the pool.
    Queued,
    /// Its Python code runs.
    Running,
    /// It awaits something; others can go on.
    Waiting,
    /// It blocks the loop; nobody can go on.
    Blocking,
}

impl Doing {
    /// All of them.
    pub const ALL: [Doing; 4] = [Doing::Queued, Doing::Running, Doing::Waiting, Doing::Blocking];

    /// Its name for people.
    pub fn label(self) -> &'static str {
        match self {
            Doing::Queued => "in a queue",
            Doing::Running => "running",
            Doing::Waiting => "waiting",
            Doing::Blocking => "blocking the loop",
        }
    }

    /// Its name for style sheets, as of the lanes of the timeline.
    pub fn name(self) -> &'static str {
        match self {
            Doing::Queued => "ready",
            Doing::Running => "running",
            Doing::Waiting => "waiting",
            Doing::Blocking => "blocked",
        }
    }
}

/// Requests of a worker over time, one below the other.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Bars {
    pub rows: Vec<BarRow>,
    /// The bars of each [`Doing`] as one outline, with its share of all time: `46 %`.
    pub outlines: Vec<(Doing, String, String)>,
    /// Height in units; the width is [`WIDTH`].
    pub height: u64,
    /// What stands at the left, in the middle and at the right of the axis.
    pub axis: [String; 3],
    /// How many of the requests these are.
    pub note: String,
}

/// One of them in words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BarRow {
    /// Its place among all requests, from 1.
    pub number: u64,
    /// When it was sent.
    pub sent: String,
    /// How long its client waited.
    pub took: String,
    /// How long it did what.
    pub queued: String,
    pub running: String,
    pub waiting: String,
    pub blocking: String,
    pub status: u16,
}

impl Bars {
    /// Of what the workers did, and the trace of that; all on one axis.
    pub fn of(shares: &[Share], trace: &Trace, lanes: &Lanes) -> Vec<Bars> {
        let ends = shares.iter().flat_map(|share| share.replies.iter().map(|reply| reply.end.0));
        let length = ends.max().unwrap_or(0).max(1);
        let most = (BARS_MAX / shares.len().max(1)).max(BARS_MIN);
        let worker = |(share, place): (&Share, u32)| {
            let tasks: Vec<&Lane> = request_lanes(lanes).filter(|lane| lane.process == place).collect();
            let name = if shares.len() > 1 { format!(" of worker {}", place + 1) } else { String::new() };
            Bars::of_worker(share, &tasks, trace, length, most, &name)
        };
        shares.iter().zip(0..).map(worker).collect()
    }

    fn of_worker(share: &Share, tasks: &[&Lane], trace: &Trace, length: u64, most: usize, name: &str) -> Bars {
        let number = share.replies.len();
        let base = share.start.saturating_sub(UPTIME);
        let mut outlines = Doing::ALL.map(|doing| (doing, String::new(), 0_u64));
        let mut rows = Vec::new();
        for (place, row) in chosen(number, most).into_iter().zip(0_u64..) {
            let Some(reply) = share.replies.get(place) else { continue };
            let spans = tasks.get(place).map_or_else(Vec::new, |lane| spans(reply, lane, base, trace));
            let mut times = [0_u64; 4];
            for (doing, start, end) in spans {
                let index = doing as usize;
                times[index] += end.0 - start.0;
                let (left, right) = (x(start, length), x(end, length));
                // A moment of work is to be seen; queues and waits are what is around it.
                let least = u64::from(matches!(doing, Doing::Running | Doing::Blocking)) * 2;
                let width = (right - left).max(least);
                if width > 0 {
                    let left = left.min(WIDTH - width.min(WIDTH));
                    outlines[index].1.push_str(&rect(left, row * ROW + (ROW - BAR) / 2, width, BAR));
                }
            }
            outlines.iter_mut().zip(times).for_each(|(outline, time)| outline.2 += time);
            let text = |doing: Doing| format::duration(Nanos(times[doing as usize]));
            rows.push(BarRow {
                number: place as u64 + 1,
                sent: format::duration(reply.due),
                took: format::duration(reply.took()),
                queued: text(Doing::Queued),
                running: text(Doing::Running),
                waiting: text(Doing::Waiting),
                blocking: text(Doing::Blocking),
                status: reply.status,
            });
        }
        let whole = outlines.iter().map(|outline| outline.2).sum::<u64>().max(1);
        Bars {
            height: rows.len() as u64 * ROW,
            axis: [0, length / 2, length].map(|at| format::duration(Nanos(at))),
            note: note(rows.len(), number, name),
            outlines: outlines.map(|(doing, outline, time)| (doing, outline, percent(time, whole))).into(),
            rows,
        }
    }
}

/// A share, in words; what there is a little of is not nothing.
fn percent(part: u64, whole: u64) -> String {
    match (u128::from(part) * 100 + u128::from(whole / 2)) / u128::from(whole) {
        0 if part > 0 => "under 1 %".to_owned(),
        percent => format!("{percent} %"),
    }
}

/// How many requests are shown of how many, in words.
fn note(shown: usize, number: usize, of_worker: &str) -> String {
    let all = format::plural(number as u64, "request");
    if shown < number {
        format!("{shown} of {all}{of_worker}, evenly chosen, in the order they were read.")
    } else {
        format!("{all}{of_worker}, in the order they were read.")
    }
}

/// The requests that are drawn: all of them, or so many evenly chosen ones with the first and the last.
fn chosen(number: usize, most: usize) -> Vec<usize> {
    if number <= most {
        return (0..number).collect();
    }
    (0..most).map(|i| i * (number - 1) / (most - 1)).collect()
}

/// The lanes of the tasks that served requests, in the order the requests were read.
pub(super) fn request_lanes(lanes: &Lanes) -> impl Iterator<Item = &Lane> {
    let serves = |lane: &&Lane| {
        matches!(lane.kind, LaneKind::Task(_)) && lane.coroutine.ends_with(SERVES) && !lane.name.ends_with(PROBE)
    };
    lanes.lanes.iter().filter(serves)
}

/// What a request did until it was answered, in times since the load began.
fn spans(reply: &Reply, lane: &Lane, base: Nanos, trace: &Trace) -> Vec<(Doing, Nanos, Nanos)> {
    let since = |time: Nanos| time.saturating_sub(base);
    let mut all = vec![(Doing::Queued, reply.due, since(lane.created))];
    let one = |span: &Span| Some((doing(span, trace)?, since(span.start), since(span.end).min(reply.end)));
    for (doing, start, end) in lane.spans.iter().filter_map(one) {
        match all.last_mut() {
            Some(last) if last.0 == doing && last.2 == start => last.2 = end,
            _ => all.push((doing, start, end)),
        }
    }
    all.retain(|(_, start, end)| start < end);
    all
}

fn doing(span: &Span, trace: &Trace) -> Option<Doing> {
    match span.state {
        State::Ready => Some(Doing::Queued),
        State::Running => Some(Doing::Running),
        State::Waiting(_) if trace.text(span.label) == POOL_QUEUE => Some(Doing::Queued),
        State::Waiting(_) => Some(Doing::Waiting),
        State::Blocked => Some(Doing::Blocking),
        State::Idle => None,
    }
}

fn x(time: Nanos, length: u64) -> u64 {
    (u128::from(time.0.min(length)) * u128::from(WIDTH) / u128::from(length)) as u64
}

/// A rectangle as part of an outline.
fn rect(x: u64, y: u64, width: u64, height: u64) -> String {
    format!("M{x} {y}h{width}v{height}h-{width}z")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_histogram_has_round_columns_and_shows_the_single_one() {
        let times = [1_000, 1_010, 1_020, 2_400].map(Nanos::from_millis);
        let histogram = Histogram::of(times.into_iter());
        let columns: Vec<_> = histogram.columns.iter().map(|column| (column.range.as_str(), column.count)).collect();
        assert_eq!(columns, [("1.00 s to 1.10 s", 3), ("2.40 s to 2.50 s", 1)]);
        assert_eq!(histogram.text, "Most requests, 3 of them, took 1.00 s to 1.10 s.");
        assert_eq!(histogram.outline, "M400 0h38v100h-38zM960 66h38v34h-38z");
        assert_eq!(histogram.axis, ["0 s", "1.25 s", "2.50 s"]);
        assert_eq!(Histogram::of([].into_iter()).columns, []);
    }

    #[test]
    fn many_requests_are_chosen_evenly() {
        assert_eq!(chosen(3, BARS_MAX), [0, 1, 2]);
        let some = chosen(10_000, BARS_MAX);
        assert_eq!((some.len(), some[0], some[1], some[59]), (60, 0, 169, 9_999));
        assert_eq!(note(60, 10_000, ""), "60 of 10\u{202f}000 requests, evenly chosen, in the order they were read.");
        assert_eq!(note(1, 1, " of worker 2"), "1 request of worker 2, in the order they were read.");
    }
}
