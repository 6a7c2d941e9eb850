//! Linking: compiled code gets its constants, symbols, module and costs, and joins the program.

use super::Vm;
use super::cache::SiteCache;
use crate::python::code::{Code, CompiledModule, Const};
use crate::python::object::Obj;
use crate::python::op::Op;
use crate::python::set_table::SetTable;
use crate::python::sym::Sym;
use crate::python::value::Value;
use num_bigint::BigInt;
use std::sync::Arc;

/// Virtual cost in nanoseconds of each class of instruction. The numbers are the machine's (`machine/costs.rs`).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct OpCosts {
    /// Moves, constants, local names.
    pub simple: u32,
    /// Global names, cells.
    pub name: u32,
    /// Attributes.
    pub attr: u32,
    /// Subscripts.
    pub item: u32,
    /// Arithmetic and comparison.
    pub arith: u32,
    /// Jumps taken or not.
    pub jump: u32,
    /// Building a container, formatting.
    pub build: u32,
    /// One step of a loop.
    pub iter: u32,
    /// A call, its return included.
    pub call: u32,
    /// Suspending or resuming.
    pub suspend: u32,
    /// Raising or handling an exception.
    pub except: u32,
}

impl OpCosts {
    /// What a coroutine costs that only compares a number and awaits in turn.
    pub(super) fn awaited_by_way(&self) -> u64 {
        u64::from(self.arith) + u64::from(self.jump) + u64::from(self.name) + 3 * u64::from(self.suspend)
    }

    fn of(&self, op: Op) -> u32 {
        match op {
            Op::Move { .. }
            | Op::LoadConst { .. }
            | Op::LoadInt { .. }
            | Op::LoadNone { .. }
            | Op::LoadBool { .. }
            | Op::Unbind { .. }
            | Op::CheckBound { .. }
            | Op::Drop { .. } => self.simple,
            Op::KwNames { .. } => 0,
            Op::LoadGlobal { .. }
            | Op::StoreGlobal { .. }
            | Op::DeleteGlobal { .. }
            | Op::LoadName { .. }
            | Op::StoreName { .. }
            | Op::DeleteName { .. }
            | Op::LoadClassDeref { .. }
            | Op::MakeCell { .. }
            | Op::LoadDeref { .. }
            | Op::StoreDeref { .. }
            | Op::DeleteDeref { .. }
            | Op::LoadBuildClass { .. }
            | Op::LoadAssertionError { .. } => self.name,
            Op::LoadAttr { .. }
            | Op::StoreAttr { .. }
            | Op::DeleteAttr { .. }
            | Op::LoadMethod { .. }
            | Op::LoadSpecial { .. }
            | Op::ImportFrom { .. } => self.attr,
            Op::LoadSub { .. } | Op::StoreSub { .. } | Op::DeleteSub { .. } => self.item,
            Op::Binary { .. }
            | Op::Inplace { .. }
            | Op::AddImm { .. }
            | Op::InplaceAddImm { .. }
            | Op::Unary { .. }
            | Op::Compare { .. }
            | Op::CmpJumpIfFalse { .. }
            | Op::CmpJumpIfTrue { .. } => self.arith,
            Op::Jump { .. }
            | Op::JumpIfTrue { .. }
            | Op::JumpIfFalse { .. }
            | Op::JumpIfNone { .. }
            | Op::JumpIfNotNone { .. } => self.jump,
            Op::BuildSlice { .. }
            | Op::BuildTuple { .. }
            | Op::BuildList { .. }
            | Op::BuildSet { .. }
            | Op::BuildDict { .. }
            | Op::BuildString { .. }
            | Op::ListAppend { .. }
            | Op::ListExtend { .. }
            | Op::ArgsExtend { .. }
            | Op::SetAdd { .. }
            | Op::SetUpdate { .. }
            | Op::DictSet { .. }
            | Op::DictUpdate { .. }
            | Op::DictMerge { .. }
            | Op::ListToTuple { .. }
            | Op::Format { .. }
            | Op::MakeFunction { .. }
            | Op::Intrinsic { .. }
            | Op::UnpackSeq { .. }
            | Op::UnpackEx { .. } => self.build,
            Op::GetIter { .. } | Op::ForIter { .. } => self.iter,
            Op::Call { .. }
            | Op::CallMethod { .. }
            | Op::CallKw { .. }
            | Op::CallMethodKw { .. }
            | Op::CallEx { .. }
            | Op::ImportName { .. } => self.call,
            Op::Return { .. } | Op::ReturnNone => self.simple,
            Op::Yield { .. }
            | Op::YieldFrom { .. }
            | Op::GetAwaitable { .. }
            | Op::GetYieldFromIter { .. }
            | Op::GetAiter { .. }
            | Op::GetAnext { .. } => self.suspend,
            Op::EndAsyncFor { .. }
            | Op::PushExc { .. }
            | Op::PopExc { .. }
            | Op::ExcMatch { .. }
            | Op::Raise { .. }
            | Op::RaiseFrom { .. }
            | Op::RaiseCurrent
            | Op::Reraise { .. }
            | Op::ExcTriple { .. } => self.except,
        }
    }
}

