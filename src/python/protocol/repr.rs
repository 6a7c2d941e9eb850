//! `repr` and `str`.

use super::DEPTH_MAX;
use crate::python::native::{Ctl, R};
use crate::python::number;
use crate::python::object::{GeneratorKind, Iter, Obj, ViewKind, WEAKREF_PLACE};
use crate::python::sym::names;
use crate::python::text;
use crate::python::types::Exc;
use crate::python::value::{Ref, Value};
use crate::python::vm::Vm;

impl Vm {
    /// `repr(v)`.
    ///
    /// # Errors
    /// `Ctl::Python` for objects with their own `__repr__`.
    pub fn repr_native(&mut self, v: Value) -> R<String> {
        let mut out = String::new();
        let result = self.repr_into(v, &mut out, 0);
        self.repr_stack.clear();
        result?;
        self.heap.reserve(out.len())?;
        Ok(out)
    }

    /// The address that a default `repr` shows: made up, but the same in every run.
    pub fn address(&self, r: Ref) -> u64 {
        0x7f00_0000_0000 + u64::from(r.0) * 48
    }

    fn repr_into(&mut self, v: Value, out: &mut String, depth: u32) -> R<()> {
        if depth > DEPTH_MAX {
            return Err(
                self.raise(Exc::RecursionError, "maximum recursion depth exceeded while getting the repr of an object")
            );
        }
        let r = match v {
            Value::Unbound | Value::None => {
                out.push_str("None");
                return Ok(());
            }
            Value::Ellipsis => {
                out.push_str("Ellipsis");
                return Ok(());
            }
            Value::NotImplemented => {
                out.push_str("NotImplemented");
                return Ok(());
            }
            Value::Obj(r) => r,
            _ => {
                out.push_str(&number::repr(self, v).unwrap_or_default());
                return Ok(());
            }
        };
        match self.heap.get(r) {
            Obj::Str(s) => out.push_str(&text::str_repr(&s.text)),
            Obj::BigInt(b) => {
                if b.bits() > 14_300 {
                    let text = "Exceeds the limit (4300 digits) for integer string conversion; use sys.set_int_max_str_digits() to increase the limit";
                    return Err(self.value_error(text));
                }
                out.push_str(&b.to_string());
            }
            Obj::Complex(..) => out.push_str(&number::repr(self, v).unwrap_or_default()),
            Obj::Bytes(b) => out.push_str(&text::bytes_repr(b)),
            Obj::ByteArray(b) => out.push_str(&format!("bytearray({})", text::bytes_repr(b))),
            Obj::List(items) => {
                let items = items.clone();
                self.repr_items(r, "[", &items, "]", out, depth)?;
            }
            Obj::Tuple(items) => {
                let items = items.to_vec();
                let close = if items.len() == 1 { ",)" } else { ")" };
                self.repr_items(r, "(", &items, close, out, depth)?;
            }
            Obj::Dict(t) => {
                let entries: Vec<(Value, Value)> = t.iter().map(|e| (e.key, e.value)).collect();
                self.repr_dict(r, &entries, out, depth)?;
            }
            Obj::MappingProxy(d) => {
                let d = *d;
                out.push_str("mappingproxy(");
                self.repr_into(Value::Obj(d), out, depth + 1)?;
                out.push(')');
            }
            Obj::Set(t) => {
                let items: Vec<Value> = t.iter().map(|(_, k)| k).collect();
                if items.is_empty() {
                    out.push_str("set()");
                } else {
                    self.repr_items(r, "{", &items, "}", out, depth)?;
                }
            }
            Obj::FrozenSet(t) => {
                let items: Vec<Value> = t.iter().map(|(_, k)| k).collect();
                if items.is_empty() {
                    out.push_str("frozenset()");
                } else {
                    self.repr_items(r, "frozenset({", &items, "})", out, depth)?;
                }
            }
            Obj::DictView(d, kind) => {
                let (d, kind) = (*d, *kind);
                let items = self.native_items(v)?;
                let open = match kind {
                    ViewKind::Keys => "dict_keys([",
                    ViewKind::Values => "dict_values([",
                    ViewKind::Items => "dict_items([",
                };
                self.repr_items(d, open, &items, "])", out, depth)?;
            }
            Obj::Deque(d) => {
                let items: Vec<Value> = d.items.iter().copied().collect();
                let close = d.maxlen.map_or(String::from("])"), |m| format!("], maxlen={m})"));
                self.repr_items(r, "deque([", &items, &close, out, depth)?;
            }
            Obj::Range(range) => {
                let step = if range.step == 1 { String::new() } else { format!(", {}", range.step) };
                out.push_str(&format!("range({}, {}{step})", range.start, range.stop));
            }
            Obj::Slice(parts) => {
                let parts = parts.to_vec();
                self.repr_items(r, "slice(", &parts, ")", out, depth)?;
            }
            Obj::Instance(_) => self.repr_instance(v, r, out, depth)?,
            Obj::Class(_) => {
                let text = self.class_repr(r)?;
                out.push_str(&text);
            }
            Obj::Alias(alias) => {
                let alias = alias.clone();
                let before = out.len();
                self.type_repr(alias.origin, out, depth)?;
                // The arguments of a callable stand in brackets of their own.
                if out.get(before..) == Some("collections.abc.Callable") {
                    return Err(Ctl::Python);
                }
                out.push_str(if alias.args.is_empty() { "[()" } else { "[" });
                for (i, &a) in alias.args.iter().enumerate() {
                    if i > 0 {
                        out.push_str(", ");
                    }
                    self.type_repr(a, out, depth)?;
                }
                out.push(']');
            }
            _ => {
                let text = self.plain_repr(r);
                out.push_str(&text);
            }
        }
        Ok(())
    }

