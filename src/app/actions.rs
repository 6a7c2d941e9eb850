//! What the user can do. Only here signals are written, and only here the session is asked to do something.

mod link;
mod load;
mod playing;
mod programs;
mod timeline;

pub use timeline::layout;

use super::effects::BY_PAGE;
use super::state::{AppState, Shown, WantedEdit};
use crate::browser::editor::{BY_USER, DragPhase};
use crate::browser::frames::{FrameLoop, Next, now_ms};
use crate::browser::{boot, storage, theme};
use leptos::leptos_dom::helpers::TimeoutHandle;
use leptos::prelude::*;
use loopscope::session::{Advanced, Drag, Session};
use loopscope::syntax::{Setting, TextEdit, WaitKind, apply};
use std::time::Duration;

/// How long typing must pause before the text is run.
const PAUSE: Duration = Duration::from_millis(300);
/// How long a run may take of one frame: half of what 60 frames a second leave.
const SLICE_MS: f64 = 8.0;
/// The same for a load, which somebody has asked for and waits for: most of a frame.
const LOAD_SLICE_MS: f64 = 14.0;
/// How long a run may take at once after a click, before the first frame: most runs are over by then.
const FIRST_SLICE_MS: f64 = 24.0;
/// Instructions between two looks at the clock: less than a millisecond's worth.
const CHUNK: u64 = 10_000;

/// The key of the stored theme.
pub const THEME_KEY: &str = "theme";

/// The way to change anything. A small copyable handle.
#[derive(Clone, Copy)]
pub struct Actions {
    state: AppState,
    session: StoredValue<Session, LocalStorage>,
    drag: StoredValue<Option<Drag>, LocalStorage>,
    pause: StoredValue<Option<TimeoutHandle>, LocalStorage>,
    frames: StoredValue<Frames, LocalStorage>,
}

/// The loop that runs and plays, frame by frame.
#[derive(Default)]
struct Frames {
    /// Kept alive; replaced only while it does not run.
    _frame_loop: Option<FrameLoop>,
    awake: bool,
    last_ms: Option<f64>,
}

impl Actions {
    /// The actions on a state and its session.
    pub fn new(state: AppState, session: Session) -> Actions {
        Actions {
            state,
            session: StoredValue::new_local(session),
            drag: StoredValue::new_local(None),
            pause: StoredValue::new_local(None),
            frames: StoredValue::new_local(Frames::default()),
        }
    }

    /// The editor's text has changed. What the user types is run when typing pauses, everything else at once.
    pub fn text_changed(self, text: &str, origin: &str) {
        self.session.update_value(|session| session.set_text(text));
        self.forget_pause();
        if origin != BY_USER {
            return self.run();
        }
        self.publish(Advanced::Idle);
        if self.session.with_value(Session::is_waiting) {
            boot::set_page_state("running");
            let run = move || self.run();
            // Without a timer there is no pause to wait for.
            match set_timeout_with_handle(run, PAUSE) {
                Ok(handle) => self.pause.set_value(Some(handle)),
                Err(_) => run(),
            }
        }
    }

    /// Runs the text now.
    pub fn run(self) {
        self.forget_pause();
        self.session.update_value(Session::start);
        let advanced = self.slice(FIRST_SLICE_MS);
        self.publish(advanced);
        self.wake();
    }

    /// Gives the run up.
    pub fn stop(self) {
        self.session.update_value(Session::stop);
        self.publish(Advanced::Idle);
    }

    /// The chip of a wait was pressed.
    pub fn press_chip(self, id: u32, backwards: bool) {
        self.want(self.state.analysis.with_untracked(|analysis| analysis.press(id, backwards)), false);
    }

    /// The one switch was set.
    pub fn switch_all(self, to: WaitKind) {
        self.want(self.state.analysis.with_untracked(|analysis| analysis.switch_all(to)), false);
    }

    /// The program's comment is to say something else of a service.
    #[inline(never)]
    pub fn set_service(self, name: &str, setting: Setting, value: &str) {
        let edit = self.state.analysis.with_untracked(|analysis| analysis.set_service(name, setting, value));
        self.want(edit.into_iter().filter(|edit| !(edit.range.is_empty() && edit.insert.is_empty())).collect(), false);
    }

    /// A duration is dragged or pushed.
    pub fn drag(self, id: u32, steps: i32, phase: DragPhase) {
        let now = self.state.analysis.get_untracked();
        match phase {
            DragPhase::Key => self.want(now.push(id, steps.into()).into_iter().collect(), false),
            DragPhase::Start => {
                self.session.update_value(Session::begin_drag);
                self.drag.set_value(Some(Drag::start(now, id)));
            }
            DragPhase::Move | DragPhase::End | DragPhase::Cancel => {
                let steps = if phase == DragPhase::Cancel { 0 } else { steps };
                let edit = self.drag.with_value(|drag| drag.as_ref().and_then(|drag| drag.edit(&now, steps.into())));
                let joins = !self.drag.with_value(|drag| drag.as_ref().is_some_and(|drag| drag.is_at_start(&now)));
                self.want(edit.into_iter().collect(), joins);
                if phase != DragPhase::Move {
                    self.drag.set_value(None);
                    self.session.update_value(Session::end_drag);
                }
            }
        }
    }

