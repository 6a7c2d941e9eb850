//! How runs end.

use crate::python::native::Limit;
use crate::trace::Outcome;

/// Whether a machine can go on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Status {
    Running,
    Ended,
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
    /// The loop waits and nothing can wake it.
    Deadlock,
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
            End::Deadlock => Outcome::Deadlock,
            End::Unsupported { .. } => Outcome::Unsupported,
        }
    }

    /// The exit status a shell would see: 3 for limits and deadlocks, 4 for what is not supported.
    pub fn status(&self) -> i32 {
        match self {
            End::Finished => 0,
            End::Raised => 1,
            End::Exited(code) => *code,
            End::Limit(_) | End::Deadlock => 3,
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
            End::Deadlock => {
                String::from("stopped: every task is waiting and nothing is left that could wake one (a deadlock)")
            }
            End::Unsupported { what, line } if *line > 0 => format!("not supported, line {line}: {what}"),
            End::Unsupported { what, .. } => format!("not supported: {what}"),
        })
    }
}
