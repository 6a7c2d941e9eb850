//! Taking strings apart, and joining them.

use super::{list_of, optional_int, text, this};
use crate::python::native::{Args, Ctl, NativeDef, R};
use crate::python::object::Str;
use crate::python::text::unicode::{is_line_break, is_space};
use crate::python::types::Exc;
use crate::python::vm::Vm;

pub static METHODS: &[NativeDef] = &[
    NativeDef::method("str", "split", 0, 2, split).kw(&["sep", "maxsplit"]),
    NativeDef::method("str", "rsplit", 0, 2, rsplit).kw(&["sep", "maxsplit"]),
    NativeDef::method("str", "splitlines", 0, 1, splitlines).kw(&["keepends"]).slow("_str_splitlines"),
    NativeDef::method("str", "partition", 1, 1, partition),
    NativeDef::method("str", "rpartition", 1, 1, rpartition),
    NativeDef::method("str", "join", 1, 1, join).slow("_str_join"),
    NativeDef::method("str", "strip", 0, 1, strip),
    NativeDef::method("str", "lstrip", 0, 1, lstrip),
    NativeDef::method("str", "rstrip", 0, 1, rstrip),
];

/// Arguments of `split`: the string, the separator, how often at most.
fn split_args(vm: &mut Vm, args: Args<'_>, name: &str) -> R<(Str, Option<Str>, usize)> {
    let s = this(vm, args, name)?;
    let (sep, maxsplit) = (vm.syms.intern("sep"), vm.syms.intern("maxsplit"));
    let (sep, most) = (args.either(1, sep), args.either(2, maxsplit));
    let most = optional_int(vm, most, -1)?;
    let most = usize::try_from(most).unwrap_or(usize::MAX - 1);
    if sep.is_unbound() || sep.is_none() {
        return Ok((s, None, most));
    }
    let Some(sep) = vm.heap.as_str(sep).cloned() else {
        let got = vm.type_name(sep);
        return Err(vm.type_error(format!("must be str or None, not {got}")));
    };
    if sep.text.is_empty() {
        return Err(vm.value_error("empty separator"));
    }
    Ok((s, Some(sep), most))
}

fn split(vm: &mut Vm, args: Args<'_>) -> R {
    let (s, sep, most) = split_args(vm, args, "split")?;
    if let Some(sep) = sep {
        let parts: Vec<&str> = s.text.splitn(most + 1, &*sep.text).collect();
        return list_of(vm, &parts);
    }
    let mut parts = Vec::new();
    let mut rest = s.text.trim_start_matches(is_space);
    while !rest.is_empty() {
        if parts.len() == most {
            // What is left keeps its spaces inside, not at its end.
            parts.push(rest.trim_end_matches(is_space));
            break;
        }
        let end = rest.find(is_space).unwrap_or(rest.len());
        parts.push(&rest[..end]);
        rest = rest[end..].trim_start_matches(is_space);
    }
    list_of(vm, &parts)
}

fn rsplit(vm: &mut Vm, args: Args<'_>) -> R {
    let (s, sep, most) = split_args(vm, args, "rsplit")?;
    let mut parts: Vec<&str> = Vec::new();
    if let Some(sep) = sep {
        parts.extend(s.text.rsplitn(most + 1, &*sep.text));
    } else {
        let mut rest = s.text.trim_end_matches(is_space);
        while !rest.is_empty() {
            if parts.len() == most {
                parts.push(rest.trim_start_matches(is_space));
                break;
            }
            let start = rest.char_indices().rev().find(|(_, c)| is_space(*c)).map_or(0, |(i, c)| i + c.len_utf8());
            parts.push(&rest[start..]);
            rest = rest[..start].trim_end_matches(is_space);
        }
    }
    parts.reverse();
    list_of(vm, &parts)
}

fn splitlines(vm: &mut Vm, args: Args<'_>) -> R {
    let s = this(vm, args, "splitlines")?;
    let keepends = vm.syms.intern("keepends");
    let keep = args.either(1, keepends);
    let keep = !keep.is_unbound() && vm.truth_native(keep)?;
    let mut parts = Vec::new();
    let mut rest = &*s.text;
    while !rest.is_empty() {
        let (line, ending) = match rest.char_indices().find(|(_, c)| is_line_break(*c)) {
            Some((at, '\r')) if rest[at + 1..].starts_with('\n') => (at, 2),
            Some((at, c)) => (at, c.len_utf8()),
            None => (rest.len(), 0),
        };
        parts.push(&rest[..if keep { line + ending } else { line }]);
        rest = &rest[line + ending..];
    }
    list_of(vm, &parts)
}