    /// The editor is there, with the text as it is now.
    pub fn editor_came(self) {
        self.state.has_editor.set(true);
    }

    /// Shows the line the status is about.
    pub fn show_line(self, line: u32) {
        if line > 0 {
            self.state.wanted_line.set(Some(line));
        }
    }

    /// The other theme, from now on and the next time.
    pub fn toggle_theme(self) {
        let theme = match self.state.theme.get_untracked() {
            theme::Theme::Light => theme::Theme::Dark,
            theme::Theme::Dark => theme::Theme::Light,
        };
        storage::write(THEME_KEY, theme.name());
        self.show_theme(theme);
    }

    /// The system's theme changed; a theme chosen here stays.
    pub fn theme_preferred(self, theme: theme::Theme) {
        if storage::read(THEME_KEY).is_none() {
            self.show_theme(theme);
        }
    }

    fn show_theme(self, theme: theme::Theme) {
        // First the page, then the signal: whoever is told by it reads the new colours.
        theme::apply(theme);
        self.state.theme.set(theme);
    }

    fn want(self, edits: Vec<TextEdit>, joins: bool) {
        if edits.is_empty() {
            return;
        }
        if self.state.has_editor.get_untracked() {
            return self.state.wanted_edit.set(Some(WantedEdit { edits, joins }));
        }
        // The text changes all the same before there is an editor.
        let source = self.state.analysis.with_untracked(|analysis| analysis.source.clone());
        if let Ok(text) = apply(&source, &edits) {
            self.text_changed(&text, BY_PAGE);
        }
    }

    fn forget_pause(self) {
        if let Some(handle) = self.pause.try_update_value(Option::take).flatten() {
            handle.clear();
        }
    }

    /// Advances the run for so many milliseconds of real time, or until it ends.
    fn slice(self, budget_ms: f64) -> Advanced {
        let end = now_ms() + budget_ms;
        loop {
            let advanced = self.session.try_update_value(|session| session.advance(CHUNK)).unwrap_or(Advanced::Idle);
            if advanced != Advanced::Running || now_ms() >= end {
                return advanced;
            }
        }
    }

    /// Shows what the session knows now.
    fn publish(self, advanced: Advanced) {
        let state = self.state;
        self.session.with_value(|session| {
            let analysis = session.analysis();
            if !state.analysis.with_untracked(|shown| std::sync::Arc::ptr_eq(shown, &analysis)) {
                state.analysis.set(analysis);
                self.suit_load();
            }
            set_if_new(state.problems, session.problems());
            set_if_new(state.status, session.status());
            if let (Advanced::Finished, Some(run)) = (advanced, session.shown()) {
                let end = run.length();
                state.selection.set(None);
                state.shown.set(Some(Shown { run, ghost: session.ghost() }));
                state.playback.update(|playback| playback.set_end(end));
                self.fit_new_run();
            }
        });
        let running = self.session.with_value(Session::is_running);
        set_if_new(state.running, running);
        boot::set_page_state(if running { "running" } else { "idle" });
    }

    /// Lets frames come as long as something runs or plays.
    fn wake(self) {
        if !self.is_busy() || self.frames.with_value(|frames| frames.awake) {
            return;
        }
        let frame_loop = FrameLoop::start(move |now_ms| self.frame(now_ms));
        self.frames.set_value(Frames { _frame_loop: Some(frame_loop), awake: true, last_ms: None });
    }

    fn is_busy(self) -> bool {
        self.session.with_value(Session::is_running)
            || self.state.playback.with_untracked(|playback| playback.is_playing())
    }

    fn frame(self, now_ms: f64) -> Next {
        let last = self.frames.try_update_value(|frames| frames.last_ms.replace(now_ms)).flatten();
        self.play_on(now_ms - last.unwrap_or(now_ms));
        if self.session.with_value(Session::is_running) {
            let is_load = self.session.with_value(|session| session.load().is_some());
            let advanced = self.slice(if is_load { LOAD_SLICE_MS } else { SLICE_MS });
            self.publish(advanced);
        }
        let busy = self.is_busy();
        self.frames.update_value(|frames| frames.awake = busy);
        if busy { Next::Frame } else { Next::Stop }
    }
}

/// Writes a signal only if that changes it, so that nobody is told for nothing.
fn set_if_new<T: PartialEq + Send + Sync + 'static>(signal: RwSignal<T>, value: T) {
    if signal.with_untracked(|old| *old != value) {
        signal.set(value);
    }
}
