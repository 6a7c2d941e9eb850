//! What happened in a run: events, and what is derived from them. Knows only `base`; never Python, the machine or the page.
//!
//! The machine records [`Event`]s into a [`Recorder`]; a finished [`Trace`] is turned into [`Lanes`] (spans of what each task
//! and the thread did), [`Metrics`] and exports.

mod event;
mod export;
mod frames;
mod join;
mod metrics;
mod order;
mod query;
mod recorder;
mod spans;

pub use event::{Event, Finish, Outcome, Stream, TaskName, Text, Wait};
pub use export::chrome_json;
pub use frames::{FRAMES_PER_SECOND, FrameLog, FrameRun, frame_due};
pub use join::Joining;
pub use metrics::Metrics;
pub use query::Moments;
pub use recorder::{EVENTS_MAX, Recorder, Trace};
pub use spans::{FindingLanes, Group, Lane, LaneKind, Lanes, Span, State};
