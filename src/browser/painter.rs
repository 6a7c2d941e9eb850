//! The timeline's painter on a canvas: roles of colour become the theme's colours, edges fall on device pixels.

use super::canvas::Canvas;
use super::theme::colour;
use loopscope::timeline::{Ink, Painter, Rect, shorten};
use web_sys::CanvasRenderingContext2d;

/// The token of style/tokens.css for each role.
const TOKENS: [(Ink, &str); 19] = [
    (Ink::Running, "--lane-running"),
    (Ink::Ready, "--lane-ready"),
    (Ink::Waiting, "--lane-waiting"),
    (Ink::ReadySoft, "--lane-ready-soft"),
    (Ink::WaitingSoft, "--lane-waiting-soft"),
    (Ink::Blocked, "--lane-blocked"),
    (Ink::Idle, "--lane-idle"),
    (Ink::Merged, "--lane-merged"),
    (Ink::FrameOk, "--frame-ok"),
    (Ink::FrameLost, "--frame-lost"),
    (Ink::Bracket, "--bracket"),
    (Ink::Ghost, "--ghost"),
    (Ink::Grid, "--grid"),
    (Ink::Text, "--text"),
    (Ink::MutedText, "--text-muted"),
    (Ink::OnSpan, "--on-span"),
    (Ink::Playhead, "--playhead"),
    (Ink::Hover, "--hover"),
    (Ink::Selection, "--focus"),
];

/// Size of all text on the timeline.
const TEXT_PX: u32 = 12;
/// Distance of a hatch's lines, along x.
const HATCH_PX: f64 = 7.0;

/// The colours of one theme and the page's font, read once from the style sheets.
pub struct Palette {
    colours: Vec<(Ink, String)>,
    font: String,
}

impl Palette {
    /// The palette of the theme shown now; to be read again when the theme changes.
    pub fn read() -> Palette {
        Palette {
            colours: TOKENS.iter().map(|(ink, token)| (*ink, colour(token))).collect(),
            font: format!("{TEXT_PX}px {}", colour("--font-text")),
        }
    }

    fn colour(&self, ink: Ink) -> &str {
        self.colours.iter().find(|(role, _)| *role == ink).map_or("", |(_, colour)| colour)
    }
}

/// Draws on a canvas for the length of one picture.
pub struct CanvasPainter<'a> {
    context: &'a CanvasRenderingContext2d,
    palette: &'a Palette,
    ratio: f64,
    // Each change of colour is a call into JavaScript with a text; most marks in a row have the same.
    fill: Option<Ink>,
    stroke: Option<Ink>,
}

impl Canvas {
    /// Empties the canvas and begins a new picture.
    pub fn paint<'a>(&'a self, palette: &'a Palette) -> CanvasPainter<'a> {
        let size = self.size();
        let context = self.context();
        context.clear_rect(0.0, 0.0, size.width, size.height);
        context.set_font(&palette.font);
        context.set_text_baseline("middle");
        CanvasPainter { context, palette, ratio: size.ratio.max(0.1), fill: None, stroke: None }
    }
}

impl CanvasPainter<'_> {
    fn fill_with(&mut self, ink: Ink) {
        if self.fill != Some(ink) {
            self.context.set_fill_style_str(self.palette.colour(ink));
            self.fill = Some(ink);
        }
    }

    fn stroke_with(&mut self, ink: Ink, width: f64) {
        if self.stroke != Some(ink) {
            self.context.set_stroke_style_str(self.palette.colour(ink));
            self.stroke = Some(ink);
        }
        self.context.set_line_width(width);
    }

    /// The nearest edge between device pixels.
    fn snap(&self, at: f64) -> f64 {
        (at * self.ratio).round() / self.ratio
    }

    /// With all four edges between device pixels, and at least one of them wide and high.
    fn snap_rect(&self, rect: Rect) -> Rect {
        let (x, y) = (self.snap(rect.x), self.snap(rect.y));
        let pixel = 1.0 / self.ratio;
        Rect { x, y, w: (self.snap(rect.x + rect.w) - x).max(pixel), h: (self.snap(rect.y + rect.h) - y).max(pixel) }
    }

    fn width_of(&self, text: &str) -> f64 {
        self.context.measure_text(text).map_or(f64::INFINITY, |metrics| metrics.width())
    }
}

impl Painter for CanvasPainter<'_> {
    fn fill(&mut self, rect: Rect, ink: Ink) {
        self.fill_with(ink);
        let Rect { x, y, w, h } = self.snap_rect(rect);
        self.context.fill_rect(x, y, w, h);
    }

    fn outline(&mut self, rect: Rect, ink: Ink) {
        self.stroke_with(ink, 2.0);
        let Rect { x, y, w, h } = self.snap_rect(rect);
        self.context.stroke_rect(x - 1.0, y - 1.0, w + 2.0, h + 2.0);
    }

    fn hatch(&mut self, rect: Rect, ink: Ink) {
        let Rect { x, y, w, h } = self.snap_rect(rect);
        if w < 3.0 {
            // Too narrow for lines: then the whole of it, so that it is seen at all.
            return self.fill(rect, ink);
        }
        self.stroke_with(ink, 1.5);
        let context = self.context;
        context.save();
        context.begin_path();
        context.rect(x, y, w, h);
        context.clip();
        context.begin_path();
        // From a grid of the whole canvas, so that the lines stand still while a span grows.
        let mut from = ((x - h) / HATCH_PX).floor() * HATCH_PX;
        while from < x + w {
            context.move_to(from, y + h);
            context.line_to(from + h, y);
            from += HATCH_PX;
        }
        context.stroke();
        context.restore();
    }

    fn line(&mut self, from: (f64, f64), to: (f64, f64), ink: Ink) {
        let (across, down) = (to.0 - from.0, to.1 - from.1);
        if across == 0.0 || down == 0.0 {
            // A rectangle is sharper than a stroke, which lies on both sides of its edge.
            let (x, y) = (from.0.min(to.0), from.1.min(to.1));
            return self.fill(Rect { x, y, w: across.abs().max(1.0), h: down.abs().max(1.0) }, ink);
        }
        self.stroke_with(ink, 1.0);
        self.context.begin_path();
        self.context.move_to(from.0, from.1);
        self.context.line_to(to.0, to.1);
        self.context.stroke();
    }

    fn text(&mut self, at: (f64, f64), width: f64, text: &str, ink: Ink) {
        let shown = shorten(text, width, |text| self.width_of(text));
        if shown.is_empty() {
            return;
        }
        self.fill_with(ink);
        // Fails only for coordinates that are no numbers; then there is nothing to show.
        let _ = self.context.fill_text(&shown, at.0, at.1);
    }
}
