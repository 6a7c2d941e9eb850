//! Private natives that the prelude uses. Programs cannot see them.

use crate::python::native::{Args, Ctl, FrameFn, NativeDef, R};
use crate::python::object::{GeneratorKind, Obj};
use crate::python::sym::{Sym, SymMap, names};
use crate::python::value::Value;
use crate::python::vm::{Stream, Vm};
use std::sync::Arc;

/// See each function.
pub static FUNCTIONS: &[NativeDef] = &[
    NativeDef::function("_special", 2, 2, special),
    // Names of classes as messages give them.
    NativeDef::function("_type_name", 1, 1, |vm, args| {
        let name = vm.type_name(args.get(0));
        Ok(vm.heap.str_arc(name))
    }),
    NativeDef::function("_class_name", 1, 1, |vm, args| {
        let name = args.get(0).as_ref().map(|class| vm.name_in_messages(class)).unwrap_or_default();
        Ok(vm.heap.str_arc(name))
    }),
    NativeDef::function("_replaced_stdout", 0, 0, |vm, _| Ok(vm.replaced_stdout().unwrap_or(Value::None))),
    NativeDef::function("_special_or_attr", 2, 2, special_or_attr),
    NativeDef::function("_type_attr", 2, 2, type_attr),
    NativeDef::function("_is_native", 1, 1, is_native),
    NativeDef::function("_make_class", 4, 4, make_class),
    NativeDef::function("_native_awaitable", 1, 1, native_awaitable),
    NativeDef::function("_list_append", 2, 2, list_append),
    NativeDef::function("_is_deque", 1, 1, is_deque),
    NativeDef::function("_is_mapping", 1, 1, is_mapping),
    NativeDef::function("_generic_getattr", 2, 2, generic_getattr),
    NativeDef::frame("_caller_locals", 0, 0, FrameFn::Locals),
    NativeDef::function("_refuse", 1, 1, refuse),
    NativeDef::function("_format_error", 2, 2, format_error),
    NativeDef::function("_stderr", 1, 1, stderr),
    NativeDef::frame("_exec_body", 2, 2, FrameFn::ExecBody),
    NativeDef::frame("_instantiate", 1, 255, FrameFn::Instantiate),
];

/// `_refuse(text)`, for what is written in Python: something is not part of the simulator. Ends the run.
pub fn refuse(vm: &mut Vm, args: Args<'_>) -> R {
    let what = vm.str_native(args.get(0))?;
    Err(Ctl::Unsupported(what.into()))
}

fn sym_arg(vm: &mut Vm, v: Value) -> R<Sym> {
    match vm.heap.as_str(v).map(|s| s.text.clone()) {
        Some(text) => Ok(vm.syms.intern(&text)),
        None => Err(vm.type_error("attribute name must be string")),
    }
}

/// The special method of an object's type, bound; None if it has none.
fn special(vm: &mut Vm, args: Args<'_>) -> R {
    let name = sym_arg(vm, args.get(1))?;
    let obj = args.get(0);
    let found = vm.lookup_special(obj, name);
    if found.is_unbound() || found.is_none() {
        return Ok(Value::None);
    }
    vm.bind_found(found, obj)
}

/// An attribute of the object or None, without running Python code.
fn special_or_attr(vm: &mut Vm, args: Args<'_>) -> R {
    let name = sym_arg(vm, args.get(1))?;
    Ok(vm.load_attr(args.get(0), name).unwrap_or(Value::None))
}

/// What a name means on a class, unbound; None if nothing.
fn type_attr(vm: &mut Vm, args: Args<'_>) -> R {
    let name = sym_arg(vm, args.get(1))?;
    let Value::Obj(class) = args.get(0) else { return Ok(Value::None) };
    let found = vm.lookup(class, name);
    Ok(if found.is_unbound() { Value::None } else { found })
}

/// True for built-in functions and methods.
fn is_native(vm: &mut Vm, args: Args<'_>) -> R {
    Ok(Value::Bool(match args.get(0) {
        Value::Obj(r) => matches!(vm.heap.get(r), Obj::Native { .. }),
        _ => false,
    }))
}

