//! Attributes: getting them, with descriptors, as `object.__getattribute__` and its relatives do. Setting and deleting is in
//! `attr_set.rs`.

use super::native::{Args, Ctl, NativeFn, R};
use super::object::{DICT_PLACE, DICT_SHAPE, Layout, Obj, WEAKREF_PLACE};
use super::op::Special;
use super::sym::{Sym, names};
use super::types::Exc;
use super::value::{Ref, Value};
use super::vm::Vm;

/// What a class attribute is to instance lookups.
enum Descriptor {
    /// `property`, a member, or an instance with `__get__` and `__set__`: goes before the instance's own attributes.
    Data,
    /// A function, or an instance with `__get__` only.
    NonData,
    /// An ordinary value.
    Plain,
}

impl Vm {
    /// `getattr(o, name)`. A Python property or `__getattr__` answers `Ctl::Call`.
    pub fn load_attr(&mut self, o: Value, name: Sym) -> R {
        if let Value::Obj(r) = o {
            match self.heap.get(r) {
                Obj::Instance(i) => {
                    let class = i.class;
                    return self.load_instance_attr(o, r, class, name);
                }
                Obj::Class(_) => return self.load_class_attr(r, name),
                Obj::Module(m) => {
                    let (space, module) = (m.namespace, m.name.clone());
                    let v = self.namespaces.get(space as usize).map(|n| n.get(name)).unwrap_or_default();
                    if !v.is_unbound() {
                        return Ok(v);
                    }
                    if name == names::DICT {
                        return self.names_of_space(space);
                    }
                    let found = self.lookup_special(o, name);
                    if !found.is_unbound() {
                        return self.bind_found(found, o);
                    }
                    let getattr =
                        self.namespaces.get(space as usize).map(|n| n.get(names::GETATTR)).unwrap_or_default();
                    if !getattr.is_unbound() {
                        let text = self.sym_str(name);
                        return Err(Ctl::Call(Box::new((getattr, vec![text]))));
                    }
                    let text = format!("module '{module}' has no attribute '{}'", self.syms.text(name));
                    return Err(self.attribute_error(o, name, text));
                }
                Obj::Super { after, obj } => {
                    let (after, obj) = (*after, *obj);
                    return self.load_super_attr(o, after, obj, name);
                }
                Obj::Function(f) => {
                    if let Value::Obj(d) = f.dict {
                        let key = self.sym_str(name);
                        if let Some(v) = self.dict_get(d, key)? {
                            return Ok(v);
                        }
                    }
                }
                Obj::Alias(alias) => {
                    let origin = alias.origin;
                    match self.syms.text(name) {
                        "__origin__" => return Ok(origin),
                        "__args__" => {
                            let args = alias.args.clone();
                            return Ok(self.heap.tuple(args));
                        }
                        "__class__" => return Ok(Value::Obj(self.types.alias)),
                        "__parameters__" => {
                            let parameters = self.prelude("_alias_parameters");
                            return Err(Ctl::Call(Box::new((parameters, vec![o]))));
                        }
                        _ => {}
                    }
                    let found = self.lookup_special(o, name);
                    if found.is_unbound() {
                        return self.load_attr(origin, name);
                    }
                }
                _ => {}
            }
        }
        let found = self.lookup_special(o, name);
        if !found.is_unbound() {
            return self.bind_found(found, o);
        }
        if name == names::CLASS {
            return Ok(Value::Obj(self.class_of(o)));
        }
        if let Some(func) = self.lends_attributes(o, name) {
            // What is missing is missing of the function.
            return self.load_attr(func, name);
        }
        Err(self.no_attribute(o, name))
    }

    /// The function whose attributes are also those of a bound, static or class method.
    fn lends_attributes(&self, o: Value, name: Sym) -> Option<Value> {
        let Value::Obj(r) = o else { return None };
        match self.heap.get(r) {
            Obj::Method { func, .. } => Some(*func),
            Obj::StaticMethod(f) | Obj::ClassMethod(f) => {
                let copied =
                    ["__module__", "__name__", "__qualname__", "__doc__", "__annotations__", "__isabstractmethod__"];
                copied.contains(&self.syms.text(name)).then_some(*f)
            }
            _ => None,
        }
    }

