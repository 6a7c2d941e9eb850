//! The top of the page: its name, what it is, and the theme.

use super::app;
use super::programs::{MENU, Programs};
use super::widgets::icon::{Icon, Shape};
use crate::browser::theme::Theme;
use leptos::prelude::*;

/// The page's header.
#[component]
pub fn Header() -> impl IntoView {
    let app = app();
    let is_dark = move || app.state.theme.get() == Theme::Dark;
    view! {
        <header class="header area-bar">
            <Icon shape=Shape::Logo />
            <h1 class="header-name">"Loopscope"</h1>
            <button type="button" class="button header-programs" popovertarget=MENU disabled=move || !app.state.has_editor.get()>
                "Programs"
            </button>
            <Show when=move || app.state.has_editor.get()>
                {view! { <Programs /> }.into_any()}
            </Show>
            <p class="header-purpose">"See what async does: edit the program, and its event loop answers."</p>
            <button
                type="button"
                class="button header-theme"
                aria-pressed=move || is_dark().to_string()
                on:click=move |_| app.actions.toggle_theme()
            >
                <Icon shape=Shape::Theme />
                <span class="header-theme-label">"Dark theme"</span>
            </button>
        </header>
    }
}
