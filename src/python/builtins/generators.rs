//! Methods and attributes of generators, coroutines, async generators, functions, methods and modules.

use crate::python::native::{Args, Ctl, NativeDef, R, Resume};
use crate::python::object::{AsyncGenOpKind, Iter, Obj};
use crate::python::sym::names;
use crate::python::types::Exc;
use crate::python::value::{Ref, Value};
use crate::python::vm::Vm;

static GENERATOR: &[NativeDef] = &[
    NativeDef::method("generator", "__iter__", 0, 0, itself),
    NativeDef::method("generator", "__next__", 0, 0, next),
    NativeDef::method("generator", "send", 1, 1, send),
    NativeDef::method("generator", "throw", 1, 3, throw).slow("_throw"),
    NativeDef::method("generator", "close", 0, 0, close),
];

static COROUTINE: &[NativeDef] = &[
    NativeDef::method("coroutine", "__await__", 0, 0, await_),
    NativeDef::method("coroutine", "send", 1, 1, send),
    NativeDef::method("coroutine", "throw", 1, 3, throw).slow("_throw"),
    NativeDef::method("coroutine", "close", 0, 0, close),
];

static ASYNC_GENERATOR: &[NativeDef] = &[
    NativeDef::method("async_generator", "__aiter__", 0, 0, itself),
    NativeDef::method("async_generator", "__anext__", 0, 0, anext),
    NativeDef::method("async_generator", "asend", 1, 1, asend),
    NativeDef::method("async_generator", "athrow", 1, 3, athrow).slow("_athrow"),
    NativeDef::method("async_generator", "aclose", 0, 0, aclose),
];

static OPERATION: &[NativeDef] = &[
    NativeDef::method("async_generator_asend", "__await__", 0, 0, itself),
    NativeDef::method("async_generator_asend", "__iter__", 0, 0, itself),
    NativeDef::method("async_generator_asend", "__next__", 0, 0, next),
    NativeDef::method("async_generator_asend", "send", 1, 1, send),
    NativeDef::method("async_generator_asend", "throw", 1, 3, throw).slow("_throw"),
    NativeDef::method("async_generator_asend", "close", 0, 0, close),
];

