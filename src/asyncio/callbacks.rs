//! The callbacks of a future as programs see them: taking some away, and showing them.

use super::Runtime;
use super::slots::{self, set};
use crate::machine::Core;
use crate::python::native::R;
use crate::python::object::Obj;
use crate::python::value::{Ref, Value};

impl Runtime {
    /// Removes all entries of a function; how many there were.
    #[inline(never)]
    pub(super) fn remove_callback(&mut self, core: &mut Core, future: Ref, callback: Value) -> R {
        let entries = self.callbacks(&core.vm, future);
        let mut kept = Vec::with_capacity(entries.len());
        for &entry in &entries {
            let function = match entry {
                Value::Obj(r) => match core.vm.heap.get(r) {
                    Obj::Tuple(parts) => parts.first().copied().unwrap_or_default(),
                    _ => Value::Unbound,
                },
                _ => Value::Unbound,
            };
            let same = !function.is_unbound()
                && (function.is(callback) || core.vm.eq_native(function, callback).unwrap_or(false));
            if !same {
                kept.push(entry);
            }
        }
        let removed = entries.len() - kept.len();
        if removed > 0 {
            let list = if kept.is_empty() { Value::None } else { core.vm.heap.list(kept) };
            set(&mut core.vm, future, slots::CALLBACKS, list);
        }
        Ok(Value::Int(removed as i64))
    }

    /// The functions that will be called, for `repr`: texts for those that are the loop's own.
    #[inline(never)]
    pub(super) fn callback_list(&mut self, core: &mut Core, future: Ref) -> R {
        let mut shown = Vec::new();
        for entry in self.callbacks(&core.vm, future) {
            let Value::Obj(r) = entry else { continue };
            let own = match core.vm.heap.get(r) {
                Obj::Tuple(parts) => Err(parts.first().copied().unwrap_or_default()),
                Obj::Instance(i) if i.class == self.classes.gather => {
                    Ok("gather.<locals>._done_callback() at /usr/lib/python3.13/asyncio/tasks.py:820")
                }
                _ => Ok("Task.task_wakeup()"),
            };
            shown.push(match own {
                Ok(text) => core.vm.heap.str(text),
                Err(function) => function,
            });
        }
        Ok(core.vm.heap.list(shown))
    }
}
