# Dictionaries, sets and lists: order, views, changes while looking.
d = {"b": 1, "a": 2}
d["c"] = 3
d["b"] = 10
print(d, list(d), list(d.items()), d.pop("a"), d.pop("z", None), d.popitem(), d.setdefault("n", []), d.get("q", 0))
d.update({"x": 1}, y=2)
d |= {"x": 5}
print(d, d | {"k": 0}, {**d, "b": 0}, "x" in d, 5 in d.values(), ("x", 5) in d.items(), len(d))
keys = d.keys()
d["late"] = 1
print(keys, keys & {"x", "zz"}, sorted(keys - {"x"}), list(reversed(d)), d == dict(reversed(list(d.items()))))
for bad in (lambda: d["none"], lambda: {[]: 1}, lambda: {1, 2} + {3}, lambda: [1].remove(2), lambda: [].pop(), lambda: {}.popitem(), lambda: set().pop(), lambda: [1, 2].index(3), lambda: (1,)[1], lambda: {1} < 2, lambda: sorted([1, "a"]), lambda: frozenset([1]).add(2)):
    try:
        print(bad())
    except (KeyError, TypeError, ValueError, IndexError, AttributeError) as e:
        print(type(e).__name__, e)
try:
    for k in d:
        d[k + "!"] = 1
except RuntimeError as e:
    print(e)
try:
    s = {1, 2}
    for x in s:
        s.add(x + 10)
except RuntimeError as e:
    print(e)
a, b = {1, 2, 3}, {3, 4}
print(a | b, a & b, a - b, a ^ b, a <= {1, 2, 3, 4}, a.isdisjoint({9}), {frozenset({1}): "fs"}[frozenset({1})])
a.discard(99)
a |= {7}
a.difference_update({1})
print(sorted(a), a.issuperset({7}), set("hello") == set("olleh"))
lst = [3, 1, 2]
alias, copy = lst, lst[:]
lst.sort(key=lambda n: -n)
lst.insert(1, "in")
lst.extend("xy")
lst += [0]
print(lst, alias is lst, copy, lst.count(0), lst.index("x"), lst[::-1], lst * 2 == lst + lst)
lst.reverse()
lst.remove("in")
print(lst, lst.pop(0), lst, [1, 2] < [1, 3], [1] == [1.0], [[0] * 2 for _ in range(2)], sum([[1], [2]], []))
grid = [[0] * 2] * 2
grid[0][0] = 1
print(grid, list(zip([1, 2, 3], "ab")), list(enumerate("ab", 1)), all([]), any([]), dict(zip("ab", range(2))), list(filter(None, [0, 1, "", "a"])))
nested = {"a": {"b": [1, 2, {"c": 3}]}}
print(nested["a"]["b"][2]["c"], {v: k for k, v in {"x": 1, "y": 2}.items()}, max({"a": 3, "b": 5}.items(), key=lambda p: p[1]), sorted({"b": 1, "a": 2}.items()))
self_ref = [1]
self_ref.append(self_ref)
print(self_ref, dict.fromkeys([1, 2], []), (1, [2, 3])[1][0], tuple([1, 2]) + (3,), (1, 2) * 2, ())
