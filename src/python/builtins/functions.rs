//! The functions of the module `builtins`.

use crate::python::native::{Args, Ctl, FrameFn, NativeDef, R, Resume};
use crate::python::object::{Iter, Obj};
use crate::python::sym::names;
use crate::python::text;
use crate::python::types::Exc;
use crate::python::value::{Ref, Value};
use crate::python::vm::{Stream, Vm};

/// How deep tuples of classes may nest in `isinstance`: where CPython 3.13 gives up.
const TUPLES_MAX: usize = 10_000;

pub static FUNCTIONS: &[NativeDef] = &[
    NativeDef::function("print", 0, 255, print).kw(&["sep", "end", "file", "flush"]).slow("_print"),
    NativeDef::function("len", 1, 1, len).slow("_len"),
    NativeDef::function("repr", 1, 1, repr).slow("_repr"),
    NativeDef::function("ascii", 1, 1, ascii).slow("_ascii"),
    NativeDef::function("hash", 1, 1, hash).slow("_hash"),
    NativeDef::function("id", 1, 1, id),
    NativeDef::function("isinstance", 2, 2, isinstance).slow("_isinstance"),
    NativeDef::function("issubclass", 2, 2, issubclass).slow("_issubclass"),
    NativeDef::function("callable", 1, 1, callable),
    NativeDef::function("getattr", 2, 3, getattr).slow("_getattr_default"),
    NativeDef::function("hasattr", 2, 2, hasattr).slow("_hasattr"),
    NativeDef::function("setattr", 3, 3, setattr),
    NativeDef::function("delattr", 2, 2, delattr),
    NativeDef::function("iter", 1, 2, iter).slow("_iter"),
    NativeDef::function("next", 1, 2, next).slow("_next"),
    NativeDef::function("format", 1, 2, format).slow("_format"),
    NativeDef::function("dir", 0, 1, dir).slow("_dir"),
    NativeDef::function("vars", 0, 1, vars),
    NativeDef::function("input", 0, 1, input),
    NativeDef::function("aiter", 1, 1, aiter),
    NativeDef::function("anext", 1, 2, anext).slow("_anext_default"),
    NativeDef::frame("locals", 0, 0, FrameFn::Locals),
    NativeDef::frame("globals", 0, 0, FrameFn::Globals),
    NativeDef::function("exec", 1, 3, |_, _| Err(Ctl::Python)).slow("_exec").kw(&["globals", "locals"]),
    NativeDef::function("eval", 1, 3, |_, _| Err(Ctl::Python)).slow("_eval").kw(&["globals", "locals"]),
    NativeDef::function("compile", 1, 6, |_, _| Err(Ctl::Python)).slow("_compile").kw(&[
        "flags",
        "dont_inherit",
        "optimize",
    ]),
    NativeDef::function("open", 1, 8, |_, _| Err(Ctl::Python)).slow("_open").kw(&[
        "mode",
        "buffering",
        "encoding",
        "errors",
        "newline",
        "closefd",
        "opener",
    ]),
    NativeDef::function("breakpoint", 0, 0, refused),
    NativeDef::function("__import__", 1, 5, |_, _| Err(Ctl::Python))
        .slow("_import_by_name")
        .kw(&["globals", "locals", "fromlist", "level"]),
    NativeDef::function("help", 0, 1, refused),
];

/// Only the class is there: `isinstance` may ask for it.
pub static MEMORYVIEW: &[NativeDef] = &[NativeDef::function("__new__", 2, 2, refused).of("memoryview")];

fn refused(_: &mut Vm, _: Args<'_>) -> R {
    Err(Ctl::unsupported("breakpoint, memoryview and help are not part of the simulator"))
}

