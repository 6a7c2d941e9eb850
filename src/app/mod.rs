//! The page: components that show what the session says and send back what the user wants.
//!
//! Formats and sends; computes nothing that a native test could hold. Reaches the simulator through `session` and
//! `timeline`, the browser through `browser` alone. `state.rs` holds the signals, `actions.rs` alone writes them,
//! `effects.rs` carries them to what is not HTML; a file a panel.

mod actions;
mod app_window;
mod code;
mod console;
mod effects;
mod header;
mod load;
mod numbers;
mod programs;
mod services;
mod state;
mod timeline;
mod transport;
mod widgets;

use crate::browser::{boot, location, storage, theme};
use actions::{Actions, THEME_KEY};
use leptos::mount::mount_to;
use leptos::prelude::*;
use loopscope::session::Session;
use state::AppState;

/// The program the page opens with.
const FIRST_PROGRAM: &str = include_str!("../../lessons/first-light/program.py");

/// What every component is given: everything to read and the way to change it.
#[derive(Clone, Copy)]
pub struct App {
    /// To read.
    pub state: AppState,
    /// To change.
    pub actions: Actions,
}

/// The app of the component that asks.
pub fn app() -> App {
    expect_context::<App>()
}

/// Puts the page into index.html in place of its boot screen, with the first program already run.
pub fn mount() {
    let Some(root) = boot::page_root() else { return };
    mount_to(root, Page).forget();
    boot::finish_boot_screen();
}

/// The page's panels.
#[component]
fn Page() -> impl IntoView {
    // What a link names comes when its program is there.
    let session = Session::new(if location::hash().contains('=') { "" } else { FIRST_PROGRAM });
    let theme = state::first_theme(storage::read(THEME_KEY));
    theme::apply(theme);
    let state = AppState::new(session.analysis(), session.status(), theme);
    let actions = Actions::new(state, session);
    provide_context(App { state, actions });
    actions.run();
    effects::follow_system_theme(actions);
    view! {
        <header::Header />
        <main class="layout" class:is-stale=move || state.is_stale()>
            <code::CodePanel />
            <Show when=move || state.analysis.with(|analysis| analysis.routes().is_some())>
                {view! { <load::LoadPanel /> }.into_any()}
            </Show>
            <numbers::NumbersPanel />
            <app_window::AppWindowPanel />
            <console::ConsolePanel />
            <transport::TransportPanel />
            <timeline::TimelinePanel />
        </main>
    }
}
