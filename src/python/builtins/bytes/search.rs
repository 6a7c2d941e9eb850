//! Searching, splitting, replacing, stripping and padding bytes, and their case: ASCII only.

use super::{bytes_arg, like, one_byte, this};
use crate::python::native::{Args, Ctl, NativeDef, R};
use crate::python::number;
use crate::python::object::Obj;
use crate::python::types::Exc;
use crate::python::value::Value;
use crate::python::vm::Vm;

pub static METHODS: &[NativeDef] = &[
    NativeDef::method("bytes", "find", 1, 3, |vm, args| Ok(position(search(vm, args, false)?))),
    NativeDef::method("bytes", "rfind", 1, 3, |vm, args| Ok(position(search(vm, args, true)?))),
    NativeDef::method("bytes", "index", 1, 3, |vm, args| found(vm, args, false)),
    NativeDef::method("bytes", "rindex", 1, 3, |vm, args| found(vm, args, true)),
    NativeDef::method("bytes", "count", 1, 3, count),
    NativeDef::method("bytes", "startswith", 1, 3, |vm, args| affix(vm, args, "startswith")),
    NativeDef::method("bytes", "endswith", 1, 3, |vm, args| affix(vm, args, "endswith")),
    NativeDef::method("bytes", "replace", 2, 3, replace),
    NativeDef::method("bytes", "split", 0, 2, |vm, args| split(vm, args, false)).kw(&["sep", "maxsplit"]),
    NativeDef::method("bytes", "rsplit", 0, 2, |vm, args| split(vm, args, true)).kw(&["sep", "maxsplit"]),
    NativeDef::method("bytes", "splitlines", 0, 1, splitlines).kw(&["keepends"]),
    NativeDef::method("bytes", "partition", 1, 1, |vm, args| partition(vm, args, false)),
    NativeDef::method("bytes", "rpartition", 1, 1, |vm, args| partition(vm, args, true)),
    NativeDef::method("bytes", "join", 1, 1, join).slow("_bytes_join"),
    NativeDef::method("bytes", "strip", 0, 1, |vm, args| strip(vm, args, (true, true))),
    NativeDef::method("bytes", "lstrip", 0, 1, |vm, args| strip(vm, args, (true, false))),
    NativeDef::method("bytes", "rstrip", 0, 1, |vm, args| strip(vm, args, (false, true))),
    NativeDef::method("bytes", "removeprefix", 1, 1, |vm, args| remove(vm, args, true)),
    NativeDef::method("bytes", "removesuffix", 1, 1, |vm, args| remove(vm, args, false)),
    NativeDef::method("bytes", "center", 1, 2, |vm, args| justify(vm, args, "center")),
    NativeDef::method("bytes", "ljust", 1, 2, |vm, args| justify(vm, args, "ljust")),
    NativeDef::method("bytes", "rjust", 1, 2, |vm, args| justify(vm, args, "rjust")),
    NativeDef::method("bytes", "zfill", 1, 1, zfill),
    NativeDef::method("bytes", "upper", 0, 0, |vm, args| changed(vm, args, |b| b.to_ascii_uppercase())),
    NativeDef::method("bytes", "lower", 0, 0, |vm, args| changed(vm, args, |b| b.to_ascii_lowercase())),
    NativeDef::method("bytes", "swapcase", 0, 0, |vm, args| {
        changed(vm, args, |b| b ^ (u8::from(b.is_ascii_alphabetic()) << 5))
    }),
    NativeDef::method("bytes", "capitalize", 0, 0, |vm, args| titled(vm, args, false)),
    NativeDef::method("bytes", "title", 0, 0, |vm, args| titled(vm, args, true)),
    NativeDef::method("bytes", "isalpha", 0, 0, |vm, args| all(vm, args, |b| b.is_ascii_alphabetic())),
    NativeDef::method("bytes", "isalnum", 0, 0, |vm, args| all(vm, args, |b| b.is_ascii_alphanumeric())),
    NativeDef::method("bytes", "isdigit", 0, 0, |vm, args| all(vm, args, |b| b.is_ascii_digit())),
    NativeDef::method("bytes", "isspace", 0, 0, |vm, args| all(vm, args, is_space)),
    NativeDef::method("bytes", "isascii", 0, 0, |vm, args| Ok(Value::Bool(this(vm, args)?.is_ascii()))),
    NativeDef::method("bytes", "istitle", 0, 0, istitle),
    NativeDef::method("bytes", "translate", 1, 2, |_, _| Err(Ctl::unsupported("bytes.translate"))).kw(&["delete"]),
    NativeDef::method("bytes", "expandtabs", 0, 1, |_, _| Err(Ctl::unsupported("bytes.expandtabs"))).kw(&["tabsize"]),
    NativeDef::method("bytes", "isupper", 0, 0, |vm, args| {
        cased(vm, args, |b| b.is_ascii_uppercase(), |b| b.is_ascii_lowercase())
    }),
    NativeDef::method("bytes", "islower", 0, 0, |vm, args| {
        cased(vm, args, |b| b.is_ascii_lowercase(), |b| b.is_ascii_uppercase())
    }),
];

