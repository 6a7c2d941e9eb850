//! The numbers of a run, each against the run before.
//!
//! What a number means and which way is better is said here once; how it is measured is told by the trace.

use super::format;
use crate::base::Nanos;
use crate::trace::Metrics;

/// One number of the run.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NumberView {
    /// Its name for style sheets and tests: `elapsed`.
    pub key: &'static str,
    /// Its name for people.
    pub label: &'static str,
    /// What it means, in a sentence.
    pub meaning: &'static str,
    /// Its value with unit.
    pub value: String,
    /// Its verdict by itself: frames lost are bad whatever was before.
    pub alarm: bool,
    /// How it differs from the run before; none without one.
    pub change: Option<Change>,
}

/// How a number differs from the run before.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// `+1.50 s`, `−180`, `same`.
    pub text: String,
    /// The value before: `was 1.50 s`.
    pub before: String,
    /// Whether that is good.
    pub verdict: Verdict,
}

/// What a change is worth.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// It got better.
    Better,
    /// It got worse.
    Worse,
    /// It changed, which is neither good nor bad.
    Changed,
    /// It did not change as far as can be seen.
    Same,
}

/// Which way is better.
#[derive(Clone, Copy, Debug)]
pub(super) enum Wish {
    Less,
    More,
    Neither,
}

/// How a value is written, and the amount of a change.
#[derive(Clone, Copy, Debug)]
pub(super) enum Unit {
    /// Nanoseconds, shown in seconds with two decimals.
    Seconds,
    /// Nanoseconds, shown in the unit that suits them.
    Time,
    /// Plain.
    Count,
    /// Thousandths, shown as `2.0×`.
    Times,
    /// Thousandths of something a second, shown as `20.4 /s`.
    Rate,
    /// Bytes, shown in the unit that suits them.
    Bytes,
}

impl Unit {
    fn text(self, value: u64) -> String {
        match self {
            Unit::Seconds => format::seconds(Nanos(value)),
            Unit::Time => format::duration(Nanos(value)),
            Unit::Count => format::count(value),
            Unit::Times => format::times(value),
            Unit::Rate => format::rate(value),
            Unit::Bytes => format::bytes(value),
        }
    }
}

/// What a number is, apart from its value.
#[derive(Debug)]
pub(super) struct Kind<T> {
    pub key: &'static str,
    pub label: &'static str,
    pub meaning: &'static str,
    pub unit: Unit,
    pub wish: Wish,
    /// From this value on it is bad by itself.
    pub alarm_from: u64,
    pub value: fn(&T) -> u64,
}

/// From here on a person notices. Nielsen, "Response times: the three important limits": 0.1 s.
pub(super) const NOTICED_NS: u64 = 100_000_000;
pub(super) const NEVER: u64 = u64::MAX;

const KINDS: [Kind<Metrics>; 8] = [
    Kind {
        key: "elapsed",
        label: "elapsed",
        meaning: "From the start of the program to its end.",
        unit: Unit::Seconds,
        wish: Wish::Less,
        alarm_from: NEVER,
        value: |metrics| metrics.elapsed_ns,
    },
    Kind {
        key: "sum-of-waits",
        label: "sum of waits",
        meaning: "All sleeps the program asked for, blocking and awaited, added up.",
        unit: Unit::Seconds,
        wish: Wish::Neither,
        alarm_from: NEVER,
        value: |metrics| metrics.sum_of_waits_ns,
    },
    Kind {
        key: "concurrency",
        label: "concurrency gained",
        meaning: "Sum of waits divided by elapsed: how many waits went on at once, on average.",
        unit: Unit::Times,
        wish: Wish::More,
        alarm_from: NEVER,
        value: |metrics| thousandths(metrics.sum_of_waits_ns, metrics.elapsed_ns),
    },
    Kind {
        key: "frames-lost",
        label: "UI frames lost",
        meaning: "Of 60 pictures a second, those the loop had no time to serve.",
        unit: Unit::Count,
        wish: Wish::Less,
        alarm_from: 1,
        value: |metrics| metrics.frames_lost,
    },
    Kind {
        key: "longest-freeze",
        label: "longest freeze",
        meaning: "The longest time a picture had to wait for the loop.",
        unit: Unit::Time,
        wish: Wish::Less,
        alarm_from: NOTICED_NS,
        value: |metrics| metrics.longest_freeze_ns,
    },
    Kind {
        key: "loop-lag",
        label: "loop lag",
        meaning: "The longest time from a timer's deadline until the loop got to it.",
        unit: Unit::Time,
        wish: Wish::Less,
        alarm_from: NOTICED_NS,
        value: |metrics| metrics.loop_lag_max_ns,
    },
    Kind {
        key: "task-switches",
        label: "task switches",
        meaning: "How often a task began a step.",
        unit: Unit::Count,
        wish: Wish::Neither,
        alarm_from: NEVER,
        value: |metrics| metrics.task_switches,
    },
    Kind {
        key: "ready-peak",
        label: "peak ready queue",
        meaning: "The most handles that were ready at the start of an iteration.",
        unit: Unit::Count,
        wish: Wish::Neither,
        alarm_from: NEVER,
        value: |metrics| metrics.ready_peak.into(),
    },
];

