//! Attributes: setting and deleting them, with descriptors, as `object.__setattr__` and `object.__delattr__` do.

use super::native::{Args, Ctl, NativeFn, R};
use super::object::{DICT_PLACE, DICT_SHAPE, Instance, Obj, WEAKREF_PLACE};
use super::sym::{Sym, names};
use super::types::Exc;
use super::value::{Ref, Value};
use super::vm::Vm;

const FIXED_CLASS: &str = "__class__ assignment only supported for mutable types or ModuleType subclasses";

impl Vm {
    /// `setattr(o, name, v)`.
    pub fn store_attr(&mut self, o: Value, name: Sym, v: Value) -> R<()> {
        let class = self.class_of(o);
        let setattr = self.lookup(class, names::SETATTR);
        if let Value::Obj(f) = setattr
            && matches!(self.heap.get(f), Obj::Function(_))
        {
            let text = self.sym_str(name);
            return Err(Ctl::Call(Box::new((setattr, vec![o, text, v]))));
        }
        self.store_attr_generic(o, name, v)
    }

    /// `object.__setattr__(o, name, v)`.
    pub fn store_attr_generic(&mut self, o: Value, name: Sym, v: Value) -> R<()> {
        let class = self.class_of(o);
        let Value::Obj(r) = o else {
            if name == names::CLASS {
                return Err(self.type_error(FIXED_CLASS));
            }
            return Err(self.cannot_set(o, name));
        };
        if let Obj::Class(c) = self.heap.get(r)
            && !c.heap_type
        {
            let text = format!("cannot set '{}' attribute of immutable type '{}'", self.syms.text(name), c.name);
            return Err(self.type_error(text));
        }
        let found = self.lookup(class, name);
        if found.is_unbound() && name == names::CLASS {
            return self.set_class(r, class, v);
        }
        if found.is_unbound() && name == names::DICT && matches!(self.heap.get(r), Obj::Instance(_)) {
            return self.set_instance_dict(r, class, v);
        }
        if let Value::Obj(d) = found {
            match self.heap.get(d) {
                Obj::Property(p) => {
                    let set = p.set;
                    if set.is_none() || set.is_unbound() {
                        return Err(self.not_writable(o, d, "setter"));
                    }
                    if let Value::Obj(g) = set
                        && let Obj::Native { def, .. } = self.heap.get(g)
                        && let NativeFn::Rust(f) = def.call
                    {
                        return f(self, Args { pos: &[o, v], kw: &[] }).map(|_| ());
                    }
                    return Err(Ctl::Call(Box::new((set, vec![o, v]))));
                }
                Obj::Member { index: WEAKREF_PLACE, class, .. } => {
                    let owner = self.class_name(*class);
                    let text = format!("attribute '__weakref__' of '{owner}' objects is not writable");
                    return Err(self.raise(Exc::AttributeError, text));
                }
                Obj::Member { index: DICT_PLACE, .. } => return self.set_instance_dict(r, class, v),
                Obj::Member { index, .. } => {
                    let index = *index as usize;
                    if let Obj::Instance(i) = self.heap.get_mut(r)
                        && let Some(place) = i.attrs.get_mut(index)
                    {
                        *place = v;
                    }
                    return Ok(());
                }
                Obj::Instance(_) => {
                    let set = self.lookup_special(found, names::SET);
                    if !set.is_unbound() {
                        return Err(Ctl::Call(Box::new((set, vec![found, o, v]))));
                    }
                    if !self.lookup_special(found, names::DELETE).is_unbound() {
                        return Err(self.raise(Exc::AttributeError, "__set__"));
                    }
                }
                _ => {}
            }
        }
        match self.heap.get(r) {
            Obj::Instance(_) => self.set_own_attr(o, r, class, name, v),
            Obj::Class(_) => {
                let mut below = if name == names::GETATTRIBUTE { vec![r] } else { Vec::new() };
                while let Some(c) = below.pop().and_then(|c| self.class_mut(c)) {
                    c.has_getattribute = true;
                    below.extend(&c.subclasses);
                }
                if let Some(c) = self.class_mut(r) {
                    c.attrs.insert(name, v);
                }
                Ok(())
            }
            Obj::Module(m) => {
                let space = m.namespace;
                self.bind(space, name, v);
                Ok(())
            }
            Obj::Function(f) => {
                let dict = f.dict;
                let dict = match dict {
                    Value::Obj(d) => d,
                    _ => {
                        let d = self.new_dict();
                        if let Obj::Function(f) = self.heap.get_mut(r) {
                            f.dict = Value::Obj(d);
                        }
                        d
                    }
                };
                let key = self.sym_str(name);
                self.dict_set(dict, key, v)
            }
            _ => Err(self.cannot_set(o, name)),
        }
    }

