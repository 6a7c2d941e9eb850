//! `object`, `type`, `super`, `staticmethod`, `classmethod`; making modules.

use crate::python::native::{Args, Ctl, FrameFn, NativeDef, NativeFn, R};
use crate::python::object::{Obj, Property};
use crate::python::op::CmpOp;
use crate::python::sym::{Sym, names};
use crate::python::types::Exc;
use crate::python::value::{Ref, Value};
use crate::python::vm::Vm;

pub static OBJECT: &[NativeDef] = &[
    NativeDef::function("__new__", 1, 255, object_new).of("object").kw(&["**"]),
    NativeDef::method("object", "__init__", 0, 255, object_init).kw(&["**"]),
    NativeDef::method("object", "__repr__", 0, 0, object_repr).slow("_repr"),
    NativeDef::method("object", "__str__", 0, 0, object_str).slow("_repr"),
    NativeDef::method("object", "__eq__", 1, 1, object_eq),
    NativeDef::method("object", "__ne__", 1, 1, object_ne).slow("_object_ne"),
    NativeDef::method("object", "__hash__", 0, 0, object_hash),
    NativeDef::method("object", "__format__", 1, 1, object_format).slow("_object_format"),
    NativeDef::method("object", "__getattribute__", 1, 1, object_getattribute),
    NativeDef::method("object", "__setattr__", 2, 2, object_setattr),
    NativeDef::method("object", "__delattr__", 1, 1, object_delattr),
    NativeDef::method("object", "__dir__", 0, 0, object_dir),
];

pub static TYPE: &[NativeDef] = &[
    NativeDef::function("__new__", 2, 4, type_new).of("type").kw(&["**"]).slow("_type_new"),
    NativeDef::method("type", "__init__", 0, 255, object_init).kw(&["**"]),
    NativeDef {
        call: NativeFn::Frame(FrameFn::Instantiate),
        ..NativeDef::method("type", "__call__", 0, 255, object_init).kw(&["**"])
    },
    NativeDef::method("type", "mro", 0, 0, type_mro),
    NativeDef::method("type", "__subclasses__", 0, 0, type_subclasses),
    NativeDef::method("type", "__instancecheck__", 1, 1, type_instancecheck),
    NativeDef::method("type", "__subclasscheck__", 1, 1, type_subclasscheck),
];

/// `types.MappingProxyType`.
pub static PROXY: &[NativeDef] = &[NativeDef::function("__new__", 2, 2, proxy_new).of("mappingproxy")];
/// `types.MethodType`.
pub static METHOD: &[NativeDef] = &[NativeDef::function("__new__", 3, 3, method_new).of("method")];
/// `types.GenericAlias`.
pub static ALIAS: &[NativeDef] = &[NativeDef::function("__new__", 3, 3, alias_new).of("types.GenericAlias")];
pub static SUPER: &[NativeDef] = &[NativeDef::function("__new__", 1, 3, super_new).of("super")];

pub static STATICMETHOD: &[NativeDef] = &[
    NativeDef::function("__new__", 2, 2, static_new).of("staticmethod"),
    NativeDef::method("staticmethod", "__get__", 1, 2, bound_by),
];
pub static CLASSMETHOD: &[NativeDef] = &[
    NativeDef::function("__new__", 2, 2, class_new).of("classmethod"),
    NativeDef::method("classmethod", "__get__", 1, 2, bound_by),
];

/// `types.ModuleType(name, doc)`: empty, and not in `sys.modules`.
fn module_new(vm: &mut Vm, args: Args<'_>) -> R {
    if !args.get(0).is(Value::Obj(vm.types.module)) {
        return Err(Ctl::unsupported("objects of classes derived from ModuleType"));
    }
    let [name, doc] = ["name", "doc"].map(|n| vm.syms.intern(n));
    let (name, doc) = (args.either(1, name), args.either(2, doc));
    let Some(name) = vm.heap.as_str(name).map(|s| s.text.clone()) else {
        let text = format!("module() argument 'name' must be str, not {}", vm.type_name(name));
        return Err(vm.type_error(text));
    };
    let (module, space) = vm.new_module(&name);
    vm.bind(space, names::DOC, if doc.is_unbound() { Value::None } else { doc });
    for name in ["__package__", "__loader__", "__spec__"] {
        let name = vm.syms.intern(name);
        vm.bind(space, name, Value::None);
    }
    Ok(Value::Obj(module))
}

