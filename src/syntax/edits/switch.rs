//! Switching waits from one kind to another, as edits of the text.

use super::TextEdit;
use crate::base::ByteRange;
use crate::syntax::ast::Module;
use crate::syntax::sites::{AddedImports, Program, Site, WaitKind, busy_text, collect};

/// Why a wait is not switched.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// No wait site has this range: the text has changed.
    NoSite,
    /// The site cannot become that; the reason as a sentence.
    NotOffered(String),
}

impl std::fmt::Display for Refusal {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Refusal::NoSite => f.write_str("There is no wait at this place."),
            Refusal::NotOffered(reason) => f.write_str(reason),
        }
    }
}

impl std::error::Error for Refusal {}

/// The edits that make the wait at `site` (the range of a [`super::super::WaitSite`]) a wait of kind `to`, imports
/// included. Nothing for the kind it is. Switching back gives the same text again.
///
/// # Errors
/// If there is no such site, or it does not offer that kind.
pub fn switch(source: &str, module: &Module, site: ByteRange, to: WaitKind) -> Result<Vec<TextEdit>, Refusal> {
    let program = collect(source, module);
    let Some(site) = program.sites.iter().find(|known| known.range == site) else { return Err(Refusal::NoSite) };
    if site.kind == to {
        return Ok(Vec::new());
    }
    program.refusal(site, to).map_err(Refusal::NotOffered)?;
    Ok(edits(&program, &[(site, to)]))
}

/// The edits that make the wait at `site` the next kind it offers: blocking sleep, busy loop, awaited sleep, and around.
///
/// # Errors
/// If there is no such site, or it offers nothing; then with the reason for the first.
pub fn cycle(source: &str, module: &Module, site: ByteRange) -> Result<Vec<TextEdit>, Refusal> {
    let program = collect(source, module);
    let Some(site) = program.sites.iter().find(|known| known.range == site) else { return Err(Refusal::NoSite) };
    let mut first_reason = None;
    for kind in WaitKind::ALL.into_iter().cycle().skip_while(|kind| *kind != site.kind).skip(1).take(2) {
        match program.refusal(site, kind) {
            Ok(()) => return Ok(edits(&program, &[(site, kind)])),
            Err(reason) => first_reason = first_reason.or(Some(reason)),
        }
    }
    Err(Refusal::NotOffered(first_reason.unwrap_or_default()))
}

/// The edits that make every wait of the program that offers it a wait of kind `to`.
pub fn set_all(source: &str, module: &Module, to: WaitKind) -> Vec<TextEdit> {
    let program = collect(source, module);
    let can = |site: &&Site<'_>| site.kind != to && program.refusal(site, to).is_ok();
    let switched: Vec<_> = program.sites.iter().filter(can).map(|site| (site, to)).collect();
    edits(&program, &switched)
}

fn edits(program: &Program<'_>, switched: &[(&Site<'_>, WaitKind)]) -> Vec<TextEdit> {
    let mut edits = Vec::new();
    let mut uses = program.uses;
    let mut wanted = [program.added.has(0), program.added.has(1)];
    for &(site, to) in switched {
        let (Some(old), Some(new)) = (program.spelling(site, site.kind), program.spelling(site, to)) else { continue };
        let Some(edit) = rewrite(program.source, site, to, &new.text) else { continue };
        edits.push(edit);
        if let Some(count) = old.through.and_then(|index| uses.get_mut(index)) {
            *count = count.saturating_sub(clock_reads(site.kind));
        }
        if let Some(index) = new.through {
            if let Some(count) = uses.get_mut(index) {
                *count += clock_reads(to);
            }
            if let Some(wanted) = wanted.get_mut(index) {
                *wanted |= program.symbols.import_count(AddedImports::MODULES[index]) == 0;
            }
        }
    }
    for (index, module) in AddedImports::MODULES.into_iter().enumerate() {
        // An import that was added goes with the last wait that needs it, unless the program has come to import it itself.
        let last_use_goes = uses[index] == 0 && program.uses[index] > 0;
        wanted[index] &= !last_use_goes || program.symbols.import_count(module) > 1;
    }
    if let Some((range, text)) = program.added.change_to(wanted).filter(|_| !switched.is_empty()) {
        edits.push(TextEdit::replace(range, text));
    }
    edits.sort_by_key(|edit| edit.range);
    edits
}

/// How often a wait of this kind names the function it calls.
fn clock_reads(kind: WaitKind) -> u32 {
    if kind == WaitKind::Busy { 2 } else { 1 }
}

fn rewrite(source: &str, site: &Site<'_>, to: WaitKind, func: &str) -> Option<TextEdit> {
    let prefix = if to == WaitKind::Awaited { "await " } else { "" };
    match (site.kind, to) {
        (_, WaitKind::Busy) => {
            let text = busy_text(source, func, site.duration, site.own_lines?, site.range.start)?;
            Some(TextEdit::replace(site.range, text))
        }
        (WaitKind::Busy, _) => {
            let duration = site.duration.range.slice(source);
            Some(TextEdit::replace(site.range, format!("{prefix}{func}({duration})")))
        }
        // Between the two sleeps only the name changes; the arguments stay as they are written.
        _ => {
            let range = ByteRange::new(site.range.start, site.func.end);
            Some(TextEdit::replace(range, format!("{prefix}{func}")))
        }
    }
}
