//! What can be asked of a generator, coroutine or async generator that stands still: its state, what it waits for, its code;
//! and which generators may be awaited.

use crate::python::code::CodeKind;
use crate::python::native::{Args, NativeDef, R};
use crate::python::object::{GeneratorState, Obj};
use crate::python::op::Op;
use crate::python::value::{Ref, Value};
use crate::python::vm::Vm;

/// Flags of `co_flags`, as CPython's `Include/cpython/code.h` has them.
const OPTIMIZED_NEWLOCALS: i64 = 0x3;
const VARARGS: i64 = 0x4;
const VARKEYWORDS: i64 = 0x8;
const NESTED: i64 = 0x10;
const GENERATOR: i64 = 0x20;
const COROUTINE: i64 = 0x80;
const ITERABLE_COROUTINE: i64 = 0x100;
const ASYNC_GENERATOR: i64 = 0x200;

pub fn install(vm: &mut Vm) {
    let t = vm.types.clone();
    static GI: [NativeDef; 4] = [
        NativeDef::function("gi_running", 1, 1, running),
        NativeDef::function("gi_suspended", 1, 1, suspended),
        NativeDef::function("gi_yieldfrom", 1, 1, waits_for),
        NativeDef::function("gi_code", 1, 1, code),
    ];
    static CR: [NativeDef; 4] = [
        NativeDef::function("cr_running", 1, 1, running),
        NativeDef::function("cr_suspended", 1, 1, suspended),
        NativeDef::function("cr_await", 1, 1, waits_for),
        NativeDef::function("cr_code", 1, 1, code),
    ];
    static AG: [NativeDef; 4] = [
        NativeDef::function("ag_running", 1, 1, operated),
        NativeDef::function("ag_suspended", 1, 1, suspended),
        NativeDef::function("ag_await", 1, 1, waits_for),
        NativeDef::function("ag_code", 1, 1, code),
    ];
    for (class, defs) in [(t.generator, &GI), (t.coroutine, &CR), (t.async_generator, &AG)] {
        for def in defs {
            vm.add_property(class, def, None);
        }
    }
    static FLAGS: NativeDef = NativeDef::function("co_flags", 1, 1, flags);
    vm.add_property(t.code, &FLAGS, None);
}

fn own(args: Args<'_>) -> Ref {
    args.get(0).as_ref().unwrap_or(Ref(0))
}

fn running(vm: &mut Vm, args: Args<'_>) -> R {
    Ok(Value::Bool(matches!(vm.heap.get(own(args)), Obj::Generator(g) if g.state == GeneratorState::Running)))
}

/// An async generator runs as long as one of its operations is not over, whoever it awaits meanwhile.
fn operated(vm: &mut Vm, args: Args<'_>) -> R {
    Ok(Value::Bool(matches!(vm.heap.get(own(args)), Obj::Generator(g) if g.ag_running)))
}

fn suspended(vm: &mut Vm, args: Args<'_>) -> R {
    Ok(Value::Bool(matches!(vm.heap.get(own(args)), Obj::Generator(g) if g.state == GeneratorState::Suspended)))
}

/// The iterator that a `yield from` or `await` it stands at goes on with; None elsewhere.
fn waits_for(vm: &mut Vm, args: Args<'_>) -> R {
    let Obj::Generator(g) = vm.heap.get(own(args)) else { return Ok(Value::None) };
    if g.state != GeneratorState::Suspended || !g.delegating {
        return Ok(Value::None);
    }
    let op = vm.program.code(g.code).and_then(|c| c.code.ops.get(g.ip as usize)).copied();
    Ok(match op {
        Some(Op::YieldFrom { iter, .. }) => g.regs.get(usize::from(iter)).copied().unwrap_or(Value::None),
        _ => Value::None,
    })
}

fn code(vm: &mut Vm, args: Args<'_>) -> R {
    let Obj::Generator(g) = vm.heap.get(own(args)) else { return Ok(Value::None) };
    let number = g.code;
    Ok(Value::Obj(vm.heap.alloc(Obj::Code(number))))
}

fn flags(vm: &mut Vm, args: Args<'_>) -> R {
    let Obj::Code(number) = *vm.heap.get(own(args)) else { return Ok(Value::Int(0)) };
    let Some(linked) = vm.program.code(number) else { return Ok(Value::Int(0)) };
    let code = &linked.code;
    let mut flags = match code.kind {
        CodeKind::Module => return Ok(Value::Int(0)),
        CodeKind::Class => return Ok(Value::Int(0)),
        CodeKind::Function => OPTIMIZED_NEWLOCALS,
        CodeKind::Generator => OPTIMIZED_NEWLOCALS | GENERATOR,
        CodeKind::Coroutine => OPTIMIZED_NEWLOCALS | COROUTINE,
        CodeKind::AsyncGenerator => OPTIMIZED_NEWLOCALS | ASYNC_GENERATOR,
    };
    let nested = code.qualname.contains("<locals>");
    for (holds, flag) in [
        (code.varargs, VARARGS),
        (code.varkw, VARKEYWORDS),
        (nested, NESTED),
        (vm.is_awaitable_code(number), ITERABLE_COROUTINE),
    ] {
        if holds {
            flags |= flag;
        }
    }
    Ok(Value::Int(flags))
}

/// `_let_await(function)`: generators of this function may be awaited (`types.coroutine`). False if it makes none.
pub fn let_await(vm: &mut Vm, args: Args<'_>) -> R {
    let Obj::Function(f) = vm.heap.get(own(args)) else { return Ok(Value::Bool(false)) };
    let number = f.code;
    let kind = vm.program.code(number).map(|c| c.code.kind);
    match kind {
        Some(CodeKind::Generator) => vm.let_await(number),
        Some(CodeKind::Coroutine) => {}
        _ => return Ok(Value::Bool(false)),
    }
    Ok(Value::Bool(true))
}
