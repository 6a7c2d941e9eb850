//! Calling a class: `__new__`, then `__init__`, as `type.__call__` does.

use super::Vm;
use super::call::Kw;
use super::frame::{Dest, Mode, Thread};
use super::run::Next;
use crate::python::native::{Args, Ctl, NativeDef, NativeFn};
use crate::python::object::{Layout, Obj};
use crate::python::sym::{Sym, names};
use crate::python::value::{Ref, Value};

impl Vm {
    /// `C(...)`: what `type.__call__` does; a metaclass's own `__call__` goes first.
    pub(super) fn call_class(&mut self, th: &mut Thread, class: Ref, args: Vec<Value>, kw: Kw, dest: Dest) -> Next {
        let Some(meta) = self.class(class).map(|c| c.metaclass) else { return Next::Frame };
        if meta != self.types.type_ {
            let call = self.lookup(meta, names::CALL);
            if let Value::Obj(r) = call
                && matches!(self.heap.get(r), Obj::Function(_))
            {
                let mut all = vec![Value::Obj(class)];
                all.extend(args);
                return self.invoke(th, call, all, kw, dest);
            }
        }
        self.instantiate(th, class, args, kw, dest)
    }

    /// The default `type.__call__`: `__new__`, then `__init__`.
    pub(super) fn instantiate(&mut self, th: &mut Thread, class: Ref, args: Vec<Value>, kw: Kw, dest: Dest) -> Next {
        if class == self.types.type_ && args.len() == 1 && kw.is_empty() {
            let v = Value::Obj(self.class_of(args[0]));
            return self.deliver(th, dest, v);
        }
        let new = self.lookup(class, names::NEW);
        let init = self.lookup(class, names::INIT);
        let native_new = match new {
            Value::Obj(r) => match self.heap.get(r) {
                Obj::Native { def, .. } => Some(*def),
                _ => None,
            },
            _ => None,
        };
        if !new.is_unbound() && native_new.is_none() || self.is_subclass(class, self.types.type_) {
            let mut all = vec![Value::Obj(class)];
            all.extend(args);
            let call = self.prelude("_type_call");
            return self.invoke(th, call, all, kw, dest);
        }
        let native_init = match init {
            Value::Obj(r) => match self.heap.get(r) {
                Obj::Native { def, .. } => Some(*def),
                _ => None,
            },
            _ => None,
        };
        let Some(def) = native_new.filter(|d| d.owner != "object") else {
            return self.instantiate_plain(th, class, init, native_init, args, kw, dest);
        };
        // A built-in `__new__`: its result is the object; a Python `__init__` of a subclass still runs. Mutable containers of a
        // subclass are filled by their own `__init__`, as CPython does.
        let fills = native_init
            .is_some_and(|d| matches!(d.owner, "dict" | "list" | "set" | "bytearray" | "collections.deque"))
            && self.class(class).is_some_and(|c| c.heap_type);
        let has_python_init = !init.is_unbound() && (native_init.is_none() || fills);
        let mut all = vec![Value::Obj(class)];
        all.extend(&args);
        if !has_python_init {
            return self.call_native(th, def, all, kw, dest);
        }
        let NativeFn::Rust(f) = def.call else { return self.call_native(th, def, all, kw, dest) };
        let exception = self.class(class).is_some_and(|c| c.layout == Layout::Exception);
        let immutable = self.class(class).and_then(|c| c.payload_type).is_some_and(|p| {
            [self.types.int, self.types.str, self.types.float, self.types.tuple, self.types.bytes, self.types.frozenset]
                .contains(&p)
        });
        // Mutable containers are filled by their `__init__`, which the subclass's own may call with other arguments.
        let (new_args, new_kw): (&[Value], &[(Sym, Value)]) =
            if exception || immutable { (&all, if exception { &[] } else { &kw }) } else { (&all[..1], &[]) };
        match f(self, Args { pos: new_args, kw: new_kw }) {
            Ok(obj) => self.run_init(th, obj, init, args, kw, dest),
            Err(Ctl::Python) => {
                self.put_back();
                let call = self.prelude("_type_call");
                self.invoke(th, call, all, kw, dest)
            }
            Err(ctl) => self.control(th, ctl, dest),
        }
    }

    #[allow(clippy::too_many_arguments, reason = "what instantiate found out, handed on")]
    fn instantiate_plain(
        &mut self,
        th: &mut Thread,
        class: Ref,
        init: Value,
        native_init: Option<&'static NativeDef>,
        args: Vec<Value>,
        kw: Kw,
        dest: Dest,
    ) -> Next {
        if let Some(ctl) = self.abstract_error(class) {
            return self.control(th, ctl, dest);
        }
        let default_init = init.is_unbound() || native_init.is_some_and(|d| d.owner == "object");
        if default_init && !(args.is_empty() && kw.is_empty()) {
            let text = format!("{}() takes no arguments", self.name_in_messages(class));
            let ctl = self.type_error(text);
            return self.control(th, ctl, dest);
        }
        let obj = match self.new_instance(class) {
            Ok(obj) => obj,
            Err(ctl) => return self.control(th, ctl, dest),
        };
        if default_init {
            return self.deliver(th, dest, obj);
        }
        self.run_init(th, obj, init, args, kw, dest)
    }

    fn run_init(&mut self, th: &mut Thread, obj: Value, init: Value, args: Vec<Value>, kw: Kw, dest: Dest) -> Next {
        let mut all = Vec::with_capacity(args.len() + 1);
        all.push(obj);
        all.extend(args);
        let dest_init = match dest.mode {
            Mode::Call => Dest { mode: Mode::Init, dst: dest.dst, aux: obj },
            // Where the instance is needed by something other than a register, the prelude sees to it.
            _ => {
                let call = self.prelude("_init_and_return");
                let mut with_init = vec![init];
                with_init.extend(all);
                return self.invoke(th, call, with_init, kw, dest);
            }
        };
        self.invoke(th, init, all, kw, dest_init)
    }

    /// "Can't instantiate abstract class …", if the class has abstract methods left.
    fn abstract_error(&mut self, class: Ref) -> Option<Ctl> {
        let name = self.syms.find("__abstractmethods__")?;
        let set = self.lookup(class, name);
        let Value::Obj(_) = set else { return None };
        let mut left: Vec<String> = Vec::new();
        for item in self.native_items(set).unwrap_or_default() {
            left.extend(self.heap.as_str(item).map(|s| s.text.to_string()));
        }
        if left.is_empty() {
            return None;
        }
        left.sort();
        let quoted: Vec<String> = left.iter().map(|n| format!("'{n}'")).collect();
        let text = format!(
            "Can't instantiate abstract class {} without an implementation for abstract method{} {}",
            self.name_in_messages(class),
            if quoted.len() == 1 { "" } else { "s" },
            quoted.join(", ")
        );
        Some(self.type_error(text))
    }
}
