//! The little app that lives on the simulated loop: a spinner, a text field, a button with a counter.
//!
//! It is drawn only when the loop serves one of its UI frames, and hears clicks and keys only then, like any program with
//! one loop. Everything follows from when frames were served and when the user did what; nothing is kept between two
//! looks, so time can be scrubbed freely. Knows the trace's frames and nothing of tasks.

use super::format;
use crate::base::Nanos;
use crate::trace::{FrameRun, Moments, Trace, frame_due};

/// What the user did in the window, and when on the program's clock.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Input {
    /// The playhead at that moment.
    pub at: Nanos,
    /// What it was.
    pub kind: InputKind,
}

/// What can be done in the window.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum InputKind {
    /// A click on the button.
    Click,
    /// Characters typed or pasted at the end of the field.
    Insert(String),
    /// So many characters taken from its end.
    Backspace(u32),
}

impl InputKind {
    /// The change that makes `before` into `after` in a field whose text changes at its end; none if they are equal. Where
    /// more was changed, what differs is taken away and written again.
    pub fn changes(before: &str, after: &str) -> Vec<InputKind> {
        let kept: usize =
            before.chars().zip(after.chars()).take_while(|(old, new)| old == new).map(|(old, _)| old.len_utf8()).sum();
        let gone = before.get(kept..).unwrap_or("").chars().count() as u32;
        let new = after.get(kept..).unwrap_or("");
        let backspace = (gone > 0).then_some(InputKind::Backspace(gone));
        backspace.into_iter().chain((!new.is_empty()).then(|| InputKind::Insert(new.to_owned()))).collect()
    }
}

/// How long an answer may take and still feel immediate. Nielsen, "Response times: the three important limits": 0.1 s.
const IMMEDIATE: Nanos = Nanos::from_millis(100);
/// Without a frame for so long, the window counts as frozen: six frames of 60 a second.
const FROZEN: Nanos = Nanos::from_millis(100);
/// How far the spinner turns per frame: once in a second of undisturbed frames.
const DEGREES_PER_FRAME: u64 = 6;
/// How many of the latest answers are listed.
const ANSWERS_SHOWN: usize = 4;
/// How many characters the field holds; further ones are not heard.
pub const TEXT_CHARS_MAX: usize = 40;

/// The loop as seen by the window: when it served frames and when it took what was posted to it. Made once per run.
#[derive(Clone, Debug, Default)]
pub struct AppLoop {
    /// Frames served, in order of time.
    served: Vec<ServedFrames>,
    moments: Moments,
    end: Nanos,
}

/// Frames served one after the other without a gap, or one that was late.
#[derive(Clone, Copy, Debug)]
struct ServedFrames {
    /// When the first was served.
    start: Nanos,
    /// Its number; 0 for a late one, which is alone.
    first: u64,
    count: u64,
    /// How many were served before.
    before: u64,
}

impl ServedFrames {
    /// When frame number `index` of these was served.
    fn time(self, index: u64) -> Nanos {
        if index == 0 { self.start } else { frame_due(self.first + index) }
    }

    /// How many of these were served until then.
    fn count_until(self, time: Nanos) -> u64 {
        let (mut low, mut high) = (0, self.count);
        while low < high {
            let middle = low + (high - low) / 2;
            if self.time(middle) <= time { low = middle + 1 } else { high = middle }
        }
        low
    }
}

/// The window at one moment.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct AppWindowView {
    /// How many frames were drawn.
    pub frames: u64,
    /// How far the spinner has turned, 0 to 359.
    pub spinner_degrees: u32,
    /// The clicks that were answered.
    pub clicks: u64,
    /// The clicks that wait for the loop.
    pub clicks_waiting: u64,
    /// The text as far as it was drawn.
    pub text: String,
    /// What the text will be once the loop has heard all keys; equal to `text` if none waits.
    pub text_typed: String,
    /// The window has had no frame for a while.
    pub frozen: bool,
    /// In a sentence: frozen, waiting, or how it is.
    pub status: String,
    /// The latest answers, newest first.
    pub answers: Vec<Answer>,
}

/// What became of a click or key.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answer {
    /// `click at 0.300: answered after 2.70 s`.
    pub text: String,
    /// It waited longer than feels immediate, or still does.
    pub slow: bool,
}

