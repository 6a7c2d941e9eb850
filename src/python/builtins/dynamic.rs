//! `exec`, `eval` and `compile`: text that becomes code while the program runs. The names it sees are those of a namespace of its
//! own, filled before from the dict that was given and copied back into it afterwards (`prelude/builtins.py`).

use crate::base::ByteRange;
use crate::python::compiler::{self, CompileOptions};
use crate::python::native::{Args, Ctl, NativeDef, R};
use crate::python::object::{Function, Obj};
use crate::python::types::Exc;
use crate::python::value::Value;
use crate::python::vm::{Namespace, Vm};
use crate::syntax::ast::StmtKind;
use crate::syntax::{self, Diagnostic, DiagnosticKind, LineIndex};

/// For the prelude.
pub static FUNCTIONS: &[NativeDef] = &[
    NativeDef::function("_check_source", 3, 3, check),
    NativeDef::function("_link_source", 3, 4, link),
    NativeDef::function("_space_names", 1, 1, names),
    NativeDef::function("_bind_in", 2, 3, bind_in),
];

/// For `typing`, which looks up what annotations in strings name.
pub static NAMES: [NativeDef; 1] = [NativeDef::function("_space_names", 1, 1, names)];

/// A text, what it is called, and whether it is to be one expression.
struct Text {
    source: String,
    filename: String,
    expression: bool,
}

/// The SyntaxError of a text that does not compile; what is not supported ends the run.
fn wrong(vm: &mut Vm, diagnostic: &Diagnostic, text: &Text) -> Ctl {
    let exc = match diagnostic.kind {
        DiagnosticKind::Unsupported | DiagnosticKind::Limit => {
            return Ctl::Unsupported(diagnostic.message.as_str().into());
        }
        DiagnosticKind::Syntax => Exc::SyntaxError,
        DiagnosticKind::Indentation => Exc::IndentationError,
        DiagnosticKind::Tab => Exc::TabError,
    };
    // An expression is never assigned to, so CPython has no more to say of it.
    let message = match &diagnostic.message {
        message if text.expression && message.starts_with("cannot assign to") => "invalid syntax",
        message => message,
    };
    let (message, filename) = (vm.heap.str(message), vm.heap.str(&text.filename));
    let index = LineIndex::new(&text.source);
    let end = if diagnostic.range.is_empty() { diagnostic.range.start + 1 } else { diagnostic.range.end };
    let place = |at: u32| {
        let position = index.position(&text.source, at.min(text.source.len() as u32));
        (i64::from(position.line), i64::from(position.column) + 1)
    };
    let ((line, column), (end_line, end_column)) = (place(diagnostic.range.start), place(end));
    let newline = if text.expression { "" } else { "\n" };
    let shown = vm.heap.str(&format!("{}{newline}", index.line_text(&text.source, line as u32)));
    let numbers = [line, column, end_line, end_column].map(Value::Int);
    let place = vm.heap.tuple(vec![filename, numbers[0], numbers[1], shown, numbers[2], numbers[3]]);
    let class = vm.types.exc(exc);
    Ctl::Raise(vm.exception(class, vec![message, place]))
}

/// Bytes of the tree, and instructions that reading takes, for each byte of a text.
const TREE: usize = 64;
const READING: usize = 2;

/// `_check_source(source, filename, mode)`: the lines and texts of its warnings; raises SyntaxError if it does not compile.
fn check(vm: &mut Vm, args: Args<'_>) -> R {
    let (source, filename) = (vm.str_native(args.get(0))?, vm.str_native(args.get(1))?);
    let expression = vm.str_native(args.get(2))? == "eval";
    // Twice: it is read again when it runs.
    vm.heap.fits(source.len().saturating_mul(TREE))?;
    vm.heap.charge(source.len().saturating_mul(2 * READING))?;
    let text = Text { source, filename, expression };
    let parsed = syntax::parse(&text.source);
    if let Some(d) = parsed.diagnostics.first() {
        return Err(wrong(vm, d, &text));
    }
    if text.expression {
        let at = match parsed.module.body.as_slice() {
            [one] if matches!(one.kind, StmtKind::Expr(_)) => None,
            [one, ..] if !matches!(one.kind, StmtKind::Expr(_)) => Some(one.range),
            [_, second, ..] => Some(second.range),
            _ => Some(ByteRange::new(0, 0)),
        };
        if let Some(range) = at {
            return Err(wrong(vm, &Diagnostic::syntax(range, "invalid syntax"), &text));
        }
    }
    match compiler::compile(&parsed.module, &text.source, &CompileOptions::default()) {
        Ok(_) => {
            let mut list = Vec::new();
            for (line, text) in syntax::warnings(&text.source, &parsed.module) {
                let text = vm.heap.str(&text);
                list.push(vm.heap.tuple(vec![Value::Int(i64::from(line)), text]));
            }
            Ok(vm.heap.list(list))
        }
        Err(found) => Err(match found.first() {
            Some(d) => wrong(vm, d, &text),
            None => vm.raise(Exc::SyntaxError, "invalid syntax"),
        }),
    }
}

/// `_link_source(source, filename, names[, live])`: a function that runs the text, and the number of its namespace, which holds
/// `names`; if `live`, its names are those of that dict from then on, or of the namespace of that number.
fn link(vm: &mut Vm, args: Args<'_>) -> R {
    let (source, filename) = (vm.str_native(args.get(0))?, vm.str_native(args.get(1))?);
    let live = args.len() > 3;
    let space = match vm.heap.payload(args.get(2)) {
        Value::Int(space) => space as u32,
        Value::Obj(dict) if live => {
            vm.namespaces.push(Namespace { dict: Some(dict), ..Namespace::default() });
            vm.namespaces.len() as u32 - 1
        }
        _ => vm.new_module("__main__").1,
    };
    if let (Value::Obj(dict), false) = (args.get(2), live) {
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
    vm.fill_from_space(dict, space)?;
    Ok(Value::Obj(dict))
}

/// `_bind_in(space, name[, value])`: gives a name of a module a value, or takes it away.
fn bind_in(vm: &mut Vm, args: Args<'_>) -> R {
    let Some(name) = vm.heap.as_str(args.get(1)).map(|s| s.text.clone()) else {
        return Err(Ctl::unsupported("names of a module that are no strings"));
    };
    if let Value::Int(space) = args.get(0) {
        let sym = vm.syms.intern(&name);
        vm.bind(space as u32, sym, args.get(2));
    }
    Ok(Value::None)
}
