//! Identifiers of the things a run is made of. Each is a small number given out in order of creation, so a run with the
//! same inputs gives the same ids.

macro_rules! id {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize)]
        pub struct $name(pub u32);
        impl $name {
            /// The id as an index into a table that is filled in creation order.
            pub fn index(self) -> usize {
                self.0 as usize
            }
        }
    };
}

id!(
    /// An asyncio task; numbered from 1 as in CPython's default names (`Task-1`).
    TaskId
);
id!(
    /// An operating-system thread of the simulated computer; 0 is the main thread.
    ThreadId
);
id!(
    /// A simulated process; 0 is the one that was started.
    ProcessId
);
id!(
    /// An event loop, in order of creation.
    LoopId
);
