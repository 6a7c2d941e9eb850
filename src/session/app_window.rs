//! The little app that lives on the simulated loop: a spinner, a text field, a button with a counter.
//!
//! It is drawn only when the loop serves one of its UI frames, and hears clicks and keys only then, like any program with
//! one loop. Everything follows from when frames were served and when the user did what; nothing is kept between two
//! looks, so time can be scrubbed freely. Knows nothing of tasks or spans.

use super::format;
use crate::base::Nanos;

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

/// What is needed to know of a run.
#[derive(Clone, Copy, Debug)]
pub struct Served<'a> {
    /// When the loop served frames, in order of time.
    pub times: &'a [Nanos],
    /// When the run ended.
    pub end: Nanos,
}

/// The window at one moment.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct AppWindowView {
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

impl Served<'_> {
    /// How many frames were served until then.
    fn count(&self, time: Nanos) -> usize {
        self.times.partition_point(|served| *served <= time)
    }

    /// When an input of that time is heard: with the first frame served after it.
    fn heard(&self, input: Nanos) -> Option<Nanos> {
        self.times.get(self.times.partition_point(|served| *served < input)).copied()
    }

    /// The window at `time`, with the inputs made until then; `inputs` are in order of time.
    pub fn window(&self, inputs: &[Input], time: Nanos) -> AppWindowView {
        let frames = self.count(time);
        let last_frame = frames.checked_sub(1).and_then(|at| self.times.get(at)).copied().unwrap_or_default();
        let ended = time >= self.end;
        let mut view = AppWindowView {
            spinner_degrees: (frames as u64 * DEGREES_PER_FRAME % 360) as u32,
            frozen: !ended && time - last_frame > FROZEN,
            ..AppWindowView::default()
        };
        for input in inputs.iter().take_while(|input| input.at <= time) {
            let heard = self.heard(input.at).filter(|heard| *heard <= time);
            view.take(&input.kind, heard.is_some());
            view.answers.push(answer(input, heard, time, ended));
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
        Some(_) if waited <= IMMEDIATE => format!("answered at once ({})", format::duration(waited)),
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

    fn ms(ms: u64) -> Nanos {
        Nanos::from_millis(ms)
    }

    /// Frames every 20 ms until 1 s, then a block until 3 s, then frames until 3.1 s.
    fn frames() -> Vec<Nanos> {
        (0..=50).map(|n| ms(n * 20)).chain((0..=5).map(|n| ms(3_000 + n * 20))).collect()
    }

    fn click(at: u64) -> Input {
        Input { at: ms(at), kind: InputKind::Click }
    }

    fn typed(at: u64, text: &str) -> Input {
        Input { at: ms(at), kind: InputKind::Insert(text.to_owned()) }
    }

    fn at(time: u64, inputs: &[Input]) -> AppWindowView {
        Served { times: &frames(), end: ms(3_100) }.window(inputs, ms(time))
    }

    #[test]
    fn the_spinner_turns_with_the_frames_served() {
        assert_eq!(at(0, &[]).spinner_degrees, 6);
        assert_eq!(at(200, &[]).spinner_degrees, 66);
        assert_eq!(at(1_500, &[]).spinner_degrees, at(2_900, &[]).spinner_degrees, "nothing moves in a block");
        assert!(at(2_900, &[]).frozen && !at(1_050, &[]).frozen && !at(3_000, &[]).frozen);
        assert_eq!(at(2_500, &[]).status, "Frozen: the loop has served no frame for 1.50 s.");
    }

    #[test]
    fn a_click_is_answered_when_the_loop_gets_to_it() {
        let inputs = [click(110), click(1_760)];
        let before = at(2_000, &inputs);
        assert_eq!((before.clicks, before.clicks_waiting), (1, 1));
        assert_eq!(before.answers[0].text, "click at 1.760: waiting for 0.24 s");
        assert_eq!(before.answers[1].text, "click at 0.110: answered at once (10 ms)");
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
        let view = Served { times: &[ms(0)], end: ms(1_000) }.window(&[click(500)], ms(1_000));
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
