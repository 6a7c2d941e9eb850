//! What the program wrote until the playhead.

use super::app;
use super::numbers::StaleNote;
use leptos::html::Div;
use leptos::prelude::*;
use loopscope::session::{ConsoleLine, ConsoleView};

/// The console.
#[component]
pub fn ConsolePanel() -> impl IntoView {
    let state = app().state;
    let console = Memo::new(move |_| {
        let time = state.playback.with(|playback| playback.time());
        state.run().map_or_else(ConsoleView::default, |run| run.console(time))
    });
    let scroller = NodeRef::<Div>::new();
    Effect::new(move || {
        // The newest line is the one to see.
        console.track();
        if let Some(scroller) = scroller.get() {
            scroller.set_scroll_top(scroller.scroll_height());
        }
    });
    view! {
        <section class="panel console area-console" aria-labelledby="console-title">
            <div class="panel-head">
                <h2 class="panel-title" id="console-title">"Console"</h2>
                <StaleNote />
            </div>
            <div class="console-lines" node_ref=scroller tabindex="0" role="region" aria-label="What the program printed">
                <p class="console-note">{move || console.with(note)}</p>
                <ol>
                    <For
                        each=move || console.with(|console| console.lines.clone())
                        key=|line| (line.number, line.text.clone(), line.time.clone(), line.is_error)
                        children=line
                    />
                </ol>
            </div>
        </section>
    }
}

fn note(console: &ConsoleView) -> String {
    if console.lines.is_empty() { "Nothing printed so far.".to_owned() } else { console.omitted.clone() }
}

fn line(line: ConsoleLine) -> impl IntoView {
    view! {
        <li class="console-line" class:console-error=line.is_error>
            <span class="console-time">{line.time}</span>
            <span class="console-text">{line.text}</span>
        </li>
    }
}
