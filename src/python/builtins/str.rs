//! `str`: its constructor and methods. Indices are code points.

use crate::python::native::{Args, Ctl, NativeDef, R};
use crate::python::object::Obj;
use crate::python::sym::names;
use crate::python::text;
use crate::python::text::replace::{Source, str_format};
use crate::python::text::unicode;
use crate::python::value::Value;
use crate::python::vm::Vm;
use std::sync::Arc;

const fn m(name: &'static str, min: u8, max: u8, f: fn(&mut Vm, Args<'_>) -> R) -> NativeDef {
    NativeDef::method("str", name, min, max, f)
}

pub static METHODS: &[NativeDef] = &[
    NativeDef::function("__new__", 1, 4, new).of("str").slow("_str_new").kw(&["object", "encoding", "errors"]),
    m("upper", 0, 0, |vm, a| map(vm, a, |s| s.to_uppercase())),
    m("lower", 0, 0, |vm, a| map(vm, a, |s| s.to_lowercase())),
    m("casefold", 0, 0, |vm, a| map(vm, a, unicode::casefold)),
    m("title", 0, 0, |vm, a| map(vm, a, unicode::title)),
    m("capitalize", 0, 0, |vm, a| map(vm, a, unicode::capitalize)),
    m("swapcase", 0, 0, |vm, a| map(vm, a, unicode::swapcase)),
    m("strip", 0, 1, |vm, a| strip(vm, a, true, true)),
    m("lstrip", 0, 1, |vm, a| strip(vm, a, true, false)),
    m("rstrip", 0, 1, |vm, a| strip(vm, a, false, true)),
    m("split", 0, 2, |vm, a| split(vm, a, false)).kw(&["sep", "maxsplit"]),
    m("rsplit", 0, 2, |vm, a| split(vm, a, true)).kw(&["sep", "maxsplit"]),
    m("splitlines", 0, 1, splitlines).kw(&["keepends"]),
    m("join", 1, 1, join).slow("_join"),
    m("replace", 2, 3, replace).kw(&["count"]),
    m("find", 1, 3, |vm, a| find(vm, a, false, false)),
    m("rfind", 1, 3, |vm, a| find(vm, a, true, false)),
    m("index", 1, 3, |vm, a| find(vm, a, false, true)),
    m("rindex", 1, 3, |vm, a| find(vm, a, true, true)),
    m("count", 1, 3, count),
    m("startswith", 1, 3, |vm, a| affix(vm, a, true)),
    m("endswith", 1, 3, |vm, a| affix(vm, a, false)),
    m("removeprefix", 1, 1, |vm, a| remove(vm, a, true)),
    m("removesuffix", 1, 1, |vm, a| remove(vm, a, false)),
    m("partition", 1, 1, |vm, a| partition(vm, a, false)),
    m("rpartition", 1, 1, |vm, a| partition(vm, a, true)),
    m("center", 1, 2, |vm, a| justify(vm, a, '^')),
    m("ljust", 1, 2, |vm, a| justify(vm, a, '<')),
    m("rjust", 1, 2, |vm, a| justify(vm, a, '>')),
    m("zfill", 1, 1, zfill),
    m("expandtabs", 0, 1, expandtabs).kw(&["tabsize"]),
    m("isalpha", 0, 0, |vm, a| all(vm, a, unicode::is_alpha)),
    m("isdigit", 0, 0, |vm, a| all(vm, a, unicode::is_digit)),
    m("isdecimal", 0, 0, |vm, a| all(vm, a, |c| unicode::decimal(c).is_some())),
    m("isnumeric", 0, 0, |vm, a| all(vm, a, unicode::is_numeric)),
    m("isalnum", 0, 0, |vm, a| all(vm, a, unicode::is_alnum)),
    m("isspace", 0, 0, |vm, a| all(vm, a, unicode::is_space)),
    m("isprintable", 0, 0, |vm, a| own(vm, a).map(|s| Value::Bool(s.chars().all(unicode::is_printable)))),
    m("isascii", 0, 0, |vm, a| own(vm, a).map(|s| Value::Bool(s.is_ascii()))),
    m("isupper", 0, 0, |vm, a| cased(vm, a, char::is_lowercase)),
    m("islower", 0, 0, |vm, a| cased(vm, a, char::is_uppercase)),
    m("istitle", 0, 0, |vm, a| {
        own(vm, a).map(|s| Value::Bool(s.chars().any(unicode::is_cased) && unicode::title(&s) == *s))
    }),
    m("isidentifier", 0, 0, isidentifier),
    m("format", 0, 255, format).kw(&["**"]).slow("_str_format"),
    m("format_map", 1, 1, format_map),
    m("encode", 0, 2, encode).kw(&["encoding", "errors"]),
    m("__len__", 0, 0, |vm, a| own(vm, a).map(|s| Value::Int(s.chars().count() as i64))),
    m("__contains__", 1, 1, |vm, a| {
        let base = vm.heap.payload(a.get(0));
        vm.contains_native(base, a.get(1)).map(Value::Bool)
    }),
    m("__getitem__", 1, 1, |vm, a| {
        let base = vm.heap.payload(a.get(0));
        vm.getitem_native(base, a.get(1))
    }),
    m("__str__", 0, 0, |vm, a| Ok(vm.heap.payload(a.get(0)))),
    m("__repr__", 0, 0, |vm, a| own(vm, a).map(|s| vm.heap.str(&text::str_repr(&s)))),
    m("__format__", 1, 1, |vm, a| {
        let (s, spec) = (own(vm, a)?, arg(vm, a.get(1), "format spec")?);
        let base = vm.heap.str(&s);
        let out = vm.format_value(base, &spec)?;
        Ok(vm.heap.str(&out))
    }),
    m("__hash__", 0, 0, |vm, a| {
        let base = vm.heap.payload(a.get(0));
        vm.hash_native(base).map(Value::Int)
    }),
    m("__add__", 1, 1, |vm, a| match (vm.heap.as_str(a.get(0)), vm.heap.as_str(a.get(1))) {
        (Some(s), Some(t)) => {
            let text = format!("{}{}", s.text, t.text);
            Ok(vm.heap.str(&text))
        }
        _ => Ok(Value::NotImplemented),
    }),
];

