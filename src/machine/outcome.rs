//! How runs end.

use super::threads::On;
use crate::python::native::Limit;
use crate::trace::Outcome;

/// Whether a machine can go on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Status {
    Running,
    Ended,
}

/// A thread that waits for ever.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stuck {
    /// What its process is called; empty for the first one.
    pub process: String,
    /// It is the main thread.
    pub main: bool,
    pub on: On,
    /// Where in the program, 0 if unknown.
    pub line: u32,
}

impl Stuck {
    fn text(&self) -> String {
        let mut who = String::from(if self.main { "the main thread" } else { "a thread" });
        if !self.process.is_empty() {
            who.push_str(&format!(" of {}", self.process));
        }
        let what = match self.on {
            On::Lock(_) => "for another thread",
            On::Channel(_) => "for another process",
            _ => "in its event loop",
        };
        if self.line > 0 { format!("{who} {what}, line {}", self.line) } else { format!("{who} {what}") }
    }
}

/// How a run ended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum End {
    /// The program came to its end.
    Finished,
    /// An uncaught exception; its traceback is in the console.
    Raised,
    /// `SystemExit` with this status.
    Exited(i32),
    /// A budget was used up.
    Limit(Limit),
    /// Everything waits and nothing can wake it. Who waits for what, if there are several threads.
    Deadlock(Vec<Stuck>),
    /// Something the simulator does not support, at a line of the program (0: unknown).
    Unsupported { what: String, line: u32 },
}

impl End {
    /// In the trace's words.
    pub fn outcome(&self) -> Outcome {
        match self {
            End::Finished => Outcome::Finished,
            End::Raised => Outcome::Raised,
            End::Exited(_) => Outcome::Exited,
            End::Limit(_) => Outcome::Limit,
            End::Deadlock(_) => Outcome::Deadlock,
            End::Unsupported { .. } => Outcome::Unsupported,
        }
    }

    /// The exit status a shell would see: 3 for limits and deadlocks, 4 for what is not supported.
    pub fn status(&self) -> i32 {
        match self {
            End::Finished => 0,
            End::Raised => 1,
            End::Exited(code) => *code,
            End::Limit(_) | End::Deadlock(_) => 3,
            End::Unsupported { .. } => 4,
        }
    }

    /// A line for the person, where the console does not say it all.
    pub fn message(&self) -> Option<String> {
        Some(match self {
            End::Finished | End::Raised | End::Exited(_) => return None,
            End::Limit(Limit::Instructions) => {
                String::from("stopped: the program used all the instructions a run may take; is a loop without end?")
            }
            End::Limit(Limit::Memory) => String::from("stopped: the program needs more memory than a run may have"),
            End::Limit(Limit::Time) => {
                String::from("stopped: the program ran to the end of the virtual time a run may have")
            }
            End::Deadlock(stuck) if stuck.is_empty() => {
                String::from("stopped: every task is waiting and nothing is left that could wake one (a deadlock)")
            }
            End::Deadlock(stuck) => {
                let mut text = String::from(
                    "stopped: every thread is waiting and nothing is left that could wake one (a deadlock)",
                );
                for (i, s) in stuck.iter().enumerate() {
                    text.push_str(if i == 0 { ": " } else { "; " });
                    text.push_str(&s.text());
                }
                text
            }
            End::Unsupported { what, line } if *line > 0 => format!("not supported, line {line}: {what}"),
            End::Unsupported { what, .. } => format!("not supported: {what}"),
        })
    }
}