    fn load_instance_attr(&mut self, o: Value, r: Ref, class: Ref, name: Sym) -> R {
        if self.class(class).is_some_and(|c| c.has_getattribute) {
            let found = self.lookup(class, names::GETATTRIBUTE);
            if let Value::Obj(f) = found
                && matches!(self.heap.get(f), Obj::Function(_))
            {
                let text = self.sym_str(name);
                let call = self.prelude("_getattribute");
                return Err(Ctl::Call(Box::new((call, vec![o, text]))));
            }
        }
        self.instance_attr_default(o, r, class, name)
    }

    /// `object.__getattribute__`, then `__getattr__`.
    fn instance_attr_default(&mut self, o: Value, r: Ref, class: Ref, name: Sym) -> R {
        let found = self.lookup(class, name);
        if !found.is_unbound() && matches!(self.descriptor(found), Descriptor::Data) {
            return self.bind_found(found, o);
        }
        let own = self.own_attr(r, name)?;
        if !own.is_unbound() {
            return Ok(own);
        }
        if !found.is_unbound() {
            return self.bind_found(found, o);
        }
        match name {
            names::CLASS => return Ok(Value::Obj(class)),
            names::DICT if self.class(class).is_some_and(|c| c.has_dict) => return self.instance_dict(r),
            _ => {}
        }
        let getattr = self.lookup(class, names::GETATTR);
        if !getattr.is_unbound() {
            let text = self.sym_str(name);
            return Err(Ctl::Call(Box::new((getattr, vec![o, text]))));
        }
        Err(self.no_attribute(o, name))
    }

    /// `object.__getattribute__(o, name)`: no `__getattribute__` or `__getattr__` of the class is asked.
    pub fn load_attr_generic(&mut self, o: Value, name: Sym) -> R {
        match o {
            Value::Obj(r) if matches!(self.heap.get(r), Obj::Instance(_)) => {
                let class = self.class_of(o);
                let found = self.lookup(class, name);
                if !found.is_unbound() && matches!(self.descriptor(found), Descriptor::Data) {
                    return self.bind_found(found, o);
                }
                let own = self.own_attr(r, name)?;
                if !own.is_unbound() {
                    return Ok(own);
                }
                if !found.is_unbound() {
                    return self.bind_found(found, o);
                }
                match name {
                    names::CLASS => Ok(Value::Obj(class)),
                    names::DICT if self.class(class).is_some_and(|c| c.has_dict) => self.instance_dict(r),
                    _ => Err(self.no_attribute(o, name)),
                }
            }
            _ => self.load_attr(o, name),
        }
    }

    /// An attribute in the instance itself; `Unbound` if it has none of that name.
    pub fn own_attr(&mut self, r: Ref, name: Sym) -> R {
        let Obj::Instance(i) = self.heap.get(r) else { return Ok(Value::Unbound) };
        if i.shape == DICT_SHAPE {
            let Some(&Value::Obj(d)) = i.attrs.last() else { return Ok(Value::Unbound) };
            let key = self.sym_str(name);
            return Ok(self.dict_get(d, key)?.unwrap_or_default());
        }
        Ok(match self.shapes.slot(i.shape, name) {
            Some(slot) => i.attrs.get(slot).copied().unwrap_or_default(),
            None => Value::Unbound,
        })
    }

    /// Names and values of an instance's own attributes, in order.
    pub fn own_attrs(&self, r: Ref) -> Vec<(Value, Value)> {
        let Obj::Instance(i) = self.heap.get(r) else { return Vec::new() };
        if i.shape == DICT_SHAPE {
            if let Some(&Value::Obj(d)) = i.attrs.last()
                && let Obj::Dict(table) = self.heap.get(d)
            {
                return table.iter().map(|e| (e.key, e.value)).collect();
            }
            return Vec::new();
        }
        self.shapes
            .keys(i.shape)
            .filter_map(|(name, slot)| {
                let v = *i.attrs.get(slot)?;
                let key = *self.sym_strs.get(name.0 as usize)?;
                (!v.is_unbound()).then_some((key, v))
            })
            .collect()
    }

