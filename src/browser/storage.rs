//! Settings that stay on the visitor's machine (`localStorage`). Where the browser forbids it (a sandboxed frame,
//! private windows), there is simply nothing stored.

use web_sys::Storage;

/// All our keys begin so, as other pages of the same site share the storage.
const PREFIX: &str = "loopscope.";

fn storage() -> Option<Storage> {
    web_sys::window()?.local_storage().ok().flatten()
}

/// What was stored under `key`.
pub fn read(key: &str) -> Option<String> {
    storage()?.get_item(&format!("{PREFIX}{key}")).ok().flatten()
}

/// Stores `value` under `key`; false if the browser does not keep it.
pub fn write(key: &str, value: &str) -> bool {
    storage().is_some_and(|storage| storage.set_item(&format!("{PREFIX}{key}"), value).is_ok())
}
