# What goes over an iterator once: an object with an `__eq__`, `__hash__` or `__bool__` of its own in it loses nothing.

class Key:
    def __init__(self, n):
        self.n = n

    def __eq__(self, other):
        return isinstance(other, Key) and self.n == other.n

    def __hash__(self):
        return hash(self.n)

    def __bool__(self):
        return self.n > 1

    def __repr__(self):
        return f"Key({self.n})"


keys = [Key(1), Key(2), Key(1)]
print(len(set(iter(keys))), len(frozenset(iter(keys))))
print(dict(zip(keys, "abc")), dict(iter([(Key(3), 3)])), dict.fromkeys(reversed(keys)))
d = {}
d.update(zip(keys, range(3)))
d.update(enumerate(keys), x=1)
print(d)
s = set()
s.update(iter(keys), zip(keys, keys))
print(len(s))
print(any(iter([0, Key(1), Key(2)])), all(iter([1, Key(1)])), all(iter([1, Key(2)])))
print(Key(2) in iter(keys), Key(7) in iter(keys))
it = iter([1, 2, 3, 4])
print(2 in it, list(it))
it = iter([0, 5, 6])
print(any(it), list(it))
it = iter([1, 0, 6])
print(all(it), list(it))
it = iter(keys)
print(any(it), list(it))
first, *rest = iter(keys)
print(first, rest)
print({*iter(keys)} == {Key(1), Key(2)}, [*iter(keys)], {**dict(zip(keys, "xyz"))})

# An object that is called by itself.
class Caller:
    pass


Caller.__call__ = Caller()
try:
    Caller()()
except RecursionError as error:
    print(error)
