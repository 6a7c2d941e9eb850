//! Constructors, methods and attributes of the built-in exceptions.

use crate::python::exception::{ARGS, CAUSE, CONTEXT, EXTRA, SUPPRESS, TRACEBACK};
use crate::python::native::{Args, Ctl, NativeDef, R};
use crate::python::object::{Layout, Obj};
use crate::python::sym::names;
use crate::python::traceback::wrong_source;
use crate::python::types::Exc;
use crate::python::value::{Ref, Value};
use crate::python::vm::Vm;

static BASE: &[NativeDef] = &[
    NativeDef::function("__new__", 1, 255, new).of("BaseException").kw(&["**"]),
    NativeDef::method("BaseException", "__init__", 0, 255, init).kw(&["**"]),
    NativeDef::method("BaseException", "with_traceback", 1, 1, with_traceback),
    NativeDef::method("BaseException", "add_note", 1, 1, add_note).slow("_add_note"),
    NativeDef::method("BaseException", "__repr__", 0, 0, repr).slow("_repr"),
    NativeDef::method("BaseException", "__str__", 0, 0, str_).slow("_str"),
];

/// `args` and the like: a slot that is a plain attribute.
fn member(vm: &mut Vm, class: Ref, name: &str, slot: usize) {
    let name = vm.syms.intern(name);
    let member = Value::Obj(vm.heap.alloc(Obj::Member { name, index: slot as u32, class }));
    if let Some(c) = vm.class_mut(class) {
        c.attrs.insert(name, member);
    }
}

pub fn install(vm: &mut Vm) {
    let base = vm.types.exc(Exc::BaseException);
    vm.add_methods(base, BASE);
    for (name, slot) in [("__traceback__", TRACEBACK), ("__context__", CONTEXT), ("__suppress_context__", SUPPRESS)] {
        member(vm, base, name, slot);
    }
    static ARGS_GET: NativeDef = NativeDef::function("args", 1, 1, args_get);
    static ARGS_SET: NativeDef = NativeDef::function("args", 2, 2, args_set);
    static CAUSE_GET: NativeDef = NativeDef::function("__cause__", 1, 1, cause_get);
    static CAUSE_SET: NativeDef = NativeDef::function("__cause__", 2, 2, cause_set);
    vm.add_property(base, &ARGS_GET, Some(&ARGS_SET));
    vm.add_property(base, &CAUSE_GET, Some(&CAUSE_SET));
    static VALUE: NativeDef = NativeDef::function("value", 1, 1, first_arg);
    static CODE: NativeDef = NativeDef::function("code", 1, 1, exit_code);
    static SET_CODE: NativeDef = NativeDef::function("code", 2, 2, set_exit_code);
    vm.add_property(vm.types.exc(Exc::StopIteration), &VALUE, None);
    vm.add_property(vm.types.exc(Exc::SystemExit), &CODE, Some(&SET_CODE));
    for exc in [Exc::NameError, Exc::AttributeError, Exc::ImportError] {
        member(vm, vm.types.exc(exc), "name", EXTRA);
    }
    member(vm, vm.types.exc(Exc::AttributeError), "obj", crate::python::exception::OBJ);
    static ERRNO: NativeDef = NativeDef::function("errno", 1, 1, errno);
    static STRERROR: NativeDef = NativeDef::function("strerror", 1, 1, strerror);
    static FILENAME: NativeDef = NativeDef::function("filename", 1, 1, filename);
    let os_error = vm.types.exc(Exc::OSError);
    vm.add_property(os_error, &ERRNO, None);
    vm.add_property(os_error, &STRERROR, None);
    vm.add_property(os_error, &FILENAME, None);
    static WRONG: [NativeDef; 7] = [
        NativeDef::function("msg", 1, 1, first_arg),
        NativeDef::function("filename", 1, 1, |vm, args| Ok(vm.wrong_place(args.get(0), wrong_source::FILENAME))),
        NativeDef::function("lineno", 1, 1, |vm, args| Ok(vm.wrong_place(args.get(0), wrong_source::LINE))),
        NativeDef::function("offset", 1, 1, |vm, args| Ok(vm.wrong_place(args.get(0), wrong_source::COLUMN))),
        NativeDef::function("text", 1, 1, |vm, args| Ok(vm.wrong_place(args.get(0), wrong_source::TEXT))),
        NativeDef::function("end_lineno", 1, 1, |vm, args| Ok(vm.wrong_place(args.get(0), wrong_source::END_LINE))),
        NativeDef::function("end_offset", 1, 1, |vm, args| Ok(vm.wrong_place(args.get(0), wrong_source::END_COLUMN))),
    ];
    let wrong = vm.types.exc(Exc::SyntaxError);
    WRONG.iter().for_each(|def| vm.add_property(wrong, def, None));
    static MESSAGE: NativeDef = NativeDef::function("message", 1, 1, first_arg);
    static EXCEPTIONS: NativeDef = NativeDef::function("exceptions", 1, 1, group_exceptions);
    let group = vm.types.exc(Exc::BaseExceptionGroup);
    vm.add_property(group, &MESSAGE, None);
    vm.add_property(group, &EXCEPTIONS, None);
    static GROUP: &[NativeDef] = &[
        NativeDef::function("__new__", 1, 255, group_new).of("BaseExceptionGroup"),
        NativeDef::method("BaseExceptionGroup", "derive", 1, 1, derive),
        NativeDef::method("BaseExceptionGroup", "subgroup", 1, 1, python).slow("_subgroup"),
        NativeDef::method("BaseExceptionGroup", "split", 1, 1, python).slow("_split"),
    ];
    vm.add_methods(group, GROUP);
}

