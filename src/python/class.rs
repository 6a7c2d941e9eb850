//! Classes: making them, method resolution order (C3), looking names up along it.

use super::native::{Ctl, R};
use super::object::{Class, DICT_PLACE, Instance, Layout, Obj, WEAKREF_PLACE};
use super::sym::{Sym, SymMap, names};
use super::types::{self, Exc};
use super::value::{Ref, Value};
use super::vm::Vm;
use std::sync::Arc;

/// Entries of the cache of lookups on classes.
const CACHE: usize = 1024;

/// Modules, and their classes that CPython has in C, whose messages name them with the module.
const DOTTED: [(&str, &str); 19] = [
    ("_asyncio", "Future FutureIter Task"),
    ("_contextvars", "Context ContextVar Token"),
    ("_hashlib", "HASH HMAC"),
    ("_io", "BytesIO StringIO TextIOWrapper"),
    ("_queue", "SimpleQueue"),
    ("_thread", "RLock _local lock"),
    ("collections", "OrderedDict _deque_iterator _deque_reverse_iterator _tuplegetter defaultdict deque"),
    ("datetime", "IsoCalendarDate date datetime time timedelta timezone tzinfo"),
    ("decimal", "Context Decimal"),
    ("functools", "KeyWrapper _lru_cache_wrapper partial"),
    (
        "itertools",
        "_grouper _tee accumulate batched chain combinations combinations_with_replacement compress count cycle dropwhile \
         filterfalse groupby islice pairwise permutations product repeat starmap takewhile zip_longest",
    ),
    ("operator", "attrgetter itemgetter methodcaller"),
    ("re", "Match Pattern"),
    ("sys", "version_info"),
    ("time", "struct_time"),
    ("types", "GenericAlias SimpleNamespace UnionType"),
    ("weakref", "CallableProxyType ProxyType ReferenceType"),
    ("array", "array arrayiterator"),
    ("typing", "Generic ParamSpec TypeAliasType TypeVar TypeVarTuple"),
];

/// A remembered lookup; valid while `version` is the current one.
#[derive(Clone, Copy, Debug)]
struct Entry {
    class: Ref,
    name: Sym,
    version: u32,
    value: Value,
}

/// Remembers what names mean on classes, as CPython's method cache does. Emptied whenever any class changes.
#[derive(Clone, Debug)]
pub struct LookupCache {
    entries: Vec<Entry>,
}

impl Default for LookupCache {
    fn default() -> Self {
        let empty = Entry { class: Ref(u32::MAX), name: names::EMPTY, version: u32::MAX, value: Value::Unbound };
        LookupCache { entries: vec![empty; CACHE] }
    }
}

impl Vm {
    /// The class of a value.
    #[inline]
    pub fn class_of(&self, v: Value) -> Ref {
        types::class_of(&self.heap, &self.types, v)
    }

    /// The class behind a handle.
    pub fn class(&self, r: Ref) -> Option<&Class> {
        match self.heap.get(r) {
            Obj::Class(c) => Some(c),
            _ => None,
        }
    }

    /// The class behind a handle, to change it; all remembered lookups are forgotten.
    pub fn class_mut(&mut self, r: Ref) -> Option<&mut Class> {
        self.class_version = self.class_version.wrapping_add(1);
        match self.heap.get_mut(r) {
            Obj::Class(c) => Some(c),
            _ => None,
        }
    }

    /// The name of the class of a value, as error messages give it.
    pub fn type_name(&self, v: Value) -> Arc<str> {
        self.name_in_messages(self.class_of(v))
    }

    /// The name of a class as error messages give it: where CPython has the class in C in a module, with that module.
    pub fn name_in_messages(&self, class: Ref) -> Arc<str> {
        let name = self.class_name(class);
        let module = self.class(class).and_then(|c| c.attrs.get(&names::MODULE));
        let Some(module) = module.and_then(|&v| self.heap.as_str(v)) else { return name };
        let known = DOTTED.iter().find(|(of, _)| **of == *module.text);
        match known.is_some_and(|(_, all)| all.split(' ').any(|one| *one == *name)) {
            true => Arc::from(format!("{}.{name}", module.text)),
            false => name,
        }
    }

    /// The name of a class.
    pub fn class_name(&self, class: Ref) -> Arc<str> {
        self.class(class).map_or_else(|| Arc::from("?"), |c| c.name.clone())
    }