impl AppLoop {
    /// Reads a finished run.
    pub fn of(trace: &Trace) -> AppLoop {
        let mut before = 0;
        let mut served = Vec::new();
        for run in trace.frames().runs() {
            let (start, first, count) = match *run {
                FrameRun::OnTime { first, count } => (frame_due(first), first, count),
                FrameRun::Late { served, .. } => (served, 0, 1),
                FrameRun::Lost { .. } => continue,
            };
            served.push(ServedFrames { start, first, count, before });
            before += count;
        }
        AppLoop { served, moments: Moments::of(trace), end: trace.end }
    }

    /// How many frames were served until then, and when the last of them was.
    fn frames(&self, time: Nanos) -> (u64, Nanos) {
        let begun = self.served.partition_point(|frames| frames.start <= time);
        let Some(last) = begun.checked_sub(1).and_then(|at| self.served.get(at)) else { return (0, Nanos::ZERO) };
        let count = last.count_until(time);
        (last.before + count, last.time(count.saturating_sub(1)))
    }

    /// The window at `time`, with the inputs made until then; `inputs` are in order of time.
    pub fn window(&self, inputs: &[Input], time: Nanos) -> AppWindowView {
        let (frames, last_frame) = self.frames(time);
        let ended = time >= self.end;
        let mut view = AppWindowView {
            frames,
            spinner_degrees: (frames * DEGREES_PER_FRAME % 360) as u32,
            frozen: !ended && time - last_frame > FROZEN,
            ..AppWindowView::default()
        };
        for input in inputs.iter().take_while(|input| input.at <= time) {
            let answered = self.moments.answered(input.at).filter(|answered| *answered <= time);
            view.take(&input.kind, answered.is_some());
            view.answers.push(answer(input, answered, time, ended));
        }
        view.answers.reverse();
        view.answers.truncate(ANSWERS_SHOWN);
        view.status = status(&view, time - last_frame, ended);
        view
    }
}

impl AppWindowView {
    fn take(&mut self, kind: &InputKind, heard: bool) {
        match kind {
            InputKind::Click if heard => self.clicks += 1,
            InputKind::Click => self.clicks_waiting += 1,
            InputKind::Insert(text) => {
                let room = TEXT_CHARS_MAX.saturating_sub(self.text_typed.chars().count());
                self.text_typed.extend(text.chars().filter(|c| !c.is_control()).take(room));
            }
            InputKind::Backspace(count) => {
                for _ in 0..*count {
                    self.text_typed.pop();
                }
            }
        }
        if heard {
            // Inputs are heard in order, so the text drawn is the text typed up to the last one heard.
            self.text.clone_from(&self.text_typed);
        }
    }
}

fn answer(input: &Input, heard: Option<Nanos>, now: Nanos, ended: bool) -> Answer {
    let what = match &input.kind {
        InputKind::Click => "click".to_owned(),
        InputKind::Insert(text) => format!("“{text}” typed"),
        InputKind::Backspace(_) => "backspace".to_owned(),
    };
    let at = format::clock(input.at);
    let waited = heard.unwrap_or(now) - input.at;
    let fate = match heard {
        Some(_) if waited <= IMMEDIATE => "answered at once".to_owned(),
        Some(_) => format!("answered after {}", format::duration(waited)),
        None if ended => "never answered".to_owned(),
        None => format!("waiting for {}", format::duration(waited)),
    };
    Answer { text: format!("{what} at {at}: {fate}"), slow: waited > IMMEDIATE || (heard.is_none() && ended) }
}

