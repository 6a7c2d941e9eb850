//! `asyncio.gather`: one future for many, whose result is the list of theirs.

use super::Runtime;
use super::futures::{fill, instance, is_pending, wait_code};
use super::slots::{self, flag, get, int, set};
use super::tasks::is_coroutine;
use crate::machine::{Core, costs};
use crate::python::native::R;
use crate::python::object::Obj;
use crate::python::types::Exc;
use crate::python::value::{Ref, Value};
use crate::python::vm::Vm;
use crate::trace::{Event, Wait};
use indexmap::IndexMap;

/// The children of a gather, in the order of its arguments.
pub fn children(vm: &Vm, outer: Ref) -> Vec<Ref> {
    match get(vm, outer, slots::CHILDREN) {
        Value::Obj(list) => match vm.heap.get(list) {
            Obj::List(items) => items.iter().filter_map(|v| v.as_ref()).collect(),
            _ => Vec::new(),
        },
        _ => Vec::new(),
    }
}

impl Runtime {
    /// `gather` over futures and coroutines of a loop. `None` if something else is among them: the prelude turns it into
    /// a future first.
    ///
    /// # Errors
    /// ValueError if the futures belong to different loops; RuntimeError if there is no loop to run coroutines.
    pub fn gather(&mut self, core: &mut Core, args: &[Value], return_exceptions: bool) -> R<Option<Value>> {
        if args.is_empty() || !args.iter().all(|&a| self.as_future(&core.vm, a).is_some() || is_coroutine(&core.vm, a))
        {
            return Ok(None);
        }
        if self.running.is_none_or(|n| self.loops.get(n).is_some_and(|l| l.own_tasks))
            && args.iter().any(|&a| is_coroutine(&core.vm, a))
        {
            return Ok(None);
        }
        const METHODS: &[&str] = &["add_done_callback", "done", "cancelled", "exception", "result", "cancel"];
        if args.iter().any(|&a| self.as_future(&core.vm, a).is_some() && self.is_odd(&mut core.vm, a, METHODS)) {
            return Ok(None);
        }
        if self.loops.iter().any(|l| l.own_loop) {
            return Ok(None);
        }
        let mut number = None;
        let children = self.gather_children(core, args, &mut number)?;
        let number = number.unwrap_or_default();
        let group = core.recorder.group();
        let label = core.recorder.text(&format!("gather of {}", children.len()));
        let owner = self.current_task_id(core);
        let line = core.line();
        core.record(Event::GroupBegan { group, label, owner, line });
        let list = core.vm.heap.list(children.iter().map(|&c| Value::Obj(c)).collect());
        let mut attrs = vec![Value::None; slots::GATHER];
        fill(&mut attrs, number, wait_code(Wait::Group, label));
        attrs[slots::FLAGS] = Value::Int(if return_exceptions { slots::RETURN_EXCEPTIONS } else { 0 });
        attrs[slots::CHILDREN] = list;
        attrs[slots::DONE] = Value::Int(0);
        attrs[slots::GROUP] = Value::Int(i64::from(group));
        let outer = instance(&mut core.vm, self.classes.gather, attrs);
        // Kept alive by its children's callbacks in CPython; here by its place, until the last child is done.
        let place = self.held.hold(&mut core.vm, Value::Obj(outer));
        set(&mut core.vm, outer, slots::HELD, Value::Int(i64::from(place)));
        let different = distinct(&children);
        let mut done = Vec::new();
        let mut count = 0;
        for (&child, first) in children.iter().zip(&different) {
            if !first {
                continue;
            }
            count += 1;
            if self.is_task(&core.vm, child) {
                let task = super::task_id(&core.vm, child);
                core.record(Event::GroupMember { group, task });
            }
            if is_pending(&core.vm, child) {
                self.add_callback(core, child, Value::Obj(outer));
            } else {
                done.push(child);
            }
        }
        set(&mut core.vm, outer, slots::COUNT, Value::Int(count));
        for child in done {
            self.child_done(core, outer, child);
        }
        Ok(Some(Value::Obj(outer)))
    }

