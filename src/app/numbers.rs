//! The numbers of the run, each against the run before.

use super::app;
use leptos::prelude::*;
use loopscope::session::{Change, NumberView, Verdict};

/// The numbers.
#[component]
pub fn NumbersPanel() -> impl IntoView {
    let state = app().state;
    let numbers = move || {
        let shown = state.shown.get();
        shown.map(|shown| shown.run.numbers(shown.ghost.as_deref())).unwrap_or_default()
    };
    view! {
        <section class="panel numbers area-numbers" aria-label="Numbers">
            <dl class="numbers-list">{move || numbers().into_iter().map(number).collect_view()}</dl>
        </section>
    }
}

/// Says that a panel shows the last run and not the text.
#[component]
pub fn StaleNote() -> impl IntoView {
    let state = app().state;
    view! {
        <Show when=move || state.is_stale()>
            <span class="stale-note">"of the last run"</span>
        </Show>
    }
}

/// One number.
pub fn number(number: NumberView) -> impl IntoView {
    let NumberView { key, label, meaning, value, alarm, change } = number;
    view! {
        <div class="number" class:number-alarm=alarm data-number=key title=meaning>
            <dt class="number-label">{label}</dt>
            <dd class="number-value">{value}</dd>
            {change.map(change_view)}
        </div>
    }
}

fn change_view(change: Change) -> impl IntoView {
    let kind = match change.verdict {
        Verdict::Better => "number-change number-better",
        Verdict::Worse => "number-change number-worse",
        Verdict::Changed => "number-change number-changed",
        Verdict::Same => "number-change number-same",
    };
    view! {
        <dd class=kind title=change.before.clone()>
            {change.text}
            <span class="spoken">{format!(", {}", change.before)}</span>
        </dd>
    }
}