    /// `o.__dict__`: from now on the attributes live in that dict.
    pub fn instance_dict(&mut self, r: Ref) -> R {
        let Obj::Instance(i) = self.heap.get(r) else { return Ok(Value::None) };
        if i.shape == DICT_SHAPE {
            return Ok(i.attrs.last().copied().unwrap_or(Value::None));
        }
        let class = i.class;
        let entries: Vec<(Sym, Value)> = self
            .shapes
            .keys(i.shape)
            .filter_map(|(n, slot)| i.attrs.get(slot).filter(|v| !v.is_unbound()).map(|v| (n, *v)))
            .collect();
        let dict = self.new_dict();
        for (name, v) in entries {
            let key = self.sym_str(name);
            self.dict_set(dict, key, v)?;
        }
        let hidden = self.class(class).map_or(0, |c| self.shapes.hidden(c.root_shape));
        if let Obj::Instance(i) = self.heap.get_mut(r) {
            i.attrs.truncate(hidden);
            i.attrs.push(Value::Obj(dict));
            i.shape = DICT_SHAPE;
        }
        Ok(Value::Obj(dict))
    }

    fn load_class_attr(&mut self, class: Ref, name: Sym) -> R {
        let Some(meta) = self.class(class).map(|c| c.metaclass) else { return Ok(Value::None) };
        let on_meta = self.lookup(meta, name);
        let o = Value::Obj(class);
        if !on_meta.is_unbound() && matches!(self.descriptor(on_meta), Descriptor::Data) {
            // `__doc__`, `__name__` and the like of a class that has its own of that name: the getter decides.
            return self.bind_found(on_meta, o);
        }
        let found = self.lookup(class, name);
        if !found.is_unbound() {
            return self.bind_on_class(found, class);
        }
        if !on_meta.is_unbound() {
            return self.bind_found(on_meta, o);
        }
        if name == names::CLASS {
            return Ok(Value::Obj(meta));
        }
        let getattr = self.lookup(meta, names::GETATTR);
        if !getattr.is_unbound() {
            let text = self.sym_str(name);
            return Err(Ctl::Call(Box::new((getattr, vec![o, text]))));
        }
        let text =
            format!("type object '{}' has no attribute '{}'", self.name_in_messages(class), self.syms.text(name));
        Err(self.attribute_error(o, name, text))
    }

    /// A class attribute asked for on the class itself.
    fn bind_on_class(&mut self, found: Value, class: Ref) -> R {
        let Value::Obj(r) = found else { return Ok(found) };
        match self.heap.get(r) {
            Obj::StaticMethod(f) => Ok(*f),
            Obj::ClassMethod(f) => {
                let func = *f;
                Ok(self.bound_method(func, Value::Obj(class)))
            }
            Obj::Instance(_) => {
                let get = self.lookup_special(found, names::GET);
                if get.is_unbound() {
                    return Ok(found);
                }
                Err(Ctl::Call(Box::new((get, vec![found, Value::None, Value::Obj(class)]))))
            }
            _ => Ok(found),
        }
    }

    fn load_super_attr(&mut self, o: Value, after: Ref, obj: Value, name: Sym) -> R {
        if name == names::CLASS {
            return Ok(Value::Obj(self.types.super_));
        }
        // `super()` in a class method: the object is the class.
        let (start, on_class) = match obj {
            Value::Obj(c) if matches!(self.heap.get(c), Obj::Class(_)) && self.is_subclass(c, after) => (c, true),
            _ => (self.class_of(obj), false),
        };
        let found = self.lookup_after(start, after, name);
        if found.is_unbound() {
            let text = format!("'super' object has no attribute '{}'", self.syms.text(name));
            return Err(self.attribute_error(o, name, text));
        }
        if on_class { self.bind_on_class(found, start) } else { self.bind_found(found, obj) }
    }

    fn descriptor(&mut self, v: Value) -> Descriptor {
        let Value::Obj(r) = v else { return Descriptor::Plain };
        match self.heap.get(r) {
            Obj::Property(_) | Obj::Member { .. } => Descriptor::Data,
            Obj::Function(_) | Obj::StaticMethod(_) | Obj::ClassMethod(_) => Descriptor::NonData,
            Obj::Native { def, bound } if def.method && bound.is_unbound() => Descriptor::NonData,
            Obj::Instance(i) => {
                let class = i.class;
                // Without a `__get__`, what the instance has of that name goes first.
                if self.lookup(class, names::GET).is_unbound() {
                    Descriptor::Plain
                } else if self.lookup(class, names::SET).is_unbound() && self.lookup(class, names::DELETE).is_unbound()
                {
                    Descriptor::NonData
                } else {
                    Descriptor::Data
                }
            }
            _ => Descriptor::Plain,
        }
    }

