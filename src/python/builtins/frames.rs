//! What generators, coroutines and their kin tell of where they stand, and the attributes of code objects and tracebacks.

use crate::python::code::{Code, CodeKind};
use crate::python::native::{Args, Ctl, NativeDef, R};
use crate::python::object::{Generator, GeneratorState, Obj};
use crate::python::op::Op;
use crate::python::value::{Ref, Value};
use crate::python::vm::Vm;
use std::sync::Arc;

/// The same questions of generators, coroutines and async generators, under their names.
macro_rules! suspended {
    ($frame:literal, $running:literal, $suspended:literal, $code:literal, $waits:literal) => {
        &[
            NativeDef::function($frame, 1, 1, frame),
            NativeDef::function($running, 1, 1, running),
            NativeDef::function($suspended, 1, 1, suspended),
            NativeDef::function($code, 1, 1, own_code),
            NativeDef::function($waits, 1, 1, waits_for),
        ]
    };
}
static GENERATOR: &[NativeDef] = suspended!("gi_frame", "gi_running", "gi_suspended", "gi_code", "gi_yieldfrom");
static COROUTINE: &[NativeDef] = suspended!("cr_frame", "cr_running", "cr_suspended", "cr_code", "cr_await");
static ASYNC_GENERATOR: &[NativeDef] = suspended!("ag_frame", "ag_running", "ag_suspended", "ag_code", "ag_await");
static ORIGIN: NativeDef = NativeDef::function("cr_origin", 1, 1, |_, _| Ok(Value::None));

static CODE: &[NativeDef] = &[
    NativeDef::function("co_name", 1, 1, |vm, args| code_part(vm, args, |vm, c| vm.intern_str(&c.name))),
    NativeDef::function("co_qualname", 1, 1, |vm, args| code_part(vm, args, |vm, c| vm.intern_str(&c.qualname))),
    NativeDef::function("co_argcount", 1, 1, |vm, args| code_part(vm, args, |_, c| small(c.argcount))),
    NativeDef::function("co_kwonlyargcount", 1, 1, |vm, args| code_part(vm, args, |_, c| small(c.kwonly))),
    NativeDef::function("co_posonlyargcount", 1, 1, |vm, args| code_part(vm, args, |_, c| small(c.posonly))),
    NativeDef::function("co_firstlineno", 1, 1, |vm, args| {
        code_part(vm, args, |_, c| Value::Int(i64::from(c.first_line)))
    }),
    NativeDef::function("co_varnames", 1, 1, |vm, args| {
        code_part(vm, args, |vm, c| {
            let plain = plain_variables(c);
            names(vm, &plain)
        })
    }),
    NativeDef::function("co_nlocals", 1, 1, |vm, args| {
        code_part(vm, args, |_, c| Value::Int(plain_variables(c).len() as i64))
    }),
    NativeDef::function("co_freevars", 1, 1, |vm, args| code_part(vm, args, |vm, c| names(vm, &c.free_names))),
    NativeDef::function("co_cellvars", 1, 1, |vm, args| {
        code_part(vm, args, |vm, c| {
            let own = c.cell_regs.iter().filter(|&&r| r < c.free_base);
            let own: Vec<String> = own.filter_map(|&r| c.var_names.get(usize::from(r)).cloned()).collect();
            names(vm, &own)
        })
    }),
    NativeDef::function("co_flags", 1, 1, |vm, args| code_part(vm, args, |_, c| Value::Int(flags(c)))),
    NativeDef::function("co_filename", 1, 1, co_filename),
];

static TRACEBACK: &[NativeDef] = &[
    NativeDef::function("tb_next", 1, 1, tb_next),
    NativeDef::function("tb_lineno", 1, 1, tb_lineno),
    NativeDef::function("tb_lasti", 1, 1, |vm, args| Ok(Value::Int(2 * i64::from(entry(vm, args).1)))),
    NativeDef::function("_tb_code", 1, 1, tb_code),
    NativeDef::function("tb_frame", 1, 1, |vm, args| {
        let made = vm.prelude("_tb_frame");
        Err(Ctl::Call(Box::new((made, vec![args.get(0)]))))
    }),
];