    /// A type in an annotation: classes by name.
    fn type_repr(&mut self, v: Value, out: &mut String, depth: u32) -> R<()> {
        match v {
            Value::Obj(r) if matches!(self.heap.get(r), Obj::Class(_)) => {
                let text = self.class_full_name(r);
                out.push_str(&text);
                Ok(())
            }
            Value::Ellipsis => {
                out.push_str("...");
                Ok(())
            }
            _ => self.repr_into(v, out, depth + 1),
        }
    }

    /// A class's qualified name, with its module unless that is `builtins`.
    pub fn class_full_name(&self, r: Ref) -> String {
        let Some(class) = self.class(r) else { return String::new() };
        let module = class.attrs.get(&names::MODULE).and_then(|&m| self.heap.as_str(m)).map(|s| s.text.clone());
        match module {
            Some(m) if &*m != "builtins" => format!("{m}.{}", class.qualname),
            _ => class.qualname.to_string(),
        }
    }

    fn class_repr(&mut self, r: Ref) -> R<String> {
        if let Some(meta) = self.class(r).map(|c| c.metaclass)
            && let Value::Obj(f) = self.lookup(meta, names::REPR)
            && matches!(self.heap.get(f), Obj::Function(_))
        {
            return Err(Ctl::Python);
        }
        Ok(format!("<class '{}'>", self.class_full_name(r)))
    }

    fn repr_items(
        &mut self,
        own: Ref,
        open: &str,
        items: &[Value],
        close: &str,
        out: &mut String,
        depth: u32,
    ) -> R<()> {
        if self.repr_stack.contains(&own) {
            out.push_str(match open {
                "[" => "[...]",
                "(" => "(...)",
                "deque([" => "[...]",
                "{" => "set(...)",
                "frozenset({" => "frozenset(...)",
                _ => "...",
            });
            return Ok(());
        }
        self.repr_stack.push(own);
        out.push_str(open);
        for (i, &item) in items.iter().enumerate() {
            if i > 0 {
                out.push_str(", ");
            }
            self.repr_into(item, out, depth + 1)?;
            self.heap.fits(out.len())?;
            self.heap.charge(1)?;
        }
        out.push_str(close);
        self.repr_stack.pop();
        Ok(())
    }

    fn repr_dict(&mut self, own: Ref, entries: &[(Value, Value)], out: &mut String, depth: u32) -> R<()> {
        if self.repr_stack.contains(&own) {
            out.push_str("{...}");
            return Ok(());
        }
        self.repr_stack.push(own);
        out.push('{');
        for (i, &(key, value)) in entries.iter().enumerate() {
            if i > 0 {
                out.push_str(", ");
            }
            self.repr_into(key, out, depth + 1)?;
            out.push_str(": ");
            self.repr_into(value, out, depth + 1)?;
            self.heap.fits(out.len())?;
            self.heap.charge(1)?;
        }
        out.push('}');
        self.repr_stack.pop();
        Ok(())
    }

