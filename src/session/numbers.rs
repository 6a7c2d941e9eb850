//! The numbers of a run, each against the run before.
//!
//! What a number means and which way is better is said here once; how it is measured is told by the trace.

use super::format;
use crate::base::Nanos;

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

/// Text of a value, for the value itself and for the amount of a change.
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
}

impl Unit {
    fn text(self, value: u64) -> String {
        match self {
            Unit::Seconds => format::seconds(Nanos(value)),
            Unit::Time => format::duration(Nanos(value)),
            Unit::Count => format::count(value),
            Unit::Times => format::times(value),
        }
    }
}

/// What a number is, apart from its value.
#[derive(Clone, Copy, Debug)]
pub(super) struct Kind {
    pub(super) key: &'static str,
    pub(super) label: &'static str,
    pub(super) meaning: &'static str,
    pub(super) unit: Unit,
    pub(super) wish: Wish,
    /// From this value on it is bad by itself.
    pub(super) alarm_from: u64,
}

impl Kind {
    /// The number with its value now and in the run before.
    pub(super) fn view(self, now: u64, before: Option<u64>) -> NumberView {
        NumberView {
            key: self.key,
            label: self.label,
            meaning: self.meaning,
            value: self.unit.text(now),
            alarm: now >= self.alarm_from,
            change: before.map(|before| self.change(now, before)),
        }
    }

    fn change(self, now: u64, before: u64) -> Change {
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

    const ELAPSED: Kind = Kind {
        key: "elapsed",
        label: "elapsed",
        meaning: "From start to end.",
        unit: Unit::Seconds,
        wish: Wish::Less,
        alarm_from: u64::MAX,
    };

    #[test]
    fn a_number_is_shown_against_the_run_before() {
        let view = ELAPSED.view(3_000_400_000, Some(1_500_300_000));
        assert_eq!((view.value.as_str(), view.alarm), ("3.00 s", false));
        let change = view.change.unwrap();
        assert_eq!(
            (change.text.as_str(), change.before.as_str(), change.verdict),
            ("+1.50 s", "was 1.50 s", Verdict::Worse)
        );
        assert_eq!(ELAPSED.view(1, None).change, None);
    }

    #[test]
    fn a_difference_that_cannot_be_seen_is_none() {
        let change = ELAPSED.view(1_500_400_000, Some(1_500_300_000)).change.unwrap();
        assert_eq!((change.text.as_str(), change.verdict), ("same", Verdict::Same));
    }

    #[test]
    fn which_way_is_better_depends_on_the_number() {
        let lost = Kind { unit: Unit::Count, alarm_from: 1, ..ELAPSED };
        let fewer = lost.view(0, Some(180));
        assert_eq!(
            (fewer.alarm, fewer.change.unwrap()),
            (false, Change { text: "−180".to_owned(), before: "was 180".to_owned(), verdict: Verdict::Better })
        );
        assert!(lost.view(1, None).alarm);
        let gained = Kind { unit: Unit::Times, wish: Wish::More, ..ELAPSED };
        assert_eq!(gained.view(2_000, Some(1_000)).change.unwrap().verdict, Verdict::Better);
        let switches = Kind { unit: Unit::Count, wish: Wish::Neither, ..ELAPSED };
        assert_eq!(switches.view(9, Some(4)).change.unwrap().verdict, Verdict::Changed);
    }
}
