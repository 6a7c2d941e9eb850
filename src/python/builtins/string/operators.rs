//! Making strings, formatting, and the special methods.

use super::super::containers::times;
use super::{codec, decode, python, text_arg, this};
use crate::python::native::{Args, NativeDef, R};
use crate::python::object::Obj;
use crate::python::op::{BinOp, CmpOp};
use crate::python::text::ask::Halt;
use crate::python::text::percent::Percent;
use crate::python::text::replace::{Replace, Source, str_format};
use crate::python::text::{percent_format, str_repr};
use crate::python::value::Value;
use crate::python::vm::Vm;

pub static METHODS: &[NativeDef] = &[
    NativeDef::function("__new__", 1, 4, new).of("str").kw(&["object", "encoding", "errors"]).slow("_str_new"),
    NativeDef::method("str", "format", 0, 255, format).kw(&["**"]).slow("_str_format"),
    NativeDef::method("str", "format_map", 1, 1, format_map).slow("_str_format_map"),
    NativeDef::method("str", "__format__", 1, 1, format_spec).slow("_format_own"),
    NativeDef::method("str", "__mod__", 1, 1, modulo).slow("_str_mod"),
    NativeDef::method("str", "__rmod__", 1, 1, reflected_modulo),
    NativeDef::method("str", "__str__", 0, 0, to_str),
    NativeDef::method("str", "__repr__", 0, 0, repr),
    NativeDef::method("str", "__len__", 0, 0, len),
    NativeDef::method("str", "__hash__", 0, 0, hash),
    NativeDef::method("str", "__contains__", 1, 1, contains),
    NativeDef::method("str", "__getitem__", 1, 1, getitem).slow("_getitem_by_index"),
    NativeDef::method("str", "__iter__", 0, 0, iter),
    NativeDef::method("str", "__add__", 1, 1, add),
    NativeDef::method("str", "__mul__", 1, 1, multiply),
    NativeDef::method("str", "__rmul__", 1, 1, multiply),
    NativeDef::method("str", "__eq__", 1, 1, eq),
    NativeDef::method("str", "__ne__", 1, 1, ne),
    NativeDef::method("str", "__lt__", 1, 1, lt),
    NativeDef::method("str", "__le__", 1, 1, le),
    NativeDef::method("str", "__gt__", 1, 1, gt),
    NativeDef::method("str", "__ge__", 1, 1, ge),
];

/// Steps of formatting for the prelude, which answers questions in between.
pub static PRELUDE: &[NativeDef] = &[
    NativeDef::function("_format_step", 4, 4, format_step),
    NativeDef::function("_percent_step", 3, 3, percent_step),
    NativeDef::function("_payload_new", 3, 3, payload_new),
];

/// `str(object)`, `str(bytes, encoding, errors)`; of a subclass too.
fn new(vm: &mut Vm, args: Args<'_>) -> R {
    let object = vm.syms.intern("object");
    let object = args.either(1, object);
    let decoding = args.len() > 2 || args.kw.iter().any(|(n, _)| matches!(vm.syms.text(*n), "encoding" | "errors"));
    let made = if decoding {
        let (encoding, errors) = codec::codec_args(vm, args, 2, "str")?;
        let bytes = match vm.heap.payload(object) {
            _ if object.is_unbound() => Vec::new(),
            Value::Obj(r) => match vm.heap.get(r) {
                Obj::Bytes(b) => b.to_vec(),
                Obj::ByteArray(b) => b.clone(),
                Obj::Str(_) => return Err(vm.type_error("decoding str is not supported")),
                _ => return not_bytes(vm, object),
            },
            _ => return not_bytes(vm, object),
        };
        let text = decode(vm, &bytes, &encoding, &errors)?;
        vm.heap.str(&text)
    } else if object.is_unbound() {
        vm.intern_str("")
    } else if vm.is_str(object) {
        object
    } else {
        let text = vm.str_native(object)?;
        vm.heap.str(&text)
    };
    let str = vm.types.str;
    vm.made_as(args.get(0), str, made)
}