    /// True if `class` is `base` or derives from it (by MRO; hooks are not asked).
    pub fn is_subclass(&self, class: Ref, base: Ref) -> bool {
        class == base || self.class(class).is_some_and(|c| c.mro.contains(&base))
    }

    /// True if the value is of the class or one derived from it (hooks are not asked).
    pub fn is_instance(&self, v: Value, class: Ref) -> bool {
        self.is_subclass(self.class_of(v), class)
    }

    /// What `name` means on a class, along its MRO; no descriptors are called. `Unbound` if nothing.
    pub fn lookup(&mut self, class: Ref, name: Sym) -> Value {
        let at = (class.0 as usize).wrapping_mul(31).wrapping_add(name.0 as usize) % CACHE;
        let entry = self.lookup_cache.entries[at];
        if entry.class == class && entry.name == name && entry.version == self.class_version {
            return entry.value;
        }
        let value = self.lookup_uncached(class, name);
        self.lookup_cache.entries[at] = Entry { class, name, version: self.class_version, value };
        value
    }

    /// As [`Vm::lookup`], without the cache.
    pub fn lookup_uncached(&self, class: Ref, name: Sym) -> Value {
        let Some(c) = self.class(class) else { return Value::Unbound };
        c.mro.iter().find_map(|&k| self.class(k).and_then(|k| k.attrs.get(&name).copied())).unwrap_or_default()
    }

    /// What `name` means on the classes after `after` in the MRO of `class`, for `super()`.
    pub fn lookup_after(&self, class: Ref, after: Ref, name: Sym) -> Value {
        let Some(c) = self.class(class) else { return Value::Unbound };
        let rest = c.mro.iter().skip_while(|&&k| k != after).skip(1);
        rest.clone().find_map(|&k| self.class(k).and_then(|k| k.attrs.get(&name).copied())).unwrap_or_default()
    }

    /// What `name` means on the class of a value: special methods are looked up like this. `Unbound` if nothing.
    pub fn lookup_special(&mut self, v: Value, name: Sym) -> Value {
        let class = self.class_of(v);
        self.lookup(class, name)
    }