/// `type.__new__` without its hooks: metaclass, name, bases, namespace.
fn make_class(vm: &mut Vm, args: Args<'_>) -> R {
    let Some(name) = vm.heap.as_str(args.get(1)).map(|s| s.text.clone()) else {
        let text = format!("type.__new__() argument 1 must be str, not {}", vm.type_name(args.get(1)));
        return Err(vm.type_error(text));
    };
    let Value::Obj(meta) = args.get(0) else { return Ok(Value::None) };
    let bases: Vec<_> = vm.native_items(args.get(2))?.iter().filter_map(|b| b.as_ref()).collect();
    let mut attrs: SymMap<Value> = SymMap::default();
    let mut cell = Value::Unbound;
    if let Value::Obj(ns) = vm.heap.payload(args.get(3))
        && let Obj::Dict(table) = vm.heap.get(ns)
    {
        let entries: Vec<(Value, Value)> = table.iter().map(|e| (e.key, e.value)).collect();
        for (key, value) in entries {
            let key = sym_arg(vm, key)?;
            if key == names::CLASSCELL {
                cell = value;
            } else {
                attrs.insert(key, value);
            }
        }
    }
    let class = vm.make_class(&name, bases, attrs, meta)?;
    if let Value::Obj(c) = cell
        && let Obj::Cell(place) = vm.heap.get_mut(c)
    {
        *place = Value::Obj(class);
    }
    Ok(Value::Obj(class))
}

/// What `await` resumes for objects awaited without `__await__`; else None.
fn native_awaitable(vm: &mut Vm, args: Args<'_>) -> R {
    let v = args.get(0);
    if let Value::Obj(r) = v {
        match vm.heap.get(r) {
            Obj::Generator(g) if g.kind == GeneratorKind::Coroutine => return Ok(v),
            Obj::Generator(g) if vm.program.code(g.code).is_some_and(|c| c.code.awaitable) => return Ok(v),
            Obj::AsyncGenOp(_) => return Ok(v),
            Obj::Instance(i) => {
                let class = i.class;
                if let Some(future) = vm.future_class
                    && vm.is_subclass(class, future)
                    && (class == future || vm.awaits_natively(class))
                {
                    return Ok(Value::Obj(vm.heap.alloc(Obj::FutureIter { future: r, yielded: false })));
                }
            }
            _ => {}
        }
    }
    Ok(Value::None)
}

/// `_format_error(exc, [exception, text, …])`: an exception with its traceback, and what `str` says of some.
fn format_error(vm: &mut Vm, args: Args<'_>) -> R {
    let known = vm.native_items(args.get(1))?;
    let pairs = known.chunks_exact(2);
    let texts = pairs.map(|pair| (pair[0], vm.str_native(pair[1]).unwrap_or_default())).collect();
    let text = vm.format_exception_with(args.get(0), texts);
    Ok(vm.heap.str(&text))
}

/// `_stderr(text)`.
fn stderr(vm: &mut Vm, args: Args<'_>) -> R {
    let text = vm.str_native(args.get(0))?;
    vm.print(Stream::Stderr, &text)?;
    Ok(Value::None)
}

/// `types.coroutine` of a generator function: its generators may be awaited.
pub fn make_awaitable(vm: &mut Vm, args: Args<'_>) -> R {
    let number = match args.get(0).as_ref().map(|r| vm.heap.get(r)) {
        Some(Obj::Function(f)) => f.code,
        _ => return Ok(Value::None),
    };
    vm.program_grew = true;
    if let Some(linked) = Arc::make_mut(&mut vm.program).codes.get_mut(number as usize) {
        Arc::make_mut(&mut Arc::make_mut(linked).code).awaitable = true;
        vm.program_grew = true;
    }
    Ok(args.get(0))
}

fn list_append(vm: &mut Vm, args: Args<'_>) -> R {
    if let Value::Obj(r) = vm.heap.payload(args.get(0)) {
        vm.heap.list_push(r, args.get(1));
    }
    Ok(Value::None)
}

fn is_deque(vm: &mut Vm, args: Args<'_>) -> R {
    Ok(Value::Bool(vm.is_instance(args.get(0), vm.types.deque)))
}

fn is_mapping(vm: &mut Vm, args: Args<'_>) -> R {
    let class = vm.class_of(args.get(0));
    Ok(Value::Bool(class == vm.types.mappingproxy))
}

/// `object.__getattribute__`.
fn generic_getattr(vm: &mut Vm, args: Args<'_>) -> R {
    let name = sym_arg(vm, args.get(1))?;
    vm.load_attr_generic(args.get(0), name)
}