/// The numbers of a run, against those of the run before if there is one.
pub fn numbers(now: &Metrics, before: Option<&Metrics>) -> Vec<NumberView> {
    KINDS.iter().map(|kind| kind.of(now, before)).collect()
}

/// A share in thousandths; none of nothing is nothing.
fn thousandths(part: u64, whole: u64) -> u64 {
    (u128::from(part) * 1_000).checked_div(u128::from(whole)).unwrap_or(0).min(u128::from(u64::MAX)) as u64
}

impl<T> Kind<T> {
    /// The number of something, against that of something before.
    pub fn of(&self, now: &T, before: Option<&T>) -> NumberView {
        self.view((self.value)(now), before.map(self.value))
    }

    /// The number with its value now and in the run before.
    fn view(&self, now: u64, before: Option<u64>) -> NumberView {
        NumberView {
            key: self.key,
            label: self.label,
            meaning: self.meaning,
            value: self.unit.text(now),
            alarm: now >= self.alarm_from,
            change: before.map(|before| self.change(now, before)),
        }
    }

    fn change(&self, now: u64, before: u64) -> Change {
        let (shown_now, shown_before) = (self.unit.text(now), self.unit.text(before));
        // What looks the same is the same: a difference nobody can see is no news.
        let same = shown_now == shown_before;
        let sign = if now > before { "+" } else { "−" };
        let verdict = match (self.wish, now > before) {
            _ if same => Verdict::Same,
            (Wish::Neither, _) => Verdict::Changed,
            (Wish::Less, true) | (Wish::More, false) => Verdict::Worse,
            (Wish::Less, false) | (Wish::More, true) => Verdict::Better,
        };
        let text = if same { "same".to_owned() } else { format!("{sign}{}", self.unit.text(now.abs_diff(before))) };
        Change { text, before: format!("was {shown_before}"), verdict }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::trace::{Outcome, Recorder};

    fn empty() -> Metrics {
        Metrics::of(&Recorder::default().finish(Nanos::ZERO, Outcome::Finished, 0))
    }

    fn shown(numbers: &[NumberView]) -> String {
        let line = |number: &NumberView| {
            let change = number
                .change
                .as_ref()
                .map(|change| format!("  {} ({}) {:?}", change.text, change.before, change.verdict));
            let alarm = if number.alarm { " !" } else { "" };
            format!("{}: {}{alarm}{}\n", number.label, number.value, change.unwrap_or_default())
        };
        numbers.iter().map(line).collect()
    }

    #[test]
    fn numbers_are_shown_against_the_run_before() {
        let awaited = Metrics {
            elapsed_ns: 1_500_300_000,
            sum_of_waits_ns: 3_000_000_000,
            task_switches: 8,
            ready_peak: 3,
            loop_lag_max_ns: 40_000,
            frames_lost: 0,
            ..empty()
        };
        let blocking = Metrics {
            elapsed_ns: 3_000_400_000,
            frames_lost: 179,
            longest_freeze_ns: 2_999_000_000,
            loop_lag_max_ns: 0,
            task_switches: 5,
            ..awaited
        };
        insta::assert_snapshot!(shown(&numbers(&blocking, Some(&awaited))), @r"
        elapsed: 3.00 s  +1.50 s (was 1.50 s) Worse
        sum of waits: 3.00 s  same (was 3.00 s) Same
        concurrency gained: 1.0×  −1.0× (was 2.0×) Worse
        UI frames lost: 179 !  +179 (was 0) Worse
        longest freeze: 3.00 s !  +3.00 s (was 0 s) Worse
        loop lag: 0 s  −40.0 µs (was 40.0 µs) Better
        task switches: 5  −3 (was 8) Changed
        peak ready queue: 3  same (was 3) Same
        ");
        let same = numbers(&Metrics { elapsed_ns: 1_500_400_000, ..awaited }, Some(&awaited));
        assert_eq!(
            same[0].change.as_ref().map(|change| change.verdict),
            Some(Verdict::Same),
            "what cannot be seen is no change"
        );
        insta::assert_snapshot!(shown(&numbers(&awaited, None)), @r"
        elapsed: 1.50 s
        sum of waits: 3.00 s
        concurrency gained: 2.0×
        UI frames lost: 0
        longest freeze: 0 s
        loop lag: 40.0 µs
        task switches: 8
        peak ready queue: 3
        ");
    }

    #[test]
    fn nothing_divided_by_nothing_is_nothing() {
        assert_eq!([thousandths(0, 0), thousandths(3, 2), thousandths(u64::MAX, 1)], [0, 1_500, u64::MAX]);
    }
}