    /// Makes a class: the last step of `type.__new__`. The caller has picked the metaclass and runs the hooks
    /// (`__set_name__`, `__init_subclass__`).
    ///
    /// # Errors
    /// TypeError for impossible bases, as CPython words them.
    pub fn make_class(&mut self, name: &str, bases: Vec<Ref>, mut attrs: SymMap<Value>, metaclass: Ref) -> R<Ref> {
        let bases = if bases.is_empty() { vec![self.types.object] } else { bases };
        let own_order = self.syms.intern("mro");
        if matches!(self.lookup(metaclass, own_order), Value::Obj(f) if matches!(self.heap.get(f), Obj::Function(_))) {
            return Err(Ctl::unsupported("a metaclass with an mro() of its own"));
        }
        for (i, &base) in bases.iter().enumerate() {
            let Some(class) = self.class(base) else { return Err(self.type_error("bases must be types")) };
            if !class.subclassable {
                let text = format!("type '{}' is not an acceptable base type", self.class_full_name(base));
                return Err(self.type_error(text));
            }
            if bases[..i].contains(&base) {
                let text = format!("duplicate base class {}", self.class_name(base));
                return Err(self.type_error(text));
            }
        }
        let (layout, payload_type, mut hidden, best) = self.layout_of(&bases)?;
        let slots = attrs.get(&names::SLOTS).copied();
        let slot_names = match slots {
            Some(v) => Some(self.slot_names(v, name)?),
            None => None,
        };
        let inherited_dict = bases.iter().any(|&b| b != self.types.object && self.class(b).is_some_and(|c| c.has_dict));
        let has_dict = slot_names.as_ref().is_none_or(|s| s.contains(&names::DICT)) || inherited_dict;
        // Tuples, ints and bytes vary in size, which leaves no place for the list of weak references.
        let sized = |t: Ref| [self.types.tuple, self.types.int, self.types.bytes].contains(&t);
        let own_weakref = match &slot_names {
            Some(slots) => slots.contains(&names::WEAKREF),
            None => !payload_type.is_some_and(sized),
        };
        let inherited_weakref = bases.iter().any(|&b| self.class(b).is_some_and(|c| c.has_weakref));
        let has_weakref = own_weakref || inherited_weakref;
        let qualname = attrs.shift_remove(&names::QUALNAME).and_then(|v| self.heap.as_str(v).map(|s| s.text.clone()));
        let _ = best;
        let r = self.heap.alloc(Obj::Class(Box::new(Class {
            name: Arc::from(name),
            qualname: qualname.unwrap_or_else(|| Arc::from(name)),
            bases: bases.clone(),
            mro: Vec::new(),
            attrs: SymMap::default(),
            metaclass,
            layout,
            payload_type,
            root_shape: 0,
            heap_type: true,
            subclassable: true,
            has_dict,
            has_weakref,
            subclasses: Vec::new(),
            has_getattribute: false,
            has_del: false,
        })));
        for slot in slot_names.into_iter().flatten().filter(|&s| s != names::DICT && s != names::WEAKREF) {
            if attrs.contains_key(&slot) {
                let text = format!("'{}' in __slots__ conflicts with class variable", self.syms.text(slot));
                return Err(self.value_error(text));
            }
            let member = self.heap.alloc(Obj::Member { name: slot, index: hidden, class: r });
            attrs.insert(slot, Value::Obj(member));
            hidden += 1;
        }
        let is_meta = layout == Layout::Builtin;
        for (name, index, adds) in [
            (names::DICT, DICT_PLACE, has_dict && !inherited_dict && !is_meta),
            (names::WEAKREF, WEAKREF_PLACE, own_weakref && !inherited_weakref && !is_meta),
        ] {
            if adds && !attrs.contains_key(&name) {
                let member = self.heap.alloc(Obj::Member { name, index, class: r });
                attrs.insert(name, Value::Obj(member));
            }
        }
        attrs.entry(names::DOC).or_insert(Value::None);
        // A class that defines __eq__ without __hash__ makes unhashable instances.
        if attrs.contains_key(&names::EQ) && !attrs.contains_key(&names::HASH) {
            attrs.insert(names::HASH, Value::None);
        }
        if let Some(&Value::Obj(new)) = attrs.get(&names::NEW)
            && matches!(self.heap.get(new), Obj::Function(_))
        {
            let wrapped = self.heap.alloc(Obj::StaticMethod(Value::Obj(new)));
            attrs.insert(names::NEW, Value::Obj(wrapped));
        }
        for hook in [names::INIT_SUBCLASS, names::CLASS_GETITEM] {
            if let Some(&Value::Obj(f)) = attrs.get(&hook)
                && matches!(self.heap.get(f), Obj::Function(_))
            {
                let wrapped = self.heap.alloc(Obj::ClassMethod(Value::Obj(f)));
                attrs.insert(hook, Value::Obj(wrapped));
            }
        }
        let mro = self.linearize(r, &bases)?;
        let root_shape = self.shapes.root(hidden);
        let getattribute = mro[1..].iter().any(|&k| self.class(k).is_some_and(|c| c.has_getattribute));
        let del = mro[1..].iter().any(|&k| self.class(k).is_some_and(|c| c.has_del));
        if let Some(class) = self.class_mut(r) {
            class.has_del = del || attrs.contains_key(&names::DEL);
            class.has_getattribute = getattribute || attrs.contains_key(&names::GETATTRIBUTE);
            class.mro = mro;
            class.attrs = attrs;
            class.root_shape = root_shape;
        }
        for base in bases {
            if let Some(class) = self.class_mut(base) {
                class.subclasses.push(r);
            }
        }
        Ok(r)
    }

    /// Layout, payload class and number of hidden slots that instances of a class with these bases have.
    fn layout_of(&mut self, bases: &[Ref]) -> R<(Layout, Option<Ref>, u32, Ref)> {
        let mut found = (Layout::Object, None, 0, self.types.object);
        for &base in bases {
            let Some(class) = self.class(base) else { continue };
            let hidden = self.shapes.hidden(class.root_shape) as u32;
            let this = match class.layout {
                Layout::Builtin => (Layout::Payload, Some(base), 1, base),
                layout => (layout, class.payload_type, hidden, base),
            };
            let plain = |l: &(Layout, Option<Ref>, u32, Ref)| l.0 == Layout::Object && l.2 == 0;
            // Two built-in types of which neither derives from the other (int and str) cannot share one instance.
            if let (Some(one), Some(other)) = (found.1, this.1)
                && !self.is_subclass(one, other)
                && !self.is_subclass(other, one)
            {
                return Err(self.type_error("multiple bases have instance lay-out conflict"));
            }
            if base == self.types.type_ || class.payload_type == Some(self.types.type_) {
                found = (Layout::Builtin, None, 0, base);
            } else if plain(&this) {
                continue;
            } else if plain(&found)
                || self.is_subclass(this.3, found.3)
                || (this.0 == found.0 && this.1 == found.1 && found.2 == this.2)
            {
                found = this;
            } else if !(self.is_subclass(found.3, this.3) || found.0 == this.0 && this.2 <= SLOTS_OF_LAYOUT(found.0)) {
                return Err(self.type_error("multiple bases have instance lay-out conflict"));
            }
        }
        Ok(found)
    }

