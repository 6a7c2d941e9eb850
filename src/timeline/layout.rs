//! Where everything of a run goes: ruler, frame strip, brackets, a row for each thread and one for each task. Draws only what is
//! visible, at most one rectangle a pixel.

use super::describe::{duration_text, group_text, span_text};
use super::draw::{Ink, Painter, Rect};
use super::viewport::Viewport;
use crate::base::Nanos;
use crate::trace::{FrameRun, Lane, LaneKind, Lanes, Span, State, Text, Trace, Wait, frame_due};

/// Height of a row, and of the bar in it.
pub const ROW: f64 = 26.0;
const BAR: f64 = 18.0;
/// Height of a bar of the run before, under the present one.
pub const GHOST_BAR: f64 = 3.0;
/// Width of the names at the left, where there is room.
const GUTTER_MAX: f64 = 150.0;
/// The most that the names take of the whole width.
const GUTTER_SHARE: f64 = 0.3;
/// Free space at the right.
const MARGIN: f64 = 8.0;
/// Height of the line under a light bar.
const UNDERLINE: f64 = 3.0;
/// Narrower bars have no text.
const LABEL_WIDTH_MIN: f64 = 40.0;
const RULER: f64 = 22.0;
/// About the width of a digit on the ruler.
const DIGIT: f64 = 7.0;
const STRIP: f64 = 14.0;
const BRACKET: f64 = 20.0;
const BRACKETS_MAX: usize = 4;

/// A run to be drawn.
#[derive(Clone, Copy, Debug)]
pub struct Source<'a> {
    pub trace: &'a Trace,
    pub lanes: &'a Lanes,
}

/// A span that is chosen: lane and number of the span in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Selection {
    pub lane: usize,
    pub span: usize,
}

/// What is at a point.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hit {
    pub at: Nanos,
    /// The span there, if one is.
    pub span: Option<Selection>,
    /// What to say about it.
    pub text: String,
    /// Line of the program, 0 if none.
    pub line: u32,
}

/// Width of the names at the left of a picture so many pixels wide.
pub fn gutter(width: f64) -> f64 {
    (width * GUTTER_SHARE).min(GUTTER_MAX).round()
}

/// Width of the time axis in a picture so many pixels wide.
pub fn axis_width(width: f64) -> f64 {
    (width - gutter(width) - MARGIN).max(1.0)
}

/// A laid-out run.
#[derive(Clone, Copy, Debug)]
pub struct Layout<'a> {
    pub run: Source<'a>,
    /// The run before, drawn thin.
    pub ghost: Option<Source<'a>>,
    pub viewport: Viewport,
    /// Width of the names, [`gutter`].
    pub gutter: f64,
    /// First lane shown, for runs with more tasks than rows.
    pub scroll: usize,
    pub height: f64,
}

impl<'a> Layout<'a> {
    fn brackets(&self) -> usize {
        self.run.lanes.groups.len().min(BRACKETS_MAX)
    }

    /// Y of the first lane.
    fn top(&self) -> f64 {
        RULER + STRIP + 6.0 + self.brackets() as f64 * BRACKET
    }

    /// Height that shows everything.
    pub fn full_height(&self) -> f64 {
        self.top() + self.run.lanes.row_count() as f64 * ROW + 8.0
    }

    /// The largest [`Layout::scroll`] that still fills the height.
    pub fn scroll_max(&self) -> usize {
        self.run.lanes.row_count().saturating_sub(self.rows())
    }

    /// The [`Layout::scroll`] nearest to the present one that shows a lane.
    pub fn scroll_showing(&self, lane: usize) -> usize {
        self.scroll.min(lane).max((lane + 1).saturating_sub(self.rows())).min(self.scroll_max())
    }

    /// Lanes that fit in full.
    fn rows(&self) -> usize {
        ((self.height - self.top()) / ROW).floor().max(1.0) as usize
    }

    /// True for a place on the ruler, where the playhead is taken hold of.
    pub fn is_ruler(&self, y: f64) -> bool {
        y < RULER
    }

    /// The time at a place; at the nearest end for places beside the axis.
    pub fn time_at(&self, x: f64) -> Nanos {
        self.viewport.time((x - self.gutter).clamp(0.0, self.viewport.width)).min(self.run.trace.end)
    }

