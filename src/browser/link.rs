//! A program's text made short enough for an address, and back. The Rust side of js/late/link.ts.

use super::{editor, late};
use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::wasm_bindgen;

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(js_namespace = loopscopeLink, js_name = pack, catch)]
    async fn js_pack(text: &str) -> Result<JsValue, JsValue>;
    #[wasm_bindgen(js_namespace = loopscopeLink, js_name = unpack, catch)]
    async fn js_unpack(packed: &str) -> Result<JsValue, JsValue>;
}

/// A text in letters that may stand in an address; none if the browser cannot do it.
pub async fn pack(text: &str) -> Option<String> {
    late::editor().await.ok()?;
    js_pack(text).await.ok()?.as_string()
}

/// The text again; the error says what is wrong with it.
pub async fn unpack(packed: &str) -> Result<String, String> {
    late::editor().await?;
    let text = js_unpack(packed).await.map_err(|error| editor::describe(&error))?;
    Ok(text.as_string().unwrap_or_default())
}