/// Capitals only where no letter is before, small letters only where one is.
fn istitle(vm: &mut Vm, args: Args<'_>) -> R {
    let bytes = this(vm, args)?;
    let (mut inside, mut any) = (false, false);
    for b in bytes.iter() {
        if b.is_ascii_uppercase() && inside || b.is_ascii_lowercase() && !inside {
            return Ok(Value::Bool(false));
        }
        inside = b.is_ascii_alphabetic();
        any |= inside;
    }
    Ok(Value::Bool(any))
}

fn is_space(b: u8) -> bool {
    matches!(b, b' ' | b'\t'..=b'\r')
}

/// Bytes as text of the characters 0 to 255, in which a byte's place is counted in characters.
fn latin(bytes: &[u8]) -> Vec<char> {
    bytes.iter().map(|&b| b as char).collect()
}

/// Where `part` is first, or last, in `bytes`.
fn locate(bytes: &[u8], part: &[u8], last: bool) -> Option<usize> {
    if part.is_empty() {
        return Some(if last { bytes.len() } else { 0 });
    }
    let mut windows = bytes.windows(part.len());
    if last { windows.rposition(|w| w == part) } else { windows.position(|w| w == part) }
}

/// What to look for: bytes, or one as an int.
fn wanted(vm: &mut Vm, v: Value) -> R<Vec<u8>> {
    if let Some(bytes) = vm.bytes_of(v) {
        return Ok(bytes.to_vec());
    }
    if number::index(vm, v).is_none() {
        let got = vm.type_name(v);
        return Err(vm.type_error(format!("argument should be integer or bytes-like object, not '{got}'")));
    }
    Ok(vec![one_byte(vm, v)?])
}

/// The part between the bounds in arguments 2 and 3, and where it starts.
fn window(vm: &mut Vm, args: Args<'_>) -> R<Option<(usize, Vec<u8>)>> {
    let bytes = this(vm, args)?;
    let len = bytes.len();
    let start = super::super::string::bound(vm, args.get(2), 0, len)?;
    let end = super::super::string::bound(vm, args.get(3), len, len)?.min(len);
    Ok(bytes.get(start..end).map(|part| (start, part.to_vec())))
}

fn search(vm: &mut Vm, args: Args<'_>, last: bool) -> R<Option<usize>> {
    let part = wanted(vm, args.get(1))?;
    let Some((start, bytes)) = window(vm, args)? else { return Ok(None) };
    Ok(locate(&bytes, &part, last).map(|i| start + i))
}

fn position(at: Option<usize>) -> Value {
    Value::Int(at.map_or(-1, |i| i as i64))
}

fn found(vm: &mut Vm, args: Args<'_>, last: bool) -> R {
    match search(vm, args, last)? {
        Some(i) => Ok(Value::Int(i as i64)),
        None => Err(vm.value_error("subsection not found")),
    }
}

/// The parts between the places where `separator` is, at most `most` of them from the left.
fn parts<'a>(bytes: &'a [u8], separator: &[u8], most: usize) -> Vec<&'a [u8]> {
    let mut out = Vec::new();
    let mut rest = bytes;
    while out.len() < most
        && let Some(at) = locate(rest, separator, false)
    {
        out.push(&rest[..at]);
        rest = &rest[at + separator.len()..];
    }
    out.push(rest);
    out
}

fn count(vm: &mut Vm, args: Args<'_>) -> R {
    let part = wanted(vm, args.get(1))?;
    let Some((_, bytes)) = window(vm, args)? else { return Ok(Value::Int(0)) };
    let n = if part.is_empty() { bytes.len() + 1 } else { parts(&bytes, &part, usize::MAX).len() - 1 };
    Ok(Value::Int(n as i64))
}

fn affix(vm: &mut Vm, args: Args<'_>, name: &str) -> R {
    let part = window(vm, args)?.map(|(_, part)| part);
    let v = args.get(1);
    let items = match v {
        Value::Obj(r) => match vm.heap.get(r) {
            Obj::Tuple(items) => items.to_vec(),
            _ => vec![v],
        },
        _ => vec![v],
    };
    let single = vm.bytes_of(v).is_none() && items.len() == 1 && items[0].is(v);
    if single {
        let got = vm.type_name(v);
        return Err(vm.type_error(format!("{name} first arg must be bytes or a tuple of bytes, not {got}")));
    }
    for item in items {
        let wanted = bytes_arg(vm, item)?;
        let is =
            |part: &Vec<u8>| if name == "startswith" { part.starts_with(&wanted) } else { part.ends_with(&wanted) };
        if part.as_ref().is_some_and(is) {
            return Ok(Value::Bool(true));
        }
    }
    Ok(Value::Bool(false))
}