    /// What a property without a setter or deleter says, and what an attribute that CPython computes in C does.
    pub(super) fn not_writable(&mut self, o: Value, property: Ref, what: &str) -> Ctl {
        let (name, owner) = (self.property_name(property), self.class_of(o));
        let in_c = match self.heap.get(property) {
            Obj::Property(p) => match p.get {
                Value::Obj(g) => matches!(self.heap.get(g), Obj::Native { .. }),
                _ => false,
            },
            _ => false,
        };
        let text = if in_c && what != "getter" {
            const MEMBERS: [&str; 13] = [
                "__closure__",
                "__globals__",
                "__func__",
                "__self__",
                "__base__",
                "start",
                "stop",
                "step",
                "fget",
                "fset",
                "real",
                "imag",
                "__thisclass__",
            ];
            if MEMBERS.contains(&&*name) || name.starts_with("co_") {
                String::from("readonly attribute")
            } else {
                format!("attribute '{name}' of '{}' objects is not writable", self.name_in_messages(owner))
            }
        } else {
            let qualname = self.class(owner).map_or_else(|| "?".into(), |c| c.qualname.clone());
            let quoted = if name.is_empty() { String::new() } else { format!(" '{name}'") };
            format!("property{quoted} of '{qualname}' object has no {what}")
        };
        self.raise(Exc::AttributeError, text)
    }

    /// `o.__class__ = v`: both classes are a program's own, and their instances hold the same.
    fn set_class(&mut self, r: Ref, old: Ref, v: Value) -> R<()> {
        let new = match v {
            Value::Obj(new) if matches!(self.heap.get(new), Obj::Class(_)) => new,
            _ => {
                let text = format!("__class__ must be set to a class, not '{}' object", self.type_name(v));
                return Err(self.type_error(text));
            }
        };
        if !matches!(self.heap.get(r), Obj::Instance(_)) && matches!(self.heap.get(r), Obj::Class(_) | Obj::Module(_)) {
            return Err(Ctl::unsupported("setting __class__ of a class or module"));
        }
        let (Some(a), Some(b)) = (self.class(old), self.class(new)) else { return Ok(()) };
        if !a.heap_type || !b.heap_type || !matches!(self.heap.get(r), Obj::Instance(_)) {
            return Err(self.type_error(FIXED_CLASS));
        }
        let hidden = |c: &super::object::Class| self.shapes.hidden(c.root_shape);
        let same = a.layout == b.layout
            && a.payload_type == b.payload_type
            && a.has_dict == b.has_dict
            && hidden(a) == hidden(b)
            && self.members(old) == self.members(new);
        if !same {
            let text = format!("__class__ assignment: '{}' object layout differs from '{}'", b.name, a.name);
            return Err(self.type_error(text));
        }
        if a.has_del != b.has_del {
            return Err(Ctl::unsupported("setting __class__ to a class that differs in having __del__"));
        }
        if a.has_dict {
            self.instance_dict(r)?;
        }
        if let Obj::Instance(i) = self.heap.get_mut(r) {
            i.class = new;
        }
        Ok(())
    }