/// Adds all of these, and the attributes that are computed.
pub fn install(vm: &mut Vm) {
    let (object, type_) = (vm.types.object, vm.types.type_);
    vm.add_methods(object, OBJECT);
    vm.add_methods(type_, TYPE);
    vm.add_methods(vm.types.super_, SUPER);
    vm.add_methods(vm.types.mappingproxy, PROXY);
    vm.add_methods(vm.types.method, METHOD);
    vm.add_methods(vm.types.alias, ALIAS);
    super::property::install(vm);
    vm.add_methods(vm.types.staticmethod, STATICMETHOD);
    vm.add_methods(vm.types.classmethod, CLASSMETHOD);
    static INIT_SUBCLASS: NativeDef = NativeDef::function("__init_subclass__", 1, 1, init_subclass);
    let native = vm.heap.alloc(Obj::Native { def: &INIT_SUBCLASS, bound: Value::Unbound });
    let wrapped = vm.heap.alloc(Obj::ClassMethod(Value::Obj(native)));
    if let Some(class) = vm.class_mut(object) {
        class.attrs.insert(names::INIT_SUBCLASS, Value::Obj(wrapped));
    }
    static NAME: NativeDef = NativeDef::function("__name__", 1, 1, type_name);
    static SET_NAME: NativeDef = NativeDef::function("__name__", 2, 2, type_set_name);
    static QUALNAME: NativeDef = NativeDef::function("__qualname__", 1, 1, type_qualname);
    static SET_QUALNAME: NativeDef = NativeDef::function("__qualname__", 2, 2, type_set_qualname);
    static MRO: NativeDef = NativeDef::function("__mro__", 1, 1, type_mro_tuple);
    static BASES: NativeDef = NativeDef::function("__bases__", 1, 1, type_bases);
    static BASE: NativeDef = NativeDef::function("__base__", 1, 1, type_base);
    static DICT: NativeDef = NativeDef::function("__dict__", 1, 1, type_dict);
    static MODULE: NativeDef = NativeDef::function("__module__", 1, 1, type_module);
    static SET_MODULE: NativeDef = NativeDef::function("__module__", 2, 2, type_set_module);
    static DOC: NativeDef = NativeDef::function("__doc__", 1, 1, type_doc);
    static SET_DOC: NativeDef = NativeDef::function("__doc__", 2, 2, type_set_doc);
    vm.add_property(type_, &NAME, Some(&SET_NAME));
    vm.add_property(type_, &QUALNAME, Some(&SET_QUALNAME));
    vm.add_property(type_, &MRO, None);
    vm.add_property(type_, &BASES, None);
    vm.add_property(type_, &BASE, None);
    vm.add_property(type_, &DICT, None);
    vm.add_property(type_, &MODULE, Some(&SET_MODULE));
    vm.add_property(type_, &DOC, Some(&SET_DOC));
    static NOTES: NativeDef = NativeDef::function("__annotations__", 1, 1, type_annotations);
    static SET_NOTES: NativeDef = NativeDef::function("__annotations__", 2, 2, type_set_annotations);
    vm.add_property(type_, &NOTES, Some(&SET_NOTES));
    static MODULE_NEW: [NativeDef; 1] =
        [NativeDef::function("__new__", 2, 3, module_new).of("module").kw(&["name", "doc"])];
    vm.add_methods(vm.types.module, &MODULE_NEW);
}

impl Vm {
    /// Adds a computed attribute to a built-in class.
    pub fn add_property(&mut self, class: Ref, get: &'static NativeDef, set: Option<&'static NativeDef>) {
        let name = self.syms.intern(get.name);
        let get = Value::Obj(self.heap.alloc(Obj::Native { def: get, bound: Value::Unbound }));
        let set = match set {
            Some(def) => Value::Obj(self.heap.alloc(Obj::Native { def, bound: Value::Unbound })),
            None => Value::None,
        };
        let text = self.sym_str(name);
        let property = Property { get, set, del: Value::None, doc: Value::None, name: text };
        let property = Value::Obj(self.heap.alloc(Obj::Property(Box::new(property))));
        if let Some(class) = self.class_mut(class) {
            class.attrs.insert(name, property);
        }
    }

