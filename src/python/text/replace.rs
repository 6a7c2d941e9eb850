//! `str.format` and `str.format_map`: finding the values of replacement fields and formatting them.

use super::ascii_repr;
use super::ask::{Halt, Memo};
use super::fault::Fault;
use super::fields::{Field, First, Numbering, Step, next_piece, split_name};
use super::spec::shown;
use crate::python::native::{Ctl, R};
use crate::python::sym::Sym;
use crate::python::types::Exc;
use crate::python::value::Value;
use crate::python::vm::Vm;

/// Fields may hold fields in their specification, but those no others.
const DEPTH: u32 = 2;

/// Where named and numbered fields find their values.
#[derive(Clone, Copy, Debug)]
pub enum Source<'a> {
    /// `str.format`
    Arguments(&'a [Value], &'a [(Sym, Value)]),
    /// `str.format_map`
    Mapping(Value),
}

/// Formatting under way.
#[derive(Debug, Default)]
pub struct Replace {
    /// What is done.
    pub out: String,
    /// The next character of the format.
    pub at: usize,
    pub numbering: Numbering,
    pub memo: Memo,
}

/// `format.format(…)`, if no Python code is needed.
///
/// # Errors
/// As CPython words them; `Ctl::Python`.
pub fn str_format(vm: &mut Vm, format: &str, source: Source<'_>) -> R {
    let mut replace = Replace::default();
    match replace.run(vm, format, source) {
        Ok(()) => Ok(vm.heap.str(&replace.out)),
        Err(Halt::Ctl(ctl)) => Err(ctl),
        Err(Halt::Ask(_)) => Err(Ctl::Python),
    }
}

impl Replace {
    /// As it was when a question had to be asked.
    pub fn resume(out: String, at: usize, numbering: i64, known: Vec<Value>) -> Replace {
        Replace { out, at, numbering: Numbering::from_code(numbering), memo: Memo::new(known) }
    }

    /// Goes on to the end of the format.
    pub fn run(&mut self, vm: &mut Vm, format: &str, source: Source<'_>) -> Result<(), Halt> {
        let chars: Vec<char> = format.chars().collect();
        while let Some(piece) = next_piece(&chars, self.at).map_err(|fault| vm.fault(fault))? {
            let mut text = piece.literal;
            if let Some(field) = &piece.field {
                let before = self.numbering;
                match self.field(vm, field, source, DEPTH) {
                    Ok(value) => text.push_str(&value),
                    Err(halt) => {
                        self.numbering = before;
                        return Err(halt);
                    }
                }
            }
            vm.heap.fits(self.out.len() + text.len())?;
            vm.heap.charge(1 + text.len() / 16)?;
            self.out.push_str(&text);
            self.at = piece.next;
            self.memo.clear();
        }
        Ok(())
    }

    /// A format inside a format: the specification of a field.
    fn nested(&mut self, vm: &mut Vm, format: &str, source: Source<'_>, depth: u32) -> Result<String, Halt> {
        if depth == 0 {
            return Err(vm.value_error("Max string recursion exceeded").into());
        }
        let chars: Vec<char> = format.chars().collect();
        let (mut out, mut at) = (String::new(), 0);
        while let Some(piece) = next_piece(&chars, at).map_err(|fault| vm.fault(fault))? {
            out.push_str(&piece.literal);
            if let Some(field) = &piece.field {
                out.push_str(&self.field(vm, field, source, depth)?);
            }
            at = piece.next;
        }
        Ok(out)
    }

    fn field(&mut self, vm: &mut Vm, field: &Field, source: Source<'_>, depth: u32) -> Result<String, Halt> {
        let mut v = self.value(vm, &field.name, source)?;
        if let Some(c) = field.conversion {
            let none = Value::None;
            let text = match c {
                's' => self.memo.text(vm, "str", (v, none), |vm| vm.str_native(v))?,
                'r' => self.memo.text(vm, "repr", (v, none), |vm| vm.repr_native(v))?,
                'a' => self.memo.text(vm, "ascii", (v, none), |vm| Ok(ascii_repr(&vm.repr_native(v)?)))?,
                _ => return Err(vm.value_error(format!("Unknown conversion specifier {}", shown(c))).into()),
            };
            v = vm.heap.str(&text);
        }
        let spec = if field.nested { self.nested(vm, &field.spec, source, depth - 1)? } else { field.spec.clone() };
        let spec_value = vm.heap.str(&spec);
        self.memo.text(vm, "format", (v, spec_value), |vm| vm.format_value(v, &spec))
    }

    fn value(&mut self, vm: &mut Vm, name: &str, source: Source<'_>) -> Result<Value, Halt> {
        let (first, steps) = split_name(name).map_err(|fault| vm.fault(fault))?;
        let position = self.numbering.position(&first).map_err(|fault| vm.fault(fault))?;
        let mut v = match (position, source) {
            (Some(_), Source::Mapping(_)) => {
                return Err(vm.value_error("Format string contains positional fields").into());
            }
            (Some(i), Source::Arguments(args, _)) => match args.get(i) {
                Some(&v) => v,
                None => {
                    let text = format!("Replacement index {i} out of range for positional args tuple");
                    return Err(vm.raise(Exc::IndexError, text).into());
                }
            },
            (None, source) => self.named(vm, &first, source)?,
        };
        for step in steps {
            v = self.step(vm, v, step)?;
        }
        Ok(v)
    }

    fn named(&mut self, vm: &mut Vm, first: &First, source: Source<'_>) -> Result<Value, Halt> {
        let First::Name(name) = first else { return Ok(Value::None) };
        match source {
            Source::Arguments(_, kw) => match kw.iter().find(|(n, _)| vm.syms.text(*n) == name) {
                Some((_, v)) => Ok(*v),
                None => {
                    let key = vm.heap.str(name);
                    Err(vm.raise_args(Exc::KeyError, vec![key]).into())
                }
            },
            Source::Mapping(mapping) => {
                let key = vm.heap.str(name);
                self.memo.answer(vm, "item", (mapping, key), |vm| vm.getitem_native(mapping, key))
            }
        }
    }

    fn step(&mut self, vm: &mut Vm, v: Value, step: Result<Step, Fault>) -> Result<Value, Halt> {
        let key = match step.map_err(|fault| vm.fault(fault))? {
            Step::Attribute(name) => {
                let key = vm.heap.str(&name);
                let sym = vm.syms.intern(&name);
                return self.memo.answer(vm, "attr", (v, key), |vm| vm.load_attr(v, sym));
            }
            Step::Index(i) => Value::Int(i),
            Step::Key(key) => vm.heap.str(&key),
        };
        self.memo.answer(vm, "item", (v, key), |vm| vm.getitem_native(v, key))
    }
}
