//! The code panel: the switch for all waits, the editor, and the line that says how the text is doing.

use super::effects::{EditorCell, feed_editor, keep_link};
use super::programs::NoticeLine;
use super::services::Services;
use super::widgets::segmented::{Choice, Segmented};
use super::{App, app};
use crate::browser::editor::{Editor, EditorEvent};
use crate::browser::late;
use leptos::html::Div;
use leptos::prelude::*;
use leptos::task::spawn_local;
use loopscope::session::Tone;
use loopscope::syntax::WaitKind;

/// The code panel.
#[component]
pub fn CodePanel() -> impl IntoView {
    let state = app().state;
    let has_services = Memo::new(move |before: Option<&bool>| {
        // While a text is typed that cannot run, the table stays.
        state.analysis.with(|analysis| match before {
            Some(true) if !analysis.compiles() => true,
            _ => !analysis.services().is_empty(),
        })
    });
    view! {
        <section class="panel code area-code" aria-labelledby="code-title">
            <WaitSwitch />
            <CodeEditor />
            <Status />
            <Show when=move || has_services.get()>
                {view! { <Services /> }.into_any()}
            </Show>
            <Show when=move || state.notice.with(Option::is_some)>
                {view! { <NoticeLine /> }.into_any()}
            </Show>
        </section>
    }
}

#[component]
fn WaitSwitch() -> impl IntoView {
    let App { state, actions } = app();
    let waits = move || state.analysis.with(|analysis| analysis.waits);
    let selected = Signal::derive(move || waits().all());
    let enabled = Signal::derive(move || waits().can_block || waits().can_await);
    let choices = vec![
        Choice { value: WaitKind::Blocking, label: "blocking", title: "time.sleep: the whole loop stands still" },
        Choice { value: WaitKind::Awaited, label: "awaited", title: "await asyncio.sleep: the loop goes on" },
    ];
    view! {
        <div class="panel-head code-head">
            <h2 class="panel-title" id="code-title">"Program"</h2>
            <Segmented
                label="All waits"
                choices=choices
                selected=selected
                enabled=enabled
                on_choose=move |kind| actions.switch_all(kind)
            />
            <span class="code-waits">{move || waits().summary()}</span>
        </div>
    }
}

#[component]
fn CodeEditor() -> impl IntoView {
    let app = app();
    let parent = NodeRef::<Div>::new();
    let editor: EditorCell = StoredValue::new_local(None);
    let failure = RwSignal::new(String::new());
    Effect::new(move || {
        let Some(parent) = parent.get() else { return };
        let owner = Owner::current();
        spawn_local(async move {
            let made = late::editor().await.and_then(|()| {
                let source = app.state.analysis.with_untracked(|analysis| analysis.source.clone());
                let theme = app.state.theme.get_untracked();
                Editor::create(&parent, &source, theme, move |event| hear(app, event))
            });
            match (made, owner) {
                (Ok(made), Some(owner)) => {
                    editor.set_value(Some(made));
                    app.actions.editor_came();
                    owner.with(|| {
                        feed_editor(editor, app);
                        keep_link(app);
                    });
                }
                (Err(message), _) => failure.set(format!("The editor could not be started: {message}")),
                // The page is being closed.
                (Ok(_), None) => {}
            }
        });
    });
    let has_editor = move || app.state.has_editor.get();
    view! {
        <div class="editor code-editor" node_ref=parent>
            <Show when=move || !has_editor()>
                <pre class="code-waiting" tabindex="0" aria-label="Python program, about to become an editor">
                    {move || app.state.analysis.with(|analysis| analysis.source.clone())}
                </pre>
            </Show>
        </div>
        <Show when=move || failure.with(|failure| !failure.is_empty())>
            <p class="code-failure" role="alert">
                {failure}
            </p>
        </Show>
    }
}

fn hear(App { actions, .. }: App, event: EditorEvent) {
    match event {
        EditorEvent::Changed { text, origin } => actions.text_changed(&text, &origin),
        EditorEvent::ChipPressed { id, backwards } => actions.press_chip(id, backwards),
        EditorEvent::Dragged { id, steps, phase } => actions.drag(id, steps, phase),
    }
}

#[component]
fn Status() -> impl IntoView {
    let App { state, actions } = app();
    let line = move || state.status.with(|status| status.line);
    let has_line = move || line() > 0;
    let is_busy = move || state.status.with(|status| status.tone == Tone::Busy);
    let tone = move || state.status.with(|status| format!("status status-{}", status.tone.name()));
    view! {
        <div class=tone>
            // The words change often while a run goes on; only where it came to rest is read out.
            <p class="status-text" role="status" aria-busy=move || is_busy().to_string()>
                {move || state.status.with(|status| status.text.clone())}
                " "
                <span class="status-stale">{move || state.status.with(|status| status.stale.clone())}</span>
            </p>
            <Show when=has_line>
                <button type="button" class="button" on:click=move |_| actions.show_line(line())>
                    {move || format!("Show line {}", line())}
                </button>
            </Show>
            <Show when=move || state.is_running()>
                <button type="button" class="button" on:click=move |_| actions.stop()>
                    "Stop"
                </button>
            </Show>
        </div>
    }
}