    /// The name of an attribute, given as a string object.
    ///
    /// # Errors
    /// TypeError for anything else.
    pub fn attr_name(&mut self, v: Value) -> R<Sym> {
        match self.heap.as_str(v).map(|s| s.text.clone()) {
            Some(text) => Ok(self.syms.intern(&text)),
            None => {
                let text = format!("attribute name must be string, not '{}'", self.type_name(v));
                Err(self.type_error(text))
            }
        }
    }

    fn own_init_or_new(&mut self, class: Ref, name: Sym) -> bool {
        match self.lookup(class, name) {
            Value::Obj(f) => match self.heap.get(f) {
                Obj::Native { def, .. } => def.owner != "object",
                _ => true,
            },
            _ => false,
        }
    }
}

fn object_new(vm: &mut Vm, args: Args<'_>) -> R {
    let Some(class) = args.get(0).as_ref().filter(|&class| vm.class(class).is_some()) else {
        let text = format!("object.__new__(X): X is not a type object ({})", vm.type_name(args.get(0)));
        return Err(vm.type_error(text));
    };
    if (args.len() > 1 || !args.kw.is_empty()) && !vm.own_init_or_new(class, names::INIT) {
        let text = format!("{}() takes no arguments", vm.name_in_messages(class));
        return Err(vm.type_error(text));
    }
    vm.new_instance(class)
}

fn object_init(vm: &mut Vm, args: Args<'_>) -> R {
    let class = vm.class_of(args.get(0));
    let extra = args.len() > 1 || !args.kw.is_empty();
    if extra && class != vm.types.type_ && !vm.is_subclass(class, vm.types.type_) {
        let own_new = vm.own_init_or_new(class, names::NEW);
        let own_init = vm.own_init_or_new(class, names::INIT);
        if own_init {
            return Err(vm.type_error("object.__init__() takes exactly one argument (the instance to initialize)"));
        }
        if !own_new {
            let text = format!(
                "{}.__init__() takes exactly one argument (the instance to initialize)",
                vm.name_in_messages(class)
            );
            return Err(vm.type_error(text));
        }
    }
    Ok(Value::None)
}

fn init_subclass(vm: &mut Vm, args: Args<'_>) -> R {
    let _ = (vm, args);
    Ok(Value::None)
}

fn object_repr(vm: &mut Vm, args: Args<'_>) -> R {
    let v = args.get(0);
    let text = match v {
        Value::Obj(r)
            if matches!(vm.heap.get(r), Obj::Instance(_))
                && vm.heap.payload(v).is(v)
                && vm.as_exception(v).is_none() =>
        {
            format!("<{} object at {:#x}>", vm.class_full_name(vm.class_of(v)), vm.address(r))
        }
        _ => vm.repr_native(v)?,
    };
    Ok(vm.heap.str(&text))
}

fn object_str(vm: &mut Vm, args: Args<'_>) -> R {
    let v = args.get(0);
    let text = if vm.as_exception(v).is_some() { vm.str_native(v)? } else { vm.repr_native(v)? };
    Ok(vm.heap.str(&text))
}

fn object_eq(vm: &mut Vm, args: Args<'_>) -> R {
    let (a, b) = (args.get(0), args.get(1));
    if a.is(b) {
        return Ok(Value::Bool(true));
    }
    let plain = match a {
        Value::Obj(r) => matches!(vm.heap.get(r), Obj::Instance(_)) && vm.heap.payload(a).is(a),
        _ => false,
    };
    if plain {
        return Ok(Value::NotImplemented);
    }
    match vm.compare_native(CmpOp::Eq, a, b) {
        // The other one says how they compare.
        Err(Ctl::Python) => Ok(Value::NotImplemented),
        other => other,
    }
}

fn object_ne(vm: &mut Vm, args: Args<'_>) -> R {
    vm.compare_native(CmpOp::Ne, args.get(0), args.get(1))
}

fn object_hash(vm: &mut Vm, args: Args<'_>) -> R {
    let v = args.get(0);
    match v {
        Value::Obj(r) if matches!(vm.heap.get(r), Obj::Instance(_)) && vm.heap.payload(v).is(v) => {
            Ok(Value::Int(i64::from(r.0)))
        }
        _ => Ok(Value::Int(vm.hash_native(v)?)),
    }
}