fn status(view: &AppWindowView, since_frame: Nanos, ended: bool) -> String {
    if ended {
        "The program has ended, and its window with it.".to_owned()
    } else if view.frozen {
        format!("Frozen: the loop has served no frame for {}.", format::duration(since_frame))
    } else {
        "Alive: the loop serves its frames.".to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::trace::{Event, Outcome, Recorder};

    fn ms(ms: u64) -> Nanos {
        Nanos::from_millis(ms)
    }

    /// A loop that idles until 1 s, blocks until 3 s, and idles until 3.1 s.
    fn trace() -> Trace {
        let mut recorder = Recorder::default();
        for (from, until) in [(0, 1_000), (3_000, 3_100)] {
            recorder.record(ms(from), Event::Iteration { ready: 1, timers: 0 });
            recorder.frames().serve(ms(from));
            recorder.record(ms(from), Event::Idle { until: ms(until) });
            recorder.frames().idle(ms(until));
            recorder.record(ms(until), Event::Iteration { ready: 1, timers: 0 });
        }
        recorder.frames().end(ms(3_100));
        recorder.finish(ms(3_100), Outcome::Finished, 0)
    }

    fn click(at: u64) -> Input {
        Input { at: ms(at), kind: InputKind::Click }
    }

    fn typed(at: u64, text: &str) -> Input {
        Input { at: ms(at), kind: InputKind::Insert(text.to_owned()) }
    }

    fn at(time: u64, inputs: &[Input]) -> AppWindowView {
        AppLoop::of(&trace()).window(inputs, ms(time))
    }

    #[test]
    fn the_spinner_turns_with_the_frames_served() {
        assert_eq!(at(0, &[]).spinner_degrees, 6);
        assert_eq!(at(500, &[]).spinner_degrees, 31 * 6);
        assert_eq!(at(999, &[]).spinner_degrees, 0, "once around in a second");
        assert_eq!(at(1_500, &[]).spinner_degrees, at(2_900, &[]).spinner_degrees, "nothing moves in a block");
        assert!(at(2_900, &[]).frozen && !at(1_050, &[]).frozen && !at(3_000, &[]).frozen);
        assert_eq!(at(2_500, &[]).status, "Frozen: the loop has served no frame for 1.50 s.");
    }

    #[test]
    fn frames_are_counted_as_the_trace_counts_them() {
        let trace = trace();
        let app = AppLoop::of(&trace);
        for time in (0..3_100).step_by(7) {
            assert_eq!(app.frames(ms(time)).0, trace.frames().served_until(ms(time)), "{time} ms");
        }
    }

    #[test]
    fn a_click_is_answered_when_the_loop_gets_to_it() {
        let inputs = [click(110), click(1_760)];
        let before = at(2_000, &inputs);
        assert_eq!((before.clicks, before.clicks_waiting), (1, 1));
        assert_eq!(before.answers[0].text, "click at 1.760: waiting for 240 ms");
        assert_eq!(before.answers[1].text, "click at 0.110: answered at once");
        assert!(before.answers[0].slow && !before.answers[1].slow);
        let after = at(3_000, &inputs);
        assert_eq!((after.clicks, after.clicks_waiting), (2, 0));
        assert_eq!(after.answers[0].text, "click at 1.760: answered after 1.24 s");
    }

    #[test]
    fn what_comes_later_has_not_happened_yet() {
        assert_eq!(at(1_000, &[click(1_760)]), at(1_000, &[]));
    }

    #[test]
    fn text_appears_when_it_is_drawn() {
        let inputs = [typed(500, "a"), typed(1_500, "b"), typed(1_600, "c")];
        let blocked = at(2_000, &inputs);
        assert_eq!((blocked.text.as_str(), blocked.text_typed.as_str()), ("a", "abc"));
        let free = at(3_000, &inputs);
        assert_eq!((free.text.as_str(), free.text_typed.as_str()), ("abc", "abc"));
    }

    #[test]
    fn after_the_end_nobody_answers() {
        let without_loop = Recorder::default().finish(ms(1_000), Outcome::Finished, 0);
        let view = AppLoop::of(&without_loop).window(&[click(500)], ms(1_000));
        assert_eq!(view.answers[0], Answer { text: "click at 0.500: never answered".to_owned(), slow: true });
        assert_eq!(view.status, "The program has ended, and its window with it.");
    }

    #[test]
    fn the_field_holds_so_much_and_no_control_characters() {
        let view = at(200, &[typed(0, &"é\n".repeat(60)), Input { at: ms(1), kind: InputKind::Backspace(1) }]);
        assert_eq!(view.text, "é".repeat(TEXT_CHARS_MAX - 1));
    }

    #[test]
    fn a_change_of_the_field_is_told_in_keys() {
        let changes = InputKind::changes;
        assert_eq!(changes("ab", "ab"), []);
        assert_eq!(changes("ab", "abc"), [InputKind::Insert("c".to_owned())]);
        assert_eq!(changes("ab", "a"), [InputKind::Backspace(1)]);
        assert_eq!(changes("aü", "aö"), [InputKind::Backspace(1), InputKind::Insert("ö".to_owned())]);
        assert_eq!(changes("abc", ""), [InputKind::Backspace(3)]);
    }
}
