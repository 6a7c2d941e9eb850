//! Eager tasks: their first step runs inside the call that makes them. The prelude resumes the coroutine (`_eager_start`); here
//! is what the task becomes before and after.

use super::Runtime;
use super::natives::Call;
use super::slots::{self, get, set};
use super::task_id;
use crate::machine::{Core, Ended, costs};
use crate::python::native::R;
use crate::python::value::{Ref, Value};
use crate::trace::Event;

impl Runtime {
    /// A call of the prelude about the task `task`; `given` are its other arguments.
    #[inline(never)]
    pub fn eager(&mut self, core: &mut Core, call: Call, task: Ref, given: [Value; 2]) -> R {
        match call {
            Call::EagerBegin => Ok(self.eager_begin(core, task)),
            Call::EagerEnd => Ok(Value::Bool(self.eager_end(core, task, given))),
            Call::EagerThrow => {
                let place = self.held.hold(&mut core.vm, given[0]);
                self.push(self.loop_of(&core.vm, task), super::base_events::Job::Throw(task, place));
                Ok(Value::None)
            }
            _ => {
                self.eager_over(core, given);
                Ok(Value::None)
            }
        }
    }

    /// `_eager_begin(task)`: it is the current task, in its context. Gives the task and the context there were before.
    fn eager_begin(&mut self, core: &mut Core, task: Ref) -> Value {
        let before = self.current_task();
        if let Some(outer) = before {
            let line = core.line();
            core.record(Event::TaskYielded { task: task_id(&core.vm, outer), line });
        }
        core.spend(costs::STEP);
        core.record(Event::TaskStep { task: task_id(&core.vm, task) });
        let context = core.vm.context_of(core.thread());
        core.vm.enter_context(core.thread(), get(&core.vm, task, slots::CONTEXT));
        let parts = vec![
            self.eager.map_or(Value::None, Value::Obj),
            before.map_or(Value::None, Value::Obj),
            if context.is_unbound() { Value::None } else { context },
        ];
        self.eager = Some(task);
        core.vm.heap.tuple(parts)
    }

    /// `_eager_end(task, how, value)`: the step ended, by returning, raising or yielding `value`. False if the prelude has to
    /// say more: an exception that ends programs is raised on, a bad yield becomes an exception.
    fn eager_end(&mut self, core: &mut Core, task: Ref, given: [Value; 2]) -> bool {
        let [how, value] = given;
        let how = match how {
            Value::Int(0) => Ended::Returned(value),
            Value::Int(1 | 4) => Ended::Raised(value),
            Value::Int(3) => Ended::Returned(value),
            _ => {
                self.keep_context(core, task);
                return self.suspended(core, task, value);
            }
        };
        self.keep_context(core, task);
        let goes_on = !self.task_ended(core, task, &how);
        if matches!(given[0], Value::Int(0 | 1)) {
            set(&mut core.vm, task, slots::CORO, Value::None);
        }
        goes_on
    }

    /// `_eager_over(task, before)`: the outer task goes on.
    fn eager_over(&mut self, core: &mut Core, given: [Value; 2]) {
        let parts = core.vm.native_items(given[0]).unwrap_or_default();
        let at = |i: usize| parts.get(i).copied().unwrap_or(Value::None);
        self.eager = at(0).as_ref();
        core.vm.enter_context(core.thread(), at(2));
        if let Some(outer) = at(1).as_ref() {
            core.record(Event::TaskStep { task: task_id(&core.vm, outer) });
        }
    }
}
