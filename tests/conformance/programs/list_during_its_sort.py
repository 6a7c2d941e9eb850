# What a list looks like while it is sorted, and whose order comes first where a class derives from the other's.
import collections


def show(call):
    try:
        print(call())
    except Exception as error:
        print(type(error).__name__, error)


items = [3, 1, 2]
show(lambda: items.sort(key=lambda x: min(items)))
print(items)
seen = []
items.sort(key=lambda x: (seen.append(list(items)), x)[1])
print(items, seen)
items = [3, 1, 2]
show(lambda: items.sort(key=lambda x: items.append(x) or x))
print(items)


class Loud:
    def __init__(self, n):
        self.n = n

    def __lt__(self, other):
        seen.append(len(louds))
        return self.n < other.n

    def __repr__(self):
        return f'Loud({self.n})'


seen = []
louds = [Loud(2), Loud(1), Loud(3)]
louds.sort(reverse=True)
print(louds, set(seen))


def wrong(x):
    raise KeyError(x)


show(lambda: louds.sort(key=wrong))
print(louds)


class Own(list):
    def __iter__(self):
        return iter('abc')


own = Own([3, 1, 2])
own.sort(key=lambda x: -x)
print(own[:], len(own))
P = collections.namedtuple('P', 'x y')
show(lambda: ([1], 2) > P(3, 4))
show(lambda: P(3, 4) > ([1], 2))
show(lambda: ([1], 2) <= P(3, 4))
show(lambda: (1, 2) < P(1, 3))
show(lambda: (1, 2) >= P(1, 3))
show(lambda: [1, 'a'] < Own([1, 2]))
show(lambda: Own([1, 2]) < [1, 'a'])
show(lambda: ((1, 'a'),) < (P(1, 2),))


class S(str):
    pass


show(lambda: 'a' < S('b'))
show(lambda: ('a', 1) < (S('a'), 'x'))