pub fn install(vm: &mut Vm) {
    let t = vm.types.clone();
    vm.add_methods(t.generator, GENERATOR);
    vm.add_methods(t.coroutine, COROUTINE);
    vm.add_methods(t.coroutine_wrapper, GENERATOR);
    vm.add_methods(t.async_generator, ASYNC_GENERATOR);
    for class in [t.async_generator_asend, t.async_generator_athrow, t.future_iter] {
        vm.add_methods(class, OPERATION);
    }
    static NAME: NativeDef = NativeDef::function("__name__", 1, 1, name);
    static QUALNAME: NativeDef = NativeDef::function("__qualname__", 1, 1, qualname);
    static SET_NAME: NativeDef = NativeDef::function("__name__", 2, 2, set_name);
    static SET_QUALNAME: NativeDef = NativeDef::function("__qualname__", 2, 2, set_qualname);
    static DOC: NativeDef = NativeDef::function("__doc__", 1, 1, doc);
    static SET_DOC: NativeDef = NativeDef::function("__doc__", 2, 2, set_doc);
    static MODULE: NativeDef = NativeDef::function("__module__", 1, 1, module);
    static SET_MODULE: NativeDef = NativeDef::function("__module__", 2, 2, set_module);
    static DEFAULTS: NativeDef = NativeDef::function("__defaults__", 1, 1, defaults);
    static KWDEFAULTS: NativeDef = NativeDef::function("__kwdefaults__", 1, 1, kwdefaults);
    static ANNOTATIONS: NativeDef = NativeDef::function("__annotations__", 1, 1, annotations);
    static SET_ANNOTATIONS: NativeDef = NativeDef::function("__annotations__", 2, 2, set_annotations);
    static DICT: NativeDef = NativeDef::function("__dict__", 1, 1, dict);
    static CODE: NativeDef = NativeDef::function("__code__", 1, 1, code);
    static CLOSURE: NativeDef = NativeDef::function("__closure__", 1, 1, closure);
    static FUNC: NativeDef = NativeDef::function("__func__", 1, 1, func);
    static SELF: NativeDef = NativeDef::function("__self__", 1, 1, bound_self);
    for class in [t.builtin, t.method_descriptor, t.method] {
        vm.add_property(class, &NAME, None);
        vm.add_property(class, &QUALNAME, None);
        vm.add_property(class, &DOC, None);
    }
    for class in [t.function, t.generator, t.coroutine, t.async_generator] {
        vm.add_property(class, &NAME, Some(&SET_NAME));
        vm.add_property(class, &QUALNAME, Some(&SET_QUALNAME));
        vm.add_property(class, &DOC, if class == t.function { Some(&SET_DOC) } else { None });
    }
    vm.add_property(t.function, &MODULE, Some(&SET_MODULE));
    vm.add_property(t.builtin, &MODULE, None);
    vm.add_property(t.method, &MODULE, None);
    static SET_DEFAULTS: NativeDef = NativeDef::function("__defaults__", 2, 2, set_defaults);
    static SET_KWDEFAULTS: NativeDef = NativeDef::function("__kwdefaults__", 2, 2, set_kwdefaults);
    vm.add_property(t.function, &DEFAULTS, Some(&SET_DEFAULTS));
    vm.add_property(t.function, &KWDEFAULTS, Some(&SET_KWDEFAULTS));
    vm.add_property(t.function, &ANNOTATIONS, Some(&SET_ANNOTATIONS));
    static SET_DICT: NativeDef = NativeDef::function("__dict__", 2, 2, set_dict);
    vm.add_property(t.function, &DICT, Some(&SET_DICT));
    static GLOBALS: NativeDef = NativeDef::function("__globals__", 1, 1, globals);
    vm.add_property(t.function, &GLOBALS, None);
    vm.add_property(t.function, &CODE, None);
    vm.add_property(t.function, &CLOSURE, None);
    for class in [t.method, t.staticmethod, t.classmethod] {
        vm.add_property(class, &FUNC, None);
    }
    vm.add_property(t.method, &SELF, None);
    vm.add_property(t.builtin, &SELF, None);
    static CELL: NativeDef = NativeDef::function("cell_contents", 1, 1, cell_contents);
    static SET_CELL: NativeDef = NativeDef::function("cell_contents", 2, 2, set_cell_contents);
    vm.add_property(t.cell, &CELL, Some(&SET_CELL));
    static FUNCTION: &[NativeDef] = &[NativeDef::method("function", "__get__", 1, 2, function_get)];
    static CALL: &[NativeDef] =
        &[NativeDef::method("function", "__call__", 0, 255, |_, _| Err(Ctl::Python)).slow("_call").kw(&["**"])];
    for class in [t.function, t.builtin, t.method, t.method_descriptor] {
        vm.add_methods(class, CALL);
    }
    vm.add_methods(t.function, FUNCTION);
    static METHOD: &[NativeDef] = &[NativeDef::function("__new__", 3, 3, new_method).of("method")];
    vm.add_methods(t.method, METHOD);
}

fn new_method(vm: &mut Vm, args: Args<'_>) -> R {
    let (func, bound) = (args.get(1), args.get(2));
    if !vm.callable(func) {
        return Err(vm.type_error("first argument must be callable"));
    }
    if bound.is_none() {
        return Err(vm.type_error("instance must not be None"));
    }
    Ok(vm.bound_method(func, bound))
}

fn itself(_: &mut Vm, args: Args<'_>) -> R {
    Ok(args.get(0))
}

fn next(_: &mut Vm, args: Args<'_>) -> R {
    Err(Ctl::Resume(args.get(0), Resume::Next { default: Value::Unbound }))
}

fn send(_: &mut Vm, args: Args<'_>) -> R {
    Err(Ctl::Resume(args.get(0), Resume::Send(args.get(1))))
}

fn close(_: &mut Vm, args: Args<'_>) -> R {
    Err(Ctl::Resume(args.get(0), Resume::Close))
}

/// `throw(exc)`; a class is instantiated by the prelude.
fn throw(vm: &mut Vm, args: Args<'_>) -> R {
    let exc = args.get(1);
    if args.len() == 2 && vm.as_exception(exc).is_some() {
        return Err(Ctl::Resume(args.get(0), Resume::Throw(exc)));
    }
    Err(Ctl::Python)
}

fn await_(vm: &mut Vm, args: Args<'_>) -> R {
    Ok(vm.heap.iter(Iter::CoroutineWrapper(args.get(0))))
}

fn own(args: Args<'_>) -> Ref {
    args.get(0).as_ref().unwrap_or(Ref(0))
}

fn anext(vm: &mut Vm, args: Args<'_>) -> R {
    Ok(vm.async_gen_op(own(args), AsyncGenOpKind::Send, Value::None))
}

fn asend(vm: &mut Vm, args: Args<'_>) -> R {
    Ok(vm.watched_operation(own(args), AsyncGenOpKind::Send, args.get(1)))
}