/// A source text that code refers to, for tracebacks.
#[derive(Clone, Debug)]
pub struct Source {
    /// As tracebacks give it.
    pub filename: Arc<str>,
    pub text: Arc<str>,
    /// Built-in Python code: its frames are left out of tracebacks.
    pub hidden: bool,
    /// Byte offset of each line.
    pub line_starts: Vec<u32>,
}

impl Source {
    /// A source text with its lines found.
    pub fn new(filename: &str, text: &str, hidden: bool) -> Source {
        let mut line_starts = vec![0];
        line_starts.extend(text.bytes().enumerate().filter(|(_, b)| *b == b'\n').map(|(i, _)| i as u32 + 1));
        Source { filename: Arc::from(filename), text: Arc::from(text), hidden, line_starts }
    }
}

/// A code object ready to run.
#[derive(Clone, Debug)]
pub struct LinkedCode {
    pub code: Arc<Code>,
    pub consts: Vec<Value>,
    pub names: Vec<Sym>,
    pub sites: Vec<Sym>,
    /// Number of this code's first attribute cache.
    pub site_base: u32,
    pub kwnames: Vec<Box<[Sym]>>,
    pub var_syms: Vec<Sym>,
    /// Global numbers of the codes defined in it.
    pub children: Vec<u32>,
    /// Namespace that its global names are in.
    pub namespace: u32,
    /// Built-ins of the global names, by slot, are looked up at run time; this is the source it came from.
    pub source: Arc<Source>,
    /// Cost of all instructions before each: a block's cost is a difference.
    pub costs: Vec<u32>,
}

/// All code of a simulated process. Only ever grows, so clones of a machine share it.
#[derive(Clone, Debug, Default)]
pub struct Program {
    pub codes: Vec<Arc<LinkedCode>>,
}

impl Program {
    /// The code with this number.
    pub fn code(&self, number: u32) -> Option<&Arc<LinkedCode>> {
        self.codes.get(number as usize)
    }
}

impl Vm {
    /// Adds compiled code to the program, its globals being the namespace `namespace` (which must be empty or made by an
    /// earlier link of the same module). Returns the number of the module's own code.
    pub fn link(&mut self, module: CompiledModule, namespace: u32, source: Source) -> u32 {
        let source = Arc::new(source);
        let first = self.program.codes.len() as u32;
        let slots: Vec<u32> = module
            .globals
            .iter()
            .map(|name| {
                let sym = self.syms.intern(name);
                self.namespaces.get_mut(namespace as usize).map_or(0, |n| n.slot(sym))
            })
            .collect();
        let mut linked = Vec::with_capacity(module.codes.len());
        for mut code in module.codes {
            for op in &mut code.ops {
                match op {
                    Op::LoadGlobal { slot, .. } | Op::StoreGlobal { slot, .. } | Op::DeleteGlobal { slot } => {
                        *slot = slots.get(*slot as usize).copied().unwrap_or(0);
                    }
                    _ => {}
                }
            }
            linked.push(Arc::new(self.link_code(code, first, namespace, &source)));
        }
        Arc::make_mut(&mut self.program).codes.extend(linked);
        self.program.codes.len() as u32 - 1
    }

