//! Filling strings up to a width.

use super::{optional_int, text, this};
use crate::python::native::{Args, NativeDef, R};
use crate::python::object::Str;
use crate::python::value::Value;
use crate::python::vm::Vm;

pub static METHODS: &[NativeDef] = &[
    NativeDef::method("str", "center", 1, 2, center),
    NativeDef::method("str", "ljust", 1, 2, ljust),
    NativeDef::method("str", "rjust", 1, 2, rjust),
    NativeDef::method("str", "zfill", 1, 1, zfill),
    NativeDef::method("str", "expandtabs", 0, 1, expandtabs).kw(&["tabsize"]),
];

/// CPython's default width of tabs.
const TAB: i64 = 8;

/// The string, how many characters are missing to the width, and what to fill with.
fn padding(vm: &mut Vm, args: Args<'_>, name: &str) -> R<(Str, usize, char)> {
    let s = this(vm, args, name)?;
    let width = vm.int_arg(args.get(1))?;
    let fill = match args.get(2) {
        Value::Unbound => ' ',
        v => match vm.heap.as_str(v).map(|s| (s.chars, s.text.chars().next())) {
            Some((1, Some(c))) => c,
            Some(_) => return Err(vm.type_error("The fill character must be exactly one character long")),
            None => {
                let got = vm.type_name(v);
                return Err(vm.type_error(format!("The fill character must be a unicode character, not {got}")));
            }
        },
    };
    let missing = usize::try_from(width).unwrap_or(0).saturating_sub(s.chars as usize);
    vm.heap.reserve(missing.saturating_mul(fill.len_utf8()).saturating_add(s.text.len()))?;
    Ok((s, missing, fill))
}

fn filled(vm: &mut Vm, s: &Str, fill: char, left: usize, right: usize) -> R {
    let mut out = String::with_capacity(s.text.len() + left + right);
    out.extend(std::iter::repeat_n(fill, left));
    out.push_str(&s.text);
    out.extend(std::iter::repeat_n(fill, right));
    text(vm, &out)
}

/// The odd character goes to the left if the width is odd.
fn center(vm: &mut Vm, args: Args<'_>) -> R {
    let (s, missing, fill) = padding(vm, args, "center")?;
    let width = missing + s.chars as usize;
    let left = missing / 2 + (missing & width & 1);
    filled(vm, &s, fill, left, missing - left)
}

fn ljust(vm: &mut Vm, args: Args<'_>) -> R {
    let (s, missing, fill) = padding(vm, args, "ljust")?;
    filled(vm, &s, fill, 0, missing)
}

fn rjust(vm: &mut Vm, args: Args<'_>) -> R {
    let (s, missing, fill) = padding(vm, args, "rjust")?;
    filled(vm, &s, fill, missing, 0)
}

fn zfill(vm: &mut Vm, args: Args<'_>) -> R {
    let (s, missing, _) = padding(vm, Args { pos: args.pos, kw: &[] }, "zfill")?;
    let sign = usize::from(s.text.starts_with(['+', '-']));
    let (sign, rest) = s.text.split_at(sign);
    text(vm, &format!("{sign}{}{rest}", "0".repeat(missing)))
}

fn expandtabs(vm: &mut Vm, args: Args<'_>) -> R {
    let s = this(vm, args, "expandtabs")?;
    let tabsize = vm.syms.intern("tabsize");
    let size = usize::try_from(optional_int(vm, args.either(1, tabsize), TAB)?).unwrap_or(0);
    let tabs = s.text.matches('\t').count();
    vm.heap.reserve(s.text.len().saturating_add(tabs.saturating_mul(size)))?;
    let mut out = String::with_capacity(s.text.len());
    let mut column = 0;
    for c in s.text.chars() {
        match c {
            '\t' if size > 0 => {
                let n = size - column % size;
                out.extend(std::iter::repeat_n(' ', n));
                column += n;
            }
            '\t' => {}
            '\n' | '\r' => {
                out.push(c);
                column = 0;
            }
            _ => {
                out.push(c);
                column += 1;
            }
        }
    }
    text(vm, &out)
}
