//! A panic in wasm cannot be survived: shown in full by the plain HTML of index.html, which needs no wasm.

use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::wasm_bindgen;

#[wasm_bindgen]
extern "C" {
    /// Defined by a script in index.html.
    #[wasm_bindgen(js_name = loopscopeCrashed, catch)]
    fn show(message: &str) -> Result<(), JsValue>;

    #[wasm_bindgen(js_namespace = console, js_name = error)]
    fn console_error(message: &str);
}

/// From now on a panic is written to the browser's console and covers the page with what happened and what to do.
pub fn show_panics() {
    std::panic::set_hook(Box::new(|panic| {
        let message = panic.to_string();
        console_error(&message);
        // If even this fails, the console has it.
        let _ = show(&message);
    }));
}
