//! The list of programs to choose from, a file beside the page. The Rust side of js/late/programs.ts.

use super::{editor, late};
use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::wasm_bindgen;

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(js_namespace = loopscopePrograms, js_name = fetchPrograms, catch)]
    async fn fetch_programs() -> Result<JsValue, JsValue>;
}

/// The list as JSON; the error says what the browser said.
pub async fn fetch() -> Result<String, String> {
    late::editor().await?;
    let list = fetch_programs().await.map_err(|error| editor::describe(&error))?;
    Ok(list.as_string().unwrap_or_default())
}
