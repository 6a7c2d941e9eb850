# itertools, functools and collections as course exercises use them.
import functools
import itertools
from collections import ChainMap, Counter, OrderedDict, defaultdict, deque, namedtuple

words = "the quick brown fox jumps over the lazy dog the end".split()
print(Counter(words).most_common(2), Counter("abca") + Counter("ab"), Counter("abca") - Counter("ab"))
by_length = defaultdict(list)
for w in words:
    by_length[len(w)].append(w)
print({k: v for k, v in sorted(by_length.items())}, by_length[99])
print([(k, len(list(g))) for k, g in itertools.groupby(sorted(words, key=len), key=len)])
recent = deque(maxlen=3)
for w in words:
    recent.append(w)
recent.rotate(1)
print(recent, recent[0], list(itertools.islice(recent, 1, None)))
Point = namedtuple("Point", "x y", defaults=(0,))
p = Point(3)
print(p, p._replace(y=9), p._asdict(), Point._make([1, 2]), p == (3, 0), Point._field_defaults)
od = OrderedDict(a=1, b=2, c=3)
od.move_to_end("a")
print(od, od.popitem(last=False), list(od))
config = ChainMap({"debug": True}, {"debug": False, "port": 80})
print(config["debug"], config["port"], dict(config), config.maps[1])
print(list(itertools.accumulate([3, 1, 4, 1, 5], max)), list(itertools.combinations("abc", 2)), list(itertools.permutations([1, 2, 3], 2))[:3])
print(list(itertools.chain([1], (2,), "3")), list(itertools.compress("abcd", [1, 0, 1, 0])), list(itertools.dropwhile(str.isalpha, "ab1c")))
print(list(itertools.starmap(pow, [(2, 3), (3, 2)])), list(itertools.filterfalse(lambda n: n % 2, range(5))), list(zip(*[iter("abcdef")] * 2)))
a, b = itertools.tee(iter(range(3)))
print(list(a), list(b), next(itertools.cycle("xy")), list(itertools.repeat("z", 2)), list(itertools.batched(range(5), 2)))


@functools.cache
def steps(n):
    return 1 if n < 2 else steps(n - 1) + steps(n - 2)


@functools.lru_cache(maxsize=2)
def square(n):
    print("computing", n)
    return n * n


print(steps(50), steps.cache_info().hits, [square(n) for n in (1, 2, 1, 3, 2)], square.cache_info())


@functools.singledispatch
def describe(x):
    return f"thing {x!r}"


@describe.register
def _(x: int | float):
    return f"number {x}"


@describe.register(list)
def _(x):
    return f"list of {len(x)}: " + ", ".join(map(describe, x))


print(describe("s"), describe([1, 2.5, [None]]), describe.dispatch(bool).__name__)
print(functools.reduce(lambda acc, w: acc | {w: acc.get(w, 0) + 1}, words, {})["the"], functools.partial(max, key=len)(words))
