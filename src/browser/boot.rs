//! The start of the page: what index.html shows until the page runs, and how far along the page is.

use web_sys::{Document, HtmlElement};

/// The browser's document; `None` only outside a page.
pub(super) fn document() -> Option<Document> {
    web_sys::window()?.document()
}

/// The element of index.html that the page is mounted in.
pub fn page_root() -> Option<HtmlElement> {
    use wasm_bindgen::JsCast;
    document()?.get_element_by_id("app")?.dyn_into().ok()
}

/// Takes the boot screen away.
pub fn finish_boot_screen() {
    if let Some(screen) = document().and_then(|document| document.get_element_by_id("boot")) {
        screen.remove();
    }
}

/// Says in `<body data-state="…">` what the page is doing: `booting`, `running`, `idle`. Tests wait for it.
pub fn set_page_state(state: &str) {
    if let Some(body) = document().and_then(|document| document.body()) {
        // Fails only for an attribute name that is no name.
        let _ = body.set_attribute("data-state", state);
    }
}
