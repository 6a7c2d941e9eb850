//! SyntaxErrors that a running program meets: from `compile`, `eval` and `exec`, or made by itself. Where the source is
//! wrong stands in their second argument: (file, line, column, text, end line, end column), columns counted from 1.

use crate::python::exception::ARGS;
use crate::python::types::Exc;
use crate::python::value::Value;
use crate::python::vm::Vm;

/// Parts of the second argument.
pub const FILENAME: usize = 0;
pub const LINE: usize = 1;
pub const COLUMN: usize = 2;
pub const TEXT: usize = 3;
pub const END_LINE: usize = 4;
pub const END_COLUMN: usize = 5;

/// More marks than this are not written.
const MARKS_MAX: usize = 10_000;

impl Vm {
    /// A part of a SyntaxError's second argument; None if it has none.
    pub fn wrong_place(&mut self, exc: Value, part: usize) -> Value {
        let args = self.exc_slot(exc, ARGS);
        let items = self.native_items(args).unwrap_or_default();
        match items.as_slice() {
            [_, place] => {
                let place = *place;
                self.native_items(place).unwrap_or_default().get(part).copied().unwrap_or(Value::None)
            }
            _ => Value::None,
        }
    }

    /// `str` of a SyntaxError that says where.
    pub(crate) fn wrong_source_str(&mut self, exc: Value, message: Value) -> Option<String> {
        let Value::Int(line) = self.wrong_place(exc, LINE) else { return None };
        let message = self.str_native(message).ok()?;
        let file = self.wrong_place(exc, FILENAME);
        Some(match self.heap.as_str(file).map(|s| s.text.clone()) {
            Some(file) => format!("{message} ({}, line {line})", file.rsplit('/').next().unwrap_or(&file)),
            None => format!("{message} (line {line})"),
        })
    }

    /// What stands in a traceback before `SyntaxError: message`, and the message without the place; `None` if it says no place.
    pub(super) fn wrong_source_text(&mut self, exc: Value) -> Option<(String, String)> {
        if !self.is_exc(exc, Exc::SyntaxError) {
            return None;
        }
        let Value::Int(line) = self.wrong_place(exc, LINE) else { return None };
        let args = self.exc_slot(exc, ARGS);
        let message = *self.native_items(args).ok()?.first()?;
        let message = self.str_native(message).ok()?;
        let file = self.wrong_place(exc, FILENAME);
        let file = self.heap.as_str(file).map_or_else(|| String::from("<string>"), |s| s.text.to_string());
        let mut out = format!("  File \"{file}\", line {line}\n");
        let text = self.wrong_place(exc, TEXT);
        if let Some(text) = self.heap.as_str(text).map(|s| s.text.clone()) {
            let whole = text.trim_end_matches('\n');
            let shown = whole.trim_start_matches([' ', '\n', '\x0c']);
            out.push_str(&format!("    {shown}\n"));
            if let Value::Int(column) = self.wrong_place(exc, COLUMN) {
                let length = whole.chars().count() as i64;
                let indent = length - shown.chars().count() as i64;
                let same = matches!(self.wrong_place(exc, END_LINE), Value::Int(n) if n == line);
                let end = match self.wrong_place(exc, END_COLUMN) {
                    Value::Int(n) if same && n != 0 => n,
                    _ if same => column,
                    _ => length + 1,
                };
                let column = column.min(length + 1);
                let end = if column >= end || end < 0 { column + 1 } else { end };
                if let Ok(before) = usize::try_from(column.saturating_sub(1 + indent)) {
                    let space = shown.chars().take(before).map(|c| if c.is_whitespace() { c } else { ' ' });
                    // An error made by hand may say any number.
                    let marks = usize::try_from(end.saturating_sub(column)).unwrap_or(1).min(MARKS_MAX);
                    out.push_str(&format!("    {}{}\n", space.collect::<String>(), "^".repeat(marks)));
                }
            }
        }
        Some((out, message))
    }
}