    /// A class attribute found for an instance: bound, called or as it is.
    pub fn bind_found(&mut self, found: Value, o: Value) -> R {
        let Value::Obj(r) = found else { return Ok(found) };
        match self.heap.get(r) {
            Obj::Function(_) => Ok(self.bound_method(found, o)),
            Obj::Native { def, bound } if def.method && bound.is_unbound() => {
                let def = *def;
                Ok(Value::Obj(self.heap.alloc(Obj::Native { def, bound: o })))
            }
            Obj::StaticMethod(f) => Ok(*f),
            Obj::ClassMethod(f) => {
                let func = *f;
                let class = Value::Obj(self.class_of(o));
                Ok(self.bound_method(func, class))
            }
            Obj::Property(p) => {
                let get = p.get;
                if get.is_none() || get.is_unbound() {
                    return Err(self.not_writable(o, r, "getter"));
                }
                if let Value::Obj(g) = get
                    && let Obj::Native { def, .. } = self.heap.get(g)
                    && let NativeFn::Rust(f) = def.call
                {
                    return f(self, Args { pos: &[o], kw: &[] });
                }
                let class = self.class_of(o);
                if !self.lookup(class, names::GETATTR).is_unbound() {
                    // An AttributeError from the getter goes to `__getattr__`.
                    let call = self.prelude("_property_or_getattr");
                    let name = p_name(self, r);
                    return Err(Ctl::Call(Box::new((call, vec![get, o, name]))));
                }
                Err(Ctl::Call(Box::new((get, vec![o]))))
            }
            Obj::Member { index: DICT_PLACE, .. } if let Some(r) = o.as_ref() => self.instance_dict(r),
            Obj::Member { index: WEAKREF_PLACE, .. } => Ok(self.weak.first_of(o)),
            Obj::Member { name, index, .. } => {
                let (name, index) = (*name, *index as usize);
                let v = match o {
                    Value::Obj(i) => match self.heap.get(i) {
                        Obj::Instance(i) => i.attrs.get(index).copied().unwrap_or_default(),
                        _ => Value::Unbound,
                    },
                    _ => Value::Unbound,
                };
                if v.is_unbound() { Err(self.no_attribute(o, name)) } else { Ok(v) }
            }
            Obj::Instance(_) => {
                let get = self.lookup_special(found, names::GET);
                if get.is_unbound() {
                    return Ok(found);
                }
                let class = Value::Obj(self.class_of(o));
                Err(Ctl::Call(Box::new((get, vec![found, o, class]))))
            }
            _ => Ok(found),
        }
    }

    /// A special method found on the type: the callable and what goes before its arguments (`Unbound`: nothing).
    pub fn bind_special(&mut self, found: Value, o: Value) -> R<(Value, Value)> {
        let Value::Obj(r) = found else { return Ok((found, Value::Unbound)) };
        match self.heap.get(r) {
            Obj::Function(_) => Ok((found, o)),
            Obj::Native { def, bound } if def.method && bound.is_unbound() => Ok((found, o)),
            Obj::StaticMethod(f) => Ok((*f, Value::Unbound)),
            Obj::ClassMethod(f) => Ok((*f, Value::Obj(self.class_of(o)))),
            _ => Ok((self.bind_found(found, o)?, Value::Unbound)),
        }
    }

    /// A bound method object (for a built-in function: bound in its own way).
    pub fn bound_method(&mut self, func: Value, bound: Value) -> Value {
        if let Value::Obj(r) = func
            && let Obj::Native { def, bound: own } = self.heap.get(r)
            && own.is_unbound()
        {
            let def = *def;
            return Value::Obj(self.heap.alloc(Obj::Native { def, bound }));
        }
        Value::Obj(self.heap.alloc(Obj::Method { func, bound }))
    }

