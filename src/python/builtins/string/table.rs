//! `str.translate` and the tables for it.

use super::{python, text, text_arg, this};
use crate::python::native::{Args, NativeDef, R};
use crate::python::number;
use crate::python::object::Obj;
use crate::python::text::Fault;
use crate::python::value::Value;
use crate::python::vm::Vm;

pub static METHODS: &[NativeDef] = &[NativeDef::method("str", "translate", 1, 1, translate).slow("_str_translate")];

static MAKETRANS: NativeDef = NativeDef::function("maketrans", 1, 3, maketrans).of("str");

/// Adds `maketrans`, which takes no self.
pub fn install(vm: &mut Vm) {
    let class = vm.types.str;
    let native = Value::Obj(vm.heap.alloc(Obj::Native { def: &MAKETRANS, bound: Value::Unbound }));
    let method = Value::Obj(vm.heap.alloc(Obj::StaticMethod(native)));
    let name = vm.syms.intern("maketrans");
    if let Some(class) = vm.class_mut(class) {
        class.attrs.insert(name, method);
    }
}

fn translate(vm: &mut Vm, args: Args<'_>) -> R {
    let s = this(vm, args, "translate")?;
    let table = match args.get(1) {
        Value::Obj(r) if matches!(vm.heap.get(r), Obj::Dict(_)) => r,
        _ => return python(),
    };
    let mut out = String::with_capacity(s.text.len());
    for c in s.text.chars() {
        match vm.dict_get(table, Value::Int(i64::from(c as u32)))? {
            None => out.push(c),
            Some(v) => push_mapped(vm, &mut out, v)?,
        }
        vm.heap.reserve(out.len())?;
    }
    text(vm, &out)
}

/// Appends what a table maps a character to: another, a string, or nothing.
fn push_mapped(vm: &mut Vm, out: &mut String, v: Value) -> R<()> {
    if v.is_none() {
        return Ok(());
    }
    if let Some(s) = vm.heap.as_str(v) {
        out.push_str(&s.text);
        return Ok(());
    }
    let Some(code) = number::index(vm, v) else {
        return Err(vm.type_error("character mapping must return integer, None or str"));
    };
    match u32::try_from(code).ok().filter(|&c| c < 0x11_0000) {
        None => Err(vm.value_error("character mapping must be in range(0x110000)")),
        Some(c) => match char::from_u32(c) {
            Some(c) => {
                out.push(c);
                Ok(())
            }
            None => Err(vm.fault(Fault::surrogate())),
        },
    }
}

fn maketrans(vm: &mut Vm, args: Args<'_>) -> R {
    let dict = vm.new_dict();
    let key = |c: char| Value::Int(i64::from(c as u32));
    if args.len() == 1 {
        let source = match vm.heap.payload(args.get(0)) {
            Value::Obj(r) => match vm.heap.get(r) {
                Obj::Dict(table) => table.iter().map(|e| (e.key, e.value)).collect::<Vec<_>>(),
                _ => return Err(vm.type_error("if you give only one argument to maketrans it must be a dict")),
            },
            _ => return Err(vm.type_error("if you give only one argument to maketrans it must be a dict")),
        };
        for (k, v) in source {
            let k = match vm.heap.as_str(k).map(|s| (s.chars, s.text.chars().next())) {
                Some((1, Some(c))) => key(c),
                Some(_) => return Err(vm.value_error("string keys in translate table must be of length 1")),
                None if number::to_bigint(vm, k).is_some() => k,
                None => return Err(vm.type_error("keys in translate table must be strings or integers")),
            };
            vm.dict_set(dict, k, v)?;
        }
        return Ok(Value::Obj(dict));
    }
    let to = text_arg(vm, args.get(1), "maketrans() argument 2")?;
    let gone = match args.get(2) {
        Value::Unbound => None,
        v => Some(text_arg(vm, v, "maketrans() argument 3")?),
    };
    let Some(from) = vm.heap.as_str(args.get(0)).cloned() else {
        return Err(vm.type_error("first maketrans argument must be a string if there is a second argument"));
    };
    if from.chars != to.chars {
        return Err(vm.value_error("the first two maketrans arguments must have equal length"));
    }
    for (a, b) in from.text.chars().zip(to.text.chars()) {
        vm.dict_set(dict, key(a), key(b))?;
    }
    for c in gone.iter().flat_map(|s| s.text.chars()) {
        vm.dict_set(dict, key(c), Value::None)?;
    }
    Ok(Value::Obj(dict))
}
