//! From the signals to what is not HTML: the editor, the system's theme. Each effect feeds one thing outside and writes no
//! signal. (The canvases of the timeline have theirs beside them, in `timeline/picture.rs`.)

use super::App;
use super::actions::Actions;
use crate::browser::editor::{DurationHandle, Edit, Editor, LineMark, Mark, SiteChip};
use crate::browser::{location, theme};
use leptos::leptos_dom::helpers::TimeoutHandle;
use leptos::prelude::*;
use loopscope::session::Analysis;
use loopscope::syntax::WaitKind;
use std::time::Duration;

/// The editor, once it is there.
pub type EditorCell = StoredValue<Option<Editor>, LocalStorage>;

/// How long nothing must have changed before the page's link does.
const LINK_PAUSE: Duration = Duration::from_millis(500);

/// The origin of changes that the page makes in the text.
pub const BY_PAGE: &str = "page";

/// Keeps the editor showing what the signals say.
pub fn feed_editor(editor: EditorCell, app: App) {
    let state = app.state;
    let tell = move |what: &dyn Fn(&Editor)| editor.with_value(|editor| editor.iter().for_each(what));
    Effect::new(move || {
        let Some(wanted) = state.wanted_edit.get() else { return };
        let edits: Vec<Edit> =
            wanted.edits.into_iter().map(|edit| Edit { range: edit.range, insert: edit.insert }).collect();
        tell(&|editor| editor.apply_edits(&edits, BY_PAGE, wanted.joins));
    });
    Effect::new(move || {
        let marks =
            state.problems.get().into_iter().map(|problem| Mark { range: problem.range, message: problem.message });
        let marks: Vec<Mark> = marks.collect();
        tell(&|editor| editor.set_diagnostics(&marks));
    });
    Effect::new(move || {
        let analysis = state.analysis.get();
        // Chips and handles of the last text that compiled stay where they are while one is typed that does not.
        if analysis.compiles() {
            let (chips, handles) = (chips(&analysis), handles(&analysis));
            tell(&|editor| editor.set_sites(&chips));
            tell(&|editor| editor.set_durations(&handles));
        }
    });
    Effect::new(move || {
        let marks = line_marks(app);
        tell(&|editor| editor.set_line_marks(&marks));
    });
    Effect::new(move || {
        let theme = state.theme.get();
        tell(&|editor| editor.set_theme(theme));
    });
    Effect::new(move || {
        let line = state.wanted_line.get();
        tell(&|editor| line.into_iter().for_each(|line| editor.reveal(line)));
    });
}

/// Opens what the page's link says, now and when the visitor follows another one; then keeps in it what is there.
#[inline(never)]
pub fn keep_link(App { state, actions }: App) {
    let follow = move || actions.fetch_programs(move || actions.read_link());
    follow();
    let listener = StoredValue::new_local(location::on_hash_change(move |_| follow()));
    on_cleanup(move || listener.dispose());
    let write = StoredValue::new_local(None::<TimeoutHandle>);
    Effect::new(move || {
        state.analysis.track();
        state.load.track();
        state.shown.track();
        state.programs.track();
        write.update_value(|write| {
            write.take().inspect(TimeoutHandle::clear);
            *write = set_timeout_with_handle(move || actions.write_link(), LINK_PAUSE).ok();
        });
    });
}

/// Follows the system when it goes from day to night.
pub fn follow_system_theme(actions: Actions) {
    let listener = StoredValue::new_local(theme::on_preference_change(move |theme| actions.theme_preferred(theme)));
    on_cleanup(move || listener.dispose());
}

fn chips(analysis: &Analysis) -> Vec<SiteChip> {
    let chip = |chip: &loopscope::session::Chip| SiteChip {
        range: chip.range,
        id: chip.id,
        label: chip.label.to_owned(),
        title: chip.title.clone(),
        kind: match chip.kind {
            WaitKind::Blocking => "blocking",
            WaitKind::Busy => "busy",
            WaitKind::Awaited => "awaited",
        },
    };
    analysis.chips.iter().map(chip).collect()
}

fn handles(analysis: &Analysis) -> Vec<DurationHandle> {
    let handle = |handle: &loopscope::session::DurationHandle| DurationHandle {
        range: handle.range,
        id: handle.id,
        value_s: handle.seconds,
        label: handle.label.clone(),
    };
    analysis.durations.iter().map(handle).collect()
}

/// The lines of the run that is shown; of no other text.
fn line_marks(app: App) -> Vec<LineMark> {
    let time = app.state.playback.with(|playback| playback.time());
    let Some(run) = app.state.run().filter(|_| !app.state.is_stale()) else { return Vec::new() };
    let mark = |mark: loopscope::session::LineMark| LineMark { line: mark.line, kind: mark.kind, label: mark.label };
    run.line_marks(time).into_iter().map(mark).collect()
}