/// `_payload_new(class, base, value)`: the value as an instance of the class, which is the built-in `base` or derives from it.
fn payload_new(vm: &mut Vm, args: Args<'_>) -> R {
    let Value::Obj(base) = args.get(1) else { return python() };
    vm.made_as(args.get(0), base, args.get(2))
}

fn not_bytes(vm: &mut Vm, v: Value) -> R {
    let got = vm.type_name(v);
    Err(vm.type_error(format!("decoding to str: need a bytes-like object, {got} found")))
}

fn format(vm: &mut Vm, args: Args<'_>) -> R {
    let s = this(vm, args, "format")?;
    str_format(vm, &s.text, Source::Arguments(args.pos.get(1..).unwrap_or_default(), args.kw))
}

fn format_map(vm: &mut Vm, args: Args<'_>) -> R {
    let s = this(vm, args, "format_map")?;
    str_format(vm, &s.text, Source::Mapping(args.get(1)))
}

fn format_spec(vm: &mut Vm, args: Args<'_>) -> R {
    let spec = text_arg(vm, args.get(1), "__format__() argument")?;
    let text = vm.format_builtin(args.get(0), &spec.text)?;
    Ok(vm.heap.str(&text))
}

fn modulo(vm: &mut Vm, args: Args<'_>) -> R {
    let s = this(vm, args, "__mod__")?;
    percent_format(vm, &s.text, args.get(1))
}

fn reflected_modulo(vm: &mut Vm, args: Args<'_>) -> R {
    let s = this(vm, args, "__rmod__")?;
    let Some(format) = vm.heap.as_str(args.get(1)).cloned() else { return Ok(Value::NotImplemented) };
    let s = vm.heap.str_arc(s.text);
    percent_format(vm, &format.text, s)
}

/// The items of the state that the prelude keeps: a list of the text so far, the position, a number, answers.
struct State {
    list: crate::python::value::Ref,
    out: String,
    at: usize,
    number: i64,
    known: Vec<Value>,
}

impl State {
    fn read(vm: &mut Vm, v: Value) -> R<State> {
        let items = vm.native_items(v)?;
        let (Value::Obj(list), [out, Value::Int(at), Value::Int(number), known]) = (v, &items[..]) else {
            return python();
        };
        let out = vm.heap.as_str(*out).map_or_else(String::new, |s| s.text.to_string());
        let known = vm.native_items(*known)?;
        Ok(State { list, out, at: *at as usize, number: *number, known })
    }

    fn write(self, vm: &mut Vm) {
        let (out, known) = (vm.heap.str(&self.out), vm.heap.list(self.known));
        if let Obj::List(items) = vm.heap.get_mut(self.list) {
            *items = vec![out, Value::Int(self.at as i64), Value::Int(self.number), known];
        }
    }
}

/// None when formatting is done, else the question that Python must answer.
fn question(vm: &mut Vm, result: Result<(), Halt>) -> R {
    match result {
        Ok(()) => Ok(Value::None),
        Err(Halt::Ctl(ctl)) => Err(ctl),
        Err(Halt::Ask(ask)) => {
            let kind = vm.intern_str(ask.kind);
            Ok(vm.heap.tuple(vec![kind, ask.a, ask.b]))
        }
    }
}

/// `_format_step(format, args, kwargs_or_mapping, state)`: `args` is None for `format_map`.
fn format_step(vm: &mut Vm, args: Args<'_>) -> R {
    let s = this(vm, args, "format")?;
    let mut state = State::read(vm, args.get(3))?;
    let (positional, mut named);
    let source = if args.get(1).is_none() {
        Source::Mapping(args.get(2))
    } else {
        positional = vm.native_items(args.get(1))?;
        named = Vec::new();
        if let Value::Obj(r) = args.get(2)
            && let Obj::Dict(table) = vm.heap.get(r)
        {
            let entries: Vec<(Value, Value)> = table.iter().map(|e| (e.key, e.value)).collect();
            for (k, v) in entries {
                if let Some(name) = vm.heap.as_str(k).map(|s| s.text.clone()) {
                    named.push((vm.syms.intern(&name), v));
                }
            }
        }
        Source::Arguments(&positional, &named)
    };
    let mut replace = Replace::resume(state.out, state.at, state.number, state.known);
    let result = replace.run(vm, &s.text, source);
    state = State {
        list: state.list,
        number: replace.numbering.code(),
        at: replace.at,
        known: replace.memo.known().to_vec(),
        out: replace.out,
    };
    state.write(vm);
    question(vm, result)
}

