//! Pictures on buttons, drawn in the colour of the text. What they mean is always said in words beside them.

use leptos::prelude::*;

/// Which picture.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shape {
    /// A loop with something going round.
    Logo,
    Play,
    Pause,
    StepBack,
    StepForward,
    /// Half light, half dark.
    Theme,
}

impl Shape {
    /// Filled outline, on 16 by 16.
    fn path(self) -> &'static str {
        match self {
            Shape::Logo => {
                "M8 1.5a6.5 6.5 0 1 0 6.5 6.5h-2.4A4.1 4.1 0 1 1 8 3.9zM12.6 2.2a1.9 1.9 0 1 0 .01 0zM8 6a2 2 0 1 0 .01 0z"
            }
            Shape::Play => "M4.5 2.6v10.8L13 8z",
            Shape::Pause => "M4 3h3v10H4zM9 3h3v10H9z",
            Shape::StepBack => "M3 3h2v10H3zM13 3v10L6 8z",
            Shape::StepForward => "M11 3h2v10h-2zM3 3v10l7-5z",
            Shape::Theme => "M8 1.5a6.5 6.5 0 1 0 .01 0zM8 3.3v9.4a4.7 4.7 0 0 1 0-9.4z",
        }
    }
}

/// A picture.
#[component]
pub fn Icon(shape: Shape) -> impl IntoView {
    view! {
        <svg class="icon" viewBox="0 0 16 16" aria-hidden="true" focusable="false">
            <path d=shape.path() fill="currentColor" fill-rule="evenodd"></path>
        </svg>
    }
}
