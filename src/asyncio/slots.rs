//! The hidden slots of asyncio's native classes, and reading and writing them. All state of a future, task or handle that a
//! program can reach is in the heap, in the object itself.

pub use crate::python::future_slots::{BLOCKING, CANCELLED, FAILED, FINISHED, FIRST_OWN, PENDING, RESULT, STATE};
use crate::python::object::Obj;
use crate::python::value::{Ref, Value};
use crate::python::vm::Vm;

// Futures. RESULT holds the result of a finished one, the exception of a failed one, and of a cancelled one the
// CancelledError to raise, if a task ended with it.

/// What is to happen when it is done: None, one entry, or a list of entries. An entry is a task to wake, the future of a
/// `gather`, or a tuple (function, context).
pub const CALLBACKS: usize = FIRST_OWN;
/// Int: number of its loop, above [`LOOP_SHIFT`] bits that say what waiting on it is, for the trace:
/// [`crate::asyncio::futures::wait_code`].
pub const LOOP: usize = FIRST_OWN + 1;
/// Int: the flags below; of a task above [`CANCELS_SHIFT`] bits of them `cancelling()`.
pub const FLAGS: usize = FIRST_OWN + 2;
/// The message of `cancel()`, or None.
pub const MESSAGE: usize = FIRST_OWN + 3;
/// Of a failed one: the exception's traceback when it was set. Of a sleep: Int, the number of its timer.
pub const EXTRA: usize = FIRST_OWN + 4;
/// Slots of a plain future. A future and a task are as small as they can be, and what a task needs to go on stands together: of a
/// hundred thousand each lies elsewhere in memory, and each line of it that is read has to be waited for.
pub const FUTURE: usize = FIRST_OWN + 5;

// Tasks.

/// The coroutine; None when done.
pub const CORO: usize = FUTURE;
pub const CONTEXT: usize = FUTURE + 1;
/// The future it waits for, or None.
pub const WAITER: usize = FUTURE + 2;
/// Int: its number in the trace, and above 32 bits its place in the table of tasks that are not done.
pub const ID: usize = FUTURE + 3;
/// Its name: a string, or Int n for `Task-n`.
pub const NAME: usize = FUTURE + 4;
/// Slots of a task.
pub const TASK: usize = FUTURE + 5;

// The future of a `gather`.

/// List of futures, in the order of the arguments.
pub const CHILDREN: usize = FUTURE;
/// Int: how many different children there are, and are done.
pub const COUNT: usize = FUTURE + 1;
pub const DONE: usize = FUTURE + 2;
/// Int: the group's number in the trace.
pub const GROUP: usize = FUTURE + 3;
/// Int: its place among the values kept alive.
pub const HELD: usize = FUTURE + 4;
/// Slots of such a future.
pub const GATHER: usize = FUTURE + 5;

// Flags.

/// Nobody has asked for the exception yet (`_log_traceback`).
pub const LOG_TRACEBACK: i64 = 1;
/// `_must_cancel`.
pub const MUST_CANCEL: i64 = 2;
/// `gather(return_exceptions=True)`.
pub const RETURN_EXCEPTIONS: i64 = 4;
/// A gather's `_cancel_requested`.
pub const CANCEL_REQUESTED: i64 = 8;
/// EXTRA is the number of a timer that will set the result.
pub const HAS_TIMER: i64 = 16;
/// A handle was cancelled.
pub const HANDLE_CANCELLED: i64 = 32;
/// A timer handle is in the heap of timers.
pub const SCHEDULED: i64 = 64;
/// Above all flags.
pub const CANCELS_SHIFT: u32 = 16;
/// Above what waiting is.
pub const LOOP_SHIFT: u32 = 40;

// Handles.

pub const H_CALLBACK: usize = 0;
/// Tuple.
pub const H_ARGS: usize = 1;
pub const H_CONTEXT: usize = 2;
pub const H_FLAGS: usize = 3;
/// Int: number of the loop.
pub const H_LOOP: usize = 4;
/// Float, of timer handles.
pub const H_WHEN: usize = 5;
/// Int: number of the timer.
pub const H_TIMER: usize = 6;
/// Slots of a handle.
pub const HANDLE: usize = 7;

/// The loop object: Int, its number.
pub const L_NUMBER: usize = 0;
/// Slots of a loop object.
pub const EVENT_LOOP: usize = 1;

/// A hidden slot; `Unbound` if the object has none of that number.
#[inline]
pub fn get(vm: &Vm, r: Ref, slot: usize) -> Value {
    match vm.heap.get(r) {
        Obj::Instance(i) => i.attrs.get(slot).copied().unwrap_or_default(),
        _ => Value::Unbound,
    }
}

/// Sets a hidden slot.
#[inline]
pub fn set(vm: &mut Vm, r: Ref, slot: usize, v: Value) {
    if let Obj::Instance(i) = vm.heap.get_mut(r)
        && let Some(place) = i.attrs.get_mut(slot)
    {
        *place = v;
    }
}

/// A hidden slot that holds a number; 0 if it holds none.
#[inline]
pub fn int(vm: &Vm, r: Ref, slot: usize) -> i64 {
    match get(vm, r, slot) {
        Value::Int(n) => n,
        _ => 0,
    }
}

/// Is a flag set?
#[inline]
pub fn flag(vm: &Vm, r: Ref, bit: i64) -> bool {
    int(vm, r, FLAGS) & bit != 0
}

/// Sets or clears a flag.
#[inline]
pub fn set_flag(vm: &mut Vm, r: Ref, bit: i64, on: bool) {
    let flags = int(vm, r, FLAGS);
    set(vm, r, FLAGS, Value::Int(if on { flags | bit } else { flags & !bit }));
}

/// The number of a future's loop.
#[inline]
pub fn loop_number(vm: &Vm, future: Ref) -> usize {
    (int(vm, future, LOOP) >> LOOP_SHIFT) as usize
}

/// A task's place in the table of tasks that are not done.
pub fn place(vm: &Vm, task: Ref) -> i64 {
    int(vm, task, ID) >> 32
}

/// The task has another place there.
pub fn set_place(vm: &mut Vm, task: Ref, place: i64) {
    let id = int(vm, task, ID) & 0xffff_ffff;
    set(vm, task, ID, Value::Int(place << 32 | id));
}

/// How often a task was asked to cancel, less what was taken back.
pub fn cancels(vm: &Vm, task: Ref) -> i64 {
    int(vm, task, FLAGS) >> CANCELS_SHIFT
}

/// Sets that.
pub fn set_cancels(vm: &mut Vm, task: Ref, count: i64) {
    let flags = int(vm, task, FLAGS) & ((1 << CANCELS_SHIFT) - 1);
    set(vm, task, FLAGS, Value::Int(count << CANCELS_SHIFT | flags));
}

/// Takes a hidden slot's value, leaving None.
#[inline]
pub fn take(vm: &mut Vm, r: Ref, slot: usize) -> Value {
    let v = get(vm, r, slot);
    set(vm, r, slot, Value::None);
    v
}