    /// `o.__dict__ = v`: its attributes are those of that dict from now on.
    fn set_instance_dict(&mut self, r: Ref, class: Ref, v: Value) -> R<()> {
        if !matches!(v, Value::Obj(d) if matches!(self.heap.get(self.heap.payload(Value::Obj(d)).as_ref().unwrap_or(d)), Obj::Dict(_)))
        {
            let text = format!("__dict__ must be set to a dictionary, not a '{}'", self.type_name(v));
            return Err(self.type_error(text));
        }
        let dict = self.heap.payload(v);
        let Some(c) = self.class(class) else { return Ok(()) };
        if !c.has_dict {
            let text = format!("'{}' object has no attribute '__dict__'", c.name);
            return Err(self.raise(Exc::AttributeError, text));
        }
        let hidden = self.shapes.hidden(c.root_shape);
        if let Obj::Instance(i) = self.heap.get_mut(r) {
            i.attrs.truncate(hidden);
            i.attrs.push(dict);
            i.shape = DICT_SHAPE;
        }
        Ok(())
    }

    /// The slots of a class and those above it: places and names.
    fn members(&self, class: Ref) -> Vec<(u32, Sym)> {
        let mro = self.class(class).map_or(&[][..], |c| &c.mro);
        let attrs = mro.iter().filter_map(|&c| self.class(c)).flat_map(|c| c.attrs.values());
        let mut found: Vec<_> = attrs
            .filter_map(|v| match self.heap.get(v.as_ref()?) {
                Obj::Member { index, name, .. } if *index < WEAKREF_PLACE => Some((*index, *name)),
                _ => None,
            })
            .collect();
        found.sort_unstable();
        found
    }

    fn set_own_attr(&mut self, o: Value, r: Ref, class: Ref, name: Sym, v: Value) -> R<()> {
        let (shape, has_dict) = match (self.heap.get(r), self.class(class)) {
            (Obj::Instance(i), Some(c)) => (i.shape, c.has_dict),
            _ => return Ok(()),
        };
        if !has_dict {
            let text = if self.lookup(class, name).is_unbound() {
                format!(
                    "'{}' object has no attribute '{}' and no __dict__ for setting new attributes",
                    self.name_in_messages(class),
                    self.syms.text(name)
                )
            } else {
                format!("'{}' object attribute '{}' is read-only", self.name_in_messages(class), self.syms.text(name))
            };
            return Err(self.attribute_error(o, name, text));
        }
        if shape == DICT_SHAPE {
            let Obj::Instance(Instance { attrs, .. }) = self.heap.get(r) else { return Ok(()) };
            let Some(&Value::Obj(d)) = attrs.last() else { return Ok(()) };
            let key = self.sym_str(name);
            return self.dict_set(d, key, v);
        }
        self.sym_str(name);
        if let Some(slot) = self.shapes.slot(shape, name) {
            if let Obj::Instance(i) = self.heap.get_mut(r)
                && let Some(place) = i.attrs.get_mut(slot)
            {
                *place = v;
            }
            return Ok(());
        }
        match self.shapes.with(shape, name) {
            Some(next) => {
                let mut grown = 0;
                if let Obj::Instance(i) = self.heap.get_mut(r) {
                    let before = i.attrs.capacity();
                    i.attrs.push(v);
                    grown = i.attrs.capacity() - before;
                    i.shape = next;
                }
                self.heap.grew(grown * size_of::<Value>());
                Ok(())
            }
            None => {
                let Value::Obj(d) = self.instance_dict(r)? else { return Ok(()) };
                let key = self.sym_str(name);
                self.dict_set(d, key, v)
            }
        }
    }

    /// `delattr(o, name)`.
    pub fn delete_attr(&mut self, o: Value, name: Sym) -> R<()> {
        let class = self.class_of(o);
        let delattr = self.lookup(class, names::DELATTR);
        if let Value::Obj(f) = delattr
            && matches!(self.heap.get(f), Obj::Function(_))
        {
            let text = self.sym_str(name);
            return Err(Ctl::Call(Box::new((delattr, vec![o, text]))));
        }
        self.delete_attr_generic(o, name)
    }

