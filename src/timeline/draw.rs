//! What can be drawn: rectangles, lines and texts in roles of colour. No colours here.

/// The role of a colour; the painter looks it up in the theme.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ink {
    Running,
    Ready,
    Waiting,
    /// The ground of a ready span, and of a waiting one; their text is [`Ink::Text`].
    ReadySoft,
    WaitingSoft,
    Blocked,
    Idle,
    /// Several short spans in one pixel.
    Merged,
    FrameOk,
    FrameLost,
    Bracket,
    Ghost,
    Grid,
    Text,
    MutedText,
    /// Text on a filled span.
    OnSpan,
    Playhead,
    Hover,
    Selection,
}

/// A rectangle in CSS pixels.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Rect {
    pub x: f64,
    pub y: f64,
    pub w: f64,
    pub h: f64,
}

/// Something that draws. Implemented by the canvas, and by [`DrawLog`] in tests.
pub trait Painter {
    /// A filled rectangle.
    fn fill(&mut self, rect: Rect, ink: Ink);
    /// The outline of a rectangle.
    fn outline(&mut self, rect: Rect, ink: Ink);
    /// A rectangle with diagonal lines: blocked.
    fn hatch(&mut self, rect: Rect, ink: Ink);
    /// A line.
    fn line(&mut self, from: (f64, f64), to: (f64, f64), ink: Ink);
    /// A text with its left end at x, centred on y, cut off at `width`.
    fn text(&mut self, at: (f64, f64), width: f64, text: &str, ink: Ink);
}

/// A painter that writes down what it is told, a line each.
#[derive(Clone, Debug, Default)]
pub struct DrawLog {
    pub lines: Vec<String>,
}

impl Painter for DrawLog {
    fn fill(&mut self, r: Rect, ink: Ink) {
        self.lines.push(format!("fill {:.0},{:.0} {:.0}x{:.0} {ink:?}", r.x, r.y, r.w, r.h));
    }

    fn outline(&mut self, r: Rect, ink: Ink) {
        self.lines.push(format!("outline {:.0},{:.0} {:.0}x{:.0} {ink:?}", r.x, r.y, r.w, r.h));
    }

    fn hatch(&mut self, r: Rect, ink: Ink) {
        self.lines.push(format!("hatch {:.0},{:.0} {:.0}x{:.0} {ink:?}", r.x, r.y, r.w, r.h));
    }

    fn line(&mut self, from: (f64, f64), to: (f64, f64), ink: Ink) {
        self.lines.push(format!("line {:.0},{:.0} {:.0},{:.0} {ink:?}", from.0, from.1, to.0, to.1));
    }

    fn text(&mut self, at: (f64, f64), width: f64, text: &str, ink: Ink) {
        self.lines.push(format!("text {:.0},{:.0} <{width:.0} {text:?} {ink:?}", at.0, at.1));
    }
}