/// The text of self.
fn own(vm: &mut Vm, args: Args<'_>) -> R<Arc<str>> {
    match vm.heap.as_str(args.get(0)).map(|s| s.text.clone()) {
        Some(text) => Ok(text),
        None => {
            let text = format!("descriptor requires a 'str' object but received a '{}'", vm.type_name(args.get(0)));
            Err(vm.type_error(text))
        }
    }
}

/// A string argument.
fn arg(vm: &mut Vm, v: Value, what: &str) -> R<Arc<str>> {
    match vm.heap.as_str(v).map(|s| s.text.clone()) {
        Some(text) => Ok(text),
        None => {
            let text = format!("{what} must be str, not {}", vm.type_name(v));
            Err(vm.type_error(text))
        }
    }
}

fn new(vm: &mut Vm, args: Args<'_>) -> R {
    let object = vm.syms.intern("object");
    let v = args.either(1, object);
    if args.len() > 2 || args.kw.iter().any(|(n, _)| *n != object) {
        return Err(Ctl::unsupported("str(bytes, encoding): use bytes.decode"));
    }
    let text = if v.is_unbound() { String::new() } else { vm.str_native(v)? };
    let s = match v {
        Value::Obj(r) if matches!(vm.heap.get(r), Obj::Str(_)) => v,
        _ => vm.heap.str(&text),
    };
    match args.get(0) {
        Value::Obj(class) if class != vm.types.str => vm.new_payload(class, s),
        _ => Ok(s),
    }
}

fn map(vm: &mut Vm, args: Args<'_>, f: impl FnOnce(&str) -> String) -> R {
    let s = own(vm, args)?;
    Ok(vm.heap.str(&f(&s)))
}

fn strip(vm: &mut Vm, args: Args<'_>, left: bool, right: bool) -> R {
    let s = own(vm, args)?;
    let set: Option<Vec<char>> = match args.get(1) {
        Value::Unbound | Value::None => None,
        v => match vm.heap.as_str(v) {
            Some(t) => Some(t.text.chars().collect()),
            None => {
                let name = if left && right {
                    "strip"
                } else if left {
                    "lstrip"
                } else {
                    "rstrip"
                };
                let text = format!("{name} arg must be None or str, not {}", vm.type_name(v));
                return Err(vm.type_error(text));
            }
        },
    };
    let drop = |c: char| set.as_ref().map_or_else(|| unicode::is_space(c), |set| set.contains(&c));
    let mut out: &str = &s;
    if left {
        out = out.trim_start_matches(drop);
    }
    if right {
        out = out.trim_end_matches(drop);
    }
    Ok(vm.heap.str(out))
}