    fn link_code(&mut self, code: Code, first: u32, namespace: u32, source: &Arc<Source>) -> LinkedCode {
        let consts = code.consts.iter().map(|c| self.constant(c)).collect();
        let names = code.names.iter().map(|n| self.syms.intern(n)).collect();
        let sites: Vec<Sym> = code.sites.iter().map(|n| self.syms.intern(n)).collect();
        let kwnames = code.kwnames.iter().map(|k| k.iter().map(|n| self.syms.intern(n)).collect()).collect();
        let var_syms = code.var_names.iter().map(|n| self.syms.intern(n)).collect();
        let site_base = self.caches.len() as u32;
        self.caches.resize(self.caches.len() + sites.len(), SiteCache::default());
        let mut costs = Vec::with_capacity(code.ops.len() + 1);
        let mut sum = 0u32;
        for &op in &code.ops {
            costs.push(sum);
            sum = sum.saturating_add(self.op_costs.of(op));
        }
        costs.push(sum);
        let children = code.children.iter().map(|c| first + c).collect();
        LinkedCode {
            consts,
            names,
            sites,
            site_base,
            kwnames,
            var_syms,
            children,
            namespace,
            source: source.clone(),
            costs,
            code: Arc::new(code),
        }
    }

    fn constant(&mut self, c: &Const) -> Value {
        match c {
            Const::None => Value::None,
            Const::Bool(b) => Value::Bool(*b),
            Const::Ellipsis => Value::Ellipsis,
            Const::Int(i) => Value::Int(*i),
            Const::BigInt(digits) => {
                let n = BigInt::parse_bytes(digits.as_bytes(), 10).unwrap_or_default();
                self.heap.int(n)
            }
            Const::Float(f) => Value::Float(*f),
            Const::Complex(im) => Value::Obj(self.heap.alloc(Obj::Complex(0.0, *im))),
            Const::Str(s) => self.intern_str(s),
            Const::Bytes(b) => Value::Obj(self.heap.alloc(Obj::Bytes(Arc::from(b.as_slice())))),
            Const::Tuple(items) => {
                let items = items.iter().map(|c| self.constant(c)).collect();
                self.heap.tuple(items)
            }
            Const::FrozenSet(items) => {
                // CPython's compiler makes the set once to fold it and once more, of the first one's items, to keep it.
                let mut items: Vec<Value> = items.iter().map(|c| self.constant(c)).collect();
                let mut table = SetTable::default();
                for _ in 0..2 {
                    table = SetTable::default();
                    for v in items {
                        if let Ok(hash) = self.hash_native(v)
                            && table.find(hash as u64, |k| self.eq_native(k, v).unwrap_or(false)).is_none()
                        {
                            table.push(hash as u64, v);
                        }
                    }
                    items = table.iter().map(|(_, key)| key).collect();
                }
                Value::Obj(self.heap.alloc(Obj::FrozenSet(Box::new(table))))
            }
        }
    }

    /// A string object for a name or literal; the same text gives the same object, so `is` on literals holds as in CPython.
    pub fn intern_str(&mut self, text: &str) -> Value {
        let sym = self.syms.intern(text);
        self.sym_str(sym)
    }

    /// The string object of a symbol.
    pub fn sym_str(&mut self, sym: Sym) -> Value {
        let at = sym.0 as usize;
        if let Some(&v) = self.sym_strs.get(at)
            && !v.is_unbound()
        {
            return v;
        }
        let text = self.syms.arc(sym);
        let v = self.heap.str_arc(text);
        if self.sym_strs.len() <= at {
            self.sym_strs.resize(at + 1, Value::Unbound);
        }
        self.sym_strs[at] = v;
        v
    }
}