/// `code._line_text(n)`: that line of its source.
static LINE_TEXT: &[NativeDef] = &[NativeDef::method("code", "_line_text", 1, 1, line_text)];

pub fn install(vm: &mut Vm) {
    let t = vm.types.clone();
    let tables = [
        (t.generator, GENERATOR),
        (t.coroutine, COROUTINE),
        (t.async_generator, ASYNC_GENERATOR),
        (t.code, CODE),
        (t.traceback, TRACEBACK),
    ];
    for (class, table) in tables {
        table.iter().for_each(|def| vm.add_property(class, def, None));
    }
    vm.add_property(t.coroutine, &ORIGIN, None);
    vm.add_methods(t.code, LINE_TEXT);
}

fn line_text(vm: &mut Vm, args: Args<'_>) -> R {
    let line = match (vm.heap.get(own(args)), args.get(1)) {
        (Obj::Code(number), Value::Int(n)) => vm.program.code(*number).and_then(|c| {
            let line = usize::try_from(n - 1).ok().and_then(|at| c.source.text.lines().nth(at));
            line.map(str::to_string)
        }),
        _ => None,
    };
    Ok(vm.heap.str(&line.unwrap_or_default()))
}

fn own(args: Args<'_>) -> Ref {
    args.get(0).as_ref().unwrap_or(Ref(0))
}

fn small(n: u16) -> Value {
    Value::Int(i64::from(n))
}

fn names(vm: &mut Vm, names: &[String]) -> Value {
    let items = names.iter().map(|n| vm.intern_str(n)).collect();
    vm.heap.tuple(items)
}

/// Parameters, and the variables that no inner function uses.
fn plain_variables(c: &Code) -> Vec<String> {
    let all = c.var_names.iter().take(usize::from(c.free_base)).enumerate();
    all.filter(|(i, _)| *i < c.param_count() || !c.cell_regs.contains(&(*i as u16))).map(|(_, n)| n.clone()).collect()
}

fn generator<'a>(vm: &'a Vm, args: Args<'_>) -> Option<&'a Generator> {
    match vm.heap.get(own(args)) {
        Obj::Generator(g) => Some(g),
        _ => None,
    }
}

fn running(vm: &mut Vm, args: Args<'_>) -> R {
    let is = generator(vm, args).is_some_and(|g| g.ag_running || g.state == GeneratorState::Running);
    Ok(Value::Bool(is))
}

fn suspended(vm: &mut Vm, args: Args<'_>) -> R {
    Ok(Value::Bool(generator(vm, args).is_some_and(|g| g.state == GeneratorState::Suspended)))
}

fn own_code(vm: &mut Vm, args: Args<'_>) -> R {
    let Some(code) = generator(vm, args).map(|g| g.code) else { return Ok(Value::None) };
    Ok(vm.code_object(code))
}

/// What stands behind the `await` or `yield from` at which it is suspended.
fn waits_for(vm: &mut Vm, args: Args<'_>) -> R {
    let Some(g) = generator(vm, args).filter(|g| g.delegating && g.state == GeneratorState::Suspended) else {
        return Ok(Value::None);
    };
    let op = vm.program.code(g.code).and_then(|c| c.code.ops.get(g.ip as usize));
    Ok(match op {
        Some(Op::YieldFrom { iter, .. }) => g.regs.get(usize::from(*iter)).copied().unwrap_or_default(),
        _ => Value::None,
    })
}