fn python(_: &mut Vm, _: Args<'_>) -> R {
    Err(Ctl::Python)
}

fn new(vm: &mut Vm, args: Args<'_>) -> R {
    let Some(class) = args.get(0).as_ref().filter(|&c| vm.class(c).is_some_and(|c| c.layout == Layout::Exception))
    else {
        return Err(vm.type_error("BaseException.__new__(X): X is not an exception type"));
    };
    let class = vm.os_error_class(class, args);
    let v = vm.new_instance(class)?;
    set_args(vm, v, &args.pos[1..]);
    // Keyword arguments that built-in exceptions take: AttributeError(name=…, obj=…), ImportError(name=…, path=…).
    for &(name, value) in args.kw {
        let text = vm.syms.text(name).to_string();
        let takes = [Exc::AttributeError, Exc::NameError, Exc::ImportError].into_iter().any(|e| vm.is_exc(v, e));
        match text.as_str() {
            "name" if takes => vm.set_exc_slot(v, EXTRA, value),
            "obj" if vm.is_exc(v, Exc::AttributeError) => vm.set_exc_slot(v, crate::python::exception::OBJ, value),
            "path" if vm.is_exc(v, Exc::ImportError) => {}
            _ => {
                // A subclass with its own `__init__` may take it; the interpreter calls that afterwards.
                let init = vm.lookup(class, names::INIT);
                let own = matches!(init, Value::Obj(f) if matches!(vm.heap.get(f), Obj::Function(_)));
                if !own {
                    let text = format!("{}() takes no keyword arguments", vm.class_name(class));
                    return Err(vm.type_error(text));
                }
            }
        }
    }
    Ok(v)
}

/// `args`; the name of a file is kept apart from them.
fn set_args(vm: &mut Vm, v: Value, given: &[Value]) {
    let mut args = given.to_vec();
    if (3..=5).contains(&args.len()) && vm.is_exc(v, Exc::OSError) {
        vm.set_exc_slot(v, EXTRA, args[2]);
        args.truncate(2);
    }
    let tuple = vm.heap.tuple(args);
    vm.set_exc_slot(v, ARGS, tuple);
}

fn init(vm: &mut Vm, args: Args<'_>) -> R {
    let v = args.get(0);
    if vm.is_exc(v, Exc::BaseExceptionGroup) {
        return Ok(Value::None);
    }
    set_args(vm, v, &args.pos[1..]);
    Ok(Value::None)
}