    /// `object.__delattr__(o, name)`.
    pub fn delete_attr_generic(&mut self, o: Value, name: Sym) -> R<()> {
        let class = self.class_of(o);
        let Value::Obj(r) = o else { return Err(self.no_attribute(o, name)) };
        let found = self.lookup(class, name);
        if name == names::CLASS && found.is_unbound() {
            return Err(self.type_error("can't delete __class__ attribute"));
        }
        if let Value::Obj(d) = found {
            match self.heap.get(d) {
                Obj::Property(p) => {
                    let del = p.del;
                    let is_name = matches!(self.syms.text(name), "__name__" | "__qualname__");
                    if del.is_none()
                        && is_name
                        && matches!(p.set, Value::Obj(s) if matches!(self.heap.get(s), Obj::Native { .. }))
                    {
                        let text = format!("{} must be set to a string object", self.syms.text(name));
                        return Err(self.type_error(text));
                    }
                    if name == names::ANNOTATIONS
                        && let Some(c) = self.class_mut(r)
                    {
                        let had = c.attrs.shift_remove(&name).is_some();
                        return if had { Ok(()) } else { Err(self.raise(Exc::AttributeError, "__annotations__")) };
                    }
                    if del.is_none() || del.is_unbound() {
                        return Err(self.not_writable(o, d, "deleter"));
                    }
                    return Err(Ctl::Call(Box::new((del, vec![o]))));
                }
                Obj::Member { index: DICT_PLACE, .. } => {
                    let empty = Value::Obj(self.new_dict());
                    return self.set_instance_dict(r, class, empty);
                }
                Obj::Member { index, .. } => {
                    let index = *index as usize;
                    if let Obj::Instance(i) = self.heap.get_mut(r)
                        && let Some(place) = i.attrs.get_mut(index)
                        && !std::mem::take(place).is_unbound()
                    {
                        return Ok(());
                    }
                    return Err(self.no_attribute(o, name));
                }
                Obj::Instance(_) => {
                    let delete = self.lookup_special(found, names::DELETE);
                    if !delete.is_unbound() {
                        return Err(Ctl::Call(Box::new((delete, vec![found, o]))));
                    }
                }
                _ => {}
            }
        }
        match self.heap.get(r) {
            Obj::Instance(_) => {
                if self.own_attr(r, name)?.is_unbound() {
                    return Err(self.no_attribute(o, name));
                }
                // Deleting is rare: the attributes move into a dict, which knows how.
                let Value::Obj(d) = self.instance_dict(r)? else { return Ok(()) };
                let key = self.sym_str(name);
                self.dict_remove(d, key)?;
                Ok(())
            }
            Obj::Class(c) if c.heap_type && c.attrs.contains_key(&name) => {
                if let Some(c) = self.class_mut(r) {
                    c.attrs.shift_remove(&name);
                }
                Ok(())
            }
            Obj::Class(_) => {
                let text =
                    format!("type object '{}' has no attribute '{}'", self.name_in_messages(r), self.syms.text(name));
                Err(self.attribute_error(o, name, text))
            }
            Obj::Module(m) => {
                let space = m.namespace;
                let had = self.namespaces.get(space as usize).map(|n| n.get(name)).unwrap_or_default();
                if had.is_unbound() {
                    return Err(self.no_attribute(o, name));
                }
                self.bind(space, name, Value::Unbound);
                Ok(())
            }
            Obj::Function(f) => {
                if let Value::Obj(d) = f.dict {
                    let key = self.sym_str(name);
                    if self.dict_remove(d, key)?.is_some() {
                        return Ok(());
                    }
                }
                Err(self.no_attribute(o, name))
            }
            Obj::Method { .. } => Err(self.cannot_set(o, name)),
            _ => Err(self.no_attribute(o, name)),
        }
    }

    fn cannot_set(&mut self, o: Value, name: Sym) -> Ctl {
        let class = self.class_of(o);
        let text = if self.lookup(class, name).is_unbound() {
            format!(
                "'{}' object has no attribute '{}' and no __dict__ for setting new attributes",
                self.type_name(o),
                self.syms.text(name)
            )
        } else {
            format!("'{}' object attribute '{}' is read-only", self.type_name(o), self.syms.text(name))
        };
        self.attribute_error(o, name, text)
    }
}
