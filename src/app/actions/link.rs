//! The page's link: it holds the program and the load, so that who opens it sees the same.

use super::Actions;
use crate::app::FIRST_PROGRAM;
use crate::app::state::Notice;
use crate::browser::{link, location};
use leptos::prelude::*;
use leptos::task::spawn_local;
use loopscope::session::{LoadPlan, Session};
use loopscope::share::Link;
use loopscope::syntax::normal_newlines;
use std::sync::Arc;

/// The name of a program of the list, a program's own text, packed, and whether the load was sent.
const PROGRAM: &str = "program";
const TEXT: &str = "text";
const SENT: &str = "sent";

impl Actions {
    /// Opens what the page's link says, if it says anything. The list of programs has been asked for.
    pub fn read_link(self) {
        let link = Link::read(&location::hash());
        if let Some(name) = link.get(PROGRAM) {
            let find = |list: &Vec<loopscope::lesson::Program>| {
                list.iter().find(|program| program.name == name).map(|program| program.text.clone())
            };
            let text = self.state.programs.with_untracked(|list| match list {
                Ok(list) => find(list).ok_or_else(|| format!("There is no program “{name}” here.")),
                Err(error) => Err(error.clone()),
            });
            self.open_link(&link, text);
        } else if let Some(packed) = link.get(TEXT).map(str::to_owned) {
            spawn_local(async move {
                let text = link::unpack(&packed).await;
                let text = text.map_err(|error| format!("The program in the link cannot be read: {error}."));
                self.open_link(&link, text);
            });
        } else if self.state.analysis.with_untracked(|analysis| analysis.source.is_empty()) {
            self.open_text(FIRST_PROGRAM);
        }
    }

    fn open_link(self, link: &Link, text: Result<String, String>) {
        let text = match text {
            Ok(text) => text,
            Err(problem) => {
                self.state.notice.set(Some(Notice::Problem(problem)));
                if self.state.analysis.with_untracked(|analysis| analysis.source.is_empty()) {
                    self.open_text(FIRST_PROGRAM);
                }
                return;
            }
        };
        self.open_text(&normal_newlines(&text));
        self.change_load(|plan| *plan = LoadPlan::of_link(link));
        self.suit_load();
        if link.get(SENT).is_some() && self.state.analysis.with_untracked(|analysis| analysis.routes().is_some()) {
            self.send_load();
        }
    }

    /// Puts the program and the load, as they are now, into the page's link.
    pub fn write_link(self) {
        let source = self.state.analysis.with_untracked(|analysis| analysis.source.clone());
        if source.is_empty() {
            // Perhaps what the link names is still on its way.
            return;
        }
        let name = self.state.programs.with_untracked(|list| {
            let program = list.as_ref().ok()?.iter().find(|program| *program.text == *source)?;
            Some(program.name.clone())
        });
        match name {
            Some(name) => self.put_link(Some((PROGRAM, name))),
            None if *source == *FIRST_PROGRAM => self.put_link(None),
            None => spawn_local(async move {
                let packed = link::pack(&source).await;
                // Meanwhile the text may have gone on; then this is called again.
                if self.state.analysis.with_untracked(|analysis| Arc::ptr_eq(&analysis.source, &source)) {
                    self.put_link(packed.map(|packed| (TEXT, packed)));
                }
            }),
        }
    }

    fn put_link(self, program: Option<(&str, String)>) {
        let mut link = Link::default();
        let routes = self.state.analysis.with_untracked(|analysis| analysis.routes());
        if let Some((name, value)) = program {
            link.put(name, value);
        }
        if routes.is_some() {
            self.state.load.with_untracked(|plan| plan.put_into(&mut link));
            if self.session.with_value(|session: &Session| session.load().is_some()) {
                link.put(SENT, 1);
            }
        }
        // What is too long for a link is in none.
        location::set_hash(&link.text().unwrap_or_default());
    }
}