fn replace(vm: &mut Vm, args: Args<'_>) -> R {
    let bytes = this(vm, args)?;
    let (old, new) = (bytes_arg(vm, args.get(1))?, bytes_arg(vm, args.get(2))?);
    let most = match args.get(3) {
        Value::Unbound => usize::MAX,
        v => usize::try_from(vm.int_arg(v)?).unwrap_or(usize::MAX),
    };
    let text: String = latin(&bytes).into_iter().collect();
    let (old, new): (String, String) = (latin(&old).into_iter().collect(), latin(&new).into_iter().collect());
    let hits = text.matches(&old).count().min(most);
    vm.heap.reserve(text.len().saturating_add(hits.saturating_mul(new.len())))?;
    let out = text.replacen(&old, &new, hits).chars().map(|c| c as u32 as u8).collect();
    like(vm, args, out)
}

fn list_of(vm: &mut Vm, args: Args<'_>, parts: &[&[u8]]) -> R {
    let mut items = Vec::with_capacity(parts.len());
    for part in parts {
        items.push(like(vm, args, part.to_vec())?);
    }
    Ok(vm.heap.list(items))
}

fn split(vm: &mut Vm, args: Args<'_>, last: bool) -> R {
    let bytes = this(vm, args)?;
    let (sep, maxsplit) = (vm.syms.intern("sep"), vm.syms.intern("maxsplit"));
    let (sep, most) = (args.either(1, sep), args.either(2, maxsplit));
    let most = if most.is_unbound() { -1 } else { vm.int_arg(most)? };
    let most = usize::try_from(most).unwrap_or(usize::MAX);
    let separator = if sep.is_unbound() || sep.is_none() { None } else { Some(bytes_arg(vm, sep)?) };
    if separator.as_ref().is_some_and(|s| s.is_empty()) {
        return Err(vm.value_error("empty separator"));
    }
    if last && most != usize::MAX {
        return Err(Ctl::unsupported("rsplit of bytes with maxsplit"));
    }
    match separator {
        Some(separator) => list_of(vm, args, &parts(&bytes, &separator, most)),
        None => {
            let mut out: Vec<&[u8]> = Vec::new();
            let trim = |b: &mut &[u8]| {
                while b.first().is_some_and(|&c| is_space(c)) {
                    *b = &b[1..];
                }
            };
            let mut rest = &bytes[..];
            trim(&mut rest);
            while !rest.is_empty() {
                let end = if out.len() == most { None } else { rest.iter().position(|&b| is_space(b)) };
                let (part, after) = rest.split_at(end.unwrap_or(rest.len()));
                out.push(if end.is_none() { trimmed_end(part) } else { part });
                rest = after;
                trim(&mut rest);
            }
            list_of(vm, args, &out)
        }
    }
}

fn trimmed_end(mut bytes: &[u8]) -> &[u8] {
    while let [rest @ .., b] = bytes
        && is_space(*b)
    {
        bytes = rest;
    }
    bytes
}

fn splitlines(vm: &mut Vm, args: Args<'_>) -> R {
    let bytes = this(vm, args)?;
    let keepends = vm.syms.intern("keepends");
    let keep = args.either(1, keepends);
    let keep = !keep.is_unbound() && vm.truth_native(keep)?;
    let mut out: Vec<&[u8]> = Vec::new();
    let mut rest = &bytes[..];
    while !rest.is_empty() {
        let line = rest.iter().position(|b| matches!(b, b'\n' | b'\r')).unwrap_or(rest.len());
        let ending = if rest[line..].starts_with(b"\r\n") { 2 } else { usize::from(line < rest.len()) };
        out.push(&rest[..if keep { line + ending } else { line }]);
        rest = &rest[line + ending..];
    }
    list_of(vm, args, &out)
}

fn partition(vm: &mut Vm, args: Args<'_>, last: bool) -> R {
    let bytes = this(vm, args)?;
    let separator = bytes_arg(vm, args.get(1))?;
    if separator.is_empty() {
        return Err(vm.value_error("empty separator"));
    }
    let three = match locate(&bytes, &separator, last) {
        Some(at) => [&bytes[..at], &separator[..], &bytes[at + separator.len()..]],
        None if last => [&[][..], &[], &bytes],
        None => [&bytes[..], &[], &[]],
    };
    let mut items = Vec::with_capacity(3);
    for part in three {
        items.push(like(vm, args, part.to_vec())?);
    }
    Ok(vm.heap.tuple(items))
}