/// `_percent_step(format, values, state)`.
fn percent_step(vm: &mut Vm, args: Args<'_>) -> R {
    let s = this(vm, args, "__mod__")?;
    let state = State::read(vm, args.get(2))?;
    let mut percent = Percent::new(vm, &s.text, args.get(1));
    percent.resume(state.out, state.at, state.number as usize, state.known);
    let result = percent.run(vm);
    let known = percent.memo.known().to_vec();
    let after = State { list: state.list, at: percent.at, number: percent.used as i64, known, out: percent.out };
    after.write(vm);
    question(vm, result)
}

fn to_str(vm: &mut Vm, args: Args<'_>) -> R {
    let s = this(vm, args, "__str__")?;
    Ok(vm.heap.str_arc(s.text))
}

fn repr(vm: &mut Vm, args: Args<'_>) -> R {
    let s = this(vm, args, "__repr__")?;
    super::text(vm, &str_repr(&s.text))
}

fn len(vm: &mut Vm, args: Args<'_>) -> R {
    let s = this(vm, args, "__len__")?;
    Ok(Value::Int(i64::from(s.chars)))
}

/// The plain string that a value, perhaps of a subclass, is.
fn plain(vm: &mut Vm, args: Args<'_>, method: &str) -> R {
    this(vm, args, method)?;
    Ok(vm.heap.payload(args.get(0)))
}

fn hash(vm: &mut Vm, args: Args<'_>) -> R {
    let v = plain(vm, args, "__hash__")?;
    vm.hash_native(v).map(Value::Int)
}

fn contains(vm: &mut Vm, args: Args<'_>) -> R {
    let v = plain(vm, args, "__contains__")?;
    vm.contains_native(v, args.get(1)).map(Value::Bool)
}

fn getitem(vm: &mut Vm, args: Args<'_>) -> R {
    let v = plain(vm, args, "__getitem__")?;
    vm.getitem_native(v, args.get(1))
}

fn iter(vm: &mut Vm, args: Args<'_>) -> R {
    let v = plain(vm, args, "__iter__")?;
    vm.get_iter(v)
}

fn add(vm: &mut Vm, args: Args<'_>) -> R {
    let v = plain(vm, args, "__add__")?;
    let other = vm.heap.payload(args.get(1));
    if !vm.is_str(other) {
        let got = vm.type_name(args.get(1));
        return Err(vm.type_error(format!("can only concatenate str (not \"{got}\") to str")));
    }
    vm.binary_native(BinOp::Add, v, other)
}

fn multiply(vm: &mut Vm, args: Args<'_>) -> R {
    let v = plain(vm, args, "__mul__")?;
    let n = times(vm, args.get(1))?;
    vm.binary_native(BinOp::Mul, v, n)
}

fn compared(vm: &mut Vm, args: Args<'_>, op: CmpOp) -> R {
    let v = plain(vm, args, "__eq__")?;
    let other = vm.heap.payload(args.get(1));
    if vm.is_str(other) { vm.compare_native(op, v, other) } else { Ok(Value::NotImplemented) }
}

fn eq(vm: &mut Vm, args: Args<'_>) -> R {
    compared(vm, args, CmpOp::Eq)
}

fn ne(vm: &mut Vm, args: Args<'_>) -> R {
    compared(vm, args, CmpOp::Ne)
}

fn lt(vm: &mut Vm, args: Args<'_>) -> R {
    compared(vm, args, CmpOp::Lt)
}

fn le(vm: &mut Vm, args: Args<'_>) -> R {
    compared(vm, args, CmpOp::Le)
}

fn gt(vm: &mut Vm, args: Args<'_>) -> R {
    compared(vm, args, CmpOp::Gt)
}

fn ge(vm: &mut Vm, args: Args<'_>) -> R {
    compared(vm, args, CmpOp::Ge)
}
