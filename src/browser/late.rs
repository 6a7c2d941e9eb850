//! What loads after the first run: the editor, and the rest of the page's own wasm. The Rust side of js/late.js.

use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::wasm_bindgen;

#[wasm_bindgen(module = "/js/late.js")]
extern "C" {
    #[wasm_bindgen(js_name = loadEditor, catch)]
    async fn load_editor() -> Result<(), JsValue>;
    #[wasm_bindgen(js_name = fetchRest, catch)]
    async fn fetch_rest() -> Result<(), JsValue>;
    // `cargo xtask build` finds it by this name and calls it from the doors it puts in.
    #[wasm_bindgen(js_name = loadRest)]
    fn load_rest();
}

/// Lets the rest be fetched when the page has been painted, and loaded then.
pub fn fetch_the_rest() {
    wasm_bindgen_futures::spawn_local(async {
        // Without a network now, the rest is asked for again when a function of it is called.
        if fetch_rest().await.is_ok() {
            load_rest();
        }
    });
}

/// Fetches the editor's code when the page has been painted; the error says what the browser said.
pub async fn editor() -> Result<(), String> {
    load_editor().await.map_err(|error| super::editor::describe(&error))
}