/// The separator of `partition`.
fn separator(vm: &mut Vm, args: Args<'_>) -> R<Str> {
    let v = args.get(1);
    let Some(sep) = vm.heap.as_str(v).cloned() else {
        let got = vm.type_name(v);
        return Err(vm.type_error(format!("must be str, not {got}")));
    };
    if sep.text.is_empty() {
        return Err(vm.value_error("empty separator"));
    }
    Ok(sep)
}

fn triple(vm: &mut Vm, parts: [&str; 3]) -> R {
    let items = parts.iter().map(|part| vm.intern_short(part)).collect();
    Ok(vm.heap.tuple(items))
}

fn partition(vm: &mut Vm, args: Args<'_>) -> R {
    let s = this(vm, args, "partition")?;
    let sep = separator(vm, args)?;
    match s.text.split_once(&*sep.text) {
        Some((before, after)) => triple(vm, [before, &sep.text, after]),
        None => triple(vm, [&s.text, "", ""]),
    }
}

fn rpartition(vm: &mut Vm, args: Args<'_>) -> R {
    let s = this(vm, args, "rpartition")?;
    let sep = separator(vm, args)?;
    match s.text.rsplit_once(&*sep.text) {
        Some((before, after)) => triple(vm, [before, &sep.text, after]),
        None => triple(vm, ["", "", &s.text]),
    }
}

fn join(vm: &mut Vm, args: Args<'_>) -> R {
    let sep = this(vm, args, "join")?;
    let items = match vm.native_items(args.get(1)) {
        Err(Ctl::Raise(e)) if vm.is_exc(e, Exc::TypeError) => {
            return Err(vm.type_error("can only join an iterable"));
        }
        other => other?,
    };
    let mut size = sep.text.len().saturating_mul(items.len().saturating_sub(1));
    for (i, &item) in items.iter().enumerate() {
        match vm.heap.as_str(item) {
            Some(s) => size = size.saturating_add(s.text.len()),
            None => {
                let got = vm.type_name(item);
                return Err(vm.type_error(format!("sequence item {i}: expected str instance, {got} found")));
            }
        }
    }
    if let [only] = items[..]
        && vm.is_str(only)
    {
        return Ok(only);
    }
    vm.heap.reserve(size)?;
    let mut out = String::with_capacity(size);
    for (i, &item) in items.iter().enumerate() {
        if i > 0 {
            out.push_str(&sep.text);
        }
        if let Some(s) = vm.heap.as_str(item) {
            out.push_str(&s.text);
        }
    }
    text(vm, &out)
}

/// `strip` and its halves.
fn stripped(vm: &mut Vm, args: Args<'_>, name: &str, (left, right): (bool, bool)) -> R {
    let s = this(vm, args, name)?;
    let chars = args.get(1);
    let set = match vm.heap.as_str(chars) {
        Some(chars) => Some(chars.text.clone()),
        None if chars.is_unbound() || chars.is_none() => None,
        None => return Err(vm.type_error(format!("{name} arg must be None or str"))),
    };
    let off = |c: char| set.as_ref().map_or_else(|| is_space(c), |set| set.contains(c));
    let mut rest = &*s.text;
    if left {
        rest = rest.trim_start_matches(off);
    }
    if right {
        rest = rest.trim_end_matches(off);
    }
    if rest.len() == s.text.len() && vm.is_str(args.get(0)) {
        return Ok(args.get(0));
    }
    text(vm, rest)
}

fn strip(vm: &mut Vm, args: Args<'_>) -> R {
    stripped(vm, args, "strip", (true, true))
}

fn lstrip(vm: &mut Vm, args: Args<'_>) -> R {
    stripped(vm, args, "lstrip", (true, false))
}

fn rstrip(vm: &mut Vm, args: Args<'_>) -> R {
    stripped(vm, args, "rstrip", (false, true))
}