    /// For a method call: the callable and its self (`Unbound` if what was found takes none).
    pub fn load_method(&mut self, o: Value, name: Sym, at: usize) -> R<(Value, Value)> {
        let own_shape = match o {
            Value::Obj(r) => match self.heap.get(r) {
                Obj::Instance(i) => Some((i.class, i.shape)),
                _ => None,
            },
            _ => None,
        };
        let class = match own_shape {
            Some((class, shape)) => {
                if let Some(func) = self.cached_method(at, shape) {
                    return Ok((func, o));
                }
                if shape == DICT_SHAPE || self.class(class).is_some_and(|c| c.has_getattribute) {
                    return Ok((self.load_attr(o, name)?, Value::Unbound));
                }
                class
            }
            None => {
                let class = self.class_of(o);
                if let Some(func) = self.cached_type_method(at, class) {
                    return Ok((func, o));
                }
                match o {
                    Value::Obj(r) => match self.heap.get(r) {
                        Obj::Class(_) | Obj::Module(_) | Obj::Super { .. } | Obj::Function(_) | Obj::Alias(_) => {
                            return self.load_method_of_object(o, r, name);
                        }
                        _ => class,
                    },
                    _ => class,
                }
            }
        };
        let found = self.lookup(class, name);
        let is_method = match found {
            Value::Obj(f) => match self.heap.get(f) {
                Obj::Function(_) => true,
                Obj::Native { def, bound } => def.method && bound.is_unbound(),
                _ => false,
            },
            _ => false,
        };
        if !is_method {
            return Ok((self.load_attr(o, name)?, Value::Unbound));
        }
        if let Some((_, shape)) = own_shape {
            if self.shapes.slot(shape, name).is_some() {
                let own = match o {
                    Value::Obj(r) => self.own_attr(r, name)?,
                    _ => Value::Unbound,
                };
                if !own.is_unbound() {
                    return Ok((own, Value::Unbound));
                }
            } else {
                self.remember_method(at, shape, found);
            }
        } else {
            self.remember_type_method(at, class, found);
        }
        Ok((found, o))
    }

    /// `super().method(…)` without a bound method object; other objects through the ordinary lookup.
    fn load_method_of_object(&mut self, o: Value, r: Ref, name: Sym) -> R<(Value, Value)> {
        if let Obj::Super { after, obj } = self.heap.get(r) {
            let (after, obj) = (*after, *obj);
            let on_class = matches!(obj, Value::Obj(c) if matches!(self.heap.get(c), Obj::Class(_)));
            if !on_class {
                let class = self.class_of(obj);
                let found = self.lookup_after(class, after, name);
                if let Value::Obj(f) = found
                    && let Obj::Function(_) = self.heap.get(f)
                {
                    return Ok((found, obj));
                }
            }
        }
        Ok((self.load_attr(o, name)?, Value::Unbound))
    }

    /// The special method that a `with` statement needs.
    pub fn load_special(&mut self, o: Value, which: Special) -> R<(Value, Value)> {
        let (name, asynchronous) = match which {
            Special::Enter => (names::ENTER, false),
            Special::Exit => (names::EXIT, false),
            Special::AEnter => (names::AENTER, true),
            Special::AExit => (names::AEXIT, true),
        };
        let found = self.lookup_special(o, name);
        if !found.is_unbound() {
            return self.bind_special(found, o);
        }
        let kind = if asynchronous { "an asynchronous context manager" } else { "a context manager" };
        let _ = kind;
        let protocol = if asynchronous { "asynchronous context manager" } else { "context manager" };
        let missed = match which {
            Special::Exit => " (missed __exit__ method)",
            Special::AExit => " (missed __aexit__ method)",
            _ => "",
        };
        let text = format!("'{}' object does not support the {protocol} protocol{missed}", self.type_name(o));
        Err(self.type_error(text))
    }

    /// AttributeError with `name` and `obj` set, for suggestions.
    pub fn attribute_error(&mut self, o: Value, name: Sym, text: String) -> Ctl {
        let ctl = self.raise(Exc::AttributeError, text);
        if let Ctl::Raise(exc) = &ctl {
            let exc = *exc;
            let name = self.sym_str(name);
            self.set_exc_slot(exc, super::exception::EXTRA, name);
            self.set_exc_slot(exc, super::exception::OBJ, o);
        }
        ctl
    }

    /// "'X' object has no attribute 'y'".
    pub fn no_attribute(&mut self, o: Value, name: Sym) -> Ctl {
        let text = format!("'{}' object has no attribute '{}'", self.type_name(o), self.syms.text(name));
        self.attribute_error(o, name, text)
    }

    pub(super) fn property_name(&self, r: Ref) -> String {
        match self.heap.get(r) {
            Obj::Property(p) => self.heap.as_str(p.name).map_or_else(String::new, |s| s.text.to_string()),
            _ => String::new(),
        }
    }

    /// True if instances of the class carry a built-in payload.
    pub fn has_payload(&self, class: Ref) -> bool {
        self.class(class).is_some_and(|c| c.layout == Layout::Payload)
    }
}

fn p_name(vm: &mut Vm, r: Ref) -> Value {
    let name = vm.property_name(r);
    vm.heap.str(&name)
}
