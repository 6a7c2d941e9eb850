//! What panels are made of. Knows nothing of runs.

pub mod icon;
pub mod segmented;
