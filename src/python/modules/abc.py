# abc: abstract methods, checked when a class is instantiated.

def abstractmethod(funcobj):
    funcobj.__isabstractmethod__ = True
    return funcobj


def _is_abstract(value):
    if isinstance(value, property):
        return any([getattr(f, '__isabstractmethod__', False) for f in (value.fget, value.fset) if f is not None])
    if isinstance(value, (staticmethod, classmethod)):
        return getattr(value.__func__, '__isabstractmethod__', False)
    return getattr(value, '__isabstractmethod__', False)


class ABCMeta(type):
    def __new__(mcls, name, bases, namespace, /, **kwargs):
        cls = super().__new__(mcls, name, bases, namespace, **kwargs)
        abstracts = {key for key, value in namespace.items() if _is_abstract(value)}
        for base in bases:
            for key in getattr(base, '__abstractmethods__', ()):
                if _is_abstract(getattr(cls, key, None)):
                    abstracts.add(key)
        cls.__abstractmethods__ = frozenset(abstracts)
        cls._abc_registered = []
        return cls

    def register(cls, subclass):
        if not isinstance(subclass, type):
            raise TypeError('Can only register classes')
        if issubclass(subclass, cls):
            return subclass
        if issubclass(cls, subclass):
            raise RuntimeError('Refusing to create an inheritance cycle')
        cls._abc_registered.append(subclass)
        kind = getattr(cls, '_pattern_kind_', None)
        if kind is not None:
            # As a mapping or a sequence in `match`, if its class can be told so.
            try:
                subclass._pattern_kind_ = kind
            except TypeError:
                pass
        return subclass

    def __instancecheck__(cls, instance):
        return cls.__subclasscheck__(type(instance))

    def __subclasscheck__(cls, subclass):
        if cls in subclass.__mro__:
            return True
        hook = cls.__dict__.get('__subclasshook__')
        if hook is not None:
            result = hook.__func__(cls, subclass)
            if result is not NotImplemented:
                return bool(result)
        for registered in cls._abc_registered:
            if issubclass(subclass, registered):
                return True
        for child in cls.__subclasses__():
            # What is registered with a class belongs to its bases too.
            if child is not subclass and isinstance(child, ABCMeta) and (child._abc_registered or child.__subclasses__()):
                if issubclass(subclass, child):
                    return True
        return False


class ABC(metaclass=ABCMeta):
    __slots__ = ()


class abstractproperty(property):
    __isabstractmethod__ = True


class abstractclassmethod(classmethod):
    def __init__(self, callable):
        callable.__isabstractmethod__ = True
        super().__init__(callable)


class abstractstaticmethod(staticmethod):
    def __init__(self, callable):
        callable.__isabstractmethod__ = True
        super().__init__(callable)


def update_abstractmethods(cls):
    if hasattr(cls, '__abstractmethods__'):
        names = {name for base in cls.__bases__ for name in getattr(base, '__abstractmethods__', ())} | set(cls.__dict__)
        cls.__abstractmethods__ = frozenset([name for name in names if _is_abstract(getattr(cls, name, None))])
    return cls
