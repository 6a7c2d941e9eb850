//! The one door for the page and the command line: takes source text and intents, runs the machine in slices, and hands
//! out plain structs in the words of the page.
//!
//! Everything a person reads is made here, where native tests can hold it; the page only shows it. Knows every room below
//! and no browser.

mod app_window;
pub mod format;
mod playback;

pub use app_window::{Answer, AppWindowView, Input, InputKind, Served, TEXT_CHARS_MAX};
pub use playback::{Playback, Speed, TransportView};
