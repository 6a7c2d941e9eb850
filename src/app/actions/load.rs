//! Load: what is sent to a web application, and what is kept of the results.

use super::{Actions, set_if_new};
use leptos::prelude::*;
use loopscope::session::LoadPlan;
use loopscope::syntax::Route;

/// The most results that are kept.
const KEPT_MAX: usize = 12;

impl Actions {
    /// The load is to be another one, once it is sent.
    pub fn change_load(self, change: impl FnOnce(&mut LoadPlan)) {
        let mut plan = self.state.load.get_untracked();
        change(&mut plan);
        set_if_new(self.state.load, plan);
    }

    /// The text has changed: so may have its routes.
    pub(super) fn suit_load(self) {
        if let Some(routes) = self.state.analysis.with_untracked(|analysis| analysis.routes()) {
            self.suit_load_to(&routes);
        }
    }

    /// Called for every text that makes an application, and loaded with the first one.
    #[inline(never)]
    fn suit_load_to(self, routes: &[Route]) {
        self.change_load(|plan| plan.suit(routes));
    }

    /// One more kind of requests.
    pub fn add_to_mix(self) {
        let routes = self.state.analysis.with_untracked(|analysis| analysis.routes());
        self.change_load(|plan| plan.add(&routes.unwrap_or_default()));
    }

    /// Sends the load, now and again after each change of the text.
    pub fn send_load(self) {
        let plan = self.state.load.get_untracked();
        if plan.problem().is_none() {
            self.session.update_value(|session| session.set_load(Some(plan)));
            self.run();
        }
    }

    /// Runs the program by itself again.
    pub fn end_load(self) {
        self.session.update_value(|session| session.set_load(None));
        self.run();
    }

    /// Keeps what came of the load, to compare others with it.
    pub fn keep_result(self) {
        let Some(result) = self.state.load_result() else { return };
        self.state.kept.update(|kept| {
            kept.truncate(KEPT_MAX - 1);
            kept.push(result);
        });
    }

    /// Keeps a result no longer.
    pub fn forget_result(self, place: usize) {
        self.state.kept.update(|kept| {
            if place < kept.len() {
                kept.remove(place);
            }
        });
    }
}
