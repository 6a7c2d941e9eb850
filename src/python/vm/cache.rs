//! What attribute instructions remember: for the shape of the object they met last, where the attribute is.

use crate::python::value::{Ref, Value};

/// The cache of one attribute instruction; valid while `version` is the machine's class version.
#[derive(Clone, Copy, Debug)]
pub struct SiteCache {
    pub version: u32,
    pub hit: Hit,
}

/// What was found.
#[derive(Clone, Copy, Debug)]
pub enum Hit {
    None,
    /// Instances of this shape have the attribute in this slot.
    Slot {
        shape: u32,
        slot: u32,
    },
    /// Instances of this shape have no such attribute; their class has this function, to be bound.
    Method {
        shape: u32,
        func: Value,
    },
    /// Values of this (built-in) class have this method.
    TypeMethod {
        class: Ref,
        func: Value,
    },
    /// Storing moves an instance from one shape to the next, appending a slot.
    Append {
        shape: u32,
        next: u32,
    },
    /// A name of a module: namespace and slot.
    Module {
        namespace: u32,
        slot: u32,
    },
}

impl Default for SiteCache {
    fn default() -> Self {
        SiteCache { version: u32::MAX, hit: Hit::None }
    }
}