fn print(vm: &mut Vm, args: Args<'_>) -> R {
    let file = args.kw(names::FILE);
    if !file.is_unbound() && !file.is_none() {
        return Err(Ctl::Python);
    }
    if vm.replaced_stdout().is_some() {
        return Err(Ctl::Python);
    }
    let text_arg = |vm: &mut Vm, name, default: &str| -> R<String> {
        match args.kw(name) {
            Value::Unbound | Value::None => Ok(default.to_string()),
            v => match vm.heap.as_str(v) {
                Some(s) => Ok(s.text.to_string()),
                None => {
                    let text = format!("{} must be None or a string, not {}", vm.syms.text(name), vm.type_name(v));
                    Err(vm.type_error(text))
                }
            },
        }
    };
    let sep = text_arg(vm, names::SEP, " ")?;
    let end = text_arg(vm, names::END, "\n")?;
    let mut out = String::new();
    for (i, &v) in args.pos.iter().enumerate() {
        if i > 0 {
            out.push_str(&sep);
        }
        let text = vm.str_native(v)?;
        vm.heap.fits(out.len() + sep.len() + text.len())?;
        out.push_str(&text);
    }
    out.push_str(&end);
    vm.print(Stream::Stdout, &out)?;
    Ok(Value::None)
}

fn len(vm: &mut Vm, args: Args<'_>) -> R {
    Ok(Value::Int(vm.len_native(args.get(0))? as i64))
}

fn repr(vm: &mut Vm, args: Args<'_>) -> R {
    let text = vm.repr_native(args.get(0))?;
    Ok(vm.heap.str(&text))
}

fn ascii(vm: &mut Vm, args: Args<'_>) -> R {
    let text = text::ascii_repr(&vm.repr_native(args.get(0))?);
    Ok(vm.heap.str(&text))
}

fn hash(vm: &mut Vm, args: Args<'_>) -> R {
    Ok(Value::Int(vm.hash_native(args.get(0))?))
}

fn id(vm: &mut Vm, args: Args<'_>) -> R {
    Ok(Value::Int(match args.get(0) {
        Value::Obj(r) => vm.address(r) as i64,
        Value::Int(i) => 0x7e00_0000_0000 + i.wrapping_mul(32),
        Value::Float(f) => 0x7d00_0000_0000 + (f.to_bits() >> 12) as i64,
        Value::Bool(b) => 0x7c00_0000_0000 + 32 * i64::from(b),
        Value::None => 0x7c00_0000_1000,
        _ => 0x7c00_0000_2000,
    }))
}

/// `isinstance`/`issubclass` against a class, tuple or union; `Ctl::Python` if a metaclass has its own hook.
fn class_check(vm: &mut Vm, class: Ref, against: Value, word: &str) -> R<bool> {
    // Tuples that are not through yet, the outermost first, with the place of the next item: the Rust stack is too small for them.
    let mut open: Vec<(Ref, usize)> = Vec::new();
    let mut against = against;
    loop {
        if let Value::Obj(r) = against
            && matches!(vm.heap.get(r), Obj::Tuple(_))
        {
            if open.len() >= TUPLES_MAX {
                let hook = if word == "isinstance" { "__instancecheck__" } else { "__subclasscheck__" };
                return Err(vm.raise(Exc::RecursionError, format!("maximum recursion depth exceeded in {hook}")));
            }
            open.push((r, 0));
        } else if single_check(vm, class, against, word)? {
            return Ok(true);
        }
        against = loop {
            let Some((tuple, at)) = open.last_mut() else { return Ok(false) };
            let item = match vm.heap.get(*tuple) {
                Obj::Tuple(items) => items.get(*at).copied(),
                _ => None,
            };
            *at += 1;
            match item {
                Some(item) => break item,
                None => open.pop(),
            };
        };
    }
}

