//! The current task of a loop as `_enter_task`, `_leave_task` and `_swap_current_task` set it, above what the loop itself runs;
//! and what a loop's queue looks like from outside.

use super::base_events::Job;
use super::slots;
use super::{Doing, Own, Runtime};
use crate::machine::Core;
use crate::python::native::R;
use crate::python::value::{Ref, Value};

impl Runtime {
    /// The current task of what may be a loop.
    pub fn current_task_of(&self, core: &Core, of: Value) -> Value {
        let entered = self.entered.iter().find(|(at, _)| self.held.get(&core.vm, *at).is(of));
        match entered {
            Some(&(_, task)) => self.held.get(&core.vm, task),
            None => self.stepping(of).map_or(Value::None, Value::Obj),
        }
    }

    /// The task whose step runs on a loop, in whatever thread.
    fn stepping(&self, of: Value) -> Option<Ref> {
        let number = self.loops.iter().position(|l| l.object.is(of))?;
        if self.running == Some(number) {
            return self.current_task();
        }
        let elsewhere = |(thread, own): (usize, &Own)| {
            (thread != self.thread && own.running == Some(number)).then_some((own.eager, own.doing))
        };
        match self.others.iter().enumerate().find_map(elsewhere)? {
            (None, Some(Doing::Step(task))) => Some(task),
            (eager, _) => eager,
        }
    }

    /// `_set_entered(loop, task)`: what `current_task(loop)` says from now on.
    #[inline(never)]
    pub fn set_entered(&mut self, core: &mut Core, of: Value, task: Value) {
        if let Some(i) = self.entered.iter().position(|(at, _)| self.held.get(&core.vm, *at).is(of)) {
            let (at, before) = self.entered.remove(i);
            self.held.release(&mut core.vm, at);
            self.held.release(&mut core.vm, before);
        }
        let plain = self.stepping(of).map_or(Value::None, Value::Obj);
        if !plain.is(task) {
            let places = (self.held.hold(&mut core.vm, of), self.held.hold(&mut core.vm, task));
            self.entered.push(places);
        }
    }

    /// `_queued(loop)`: the handles in the ready queue; those of tasks are made to be looked at.
    #[inline(never)]
    pub fn queued(&mut self, core: &mut Core, number: usize) -> R {
        let jobs: Vec<Job> = self.loops.get(number).map(|l| l.ready.iter().copied().collect()).unwrap_or_default();
        let mut handles = Vec::with_capacity(jobs.len());
        for job in jobs {
            let (text, task) = match job {
                Job::Handle(place) => {
                    handles.push(self.held.get(&core.vm, place));
                    continue;
                }
                Job::Step(task) | Job::Throw(task, _) => {
                    (format!("<_asyncio.TaskStepMethWrapper object at {:#x}>()", core.vm.address(task)), Some(task))
                }
                Job::Wakeup(task) => ("Task.task_wakeup()".to_owned(), Some(task)),
                Job::Child { .. } => ("gather.<locals>._done_callback()".to_owned(), None),
                Job::SleepOver(_) => ("_set_result_unless_cancelled()".to_owned(), None),
            };
            let context = task.map_or(Value::None, |t| slots::get(&core.vm, t, slots::CONTEXT));
            let (text, args) = (core.vm.heap.str(&text), core.vm.heap.tuple(Vec::new()));
            handles.push(Value::Obj(self.new_handle(core, number, text, args, context)));
        }
        Ok(core.vm.heap.list(handles))
    }
}