fn object_format(vm: &mut Vm, args: Args<'_>) -> R {
    let spec = vm.heap.as_str(args.get(1)).map(|s| s.text.clone()).unwrap_or_default();
    let v = args.get(0);
    let plain = matches!(v, Value::Obj(r) if matches!(vm.heap.get(r), Obj::Instance(_))) && vm.heap.payload(v).is(v);
    if plain && !spec.is_empty() {
        let text = format!("unsupported format string passed to {}.__format__", vm.type_name(v));
        return Err(vm.type_error(text));
    }
    let text = vm.format_builtin(v, &spec)?;
    Ok(vm.heap.str(&text))
}

fn object_getattribute(vm: &mut Vm, args: Args<'_>) -> R {
    let name = vm.attr_name(args.get(1))?;
    vm.load_attr_generic(args.get(0), name)
}

fn object_setattr(vm: &mut Vm, args: Args<'_>) -> R {
    let name = vm.attr_name(args.get(1))?;
    vm.store_attr_generic(args.get(0), name, args.get(2))?;
    Ok(Value::None)
}

fn object_delattr(vm: &mut Vm, args: Args<'_>) -> R {
    let name = vm.attr_name(args.get(1))?;
    vm.delete_attr_generic(args.get(0), name)?;
    Ok(Value::None)
}

fn object_dir(vm: &mut Vm, args: Args<'_>) -> R {
    let names = vm.dir_names(args.get(0));
    let items = names.iter().map(|n| vm.heap.str(n)).collect();
    Ok(vm.heap.list(items))
}

impl Vm {
    /// The names that `dir(v)` gives, sorted.
    pub fn dir_names(&mut self, v: Value) -> Vec<String> {
        let mut names: Vec<String> = Vec::new();
        let mut class = self.class_of(v);
        if let Value::Obj(r) = v {
            match self.heap.get(r) {
                Obj::Instance(_) => {
                    for (key, _) in self.own_attrs(r) {
                        names.extend(self.heap.as_str(key).map(|s| s.text.to_string()));
                    }
                }
                Obj::Class(_) => class = r,
                Obj::Module(m) => {
                    let space = m.namespace as usize;
                    let bound = self.namespaces[space]
                        .index
                        .iter()
                        .filter(|(_, i)| !self.namespaces[space].values[**i as usize].is_unbound());
                    names = bound.map(|(n, _)| self.syms.text(*n).to_string()).collect();
                    names.sort();
                    return names;
                }
                _ => {}
            }
        }
        let mro = self.class(class).map(|c| c.mro.clone()).unwrap_or_default();
        for k in mro {
            if let Some(c) = self.class(k) {
                names.extend(c.attrs.keys().map(|n| self.syms.text(*n).to_string()));
            }
        }
        names.sort();
        names.dedup();
        names
    }
}

fn type_new(vm: &mut Vm, args: Args<'_>) -> R {
    if args.len() == 2 && args.kw.is_empty() {
        return Ok(Value::Obj(vm.class_of(args.get(1))));
    }
    if args.len() != 4 {
        return Err(vm.type_error("type() takes 1 or 3 arguments"));
    }
    Err(Ctl::Python)
}

fn class_arg(vm: &Vm, args: Args<'_>) -> Option<Ref> {
    args.get(0).as_ref().filter(|&r| vm.class(r).is_some())
}

fn type_mro(vm: &mut Vm, args: Args<'_>) -> R {
    let mro = class_arg(vm, args).and_then(|r| vm.class(r)).map(|c| c.mro.clone()).unwrap_or_default();
    Ok(vm.heap.list(mro.into_iter().map(Value::Obj).collect()))
}

fn type_mro_tuple(vm: &mut Vm, args: Args<'_>) -> R {
    let mro = class_arg(vm, args).and_then(|r| vm.class(r)).map(|c| c.mro.clone()).unwrap_or_default();
    Ok(vm.heap.tuple(mro.into_iter().map(Value::Obj).collect()))
}

fn type_bases(vm: &mut Vm, args: Args<'_>) -> R {
    let bases = class_arg(vm, args).and_then(|r| vm.class(r)).map(|c| c.bases.clone()).unwrap_or_default();
    Ok(vm.heap.tuple(bases.into_iter().map(Value::Obj).collect()))
}