fn list_of(vm: &mut Vm, parts: &[&str]) -> Value {
    let items = parts.iter().map(|p| vm.heap.str(p)).collect();
    vm.heap.list(items)
}

fn split(vm: &mut Vm, args: Args<'_>, from_right: bool) -> R {
    let s = own(vm, args)?;
    let maxsplit = vm.syms.intern("maxsplit");
    let max = match args.either(2, maxsplit) {
        Value::Unbound => -1,
        v => vm.int_arg(v)?,
    };
    let limit = if max < 0 { usize::MAX } else { max as usize };
    let mut parts: Vec<&str> = Vec::new();
    match args.either(1, names::SEP) {
        Value::Unbound | Value::None => {
            let mut rest: &str = if from_right {
                s.trim_end_matches(unicode::is_space)
            } else {
                s.trim_start_matches(unicode::is_space)
            };
            while !rest.is_empty() {
                let cut = if from_right { rest.rfind(unicode::is_space) } else { rest.find(unicode::is_space) };
                match cut.filter(|_| parts.len() < limit) {
                    None => {
                        parts.push(rest);
                        break;
                    }
                    Some(at) if from_right => {
                        let width = rest[at..].chars().next().map_or(1, char::len_utf8);
                        parts.push(&rest[at + width..]);
                        rest = rest[..at].trim_end_matches(unicode::is_space);
                    }
                    Some(at) => {
                        parts.push(&rest[..at]);
                        rest = rest[at..].trim_start_matches(unicode::is_space);
                    }
                }
            }
            if from_right {
                parts.reverse();
                if let Some(first) = parts.first_mut().filter(|_| limit != usize::MAX) {
                    *first = first.trim_end_matches(unicode::is_space);
                }
            }
        }
        sep => {
            let sep = arg(vm, sep, "must be str or None")?;
            if sep.is_empty() {
                return Err(vm.value_error("empty separator"));
            }
            if from_right {
                parts = s.rsplitn(limit.saturating_add(1), &*sep).collect();
                parts.reverse();
            } else {
                parts = s.splitn(limit.saturating_add(1), &*sep).collect();
            }
        }
    }
    Ok(list_of(vm, &parts))
}

fn splitlines(vm: &mut Vm, args: Args<'_>) -> R {
    let s = own(vm, args)?;
    let keepends = vm.syms.intern("keepends");
    let keep = match args.either(1, keepends) {
        Value::Unbound => false,
        v => vm.truth_native(v)?,
    };
    let mut parts = Vec::new();
    let mut rest: &str = &s;
    while let Some(at) = rest.find(unicode::is_line_break) {
        let width =
            if rest[at..].starts_with("\r\n") { 2 } else { rest[at..].chars().next().map_or(1, char::len_utf8) };
        parts.push(if keep { &rest[..at + width] } else { &rest[..at] });
        rest = &rest[at + width..];
    }
    if !rest.is_empty() {
        parts.push(rest);
    }
    Ok(list_of(vm, &parts))
}

fn join(vm: &mut Vm, args: Args<'_>) -> R {
    let sep = own(vm, args)?;
    let items = match vm.native_items(args.get(1)) {
        Err(Ctl::Raise(_)) => return Err(vm.type_error("can only join an iterable")),
        other => other?,
    };
    let mut out = String::new();
    for (i, &v) in items.iter().enumerate() {
        if i > 0 {
            out.push_str(&sep);
        }
        match vm.heap.as_str(v) {
            Some(s) => out.push_str(&s.text),
            None => {
                let text = format!("sequence item {i}: expected str instance, {} found", vm.type_name(v));
                return Err(vm.type_error(text));
            }
        }
        vm.heap.reserve(out.len())?;
    }
    Ok(vm.heap.str(&out))
}

fn replace(vm: &mut Vm, args: Args<'_>) -> R {
    let s = own(vm, args)?;
    let (old, new) = (arg(vm, args.get(1), "replace() argument 1")?, arg(vm, args.get(2), "replace() argument 2")?);
    let count = vm.syms.intern("count");
    let n = match args.either(3, count) {
        Value::Unbound => -1,
        v => vm.int_arg(v)?,
    };
    vm.heap.reserve(
        s.len().saturating_mul(new.len().max(1)).min(s.len() + s.len().saturating_mul(new.len()) / old.len().max(1)),
    )?;
    let out = if n < 0 { s.replace(&*old, &new) } else { s.replacen(&*old, &new, n as usize) };
    Ok(vm.heap.str(&out))
}