    /// Lanes that fit, as a range.
    fn visible(&self) -> std::ops::Range<usize> {
        let rows = ((self.height - self.top()) / ROW).ceil().max(1.0) as usize;
        let n = self.run.lanes.row_count();
        let first = self.scroll.min(n.saturating_sub(1));
        first..(first + rows).min(n)
    }

    fn x(&self, t: Nanos) -> f64 {
        self.gutter + self.viewport.x(t)
    }

    fn row_y(&self, lane: usize) -> f64 {
        self.top() + (lane - self.scroll.min(lane)) as f64 * ROW
    }

    /// Draws everything that does not change while playing.
    pub fn draw(&self, p: &mut impl Painter) {
        self.ruler(p);
        self.strip(p);
        self.groups(p);
        for lane in self.visible() {
            if let Some(l) = self.run.lanes.row(lane) {
                self.lane(p, lane, l);
            }
        }
        if let Some(ghost) = self.ghost {
            let x = self.x(ghost.trace.end);
            if x >= self.gutter && x <= self.gutter + self.viewport.width {
                p.line((x, RULER), (x, self.height), Ink::Ghost);
                p.text(
                    (x + 4.0, self.height - 8.0),
                    120.0,
                    &format!("before: {}", duration_text(ghost.trace.end)),
                    Ink::Ghost,
                );
            }
        }
        let x = self.x(self.run.trace.end);
        if x <= self.gutter + self.viewport.width {
            p.line((x, RULER), (x, self.height), Ink::Text);
        }
    }

    /// Draws what moves: playhead, hover, selection.
    pub fn draw_overlay(
        &self,
        p: &mut impl Painter,
        playhead: Nanos,
        hover: Option<Nanos>,
        selection: Option<Selection>,
    ) {
        for (t, ink) in hover.map(|t| (t, Ink::Hover)).into_iter().chain([(playhead, Ink::Playhead)]) {
            let x = self.x(t);
            if x >= self.gutter - 0.5 && x <= self.gutter + self.viewport.width + 0.5 {
                p.line((x, 0.0), (x, self.height), ink);
            }
        }
        if let Some(s) = selection
            && let Some(span) = self.run.lanes.row(s.lane).and_then(|l| l.spans.get(s.span))
            && self.visible().contains(&s.lane)
        {
            let (x, w) = self.clip(span.start, span.end);
            let y = self.row_y(s.lane) + (ROW - BAR) / 2.0;
            p.outline(Rect { x, y, w, h: BAR }, Ink::Selection);
        }
    }

    /// Left edge and width of a stretch of time, cut to what is shown, at least a pixel wide.
    fn clip(&self, from: Nanos, to: Nanos) -> (f64, f64) {
        let left = self.x(from).max(self.gutter);
        let right = self.x(to).min(self.gutter + self.viewport.width);
        (left, (right - left).max(1.0))
    }

    fn ruler(&self, p: &mut impl Painter) {
        let step = self.viewport.tick(90.0);
        let mut t = Nanos(self.viewport.start.0.div_ceil(step.0) * step.0);
        while t <= self.viewport.end {
            let x = self.x(t);
            p.line((x, RULER - 5.0), (x, self.height), Ink::Grid);
            let text = if t == Nanos::ZERO { String::from("0") } else { duration_text(t) };
            // Beside the mark; before it where the picture ends.
            let room = self.gutter + self.viewport.width + MARGIN - x;
            let width = text.chars().count() as f64 * DIGIT;
            let x = if room < width + 6.0 { x - 3.0 - width } else { x + 3.0 };
            p.text((x, RULER / 2.0), 80.0, &text, Ink::MutedText);
            t += step;
        }
    }

    /// Frames: served, or lost. Runs of the same fate are one rectangle.
    fn strip(&self, p: &mut impl Painter) {
        let y = RULER;
        p.text((8.0, y + STRIP / 2.0), self.gutter - 12.0, "UI frames", Ink::MutedText);
        let mut fill = |from: Nanos, to: Nanos, ink: Ink| {
            if to >= self.viewport.start && from <= self.viewport.end && to > from {
                let (x, w) = self.clip(from, to);
                let rect = Rect { x, y: y + 2.0, w, h: STRIP - 4.0 };
                if ink == Ink::FrameLost { p.hatch(rect, ink) } else { p.fill(rect, ink) }
            }
        };
        for run in self.run.trace.frames().runs() {
            match *run {
                FrameRun::OnTime { first, count } => fill(frame_due(first), frame_due(first + count), Ink::FrameOk),
                FrameRun::Late { first, lost, served } => {
                    let ink = if lost > 0 { Ink::FrameLost } else { Ink::FrameOk };
                    fill(frame_due(first), served.max(frame_due(first + lost + 1)), ink);
                }
                FrameRun::Lost { first, count } => fill(frame_due(first), frame_due(first + count), Ink::FrameLost),
            }
        }
    }

