//! The list of programs to choose from, and what is to be said of the one that was opened.

use super::state::Notice;
use super::{App, app};
use leptos::prelude::*;
use loopscope::lesson::Program;

/// The id of the list, by which its button opens it.
pub const MENU: &str = "programs";

/// The list. It opens over the page and closes by itself.
#[inline(never)]
#[component]
pub fn Programs() -> impl IntoView {
    let App { state, actions } = app();
    let list = move || state.programs.with(|list| list.clone().unwrap_or_default());
    let problem = move || state.programs.with(|list| list.as_ref().err().cloned());
    let program = move |(place, program): (usize, Program)| {
        let is_open = move || state.analysis.with(|analysis| *analysis.source == *program.text);
        view! {
            <li>
                <button
                    type="button"
                    class="program"
                    popovertarget=MENU
                    popovertargetaction="hide"
                    aria-current=move || is_open().to_string()
                    on:click=move |_| actions.open_program(place)
                >
                    <span class="program-title">{program.title}</span>
                    <span class="program-about">{program.about}</span>
                </button>
            </li>
        }
    };
    view! {
        <div id=MENU class="programs" popover="auto" role="region" aria-label="Programs to open" on:toggle=move |_| actions.fetch_programs(|| ())>
            <ul>{move || list().into_iter().enumerate().map(program).collect_view()}</ul>
            <p class="programs-problem" role="status">
                {problem}
            </p>
            <Show when=move || problem().is_some()>
                <button type="button" class="button" on:click=move |_| actions.fetch_programs(|| ())>
                    "Try again"
                </button>
            </Show>
        </div>
    }
}

/// What is to be said of the program that was opened.
#[inline(never)]
#[component]
pub fn NoticeLine() -> impl IntoView {
    let App { state, actions } = app();
    let text = move || match state.notice.get() {
        Some(Notice::Own { opened, .. }) => format!("“{opened}” is open. Your own program is kept."),
        Some(Notice::Problem(problem)) => problem,
        None => String::new(),
    };
    let has_own = move || state.notice.with(|notice| matches!(notice, Some(Notice::Own { .. })));
    view! {
        <div class="notice">
            <p class="notice-text" role="status">
                {text}
            </p>
            <Show when=has_own>
                <button type="button" class="button" on:click=move |_| actions.back_to_own()>
                    "Back to it"
                </button>
            </Show>
            <button type="button" class="button" aria-label="Dismiss" title="Dismiss" on:click=move |_| actions.dismiss_notice()>
                "×"
            </button>
        </div>
    }
}
