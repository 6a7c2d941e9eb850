# typing.get_type_hints: strings, forward references, extras, errors.
from typing import *
def _(x: '3'): pass
try: print(get_type_hints(_))
except Exception as e: print(type(e),e)
def _(x: 'int | str', y: 'list["A"]', z:'List["int"]', w:'Optional["int"]', u: None, v:'None', q: 'Callable[[int], str]', r: 'Literal["a"]', s:'Annotated[int, 3]', t:'dict[str, list[int]]', a='', *b: 'int', **c: 'str'): pass
try: print(get_type_hints(_))
except Exception as e: print(type(e),e)
def _(x: 'int | str', z:'List["int"]', w:'Optional["int"]', u: None, v:'None', q: 'Callable[[int], str]', r: 'Literal["a"]', s:'Annotated[int, 3]', t:'dict[str, list[int]]', a='', *b: 'int', **c: 'str'): pass
print(get_type_hints(_))
print(get_type_hints(_, include_extras=True)['s'])
class A:
    x: 'A'
    y: "ClassVar['int']"
class B(A):
    z: 'list[B]'
print(get_type_hints(B))
try: get_type_hints(3)
except Exception as e: print(type(e),e)
def f(a: 'Nope'): pass
try: get_type_hints(f)
except Exception as e: print(type(e),e)
print(get_type_hints(f, globalns={'Nope': int}), get_type_hints(f, localns={'Nope': str}))
def f(a: 'int +'): pass
try: get_type_hints(f)
except Exception as e: print(type(e),e)
def f(a: 'max(1,2)'): pass
try: print(get_type_hints(f))
except Exception as e: print(type(e),e)
def f(a: 'typing_.X'): pass
try: print(get_type_hints(f))
except Exception as e: print(type(e),e)
print(get_type_hints(print) if 0 else '')
