//! Names: globals and built-ins, cells, class namespaces, and what errors say when one is not bound. The caches of
//! attribute instructions.

use super::Vm;
use super::cache::{Hit, SiteCache};
use super::link::LinkedCode;
use crate::python::native::{Ctl, R};
use crate::python::object::{DICT_SHAPE, Obj};
use crate::python::op::Reg;
use crate::python::sym::{Sym, names};
use crate::python::types::Exc;
use crate::python::value::{Ref, Value};

impl Vm {
    /// A global that is not bound in the module: the built-in of that name.
    pub(super) fn load_builtin(&mut self, namespace: u32, slot: u32) -> R {
        let Some(name) = self.global_name(namespace, slot) else { return Ok(Value::None) };
        if let Some(v) = self.global_in_dict(namespace, name) {
            return Ok(v);
        }
        let v = self.namespaces.get(self.builtins as usize).map(|n| n.get(name)).unwrap_or_default();
        if v.is_unbound() { Err(self.name_error(namespace, slot)) } else { Ok(v) }
    }

    /// A global name of code whose globals are a dict.
    pub(super) fn global_in_dict(&mut self, namespace: u32, name: Sym) -> Option<Value> {
        let dict = self.namespaces.get(namespace as usize)?.dict?;
        let key = self.sym_str(name);
        self.dict_get(dict, key).ok().flatten()
    }

    /// Binds a global name by its slot, where a dict holds the values.
    pub(super) fn store_global(&mut self, namespace: u32, slot: u32, v: Value) {
        if let Some(name) = self.global_name(namespace, slot) {
            self.bind(namespace, name, v);
        }
    }

    /// Takes a global name away; false if it is not bound.
    pub(super) fn delete_global(&mut self, namespace: u32, slot: u32) -> bool {
        let Some(name) = self.global_name(namespace, slot) else { return false };
        let bound = self.global_in_dict(namespace, name).is_some();
        self.bind(namespace, name, Value::Unbound);
        bound
    }

    fn global_name(&self, namespace: u32, slot: u32) -> Option<Sym> {
        let space = self.namespaces.get(namespace as usize)?;
        space.index.get_index(slot as usize).map(|(n, _)| *n)
    }

    pub(super) fn name_error(&mut self, namespace: u32, slot: u32) -> Ctl {
        let name = self.global_name(namespace, slot).unwrap_or(crate::python::sym::names::EMPTY);
        self.name_error_for(name)
    }

    fn name_error_for(&mut self, name: Sym) -> Ctl {
        let text = format!("name '{}' is not defined", self.syms.text(name));
        let ctl = self.raise(Exc::NameError, text);
        if let Ctl::Raise(exc) = &ctl {
            let exc = *exc;
            let v = self.sym_str(name);
            self.set_exc_slot(exc, crate::python::exception::EXTRA, v);
        }
        ctl
    }

    /// A name in a class body: its namespace, the module's globals, the built-ins.
    pub(super) fn load_name(&mut self, ns: Value, namespace: u32, name: Sym) -> R {
        if let Value::Obj(r) = self.heap.payload(ns)
            && matches!(self.heap.get(r), Obj::Dict(_))
        {
            let key = self.sym_str(name);
            if let Some(v) = self.dict_get(r, key)? {
                return Ok(v);
            }
        }
        let v = self.namespaces.get(namespace as usize).map(|n| n.get(name)).unwrap_or_default();
        let v = if v.is_unbound() { self.global_in_dict(namespace, name).unwrap_or_default() } else { v };
        if !v.is_unbound() {
            return Ok(v);
        }
        let v = self.namespaces.get(self.builtins as usize).map(|n| n.get(name)).unwrap_or_default();
        if v.is_unbound() { Err(self.name_error_for(name)) } else { Ok(v) }
    }

    /// Binds a name in a class body; a namespace with its own `__setitem__` (an enum's) answers `Ctl::Python`.
    pub(super) fn store_in_namespace(&mut self, ns: Value, key: Value, v: Value) -> R<()> {
        match ns {
            Value::Obj(r) if matches!(self.heap.get(r), Obj::Dict(_)) => self.dict_set(r, key, v),
            _ => Err(Ctl::Python),
        }
    }

    pub(super) fn delete_name(&mut self, ns: Value, name: Sym) -> R<()> {
        if let Value::Obj(r) = self.heap.payload(ns)
            && matches!(self.heap.get(r), Obj::Dict(_))
        {
            let key = self.sym_str(name);
            if self.dict_remove(r, key)?.is_some() {
                return Ok(());
            }
        }
        Err(self.name_error_for(name))
    }

    #[inline(never)]
    pub(super) fn load_class_deref(&mut self, ns: Value, cell: Value, name: Sym) -> R {
        if let Value::Obj(r) = self.heap.payload(ns)
            && matches!(self.heap.get(r), Obj::Dict(_))
        {
            let key = self.sym_str(name);
            if let Some(v) = self.dict_get(r, key)? {
                return Ok(v);
            }
        }
        match self.cell_get(cell) {
            Value::Unbound => Err(self.free_variable_error(name)),
            v => Ok(v),
        }
    }

    pub(super) fn cell_get(&self, cell: Value) -> Value {
        match cell {
            Value::Obj(r) => match self.heap.get(r) {
                Obj::Cell(v) => *v,
                _ => Value::Unbound,
            },
            _ => Value::Unbound,
        }
    }

    pub(super) fn cell_set(&mut self, cell: Value, v: Value) {
        if let Value::Obj(r) = cell
            && let Obj::Cell(place) = self.heap.get_mut(r)
        {
            *place = v;
        }
    }