fn repr(vm: &mut Vm, args: Args<'_>) -> R {
    let v = args.get(0);
    let items = vm.exc_slot(v, ARGS);
    let items = vm.native_items(items)?;
    let parts = items.into_iter().map(|i| vm.repr_native(i)).collect::<R<Vec<_>>>()?;
    let text = format!("{}({})", vm.class_name(vm.class_of(v)), parts.join(", "));
    Ok(vm.heap.str(&text))
}

fn str_(vm: &mut Vm, args: Args<'_>) -> R {
    let text = vm.exception_str(args.get(0))?;
    Ok(vm.heap.str(&text))
}

fn with_traceback(vm: &mut Vm, args: Args<'_>) -> R {
    vm.set_exc_slot(args.get(0), TRACEBACK, args.get(1));
    Ok(args.get(0))
}

fn add_note(vm: &mut Vm, args: Args<'_>) -> R {
    if !vm.is_str(args.get(1)) {
        let text = format!("note must be a str, not '{}'", vm.type_name(args.get(1)));
        return Err(vm.type_error(text));
    }
    Err(Ctl::Python)
}

fn args_get(vm: &mut Vm, args: Args<'_>) -> R {
    Ok(vm.exc_slot(args.get(0), ARGS))
}

fn args_set(vm: &mut Vm, args: Args<'_>) -> R {
    let items = vm.native_items(args.get(1))?;
    let tuple = vm.heap.tuple(items);
    vm.set_exc_slot(args.get(0), ARGS, tuple);
    Ok(Value::None)
}

fn cause_get(vm: &mut Vm, args: Args<'_>) -> R {
    Ok(vm.exc_slot(args.get(0), CAUSE))
}

fn cause_set(vm: &mut Vm, args: Args<'_>) -> R {
    if !args.get(1).is_none() && vm.as_exception(args.get(1)).is_none() {
        return Err(vm.type_error("exception cause must be None or derive from BaseException"));
    }
    vm.set_exc_slot(args.get(0), CAUSE, args.get(1));
    vm.set_exc_slot(args.get(0), SUPPRESS, Value::Bool(true));
    Ok(Value::None)
}

fn arg(vm: &mut Vm, args: Args<'_>, i: usize) -> R {
    let tuple = vm.exc_slot(args.get(0), ARGS);
    Ok(vm.native_items(tuple)?.get(i).copied().unwrap_or(Value::None))
}

fn first_arg(vm: &mut Vm, args: Args<'_>) -> R {
    arg(vm, args, 0)
}

fn exit_code(vm: &mut Vm, args: Args<'_>) -> R {
    Ok(vm.system_exit_code(args.get(0)))
}

fn set_exit_code(vm: &mut Vm, args: Args<'_>) -> R {
    vm.set_exc_slot(args.get(0), EXTRA, args.get(1));
    Ok(Value::None)
}

impl Vm {
    /// `OSError(errno, text)` is an instance of the class that stands for the number, if one does.
    fn os_error_class(&self, class: Ref, args: Args<'_>) -> Ref {
        if class != self.types.exc(Exc::OSError) || !(3..=6).contains(&args.len()) {
            return class;
        }
        let Value::Int(errno) = args.get(1) else { return class };
        let exc = match errno {
            1 | 13 => Exc::PermissionError,
            2 => Exc::FileNotFoundError,
            3 => Exc::ProcessLookupError,
            4 => Exc::InterruptedError,
            10 => Exc::ChildProcessError,
            11 | 114 | 115 => Exc::BlockingIOError,
            17 => Exc::FileExistsError,
            20 => Exc::NotADirectoryError,
            21 => Exc::IsADirectoryError,
            32 | 108 => Exc::BrokenPipeError,
            103 => Exc::ConnectionAbortedError,
            104 => Exc::ConnectionResetError,
            110 => Exc::TimeoutError,
            111 => Exc::ConnectionRefusedError,
            _ => return class,
        };
        self.types.exc(exc)
    }

