//! Programs: opening another one, and going back to one's own.

use super::Actions;
use crate::app::state::{Notice, WantedEdit};
use crate::browser::programs;
use leptos::prelude::*;
use leptos::task::spawn_local;
use loopscope::base::ByteRange;
use loopscope::lesson;
use loopscope::syntax::TextEdit;
use std::sync::Arc;

impl Actions {
    /// Fetches the list of programs, unless it is there; `then` is called in either case.
    pub fn fetch_programs(self, then: impl FnOnce() + 'static) {
        let state = self.state;
        if state.programs.with_untracked(|list| list.as_ref().is_ok_and(|list| !list.is_empty())) {
            return then();
        }
        spawn_local(async move {
            let list = programs::fetch().await;
            let read = list.and_then(|json| lesson::read(&json).ok_or_else(|| "it is no list of programs".to_owned()));
            state.programs.set(read.map_err(|error| format!("The programs could not be fetched: {error}.")));
            then();
        });
    }

    /// Opens a program of the list. The user's own text is kept, to go back to.
    pub fn open_program(self, place: usize) {
        let program = self.state.programs.with_untracked(|list| list.as_ref().ok()?.get(place).cloned());
        let Some(program) = program else { return };
        let before = self.state.analysis.with_untracked(|analysis| analysis.source.clone());
        let own = (!before.trim().is_empty() && !self.is_of_list(&before)).then_some(before);
        self.open_text(&program.text);
        self.state.notice.set(own.map(|text| Notice::Own { text, opened: program.title }));
    }

    /// The user's own program again, as it was before another one was opened.
    pub fn back_to_own(self) {
        if let Some(Notice::Own { text, .. }) = self.state.notice.get_untracked() {
            self.open_text(&text);
        }
        self.state.notice.set(None);
    }

    /// The notice has been read.
    pub fn dismiss_notice(self) {
        self.state.notice.set(None);
    }

    fn is_of_list(self, text: &Arc<str>) -> bool {
        let is_text = |list: &Vec<lesson::Program>| list.iter().any(|program| *program.text == **text);
        self.state.programs.with_untracked(|list| list.as_ref().is_ok_and(is_text))
    }

    /// Puts another program into the editor, where undo brings the one before back, and runs it.
    pub(super) fn open_text(self, text: &str) {
        let before = self.state.analysis.with_untracked(|analysis| analysis.source.clone());
        if *before == *text {
            return;
        }
        // First the editor: what is told to it of the new text comes after the text.
        let all = ByteRange::new(0, before.len() as u32);
        let edits = vec![TextEdit { range: all, insert: text.to_owned() }];
        self.state.wanted_edit.set(Some(WantedEdit { edits, joins: false }));
        self.state.wanted_line.set(Some(1));
        self.session.update_value(|session| {
            session.part();
            session.set_text(text);
        });
        self.run();
    }
}
