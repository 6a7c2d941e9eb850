//! The browser: the only place that names JavaScript or `web_sys`.
//!
//! Thin wrappers, one file per neighbour, in the page's own words: no JavaScript type is needed to call them. Nothing
//! here knows the simulator's machine or decides anything; nothing here panics, whatever the browser forbids.

pub mod boot;
pub mod canvas;
pub mod crash;
pub mod editor;
pub mod frames;
pub mod gestures;
pub mod late;
pub mod link;
mod listener;
pub mod location;
pub mod painter;
pub mod programs;
pub mod storage;
pub mod theme;

pub use listener::Listener;