/// Byte range of the slice that optional start and end arguments name, and the number of characters before it.
fn range(vm: &mut Vm, args: Args<'_>, s: &str, first: usize) -> R<Option<(usize, usize, usize)>> {
    let n = s.chars().count() as i64;
    let mut bound = |i: usize, default: i64| -> R<i64> {
        match args.get(i) {
            Value::Unbound | Value::None => Ok(default),
            v => vm.int_arg(v),
        }
    };
    let (start, end) = (bound(first, 0)?, bound(first + 1, n)?);
    let fix = |i: i64| if i < 0 { (i + n).max(0) } else { i };
    let (start, end) = (fix(start), fix(end).min(n));
    if start > end {
        return Ok(None);
    }
    let byte = |i: i64| s.char_indices().nth(i as usize).map_or(s.len(), |(b, _)| b);
    Ok(Some((byte(start), byte(end), start as usize)))
}

fn find(vm: &mut Vm, args: Args<'_>, last: bool, raise: bool) -> R {
    let s = own(vm, args)?;
    let what = arg(vm, args.get(1), "argument")?;
    let found = range(vm, args, &s, 2)?.and_then(|(from, to, before)| {
        let part = &s[from..to];
        let at = if last { part.rfind(&*what) } else { part.find(&*what) };
        at.map(|at| before + part[..at].chars().count())
    });
    match found {
        Some(at) => Ok(Value::Int(at as i64)),
        None if raise => Err(vm.value_error("substring not found")),
        None => Ok(Value::Int(-1)),
    }
}

fn count(vm: &mut Vm, args: Args<'_>) -> R {
    let s = own(vm, args)?;
    let what = arg(vm, args.get(1), "argument")?;
    let n = range(vm, args, &s, 2)?.map_or(0, |(from, to, _)| s[from..to].matches(&*what).count());
    Ok(Value::Int(n as i64))
}

fn affix(vm: &mut Vm, args: Args<'_>, prefix: bool) -> R {
    let s = own(vm, args)?;
    let name = if prefix { "startswith" } else { "endswith" };
    let options = match args.get(1) {
        Value::Obj(r) => match vm.heap.get(r) {
            Obj::Tuple(items) => items.to_vec(),
            _ => vec![args.get(1)],
        },
        v => vec![v],
    };
    let part = range(vm, args, &s, 2)?.map(|(from, to, _)| s[from..to].to_string());
    for option in options {
        let Some(t) = vm.heap.as_str(option).map(|t| t.text.clone()) else {
            let text = format!("{name} first arg must be str or a tuple of str, not {}", vm.type_name(option));
            return Err(vm.type_error(text));
        };
        let hit = part.as_ref().is_some_and(|p| if prefix { p.starts_with(&*t) } else { p.ends_with(&*t) });
        if hit {
            return Ok(Value::Bool(true));
        }
    }
    Ok(Value::Bool(false))
}

fn remove(vm: &mut Vm, args: Args<'_>, prefix: bool) -> R {
    let (s, t) = (own(vm, args)?, arg(vm, args.get(1), "argument")?);
    let out = if prefix { s.strip_prefix(&*t) } else { s.strip_suffix(&*t) };
    Ok(vm.heap.str(out.unwrap_or(&s)))
}

fn partition(vm: &mut Vm, args: Args<'_>, last: bool) -> R {
    let (s, sep) = (own(vm, args)?, arg(vm, args.get(1), "argument")?);
    if sep.is_empty() {
        return Err(vm.value_error("empty separator"));
    }
    let at = if last { s.rfind(&*sep) } else { s.find(&*sep) };
    let parts = match at {
        Some(at) => [&s[..at], &*sep, &s[at + sep.len()..]],
        None if last => ["", "", &*s],
        None => [&*s, "", ""],
    };
    let items = parts.iter().map(|p| vm.heap.str(p)).collect();
    Ok(vm.heap.tuple(items))
}

