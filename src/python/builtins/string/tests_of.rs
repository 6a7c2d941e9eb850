//! `isalpha`, `isupper` and the like: what the characters are.

use super::this;
use crate::python::native::{Args, NativeDef, R};
use crate::python::text::unicode;
use crate::python::value::Value;
use crate::python::vm::Vm;

pub static METHODS: &[NativeDef] = &[
    NativeDef::method("str", "isalpha", 0, 0, isalpha),
    NativeDef::method("str", "isalnum", 0, 0, isalnum),
    NativeDef::method("str", "isdecimal", 0, 0, isdecimal),
    NativeDef::method("str", "isdigit", 0, 0, isdigit),
    NativeDef::method("str", "isnumeric", 0, 0, isnumeric),
    NativeDef::method("str", "isspace", 0, 0, isspace),
    NativeDef::method("str", "isprintable", 0, 0, isprintable),
    NativeDef::method("str", "isascii", 0, 0, isascii),
    NativeDef::method("str", "isidentifier", 0, 0, isidentifier),
    NativeDef::method("str", "isupper", 0, 0, isupper),
    NativeDef::method("str", "islower", 0, 0, islower),
    NativeDef::method("str", "istitle", 0, 0, istitle),
];

/// True if there are characters and all are so.
fn all(vm: &mut Vm, args: Args<'_>, name: &str, is: impl Fn(char) -> bool) -> R {
    let s = this(vm, args, name)?;
    Ok(Value::Bool(!s.text.is_empty() && s.text.chars().all(is)))
}

fn isalpha(vm: &mut Vm, args: Args<'_>) -> R {
    all(vm, args, "isalpha", unicode::is_alpha)
}

fn isalnum(vm: &mut Vm, args: Args<'_>) -> R {
    all(vm, args, "isalnum", unicode::is_alnum)
}

fn isdecimal(vm: &mut Vm, args: Args<'_>) -> R {
    all(vm, args, "isdecimal", |c| unicode::decimal(c).is_some())
}

fn isdigit(vm: &mut Vm, args: Args<'_>) -> R {
    all(vm, args, "isdigit", unicode::is_digit)
}

fn isnumeric(vm: &mut Vm, args: Args<'_>) -> R {
    all(vm, args, "isnumeric", unicode::is_numeric)
}

fn isspace(vm: &mut Vm, args: Args<'_>) -> R {
    all(vm, args, "isspace", unicode::is_space)
}

fn isprintable(vm: &mut Vm, args: Args<'_>) -> R {
    let s = this(vm, args, "isprintable")?;
    Ok(Value::Bool(s.text.chars().all(unicode::is_printable)))
}

fn isascii(vm: &mut Vm, args: Args<'_>) -> R {
    let s = this(vm, args, "isascii")?;
    Ok(Value::Bool(s.is_ascii()))
}

fn isidentifier(vm: &mut Vm, args: Args<'_>) -> R {
    let s = this(vm, args, "isidentifier")?;
    let mut chars = s.text.chars();
    let first = chars.next().is_some_and(|c| c == '_' || unicode_ident::is_xid_start(c));
    Ok(Value::Bool(first && chars.all(unicode_ident::is_xid_continue)))
}

fn isupper(vm: &mut Vm, args: Args<'_>) -> R {
    let s = this(vm, args, "isupper")?;
    let wrong = s.text.chars().any(|c| c.is_lowercase() || unicode::is_title(c));
    Ok(Value::Bool(!wrong && s.text.chars().any(char::is_uppercase)))
}

fn islower(vm: &mut Vm, args: Args<'_>) -> R {
    let s = this(vm, args, "islower")?;
    let wrong = s.text.chars().any(|c| c.is_uppercase() || unicode::is_title(c));
    Ok(Value::Bool(!wrong && s.text.chars().any(char::is_lowercase)))
}

/// Capitals only where no letter is before, small letters only where one is.
fn istitle(vm: &mut Vm, args: Args<'_>) -> R {
    let s = this(vm, args, "istitle")?;
    let (mut inside, mut any) = (false, false);
    for c in s.text.chars() {
        let (capital, small) = (c.is_uppercase() || unicode::is_title(c), c.is_lowercase());
        if capital && inside || small && !inside {
            return Ok(Value::Bool(false));
        }
        inside = capital || small;
        any |= inside;
    }
    Ok(Value::Bool(any))
}
