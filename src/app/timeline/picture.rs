//! The timeline as a picture: two canvases, one above the other. The lower one holds what stands still while the run is
//! played, the upper one the playhead, what the mouse is over and what is chosen.

use crate::app::actions::{Actions, layout};
use crate::app::{App, app};
use crate::browser::canvas::{Canvas, CanvasSize};
use crate::browser::gestures::{Gestures, page_scrolls};
use crate::browser::painter::{CanvasPainter, Palette};
use crate::browser::theme::Theme;
use leptos::ev::KeyboardEvent;
use leptos::html;
use leptos::prelude::*;
use loopscope::timeline::Layout;

const HELP: &str = "Left and right arrow: previous and next span. Up and down: other lane. Enter: put the playhead there. \
                    Plus and minus: zoom; 0: all of it. Shift with left and right: move.";

/// How far from the mouse the tooltip stands, and how wide it may be, in CSS pixels.
const TIP_DISTANCE_PX: f64 = 14.0;
const TIP_WIDTH_PX: f64 = 300.0;

type Cell<T> = StoredValue<Option<T>, LocalStorage>;

/// What is drawn on, and in which colours.
#[derive(Clone, Copy)]
struct Easel {
    still: Cell<Canvas>,
    moving: Cell<Canvas>,
    /// Counts how often a canvas was emptied by a change of its size.
    emptied: RwSignal<u32>,
    palette: StoredValue<Option<(Theme, Palette)>, LocalStorage>,
}

/// The picture.
#[component]
pub fn Picture(
    /// The table is shown instead.
    hidden: Signal<bool>,
) -> impl IntoView {
    let App { state, actions } = app();
    let (parent, still, moving) =
        (NodeRef::<html::Div>::new(), NodeRef::<html::Canvas>::new(), NodeRef::<html::Canvas>::new());
    let easel = Easel {
        still: StoredValue::new_local(None),
        moving: StoredValue::new_local(None),
        emptied: RwSignal::new(0),
        palette: StoredValue::new_local(None),
    };
    let gestures: Cell<Gestures> = StoredValue::new_local(None);
    Effect::new(move || {
        let (Some(parent), Some(still), Some(moving)) = (parent.get(), still.get(), moving.get()) else { return };
        let emptied = easel.emptied;
        let resized = move |size: CanvasSize| {
            actions.timeline_resized(size.width, size.height);
            emptied.update(|times| *times += 1);
        };
        easel.still.set_value(Canvas::new(still, resized));
        easel.moving.set_value(Canvas::new(moving, resized));
        let use_gesture = move |gesture| actions.timeline_gesture(gesture, page_scrolls());
        gestures.set_value(Some(Gestures::attach(&parent, use_gesture)));
    });
    draw(easel, app());
    let chosen = move || {
        let span = state.selection.get().and_then(|chosen| state.run()?.span(chosen));
        span.map(|span| span.text)
    };
    view! {
        <div
            class="picture"
            class:picture-hidden=hidden
            node_ref=parent
            tabindex="0"
            role="application"
            aria-roledescription="timeline"
            aria-label="What every task did"
            aria-describedby="timeline-help"
            on:keydown=move |event| key(actions, &event)
        >
            <canvas class="picture-layer" node_ref=still></canvas>
            <canvas class="picture-layer picture-moving" node_ref=moving></canvas>
            <Tip />
        </div>
        <p class="spoken" id="timeline-help">
            {HELP}
        </p>
        <p class="picture-chosen" role="status">
            {chosen}
        </p>
    }
}

/// Draws each layer when something on it has changed.
fn draw(easel: Easel, app: App) {
    let state = app.state;
    Effect::new(move || {
        easel.emptied.track();
        paint(easel, easel.still, app, |layout, painter| layout.draw(painter));
    });
    Effect::new(move || {
        easel.emptied.track();
        let (playhead, hover) = (state.playback.with(|playback| playback.time()), state.hover.get());
        let selection = state.selection.get();
        paint(easel, easel.moving, app, |layout, painter| {
            let hover = hover.filter(|(x, _)| *x >= layout.gutter).map(|(x, _)| layout.time_at(x));
            layout.draw_overlay(painter, playhead, hover, selection);
        });
    });
}

fn paint(easel: Easel, canvas: Cell<Canvas>, app: App, draw: impl FnOnce(&Layout<'_>, &mut CanvasPainter<'_>)) {
    let (theme, window) = (app.state.theme.get(), app.state.window.get());
    let is_known = easel.palette.with_value(|known| known.as_ref().is_some_and(|(of, _)| *of == theme));
    if !is_known {
        easel.palette.set_value(Some((theme, Palette::read())));
    }
    app.state.shown.with(|shown| {
        let Some(layout) = shown.as_ref().and_then(|shown| layout(shown, &window)) else { return };
        canvas.with_value(|canvas| {
            easel.palette.with_value(|palette| {
                if let (Some(canvas), Some((_, palette))) = (canvas, palette) {
                    draw(&layout, &mut canvas.paint(palette));
                }
            });
        });
    });
}

fn key(actions: Actions, event: &KeyboardEvent) {
    if event.ctrl_key() || event.meta_key() || event.alt_key() {
        return;
    }
    match (event.key().as_str(), event.shift_key()) {
        ("ArrowLeft", true) => actions.pan(-1),
        ("ArrowRight", true) => actions.pan(1),
        ("ArrowLeft", false) => actions.move_selection(-1, 0),
        ("ArrowRight", false) => actions.move_selection(1, 0),
        ("ArrowUp", _) => actions.move_selection(0, -1),
        ("ArrowDown", _) => actions.move_selection(0, 1),
        ("Enter", _) => actions.go_to_selection(),
        ("+" | "=", _) => actions.zoom(1),
        ("-", _) => actions.zoom(-1),
        ("0", _) => actions.zoom_to_fit(),
        _ => return,
    }
    event.prevent_default();
}

/// What is under the mouse, in words beside it.
#[component]
fn Tip() -> impl IntoView {
    let state = app().state;
    move || {
        let (x, y) = state.hover.get()?;
        let window = state.window.get();
        let text = state.shown.with(|shown| Some(layout(shown.as_ref()?, &window)?.hit(x, y)?.text))?;
        // On the side where there is room, so that it never leaves the picture.
        let left = if x + TIP_DISTANCE_PX + TIP_WIDTH_PX > window.width {
            (x - TIP_DISTANCE_PX - TIP_WIDTH_PX).max(0.0)
        } else {
            x + TIP_DISTANCE_PX
        };
        let below = y < window.height / 2.0;
        let place = if below {
            format!("left: {left}px; top: {}px", y + TIP_DISTANCE_PX)
        } else {
            format!("left: {left}px; bottom: {}px", window.height - y + TIP_DISTANCE_PX)
        };
        Some(view! {
            <div class="picture-tip" style=place>
                {text}
            </div>
        })
    }
}