fn type_base(vm: &mut Vm, args: Args<'_>) -> R {
    let base = class_arg(vm, args).and_then(|r| vm.class(r)).and_then(|c| c.bases.first().copied());
    Ok(base.map_or(Value::None, Value::Obj))
}

fn type_subclasses(vm: &mut Vm, args: Args<'_>) -> R {
    let subs = class_arg(vm, args).and_then(|r| vm.class(r)).map(|c| c.subclasses.clone()).unwrap_or_default();
    Ok(vm.heap.list(subs.into_iter().map(Value::Obj).collect()))
}

fn type_instancecheck(vm: &mut Vm, args: Args<'_>) -> R {
    let Some(class) = class_arg(vm, args) else { return Ok(Value::Bool(false)) };
    Ok(Value::Bool(vm.is_instance(args.get(1), class)))
}

fn type_subclasscheck(vm: &mut Vm, args: Args<'_>) -> R {
    let Some(class) = class_arg(vm, args) else { return Ok(Value::Bool(false)) };
    Ok(Value::Bool(args.get(1).as_ref().is_some_and(|c| vm.is_subclass(c, class))))
}

fn type_name(vm: &mut Vm, args: Args<'_>) -> R {
    let name = class_arg(vm, args).map(|r| vm.class_name(r)).unwrap_or_default();
    Ok(vm.intern_str(&name))
}

fn type_set_name(vm: &mut Vm, args: Args<'_>) -> R {
    let text = vm.heap.as_str(args.get(1)).map(|s| s.text.clone());
    if let (Some(r), Some(text)) = (class_arg(vm, args), text)
        && let Some(c) = vm.class_mut(r)
    {
        c.name = text;
    }
    Ok(Value::None)
}

fn type_qualname(vm: &mut Vm, args: Args<'_>) -> R {
    let name = class_arg(vm, args).and_then(|r| vm.class(r)).map(|c| c.qualname.clone()).unwrap_or_default();
    Ok(vm.intern_str(&name))
}

fn type_set_qualname(vm: &mut Vm, args: Args<'_>) -> R {
    let text = vm.heap.as_str(args.get(1)).map(|s| s.text.clone());
    if let (Some(r), Some(text)) = (class_arg(vm, args), text)
        && let Some(c) = vm.class_mut(r)
    {
        c.qualname = text;
    }
    Ok(Value::None)
}

fn type_dict(vm: &mut Vm, args: Args<'_>) -> R {
    let dict = vm.new_dict();
    let entries: Vec<(Sym, Value)> = class_arg(vm, args)
        .and_then(|r| vm.class(r))
        .map(|c| c.attrs.iter().map(|(n, v)| (*n, *v)).collect())
        .unwrap_or_default();
    for (name, v) in entries {
        let key = vm.sym_str(name);
        vm.dict_set(dict, key, v)?;
    }
    Ok(Value::Obj(vm.heap.alloc(Obj::MappingProxy(dict))))
}

fn own(vm: &Vm, args: Args<'_>, name: Sym) -> Option<Value> {
    class_arg(vm, args).and_then(|r| vm.class(r)).and_then(|c| c.attrs.get(&name).copied())
}

fn type_module(vm: &mut Vm, args: Args<'_>) -> R {
    match own(vm, args, names::MODULE) {
        // Of `type` itself.
        Some(Value::Obj(r)) if matches!(vm.heap.get(r), Obj::Property(_)) => Ok(vm.intern_str("builtins")),
        found => Ok(found.unwrap_or(Value::None)),
    }
}

/// Of a class that annotates nothing: an empty dict of its own, not the one of a class above it.
fn type_annotations(vm: &mut Vm, args: Args<'_>) -> R {
    let Some(r) = class_arg(vm, args) else { return Ok(Value::None) };
    if let Some(found) = own(vm, args, names::ANNOTATIONS).filter(|_| r != vm.types.type_) {
        return Ok(found);
    }
    if !vm.class(r).is_some_and(|c| c.heap_type) {
        return Err(vm.no_attribute(args.get(0), names::ANNOTATIONS));
    }
    let dict = Value::Obj(vm.new_dict());
    if let Some(c) = vm.class_mut(r) {
        c.attrs.insert(names::ANNOTATIONS, dict);
    }
    Ok(dict)
}

