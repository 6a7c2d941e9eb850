//! What a wait site could be instead, and why not.
//!
//! Offered is what keeps the program's meaning apart from how it waits, and can be taken back to the byte.

use super::spelling::{BUSY_NAME, Spelling, busy_text};
use super::{Code, Program, Site, WaitKind, WaitOption, WaitSite};
use crate::base::ByteRange;
use crate::syntax::durations::Duration;

impl Program<'_> {
    /// A site as the outside sees it.
    pub(super) fn describe(&self, site: &Site<'_>) -> WaitSite {
        let others = WaitKind::ALL.into_iter().filter(|kind| *kind != site.kind);
        WaitSite {
            range: site.range,
            kind: site.kind,
            duration_range: site.duration.range,
            duration: Duration::literal(self.source, site.duration),
            function: site.place.function.map(str::to_owned),
            in_async: site.place.code == Code::AsyncFunction,
            options: others.map(|kind| WaitOption { kind, refusal: self.refusal(site, kind).err() }).collect(),
        }
    }

    /// How a wait of `kind` is written at a site.
    pub(in crate::syntax) fn spelling(&self, site: &Site<'_>, kind: WaitKind) -> Option<Spelling> {
        Spelling::of(kind, site.place, self)
    }

    /// Why `site` cannot become `to`.
    ///
    /// # Errors
    /// The reason, as a sentence.
    pub(in crate::syntax) fn refusal(&self, site: &Site<'_>, to: WaitKind) -> Result<(), String> {
        self.has_usual_form(site)?;
        if self.spelling(site, to).is_none() {
            let module = if to == WaitKind::Awaited { "asyncio" } else { "time" };
            return Err(format!("The name {module} is in use here for something else, or without an import."));
        }
        if site.more_arguments {
            return Err("Only a call with one argument, the duration, can be switched.".to_owned());
        }
        match to {
            WaitKind::Blocking => self.keeps_generator(site),
            WaitKind::Awaited => {
                can_await(site)?;
                self.keeps_generator(site)
            }
            WaitKind::Busy => self.can_loop(site),
        }
    }

    /// Only what is written as we would write it can be written again.
    fn has_usual_form(&self, site: &Site<'_>) -> Result<(), String> {
        let written = site.func.slice(self.source);
        let usual = self.spelling(site, site.kind);
        if usual.as_ref().is_none_or(|usual| usual.text != written) {
            let usual = usual.map_or_else(|| written.to_owned(), |usual| usual.text);
            return Err(format!("Elsewhere the same function is called {usual}; write it so here to switch it."));
        }
        if site.kind == WaitKind::Busy {
            self.loop_name_is_free()?;
        }
        let between = ByteRange::new(site.range.start, site.call.start).slice(self.source);
        if site.kind == WaitKind::Awaited && between != "await " {
            return Err("Write it as await and the call, with one space, to switch it.".to_owned());
        }
        Ok(())
    }

    fn keeps_generator(&self, site: &Site<'_>) -> Result<(), String> {
        let changes = site.place.in_generator_expression && site.kind != WaitKind::Busy;
        if changes {
            return Err("It stands in a generator expression, which await makes an asynchronous one.".to_owned());
        }
        Ok(())
    }

    fn loop_name_is_free(&self) -> Result<(), String> {
        if self.busy_name_taken {
            return Err(format!("The program uses the name {BUSY_NAME}, which the loop needs."));
        }
        Ok(())
    }

    fn can_loop(&self, site: &Site<'_>) -> Result<(), String> {
        let Some(indent) = site.own_lines else {
            return Err("A busy loop needs lines of its own; here the wait is part of a line.".to_owned());
        };
        if site.place.code == Code::Class {
            return Err("In a class body the loop's variable would become an attribute.".to_owned());
        }
        self.loop_name_is_free()?;
        let inside = ByteRange::new(site.func.end, site.call.end).slice(self.source);
        let plain = inside == format!("({})", site.duration.range.slice(self.source));
        if !plain || busy_text(self.source, "", site.duration, indent, site.range.start).is_none() {
            return Err("The argument is written in a way that the loop cannot keep.".to_owned());
        }
        Ok(())
    }
}

fn can_await(site: &Site<'_>) -> Result<(), String> {
    let function = site.place.function.unwrap_or_default();
    match site.place.code {
        Code::AsyncFunction if site.glued => Err("Its value is used in a way that await does not allow.".to_owned()),
        Code::AsyncFunction => Ok(()),
        Code::Function => Err(format!("{function} is a plain def; await needs an async def around it.")),
        Code::Lambda => Err("await cannot stand in a lambda.".to_owned()),
        Code::Class => Err("await cannot stand in a class body.".to_owned()),
        Code::Module => Err("await needs an async def around it; this is the module's own code.".to_owned()),
    }
}
