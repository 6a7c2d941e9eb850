# Unpacking, slices, comprehensions and scopes.
first, *middle, last = range(6)
(a, b), c = (1, 2), 3
[x, [y, *z]] = [1, [2, 3, 4]]
print(first, middle, last, a, b, c, x, y, z)
*head, tail = "abc"
print(head, tail, [*head, *"de"], {**{"a": 1}, **{"b": 2}}, (*range(2), *[9]))
for bad in ("a, b = 1,", "a, b = 1, 2, 3", "a, *b, c = [1]"):
    try:
        exec(bad)
    except ValueError as e:
        print(e)
items = list(range(10))
print(items[2:5], items[::-3], items[-3:], items[:100], items[5:2], items[slice(1, None, 4)])
items[2:5] = ["x"]
items[::4] = [0, 0]
del items[-2:]
print(items)
matrix = [[1, 2, 3], [4, 5, 6]]
print([list(r) for r in zip(*matrix)], [n for row in matrix for n in row if n % 2], {n: n * n for n in range(3)}, sorted({c.lower() for c in "aAbB"}))
n = "outer"
print([n for n in range(3)], n, [(lambda: i)() for i in range(3)], [f() for f in [lambda: i for i in range(3)]])


def counter():
    count = 0

    def step(by=1):
        nonlocal count
        count += by
        return count
    return step


step = counter()
print(step(), step(5), step.__closure__[0].cell_contents, step.__code__.co_freevars)


def use_before():
    try:
        print(value)
    except UnboundLocalError as e:
        print(e)
    value = 1


use_before()
total = 10


def change():
    global total
    total += 1
    return total


print(change(), total, any((found := v) > 3 for v in [1, 5, 7]), found)


def defaults(x, acc=[]):
    acc.append(x)
    return acc


print(defaults(1), defaults(2), defaults(3, []), defaults.__defaults__)
print([[j for j in range(i)] for i in range(3)], list(map(lambda p: p[0] * p[1], zip([1, 2], [3, 4]))), sorted({3, 1, 2}, reverse=True))
x = 5
print(1 < x < 10, x if x > 3 else -x, x == 5 == 5.0, not x, x and "yes", [] or "default", None is None, 3 in [1, 2, 3])
