//! The core of `re`: patterns compiled (`parse.rs`) and run (`run.rs`); what a program sees of it is Python, in `re.py`.

mod parse;
mod run;
mod width;

use crate::python::native::{Args, Ctl, NativeDef, R};
use crate::python::value::Value;
use crate::python::vm::{ModuleDef, Vm};
use std::sync::Arc;

/// The module.
pub const MODULE: ModuleDef =
    ModuleDef { name: "re", natives: FUNCTIONS, source: Some(include_str!("re.py")), setup: None };

static FUNCTIONS: &[NativeDef] =
    &[NativeDef::function("_compile", 2, 2, compile), NativeDef::function("_find", 6, 6, find)];

/// So many patterns are kept compiled.
const KEPT: usize = 64;

/// Patterns compiled lately, the newest last.
#[derive(Clone, Debug, Default)]
pub struct Compiled(Vec<(Arc<str>, u32, Arc<parse::Program>)>);

impl Compiled {
    fn get(&mut self, pattern: &str, flags: u32) -> Result<Arc<parse::Program>, parse::Wrong> {
        if let Some((_, _, program)) = self.0.iter().find(|(p, f, _)| **p == *pattern && *f == flags) {
            return Ok(program.clone());
        }
        let program = Arc::new(parse::compile(pattern, flags)?);
        if self.0.len() >= KEPT {
            self.0.remove(0);
        }
        self.0.push((Arc::from(pattern), flags, program.clone()));
        Ok(program)
    }
}

fn flags(v: Value) -> u32 {
    if let Value::Int(n) = v { n as u32 } else { 0 }
}

/// `_compile(pattern, flags)`: (flags, number of groups, {name: number}), or (message, position) of what is wrong.
fn compile(vm: &mut Vm, args: Args<'_>) -> R {
    let pattern = vm.str_native(args.get(0))?;
    match vm.regexes.get(&pattern, flags(args.get(1))) {
        Ok(program) => {
            let names = vm.new_dict();
            for (name, number) in &program.names {
                let key = vm.heap.str(name);
                vm.dict_set(names, key, Value::Int(*number as i64))?;
            }
            let parts =
                vec![Value::Int(i64::from(program.flags)), Value::Int(program.groups as i64), Value::Obj(names)];
            Ok(vm.heap.tuple(parts))
        }
        Err(wrong) if wrong.message.contains("the simulator") => Err(Ctl::Unsupported(wrong.message.into())),
        Err(wrong) => {
            let message = vm.heap.str(&wrong.message);
            Ok(vm.heap.tuple(vec![message, Value::Int(wrong.at as i64)]))
        }
    }
}

/// `_find(pattern, flags, text, start, end, mode)`: the next match from `start` on as a tuple of positions, -1 for groups that took
/// no part, or None. Mode 0 searches, 1 matches at `start`, 2 matches all of it, 3 searches for one that is not
/// empty at `start`.
fn find(vm: &mut Vm, args: Args<'_>) -> R {
    let pattern = vm.str_native(args.get(0))?;
    let text = vm.str_native(args.get(2))?;
    let place = |v: Value| if let Value::Int(n) = v { n.max(0) as usize } else { 0 };
    let (start, end, mode) = (place(args.get(3)), place(args.get(4)), place(args.get(5)));
    let Ok(program) = vm.regexes.get(&pattern, flags(args.get(1))) else { return Ok(Value::None) };
    let mut text: Vec<char> = text.chars().collect();
    text.truncate(end);
    let mut search = run::Search::new(&program, &text);
    let last = if matches!(mode, 0 | 3) { text.len() } else { start };
    for at in start..=last {
        if at > text.len() {
            break;
        }
        let found = search.at(at, mode == 2, mode == 3 && at == start).map_err(|_| {
            Ctl::Unsupported(format!("the regular expression {pattern:?} takes too long on this text").into())
        })?;
        if let Some(captures) = found {
            let places = captures.chunks(2).flat_map(|pair| match pair {
                [Some(a), Some(b)] => [*a as i64, *b as i64],
                _ => [-1, -1],
            });
            let places = places.map(Value::Int).collect();
            return Ok(vm.heap.tuple(places));
        }
    }
    Ok(Value::None)
}
