//! `UnicodeEncodeError` and `UnicodeDecodeError`: their attributes and text.

use crate::python::exception::ARGS;
use crate::python::native::{Args, NativeDef, R};
use crate::python::number;
use crate::python::text::push_escape;
use crate::python::types::Exc;
use crate::python::value::Value;
use crate::python::vm::Vm;

static ENCODING: NativeDef = NativeDef::function("encoding", 1, 1, |vm, args| argument(vm, args, 0));
static OBJECT: NativeDef = NativeDef::function("object", 1, 1, |vm, args| argument(vm, args, 1));
static START: NativeDef = NativeDef::function("start", 1, 1, |vm, args| argument(vm, args, 2));
static END: NativeDef = NativeDef::function("end", 1, 1, |vm, args| argument(vm, args, 3));
static REASON: NativeDef = NativeDef::function("reason", 1, 1, |vm, args| argument(vm, args, 4));

/// Adds the attributes.
pub fn install(vm: &mut Vm) {
    for exc in [Exc::UnicodeEncodeError, Exc::UnicodeDecodeError] {
        let class = vm.types.exc(exc);
        for property in [&ENCODING, &OBJECT, &START, &END, &REASON] {
            vm.add_property(class, property, None);
        }
    }
}

fn argument(vm: &mut Vm, args: Args<'_>, i: usize) -> R {
    let items = vm.exc_slot(args.get(0), ARGS);
    Ok(vm.native_items(items)?.get(i).copied().unwrap_or(Value::None))
}

impl Vm {
    /// `str` of such an error with its five arguments; `None` for any other value.
    ///
    /// # Errors
    /// None that its arguments do not have.
    pub fn unicode_error_text(&mut self, exc: Value) -> R<Option<String>> {
        let encode = self.is_exc(exc, Exc::UnicodeEncodeError);
        if !encode && !self.is_exc(exc, Exc::UnicodeDecodeError) {
            return Ok(None);
        }
        let args = self.exc_slot(exc, ARGS);
        let items = self.native_items(args)?;
        let [encoding, object, start, end, reason] = items[..] else { return Ok(None) };
        let (encoding, reason) = (self.str_native(encoding)?, self.str_native(reason)?);
        let (Some(start), Some(end)) = (number::index(self, start), number::index(self, end)) else { return Ok(None) };
        let at = usize::try_from(start).unwrap_or(0);
        let what = match (encode, end - start == 1) {
            (true, true) => {
                let mut shown = String::new();
                let c = self.heap.as_str(object).and_then(|s| s.text.chars().nth(at)).unwrap_or_default();
                push_escape(&mut shown, c);
                format!("encode character '{shown}' in position {start}")
            }
            (true, false) => format!("encode characters in position {start}-{}", end - 1),
            (false, true) => {
                let b = self.bytes_of(object).and_then(|b| b.get(at).copied()).unwrap_or(0);
                format!("decode byte {b:#04x} in position {start}")
            }
            (false, false) => format!("decode bytes in position {start}-{}", end - 1),
        };
        Ok(Some(format!("'{encoding}' codec can't {what}: {reason}")))
    }
}
