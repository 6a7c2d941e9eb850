//! How a run is laid out and drawn, without a canvas: pure, tested as a log of what is drawn.
//!
//! A [`Layout`] is made from the lanes of a trace, a [`Viewport`] and a height; it draws itself into any [`Painter`] and says
//! what is at a point. Colours are roles; the browser's painter knows what they look like.

mod describe;
mod draw;
mod layout;
mod shorten;
mod viewport;

pub use describe::{duration_text, group_text, lane_state_text, span_text, state_text};
pub use draw::{DrawLog, Ink, Painter, Rect};
pub use layout::{GHOST_BAR, Hit, Layout, ROW, Selection, Source, axis_width, gutter};
pub use shorten::shorten;
pub use viewport::Viewport;
