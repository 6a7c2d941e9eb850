import itertools as it
import operator as op
print(list(it.chain([1], (2, 3), "ab")), list(it.chain.from_iterable([[1], [2]])), list(it.islice(it.count(5, 2), 4)))
print(list(it.product("ab", [1, 2])), list(it.permutations([1, 2, 3], 2)), list(it.combinations("abcd", 2)), list(it.combinations_with_replacement("ab", 2)))
print([(k, list(g)) for k, g in it.groupby("aabbbc")], list(it.accumulate([1, 2, 3], op.mul)), list(it.accumulate([1, 2], initial=10)))
print(list(it.takewhile(lambda x: x < 3, range(9))), list(it.dropwhile(lambda x: x < 3, range(5))), list(it.filterfalse(lambda x: x % 2, range(5))))
print(list(it.zip_longest("ab", [1], fillvalue="-")), list(it.starmap(pow, [(2, 3), (3, 2)])), list(it.compress("abcd", [1, 0, 1, 0])))
a, b = it.tee([1, 2, 3])
print(next(a), next(a), list(b), list(a), list(it.pairwise([1, 2, 3])), list(it.batched("abcde", 2)))
c = it.cycle("xy")
print([next(c) for _ in range(5)], list(it.repeat(7, 2)), it.count(3), it.repeat(1, 4))
print(op.itemgetter(1, 0)("ab"), op.attrgetter("real")(3), op.methodcaller("upper")("x"), op.itemgetter("k"), op.add(2, 3), op.contains([1], 1))
print(list(it.islice("abcdef", 1, None, 2)), sum(it.islice(it.repeat(2), 5)), list(it.product([0, 1], repeat=2)))
try:
    it.islice([1], -1)
except ValueError as e:
    print(e)
