//! Modules of the standard library that need no time: natives in Rust, the rest in Python beside them.

use super::vm::Vm;

/// Makes the modules known; each costs something only when it is imported.
pub fn install(vm: &mut Vm) {
    let _ = vm;
}
