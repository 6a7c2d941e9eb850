//! Context variables: the context of the thread that runs, and copying one. The rest is Python.

use crate::python::native::{Args, NativeDef, R};
use crate::python::object::Obj;
use crate::python::value::Value;
use crate::python::vm::Vm;

pub static NATIVES: &[NativeDef] = &[
    NativeDef::function("_get", 0, 0, get),
    NativeDef::function("_swap", 1, 1, swap),
    NativeDef::function("_copy", 1, 1, copy),
];

/// The place of `_entered` among a context's attributes.
const ENTERED: usize = 1;

fn get(vm: &mut Vm, _: Args<'_>) -> R {
    Ok(if vm.context.is_unbound() { Value::None } else { vm.context })
}

/// Makes a context the thread's; the one it had.
fn swap(vm: &mut Vm, args: Args<'_>) -> R {
    let before = get(vm, args)?;
    vm.context = args.get(0);
    Ok(before)
}

fn copy(vm: &mut Vm, args: Args<'_>) -> R {
    Ok(vm.copied_context(args.get(0)))
}

impl Vm {
    /// A copy of a context that nobody has entered; None if there is none.
    pub fn copied_context(&mut self, context: Value) -> Value {
        let Value::Obj(r) = context else { return Value::None };
        let mut copy = self.heap.get(r).clone();
        if let Obj::Instance(i) = &mut copy
            && let Some(entered) = i.attrs.get_mut(ENTERED)
        {
            *entered = Value::Bool(false);
        }
        Value::Obj(self.heap.alloc(copy))
    }

    /// The context of a thread that does not run at the moment.
    pub fn context_of(&self, thread: usize) -> Value {
        self.threads.get(thread).map_or(Value::None, |t| t.context)
    }

    /// Sets it.
    pub fn enter_context(&mut self, thread: usize, context: Value) {
        if let Some(t) = self.threads.get_mut(thread) {
            t.context = context;
        }
    }
}
