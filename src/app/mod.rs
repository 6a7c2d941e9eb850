//! The page: components that show what the session says and send back what the user wants.
//!
//! Formats and sends; computes nothing that a native test could hold. Reaches the simulator through `session` alone and
//! the browser through `browser` alone.

use crate::browser::boot;
use crate::browser::editor::Editor;
use crate::browser::theme;
use leptos::html::Div;
use leptos::mount::mount_to;
use leptos::prelude::*;

/// Puts the page into index.html in place of its boot screen.
pub fn mount() {
    let Some(root) = boot::page_root() else { return };
    mount_to(root, Page).forget();
    boot::finish_boot_screen();
    boot::set_page_state("idle");
}

/// The page's panels.
#[component]
fn Page() -> impl IntoView {
    let code = NodeRef::<Div>::new();
    let editor = StoredValue::new_local(None::<Editor>);
    Effect::new(move || {
        if let Some(parent) = code.get() {
            let made = Editor::create(&parent, "print('hello')\n", theme::preferred(), |_| {});
            editor.set_value(made.ok());
        }
    });
    view! {
        <header class="area-bar">
            <h1>"Loopscope"</h1>
        </header>
        <main class="layout">
            <section class="panel area-code" aria-label="Code">
                <div class="editor" node_ref=code></div>
            </section>
        </main>
    }
}
