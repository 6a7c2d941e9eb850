//! The part of the page's address after `#`, which holds what a link can hold.

use super::Listener;
use wasm_bindgen::JsValue;

/// What stands after `#`; empty if there is none.
pub fn hash() -> String {
    let hash = web_sys::window().and_then(|window| window.location().hash().ok()).unwrap_or_default();
    hash.strip_prefix('#').unwrap_or(&hash).to_string()
}

/// Puts `hash` into the address, without a new entry in the history. False if the browser refuses (some frames).
pub fn set_hash(hash: &str) -> bool {
    let history = web_sys::window().and_then(|window| window.history().ok());
    let address = format!("#{hash}");
    history.is_some_and(|history| history.replace_state_with_url(&JsValue::NULL, "", Some(&address)).is_ok())
}

/// Calls `callback` with the new hash when the visitor changes it (another link, the back button).
pub fn on_hash_change(callback: impl Fn(String) + 'static) -> Option<Listener> {
    Listener::new(web_sys::window()?.as_ref(), "hashchange", move |_| callback(hash()))
}
