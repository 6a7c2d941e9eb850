//! `exec`, `eval` and `compile`: text that becomes code while the program runs. The names it sees are those of a namespace of its
//! own, filled before from the dict that was given and copied back into it afterwards (`prelude/builtins.py`).

use crate::python::compiler::{self, CompileOptions};
use crate::python::native::{Args, Ctl, NativeDef, R};
use crate::python::object::{Function, Obj};
use crate::python::types::Exc;
use crate::python::value::Value;
use crate::python::vm::Vm;
use crate::syntax::{self, Diagnostic, DiagnosticKind};

/// For the prelude.
pub static FUNCTIONS: &[NativeDef] = &[
    NativeDef::function("_check_source", 2, 2, check),
    NativeDef::function("_link_source", 3, 3, link),
    NativeDef::function("_space_names", 1, 1, names),
    NativeDef::function("_bind_main", 2, 2, bind_main),
];

/// For `typing`, which looks up what annotations in strings name.
pub static NAMES: [NativeDef; 1] = [NativeDef::function("_space_names", 1, 1, names)];

/// The SyntaxError of a text that does not compile; what is not supported ends the run.
fn wrong(vm: &mut Vm, diagnostic: &Diagnostic, source: &str, filename: &str) -> Ctl {
    if matches!(diagnostic.kind, DiagnosticKind::Unsupported | DiagnosticKind::Limit) {
        return Ctl::Unsupported(diagnostic.message.as_str().into());
    }
    let before = source.get(..diagnostic.range.start as usize).unwrap_or(source);
    let line = before.matches('\n').count() + 1;
    vm.raise(Exc::SyntaxError, format!("{} ({filename}, line {line})", diagnostic.message))
}

/// `_check_source(source, filename)`: raises SyntaxError if it does not compile.
fn check(vm: &mut Vm, args: Args<'_>) -> R {
    let (source, filename) = (vm.str_native(args.get(0))?, vm.str_native(args.get(1))?);
    let parsed = syntax::parse(&source);
    if let Some(d) = parsed.diagnostics.first() {
        return Err(wrong(vm, d, &source, &filename));
    }
    match compiler::compile(&parsed.module, &source, &CompileOptions::default()) {
        Ok(_) => Ok(Value::None),
        Err(found) => Err(match found.first() {
            Some(d) => wrong(vm, d, &source, &filename),
            None => vm.raise(Exc::SyntaxError, "invalid syntax"),
        }),
    }
}

/// `_link_source(source, filename, names)`: a function that runs the text, and the number of its namespace, which holds `names`.
fn link(vm: &mut Vm, args: Args<'_>) -> R {
    check(vm, Args { pos: &[args.get(0), args.get(1)], kw: &[] })?;
    let (source, filename) = (vm.str_native(args.get(0))?, vm.str_native(args.get(1))?);
    let (_, space) = vm.new_module("__main__");
    if let Value::Obj(dict) = args.get(2) {
        let items: Vec<(Value, Value)> = match vm.heap.get(dict) {
            Obj::Dict(table) => table.iter().map(|e| (e.key, e.value)).collect(),
            _ => Vec::new(),
        };
        for (key, value) in items {
            if let Some(name) = vm.heap.as_str(key).map(|s| s.text.to_string()) {
                let sym = vm.syms.intern(&name);
                vm.bind(space, sym, value);
            }
        }
    }
    let code = vm.link_source(&source, &filename, space, false).map_err(|text| Ctl::Unsupported(text.into()))?;
    let name = vm.intern_str("<module>");
    let function = Function {
        code,
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
    let function = Value::Obj(vm.heap.alloc(Obj::Function(Box::new(function))));
    Ok(vm.heap.tuple(vec![function, Value::Int(i64::from(space))]))
}

/// `_space_names(number)`: what is bound in a namespace, as a new dict; None: in the program's own.
fn names(vm: &mut Vm, args: Args<'_>) -> R {
    let space = match args.get(0) {
        Value::Int(n) => n as u32,
        _ => vm.main_space(),
    };
    let dict = vm.new_dict();
    let bound: Vec<(String, Value)> = match vm.namespaces.get(space as usize) {
        Some(n) => n.index.iter().map(|(s, i)| (vm.syms.text(*s).to_string(), n.values[*i as usize])).collect(),
        None => Vec::new(),
    };
    for (name, value) in bound {
        if !value.is_unbound() {
            let key = vm.intern_str(&name);
            vm.dict_set(dict, key, value)?;
        }
    }
    Ok(Value::Obj(dict))
}

/// `_bind_main(name, value)`: a name of the program's own namespace.
fn bind_main(vm: &mut Vm, args: Args<'_>) -> R {
    let name = vm.str_native(args.get(0))?;
    let (space, sym) = (vm.main_space(), vm.syms.intern(&name));
    vm.bind(space, sym, args.get(1));
    Ok(Value::None)
}
