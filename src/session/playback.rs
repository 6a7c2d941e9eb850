//! The playhead: play, pause, seek, speed, steps. Pure: real time comes in as a number.
//!
//! Knows the length of the run and nothing of what happens in it; whoever steps says where the next thing happens.

use super::format;
use crate::base::Nanos;

/// How fast playback goes, in thousandths of real time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Speed(u32);

impl Speed {
    /// The speeds on offer, from slow to fast.
    pub const ALL: [Speed; 7] =
        [Speed(100), Speed(250), Speed(500), Speed(1_000), Speed(2_000), Speed(5_000), Speed(10_000)];
    /// A second of the program takes a second.
    pub const REAL: Speed = Speed(1_000);

    /// As people write it: `0.25×`, `1×`.
    pub fn label(self) -> String {
        let (whole, rest) = (self.0 / 1_000, self.0 % 1_000);
        let decimals = format!("{rest:03}");
        match decimals.trim_end_matches('0') {
            "" => format!("{whole}×"),
            decimals => format!("{whole}.{decimals}×"),
        }
    }

    /// The speed of that label.
    pub fn labelled(label: &str) -> Option<Speed> {
        Speed::ALL.into_iter().find(|speed| speed.label() == label)
    }
}

/// Where in the run the page is, and whether it moves.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Playback {
    time: Nanos,
    end: Nanos,
    speed: Speed,
    playing: bool,
}

/// Longest real time between two frames that playback makes good. After a longer one (another tab was in front) it goes on
/// where it was.
const FRAME_MS_MAX: f64 = 250.0;

impl Playback {
    /// At the end of a run of this length: everything has happened.
    pub fn at_end(end: Nanos) -> Playback {
        Playback { time: end, end, speed: Speed::REAL, playing: false }
    }

    /// Where the playhead is.
    pub fn time(&self) -> Nanos {
        self.time
    }

    /// Where the run ends.
    pub fn end(&self) -> Nanos {
        self.end
    }

    /// How fast it goes when it plays.
    pub fn speed(&self) -> Speed {
        self.speed
    }

    /// True while it moves by itself.
    pub fn is_playing(&self) -> bool {
        self.playing
    }

    /// True if nothing is left to play.
    pub fn is_at_end(&self) -> bool {
        self.time >= self.end
    }

    /// Starts to move; from the end, from the beginning again. Nothing to play in an empty run.
    pub fn play(&mut self) {
        if self.is_at_end() {
            self.time = Nanos::ZERO;
        }
        self.playing = self.end > Nanos::ZERO;
    }

    /// Stays where it is.
    pub fn pause(&mut self) {
        self.playing = false;
    }

    /// Goes to a time, at most the end; goes on playing if it did and something is left.
    pub fn seek(&mut self, time: Nanos) {
        self.time = time.min(self.end);
        self.playing &= !self.is_at_end();
    }

    /// Goes to a time and stays there.
    pub fn step_to(&mut self, time: Nanos) {
        self.pause();
        self.seek(time);
    }

    /// Plays faster or slower from now on.
    pub fn set_speed(&mut self, speed: Speed) {
        self.speed = speed;
    }

    /// Another run takes the place of the one shown. A playhead that rests at the end rests at the new end; any other stays
    /// at its time as far as the run goes, so that what changes under it can be seen.
    pub fn set_end(&mut self, end: Nanos) {
        if self.is_at_end() && !self.playing {
            self.time = end;
        }
        self.end = end;
        self.seek(self.time);
    }

    /// Real time passes, in milliseconds. True if the playhead moved.
    pub fn advance(&mut self, real_ms: f64) -> bool {
        if !self.playing {
            return false;
        }
        // A clock that goes backwards counts as no time, and so does NaN, which `as` makes 0.
        let real_ns = real_ms.clamp(0.0, FRAME_MS_MAX) * 1e6;
        let before = self.time;
        self.seek(self.time + Nanos((real_ns * f64::from(self.speed.0) / 1_000.0) as u64));
        self.time > before
    }

    /// The transport in the words of the page.
    pub fn view(&self) -> TransportView {
        TransportView {
            time: format::clock(self.time),
            end: format::clock(self.end),
            spoken: format!("{} of {}", format::duration(self.time), format::duration(self.end)),
            permille: permille(self.time, self.end),
            playing: self.playing,
            at_end: self.is_at_end(),
        }
    }

