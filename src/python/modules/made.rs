//! Functions made from text at run time, for modules that make methods with the signatures a program asked for (`dataclasses`).

use crate::python::native::{Args, Ctl, NativeDef, R};
use crate::python::object::{Function, Obj};
use crate::python::value::Value;
use crate::python::vm::Vm;

/// For modules in Python.
pub static NATIVES: &[NativeDef] = &[NativeDef::function("_function_from", 1, 1, function_from)];

/// `_function_from(source)`: the one function that the text defines. It can be called once all it names is a parameter or built in.
fn function_from(vm: &mut Vm, args: Args<'_>) -> R {
    let source = vm.str_native(args.get(0))?;
    let space = vm.prelude_space();
    let module = vm
        .link_source(&source, "<string>", space, true)
        .map_err(|message| Ctl::Unsupported(format!("a method made by the standard library: {message}").into()))?;
    let code = vm.program.code(module).and_then(|m| m.children.first().copied());
    let Some(target) = code.and_then(|c| vm.program.code(c)).cloned() else { return Ok(Value::None) };
    let name = vm.intern_str(&target.code.name);
    let function = Function {
        code: code.unwrap_or(0),
        defaults: Value::None,
        kwdefaults: Value::None,
        closure: Value::None,
        annotations: Value::None,
        name,
        qualname: name,
        doc: Value::None,
        module: Value::None,
        dict: Value::Unbound,
    };
    Ok(Value::Obj(vm.heap.alloc(Obj::Function(Box::new(function)))))
}