    fn repr_instance(&mut self, v: Value, r: Ref, out: &mut String, depth: u32) -> R<()> {
        let class = self.class_of(v);
        let found = self.lookup(class, names::REPR);
        let native = match found {
            Value::Obj(f) => matches!(self.heap.get(f), Obj::Native { .. }),
            _ => true,
        };
        if !native {
            return Err(Ctl::Python);
        }
        if self.is_exception_class(class) {
            let args = self.exc_slot(v, crate::python::exception::ARGS);
            let items = self.native_items(args)?;
            out.push_str(&self.class_name(class));
            out.push('(');
            for (i, &a) in items.iter().enumerate() {
                if i > 0 {
                    out.push_str(", ");
                }
                self.repr_into(a, out, depth + 1)?;
            }
            out.push(')');
            return Ok(());
        }
        if !self.heap.payload(v).is(v) {
            return self.payload_repr(v, out, depth);
        }
        if let Value::Obj(f) = found
            && let Obj::Native { def, .. } = self.heap.get(f)
            && def.owner != "object"
        {
            return Err(Ctl::Python);
        }
        out.push_str(&format!("<{} object at {:#x}>", self.class_full_name(class), self.address(r)));
        Ok(())
    }

    /// What `list.__repr__` and the others say of an object of their own or of a class derived from it.
    pub(in crate::python) fn container_repr(&mut self, v: Value) -> R<String> {
        let mut out = String::new();
        let result = self.payload_repr(v, &mut out, 0);
        self.repr_stack.clear();
        result.map(|()| out)
    }

    fn payload_repr(&mut self, v: Value, out: &mut String, depth: u32) -> R<()> {
        let payload = self.heap.payload(v);
        let class = self.class_of(v);
        let wrapped = !payload.is(v)
            && match payload {
                Value::Obj(p) => {
                    matches!(self.heap.get(p), Obj::Set(_) | Obj::FrozenSet(_) | Obj::Deque(_) | Obj::ByteArray(_))
                }
                _ => false,
            };
        if wrapped {
            let mut inner = String::new();
            self.repr_into(payload, &mut inner, depth + 1)?;
            let name = self.class_name(class);
            match payload {
                Value::Obj(p) if matches!(self.heap.get(p), Obj::Set(_)) => {
                    if inner == "set()" {
                        out.push_str(&format!("{name}()"));
                    } else {
                        out.push_str(&format!("{name}({inner})"));
                    }
                }
                _ => {
                    let rest = inner.find('(').map_or("", |i| &inner[i..]);
                    out.push_str(&format!("{name}{rest}"));
                }
            }
            return Ok(());
        }
        self.repr_into(payload, out, depth + 1)
    }