    /// The time at so many thousandths of the run: where a slider was put.
    pub fn time_at_permille(&self, permille: u32) -> Nanos {
        Nanos((u128::from(self.end.0) * u128::from(permille.min(1_000)) / 1_000) as u64)
    }
}

fn permille(time: Nanos, end: Nanos) -> u32 {
    // An empty run is over.
    let share = (u128::from(time.0) * 1_000).checked_div(u128::from(end.0)).unwrap_or(1_000);
    share.min(1_000) as u32
}

/// What the transport shows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TransportView {
    /// The playhead on the clock: `1.500`.
    pub time: String,
    /// The end of the run on the clock.
    pub end: String,
    /// Both, for those who are told: `750 ms of 1.50 s`.
    pub spoken: String,
    /// The playhead in thousandths of the run.
    pub permille: u32,
    /// It moves.
    pub playing: bool,
    /// Nothing is left to play.
    pub at_end: bool,
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ms(ms: u64) -> Nanos {
        Nanos::from_millis(ms)
    }

    #[test]
    fn plays_in_real_time_and_stops_at_the_end() {
        let mut playback = Playback::at_end(ms(1_500));
        assert!(!playback.advance(16.0), "nothing moves until played");
        playback.play();
        assert_eq!(playback.time(), Nanos::ZERO, "from the end it starts again");
        assert!(playback.advance(100.0));
        assert_eq!(playback.time(), ms(100));
        playback.set_speed(Speed::labelled("10×").unwrap());
        playback.advance(100.0);
        assert_eq!(playback.time(), ms(1_100));
        playback.advance(100.0);
        assert_eq!((playback.time(), playback.is_playing()), (ms(1_500), false));
    }

    #[test]
    fn pauses_and_goes_on() {
        let mut playback = Playback::at_end(ms(1_000));
        playback.play();
        playback.advance(200.0);
        playback.pause();
        assert!(!playback.advance(200.0));
        playback.play();
        playback.advance(100.0);
        assert_eq!(playback.time(), ms(300));
    }

    #[test]
    fn another_run_keeps_the_time_or_the_end() {
        let mut resting = Playback::at_end(ms(1_500));
        resting.set_end(ms(3_000));
        assert_eq!(resting.time(), ms(3_000));

        let mut moving = Playback::at_end(ms(1_500));
        moving.play();
        moving.advance(200.0);
        moving.set_end(ms(3_000));
        assert_eq!((moving.time(), moving.is_playing()), (ms(200), true));
        moving.set_end(ms(100));
        assert_eq!((moving.time(), moving.is_playing()), (ms(100), false), "the new run is over by then");
    }

    #[test]
    fn a_step_pauses_and_a_seek_does_not() {
        let mut playback = Playback::at_end(ms(1_000));
        playback.play();
        playback.seek(ms(400));
        assert!(playback.is_playing());
        playback.step_to(ms(500));
        assert_eq!((playback.time(), playback.is_playing()), (ms(500), false));
        playback.seek(ms(9_000));
        assert_eq!(playback.time(), ms(1_000));
    }

    #[test]
    fn odd_times_between_frames_do_no_harm() {
        let mut playback = Playback::at_end(ms(1_000));
        playback.play();
        for odd in [f64::NAN, -5.0, 0.0] {
            assert!(!playback.advance(odd));
        }
        playback.advance(60_000.0);
        assert_eq!(playback.time(), ms(250), "a page that was hidden goes on where it was");
    }

    #[test]
    fn an_empty_run_is_over() {
        let mut playback = Playback::at_end(Nanos::ZERO);
        playback.play();
        assert!(!playback.is_playing());
        assert_eq!(playback.view().permille, 1_000);
    }

    #[test]
    fn a_slider_goes_there_and_back() {
        let mut playback = Playback::at_end(ms(1_500));
        playback.seek(playback.time_at_permille(500));
        let view = playback.view();
        assert_eq!((view.time.as_str(), view.end.as_str(), view.permille), ("0.750", "1.500", 500));
        assert_eq!(view.spoken, "750 ms of 1.50 s");
    }

    #[test]
    fn speeds_are_named_as_people_write_them() {
        let labels: Vec<String> = Speed::ALL.into_iter().map(Speed::label).collect();
        assert_eq!(labels, ["0.1×", "0.25×", "0.5×", "1×", "2×", "5×", "10×"]);
        assert_eq!(Speed::labelled("2×"), Some(Speed(2_000)));
        assert_eq!(Speed::labelled("3×"), None);
    }
}