fn athrow(vm: &mut Vm, args: Args<'_>) -> R {
    if args.len() > 2 || vm.as_exception(args.get(1)).is_none() {
        return Err(Ctl::Python);
    }
    Ok(vm.watched_operation(own(args), AsyncGenOpKind::Throw, args.get(1)))
}

fn aclose(vm: &mut Vm, args: Args<'_>) -> R {
    Ok(vm.watched_operation(own(args), AsyncGenOpKind::Close, Value::None))
}

fn text(vm: &mut Vm, s: &str) -> Value {
    vm.intern_str(s)
}

fn name(vm: &mut Vm, args: Args<'_>) -> R {
    match vm.heap.get(own(args)) {
        Obj::Function(f) => Ok(f.name),
        Obj::Generator(g) => Ok(Value::Obj(g.name)),
        Obj::Native { def, .. } => Ok(text(vm, def.name)),
        Obj::Method { func, .. } => {
            let func = *func;
            vm.load_attr(func, names::NAME)
        }
        _ => Ok(Value::None),
    }
}

fn qualname(vm: &mut Vm, args: Args<'_>) -> R {
    match vm.heap.get(own(args)) {
        Obj::Function(f) => Ok(f.qualname),
        Obj::Generator(g) => Ok(Value::Obj(g.qualname)),
        Obj::Native { def, .. } => {
            let of_module = !def.method && vm.module_defs.contains_key(def.owner);
            let name = if of_module { String::from(def.name) } else { def.qualified() };
            Ok(vm.heap.str(&name))
        }
        Obj::Method { func, .. } => {
            let func = *func;
            vm.load_attr(func, names::QUALNAME)
        }
        _ => Ok(Value::None),
    }
}

fn set_name(vm: &mut Vm, args: Args<'_>) -> R {
    if !vm.is_str(args.get(1)) {
        return Err(vm.type_error("__name__ must be set to a string object"));
    }
    let v = args.get(1);
    match vm.heap.get_mut(own(args)) {
        Obj::Function(f) => f.name = v,
        Obj::Generator(g) => g.name = v.as_ref().unwrap_or(g.name),
        _ => {}
    }
    Ok(Value::None)
}

fn set_qualname(vm: &mut Vm, args: Args<'_>) -> R {
    if !vm.is_str(args.get(1)) {
        return Err(vm.type_error("__qualname__ must be set to a string object"));
    }
    let v = args.get(1);
    match vm.heap.get_mut(own(args)) {
        Obj::Function(f) => f.qualname = v,
        Obj::Generator(g) => g.qualname = v.as_ref().unwrap_or(g.qualname),
        _ => {}
    }
    Ok(Value::None)
}

fn doc(vm: &mut Vm, args: Args<'_>) -> R {
    match vm.heap.get(own(args)) {
        Obj::Function(f) => Ok(f.doc),
        Obj::Method { func, .. } => {
            let func = *func;
            vm.load_attr(func, names::DOC)
        }
        _ => Ok(Value::None),
    }
}

fn set_doc(vm: &mut Vm, args: Args<'_>) -> R {
    if let Obj::Function(f) = vm.heap.get_mut(own(args)) {
        f.doc = args.get(1);
    }
    Ok(Value::None)
}

fn module(vm: &mut Vm, args: Args<'_>) -> R {
    match vm.heap.get(own(args)) {
        Obj::Function(f) => Ok(f.module),
        Obj::Native { def, .. } => {
            let owner = if def.method || def.owner.is_empty() { "builtins" } else { def.owner };
            Ok(text(vm, owner))
        }
        Obj::Method { func, .. } => {
            let func = *func;
            vm.load_attr(func, names::MODULE)
        }
        _ => Ok(Value::None),
    }
}

fn set_module(vm: &mut Vm, args: Args<'_>) -> R {
    if let Obj::Function(f) = vm.heap.get_mut(own(args)) {
        f.module = args.get(1);
    }
    Ok(Value::None)
}

fn defaults(vm: &mut Vm, args: Args<'_>) -> R {
    Ok(match vm.heap.get(own(args)) {
        Obj::Function(f) => f.defaults,
        _ => Value::None,
    })
}

fn kwdefaults(vm: &mut Vm, args: Args<'_>) -> R {
    Ok(match vm.heap.get(own(args)) {
        Obj::Function(f) => f.kwdefaults,
        _ => Value::None,
    })
}

fn is_a(vm: &Vm, v: Value, kind: fn(&Obj) -> bool) -> bool {
    matches!(v, Value::Obj(r) if kind(vm.heap.get(r)))
}

