import collections, enum
class A(dict): pass
class B(collections.defaultdict): pass
class C(A, B): pass
class D(int, enum.Enum):
    X = 1
class E(str, enum.Enum):
    Y = "y"
class F(ValueError, KeyError): pass
class G(OSError, ValueError): pass
class I1(int): pass
class I2(int): pass
class J(I1, I2): pass
class K(collections.OrderedDict, collections.Counter): pass
class N(collections.Counter, collections.OrderedDict): pass
for bases in [(int, str), (str, int), (list, dict), (I1, str), (A, list), (set, frozenset), (tuple, list), (bytes, int), (float, int), (int, object)]:
    try: print(type("Z", bases, {}).__name__)
    except TypeError as e: print(e)
print(J(3), E.Y, D.X + 1)
