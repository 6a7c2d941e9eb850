//! Symbols: interned names of attributes, globals and keyword arguments, so that they compare and hash as small numbers.

use indexmap::{IndexMap, IndexSet};
use std::hash::{BuildHasherDefault, Hasher};
use std::sync::Arc;

/// An interned name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Sym(pub u32);

/// A map from names, in the order they were added. Symbols are small numbers that no program chooses, so one multiplication
/// spreads them well enough.
pub type SymMap<V> = IndexMap<Sym, V, BuildHasherDefault<SymHasher>>;

/// See [`SymMap`].
#[derive(Clone, Copy, Debug, Default)]
pub struct SymHasher(u64);

impl Hasher for SymHasher {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, bytes: &[u8]) {
        bytes.iter().for_each(|&b| self.write_u32(u32::from(b)));
    }

    fn write_u32(&mut self, n: u32) {
        self.0 = (self.0 ^ u64::from(n)).wrapping_mul(0x9e37_79b9_7f4a_7c15).rotate_left(32);
    }
}

/// The table of interned names. The names in [`names`] come first, in their order, so that they are constants.
#[derive(Clone, Debug)]
pub struct Symbols {
    table: Arc<IndexSet<Arc<str>>>,
}

impl Default for Symbols {
    fn default() -> Self {
        Symbols { table: Arc::new(names::ALL.iter().map(|s| Arc::from(*s)).collect()) }
    }
}

impl Symbols {
    /// The symbol of `name`, made if new.
    pub fn intern(&mut self, name: &str) -> Sym {
        if let Some(i) = self.table.get_index_of(name) {
            return Sym(i as u32);
        }
        let (i, _) = Arc::make_mut(&mut self.table).insert_full(Arc::from(name));
        Sym(i as u32)
    }

    /// The symbol of `name` if it has been interned: a name that never was is no attribute of anything.
    pub fn find(&self, name: &str) -> Option<Sym> {
        self.table.get_index_of(name).map(|i| Sym(i as u32))
    }

    /// The text of a symbol.
    pub fn text(&self, sym: Sym) -> &str {
        self.table.get_index(sym.0 as usize).map_or("", |s| s)
    }

    /// The text of a symbol, shared.
    pub fn arc(&self, sym: Sym) -> Arc<str> {
        self.table.get_index(sym.0 as usize).map_or_else(|| Arc::from(""), Arc::clone)
    }
}

/// Names that the virtual machine itself looks up.
pub mod names {
    use super::Sym;

    macro_rules! names {
        ($($name:ident = $text:literal),* $(,)?) => {
            #[allow(non_camel_case_types, clippy::upper_case_acronyms, reason = "the order of these variants numbers the symbols")]
            enum Index { $($name),* }
            $(
                #[doc = concat!("`", $text, "`")]
                pub const $name: Sym = Sym(Index::$name as u32);
            )*
            /// All of them, in the order of their numbers.
            pub(super) const ALL: &[&str] = &[$($text),*];
        };
    }