fn set_defaults(vm: &mut Vm, args: Args<'_>) -> R {
    let v = args.get(1);
    if !v.is_none() && !is_a(vm, v, |o| matches!(o, Obj::Tuple(_))) {
        return Err(vm.type_error("__defaults__ must be set to a tuple object"));
    }
    if let Obj::Function(f) = vm.heap.get_mut(own(args)) {
        f.defaults = v;
    }
    Ok(Value::None)
}

fn set_kwdefaults(vm: &mut Vm, args: Args<'_>) -> R {
    let v = args.get(1);
    if !v.is_none() && !is_a(vm, v, |o| matches!(o, Obj::Dict(_))) {
        return Err(vm.type_error("__kwdefaults__ must be set to a dict object"));
    }
    if let Obj::Function(f) = vm.heap.get_mut(own(args)) {
        f.kwdefaults = v;
    }
    Ok(Value::None)
}

fn set_dict(vm: &mut Vm, args: Args<'_>) -> R {
    let v = args.get(1);
    if !is_a(vm, v, |o| matches!(o, Obj::Dict(_))) {
        let text = format!("__dict__ must be set to a dictionary, not a '{}'", vm.type_name(v));
        return Err(vm.type_error(text));
    }
    if let Obj::Function(f) = vm.heap.get_mut(own(args)) {
        f.dict = v;
    }
    Ok(Value::None)
}

fn closure(vm: &mut Vm, args: Args<'_>) -> R {
    Ok(match vm.heap.get(own(args)) {
        Obj::Function(f) => f.closure,
        _ => Value::None,
    })
}

fn annotations(vm: &mut Vm, args: Args<'_>) -> R {
    let r = own(args);
    let v = match vm.heap.get(r) {
        Obj::Function(f) => f.annotations,
        _ => Value::None,
    };
    if !v.is_none() {
        return Ok(v);
    }
    let dict = Value::Obj(vm.new_dict());
    if let Obj::Function(f) = vm.heap.get_mut(r) {
        f.annotations = dict;
    }
    Ok(dict)
}

fn set_annotations(vm: &mut Vm, args: Args<'_>) -> R {
    if let Obj::Function(f) = vm.heap.get_mut(own(args)) {
        f.annotations = args.get(1);
    }
    Ok(Value::None)
}

fn dict(vm: &mut Vm, args: Args<'_>) -> R {
    let r = own(args);
    if let Obj::Function(f) = vm.heap.get(r)
        && !f.dict.is_unbound()
    {
        return Ok(f.dict);
    }
    let dict = Value::Obj(vm.new_dict());
    if let Obj::Function(f) = vm.heap.get_mut(r) {
        f.dict = dict;
    }
    Ok(dict)
}

fn globals(vm: &mut Vm, args: Args<'_>) -> R {
    let space = match vm.heap.get(own(args)) {
        Obj::Function(f) => vm.program.code(f.code).map(|c| c.namespace),
        _ => None,
    };
    vm.names_of_space(space.unwrap_or_default())
}

fn code(vm: &mut Vm, args: Args<'_>) -> R {
    let number = match vm.heap.get(own(args)) {
        Obj::Function(f) => f.code,
        _ => return Ok(Value::None),
    };
    Ok(vm.code_object(number))
}

fn func(vm: &mut Vm, args: Args<'_>) -> R {
    Ok(match vm.heap.get(own(args)) {
        Obj::Method { func, .. } => *func,
        Obj::StaticMethod(f) | Obj::ClassMethod(f) => *f,
        _ => Value::None,
    })
}

fn bound_self(vm: &mut Vm, args: Args<'_>) -> R {
    Ok(match vm.heap.get(own(args)) {
        Obj::Method { bound, .. } => *bound,
        Obj::Native { bound, .. } if !bound.is_unbound() => *bound,
        _ => Value::None,
    })
}

fn cell_contents(vm: &mut Vm, args: Args<'_>) -> R {
    match vm.heap.get(own(args)) {
        Obj::Cell(Value::Unbound) => Err(vm.raise(Exc::ValueError, "Cell is empty")),
        Obj::Cell(v) => Ok(*v),
        _ => Ok(Value::None),
    }
}

fn set_cell_contents(vm: &mut Vm, args: Args<'_>) -> R {
    if let Obj::Cell(v) = vm.heap.get_mut(own(args)) {
        *v = args.get(1);
    }
    Ok(Value::None)
}

fn function_get(vm: &mut Vm, args: Args<'_>) -> R {
    if args.get(1).is_none() { Ok(args.get(0)) } else { Ok(vm.bound_method(args.get(0), args.get(1))) }
}
