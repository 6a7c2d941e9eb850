# Sets of objects that say themselves when they are equal: joined, taken apart, compared, changed in place.

class Tag:
    def __init__(self, name):
        self.name = name

    def __eq__(self, other):
        return isinstance(other, Tag) and self.name == other.name

    def __hash__(self):
        return len(self.name)

    def __repr__(self):
        return f"Tag({self.name})"


def tags(*names):
    return {Tag(n) for n in names}


def show(what, s):
    print(what, type(s).__name__, sorted(s, key=repr))


a, b = tags("red", "green", "blue"), tags("blue", "white", "red")
show("|", a | b)
show("&", a & b)
show("-", a - b)
show("^", a ^ b)
show("union", a.union(b, [Tag("black")], (Tag(n) for n in ["blue", "pink"])))
show("intersection", a.intersection(iter([Tag("red"), Tag("gone")])))
show("difference", a.difference([Tag("green")], {Tag("blue"): 1}))
show("symmetric", frozenset(a).symmetric_difference([Tag("red"), Tag("grey")]))
print(a <= b, a & b <= b, a & b < a, a > a & b, a >= a, a == tags("blue", "red", "green"), a != b)
print(a.issubset(list(a) + [1]), a.issuperset([Tag("red")]), a.isdisjoint([Tag("x")]), a.isdisjoint(b))
for change in ("|=", "&=", "-=", "^="):
    s = tags("red", "green", "blue")
    exec(f"s {change} b")
    show(change, s)
s = tags("red", "green")
s.symmetric_difference_update([Tag("green"), Tag("grey"), 3])
print(sorted(s, key=repr))
s.intersection_update([Tag("grey"), 3], {3})
print(s)
s.difference_update(s)
print(s)

# The hash of an item of a set is not asked for again.
class Counted(int):
    asked = 0

    def __hash__(self):
        Counted.asked += 1
        return int(self)


counted = {Counted(i) for i in range(5)}
joined = counted | counted.copy() | frozenset(counted)
joined -= {Counted(3)}
print(len(joined), Counted.asked)

# Views of dicts take any iterable.
d = {Tag("red"): 1, Tag("blue"): 2}
print(d.keys() & [Tag("blue"), Tag("x")], d.keys() - iter([Tag("red")]))
print({"a": 1, "b": 2}.keys() & ("b", "c"), sorted({"a": 1}.keys() | ["z"]), sorted({"a": 1, "q": 2}.keys() ^ {"q": 1, "r": 2}))
print({"a": 1, "b": 2}.items() - [("a", 1)], ("a", 1) in {"a": 1}.items(), ("a", [2]) in {"a": [2]}.items(), 5 in {"a": 1}.items())
print(d.keys() <= {Tag("red"), Tag("blue"), 7}, d.keys() == tags("red", "blue"), d.keys() > {Tag("red")})

# A set stands for the frozenset of its items where it is looked for.
nested = {frozenset({1, 2}), frozenset()}
print({1, 2} in nested, {3} in nested)
nested.discard(set())
nested.remove({2, 1})
print(nested)
try:
    nested.remove({4})
except KeyError as error:
    print("KeyError", error)
