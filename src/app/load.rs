//! The load panel of a web application: what is sent to it, what came of that, and results side by side.

mod form;
mod kept;
mod results;

use super::app;
use super::numbers::StaleNote;
use form::Form;
use kept::Kept;
use leptos::prelude::*;
use results::Results;

/// The load panel.
#[inline(never)]
#[component]
pub fn LoadPanel() -> impl IntoView {
    let state = app().state;
    let has_result = Memo::new(move |_| state.load_result().is_some());
    let why_nothing = move || {
        let was_sent = state.run().is_some_and(|run| run.load.is_some());
        if was_sent { BROKEN_OFF } else { NOTHING_YET }
    };
    view! {
        <section class="panel load area-load" aria-labelledby="load-title">
            <div class="panel-head">
                <h2 class="panel-title" id="load-title">"Load"</h2>
                <span class="panel-note">"Requests from outside, in virtual time"</span>
                <StaleNote />
            </div>
            <Form />
            <Show when=move || has_result.get() fallback=move || view! { <p class="load-empty">{why_nothing}</p> }>
                <Results />
            </Show>
            <Kept />
        </section>
    }
}

const BROKEN_OFF: &str = "The load did not come to its end. Why, the line under the program and the console say.";
const NOTHING_YET: &str =
    "Nothing was sent yet. Send it, then change the program: each change is sent the same load again.";
