//! Text to bytes and back: UTF-8, -16 and -32, Latin-1 and ASCII. Other encodings that CPython has are refused.

use super::this;
use crate::python::native::{Args, Ctl, NativeDef, R};
use crate::python::object::Obj;
use crate::python::sym::Sym;
use crate::python::text::push_escape;
use crate::python::types::Exc;
use crate::python::value::Value;
use crate::python::vm::Vm;
use std::sync::Arc;

pub static METHODS: &[NativeDef] = &[NativeDef::method("str", "encode", 0, 2, str_encode).kw(&["encoding", "errors"])];

/// An encoding; the order of bytes where it matters, and whether a mark of it is written first.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Codec {
    Utf8,
    /// With a mark at the start.
    Utf8Sig,
    Ascii,
    Latin1,
    Utf16 {
        big: bool,
        mark: bool,
    },
    Utf32 {
        big: bool,
        mark: bool,
    },
}

/// Starts of the names of encodings that CPython has and we do not.
const OTHERS: &[&str] = &[
    "cp",
    "iso",
    "mac",
    "koi8",
    "big5",
    "euc",
    "gb",
    "shift",
    "sjis",
    "s_jis",
    "utf_7",
    "utf7",
    "punycode",
    "idna",
    "hz",
    "johab",
    "ptcp",
    "tis",
    "kz1048",
    "hp",
    "windows",
    "rot",
    "base64",
    "hex",
    "bz2",
    "zlib",
    "zip",
    "uu",
    "quopri",
    "unicode_escape",
    "raw_unicode_escape",
    "undefined",
    "mbcs",
    "oem",
    "palmos",
    "latin",
    "l2",
    "l3",
    "l4",
    "l5",
    "l6",
    "l7",
    "l8",
    "l9",
    "l10",
    "greek",
    "cyrillic",
    "arabic",
    "hebrew",
    "ibm",
    "csisolatin",
    "ks",
    "jisx",
    "ms",
];

impl Codec {
    /// The encoding of a name.
    ///
    /// # Errors
    /// LookupError if CPython has none of that name; `Ctl::Unsupported` if only it has.
    pub fn find(vm: &mut Vm, name: &str) -> R<Codec> {
        let plain: String =
            name.to_lowercase().chars().map(|c| if matches!(c, '-' | ' ' | '.') { '_' } else { c }).collect();
        Ok(match &*plain {
            "utf_8" | "utf8" | "u8" | "utf" | "utf8_ucs2" | "utf8_ucs4" | "cp65001" => Codec::Utf8,
            "utf_8_sig" | "utf8_sig" => Codec::Utf8Sig,
            "ascii" | "us_ascii" | "646" | "us" | "iso646_us" | "ansi_x3_4_1968" => Codec::Ascii,
            "latin_1" | "latin1" | "latin" | "l1" | "iso_8859_1" | "iso8859_1" | "iso8859" | "8859" | "cp819" => {
                Codec::Latin1
            }
            "utf_16" | "utf16" | "u16" => Codec::Utf16 { big: false, mark: true },
            "utf_16_le" | "utf_16le" => Codec::Utf16 { big: false, mark: false },
            "utf_16_be" | "utf_16be" => Codec::Utf16 { big: true, mark: false },
            "utf_32" | "utf32" | "u32" => Codec::Utf32 { big: false, mark: true },
            "utf_32_le" | "utf_32le" => Codec::Utf32 { big: false, mark: false },
            "utf_32_be" | "utf_32be" => Codec::Utf32 { big: true, mark: false },
            other if OTHERS.iter().any(|start| other.starts_with(start)) => {
                return Err(Ctl::Unsupported(format!("the encoding {name}").into()));
            }
            _ => return Err(vm.raise(Exc::LookupError, format!("unknown encoding: {name}"))),
        })
    }

    fn name(self) -> &'static str {
        match self {
            Codec::Utf8 | Codec::Utf8Sig => "utf-8",
            Codec::Ascii => "ascii",
            Codec::Latin1 => "latin-1",
            Codec::Utf16 { big: false, .. } => "utf-16-le",
            Codec::Utf16 { .. } => "utf-16-be",
            Codec::Utf32 { big: false, .. } => "utf-32-le",
            Codec::Utf32 { .. } => "utf-32-be",
        }
    }
}

fn str_encode(vm: &mut Vm, args: Args<'_>) -> R {
    let s = this(vm, args, "encode")?;
    let (encoding, errors) = codec_args(vm, args, 1, "encode")?;
    let bytes = encode(vm, &s.text, &encoding, &errors)?;
    Ok(Value::Obj(vm.heap.alloc(Obj::Bytes(Arc::from(bytes)))))
}

/// The arguments `encoding` and `errors`, the first at position `at`.
///
/// # Errors
/// TypeError if they are no strings.
pub fn codec_args(vm: &mut Vm, args: Args<'_>, at: usize, function: &str) -> R<(Arc<str>, Arc<str>)> {
    let text = |vm: &mut Vm, i: usize, name: &str, default: &str| -> R<Arc<str>> {
        let sym: Sym = vm.syms.intern(name);
        let v = args.either(i, sym);
        if v.is_unbound() {
            return Ok(Arc::from(default));
        }
        Ok(super::text_arg(vm, v, &format!("{function}() argument '{name}'"))?.text)
    };
    Ok((text(vm, at, "encoding", "utf-8")?, text(vm, at + 1, "errors", "strict")?))
}

