//! The little app that lives on the simulated loop. Its elements are real; what they show is what the loop got round to.

use super::numbers::StaleNote;
use super::{App, app};
use crate::browser::theme::reduced_motion;
use leptos::html::Input;
use leptos::prelude::*;
use loopscope::session::{Answer, AppWindowView, InputKind, format};

/// The app window.
#[component]
pub fn AppWindowPanel() -> impl IntoView {
    let App { state, .. } = app();
    let view = Memo::new(move |_| {
        let time = state.playback.with(|playback| playback.time());
        let run = state.run()?;
        Some(state.inputs.with(|inputs| run.app_window(inputs, time)))
    });
    let window = Signal::derive(move || view.get().unwrap_or_default());
    let playing = move || state.playback.with(|playback| playback.is_playing());
    let status = move || {
        if playing() { window.with(|view| view.status.clone()) } else { "Paused. Click or type to play.".to_owned() }
    };
    view! {
        <section class="panel app-window area-window" aria-labelledby="app-window-title">
            <div class="panel-head">
                <h2 class="panel-title" id="app-window-title">"App window"</h2>
                <StaleNote />
            </div>
            <div class="app-frame" class:app-frozen=move || window.with(|view| view.frozen)>
                <Spinner window=window />
                <Field window=window />
                <Button window=window />
            </div>
            <p class="app-waiting">{move || window.with(waiting)}</p>
            <p class="app-status">{status}</p>
            <ul class="app-answers">{move || window.with(|view| view.answers.clone()).into_iter().map(answer).collect_view()}</ul>
        </section>
    }
}

#[component]
fn Spinner(window: Signal<AppWindowView>) -> impl IntoView {
    // Who asks for less motion sees the frames counted instead of something that turns.
    let still = reduced_motion();
    let turn = move || {
        let degrees = if still { 0 } else { window.with(|view| view.spinner_degrees) };
        format!("rotate({degrees}deg)")
    };
    view! {
        <div class="app-spinner-box">
            <div class="app-spinner" style:transform=turn></div>
            <span class="app-frames">{move || window.with(|view| format::plural(view.frames, "frame"))}</span>
        </div>
    }
}

#[component]
fn Field(window: Signal<AppWindowView>) -> impl IntoView {
    let actions = app().actions;
    let field = NodeRef::<Input>::new();
    let typed = move |event| {
        let shown = window.with_untracked(|view| view.text.clone());
        let changes = InputKind::changes(&shown, &event_target_value(&event));
        // The field shows what the loop has drawn, not what was typed.
        if let Some(field) = field.get_untracked() {
            field.set_value(&shown);
        }
        actions.app_input(changes);
    };
    view! {
        <input
            type="text"
            class="app-input"
            aria-label="Your name"
            placeholder="Your name"
            autocomplete="off"
            spellcheck="false"
            node_ref=field
            prop:value=move || window.with(|view| view.text.clone())
            on:input=typed
        />
    }
}

#[component]
fn Button(window: Signal<AppWindowView>) -> impl IntoView {
    let actions = app().actions;
    view! {
        <button type="button" class="button app-button" on:click=move |_| actions.app_input(vec![InputKind::Click])>
            {move || window.with(|view| format!("Clicked {}", format::plural(view.clicks, "time")))}
        </button>
    }
}

/// What the user did that the loop has not got round to.
fn waiting(view: &AppWindowView) -> String {
    let clicks = (view.clicks_waiting > 0).then(|| format!("{} waiting", format::plural(view.clicks_waiting, "click")));
    let text = (view.text != view.text_typed).then(|| format!("not drawn yet: {}", view.text_typed));
    clicks.into_iter().chain(text).collect::<Vec<_>>().join("; ")
}

fn answer(answer: Answer) -> impl IntoView {
    view! {
        <li class="app-answer" class:app-answer-slow=answer.slow>
            {answer.text}
        </li>
    }
}
