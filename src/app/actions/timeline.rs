//! Looking around on the timeline: zoom, pan, scroll, choose, seek.

use super::Actions;
use crate::app::state::{Shown, TimelineWindow};
use crate::browser::gestures::{Gesture, zoom_of_wheel};
use leptos::prelude::*;
use loopscope::session::Playback;
use loopscope::timeline::{Layout, ROW, Viewport, axis_width, gutter};

/// How much a press of a zoom button or key zooms.
const ZOOM_STEP: f64 = 1.5;
/// How much of the width a press of a pan key moves.
const PAN_SHARE: f64 = 0.2;

/// The layout of what is shown in a window on it.
pub fn layout<'a>(shown: &'a Shown, window: &TimelineWindow) -> Option<Layout<'a>> {
    let ghost = shown.ghost.as_deref().map(|ghost| ghost.source());
    let viewport = window.viewport?;
    let scroll = (window.scroll / ROW).round() as usize;
    let run = shown.run.source();
    Some(Layout { run, ghost, viewport, gutter: gutter(window.width), scroll, height: window.height })
}

impl Actions {
    /// The timeline has this size now.
    pub fn timeline_resized(self, width: f64, height: f64) {
        if width <= 0.0 || height <= 0.0 {
            // Hidden behind the table.
            return;
        }
        self.state.window.update(|window| {
            (window.width, window.height) = (width, height);
            window.viewport = window.viewport.map(|viewport| viewport.resized(axis_width(width)));
        });
        if self.state.window.with_untracked(|window| window.viewport.is_none()) {
            self.zoom_to_fit();
        }
    }

    /// Shows all of the run.
    pub fn zoom_to_fit(self) {
        let fitted = self.fitted();
        self.state.window.update(|window| (window.viewport, window.scroll) = (fitted, 0.0));
    }

    /// Zooms in (positive) or out, around the playhead if it is in sight.
    pub fn zoom(self, steps: i32) {
        let playhead = self.state.playback.with_untracked(Playback::time);
        self.change_viewport(|viewport| {
            let x = viewport.x(playhead);
            let around = if (0.0..=viewport.width).contains(&x) { x } else { viewport.width / 2.0 };
            viewport.zoom(ZOOM_STEP.powi(steps), around)
        });
    }

    /// Moves what is seen to the left or right.
    pub fn pan(self, steps: i32) {
        self.change_viewport(|viewport| viewport.pan(f64::from(steps) * viewport.width * PAN_SHARE));
    }

    /// A gesture on the picture. False if it is not for us.
    pub fn timeline_gesture(self, gesture: Gesture, page_scrolls: bool) -> bool {
        match gesture {
            Gesture::Hover { x, y } => self.state.hover.set(Some((x, y))),
            Gesture::Leave => self.state.hover.set(None),
            Gesture::Tap { x, y } => self.tap(x, y),
            Gesture::Drag { from, to, .. } if self.with_layout(|layout| layout.is_ruler(from.1)) == Some(true) => {
                self.seek_to(to.0);
            }
            Gesture::Drag { dx, dy, .. } => {
                self.state.hover.set(None);
                self.change_viewport(|viewport| viewport.pan(-dx));
                self.scroll_lanes(-dy);
            }
            Gesture::Zoom { x, factor } => self.zoom_at(x, factor),
            Gesture::Scroll { dx, dy, .. } if dx != 0.0 && dx.abs() >= dy.abs() => {
                self.change_viewport(|viewport| viewport.pan(dx));
            }
            Gesture::Scroll { dy, .. } if self.overflows() => self.scroll_lanes(dy),
            Gesture::Scroll { .. } if page_scrolls => return false,
            Gesture::Scroll { x, dy, .. } => self.zoom_at(x, zoom_of_wheel(dy)),
        }
        true
    }