/// `text.encode(encoding, errors)`.
///
/// # Errors
/// UnicodeEncodeError, LookupError as CPython words them.
pub fn encode(vm: &mut Vm, text: &str, encoding: &str, errors: &str) -> R<Vec<u8>> {
    let codec = Codec::find(vm, encoding)?;
    vm.heap.reserve(text.len().saturating_mul(4))?;
    let mut out = Vec::with_capacity(text.len());
    match codec {
        Codec::Utf8 => out.extend(text.as_bytes()),
        Codec::Utf8Sig => {
            out.extend([0xef, 0xbb, 0xbf]);
            out.extend(text.as_bytes());
        }
        Codec::Ascii => narrow(vm, text, codec, 0x80, errors, &mut out)?,
        Codec::Latin1 => narrow(vm, text, codec, 0x100, errors, &mut out)?,
        Codec::Utf16 { big, mark } => {
            let units = mark.then_some(0xfeff).into_iter().chain(text.encode_utf16());
            units.for_each(|u| out.extend(if big { u.to_be_bytes() } else { u.to_le_bytes() }));
        }
        Codec::Utf32 { big, mark } => {
            let units = mark.then_some(0xfeff).into_iter().chain(text.chars().map(|c| c as u32));
            units.for_each(|u| out.extend(if big { u.to_be_bytes() } else { u.to_le_bytes() }));
        }
    }
    Ok(out)
}

/// Encodings of one byte a character, below `limit`.
fn narrow(vm: &mut Vm, text: &str, codec: Codec, limit: u32, errors: &str, out: &mut Vec<u8>) -> R<()> {
    let chars: Vec<char> = text.chars().collect();
    let fits = |c: &char| (*c as u32) < limit;
    let mut i = 0;
    while let Some(&c) = chars.get(i) {
        if fits(&c) {
            out.push(c as u32 as u8);
            i += 1;
            continue;
        }
        // Characters that do not fit are one error as long as they stand together.
        let end = chars[i..].iter().position(fits).map_or(chars.len(), |n| i + n);
        match errors {
            "strict" => {
                let object = vm.heap.str(text);
                let (name, reason) =
                    (vm.heap.str(codec.name()), vm.heap.str(&format!("ordinal not in range({limit})")));
                let args = vec![name, object, Value::Int(i as i64), Value::Int(end as i64), reason];
                return Err(vm.raise_args(Exc::UnicodeEncodeError, args));
            }
            "ignore" => {}
            "replace" => out.extend(std::iter::repeat_n(b'?', end - i)),
            "xmlcharrefreplace" => chars[i..end].iter().for_each(|&c| out.extend(format!("&#{};", c as u32).bytes())),
            "backslashreplace" => {
                let mut escaped = String::new();
                chars[i..end].iter().for_each(|&c| push_escape(&mut escaped, c));
                out.extend(escaped.bytes());
            }
            // It only knows surrogates, which are in no string here.
            "surrogateescape" | "surrogatepass" | "namereplace" => {
                return Err(Ctl::Unsupported(format!("the error handler {errors}").into()));
            }
            _ => return Err(vm.raise(Exc::LookupError, format!("unknown error handler name '{errors}'"))),
        }
        i = end;
    }
    Ok(())
}

/// What cannot be decoded: which bytes, and why.
struct Bad {
    start: usize,
    end: usize,
    reason: &'static str,
}

/// `bytes.decode(encoding, errors)`.
///
/// # Errors
/// UnicodeDecodeError, LookupError as CPython words them.
pub fn decode(vm: &mut Vm, bytes: &[u8], encoding: &str, errors: &str) -> R<String> {
    let codec = Codec::find(vm, encoding)?;
    vm.heap.reserve(bytes.len().saturating_mul(2))?;
    let skip = match codec {
        Codec::Utf8Sig if bytes.starts_with(&[0xef, 0xbb, 0xbf]) => 3,
        _ => 0,
    };
    let mut out = String::with_capacity(bytes.len());
    let mut at = skip;
    let codec = match (codec, bytes) {
        (Codec::Utf16 { mark: true, .. }, [0xfe, 0xff, ..]) => Codec::Utf16 { big: true, mark: true },
        (Codec::Utf32 { mark: true, .. }, [0, 0, 0xfe, 0xff, ..]) => Codec::Utf32 { big: true, mark: true },
        (codec, _) => codec,
    };
    match (codec, bytes) {
        (Codec::Utf16 { mark: true, .. }, [0xfe, 0xff, ..] | [0xff, 0xfe, ..]) => at = 2,
        (Codec::Utf32 { mark: true, .. }, [0, 0, 0xfe, 0xff, ..] | [0xff, 0xfe, 0, 0, ..]) => at = 4,
        _ => {}
    }
    while at < bytes.len() {
        let (good, bad) = run(codec, bytes, at);
        out.push_str(&good);
        let Some(bad) = bad else { break };
        match errors {
            "strict" => return Err(decode_error(vm, codec, bytes, &bad)),
            "ignore" => {}
            "replace" => out.push('\u{fffd}'),
            "backslashreplace" => bytes[bad.start..bad.end].iter().for_each(|&b| out.push_str(&format!("\\x{b:02x}"))),
            "surrogateescape" | "surrogatepass" => {
                return Err(Ctl::Unsupported(format!("the error handler {errors}").into()));
            }
            _ => return Err(vm.raise(Exc::LookupError, format!("unknown error handler name '{errors}'"))),
        }
        at = bad.end;
    }
    Ok(out)
}

