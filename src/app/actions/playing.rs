//! Playing: the transport, and what the user does in the app window meanwhile.

use super::Actions;
use leptos::prelude::*;
use loopscope::session::{Input, InputKind, Playback, Speed};

impl Actions {
    /// Plays or pauses. A run played from the beginning has an app window that nobody has touched yet.
    pub fn toggle_play(self) {
        if self.state.playback.with_untracked(Playback::is_playing) {
            self.state.playback.update(Playback::pause);
        } else {
            self.play();
        }
    }

    fn play(self) {
        if self.state.playback.with_untracked(Playback::is_at_end) {
            self.state.inputs.set(Vec::new());
        }
        self.state.playback.update(Playback::play);
        self.wake();
    }

    /// Puts the playhead at so many thousandths of the run.
    pub fn seek_permille(self, permille: u32) {
        self.state.playback.update(|playback| playback.seek(playback.time_at_permille(permille)));
    }

    /// Goes to the next task switch and pauses.
    pub fn step_forward(self) {
        if let Some(run) = self.state.run() {
            self.state.playback.update(|playback| playback.step_to(run.next_switch(playback.time())));
        }
        self.follow_playhead();
    }

    /// Goes to the previous task switch and pauses.
    pub fn step_back(self) {
        if let Some(run) = self.state.run() {
            self.state.playback.update(|playback| playback.step_to(run.previous_switch(playback.time())));
        }
        self.follow_playhead();
    }

    /// Plays faster or slower.
    pub fn set_speed(self, speed: Speed) {
        self.state.playback.update(|playback| playback.set_speed(speed));
    }

    /// The app window was clicked or typed into: it happens now on the program's clock, which goes on if it stood.
    pub fn app_input(self, kinds: Vec<InputKind>) {
        if kinds.is_empty() || self.state.shown.with_untracked(Option::is_none) {
            return;
        }
        if !self.state.playback.with_untracked(Playback::is_playing) {
            self.play();
        }
        let at = self.state.playback.with_untracked(Playback::time);
        self.state.inputs.update(|inputs| {
            // What was done later, before the playhead was put back, has not happened now.
            inputs.retain(|input| input.at <= at);
            inputs.extend(kinds.into_iter().map(|kind| Input { at, kind }));
        });
    }

    /// So many milliseconds of real time have passed.
    pub(super) fn play_on(self, real_ms: f64) {
        if !self.state.playback.with_untracked(Playback::is_playing) {
            return;
        }
        self.state.playback.update(|playback| {
            playback.advance(real_ms);
        });
        self.follow_playhead();
    }
}
