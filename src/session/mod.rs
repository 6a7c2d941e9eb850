//! The one door for the page and the command line: takes source text and intents, runs the machine in slices, and hands
//! out plain structs in the words of the page.
//!
//! Everything a person reads is made here, where native tests can hold it; the page only shows it. Knows every room below
//! and no browser.

mod analysis;
mod app_window;
pub mod console;
pub mod format;
mod numbers;
mod playback;

pub use analysis::{Analysis, Chip, Drag, DurationHandle, Problem, WaitsView, wait_label};
pub use app_window::{Answer, AppWindowView, Input, InputKind, Served, TEXT_CHARS_MAX};
pub use numbers::{Change, NumberView, Verdict};
pub use playback::{Playback, Speed, TransportView};