    fn slot_names(&mut self, v: Value, class: &str) -> R<Vec<Sym>> {
        let items = match self.heap.as_str(v) {
            Some(_) => vec![v],
            None => self.native_items(v)?,
        };
        let mut out = Vec::new();
        for item in items {
            let Some(text) = self.heap.as_str(item).map(|s| s.text.clone()) else {
                let text = format!("__slots__ items must be strings, not '{}'", self.type_name(item));
                return Err(self.type_error(text));
            };
            // Private names are those that the methods of the class will ask for.
            let owner = class.trim_start_matches('_');
            let private = text.starts_with("__") && !text.ends_with("__") && !owner.is_empty();
            out.push(if private { self.syms.intern(&format!("_{owner}{text}")) } else { self.syms.intern(&text) });
        }
        Ok(out)
    }

    /// C3 linearization.
    fn linearize(&mut self, class: Ref, bases: &[Ref]) -> R<Vec<Ref>> {
        let mut sequences: Vec<Vec<Ref>> =
            bases.iter().map(|&b| self.class(b).map(|c| c.mro.clone()).unwrap_or_default()).collect();
        sequences.push(bases.to_vec());
        let mut mro = vec![class];
        loop {
            sequences.retain(|s| !s.is_empty());
            if sequences.is_empty() {
                return Ok(mro);
            }
            let candidate = sequences.iter().map(|s| s[0]).find(|c| !sequences.iter().any(|s| s[1..].contains(c)));
            let Some(next) = candidate else {
                let mut heads: Vec<Ref> = Vec::new();
                for s in &sequences {
                    if !heads.contains(&s[0]) {
                        heads.push(s[0]);
                    }
                }
                let list: Vec<String> = heads.iter().map(|&b| self.class_name(b).to_string()).collect();
                let text =
                    format!("Cannot create a consistent method resolution order (MRO) for bases {}", list.join(", "));
                return Err(self.type_error(text));
            };
            mro.push(next);
            for s in &mut sequences {
                s.retain(|&c| c != next);
            }
        }
    }

    /// A fresh instance of a class with `Object`, `Exception` or `Native` layout: hidden slots unset, no attributes.
    pub fn new_instance(&mut self, class: Ref) -> R {
        let Some((layout, shape, has_del)) = self.class(class).map(|c| (c.layout, c.root_shape, c.has_del)) else {
            return Err(self.raise(Exc::SystemError, "not a class"));
        };
        if layout == Layout::Exception {
            let empty = self.heap.tuple(Vec::new());
            let exc = self.exception_with(class, empty);
            let hidden = self.shapes.hidden(shape);
            if let Value::Obj(r) = exc
                && let Obj::Instance(i) = self.heap.get_mut(r)
            {
                i.attrs.resize(hidden.max(i.attrs.len()), Value::Unbound);
            }
            return Ok(exc);
        }
        let attrs = vec![Value::Unbound; self.shapes.hidden(shape)];
        let r = self.heap.alloc(Obj::Instance(Instance { class, shape, attrs }));
        if has_del {
            self.watch(r);
        }
        Ok(Value::Obj(r))
    }

    /// An instance of a subclass of a built-in kind, carrying `payload`.
    pub fn new_payload(&mut self, class: Ref, payload: Value) -> R {
        let v = self.new_instance(class)?;
        if let Value::Obj(r) = v
            && let Obj::Instance(i) = self.heap.get_mut(r)
            && let Some(first) = i.attrs.first_mut()
        {
            *first = payload;
        }
        Ok(v)
    }
}

/// Hidden slots that a layout brings by itself.
#[allow(non_snake_case, reason = "a table written as a function")]
const fn SLOTS_OF_LAYOUT(layout: Layout) -> u32 {
    match layout {
        Layout::Builtin | Layout::Object => 0,
        Layout::Payload => 1,
        Layout::Exception => super::exception::SLOTS,
        Layout::Native(n) => n as u32,
    }
}

impl Ctl {
    /// For lookups that must not find anything to run: treats "needs Python" as unsupported.
    pub fn unsupported(what: &str) -> Ctl {
        Ctl::Unsupported(Box::from(what))
    }
}
