//! "Task exception was never retrieved": futures that failed, that nobody asked, and that nothing refers to any more.
//!
//! CPython finds them when the last reference goes. Here they are looked for between handles, often enough that the message
//! comes where CPython's does in all but contrived programs, and rarely enough that looking costs little.

use super::held::Held;
use super::slots::{self, flag};
use super::{Doing, Runtime};
use crate::machine::{Core, Next};
use crate::python::value::{Ref, Value};

/// So many looks are free in a run; after that they are made when about as many instructions were executed as there are
/// objects to look at.
const FREE_LOOKS: u32 = 200;

/// The futures that failed and were not asked, and when to look whether they ever can be.
#[derive(Clone, Debug, Default)]
pub struct Suspects {
    places: Vec<u32>,
    looks: u32,
    next_look: u64,
}

impl Suspects {
    /// Adds a future by its place.
    pub fn push(&mut self, place: u32) {
        self.places.push(place);
    }

    fn due(&self, core: &Core) -> bool {
        !self.places.is_empty() && (self.looks < FREE_LOOKS || core.instructions >= self.next_look)
    }

    fn looked(&mut self, core: &Core) {
        self.looks = self.looks.saturating_add(1);
        self.next_look = core.instructions + core.vm.heap.len() as u64;
    }

    /// Lets go of those that were asked meanwhile.
    fn sift(&mut self, core: &mut Core, held: &mut Held) {
        self.places.retain(|&place| {
            let open = matches!(held.get(&core.vm, place), Value::Obj(f) if flag(&core.vm, f, slots::LOG_TRACEBACK));
            if !open {
                held.release(&mut core.vm, place);
            }
            open
        });
    }
}

impl Runtime {
    /// Reports the first failed future that nothing refers to, if it is time to look.
    pub fn report_unretrieved(&mut self, core: &mut Core, number: usize) -> Option<Next> {
        if !self.unretrieved.due(core) {
            return None;
        }
        self.unretrieved.sift(core, &mut self.held);
        if self.unretrieved.places.is_empty() {
            return None;
        }
        self.unretrieved.looked(core);
        let places = self.unretrieved.places.clone();
        let at = places.into_iter().position(|place| !self.is_referenced(core, place))?;
        let place = self.unretrieved.places.remove(at);
        let Value::Obj(future) = self.held.release(&mut core.vm, place) else { return None };
        slots::set_flag(&mut core.vm, future, slots::LOG_TRACEBACK, false);
        let object = self.loop_object(self.loop_of(&core.vm, future));
        let next = self.start_report(core, number, self.classes.report_unretrieved, vec![object, Value::Obj(future)]);
        if self.is_task(&core.vm, future) {
            core.vm.enter_context(core.thread(), slots::get(&core.vm, future, slots::CONTEXT));
        }
        Some(next)
    }

    /// After the program's end, one more each time.
    pub fn report_last(&mut self, core: &mut Core) -> Option<Next> {
        self.unretrieved.sift(core, &mut self.held);
        if self.unretrieved.places.is_empty() {
            return self.report_destroyed(core);
        }
        let place = self.unretrieved.places.remove(0);
        let Value::Obj(future) = self.held.release(&mut core.vm, place) else { return None };
        slots::set_flag(&mut core.vm, future, slots::LOG_TRACEBACK, false);
        let object = self.loop_object(self.loop_of(&core.vm, future));
        self.doing = Some(Doing::LastReport);
        core.vm.start(core.thread(), self.classes.report_unretrieved, vec![object, Value::Obj(future)]);
        Some(Next::Run)
    }

    /// A task that will never come to its end, as its loop does not run any more.
    #[inline(never)]
    fn report_destroyed(&mut self, core: &mut Core) -> Option<Next> {
        let left = self.tasks.all(&core.vm).into_iter();
        let stopped = |&task: &Ref| !self.loops.get(self.loop_of(&core.vm, task)).is_some_and(|l| l.running);
        let task = left.filter(|&task| super::futures::is_pending(&core.vm, task)).find(stopped)?;
        let place = slots::place(&core.vm, task);
        self.tasks.remove(&mut core.vm, place);
        let object = self.loop_object(self.loop_of(&core.vm, task));
        self.doing = Some(Doing::LastReport);
        core.vm.start(core.thread(), self.classes.report_destroyed, vec![object, Value::Obj(task)]);
        Some(Next::Run)
    }

    /// Does anything but the table of suspects refer to the future at a place?
    fn is_referenced(&mut self, core: &mut Core, place: u32) -> bool {
        let Value::Obj(future) = self.held.get(&core.vm, place) else { return true };
        let future: Ref = future;
        self.held.hide(&mut core.vm, place);
        let found = core.vm.is_referenced(future);
        self.held.show(&mut core.vm, place, future);
        found
    }
}
