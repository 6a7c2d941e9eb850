//! Which stretch of time is shown on how many pixels: zooming, panning, converting.

use crate::base::Nanos;

/// The narrowest stretch that can be shown.
const SPAN_MIN: u64 = 1_000;

/// A window on the time axis, in CSS pixels.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Viewport {
    /// Left edge.
    pub start: Nanos,
    /// Right edge; later than `start`.
    pub end: Nanos,
    /// Width of the time axis.
    pub width: f64,
    /// How long the run is: panning stops there.
    pub total: Nanos,
}

impl Viewport {
    /// Shows all of a run, with a little air at the end.
    pub fn fit(total: Nanos, width: f64) -> Viewport {
        let total = Nanos(total.0.max(SPAN_MIN));
        Viewport { start: Nanos::ZERO, end: Nanos(total.0 + total.0 / 40), width: width.max(1.0), total }
    }

    /// The shown stretch.
    pub fn span(&self) -> Nanos {
        Nanos((self.end - self.start).0.max(1))
    }

    /// The x of a time; may be outside.
    pub fn x(&self, t: Nanos) -> f64 {
        // Subtract before converting: only the distance must fit a float.
        let distance = if t >= self.start { (t - self.start).0 as f64 } else { -((self.start - t).0 as f64) };
        distance * self.width / self.span().0 as f64
    }

    /// The time at an x.
    pub fn time(&self, x: f64) -> Nanos {
        let offset = x * self.span().0 as f64 / self.width;
        if offset < 0.0 { self.start - Nanos(-offset as u64) } else { self.start + Nanos(offset as u64) }
    }

    /// Zooms by a factor (> 1 shows less) keeping the time at `x` where it is.
    pub fn zoom(&self, factor: f64, x: f64) -> Viewport {
        let anchor = self.time(x);
        let limit = (self.total.0 + self.total.0 / 40).max(SPAN_MIN);
        let span = ((self.span().0 as f64 / factor) as u64).clamp(SPAN_MIN, limit);
        let before = (x / self.width * span as f64) as u64;
        self.placed(anchor - Nanos(before), span)
    }

    /// Moves by pixels (positive: later times come into view).
    pub fn pan(&self, dx: f64) -> Viewport {
        let offset = dx * self.span().0 as f64 / self.width;
        let start = if offset < 0.0 { self.start - Nanos(-offset as u64) } else { self.start + Nanos(offset as u64) };
        self.placed(start, self.span().0)
    }

    /// Scrolls so that a time is visible.
    pub fn reveal(&self, t: Nanos) -> Viewport {
        if t >= self.start && t <= self.end { *self } else { self.placed(t - Nanos(self.span().0 / 10), self.span().0) }
    }

    /// True if it shows less than the whole.
    pub fn is_part(&self) -> bool {
        self.span() < self.total
    }

    /// The same stretch of another run, as far as that goes.
    pub fn of_total(&self, total: Nanos) -> Viewport {
        Viewport { total: Nanos(total.0.max(SPAN_MIN)), ..*self }.pan(0.0)
    }

    /// The same stretch on another width.
    pub fn resized(&self, width: f64) -> Viewport {
        Viewport { width: width.max(1.0), ..*self }
    }

    fn placed(&self, start: Nanos, span: u64) -> Viewport {
        let limit = self.total.0 + self.total.0 / 40;
        let start = start.0.min(limit.saturating_sub(span));
        Viewport { start: Nanos(start), end: Nanos(start + span), ..*self }
    }

    /// A round step between ruler marks, about `wanted` pixels apart.
    pub fn tick(&self, wanted: f64) -> Nanos {
        let raw = wanted * self.span().0 as f64 / self.width;
        let mut unit = 1.0;
        while unit * 10.0 <= raw {
            unit *= 10.0;
        }
        let step = [1.0, 2.0, 5.0, 10.0].into_iter().map(|m| m * unit).find(|s| *s >= raw).unwrap_or(unit * 10.0);
        Nanos((step as u64).max(1))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn zooming_keeps_the_point_under_the_pointer() {
        let v = Viewport::fit(Nanos::from_millis(1500), 800.0);
        let t = v.time(300.0);
        let z = v.zoom(4.0, 300.0);
        assert!((z.x(t) - 300.0).abs() < 1.0);
        assert!(z.span() < v.span());
        let back = z.zoom(1000.0, 10.0).zoom(1e-9, 10.0);
        assert_eq!(back.start, Nanos::ZERO);
    }

    #[test]
    fn panning_stops_at_the_ends() {
        let v = Viewport::fit(Nanos::from_millis(1000), 500.0).zoom(10.0, 0.0);
        assert_eq!(v.pan(-1e9).start, Nanos::ZERO);
        assert!(v.pan(1e9).end.0 <= 1_025_000_000);
    }

    #[test]
    fn ticks_are_round() {
        let v = Viewport::fit(Nanos::from_millis(1500), 800.0);
        assert_eq!(v.tick(80.0), Nanos::from_millis(200));
    }
}
