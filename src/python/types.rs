//! The built-in classes: which there are, what they derive from, and handles to those that the virtual machine names.

use super::object::{Class, Layout, Obj};
use super::shape::Shapes;
use super::sym::{SymMap, Symbols, names};
use super::value::{Ref, Value};
use super::{exception, heap::Heap};
use std::sync::Arc;

macro_rules! types {
    ($($field:ident = $name:literal $(in $module:literal)? : $base:ident $($final_:ident)?),* $(,)?) => {
        /// Handles of the built-in classes.
        #[derive(Clone, Debug)]
        pub struct Types {
            $(#[doc = concat!("`", $name, "`")] pub $field: Ref,)*
            /// The built-in exceptions, in the order of [`Exc`].
            exceptions: Vec<Ref>,
        }

        impl Types {
            /// Makes all built-in classes, still without methods.
            pub fn new(heap: &mut Heap, shapes: &mut Shapes, syms: &mut Symbols) -> Types {
                let placeholder = Ref(0);
                let mut types = Types { $($field: placeholder,)* exceptions: Vec::new() };
                $(
                    let module = [$($module,)? "builtins"][0];
                    let subclassable = ![$(stringify!($final_),)? ""].contains(&"closed");
                    types.$field = make(heap, shapes, syms, $name, module, types.$base, Layout::Builtin, subclassable);
                )*
                types.finish(heap);
                for exc in Exc::ALL {
                    let (name, base) = exc.describe();
                    let base = base.map_or(types.object, |b| types.exc(b));
                    let class = make(heap, shapes, syms, name, "builtins", base, Layout::Exception, true);
                    types.exceptions.push(class);
                }
                // ExceptionGroup is both an Exception and a BaseExceptionGroup.
                let (group, base_group, exception) =
                    (types.exc(Exc::ExceptionGroup), types.exc(Exc::BaseExceptionGroup), types.exc(Exc::Exception));
                if let Obj::Class(class) = heap.get_mut(group) {
                    class.bases = vec![base_group, exception];
                    class.mro = vec![group, base_group, exception, types.exceptions[0], types.object];
                }
                types.finish(heap);
                types
            }

            /// The built-in classes that are reachable by name in the module `builtins`, and those of other modules.
            pub fn all(&self) -> Vec<Ref> {
                let mut all = vec![$(self.$field),*];
                all.extend(&self.exceptions);
                all
            }
        }
    };
}

types! {
    object = "object": object,
    type_ = "type": object,
    none = "NoneType": object closed,
    ellipsis = "ellipsis": object closed,
    not_implemented = "NotImplementedType": object closed,
    int = "int": object,
    bool = "bool": int closed,
    float = "float": object,
    complex = "complex": object,
    str = "str": object,
    bytes = "bytes": object,
    bytearray = "bytearray": object,
    list = "list": object,
    tuple = "tuple": object,
    dict = "dict": object,
    set = "set": object,
    frozenset = "frozenset": object,
    range = "range": object closed,
    slice = "slice": object closed,
    function = "function": object closed,
    builtin = "builtin_function_or_method": object closed,
    method_descriptor = "method_descriptor": object closed,
    method = "method": object closed,
    module = "module": object,
    cell = "cell": object closed,
    generator = "generator": object closed,
    coroutine = "coroutine": object closed,
    async_generator = "async_generator": object closed,
    async_generator_asend = "async_generator_asend": object closed,
    async_generator_athrow = "async_generator_athrow": object closed,
    coroutine_wrapper = "coroutine_wrapper": object closed,
    property = "property": object,
    staticmethod = "staticmethod": object,
    classmethod = "classmethod": object,
    super_ = "super": object,
    member = "member_descriptor": object closed,
    traceback = "traceback": object closed,
    code = "code": object closed,
    mappingproxy = "mappingproxy": object closed,
    memoryview = "memoryview": object closed,
    dict_keys = "dict_keys": object closed,
    dict_values = "dict_values": object closed,
    dict_items = "dict_items": object closed,
    list_iterator = "list_iterator": object closed,
    list_reverseiterator = "list_reverseiterator": object closed,
    tuple_iterator = "tuple_iterator": object closed,
    str_iterator = "str_ascii_iterator": object closed,
    bytes_iterator = "bytes_iterator": object closed,
    range_iterator = "range_iterator": object closed,
    dict_keyiterator = "dict_keyiterator": object closed,
    dict_valueiterator = "dict_valueiterator": object closed,
    dict_itemiterator = "dict_itemiterator": object closed,
    dict_reversekeyiterator = "dict_reversekeyiterator": object closed,
    dict_reversevalueiterator = "dict_reversevalueiterator": object closed,
    dict_reverseitemiterator = "dict_reverseitemiterator": object closed,
    set_iterator = "set_iterator": object closed,
    sequence_iterator = "iterator": object closed,
    callable_iterator = "callable_iterator": object closed,
    native_iterator = "native_iterator": object closed,
    enumerate = "enumerate": object,
    zip = "zip": object,
    map = "map": object,
    filter = "filter": object,
    reversed = "reversed": object,
    deque = "deque" in "collections": object,
    deque_iterator = "_deque_iterator" in "collections": object closed,
    deque_reverse_iterator = "_deque_reverse_iterator" in "collections": object closed,
    alias = "GenericAlias" in "types": object,
    future_iter = "FutureIter" in "_asyncio": object closed,
    marker = "object": object closed,
}

macro_rules! exceptions {
    ($($name:ident : $($base:ident)?),* $(,)?) => {
        /// The built-in exceptions.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub enum Exc {
            $(#[doc = concat!("`", stringify!($name), "`")] $name),*
        }

        impl Exc {
            /// All of them, bases before what derives from them.
            pub const ALL: &'static [Exc] = &[$(Exc::$name),*];

            fn describe(self) -> (&'static str, Option<Exc>) {
                match self {
                    $(Exc::$name => (stringify!($name), [$(Some(Exc::$base),)? None][0])),*
                }
            }
        }
    };
}

exceptions! {
    BaseException: , Exception: BaseException, BaseExceptionGroup: BaseException, ExceptionGroup: BaseExceptionGroup,
    GeneratorExit: BaseException, KeyboardInterrupt: BaseException, SystemExit: BaseException,
    ArithmeticError: Exception, FloatingPointError: ArithmeticError, OverflowError: ArithmeticError,
    ZeroDivisionError: ArithmeticError, AssertionError: Exception, AttributeError: Exception, BufferError: Exception,
    EOFError: Exception, ImportError: Exception, ModuleNotFoundError: ImportError, LookupError: Exception,
    IndexError: LookupError, KeyError: LookupError, MemoryError: Exception, NameError: Exception,
    UnboundLocalError: NameError, OSError: Exception, BlockingIOError: OSError, ChildProcessError: OSError,
    ConnectionError: OSError, BrokenPipeError: ConnectionError, ConnectionAbortedError: ConnectionError,
    ConnectionRefusedError: ConnectionError, ConnectionResetError: ConnectionError, FileExistsError: OSError,
    FileNotFoundError: OSError, InterruptedError: OSError, IsADirectoryError: OSError, NotADirectoryError: OSError,
    PermissionError: OSError, ProcessLookupError: OSError, TimeoutError: OSError, ReferenceError: Exception,
    RuntimeError: Exception, NotImplementedError: RuntimeError, PythonFinalizationError: RuntimeError,
    RecursionError: RuntimeError, StopIteration: Exception, StopAsyncIteration: Exception, SyntaxError: Exception,
    IndentationError: SyntaxError, TabError: IndentationError, SystemError: Exception, TypeError: Exception,
    ValueError: Exception, UnicodeError: ValueError, UnicodeDecodeError: UnicodeError, UnicodeEncodeError: UnicodeError,
    UnicodeTranslateError: UnicodeError, Warning: Exception, BytesWarning: Warning, DeprecationWarning: Warning,
    EncodingWarning: Warning, FutureWarning: Warning, ImportWarning: Warning, PendingDeprecationWarning: Warning,
    ResourceWarning: Warning, RuntimeWarning: Warning, SyntaxWarning: Warning, UnicodeWarning: Warning, UserWarning: Warning,
}

impl Types {
    /// The class of a built-in exception.
    pub fn exc(&self, exc: Exc) -> Ref {
        self.exceptions[exc as usize]
    }

    /// `type` is the metaclass of all, which can only be said once it exists.
    fn finish(&self, heap: &mut Heap) {
        for r in self.all() {
            if let Obj::Class(class) = heap.get_mut(r) {
                class.metaclass = self.type_;
            }
        }
        for (r, layout) in [(self.object, Layout::Object)] {
            if let Obj::Class(class) = heap.get_mut(r) {
                class.layout = layout;
            }
        }
    }
}

#[allow(clippy::too_many_arguments, reason = "one call site, in the table above")]
fn make(
    heap: &mut Heap,
    shapes: &mut Shapes,
    syms: &mut Symbols,
    name: &str,
    module: &str,
    base: Ref,
    layout: Layout,
    subclassable: bool,
) -> Ref {
    let mut attrs = SymMap::default();
    let module = heap.str(module);
    attrs.insert(names::MODULE, module);
    syms.intern(name);
    let hidden = if layout == Layout::Exception { exception::SLOTS } else { 0 };
    let r = heap.alloc(Obj::Class(Box::new(Class {
        name: Arc::from(name),
        qualname: Arc::from(name),
        bases: Vec::new(),
        mro: Vec::new(),
        attrs,
        metaclass: Ref(0),
        layout,
        payload_type: None,
        root_shape: shapes.root(hidden),
        heap_type: false,
        subclassable,
        has_dict: layout == Layout::Exception,
        has_weakref: false,
        subclasses: Vec::new(),
        has_getattribute: false,
        has_del: false,
    })));
    // The very first class is `object` itself; its base handle is still the placeholder.
    let is_object = name == "object" && heap.len() <= 2;
    let mut mro = vec![r];
    let mut bases = Vec::new();
    if !is_object {
        bases.push(base);
        if let Obj::Class(base_class) = heap.get_mut(base) {
            mro.extend(&base_class.mro);
            base_class.subclasses.push(r);
        }
    }
    if let Obj::Class(class) = heap.get_mut(r) {
        class.mro = mro;
        class.bases = bases;
    }
    r
}

/// The class a value belongs to.
pub fn class_of(heap: &Heap, types: &Types, v: Value) -> Ref {
    use super::object::{AsyncGenOpKind, GeneratorKind, Iter, ViewKind};
    let r = match v {
        Value::Unbound | Value::None => return types.none,
        Value::Ellipsis => return types.ellipsis,
        Value::NotImplemented => return types.not_implemented,
        Value::Bool(_) => return types.bool,
        Value::Int(_) => return types.int,
        Value::Float(_) => return types.float,
        Value::Obj(r) => r,
    };
    match heap.get(r) {
        Obj::Instance(i) => i.class,
        Obj::Str(_) => types.str,
        Obj::List(_) => types.list,
        Obj::Tuple(_) => types.tuple,
        Obj::Dict(_) => types.dict,
        Obj::Set(_) => types.set,
        Obj::FrozenSet(_) => types.frozenset,
        Obj::BigInt(_) => types.int,
        Obj::Complex(..) => types.complex,
        Obj::Bytes(_) => types.bytes,
        Obj::ByteArray(_) => types.bytearray,
        Obj::DictView(_, ViewKind::Keys) => types.dict_keys,
        Obj::DictView(_, ViewKind::Values) => types.dict_values,
        Obj::DictView(_, ViewKind::Items) => types.dict_items,
        Obj::Range(_) => types.range,
        Obj::Slice(_) => types.slice,
        Obj::Deque(_) => types.deque,
        Obj::Function(_) => types.function,
        Obj::Native { def, bound } if bound.is_unbound() && def.method => types.method_descriptor,
        Obj::Native { .. } => types.builtin,
        Obj::Method { .. } => types.method,
        Obj::Class(c) => c.metaclass,
        Obj::Cell(_) => types.cell,
        Obj::Generator(g) => match g.kind {
            GeneratorKind::Generator => types.generator,
            GeneratorKind::Coroutine => types.coroutine,
            GeneratorKind::AsyncGenerator => types.async_generator,
        },
        Obj::AsyncGenOp(op) => match op.kind {
            AsyncGenOpKind::Send => types.async_generator_asend,
            AsyncGenOpKind::Throw | AsyncGenOpKind::Close => types.async_generator_athrow,
        },
        Obj::Iter(iter) => match **iter {
            Iter::List(..) => types.list_iterator,
            Iter::ListReversed(..) => types.list_reverseiterator,
            Iter::Tuple(..) => types.tuple_iterator,
            Iter::Str(..) => types.str_iterator,
            Iter::Bytes(..) => types.bytes_iterator,
            Iter::Range(..) => types.range_iterator,
            Iter::Dict { kind: ViewKind::Keys, reversed: false, .. } => types.dict_keyiterator,
            Iter::Dict { kind: ViewKind::Values, reversed: false, .. } => types.dict_valueiterator,
            Iter::Dict { kind: ViewKind::Items, reversed: false, .. } => types.dict_itemiterator,
            Iter::Dict { kind: ViewKind::Keys, .. } => types.dict_reversekeyiterator,
            Iter::Dict { kind: ViewKind::Values, .. } => types.dict_reversevalueiterator,
            Iter::Dict { kind: ViewKind::Items, .. } => types.dict_reverseitemiterator,
            Iter::Set(..) => types.set_iterator,
            Iter::Deque { reversed: false, .. } => types.deque_iterator,
            Iter::Deque { .. } => types.deque_reverse_iterator,
            Iter::Enumerate(..) => types.enumerate,
            Iter::Zip(..) => types.zip,
            Iter::Map(..) => types.map,
            Iter::Filter(..) => types.filter,
            Iter::Sequence(..) => types.sequence_iterator,
            Iter::Callable(..) => types.callable_iterator,
            Iter::CoroutineWrapper(_) => types.coroutine_wrapper,
            Iter::Native(..) => types.native_iterator,
            Iter::Exhausted(class) => class,
        },
        Obj::Module(_) => types.module,
        Obj::Property(_) => types.property,
        Obj::StaticMethod(_) => types.staticmethod,
        Obj::ClassMethod(_) => types.classmethod,
        Obj::Member { .. } => types.member,
        Obj::Super { .. } => types.super_,
        Obj::Traceback(_) => types.traceback,
        Obj::Code(_) => types.code,
        Obj::MappingProxy(_) => types.mappingproxy,
        Obj::Alias(_) => types.alias,
        Obj::FutureIter { .. } => types.future_iter,
        Obj::Marker(_) => types.marker,
        Obj::Free(_) => types.object,
    }
}
