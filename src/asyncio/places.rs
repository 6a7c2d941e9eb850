//! Where the code of callables and coroutines stands in the program, for the trace and for reprs.

use crate::python::object::{Generator, Obj};
use crate::python::value::Value;
use crate::python::vm::Vm;

/// The number of the code that a coroutine or generator runs.
pub fn code_of(vm: &Vm, coro: Value) -> Option<u32> {
    generator(vm, coro).map(|g| g.code)
}

fn generator(vm: &Vm, coro: Value) -> Option<&Generator> {
    let Value::Obj(r) = coro else { return None };
    match vm.heap.get(r) {
        Obj::Generator(g) => Some(g),
        Obj::AsyncGenOp(op) => generator(vm, Value::Obj(op.generator)),
        _ => None,
    }
}

/// What a function is made of: the innermost function of methods, and the number of its code if it is Python's.
fn function(vm: &Vm, callable: Value) -> Option<u32> {
    let mut at = callable;
    loop {
        let Value::Obj(r) = at else { return None };
        match vm.heap.get(r) {
            Obj::Method { func, .. } => at = *func,
            Obj::Function(f) => return Some(f.code),
            _ => return None,
        }
    }
}

/// The qualified name of something that can be called, and the line of the program it is defined at (0: not in the program).
pub fn callable(vm: &Vm, v: Value) -> (String, u32) {
    if let Some(number) = function(vm, v)
        && let Some(linked) = vm.program.code(number)
    {
        let line = if linked.source.hidden { 0 } else { linked.code.first_line };
        return (linked.code.qualname.clone(), line);
    }
    let name = match v {
        Value::Obj(r) => match vm.heap.get(r) {
            Obj::Native { def, .. } => def.qualified(),
            Obj::Class(class) => class.qualname.to_string(),
            _ => vm.type_name(v).to_string(),
        },
        _ => vm.type_name(v).to_string(),
    };
    (name, 0)
}

/// Name, file and line of a coroutine as the repr of a task gives them, no line while it runs; the flag says whether it has come to its end.
pub fn coroutine(vm: &Vm, coro: Value) -> Option<(String, String, Option<u32>, bool)> {
    use crate::python::object::GeneratorState;
    let g = generator(vm, coro)?;
    let linked = vm.program.code(g.code)?;
    let name =
        vm.heap.as_str(Value::Obj(g.qualname)).map_or_else(|| linked.code.qualname.clone(), |s| s.text.to_string());
    let file = linked.source.filename.to_string();
    let line = match g.state {
        GeneratorState::Closed | GeneratorState::Created => Some(linked.code.first_line),
        GeneratorState::Suspended => Some(vm.line_of(g.code, g.ip)),
        GeneratorState::Running => None,
    };
    Some((name, file, line, g.state == GeneratorState::Closed))
}