/// [`class_check`] against anything but a tuple.
fn single_check(vm: &mut Vm, class: Ref, against: Value, word: &str) -> R<bool> {
    if let Value::Obj(r) = against {
        match vm.heap.get(r) {
            Obj::Class(c) => {
                let meta = c.metaclass;
                let hook = if word == "isinstance" { names::INSTANCECHECK } else { names::SUBCLASSCHECK };
                if meta != vm.types.type_
                    && let Value::Obj(f) = vm.lookup(meta, hook)
                    && matches!(vm.heap.get(f), Obj::Function(_))
                {
                    return Err(Ctl::Python);
                }
                return Ok(vm.is_subclass(class, r));
            }
            Obj::Instance(_) => return Err(Ctl::Python),
            _ => {}
        }
    }
    if against.is_none() && word == "isinstance" {
        return Ok(class == vm.types.none);
    }
    let what = if word == "isinstance" {
        "a type, a tuple of types, or a union"
    } else {
        "a class, a tuple of classes, or a union"
    };
    Err(vm.type_error(format!("{word}() arg 2 must be {what}")))
}

fn isinstance(vm: &mut Vm, args: Args<'_>) -> R {
    let class = vm.class_of(args.get(0));
    if args.get(1).is_none() {
        return Err(vm.type_error("isinstance() arg 2 must be a type, a tuple of types, or a union"));
    }
    let is = class_check(vm, class, args.get(1), "isinstance")?;
    // An object may claim another class than its own.
    if !is && (vm.class(class).is_some_and(|c| c.has_getattribute) || !vm.lookup(class, names::CLASS).is_unbound()) {
        return Err(Ctl::Python);
    }
    Ok(Value::Bool(is))
}

fn issubclass(vm: &mut Vm, args: Args<'_>) -> R {
    let Some(class) = args.get(0).as_ref().filter(|&r| vm.class(r).is_some()) else {
        return Err(vm.type_error("issubclass() arg 1 must be a class"));
    };
    Ok(Value::Bool(class_check(vm, class, args.get(1), "issubclass")?))
}

fn callable(vm: &mut Vm, args: Args<'_>) -> R {
    Ok(Value::Bool(vm.callable(args.get(0))))
}

impl Vm {
    /// `callable(v)`.
    pub fn callable(&mut self, v: Value) -> bool {
        let plain = match v {
            Value::Obj(r) => matches!(
                self.heap.get(r),
                Obj::Function(_)
                    | Obj::Native { .. }
                    | Obj::Method { .. }
                    | Obj::Class(_)
                    | Obj::StaticMethod(_)
                    | Obj::Alias(_)
            ),
            _ => false,
        };
        plain || !self.lookup_special(v, names::CALL).is_unbound()
    }
}

fn getattr(vm: &mut Vm, args: Args<'_>) -> R {
    let name = vm.attr_name(args.get(1))?;
    let default = args.get(2);
    match vm.load_attr(args.get(0), name) {
        Err(Ctl::Raise(exc)) if !default.is_unbound() && vm.is_exc(exc, Exc::AttributeError) => Ok(default),
        Err(Ctl::Call(_)) if !default.is_unbound() => Err(Ctl::Python),
        result => result,
    }
}

fn hasattr(vm: &mut Vm, args: Args<'_>) -> R {
    let name = vm.attr_name(args.get(1))?;
    match vm.load_attr(args.get(0), name) {
        Ok(_) => Ok(Value::Bool(true)),
        Err(Ctl::Raise(exc)) if vm.is_exc(exc, Exc::AttributeError) => Ok(Value::Bool(false)),
        Err(Ctl::Call(_)) => Err(Ctl::Python),
        Err(ctl) => Err(ctl),
    }
}

fn setattr(vm: &mut Vm, args: Args<'_>) -> R {
    let name = vm.attr_name(args.get(1))?;
    vm.store_attr(args.get(0), name, args.get(2))?;
    Ok(Value::None)
}

fn delattr(vm: &mut Vm, args: Args<'_>) -> R {
    let name = vm.attr_name(args.get(1))?;
    vm.delete_attr(args.get(0), name)?;
    Ok(Value::None)
}

fn iter(vm: &mut Vm, args: Args<'_>) -> R {
    if args.len() == 2 {
        return Ok(vm.heap.iter(Iter::Callable(args.get(0), args.get(1))));
    }
    vm.get_iter(args.get(0))
}

