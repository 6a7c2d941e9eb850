//! The one door for the page and the command line: takes source text and intents, runs the machine in slices, and hands
//! out plain structs in the words of the page.
//!
//! Everything a person reads is made here, where native tests can hold it; the page only shows it. Knows every room below
//! and no browser.

mod analysis;
mod app_window;
mod batch;
mod console;
mod door;
pub mod format;
mod job;
mod kin;
mod load;
mod numbers;
mod places;
mod playback;
mod run;
#[cfg(test)]
mod sample;
mod status;
mod table;

pub use analysis::{Analysis, Chip, Drag, DurationHandle, Problem, WaitsView, wait_label};
pub use app_window::{Answer, AppLoop, AppWindowView, Input, InputKind, TEXT_CHARS_MAX};
pub use batch::{Batch, Settings, run_batch};
pub use console::{Console, ConsoleLine, ConsoleView, Write};
pub use door::{Advanced, Session};
pub use job::{Job, PAGE_LIMITS, Progress};
pub use load::{
    BarRow, Bars, Column, Doing, HEIGHT as PICTURE_HEIGHT, Histogram, LoadNumbers, LoadPlan, LoadProgress, LoadResult,
    LoadRow, LoadRun, LoadSpec, Loaded, MIX_MAX, Mixed, Pattern, Percentiles, Reply, Share, WIDTH as PICTURE_WIDTH,
    memory_model, run_load,
};
pub use numbers::{Change, NumberView, Verdict, numbers};
pub use places::{LineMark, line_marks, now_sentence};
pub use playback::{Playback, Speed, TransportView};
pub use run::{Run, SpanView};
pub use status::{StatusView, Tone};
pub use table::{TableRow, TableView, table};