    pub(super) fn unbound_local(&mut self, linked: &LinkedCode, reg: Reg) -> Ctl {
        let name = linked.code.var_names.get(reg as usize).cloned().unwrap_or_default();
        let text = format!("cannot access local variable '{name}' where it is not associated with a value");
        self.raise(Exc::UnboundLocalError, text)
    }

    pub(super) fn unbound_cell(&mut self, linked: &LinkedCode, cell: Reg) -> Ctl {
        let sym = linked.var_syms.get(cell as usize).copied();
        let free = linked.code.free_base;
        let own = cell < free || usize::from(cell) >= usize::from(free) + linked.code.free_names.len();
        match sym {
            Some(name) if !own => self.free_variable_error(name),
            _ => self.unbound_local(linked, cell),
        }
    }

    fn free_variable_error(&mut self, name: Sym) -> Ctl {
        let text = format!(
            "cannot access free variable '{}' where it is not associated with a value in enclosing scope",
            self.syms.text(name)
        );
        self.raise(Exc::NameError, text)
    }

    // ---- caches of attribute instructions

    fn cache(&self, at: usize) -> Option<Hit> {
        self.caches.get(at).filter(|c| c.version == self.class_version).map(|c| c.hit)
    }

    fn remember(&mut self, at: usize, hit: Hit) {
        let version = self.class_version;
        if let Some(c) = self.caches.get_mut(at) {
            *c = SiteCache { version, hit };
        }
    }

    pub(crate) fn cached_method(&self, at: usize, shape: u32) -> Option<Value> {
        match self.cache(at) {
            Some(Hit::Method { shape: s, func }) if s == shape => Some(func),
            _ => None,
        }
    }

    pub(crate) fn cached_type_method(&self, at: usize, class: Ref) -> Option<Value> {
        match self.cache(at) {
            Some(Hit::TypeMethod { class: c, func }) if c == class => Some(func),
            _ => None,
        }
    }

    pub(crate) fn remember_method(&mut self, at: usize, shape: u32, func: Value) {
        self.remember(at, Hit::Method { shape, func });
    }

    pub(crate) fn remember_type_method(&mut self, at: usize, class: Ref, func: Value) {
        self.remember(at, Hit::TypeMethod { class, func });
    }

    /// Attribute load behind the fast path: finds it and remembers where.
    pub(super) fn load_attr_cached(&mut self, o: Value, name: Sym, at: usize) -> R {
        if let Value::Obj(r) = o {
            match self.heap.get(r) {
                Obj::Module(m) => {
                    let space = m.namespace;
                    if let Some(Hit::Module { namespace, slot }) = self.cache(at)
                        && namespace == space
                        && let Some(&v) = self.namespaces.get(space as usize).and_then(|n| n.values.get(slot as usize))
                        && !v.is_unbound()
                    {
                        return Ok(v);
                    }
                    if let Some(&slot) = self.namespaces.get(space as usize).and_then(|n| n.index.get(&name)) {
                        self.remember(at, Hit::Module { namespace: space, slot });
                    }
                }
                Obj::Instance(i) if i.shape != DICT_SHAPE => {
                    let (class, shape) = (i.class, i.shape);
                    if let Some(slot) = self.shapes.slot(shape, name)
                        && self.plain_on_class(class, name)
                    {
                        self.remember(at, Hit::Slot { shape, slot: slot as u32 });
                    }
                }
                _ => {}
            }
        }
        self.load_attr(o, name)
    }

    /// Attribute store behind the fast path.
    pub(super) fn store_attr_cached(&mut self, o: Value, name: Sym, v: Value, at: usize) -> R<()> {
        if let Value::Obj(r) = o
            && let Obj::Instance(i) = self.heap.get(r)
            && i.shape != DICT_SHAPE
        {
            let (class, shape) = (i.class, i.shape);
            if let Some(Hit::Append { shape: from, next }) = self.cache(at)
                && from == shape
            {
                let mut grown = 0;
                if let Obj::Instance(i) = self.heap.get_mut(r) {
                    let before = i.attrs.capacity();
                    i.attrs.push(v);
                    grown = i.attrs.capacity() - before;
                    i.shape = next;
                }
                self.heap.grew(grown * size_of::<Value>());
                return Ok(());
            }
            let simple = name != names::CLASS
                && name != names::DICT
                && self.class(class).is_some_and(|c| c.has_dict)
                && self.lookup(class, name).is_unbound()
                && !self.has_python_setattr(class);
            if simple {
                match self.shapes.slot(shape, name) {
                    Some(slot) => self.remember(at, Hit::Slot { shape, slot: slot as u32 }),
                    None => {
                        self.sym_str(name);
                        if let Some(next) = self.shapes.with(shape, name) {
                            self.remember(at, Hit::Append { shape, next });
                        }
                    }
                }
            }
        }
        self.store_attr(o, name, v)
    }

    fn has_python_setattr(&mut self, class: Ref) -> bool {
        match self.lookup(class, crate::python::sym::names::SETATTR) {
            Value::Obj(f) => matches!(self.heap.get(f), Obj::Function(_)),
            _ => false,
        }
    }

    /// True if the class does not come between an instance and its own attribute `name`.
    fn plain_on_class(&mut self, class: Ref, name: Sym) -> bool {
        let getattribute = self.class(class).is_some_and(|c| c.has_getattribute);
        !getattribute
            && match self.lookup(class, name) {
                Value::Obj(r) => !matches!(self.heap.get(r), Obj::Property(_) | Obj::Member { .. } | Obj::Instance(_)),
                _ => true,
            }
    }
}
