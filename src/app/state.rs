//! All that the page shows, as signals, in one place. Everybody may read them; only `actions.rs` writes them.

use crate::browser::theme::{self, Theme};
use leptos::prelude::*;
use loopscope::lesson::Program;
use loopscope::session::{Analysis, Input, LoadPlan, LoadResult, Playback, Problem, Run, StatusView};
use loopscope::syntax::TextEdit;
use loopscope::timeline::{Selection, Viewport};
use std::sync::Arc;

/// The signals. They belong to the root of the page and live as long as it does.
#[derive(Clone, Copy)]
pub struct AppState {
    /// What is known of the text.
    pub analysis: RwSignal<Arc<Analysis>>,
    /// What is marked in it.
    pub problems: RwSignal<Vec<Problem>>,
    /// The line under the code.
    pub status: RwSignal<StatusView>,
    /// What is being shown; none before the first run has ended.
    pub shown: RwSignal<Option<Shown>>,
    /// A run is going on.
    pub running: RwSignal<bool>,
    /// The playhead.
    pub playback: RwSignal<Playback>,
    /// What the user did in the app window.
    pub inputs: RwSignal<Vec<Input>>,
    /// What part of the timeline is seen.
    pub window: RwSignal<TimelineWindow>,
    /// Where the mouse is over the timeline.
    pub hover: RwSignal<Option<(f64, f64)>>,
    /// The span that is chosen there.
    pub selection: RwSignal<Option<Selection>>,
    /// Light or dark.
    pub theme: RwSignal<Theme>,
    /// The editor has come; until then the text is shown without it.
    pub has_editor: RwSignal<bool>,
    /// A change of the text that the editor is to make.
    pub wanted_edit: RwSignal<Option<WantedEdit>>,
    /// A line of the text that the editor is to show.
    pub wanted_line: RwSignal<Option<u32>>,
    /// The load as it is being chosen.
    pub load: RwSignal<LoadPlan>,
    /// Results of loads that were kept to be compared.
    pub kept: RwSignal<Vec<Arc<LoadResult>>>,
    /// The programs to choose from, or why there are none; empty until they have come.
    pub programs: RwSignal<Result<Vec<Program>, String>>,
    /// What is to be said of the program that was opened.
    pub notice: RwSignal<Option<Notice>>,
}

/// What is to be said of the program that was opened.
#[derive(Clone, Debug)]
pub enum Notice {
    /// It took the place of the user's own, which is kept here.
    Own { text: Arc<str>, opened: String },
    /// It could not be opened.
    Problem(String),
}

/// A run and the one before it.
#[derive(Clone, Debug)]
pub struct Shown {
    /// The last run that ended.
    pub run: Arc<Run>,
    /// The run before, if there was one.
    pub ghost: Option<Arc<Run>>,
}

/// What part of the timeline is seen.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct TimelineWindow {
    /// The stretch of time; none before there is a run and a size.
    pub viewport: Option<Viewport>,
    /// How far the lanes are scrolled, in CSS pixels.
    pub scroll: f64,
    /// In CSS pixels.
    pub width: f64,
    /// In CSS pixels.
    pub height: f64,
}

/// A change of the text wanted by a chip, a drag or the switch.
#[derive(Clone, Debug)]
pub struct WantedEdit {
    /// Refer to the text that was analysed last.
    pub edits: Vec<TextEdit>,
    /// Undone together with the change before.
    pub joins: bool,
}

impl AppState {
    /// The state of a page that has just been opened with this text.
    pub fn new(analysis: Arc<Analysis>, status: StatusView, theme: Theme) -> AppState {
        AppState {
            problems: RwSignal::new(analysis.problems.clone()),
            analysis: RwSignal::new(analysis),
            status: RwSignal::new(status),
            shown: RwSignal::new(None),
            running: RwSignal::new(false),
            playback: RwSignal::new(Playback::at_end(loopscope::base::Nanos::ZERO)),
            inputs: RwSignal::new(Vec::new()),
            window: RwSignal::new(TimelineWindow::default()),
            hover: RwSignal::new(None),
            selection: RwSignal::new(None),
            theme: RwSignal::new(theme),
            has_editor: RwSignal::new(false),
            wanted_edit: RwSignal::new(None),
            wanted_line: RwSignal::new(None),
            load: RwSignal::new(LoadPlan::default()),
            kept: RwSignal::new(Vec::new()),
            programs: RwSignal::new(Ok(Vec::new())),
            notice: RwSignal::new(None),
        }
    }

    /// True while what is shown does not belong to the text.
    pub fn is_stale(self) -> bool {
        self.status.with(|status| !status.stale.is_empty())
    }

    /// True while a run goes on.
    pub fn is_running(self) -> bool {
        self.running.get()
    }

    /// What came of the load that the run was under which is shown.
    pub fn load_result(self) -> Option<Arc<LoadResult>> {
        self.run()?.load.as_ref()?.result.clone()
    }

    /// The run that is shown.
    pub fn run(self) -> Option<Arc<Run>> {
        self.shown.with(|shown| shown.as_ref().map(|shown| shown.run.clone()))
    }
}

/// The theme to begin with: the one chosen last time, or what the system prefers.
pub fn first_theme(stored: Option<String>) -> Theme {
    stored.as_deref().and_then(Theme::named).unwrap_or_else(theme::preferred)
}