    /// Chooses the next span: along its lane, or in the lane above or below.
    pub fn move_selection(self, along: i32, across: i32) {
        let from = self.state.selection.get_untracked();
        let to = self.with_layout(|layout| layout.move_selection(from, along, across)).flatten();
        let Some(to) = to else { return };
        self.state.selection.set(Some(to));
        if let Some(span) = self.state.run().and_then(|run| run.span(to)) {
            self.change_viewport(|viewport| viewport.reveal(span.start));
        }
        if let Some(scroll) = self.with_layout(|layout| layout.scroll_showing(to.lane)) {
            self.state.window.update(|window| window.scroll = scroll as f64 * ROW);
        }
    }

    /// Puts the playhead where the chosen span begins, and its line into sight.
    pub fn go_to_selection(self) {
        let chosen = self.state.selection.get_untracked();
        if let Some(span) = chosen.and_then(|chosen| self.state.run()?.span(chosen)) {
            self.state.playback.update(|playback| playback.step_to(span.start));
            self.show_line(span.line);
        }
    }

    /// A new run is shown: all of it, unless the user is looking at a part that it has too.
    pub(super) fn fit_new_run(self) {
        let fitted = self.fitted();
        self.state.window.update(|window| {
            window.viewport = match (window.viewport, fitted) {
                (Some(old), Some(new)) if old.is_part() && old.start < new.total => Some(old.of_total(new.total)),
                _ => fitted,
            };
            window.scroll = 0.0;
        });
    }

    /// Keeps the playhead in sight while it moves.
    pub(super) fn follow_playhead(self) {
        let time = self.state.playback.with_untracked(Playback::time);
        self.change_viewport(|viewport| viewport.reveal(time));
    }

    fn fitted(self) -> Option<Viewport> {
        let axis = self
            .state
            .shown
            .with_untracked(|shown| shown.as_ref().map(|Shown { run, ghost }| run.axis(ghost.as_deref())))?;
        let width = self.state.window.with_untracked(|window| window.width);
        (width > 0.0).then(|| Viewport::fit(axis, axis_width(width)))
    }

    fn with_layout<T>(self, ask: impl FnOnce(&Layout<'_>) -> T) -> Option<T> {
        self.state.shown.with_untracked(|shown| {
            let window = self.state.window.get_untracked();
            layout(shown.as_ref()?, &window).as_ref().map(ask)
        })
    }

    fn change_viewport(self, change: impl FnOnce(&Viewport) -> Viewport) {
        let Some(old) = self.state.window.with_untracked(|window| window.viewport) else { return };
        let new = change(&old);
        if new != old {
            self.state.window.update(|window| window.viewport = Some(new));
        }
    }

    fn zoom_at(self, x: f64, factor: f64) {
        let width = self.state.window.with_untracked(|window| window.width);
        self.change_viewport(|viewport| viewport.zoom(factor, (x - gutter(width)).max(0.0)));
    }

    fn seek_to(self, x: f64) {
        if let Some(time) = self.with_layout(|layout| layout.time_at(x)) {
            self.state.playback.update(|playback| playback.seek(time));
        }
    }

    fn tap(self, x: f64, y: f64) {
        self.seek_to(x);
        let hit = self.with_layout(|layout| layout.hit(x, y)).flatten();
        self.state.selection.set(hit.as_ref().and_then(|hit| hit.span));
        self.show_line(hit.map_or(0, |hit| hit.line));
    }

    fn overflows(self) -> bool {
        self.with_layout(|layout| layout.full_height() > layout.height).unwrap_or(false)
    }

    /// Scrolls the lanes by pixels.
    fn scroll_lanes(self, dy: f64) {
        let Some(max) = self.with_layout(|layout| layout.scroll_max() as f64 * ROW) else { return };
        let old = self.state.window.with_untracked(|window| window.scroll);
        let new = (old + dy).clamp(0.0, max);
        if new != old {
            self.state.window.update(|window| window.scroll = new);
        }
    }
}
