//! Searching and replacing.

use super::{bound, byte_of, char_of, optional_int, text, text_arg, this};
use crate::python::native::{Args, NativeDef, R};
use crate::python::object::{Obj, Str};
use crate::python::value::Value;
use crate::python::vm::Vm;

pub static METHODS: &[NativeDef] = &[
    NativeDef::method("str", "find", 1, 3, find),
    NativeDef::method("str", "rfind", 1, 3, rfind),
    NativeDef::method("str", "index", 1, 3, index),
    NativeDef::method("str", "rindex", 1, 3, rindex),
    NativeDef::method("str", "count", 1, 3, count),
    NativeDef::method("str", "startswith", 1, 3, startswith),
    NativeDef::method("str", "endswith", 1, 3, endswith),
    NativeDef::method("str", "replace", 2, 3, replace).kw(&["count"]),
    NativeDef::method("str", "removeprefix", 1, 1, removeprefix),
    NativeDef::method("str", "removesuffix", 1, 1, removesuffix),
];

/// The part of a string between two bounds: where it starts, in characters; the text. `None` if the start is beyond the end.
fn window(vm: &mut Vm, s: &Str, args: Args<'_>) -> R<Option<(usize, String)>> {
    let len = s.chars as usize;
    let start = bound(vm, args.get(2), 0, len)?;
    let end = bound(vm, args.get(3), len, len)?.min(len);
    if start > end {
        return Ok(None);
    }
    let (from, to) = (byte_of(s, start), byte_of(s, end));
    Ok(Some((start, s.text.get(from..to).unwrap_or_default().to_string())))
}

fn search(vm: &mut Vm, args: Args<'_>, name: &str, last: bool) -> R<Option<usize>> {
    let s = this(vm, args, name)?;
    let wanted = text_arg(vm, args.get(1), &format!("{name}() argument 1"))?;
    let Some((start, part)) = window(vm, &s, args)? else { return Ok(None) };
    let found = if last { part.rfind(&*wanted.text) } else { part.find(&*wanted.text) };
    Ok(found.map(|at| start + char_of(&Str::new(part.as_str().into()), at)))
}

fn position(found: Option<usize>) -> Value {
    Value::Int(found.map_or(-1, |i| i as i64))
}

fn find(vm: &mut Vm, args: Args<'_>) -> R {
    search(vm, args, "find", false).map(position)
}

fn rfind(vm: &mut Vm, args: Args<'_>) -> R {
    search(vm, args, "rfind", true).map(position)
}

fn found(vm: &mut Vm, found: Option<usize>) -> R {
    match found {
        Some(i) => Ok(Value::Int(i as i64)),
        None => Err(vm.value_error("substring not found")),
    }
}

fn index(vm: &mut Vm, args: Args<'_>) -> R {
    let at = search(vm, args, "index", false)?;
    found(vm, at)
}

fn rindex(vm: &mut Vm, args: Args<'_>) -> R {
    let at = search(vm, args, "rindex", true)?;
    found(vm, at)
}

fn count(vm: &mut Vm, args: Args<'_>) -> R {
    let s = this(vm, args, "count")?;
    let wanted = text_arg(vm, args.get(1), "count() argument 1")?;
    let Some((_, part)) = window(vm, &s, args)? else { return Ok(Value::Int(0)) };
    Ok(Value::Int(part.matches(&*wanted.text).count() as i64))
}

/// `startswith` and `endswith`: the texts to look for.
fn affixes(vm: &mut Vm, v: Value, name: &str) -> R<Vec<Str>> {
    if let Some(s) = vm.heap.as_str(v) {
        return Ok(vec![s.clone()]);
    }
    let items = match vm.heap.payload(v) {
        Value::Obj(r) => match vm.heap.get(r) {
            Obj::Tuple(items) => Some(items.to_vec()),
            _ => None,
        },
        _ => None,
    };
    let Some(items) = items else {
        let got = vm.type_name(v);
        return Err(vm.type_error(format!("{name} first arg must be str or a tuple of str, not {got}")));
    };
    let mut out = Vec::with_capacity(items.len());
    for item in items {
        match vm.heap.as_str(item) {
            Some(s) => out.push(s.clone()),
            None => {
                let got = vm.type_name(item);
                return Err(vm.type_error(format!("tuple for {name} must only contain str, not {got}")));
            }
        }
    }
    Ok(out)
}

fn affix(vm: &mut Vm, args: Args<'_>, name: &str, is: fn(&str, &str) -> bool) -> R {
    let s = this(vm, args, name)?;
    // The bounds are read first: so are their errors.
    let part = if args.len() > 2 { window(vm, &s, args)?.map(|(_, part)| part) } else { Some(s.text.to_string()) };
    let affixes = affixes(vm, args.get(1), name)?;
    Ok(Value::Bool(part.is_some_and(|part| affixes.iter().any(|a| is(&part, &a.text)))))
}

fn startswith(vm: &mut Vm, args: Args<'_>) -> R {
    affix(vm, args, "startswith", |part, a| part.starts_with(a))
}

fn endswith(vm: &mut Vm, args: Args<'_>) -> R {
    affix(vm, args, "endswith", |part, a| part.ends_with(a))
}

fn replace(vm: &mut Vm, args: Args<'_>) -> R {
    let s = this(vm, args, "replace")?;
    let old = text_arg(vm, args.get(1), "replace() argument 1")?;
    let new = text_arg(vm, args.get(2), "replace() argument 2")?;
    let name = vm.syms.intern("count");
    let most = optional_int(vm, args.either(3, name), -1)?;
    let most = usize::try_from(most).unwrap_or(usize::MAX);
    let hits = s.text.matches(&*old.text).count().min(most);
    vm.heap.reserve(s.text.len().saturating_add(hits.saturating_mul(new.text.len())))?;
    if hits == 0 {
        return Ok(vm.heap.str_arc(s.text));
    }
    text(vm, &s.text.replacen(&*old.text, &new.text, hits))
}

fn removeprefix(vm: &mut Vm, args: Args<'_>) -> R {
    let s = this(vm, args, "removeprefix")?;
    let affix = text_arg(vm, args.get(1), "removeprefix() argument")?;
    text(vm, s.text.strip_prefix(&*affix.text).unwrap_or(&s.text))
}

fn removesuffix(vm: &mut Vm, args: Args<'_>) -> R {
    let s = this(vm, args, "removesuffix")?;
    let affix = text_arg(vm, args.get(1), "removesuffix() argument")?;
    text(vm, s.text.strip_suffix(&*affix.text).unwrap_or(&s.text))
}