    fn plain_repr(&mut self, r: Ref) -> String {
        let address = self.address(r);
        let text = |vm: &Vm, v: Value| vm.heap.as_str(v).map_or_else(String::new, |s| s.text.to_string());
        match self.heap.get(r) {
            Obj::Function(f) => format!("<function {} at {address:#x}>", text(self, f.qualname)),
            Obj::Native { def, bound } => {
                let (def, bound) = (*def, *bound);
                if !def.method {
                    format!("<built-in function {}>", def.name)
                } else if bound.is_unbound() {
                    format!("<method '{}' of '{}' objects>", def.name, def.owner)
                } else {
                    let at = match bound {
                        Value::Obj(b) => self.address(b),
                        _ => address,
                    };
                    format!("<built-in method {} of {} object at {at:#x}>", def.name, self.type_name(bound))
                }
            }
            Obj::Method { func, bound } => {
                let (func, bound) = (*func, *bound);
                let name = match func {
                    Value::Obj(f) => match self.heap.get(f) {
                        Obj::Function(f) => text(self, f.qualname),
                        _ => String::from("?"),
                    },
                    _ => String::from("?"),
                };
                let owner = self.repr_native(bound).unwrap_or_else(|_| String::from("?"));
                format!("<bound method {name} of {owner}>")
            }
            Obj::Generator(g) => {
                let word = match g.kind {
                    GeneratorKind::Generator => "generator",
                    GeneratorKind::Coroutine => "coroutine",
                    GeneratorKind::AsyncGenerator => "async_generator",
                };
                format!("<{word} object {} at {address:#x}>", text(self, Value::Obj(g.qualname)))
            }
            Obj::Module(m) => match &*m.name {
                "builtins" => String::from("<module 'builtins' (built-in)>"),
                name => format!("<module '{name}'>"),
            },
            Obj::Iter(iter) if matches!(**iter, Iter::Exhausted(_)) => {
                format!("<{} object at {address:#x}>", self.type_name(Value::Obj(r)))
            }
            Obj::Super { after, obj } => {
                let (after, obj) = (*after, *obj);
                format!("<super: <class '{}'>, <{} object>>", self.name_in_messages(after), self.type_name(obj))
            }
            Obj::Member { name, class, index } => {
                let kind = if *index >= WEAKREF_PLACE { "attribute" } else { "member" };
                format!("<{kind} '{}' of '{}' objects>", self.syms.text(*name), self.name_in_messages(*class))
            }
            Obj::Code(number) => {
                let code = self
                    .program
                    .code(*number)
                    .map(|c| (c.code.name.clone(), c.source.filename.clone(), c.code.first_line));
                let (name, file, line) = code.unwrap_or_default();
                format!("<code object {name} at {address:#x}, file \"{file}\", line {line}>")
            }
            _ => format!("<{} object at {address:#x}>", self.class_full_name(self.class_of(Value::Obj(r)))),
        }
    }

    /// `str(v)`.
    ///
    /// # Errors
    /// `Ctl::Python` for objects with their own `__str__` or `__repr__`.
    pub fn str_native(&mut self, v: Value) -> R<String> {
        if let Value::Obj(r) = v {
            match self.heap.get(r) {
                Obj::Str(s) => return Ok(s.text.to_string()),
                Obj::MappingProxy(inner) => {
                    let inner = *inner;
                    return self.str_native(Value::Obj(inner));
                }
                Obj::Instance(i) => {
                    let class = i.class;
                    match self.lookup(class, names::STR) {
                        Value::Obj(f) if matches!(self.heap.get(f), Obj::Native { .. }) => {}
                        Value::Unbound => {}
                        _ => return Err(Ctl::Python),
                    }
                    if self.is_exception_class(class) {
                        return self.exception_str(v);
                    }
                    if let Some(s) = self.heap.as_str(v) {
                        let text = s.text.to_string();
                        return Ok(text);
                    }
                }
                _ => {}
            }
        }
        self.repr_native(v)
    }

    /// `str` of an exception whose class has no `__str__` of its own.
    pub fn exception_str(&mut self, v: Value) -> R<String> {
        let args = self.exc_slot(v, crate::python::exception::ARGS);
        let items = self.native_items(args)?;
        if self.is_exc(v, Exc::BaseExceptionGroup) && items.len() == 2 {
            let message = self.str_native(items[0])?;
            let n = self.len_native(items[1])?;
            return Ok(format!("{message} ({n} sub-exception{})", if n == 1 { "" } else { "s" }));
        }
        if self.is_exc(v, Exc::OSError) && items.len() == 2 {
            let (number, text) = (self.str_native(items[0])?, self.str_native(items[1])?);
            let file = match self.exc_slot(v, crate::python::exception::EXTRA) {
                Value::None => String::new(),
                file => format!(": {}", self.repr_native(file)?),
            };
            return Ok(format!("[Errno {number}] {text}{file}"));
        }
        if self.is_exc(v, Exc::SyntaxError)
            && let [message, _] = items[..]
            && let Some(text) = self.wrong_source_str(v, message)
        {
            return Ok(text);
        }
        if let Some(text) = self.unicode_error_text(v)? {
            return Ok(text);
        }
        match items.as_slice() {
            [] => Ok(String::new()),
            [one] if self.is_exc(v, Exc::KeyError) => self.repr_native(*one),
            [one] => self.str_native(*one),
            _ => self.repr_native(args),
        }
    }
}