fn decode_error(vm: &mut Vm, codec: Codec, bytes: &[u8], bad: &Bad) -> Ctl {
    let object = Value::Obj(vm.heap.alloc(Obj::Bytes(Arc::from(bytes))));
    let (name, reason) = (vm.heap.str(codec.name()), vm.heap.str(bad.reason));
    let args = vec![name, object, Value::Int(bad.start as i64), Value::Int(bad.end as i64), reason];
    vm.raise_args(Exc::UnicodeDecodeError, args)
}

/// Text from `at` up to the end or to what cannot be decoded.
fn run(codec: Codec, bytes: &[u8], at: usize) -> (String, Option<Bad>) {
    let rest = bytes.get(at..).unwrap_or_default();
    match codec {
        Codec::Utf8 | Codec::Utf8Sig => run_utf8(rest, at),
        Codec::Ascii => {
            let end = rest.iter().position(|b| !b.is_ascii()).unwrap_or(rest.len());
            let bad = Bad { start: at + end, end: at + end + 1, reason: "ordinal not in range(128)" };
            (rest[..end].iter().map(|&b| b as char).collect(), (end < rest.len()).then_some(bad))
        }
        Codec::Latin1 => (rest.iter().map(|&b| b as char).collect(), None),
        Codec::Utf16 { big, .. } => run_utf16(rest, at, big),
        Codec::Utf32 { big, .. } => run_utf32(rest, at, big),
    }
}

fn run_utf8(rest: &[u8], at: usize) -> (String, Option<Bad>) {
    let error = match std::str::from_utf8(rest) {
        Ok(text) => return (text.to_string(), None),
        Err(error) => error,
    };
    let start = error.valid_up_to();
    let good = String::from_utf8_lossy(&rest[..start]).into_owned();
    let first = rest.get(start).copied().unwrap_or(0);
    let (len, reason) = match error.error_len() {
        None => (rest.len() - start, "unexpected end of data"),
        Some(1) if matches!(first, 0x80..=0xc1 | 0xf5..) => (1, "invalid start byte"),
        Some(n) => (n, "invalid continuation byte"),
    };
    (good, Some(Bad { start: at + start, end: at + start + len, reason }))
}

fn run_utf16(rest: &[u8], at: usize, big: bool) -> (String, Option<Bad>) {
    let unit = |i: usize| match rest.get(i..i + 2) {
        Some(&[a, b]) => Some(if big { u16::from_be_bytes([a, b]) } else { u16::from_le_bytes([a, b]) }),
        _ => None,
    };
    let mut out = String::new();
    let mut i = 0;
    while i < rest.len() {
        let bad = |end: usize, reason| Some(Bad { start: at + i, end: at + end, reason });
        let Some(first) = unit(i) else { return (out, bad(rest.len(), "truncated data")) };
        let units = if (0xd800..0xdc00).contains(&first) {
            match unit(i + 2) {
                None => return (out, bad(rest.len(), "unexpected end of data")),
                Some(second) => vec![first, second],
            }
        } else {
            vec![first]
        };
        match char::decode_utf16(units.iter().copied()).next() {
            Some(Ok(c)) => out.push(c),
            _ if units.len() == 2 => return (out, bad(i + 2, "illegal UTF-16 surrogate")),
            _ => return (out, bad(i + 2, "illegal encoding")),
        }
        i += 2 * units.len();
    }
    (out, None)
}

fn run_utf32(rest: &[u8], at: usize, big: bool) -> (String, Option<Bad>) {
    let mut out = String::new();
    for (n, part) in rest.chunks(4).enumerate() {
        let start = at + 4 * n;
        let &[a, b, c, d] = part else {
            return (out, Some(Bad { start, end: at + rest.len(), reason: "truncated data" }));
        };
        let code = if big { u32::from_be_bytes([a, b, c, d]) } else { u32::from_le_bytes([a, b, c, d]) };
        let reason = match char::from_u32(code) {
            Some(c) => {
                out.push(c);
                continue;
            }
            None if code < 0x11_0000 => "code point in surrogate code point range(0xd800, 0xe000)",
            None => "code point not in range(0x110000)",
        };
        return (out, Some(Bad { start, end: start + 4, reason }));
    }
    (out, None)
}
