//! Functions of the module `builtins` that go over an iterable: `all`, `any`, `min`, `max`, `sorted`.

use crate::python::native::{Args, Ctl, NativeDef, R};
use crate::python::object::Obj;
use crate::python::op::CmpOp;
use crate::python::sym::names;
use crate::python::value::Value;
use crate::python::vm::Vm;

pub static FUNCTIONS: &[NativeDef] = &[
    NativeDef::function("all", 1, 1, all).slow("_all"),
    NativeDef::function("any", 1, 1, any).slow("_any"),
    NativeDef::function("min", 1, 255, min).kw(&["key", "default"]).slow("_min"),
    NativeDef::function("max", 1, 255, max).kw(&["key", "default"]).slow("_max"),
    NativeDef::function("sorted", 1, 1, sorted).kw(&["key", "reverse"]).slow("_sorted"),
];

fn all(vm: &mut Vm, args: Args<'_>) -> R {
    Ok(Value::Bool(!vm.any_is(args.get(0), false)?))
}

fn any(vm: &mut Vm, args: Args<'_>) -> R {
    Ok(Value::Bool(vm.any_is(args.get(0), true)?))
}

impl Vm {
    /// True if an item is true (or false); of an iterator, none is taken after it.
    fn any_is(&mut self, v: Value, wanted: bool) -> R<bool> {
        if self.take_from(v) {
            while let Some(item) = self.iter_next(v)? {
                if self.truth_native(item)? == wanted {
                    return Ok(true);
                }
            }
            return Ok(false);
        }
        for item in self.native_items(v)? {
            if self.truth_native(item)? == wanted {
                return Ok(true);
            }
        }
        Ok(false)
    }
}

fn extreme(vm: &mut Vm, args: Args<'_>, op: CmpOp, name: &str) -> R {
    let key = args.kw(names::KEY);
    if !key.is_unbound() && !key.is_none() {
        return Err(Ctl::Python);
    }
    let default = args.kw(names::DEFAULT);
    let items = if args.len() == 1 {
        if let Value::Obj(r) = args.get(0)
            && matches!(vm.heap.get(r), Obj::Iter(_))
        {
            return Err(Ctl::Python);
        }
        vm.native_items(args.get(0))?
    } else {
        if !default.is_unbound() {
            let text = format!("Cannot specify a default for {name}() with multiple positional arguments");
            return Err(vm.type_error(text));
        }
        args.pos.to_vec()
    };
    let Some((&first, rest)) = items.split_first() else {
        if !default.is_unbound() {
            return Ok(default);
        }
        return Err(vm.value_error(format!("{name}() iterable argument is empty")));
    };
    let mut best = first;
    for &item in rest {
        let better = vm.compare_native(op, item, best)?;
        if vm.truth_native(better)? {
            best = item;
        }
    }
    Ok(best)
}

fn min(vm: &mut Vm, args: Args<'_>) -> R {
    extreme(vm, args, CmpOp::Lt, "min")
}

fn max(vm: &mut Vm, args: Args<'_>) -> R {
    extreme(vm, args, CmpOp::Gt, "max")
}

fn sorted(vm: &mut Vm, args: Args<'_>) -> R {
    let key = args.kw(names::KEY);
    if !key.is_unbound() && !key.is_none() {
        return Err(Ctl::Python);
    }
    if let Value::Obj(r) = args.get(0)
        && matches!(vm.heap.get(r), Obj::Iter(_))
    {
        return Err(Ctl::Python);
    }
    let items = vm.native_items(args.get(0))?;
    let reverse = args.kw(names::REVERSE);
    let reverse = !reverse.is_unbound() && vm.truth_native(reverse)?;
    let keys = items.clone();
    let items = vm.sort_by_keys(items, &keys, reverse)?;
    Ok(vm.heap.list(items))
}

impl Vm {
    /// Sorts items by keys that compare without Python code: stable, comparing with `<` only.
    ///
    /// # Errors
    /// TypeError where keys have no order; `Ctl::Python` where a class written in Python decides.
    pub fn sort_by_keys(&mut self, items: Vec<Value>, keys: &[Value], reverse: bool) -> R<Vec<Value>> {
        if let Some(order) = self.order_plain(keys, reverse) {
            return Ok(order.into_iter().map(|i| items[i as usize]).collect());
        }
        let mut order: Vec<usize> = (0..items.len()).collect();
        let mut failed = None;
        let mut less = |vm: &mut Vm, a: Value, b: Value| {
            if failed.is_some() {
                return false;
            }
            match vm.compare_native(CmpOp::Lt, a, b) {
                Ok(v) => matches!(v, Value::Bool(true)),
                Err(ctl) => {
                    failed = Some((ctl, a, b));
                    false
                }
            }
        };
        if reverse {
            order.reverse();
        }
        order.sort_by(|&i, &j| {
            if less(self, keys[i], keys[j]) {
                std::cmp::Ordering::Less
            } else if less(self, keys[j], keys[i]) {
                std::cmp::Ordering::Greater
            } else {
                std::cmp::Ordering::Equal
            }
        });
        if reverse {
            order.reverse();
        }
        match failed {
            // A comparison that the interpreter would word: the first pair compared is the second item with the first.
            Some((Ctl::Python, _, _)) => Err(Ctl::Python),
            Some((ctl, _, _)) => Err(ctl),
            None => Ok(order.into_iter().map(|i| items[i]).collect()),
        }
    }

    /// The order of keys that are all ints, all strings, or all floats none of which is a NaN.
    fn order_plain(&self, keys: &[Value], reverse: bool) -> Option<Vec<u32>> {
        match keys.first()? {
            Value::Int(_) => order_of(keys, |v| if let Value::Int(i) = v { Some(i) } else { None }, reverse),
            Value::Float(_) => order_of(keys, |v| if let Value::Float(f) = v { Some(f) } else { None }, reverse),
            _ => order_of(
                keys,
                |v| match self.heap.get(v.as_ref()?) {
                    Obj::Str(s) => Some(&*s.text),
                    _ => None,
                },
                reverse,
            ),
        }
    }
}

/// The numbers of the keys in order; equal ones stay as they are. `None` if a key is not of the kind or has no order.
fn order_of<T: PartialOrd>(keys: &[Value], kind: impl Fn(Value) -> Option<T>, reverse: bool) -> Option<Vec<u32>> {
    let mut order = Vec::with_capacity(keys.len());
    for (i, &key) in keys.iter().enumerate() {
        let key = kind(key)?;
        key.partial_cmp(&key)?;
        order.push((key, i as u32));
    }
    order.sort_by(|(a, _), (b, _)| {
        let (a, b) = if reverse { (b, a) } else { (a, b) };
        a.partial_cmp(b).unwrap_or(std::cmp::Ordering::Equal)
    });
    Some(order.into_iter().map(|(_, i)| i).collect())
}