fn next(vm: &mut Vm, args: Args<'_>) -> R {
    let it = args.get(0);
    if let Value::Obj(r) = it {
        match vm.heap.get(r) {
            Obj::Generator(g) if g.kind == crate::python::object::GeneratorKind::Generator => {
                return Err(Ctl::Resume(it, Resume::Next { default: args.get(1) }));
            }
            Obj::Iter(state) if matches!(**state, Iter::CoroutineWrapper(_)) => {
                return Err(Ctl::Resume(it, Resume::Next { default: args.get(1) }));
            }
            Obj::Iter(_) => {
                return match vm.iter_next(it)? {
                    Some(v) => Ok(v),
                    None if !args.get(1).is_unbound() => Ok(args.get(1)),
                    None => Err(vm.raise_args(Exc::StopIteration, Vec::new())),
                };
            }
            Obj::FutureIter { .. } => return Err(Ctl::Resume(it, Resume::Next { default: args.get(1) })),
            _ => {}
        }
    }
    if vm.lookup_special(it, names::NEXT).is_unbound() {
        return Err(vm.not_an_iterator(it));
    }
    Err(Ctl::Python)
}

fn format(vm: &mut Vm, args: Args<'_>) -> R {
    let v = args.get(0);
    if let Value::Obj(r) = v
        && matches!(vm.heap.get(r), Obj::Instance(_))
    {
        return Err(Ctl::Python);
    }
    let spec = vm.heap.as_str(args.get(1)).map(|s| s.text.clone()).unwrap_or_default();
    let text = vm.format_value(v, &spec)?;
    Ok(vm.heap.str(&text))
}

fn dir(vm: &mut Vm, args: Args<'_>) -> R {
    if args.is_empty() {
        return Err(Ctl::unsupported("dir() without an argument"));
    }
    let v = args.get(0);
    match vm.lookup_special(v, names::DIR) {
        Value::Obj(f) if matches!(vm.heap.get(f), Obj::Function(_)) => return Err(Ctl::Python),
        _ => {}
    }
    let names = vm.dir_names(v);
    let items = names.iter().map(|n| vm.heap.str(n)).collect();
    Ok(vm.heap.list(items))
}

fn vars(vm: &mut Vm, args: Args<'_>) -> R {
    if args.is_empty() {
        return Err(Ctl::Call(Box::new((vm.prelude("_caller_locals"), Vec::new()))));
    }
    let v = args.get(0);
    match vm.load_attr(v, names::DICT) {
        Err(Ctl::Raise(_)) => Err(vm.type_error("vars() argument must have __dict__ attribute")),
        result => result,
    }
}

fn input(vm: &mut Vm, args: Args<'_>) -> R {
    if !args.is_empty() {
        let prompt = vm.str_native(args.get(0))?;
        vm.print(Stream::Stdout, &prompt)?;
    }
    Err(vm.raise(Exc::EOFError, "EOF when reading a line"))
}

fn aiter(vm: &mut Vm, args: Args<'_>) -> R {
    let v = args.get(0);
    let found = vm.lookup_special(v, names::AITER);
    if found.is_unbound() {
        let text = format!("'{}' object is not an async iterable", vm.type_name(v));
        return Err(vm.type_error(text));
    }
    let bound = vm.bind_found(found, v)?;
    Err(Ctl::Call(Box::new((bound, Vec::new()))))
}

fn anext(vm: &mut Vm, args: Args<'_>) -> R {
    let v = args.get(0);
    if args.len() == 2 {
        return Err(Ctl::Python);
    }
    let found = vm.lookup_special(v, names::ANEXT);
    if found.is_unbound() {
        let text = format!("'{}' object is not an async iterator", vm.type_name(v));
        return Err(vm.type_error(text));
    }
    let bound = vm.bind_found(found, v)?;
    Err(Ctl::Call(Box::new((bound, Vec::new()))))
}
