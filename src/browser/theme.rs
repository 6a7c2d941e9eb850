//! Light or dark, and how much motion: what the visitor's system asks for, and what the page shows.

use super::Listener;
use super::boot::document;
use web_sys::MediaQueryList;

/// The two looks of the page; each has its colours in style/tokens.css.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Theme {
    /// Dark text on light ground.
    Light,
    /// Light text on dark ground.
    Dark,
}

impl Theme {
    /// Its name in `<html data-theme="…">`, in the settings and for the editor.
    pub fn name(self) -> &'static str {
        match self {
            Theme::Light => "light",
            Theme::Dark => "dark",
        }
    }

    /// The theme of that name.
    pub fn named(name: &str) -> Option<Theme> {
        [Theme::Light, Theme::Dark].into_iter().find(|theme| theme.name() == name)
    }
}

fn media(query: &str) -> Option<MediaQueryList> {
    web_sys::window()?.match_media(query).ok().flatten()
}

const PREFERS_DARK: &str = "(prefers-color-scheme: dark)";
const PREFERS_LESS_MOTION: &str = "(prefers-reduced-motion: reduce)";

fn theme_of(media: &MediaQueryList) -> Theme {
    if media.matches() { Theme::Dark } else { Theme::Light }
}

/// What the visitor's system prefers.
pub fn preferred() -> Theme {
    media(PREFERS_DARK).as_ref().map_or(Theme::Light, theme_of)
}

/// Calls `callback` when the system's preference changes.
pub fn on_preference_change(callback: impl Fn(Theme) + 'static) -> Option<Listener> {
    let media = media(PREFERS_DARK)?;
    let now = media.clone();
    Listener::new(media.as_ref(), "change", move |_| callback(theme_of(&now)))
}

/// Shows the page in this theme. Colours read by [`colour`] are the new ones from then on.
pub fn apply(theme: Theme) {
    if let Some(root) = document().and_then(|document| document.document_element()) {
        // Fails only for an attribute name that is no name.
        let _ = root.set_attribute("data-theme", theme.name());
    }
}

/// True if the visitor's system asks for less motion.
pub fn reduced_motion() -> bool {
    media(PREFERS_LESS_MOTION).is_some_and(|media| media.matches())
}

/// The value of a token of style/tokens.css (`--lane-running`) in the theme shown; empty if there is none. For the
/// canvas, which knows no CSS variables; read once per theme change, not per frame.
pub fn colour(token: &str) -> String {
    let style = || {
        let root = document()?.document_element()?;
        web_sys::window()?.get_computed_style(&root).ok().flatten()
    };
    style()
        .and_then(|style| style.get_property_value(token).ok())
        .map_or(String::new(), |value| value.trim().to_string())
}