fn type_set_annotations(vm: &mut Vm, args: Args<'_>) -> R {
    if let Some(r) = class_arg(vm, args)
        && let Some(c) = vm.class_mut(r)
    {
        c.attrs.insert(names::ANNOTATIONS, args.get(1));
    }
    Ok(Value::None)
}

fn type_set_module(vm: &mut Vm, args: Args<'_>) -> R {
    if let Some(r) = class_arg(vm, args)
        && let Some(c) = vm.class_mut(r)
    {
        c.attrs.insert(names::MODULE, args.get(1));
    }
    Ok(Value::None)
}

fn type_doc(vm: &mut Vm, args: Args<'_>) -> R {
    Ok(own(vm, args, names::DOC).unwrap_or(Value::None))
}

fn type_set_doc(vm: &mut Vm, args: Args<'_>) -> R {
    if let Some(r) = class_arg(vm, args)
        && let Some(c) = vm.class_mut(r)
    {
        c.attrs.insert(names::DOC, args.get(1));
    }
    Ok(Value::None)
}

fn super_new(vm: &mut Vm, args: Args<'_>) -> R {
    let (Value::Obj(after), obj) = (args.get(1), args.get(2)) else {
        return Err(vm.raise(Exc::RuntimeError, "super(): no arguments"));
    };
    if vm.class(after).is_none() {
        let text = format!("super() argument 1 must be a type, not {}", vm.type_name(args.get(1)));
        return Err(vm.type_error(text));
    }
    let fits =
        vm.is_instance(obj, after) || obj.as_ref().is_some_and(|c| vm.class(c).is_some() && vm.is_subclass(c, after));
    if !fits {
        let (kind, name) = match obj.as_ref().filter(|&c| vm.class(c).is_some()) {
            Some(c) => ("type", vm.class_name(c)),
            None => ("instance of", vm.class_name(vm.class_of(obj))),
        };
        let after = vm.class_name(after);
        let text = format!("super(type, obj): obj ({kind} {name}) is not an instance or subtype of type ({after}).");
        return Err(vm.type_error(text));
    }
    Ok(Value::Obj(vm.heap.alloc(Obj::Super { after, obj })))
}

fn static_new(vm: &mut Vm, args: Args<'_>) -> R {
    Ok(Value::Obj(vm.heap.alloc(Obj::StaticMethod(args.get(1)))))
}

fn class_new(vm: &mut Vm, args: Args<'_>) -> R {
    Ok(Value::Obj(vm.heap.alloc(Obj::ClassMethod(args.get(1)))))
}

/// `__get__(instance, owner)` of a static or class method.
fn bound_by(vm: &mut Vm, args: Args<'_>) -> R {
    let Value::Obj(r) = args.get(0) else { return Ok(Value::None) };
    match *vm.heap.get(r) {
        Obj::StaticMethod(f) => Ok(f),
        Obj::ClassMethod(func) => {
            let owner = args.get(2);
            let bound =
                if owner.is_unbound() || owner.is_none() { Value::Obj(vm.class_of(args.get(1))) } else { owner };
            Ok(Value::Obj(vm.heap.alloc(Obj::Method { func, bound })))
        }
        _ => Ok(args.get(0)),
    }
}

fn proxy_new(vm: &mut Vm, args: Args<'_>) -> R {
    let mapping = vm.heap.payload(args.get(1));
    match mapping {
        Value::Obj(r) if matches!(vm.heap.get(r), Obj::Dict(_)) => Ok(Value::Obj(vm.heap.alloc(Obj::MappingProxy(r)))),
        other => {
            let text = format!("mappingproxy() argument must be a mapping, not {}", vm.type_name(other));
            Err(vm.type_error(text))
        }
    }
}

fn method_new(vm: &mut Vm, args: Args<'_>) -> R {
    let (func, bound) = (args.get(1), args.get(2));
    if bound.is_none() {
        return Err(vm.type_error("instance must not be None"));
    }
    Ok(Value::Obj(vm.heap.alloc(Obj::Method { func, bound })))
}

fn alias_new(vm: &mut Vm, args: Args<'_>) -> R {
    Ok(vm.alias(args.get(1), args.get(2)))
}