    fn groups(&self, p: &mut impl Painter) {
        for (i, group) in self.run.lanes.groups.iter().take(BRACKETS_MAX).enumerate() {
            if group.end < self.viewport.start || group.start > self.viewport.end {
                continue;
            }
            let y = RULER + STRIP + 4.0 + i as f64 * BRACKET;
            let (x, w) = self.clip(group.start, group.end);
            p.line((x, y + 4.0), (x + w, y + 4.0), Ink::Bracket);
            p.line((x, y + 1.0), (x, y + 8.0), Ink::Bracket);
            p.line((x + w, y + 1.0), (x + w, y + 8.0), Ink::Bracket);
            let text = group_text(self.run.trace, group);
            p.text((x + 4.0, y + 13.0), (self.gutter + self.viewport.width - x - 8.0).max(0.0), &text, Ink::Text);
        }
    }

    fn lane(&self, p: &mut impl Painter, index: usize, lane: &Lane) {
        let y = self.row_y(index);
        let name = match lane.kind {
            // Whose request it is says more than what all of them run.
            LaneKind::Task(_) if self.run.lanes.workers > 0 => format!("{}: {}", lane.process + 1, lane.name),
            LaneKind::Task(_) if !lane.coroutine.is_empty() => format!("{}  {}", lane.coroutine, lane.name),
            _ => lane.name.clone(),
        };
        p.text((8.0, y + ROW / 2.0), self.gutter - 12.0, &name, Ink::Text);
        self.spans(p, lane, y + (ROW - BAR) / 2.0, BAR, self.run);
        if let Some(ghost) = self.ghost
            && let Some(before) = ghost.lanes.rows().find(|l| l.name == lane.name)
        {
            self.ghost_spans(p, before, y + ROW - GHOST_BAR);
        }
    }

    /// The spans of a lane: each a bar, or, where several fall into one pixel, one for what took most of it.
    fn spans(&self, p: &mut impl Painter, lane: &Lane, y: f64, h: f64, run: Source<'_>) {
        let spans = lane.between(self.viewport.start, self.viewport.end);
        let mut i = 0;
        while let Some(span) = spans.get(i) {
            let (x, w) = self.clip(span.start, span.end);
            if w > 1.0 || spans.get(i + 1).is_none_or(|s| self.x(s.start) >= x + 1.0) {
                self.bar(p, lane, span, Rect { x, y, w, h }, run);
                i += 1;
                continue;
            }
            // All that begin within this pixel.
            let edge = x.floor() + 1.0;
            let count = spans[i..].partition_point(|s| self.x(s.end) <= edge).max(1);
            let covered = &spans[i..i + count];
            let most = covered.iter().max_by_key(|s| s.end - s.start).unwrap_or(span);
            let rect = Rect { x: x.floor(), y, w: 1.0, h };
            p.fill(rect, if count > 1 && most.state != State::Blocked { Ink::Merged } else { ink(shown(lane, most)) });
            i += count;
        }
    }

    /// What runs or blocks is a full bar. What is ready or waits is a light one with a line under it; an idle thread is the
    /// line alone.
    fn bar(&self, p: &mut impl Painter, lane: &Lane, span: &Span, rect: Rect, run: Source<'_>) {
        let line = Rect { y: rect.y + rect.h - UNDERLINE, h: UNDERLINE, ..rect };
        let state = shown(lane, span);
        let on_span = match state {
            State::Running | State::Blocked => {
                p.fill(rect, ink(state));
                Ink::OnSpan
            }
            State::Ready | State::Waiting(_) => {
                let soft = if state == State::Ready { Ink::ReadySoft } else { Ink::WaitingSoft };
                p.fill(rect, soft);
                p.fill(line, ink(state));
                Ink::Text
            }
            State::Idle => return p.fill(line, ink(state)),
        };
        let label = run.trace.text(span.label);
        if rect.w > LABEL_WIDTH_MIN {
            let name = match (span.state, lane.kind) {
                (State::Ready, LaneKind::Task(_)) if label.is_empty() => "ready",
                (State::Ready, _) if label.is_empty() => "waits for the GIL",
                _ => label,
            };
            let text = if name.is_empty() {
                String::new()
            } else {
                format!("{name}  {}", duration_text(span.end - span.start))
            };
            p.text((rect.x + 6.0, rect.y + (rect.h - UNDERLINE) / 2.0 + 1.0), rect.w - 8.0, &text, on_span);
        }
    }