/// A frame object: its code, its line, and its variables unless it is running.
fn frame(vm: &mut Vm, args: Args<'_>) -> R {
    let Some(g) = generator(vm, args).filter(|g| g.state != GeneratorState::Closed) else { return Ok(Value::None) };
    let (code, ip, state, regs) = (g.code, g.ip, g.state, g.regs.clone());
    let back = u32::from(ip > 0 && !g.delegating);
    let line = match vm.program.code(code) {
        Some(c) if state == GeneratorState::Created => c.code.first_line,
        _ => vm.line_of(code, ip.saturating_sub(back)),
    };
    let locals = match vm.program.code(code).cloned() {
        Some(linked) if state != GeneratorState::Running => vm.variables(&linked.code, &regs)?,
        _ => Value::None,
    };
    let code = vm.code_object(code);
    let lasti = if state == GeneratorState::Created { -1 } else { 2 * i64::from(ip) };
    let made = vm.prelude("_Frame");
    Err(Ctl::Call(Box::new((made, vec![code, Value::Int(i64::from(line)), locals, Value::Int(lasti)]))))
}

impl Vm {
    /// A dict of a frame's variables that have a value.
    ///
    /// # Errors
    /// Only out of memory.
    pub fn variables(&mut self, code: &Code, regs: &[Value]) -> R {
        let dict = self.new_dict();
        for (name, &v) in code.var_names.iter().zip(regs) {
            let v = match v {
                Value::Obj(r) => match self.heap.get(r) {
                    Obj::Cell(inner) => *inner,
                    _ => v,
                },
                _ => v,
            };
            if !v.is_unbound() && !name.starts_with('.') {
                let key = self.intern_str(name);
                self.dict_set(dict, key, v)?;
            }
        }
        Ok(Value::Obj(dict))
    }
}

fn code_of(vm: &Vm, args: Args<'_>) -> Option<Arc<Code>> {
    match vm.heap.get(own(args)) {
        Obj::Code(number) => vm.program.code(*number).map(|c| c.code.clone()),
        _ => None,
    }
}

fn code_part(vm: &mut Vm, args: Args<'_>, part: fn(&mut Vm, &Code) -> Value) -> R {
    Ok(match code_of(vm, args) {
        Some(code) => part(vm, &code),
        None => Value::None,
    })
}

/// `co_flags`, as far as they say what kind of function it is.
fn flags(code: &Code) -> i64 {
    let kind = match code.kind {
        CodeKind::Module | CodeKind::Class => return 0,
        CodeKind::Function => 0,
        CodeKind::Generator => 0x20,
        CodeKind::Coroutine => 0x80,
        CodeKind::AsyncGenerator => 0x200,
    };
    let nested = code.qualname.contains("<locals>.");
    let of = |is: bool, flag: i64| if is { flag } else { 0 };
    3 | of(code.awaitable, 0x100) | of(code.varargs, 4) | of(code.varkw, 8) | of(nested, 0x10) | kind
}

fn co_filename(vm: &mut Vm, args: Args<'_>) -> R {
    let file = match vm.heap.get(own(args)) {
        Obj::Code(number) => vm.program.code(*number).map(|c| c.source.filename.to_string()),
        _ => None,
    };
    Ok(vm.intern_str(&file.unwrap_or_default()))
}

/// An entry of a traceback: its code, its instruction, the next entry.
fn entry(vm: &Vm, args: Args<'_>) -> (u32, u32, Value) {
    match vm.heap.get(own(args)) {
        Obj::Traceback(t) => (t.code, t.ip, t.next),
        _ => (0, 0, Value::None),
    }
}

fn tb_next(vm: &mut Vm, args: Args<'_>) -> R {
    let (_, _, next) = entry(vm, args);
    Ok(if next.is_unbound() { Value::None } else { next })
}

fn tb_lineno(vm: &mut Vm, args: Args<'_>) -> R {
    let (code, ip, _) = entry(vm, args);
    Ok(Value::Int(i64::from(vm.line_of(code, ip))))
}

fn tb_code(vm: &mut Vm, args: Args<'_>) -> R {
    let (code, ..) = entry(vm, args);
    Ok(vm.code_object(code))
}