    /// `SystemExit.code`: as set, else what the arguments say.
    fn system_exit_code(&mut self, exc: Value) -> Value {
        let set = self.exc_slot(exc, EXTRA);
        if !set.is_none() {
            return set;
        }
        match self.exc_slot(exc, ARGS) {
            Value::Obj(r) => match self.heap.get(r) {
                Obj::Tuple(items) if items.len() == 1 => items[0],
                Obj::Tuple(items) if items.is_empty() => Value::None,
                _ => Value::Obj(r),
            },
            _ => Value::None,
        }
    }
}

fn os_part(vm: &mut Vm, args: Args<'_>, i: usize) -> R {
    let tuple = vm.exc_slot(args.get(0), ARGS);
    let items = vm.native_items(tuple)?;
    Ok(if items.len() >= 2 { items.get(i).copied().unwrap_or(Value::None) } else { Value::None })
}

fn errno(vm: &mut Vm, args: Args<'_>) -> R {
    os_part(vm, args, 0)
}

fn strerror(vm: &mut Vm, args: Args<'_>) -> R {
    os_part(vm, args, 1)
}

fn filename(vm: &mut Vm, args: Args<'_>) -> R {
    Ok(vm.exc_slot(args.get(0), EXTRA))
}

fn group_exceptions(vm: &mut Vm, args: Args<'_>) -> R {
    let list = arg(vm, args, 1)?;
    let items = vm.native_items(list)?;
    Ok(vm.heap.tuple(items))
}

fn group_new(vm: &mut Vm, args: Args<'_>) -> R {
    let Some(mut class) = args.get(0).as_ref() else { return Ok(Value::None) };
    if args.pos.len() != 3 {
        let text = format!("BaseExceptionGroup.__new__() takes exactly 2 arguments ({} given)", args.pos.len() - 1);
        return Err(vm.type_error(text));
    }
    if !vm.is_str(args.get(1)) {
        let text = format!("BaseExceptionGroup.__new__() argument 1 must be str, not {}", vm.type_name(args.get(1)));
        return Err(vm.type_error(text));
    }
    let sequence = match args.get(2) {
        Value::Obj(r) => matches!(vm.heap.get(r), Obj::List(_) | Obj::Tuple(_)),
        _ => false,
    };
    if !sequence {
        return Err(vm.type_error("second argument (exceptions) must be a sequence"));
    }
    let items = vm.native_items(args.get(2))?;
    if items.is_empty() {
        return Err(vm.value_error("second argument (exceptions) must be a non-empty sequence"));
    }
    let mut all_plain = true;
    for (i, &item) in items.iter().enumerate() {
        if vm.as_exception(item).is_none() {
            return Err(vm.value_error(format!("Item {i} of second argument (exceptions) is not an exception")));
        }
        all_plain &= vm.is_exc(item, Exc::Exception);
    }
    let (base_group, group) = (vm.types.exc(Exc::BaseExceptionGroup), vm.types.exc(Exc::ExceptionGroup));
    if class == base_group && all_plain {
        class = group;
    } else if class == group && !all_plain {
        return Err(vm.type_error("Cannot nest BaseExceptions in an ExceptionGroup"));
    } else if !all_plain && vm.is_subclass(class, vm.types.exc(Exc::Exception)) {
        let text = format!("Cannot nest BaseExceptions in '{}'", vm.class_name(class));
        return Err(vm.type_error(text));
    }
    let class = vm.os_error_class(class, args);
    let v = vm.new_instance(class)?;
    let tuple = vm.heap.tuple(vec![args.get(1), args.get(2)]);
    vm.set_exc_slot(v, ARGS, tuple);
    Ok(v)
}

fn derive(vm: &mut Vm, args: Args<'_>) -> R {
    let message = arg(vm, args, 0)?;
    let class = Value::Obj(vm.types.exc(Exc::BaseExceptionGroup));
    group_new(vm, Args { pos: &[class, message, args.get(1)], kw: &[] })
}