    names! {
        EMPTY = "", INIT = "__init__", NEW = "__new__", CALL = "__call__", NAME = "__name__", QUALNAME = "__qualname__",
        MODULE = "__module__", DOC = "__doc__", DICT = "__dict__", CLASS = "__class__", BASES = "__bases__", BASE = "__base__",
        MRO = "__mro__", SLOTS = "__slots__", CLASSCELL = "__classcell__", INIT_SUBCLASS = "__init_subclass__",
        SET_NAME = "__set_name__", PREPARE = "__prepare__", INSTANCECHECK = "__instancecheck__", SUBCLASSCHECK = "__subclasscheck__",
        GETATTR = "__getattr__", GETATTRIBUTE = "__getattribute__", SETATTR = "__setattr__", DELATTR = "__delattr__",
        GET = "__get__", SET = "__set__", DELETE = "__delete__", MRO_ENTRIES = "__mro_entries__", CLASS_GETITEM = "__class_getitem__",
        REPR = "__repr__", STR = "__str__", FORMAT = "__format__", HASH = "__hash__", BOOL = "__bool__", LEN = "__len__",
        LENGTH_HINT = "__length_hint__", CONTAINS = "__contains__", ITER = "__iter__", NEXT = "__next__", REVERSED = "__reversed__",
        GETITEM = "__getitem__", SETITEM = "__setitem__", DELITEM = "__delitem__", MISSING = "__missing__", INDEX = "__index__",
        INT = "__int__", FLOAT = "__float__", COMPLEX = "__complex__", ROUND = "__round__", TRUNC = "__trunc__", FLOOR = "__floor__",
        CEIL = "__ceil__", ABS = "__abs__", NEG = "__neg__", POS = "__pos__", INVERT = "__invert__", DIVMOD = "__divmod__",
        RDIVMOD = "__rdivmod__", BYTES = "__bytes__", SIZEOF = "__sizeof__", DIR = "__dir__", DEL = "__del__", FSPATH = "__fspath__",
        EQ = "__eq__", NE = "__ne__", LT = "__lt__", LE = "__le__", GT = "__gt__", GE = "__ge__",
        ADD = "__add__", SUB = "__sub__", MUL = "__mul__", MATMUL = "__matmul__", TRUEDIV = "__truediv__", FLOORDIV = "__floordiv__",
        MOD = "__mod__", POW = "__pow__", LSHIFT = "__lshift__", RSHIFT = "__rshift__", AND = "__and__", OR = "__or__", XOR = "__xor__",
        RADD = "__radd__", RSUB = "__rsub__", RMUL = "__rmul__", RMATMUL = "__rmatmul__", RTRUEDIV = "__rtruediv__",
        RFLOORDIV = "__rfloordiv__", RMOD = "__rmod__", RPOW = "__rpow__", RLSHIFT = "__rlshift__", RRSHIFT = "__rrshift__",
        RAND = "__rand__", ROR = "__ror__", RXOR = "__rxor__",
        IADD = "__iadd__", ISUB = "__isub__", IMUL = "__imul__", IMATMUL = "__imatmul__", ITRUEDIV = "__itruediv__",
        IFLOORDIV = "__ifloordiv__", IMOD = "__imod__", IPOW = "__ipow__", ILSHIFT = "__ilshift__", IRSHIFT = "__irshift__",
        IAND = "__iand__", IOR = "__ior__", IXOR = "__ixor__",
        ENTER = "__enter__", EXIT = "__exit__", AENTER = "__aenter__", AEXIT = "__aexit__", AWAIT = "__await__", AITER = "__aiter__",
        ANEXT = "__anext__", ALL_NAMES = "__all__", ANNOTATIONS = "__annotations__", DEFAULTS = "__defaults__", CODE = "__code__",
        KWDEFAULTS = "__kwdefaults__", CLOSURE = "__closure__", GLOBALS = "__globals__", TYPE_PARAMS = "__type_params__",
        FUNC = "__func__", SELF = "__self__", WRAPPED = "__wrapped__", MATCH_ARGS = "__match_args__", NOTES = "__notes__",
        CAUSE = "__cause__", CONTEXT = "__context__", SUPPRESS_CONTEXT = "__suppress_context__", TRACEBACK = "__traceback__",
        ARGS = "args", MAIN = "__main__", BUILTINS = "builtins", SEND = "send", THROW = "throw", CLOSE = "close", WEAKREF = "__weakref__",
        METACLASS = "metaclass", KEY = "key", KEYS = "keys", REVERSE = "reverse", DEFAULT = "default", SEP = "sep", END = "end", FILE = "file", FLUSH = "flush",
        STRICT = "strict", START = "start", VALUE = "value", MESSAGE = "message", EXCEPTIONS = "exceptions", OBJ = "obj", FGET = "fget",
        ABSTRACT = "__isabstractmethod__", OBJCLASS = "__objclass__", PAYLOAD = "<payload>", FILE_ATTR = "__file__", ORIG_BASES = "__orig_bases__",
    }
}