fn justify(vm: &mut Vm, args: Args<'_>, align: char) -> R {
    let s = own(vm, args)?;
    let width = vm.int_arg(args.get(1))?.max(0) as usize;
    let fill = match args.get(2) {
        Value::Unbound => ' ',
        v => {
            let t = arg(vm, v, "The fill character")?;
            let mut chars = t.chars();
            match (chars.next(), chars.next()) {
                (Some(c), None) => c,
                _ => return Err(vm.type_error("The fill character must be exactly one character long")),
            }
        }
    };
    vm.heap.reserve(width)?;
    let missing = width.saturating_sub(s.chars().count());
    let left = match align {
        '<' => 0,
        '>' => missing,
        _ => missing / 2 + (missing & width & 1),
    };
    let fills = |n: usize| fill.to_string().repeat(n);
    Ok(vm.heap.str(&format!("{}{s}{}", fills(left), fills(missing - left))))
}

fn zfill(vm: &mut Vm, args: Args<'_>) -> R {
    let s = own(vm, args)?;
    let width = vm.int_arg(args.get(1))?.max(0) as usize;
    vm.heap.reserve(width)?;
    let zeros = "0".repeat(width.saturating_sub(s.chars().count()));
    let out = match s.chars().next() {
        Some(c @ ('+' | '-')) => format!("{c}{zeros}{}", &s[1..]),
        _ => format!("{zeros}{s}"),
    };
    Ok(vm.heap.str(&out))
}

fn expandtabs(vm: &mut Vm, args: Args<'_>) -> R {
    let s = own(vm, args)?;
    let tabsize = vm.syms.intern("tabsize");
    let size = match args.either(1, tabsize) {
        Value::Unbound => 8,
        v => vm.int_arg(v)?.max(0) as usize,
    };
    let (mut out, mut column) = (String::new(), 0);
    for c in s.chars() {
        match c {
            '\t' => {
                let n = if size == 0 { 0 } else { size - column % size };
                out.push_str(&" ".repeat(n));
                column += n;
            }
            c => {
                out.push(c);
                column = if matches!(c, '\n' | '\r') { 0 } else { column + 1 };
            }
        }
        vm.heap.reserve(out.len())?;
    }
    Ok(vm.heap.str(&out))
}

fn all(vm: &mut Vm, args: Args<'_>, test: impl Fn(char) -> bool) -> R {
    let s = own(vm, args)?;
    Ok(Value::Bool(!s.is_empty() && s.chars().all(test)))
}

fn cased(vm: &mut Vm, args: Args<'_>, wrong: impl Fn(char) -> bool) -> R {
    let s = own(vm, args)?;
    let wrong_or_title = |c: char| wrong(c) || unicode::is_title(c);
    Ok(Value::Bool(s.chars().any(unicode::is_cased) && !s.chars().any(wrong_or_title)))
}

fn isidentifier(vm: &mut Vm, args: Args<'_>) -> R {
    let s = own(vm, args)?;
    let mut chars = s.chars();
    let first = chars.next().is_some_and(|c| c == '_' || unicode::is_alpha(c));
    Ok(Value::Bool(first && chars.all(|c| c == '_' || unicode::is_alnum(c))))
}

fn format(vm: &mut Vm, args: Args<'_>) -> R {
    let s = own(vm, args)?;
    str_format(vm, &s, Source::Arguments(&args.pos[1..], args.kw))
}

fn format_map(vm: &mut Vm, args: Args<'_>) -> R {
    let s = own(vm, args)?;
    str_format(vm, &s, Source::Mapping(args.get(1)))
}

fn encode(vm: &mut Vm, args: Args<'_>) -> R {
    let s = own(vm, args)?;
    let encoding = vm.syms.intern("encoding");
    let name = match args.either(1, encoding) {
        Value::Unbound => String::from("utf-8"),
        v => arg(vm, v, "encode() argument 'encoding'")?.to_lowercase().replace('_', "-"),
    };
    let bytes: Vec<u8> = match name.as_str() {
        "utf-8" | "utf8" => s.as_bytes().to_vec(),
        "ascii" | "us-ascii" if s.is_ascii() => s.as_bytes().to_vec(),
        "latin-1" | "iso-8859-1" if s.chars().all(|c| (c as u32) < 256) => s.chars().map(|c| c as u8).collect(),
        _ => return Err(Ctl::unsupported("this encoding, or characters it does not have")),
    };
    Ok(Value::Obj(vm.heap.alloc(Obj::Bytes(Arc::from(bytes)))))
}
