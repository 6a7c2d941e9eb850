//! Built-in functions and the methods of built-in classes; a file a class or group of functions.
//!
//! Each file has a static table of [`NativeDef`]s and the Rust functions they name. What must call back into Python
//! (a key function, a user's `__eq__`) stands in `prelude/builtins.py` and is reached through `NativeDef::slow`.

mod aggregates;
mod arithmetic;
pub mod bytes;
mod containers;
mod deque;
mod deque_operators;
mod dict;
mod dynamic;
mod exceptions;
mod float;
pub mod frames;
mod functions;
mod generators;
mod int;
mod iterators;
mod list;
mod numeric;
mod object;
mod property;
mod range;
pub mod runtime;
mod set;
pub mod set_algebra;
mod string;
mod sum;

pub use dynamic::NAMES;

use super::native::NativeDef;
use super::object::Obj;
use super::value::{Ref, Value};
use super::vm::Vm;

/// Puts all built-in functions and methods in their places.
pub fn install(vm: &mut Vm) {
    object::install(vm);
    exceptions::install(vm);
    containers::install(vm);
    deque::install(vm);
    int::install(vm);
    float::install(vm);
    string::install(vm);
    bytes::install(vm);
    iterators::install(vm);
    generators::install(vm);
    frames::install(vm);
    vm.add_functions(vm.builtins, functions::FUNCTIONS);
    vm.add_functions(vm.builtins, aggregates::FUNCTIONS);
    vm.add_functions(vm.builtins, sum::FUNCTIONS);
    vm.add_functions(vm.builtins, numeric::FUNCTIONS);
    vm.add_functions(vm.prelude_space(), runtime::FUNCTIONS);
    vm.add_functions(vm.prelude_space(), sum::PARTS);
    vm.add_functions(vm.prelude_space(), dynamic::FUNCTIONS);
    vm.add_functions(vm.prelude_space(), string::PRELUDE);
}

impl Vm {
    /// Adds methods to a built-in class.
    pub fn add_methods(&mut self, class: Ref, defs: &'static [NativeDef]) {
        for def in defs {
            let name = self.syms.intern(def.name);
            let native = self.heap.alloc(Obj::Native { def, bound: Value::Unbound });
            if let Some(class) = self.class_mut(class) {
                class.attrs.insert(name, Value::Obj(native));
            }
        }
    }

    /// Adds functions to a module's namespace.
    pub fn add_functions(&mut self, namespace: u32, defs: &'static [NativeDef]) {
        for def in defs {
            let name = self.syms.intern(def.name);
            let native = Value::Obj(self.heap.alloc(Obj::Native { def, bound: Value::Unbound }));
            self.bind(namespace, name, native);
        }
    }

    /// Binds a name in a module's namespace.
    pub fn bind(&mut self, namespace: u32, name: super::sym::Sym, value: Value) {
        let Some(space) = self.namespaces.get_mut(namespace as usize) else { return };
        let Some(dict) = space.dict else { return space.set(name, value) };
        let key = self.sym_str(name);
        // A str is always hashed and compared without Python code.
        let _ =
            if value.is_unbound() { self.dict_remove(dict, key).map(drop) } else { self.dict_set(dict, key, value) };
    }
}
