//! Wait sites: the calls of a program at which it waits, and which other kinds of wait each could be.
//!
//! A wait is written in one of three forms, which are recognised and written exactly so that every switch can be taken
//! back to the byte:
//!
//! - blocking sleep: `time.sleep(d)`
//! - awaited sleep: `await asyncio.sleep(d)`
//! - busy loop, two lines in place of one statement:
//!   ```python
//!   _busy_until = time.perf_counter() + d
//!   while time.perf_counter() < _busy_until: pass
//!   ```
//!
//! Each by whatever name the program imports the function under. What merely looks like one (a variable called `time`) is
//! no site. Knows the text and the tree; changes nothing.

mod collect;
mod offer;
mod spelling;
#[cfg(test)]
mod tests;

use super::ast::Module;
use super::durations::Duration;
use super::symbols::BlockId;
use crate::base::ByteRange;

pub(super) use collect::{Program, collect};
pub(super) use spelling::{AddedImports, busy_text};

/// The ways of letting time pass.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, serde::Serialize)]
pub enum WaitKind {
    /// `time.sleep(d)`: the thread sleeps, and with it the event loop.
    Blocking,
    /// A loop that looks at the clock until it is time.
    Busy,
    /// `await asyncio.sleep(d)`: the task sleeps, the event loop goes on.
    Awaited,
}

impl WaitKind {
    /// All, in the order in which a chip goes through them.
    pub const ALL: [WaitKind; 3] = [WaitKind::Blocking, WaitKind::Busy, WaitKind::Awaited];
}

/// A place at which the program waits.
#[derive(Clone, Debug, PartialEq, serde::Serialize)]
pub struct WaitSite {
    /// All of the wait's text: the call, with its `await`; both lines of a busy loop.
    pub range: ByteRange,
    /// How it waits now.
    pub kind: WaitKind,
    /// The expression that says for how long.
    pub duration_range: ByteRange,
    /// The same if it is a number.
    pub duration: Option<Duration>,
    /// The function around it; none for the module's own code.
    pub function: Option<String>,
    /// That function is an `async def`.
    pub in_async: bool,
    /// What it could be instead.
    pub options: Vec<WaitOption>,
}

/// Another kind that a wait could be.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize)]
pub struct WaitOption {
    /// Which.
    pub kind: WaitKind,
    /// Why it cannot be that, for the person who looks at it; none if it can.
    pub refusal: Option<String>,
}

impl WaitSite {
    /// True if the site can be switched to `kind`.
    pub fn offers(&self, kind: WaitKind) -> bool {
        self.options.iter().any(|option| option.kind == kind && option.refusal.is_none())
    }
}

/// All wait sites of a program that parsed without errors, in order of the text.
pub fn wait_sites(source: &str, module: &Module) -> Vec<WaitSite> {
    let program = collect(source, module);
    program.sites.iter().map(|site| program.describe(site)).collect()
}

/// A wait site with what a switch has to know of it.
#[derive(Clone, Debug)]
pub(super) struct Site<'a> {
    pub(super) range: ByteRange,
    pub(super) kind: WaitKind,
    /// `time.sleep`, `asyncio.sleep` or `time.perf_counter` as written here.
    pub(super) func: ByteRange,
    /// The whole call, without `await`.
    pub(super) call: ByteRange,
    pub(super) duration: &'a super::ast::Expr,
    /// It has arguments besides the duration, or by name.
    pub(super) more_arguments: bool,
    pub(super) place: Place<'a>,
    /// A call, an attribute or the like hangs on it.
    pub(super) glued: bool,
    /// It is a statement that has its lines for itself; their indentation.
    pub(super) own_lines: Option<&'a str>,
}

/// Where in the program something stands.
#[derive(Clone, Copy, Debug)]
pub(super) struct Place<'a> {
    pub(super) block: BlockId,
    pub(super) code: Code,
    pub(super) function: Option<&'a str>,
    /// Inside a generator expression, where `await` would change what it is.
    pub(super) in_generator_expression: bool,
}

/// What kind of code.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Code {
    Module,
    Class,
    Function,
    AsyncFunction,
    Lambda,
}
