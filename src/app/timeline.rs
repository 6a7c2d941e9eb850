//! The timeline panel: the picture with its buttons and legend, and the same as a table.

mod events;
mod picture;

use super::numbers::StaleNote;
use super::{App, app};
use events::Events;
use leptos::prelude::*;
use picture::Picture;

/// What the colours of the lanes mean.
const LEGEND: [(&str, &str); 5] = [
    ("legend-running", "running"),
    ("legend-ready", "ready"),
    ("legend-waiting", "waiting"),
    ("legend-blocked", "blocking the loop"),
    ("legend-ghost", "run before"),
];

/// The timeline.
#[component]
pub fn TimelinePanel() -> impl IntoView {
    let App { actions, .. } = app();
    let as_table = RwSignal::new(false);
    let zoom = move |label: &'static str, name: &'static str, steps: i32| {
        view! {
            <button type="button" class="button timeline-zoom" aria-label=name title=name on:click=move |_| actions.zoom(steps)>
                {label}
            </button>
        }
    };
    view! {
        <section class="panel timeline area-timeline" aria-labelledby="timeline-title">
            <div class="panel-head">
                <h2 class="panel-title" id="timeline-title">"Timeline"</h2>
                <StaleNote />
                <ul class="legend" aria-hidden="true">
                    {LEGEND.map(|(class, text)| view! { <li class=format!("legend-item {class}")>{text}</li> }).collect_view()}
                </ul>
                <div class="timeline-tools">
                    <button
                        type="button"
                        class="button"
                        aria-pressed=move || as_table.get().to_string()
                        on:click=move |_| as_table.update(|shown| *shown = !*shown)
                    >
                        "Table"
                    </button>
                    {zoom("−", "Zoom out", -1)}
                    {zoom("+", "Zoom in", 1)}
                    <button type="button" class="button" on:click=move |_| actions.zoom_to_fit()>
                        "Fit"
                    </button>
                </div>
            </div>
            <Picture hidden=as_table.into() />
            <Show when=move || as_table.get()>
                {view! { <Events /> }.into_any()}
            </Show>
        </section>
    }
}
