//! Numbers and names of the arguments of built-in functions: checking them, and saying what is wrong as CPython does.

use super::Vm;
use super::call::Kw;
use crate::python::native::{NativeDef, R};
use crate::python::value::Value;

impl Vm {
    /// Checks the arguments of a call to a native, self or the class included.
    ///
    /// # Errors
    /// TypeError as CPython words it.
    pub(super) fn check_native_arguments(&mut self, def: &NativeDef, args: &[Value], kw: &Kw) -> R<()> {
        let new = def.is_new();
        if (def.method || new) && args.is_empty() {
            let text = if new {
                format!("{}.__new__(): not enough arguments", def.owner)
            } else {
                format!("unbound method {}.{}() needs an argument", def.owner, def.name)
            };
            return Err(self.type_error(text));
        }
        let given = args.len() - usize::from(def.method || new);
        let (min, max) = (def.min as usize - usize::from(new), def.max as usize - usize::from(new));
        let name = if new { def.owner.rsplit('.').next().unwrap_or(def.owner) } else { def.name };
        for (keyword, _) in kw {
            let text = self.syms.text(*keyword);
            if def.keywords.first() == Some(&"**") {
                break;
            }
            if def.keywords.is_empty() {
                let text = format!("{}() takes no keyword arguments", def.qualified());
                return Err(self.type_error(text));
            }
            let Some(at) = def.keywords.iter().position(|k| *k == text) else {
                let text = format!("{name}() got an unexpected keyword argument '{text}'");
                return Err(self.type_error(text));
            };
            // The last positional parameters are those that may be named.
            let position = at + max.saturating_sub(def.keywords.len());
            if def.max != 255 && max >= def.keywords.len() && position < given {
                let text = format!("argument for {name}() given by name ('{text}') and position ({})", position + 1);
                return Err(self.type_error(text));
            }
        }
        let enough = given + kw.len() >= min;
        if enough && (given <= max || def.max == 255) {
            return Ok(());
        }
        let text = def.wrong_number(name, given, (min, max));
        Err(self.type_error(text))
    }
}

impl NativeDef {
    /// With its class or module, as errors name it.
    pub fn qualified(&self) -> String {
        if self.owner.is_empty() || self.is_new() {
            let name = if self.is_new() { self.owner } else { self.name };
            return name.to_string();
        }
        // A class is named without its module.
        let owner = self.owner.rsplit('.').next().filter(|_| self.method).unwrap_or(self.owner);
        format!("{owner}.{}", self.name)
    }

    /// A constructor: its first argument is the class, which calls do not count.
    fn is_new(&self) -> bool {
        self.name == "__new__" && !self.method
    }

    /// CPython words errors in one of two ways: in this one where its argument parser knows the names of parameters.
    fn names_parameters(&self, max: usize) -> bool {
        let parsed_by_hand = self.is_new() && matches!(self.owner, "int" | "str" | "list");
        self.max != 255 && !self.keywords.is_empty() && max >= self.keywords.len() && !parsed_by_hand
    }

    /// What is wrong with so many positional arguments, of `min` to `max`.
    fn wrong_number(&self, name: &str, given: usize, (min, max): (usize, usize)) -> String {
        let s = |n: usize| if n == 1 { "" } else { "s" };
        if self.names_parameters(max) {
            if given > max {
                return format!("{name}() takes at most {max} argument{} ({given} given)", s(max));
            }
            // Parameters that can be named are missed by name.
            let first_named = max - self.keywords.len();
            if let Some(missing) = given.checked_sub(first_named).and_then(|i| self.keywords.get(i)) {
                return format!("{name}() missing required argument '{missing}' (pos {})", given + 1);
            }
            return format!("{name}() takes at least {min} positional argument{} ({given} given)", s(min));
        }
        match (min, max) {
            (0, 0) => format!("{}() takes no arguments ({given} given)", self.qualified()),
            (1, 1) if !self.is_new() => format!("{}() takes exactly one argument ({given} given)", self.qualified()),
            _ if min == max => format!("{name} expected {min} argument{}, got {given}", s(min)),
            _ if given < min => format!("{name} expected at least {min} argument{}, got {given}", s(min)),
            _ => format!("{name} expected at most {max} argument{}, got {given}", s(max)),
        }
    }
}