    /// The arguments as futures: coroutines become tasks, the same coroutine given twice the same task.
    fn gather_children(&mut self, core: &mut Core, args: &[Value], number: &mut Option<usize>) -> R<Vec<Ref>> {
        let refs: Vec<Ref> = args.iter().filter_map(|a| a.as_ref()).collect();
        let mut seen: Option<IndexMap<Ref, Ref>> = (!all_different(&refs)).then(IndexMap::new);
        let mut children = Vec::with_capacity(refs.len());
        for arg in refs {
            if let Some(&child) = seen.as_ref().and_then(|s| s.get(&arg)) {
                children.push(child);
                continue;
            }
            let child = if self.as_future(&core.vm, Value::Obj(arg)).is_some() {
                let theirs = self.loop_of(&core.vm, arg);
                if number.is_some_and(|n| n != theirs) {
                    let text = "The future belongs to a different loop than the one specified as the loop argument";
                    return Err(core.vm.raise(Exc::ValueError, text));
                }
                *number = Some(theirs);
                arg
            } else {
                let on = match *number {
                    Some(n) => n,
                    None => self.running_loop(core)?,
                };
                *number = Some(on);
                self.check_open(core, on)?;
                self.new_task(core, on, Value::Obj(arg), Value::None, Value::None)
            };
            if let Some(s) = &mut seen {
                s.insert(arg, child);
            }
            children.push(child);
        }
        Ok(children)
    }

    /// A child is done (`_done_callback`).
    pub fn child_done(&mut self, core: &mut Core, outer: Ref, child: Ref) {
        core.spend(costs::FUTURE_DONE);
        let done = int(&core.vm, outer, slots::DONE) + 1;
        set(&mut core.vm, outer, slots::DONE, Value::Int(done));
        let last = done == int(&core.vm, outer, slots::COUNT);
        if last {
            let place = int(&core.vm, outer, slots::HELD) as u32;
            self.held.release(&mut core.vm, place);
        }
        let state = int(&core.vm, child, slots::STATE);
        if !is_pending(&core.vm, outer) {
            slots::set_flag(&mut core.vm, child, slots::LOG_TRACEBACK, false);
            return;
        }
        if !flag(&core.vm, outer, slots::RETURN_EXCEPTIONS) && state != slots::FINISHED {
            let exc = self.outcome_exception(core, child);
            return self.gather_raises(core, outer, exc);
        }
        if !last {
            return;
        }
        let results = children(&core.vm, outer).into_iter().map(|c| self.outcome(core, c)).collect();
        if flag(&core.vm, outer, slots::CANCEL_REQUESTED) {
            let exc = self.cancelled_error(core, child);
            return self.gather_raises(core, outer, exc);
        }
        let list = core.vm.heap.list(results);
        self.gather_ended(core, outer);
        // It is pending, so this cannot fail.
        let _ = self.set_result(core, outer, list);
    }

    fn gather_raises(&mut self, core: &mut Core, outer: Ref, exc: Value) {
        self.gather_ended(core, outer);
        // It is pending, so this cannot fail.
        let _ = self.set_exception(core, outer, exc);
    }

    fn gather_ended(&mut self, core: &mut Core, outer: Ref) {
        let group = int(&core.vm, outer, slots::GROUP) as u32;
        core.record(Event::GroupEnded { group });
    }

    fn outcome_exception(&mut self, core: &mut Core, child: Ref) -> Value {
        if int(&core.vm, child, slots::STATE) == slots::CANCELLED {
            return self.cancelled_error(core, child);
        }
        slots::set_flag(&mut core.vm, child, slots::LOG_TRACEBACK, false);
        get(&core.vm, child, slots::RESULT)
    }

    /// A child's result, or its exception as a value.
    fn outcome(&mut self, core: &mut Core, child: Ref) -> Value {
        if int(&core.vm, child, slots::STATE) != slots::CANCELLED {
            slots::set_flag(&mut core.vm, child, slots::LOG_TRACEBACK, false);
            return get(&core.vm, child, slots::RESULT);
        }
        let message = match get(&core.vm, child, slots::MESSAGE) {
            Value::None => core.vm.intern_str(""),
            message => message,
        };
        core.vm.exception(self.classes.cancelled_error, vec![message])
    }
}

/// True if no object is there twice.
fn all_different(refs: &[Ref]) -> bool {
    if refs.is_sorted_by(|a, b| a < b) {
        return true;
    }
    let mut sorted = refs.to_vec();
    sorted.sort_unstable();
    sorted.is_sorted_by(|a, b| a < b)
}

/// For each, whether it is the first of its kind.
fn distinct(refs: &[Ref]) -> Vec<bool> {
    if all_different(refs) {
        return vec![true; refs.len()];
    }
    let mut seen = indexmap::IndexSet::new();
    refs.iter().map(|r| seen.insert(*r)).collect()
}