fn join(vm: &mut Vm, args: Args<'_>) -> R {
    let separator = this(vm, args)?;
    let items = match vm.native_items(args.get(1)) {
        Err(Ctl::Raise(e)) if vm.is_exc(e, Exc::TypeError) => {
            return Err(vm.type_error("can only join an iterable"));
        }
        other => other?,
    };
    let mut parts = Vec::with_capacity(items.len());
    for (i, &item) in items.iter().enumerate() {
        match vm.bytes_of(item) {
            Some(bytes) => parts.push(bytes),
            None => {
                let got = vm.type_name(item);
                return Err(vm.type_error(format!("sequence item {i}: expected a bytes-like object, {got} found")));
            }
        }
    }
    let size = parts.iter().map(|p| p.len() + separator.len()).sum();
    vm.heap.reserve(size)?;
    let parts: Vec<&[u8]> = parts.iter().map(|p| &p[..]).collect();
    like(vm, args, parts.join(&separator[..]))
}

fn strip(vm: &mut Vm, args: Args<'_>, (left, right): (bool, bool)) -> R {
    let bytes = this(vm, args)?;
    let chars = args.get(1);
    let set = if chars.is_unbound() || chars.is_none() { None } else { Some(bytes_arg(vm, chars)?) };
    let off = |b: &u8| set.as_ref().map_or_else(|| is_space(*b), |set| set.contains(b));
    let from = if left { bytes.iter().position(|b| !off(b)).unwrap_or(bytes.len()) } else { 0 };
    let to = if right { bytes.iter().rposition(|b| !off(b)).map_or(0, |i| i + 1) } else { bytes.len() };
    like(vm, args, bytes.get(from..to).unwrap_or_default().to_vec())
}

fn remove(vm: &mut Vm, args: Args<'_>, prefix: bool) -> R {
    let bytes = this(vm, args)?;
    let part = bytes_arg(vm, args.get(1))?;
    let rest = if prefix { bytes.strip_prefix(&part[..]) } else { bytes.strip_suffix(&part[..]) };
    like(vm, args, rest.unwrap_or(&bytes).to_vec())
}

fn justify(vm: &mut Vm, args: Args<'_>, name: &str) -> R {
    let bytes = this(vm, args)?;
    let width = usize::try_from(vm.int_arg(args.get(1))?).unwrap_or(0);
    let fill = match args.get(2) {
        Value::Unbound => b' ',
        v => match vm.bytes_of(v).as_deref() {
            Some(&[b]) => b,
            _ => {
                let got = vm.type_name(v);
                let text = format!("{name}() argument 2 must be a byte string of length 1, not {got}");
                return Err(vm.type_error(text));
            }
        },
    };
    let missing = width.saturating_sub(bytes.len());
    vm.heap.reserve(missing)?;
    let left = match name {
        "ljust" => 0,
        "rjust" => missing,
        _ => missing / 2 + (missing & width & 1),
    };
    like(vm, args, [vec![fill; left], bytes.to_vec(), vec![fill; missing - left]].concat())
}

fn zfill(vm: &mut Vm, args: Args<'_>) -> R {
    let bytes = this(vm, args)?;
    let width = usize::try_from(vm.int_arg(args.get(1))?).unwrap_or(0);
    let missing = width.saturating_sub(bytes.len());
    vm.heap.reserve(missing)?;
    let sign = usize::from(matches!(bytes.first(), Some(b'+' | b'-')));
    like(vm, args, [bytes[..sign].to_vec(), vec![b'0'; missing], bytes[sign..].to_vec()].concat())
}

fn changed(vm: &mut Vm, args: Args<'_>, change: impl Fn(u8) -> u8) -> R {
    let bytes = this(vm, args)?;
    like(vm, args, bytes.iter().map(|&b| change(b)).collect())
}

/// Capitals at the start, of each word or of all.
fn titled(vm: &mut Vm, args: Args<'_>, words: bool) -> R {
    let bytes = this(vm, args)?;
    let mut inside = false;
    let mut out = Vec::with_capacity(bytes.len());
    for b in bytes.iter() {
        out.push(if inside { b.to_ascii_lowercase() } else { b.to_ascii_uppercase() });
        inside = !words || b.is_ascii_alphabetic();
    }
    like(vm, args, out)
}

fn all(vm: &mut Vm, args: Args<'_>, is: impl Fn(u8) -> bool) -> R {
    let bytes = this(vm, args)?;
    Ok(Value::Bool(!bytes.is_empty() && bytes.iter().all(|&b| is(b))))
}

fn cased(vm: &mut Vm, args: Args<'_>, is: impl Fn(u8) -> bool, not: impl Fn(u8) -> bool) -> R {
    let bytes = this(vm, args)?;
    Ok(Value::Bool(bytes.iter().any(|&b| is(b)) && !bytes.iter().any(|&b| not(b))))
}
