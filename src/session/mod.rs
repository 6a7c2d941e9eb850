//! The one door for the page and the command line: takes source text and intents, runs the machine in slices, and hands
//! out plain structs in the words of the page.
//!
//! Everything a person reads is made here, where native tests can hold it; the page only shows it. Knows every room below
//! and no browser.

mod analysis;
mod app_window;
mod console;
pub mod format;
mod numbers;
mod places;
mod playback;
#[cfg(test)]
mod sample;
mod table;

pub use analysis::{Analysis, Chip, Drag, DurationHandle, Problem, WaitsView, wait_label};
pub use app_window::{Answer, AppLoop, AppWindowView, Input, InputKind, TEXT_CHARS_MAX};
pub use console::{Console, ConsoleLine, ConsoleView, Write};
pub use numbers::{Change, NumberView, Verdict, numbers};
pub use places::{LineMark, line_marks, now_sentence};
pub use playback::{Playback, Speed, TransportView};
pub use table::{TableRow, TableView, table};
