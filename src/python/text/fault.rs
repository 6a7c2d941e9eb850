//! Errors of pure functions on text and numbers: which exception, with which words.

use crate::python::native::Ctl;
use crate::python::types::Exc;
use crate::python::vm::Vm;
use std::fmt;

/// Why there is no result.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fault {
    /// An exception with a message.
    Raise(Exc, String),
    /// CPython could do it, this machine cannot; what that is.
    Unsupported(&'static str),
}

impl Fault {
    /// A ValueError.
    pub fn value(text: impl Into<String>) -> Fault {
        Fault::Raise(Exc::ValueError, text.into())
    }

    /// A TypeError.
    pub fn type_(text: impl Into<String>) -> Fault {
        Fault::Raise(Exc::TypeError, text.into())
    }

    /// An OverflowError.
    pub fn overflow(text: impl Into<String>) -> Fault {
        Fault::Raise(Exc::OverflowError, text.into())
    }

    /// Half of a pair of UTF-16, which no string of this machine holds.
    pub fn surrogate() -> Fault {
        Fault::Unsupported("surrogates in strings")
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Fault::Raise(exc, text) => write!(f, "{exc:?}: {text}"),
            Fault::Unsupported(what) => write!(f, "not supported: {what}"),
        }
    }
}

impl Vm {
    /// What a fault does to the run.
    pub fn fault(&mut self, fault: Fault) -> Ctl {
        match fault {
            Fault::Raise(exc, text) => self.raise(exc, text),
            Fault::Unsupported(what) => Ctl::unsupported(what),
        }
    }
}