    fn ghost_spans(&self, p: &mut impl Painter, lane: &Lane, y: f64) {
        for span in lane.between(self.viewport.start, self.viewport.end) {
            if matches!(span.state, State::Waiting(_) | State::Blocked | State::Running) {
                let (x, w) = self.clip(span.start, span.end);
                if w >= 1.5 {
                    p.fill(Rect { x, y, w, h: GHOST_BAR - 1.0 }, Ink::Ghost);
                }
            }
        }
    }

    /// What is at a point.
    pub fn hit(&self, x: f64, y: f64) -> Option<Hit> {
        if x < self.gutter || x > self.gutter + self.viewport.width {
            return None;
        }
        let at = self.viewport.time(x - self.gutter);
        let group_rows = RULER + STRIP + 4.0;
        if y >= group_rows && y < self.top() {
            let i = ((y - group_rows) / BRACKET) as usize;
            if let Some(g) = self.run.lanes.groups.get(i).filter(|g| i < BRACKETS_MAX && g.start <= at && at <= g.end) {
                return Some(Hit { at, span: None, text: group_text(self.run.trace, g), line: g.line });
            }
        }
        if y < self.top() {
            return Some(Hit { at, span: None, text: duration_text(at), line: 0 });
        }
        let lane = self.scroll + ((y - self.top()) / ROW) as usize;
        let l = self.run.lanes.row(lane)?;
        // A pixel's width of grace: short spans are drawn wider than they are.
        let grace = Nanos((self.viewport.span().0 as f64 / self.viewport.width) as u64);
        let found = l.at(at).or_else(|| l.between(at - grace, at + grace).first())?;
        let span = l.spans.iter().position(|s| s == found)?;
        let text = span_text(self.run.trace, l, found);
        Some(Hit { at, span: Some(Selection { lane, span }), text, line: found.line })
    }

    /// The span next to a chosen one, by arrow keys: along the lane or to the lane above or below at the same time.
    pub fn move_selection(&self, from: Option<Selection>, along: i32, across: i32) -> Option<Selection> {
        let lanes = self.run.lanes;
        let Some(s) = from else {
            return lanes.rows().position(|l| !l.spans.is_empty()).map(|lane| Selection { lane, span: 0 });
        };
        let lane = lanes.row(s.lane)?;
        if across == 0 {
            let last = lane.spans.len().saturating_sub(1);
            let span = s.span.saturating_add_signed(along as isize).min(last);
            return Some(Selection { lane: s.lane, span });
        }
        let t = lane.spans.get(s.span)?.start;
        let mut at = s.lane;
        loop {
            at = at.checked_add_signed(across as isize)?;
            let next = lanes.row(at)?;
            if !next.spans.is_empty() {
                let span = next.spans.partition_point(|x| x.start <= t).saturating_sub(1);
                return Some(Selection { lane: at, span });
            }
        }
    }
}

/// The state a span is drawn as. A blocking call in a thread beside the loop's blocks nobody else; a thread of a pool that has
/// nothing to do is idle.
fn shown(lane: &Lane, span: &Span) -> State {
    match (lane.kind, span.state) {
        (LaneKind::Thread(_), State::Blocked) if span.label == Text::default() => State::Idle,
        (LaneKind::Thread(_), State::Blocked) => State::Waiting(Wait::Lock),
        (_, state) => state,
    }
}

fn ink(state: State) -> Ink {
    match state {
        State::Running => Ink::Running,
        State::Ready => Ink::Ready,
        State::Waiting(_) => Ink::Waiting,
        State::Blocked => Ink::Blocked,
        State::Idle => Ink::Idle,
    }
}
