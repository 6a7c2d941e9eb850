//! A switch with a few positions, of which at most one is on.

use leptos::prelude::*;

/// One position.
#[derive(Clone)]
pub struct Choice<T> {
    /// What it stands for.
    pub value: T,
    /// What it says.
    pub label: &'static str,
    /// What it means.
    pub title: &'static str,
}

/// The switch. Shows what `selected` says, not what was pressed: a press is a wish.
#[component]
pub fn Segmented<T: Copy + PartialEq + Send + Sync + 'static>(
    /// Stands before it.
    label: &'static str,
    choices: Vec<Choice<T>>,
    /// The position that is on; none between positions.
    selected: Signal<Option<T>>,
    /// False if there is nothing to switch.
    enabled: Signal<bool>,
    on_choose: impl Fn(T) + Copy + Send + Sync + 'static,
) -> impl IntoView {
    let button = move |choice: Choice<T>| {
        let is_on = move || selected.get() == Some(choice.value);
        view! {
            <button
                type="button"
                class="segment"
                title=choice.title
                aria-pressed=move || is_on().to_string()
                disabled=move || !enabled.get()
                on:click=move |_| on_choose(choice.value)
            >
                {choice.label}
            </button>
        }
    };
    view! {
        <div class="segmented" role="group" aria-label=label>
            <span class="segmented-label" aria-hidden="true">
                {label}
            </span>
            <span class="segmented-choices">{choices.into_iter().map(button).collect_view()}</span>
        </div>
    }
}
