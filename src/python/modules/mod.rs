//! Modules of the standard library that need no time: natives in Rust, the rest in Python beside them.

mod contextvars;
mod hashes;
mod made;
mod math;
mod pickle;
mod random;
pub mod regex;

use super::builtins::runtime::{make_awaitable, refuse};
use super::code::CodeKind;
use super::native::{Args, NativeDef, R};
use super::object::Obj;
use super::value::Value;
use super::vm::{ModuleDef, Vm, weak};

static INSPECT: &[NativeDef] =
    &[NativeDef::function("_code_kind", 1, 1, code_kind), NativeDef::function("_refuse", 1, 1, refuse)];
static TYPES: &[NativeDef] = &[NativeDef::function("_make_awaitable", 1, 1, make_awaitable)];

/// Modules that are Python only, or nearly.
const MODULES: &[ModuleDef] = &[
    math::MODULE,
    random::MODULE,
    regex::MODULE,
    pickle::MODULE,
    module("functools", &[], include_str!("functools.py")),
    module("contextlib", &[], include_str!("contextlib.py")),
    module("abc", &[], include_str!("abc.py")),
    module("inspect", INSPECT, concat!(include_str!("inspect.py"), include_str!("inspect_signature.py"))),
    module("heapq", &[], include_str!("heapq.py")),
    module("dataclasses", made::NATIVES, include_str!("dataclasses.py")),
    module("collections.abc", &[], include_str!("collections_abc.py")),
    module("keyword", &[], include_str!("keyword.py")),
    module("base64", &[], include_str!("base64.py")),
    module("hashlib", hashes::NATIVES, include_str!("hashlib.py")),
    module("hmac", &[], include_str!("hmac.py")),
    module("secrets", &[], include_str!("secrets.py")),
    module("uuid", &[], include_str!("uuid.py")),
    module("decimal", &[], include_str!("decimal.py")),
    module("fractions", &[], include_str!("fractions.py")),
    module("numbers", &[], include_str!("numbers.py")),
    module("pprint", &[], include_str!("pprint.py")),
    module("reprlib", &[], include_str!("reprlib.py")),
    module("bisect", &[], include_str!("bisect.py")),
    module("string", &[], include_str!("string.py")),
    module("json", &[], include_str!("json.py")),
    module("typing", &super::builtins::NAMES, include_str!("typing.py")),
    module("json.decoder", &[], "from json import JSONDecodeError, JSONDecoder\n"),
    module("warnings", &[], include_str!("warnings.py")),
    module("statistics", &[], include_str!("statistics.py")),
    module("traceback", &[], include_str!("traceback.py")),
    module("logging", &[], include_str!("logging.py")),
    module("logging.handlers", &[], include_str!("logging_handlers.py")),
    module("errno", &[], include_str!("errno.py")),
    module("graphlib", &[], include_str!("graphlib.py")),
    module("importlib", &[], include_str!("importlib.py")),
    module("platform", &[], include_str!("platform.py")),
    module("io", &[], include_str!("io.py")),
    module("textwrap", &[], include_str!("textwrap.py")),
    module("unittest", &[], include_str!("unittest.py")),
    module("csv", &[], include_str!("csv.py")),
    module("array", &[], include_str!("array.py")),
    module("argparse", &[], include_str!("argparse.py")),
    module("gc", weak::COLLECTION, include_str!("gc.py")),
    module("weakref", weak::NATIVES, include_str!("weakref.py")),
    module("datetime", &[], concat!(include_str!("datetime.py"), include_str!("datetime_parse.py"))),
    module("enum", &[], include_str!("enum.py")),
    ModuleDef { setup: Some(bind_traceback), ..module("types", TYPES, include_str!("types.py")) },
    module("copy", &[], include_str!("copy.py")),
    module("operator", &[], include_str!("operator.py")),
    module("itertools", &[], include_str!("itertools.py")),
    module("contextvars", contextvars::NATIVES, include_str!("contextvars.py")),
    ModuleDef {
        setup: Some(bind_deque),
        ..module(
            "collections",
            made::NATIVES,
            concat!(include_str!("collections.py"), include_str!("collections_named.py")),
        )
    },
];

const fn module(name: &'static str, natives: &'static [NativeDef], source: &'static str) -> ModuleDef {
    ModuleDef { name, natives, source: Some(source), setup: None }
}

/// Makes the modules known; each costs something only when it is imported.
pub fn install(vm: &mut Vm) {
    for def in MODULES {
        vm.define_module(*def);
    }
}

/// What calling a function gives: `function`, `generator`, `coroutine`, `async_generator`; None for anything else.
fn code_kind(vm: &mut Vm, args: Args<'_>) -> R {
    let kind = match args.get(0) {
        Value::Obj(r) => match vm.heap.get(r) {
            Obj::Function(f) => vm.program.code(f.code).map(|c| c.code.kind),
            _ => None,
        },
        _ => None,
    };
    let name = match kind {
        Some(CodeKind::Generator) => "generator",
        Some(CodeKind::Coroutine) => "coroutine",
        Some(CodeKind::AsyncGenerator) => "async_generator",
        Some(_) => "function",
        None => return Ok(Value::None),
    };
    Ok(vm.intern_str(name))
}

/// No code of ours has a traceback that could be asked for its class.
fn bind_traceback(vm: &mut Vm, namespace: u32) {
    let name = vm.syms.intern("TracebackType");
    let class = Value::Obj(vm.types.traceback);
    vm.bind(namespace, name, class);
}

/// `deque` is a built-in class.
fn bind_deque(vm: &mut Vm, namespace: u32) {
    let name = vm.syms.intern("deque");
    let deque = Value::Obj(vm.types.deque);
    vm.bind(namespace, name, deque);
}
