//! The frame probe: sixty times a second of virtual time a UI frame is posted to the main loop. It is served when the loop
//! next takes handles, or at once while the loop is idle. Frames that become due while an earlier one waits are lost.
//! While another thread holds the GIL, an idle loop has to wait for it, too. The probe costs the program nothing.

use crate::base::Nanos;

/// Frames a second.
pub const FRAMES_PER_SECOND: u64 = 60;

/// When frame number `index` is due: exact, rounded down to the nanosecond.
pub fn frame_due(index: u64) -> Nanos {
    Nanos((u128::from(index) * 1_000_000_000 / u128::from(FRAMES_PER_SECOND)).min(u128::from(u64::MAX)) as u64)
}

/// How many frames are due at or before a time.
fn frames_until(at: Nanos) -> u64 {
    // The largest i with i * 1e9 / 60 (rounded down) <= at, plus one for frame 0.
    ((u128::from(at.0) + 1) * u128::from(FRAMES_PER_SECOND) - 1).div_euclid(1_000_000_000) as u64 + 1
}

/// Consecutive frames with the same fate.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize)]
pub enum FrameRun {
    /// Served when due.
    OnTime { first: u64, count: u64 },
    /// Frame `first` was served late, at `served`; the `lost` frames after it were not served at all.
    Late { first: u64, lost: u64, served: Nanos },
    /// Never served: the loop did not run any more.
    Lost { first: u64, count: u64 },
}

/// The fate of all frames of a run so far.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FrameLog {
    runs: Vec<FrameRun>,
    next: u64,
}

impl FrameLog {
    /// The loop takes handles now: the oldest frame due is served, the others are lost.
    pub fn serve(&mut self, now: Nanos) {
        let due = frames_until(now);
        if due <= self.next {
            return;
        }
        let (first, count) = (self.next, due - self.next);
        self.next = due;
        if count == 1 && frame_due(first) == now {
            self.on_time(first, 1);
        } else {
            self.runs.push(FrameRun::Late { first, lost: count - 1, served: now });
        }
    }

    /// When the next frame is due that was not served or lost.
    pub fn next_due(&self) -> Nanos {
        frame_due(self.next)
    }

    /// The loop is idle until then: every frame is served when due.
    pub fn idle(&mut self, until: Nanos) {
        let due = frames_until(until);
        if due > self.next {
            let (first, count) = (self.next, due - self.next);
            self.next = due;
            self.on_time(first, count);
        }
    }

    /// The run ended: frames due that nobody served are lost.
    pub fn end(&mut self, now: Nanos) {
        let due = frames_until(now);
        if due > self.next {
            let (first, count) = (self.next, due - self.next);
            self.next = due;
            self.runs.push(FrameRun::Lost { first, count });
        }
    }

    fn on_time(&mut self, first: u64, count: u64) {
        match self.runs.last_mut() {
            Some(FrameRun::OnTime { first: f, count: c }) if *f + *c == first => *c += count,
            _ => self.runs.push(FrameRun::OnTime { first, count }),
        }
    }

    /// All runs, in order.
    pub fn runs(&self) -> &[FrameRun] {
        &self.runs
    }

    /// Frames due so far.
    pub fn total(&self) -> u64 {
        self.next
    }

    /// Frames that were not served.
    pub fn lost(&self) -> u64 {
        let lost = |r: &FrameRun| match r {
            FrameRun::OnTime { .. } => 0,
            FrameRun::Late { lost, .. } => *lost,
            FrameRun::Lost { count, .. } => *count,
        };
        self.runs.iter().map(lost).sum()
    }

    /// The longest time from a frame's being due to its being served (or to `end`, if it never was).
    pub fn longest_freeze(&self, end: Nanos) -> Nanos {
        let wait = |r: &FrameRun| match *r {
            FrameRun::OnTime { .. } => Nanos::ZERO,
            FrameRun::Late { first, served, .. } => served - frame_due(first),
            FrameRun::Lost { first, .. } => end - frame_due(first),
        };
        self.runs.iter().map(wait).max().unwrap_or_default()
    }

    /// Frames served at or before a time: what moves in the app window has moved this often.
    pub fn served_until(&self, at: Nanos) -> u64 {
        let mut served = 0;
        for run in &self.runs {
            match *run {
                FrameRun::OnTime { first, count } => {
                    if frame_due(first) > at {
                        break;
                    }
                    served += frames_until(at).saturating_sub(first).min(count);
                }
                FrameRun::Late { served: when, .. } => {
                    if when > at {
                        break;
                    }
                    served += 1;
                }
                FrameRun::Lost { .. } => {}
            }
        }
        served
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_idle_loop_serves_every_frame() {
        let mut log = FrameLog::default();
        log.serve(Nanos::ZERO);
        log.idle(Nanos::from_millis(1500));
        log.end(Nanos::from_millis(1500));
        assert_eq!(log.total(), 91);
        assert_eq!(log.lost(), 0);
        assert_eq!(log.longest_freeze(Nanos::from_millis(1500)), Nanos::ZERO);
    }

    #[test]
    fn three_seconds_blocked_lose_about_180_frames() {
        let mut log = FrameLog::default();
        log.serve(Nanos::ZERO);
        log.serve(Nanos::from_millis(3000));
        log.end(Nanos::from_millis(3000));
        assert_eq!(log.lost(), 179);
        assert_eq!(log.total(), 181);
        assert!(log.longest_freeze(Nanos::from_millis(3000)) > Nanos::from_millis(2980));
        assert_eq!(log.served_until(Nanos::from_millis(2999)), 1);
        assert_eq!(log.served_until(Nanos::from_millis(3000)), 2);
    }

    #[test]
    fn without_a_loop_nobody_serves() {
        let mut log = FrameLog::default();
        log.end(Nanos::from_millis(100));
        assert_eq!(log.lost(), log.total());
    }

    #[test]
    fn dues_and_counts_agree() {
        for i in 0..1000 {
            let due = frame_due(i);
            assert_eq!(frames_until(due), i + 1);
            if due.0 > 0 {
                assert_eq!(frames_until(Nanos(due.0 - 1)), i);
            }
        }
    }
}
