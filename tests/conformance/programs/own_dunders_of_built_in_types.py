# Classes derived from built-in ones whose special methods ask the built-in's; special methods that are None; odd corners of both.

class Numbers(list):
    def __repr__(self):
        return "<" + list.__repr__(self) + ">"

    def __getitem__(self, i):
        return list.__getitem__(self, i) * 10

    def __len__(self):
        return list.__len__(self) + 1

    def __eq__(self, other):
        return list.__eq__(self, other)


class Point(tuple):
    def __repr__(self):
        return "P" + tuple.__repr__(self)


class Table(dict):
    def __repr__(self):
        return "T" + dict.__repr__(self)

    def __getitem__(self, key):
        return dict.__getitem__(self, key.lower())


class Bag(set):
    def __repr__(self):
        return "bag:" + set.__repr__(self)


n = Numbers([1, 2])
print(n, len(n), n[1], n == [1, 2], str(n), f"{n}", [n])
print(Point((1, "a")), Table(a=1), Table(a=1)["A"], Bag([3]), Bag(), [Bag({1})])


class Loop:
    def __init__(self):
        self.inside = {self}

    def __repr__(self):
        return f"Loop({self.inside})"

    def __hash__(self):
        return 1


print(Loop())


class Closed:
    __add__ = __radd__ = __contains__ = __iter__ = __lt__ = None


def attempt(f):
    try:
        print(f())
    except TypeError as error:
        print(error)


for f in (lambda: Closed() + 1, lambda: 1 + Closed(), lambda: 1 in Closed(), lambda: list(Closed()), lambda: Closed() < 1):
    attempt(f)
attempt(lambda: list(sequence=[1]))
print(isinstance(b"", memoryview), isinstance(1, (str, memoryview)))

import copy

s = slice(1, [2], None)
print(copy.copy(s) == s, copy.deepcopy(s) == s, copy.deepcopy(s).stop is s.stop)
