# sum: ints, floats with compensation, objects; generators are added as they come, the largest and least too.
print(sum([1, 1e100, 1, -1e100]), sum([1e100, 1, -1e100]), sum((1, 1e100, 1, -1e100)), sum(x for x in [1, 1e100, 1, -1e100]))
print(sum([0.1] * 10), sum(0.1 for _ in range(1000)), sum([0.1] * 1000), sum([True, 2.5, True]), sum([2.5, True, 1e100, 1, -1e100]))
print(sum([2**62, 2**62, 0.1, 0.2, 0.3]), sum([2**70, 0.1, 0.2]), sum(2**60 + i for i in range(20)))
print(sum([], 5), sum((x for x in []), 7), sum((x for x in [1, 2, 3]), 10), sum(([i] for i in range(3)), []))
print(sum([1.5, 2j, 3]), sum([1, 2j, 0.1, 0.2]), sum(x for x in (1, 2j, 0.1)))
print(sum(i for i in range(1203)), sum(i % 2 == 0 for i in range(1203)), sum(i / 7 for i in range(1203)))
print(sum(map(int, "12345")), sum({1: 2, 3: 4}.values()), sum(range(10)), sum({0.5, 0.25}), sum(range(5), 0.5))


class Money:
    def __init__(self, n):
        self.n = n

    def __add__(self, other):
        return Money(self.n + other.n)

    def __radd__(self, other):
        return self if other == 0 else NotImplemented


print(sum([Money(1), Money(2)]).n, sum(Money(i) for i in range(1, 4)).n, sum((Money(1), Money(5)), Money(7)).n)


def numbers():
    for i in range(3):
        print("gives", i)
        yield Money(i)
    yield None
    print("never")


try:
    sum(numbers())
except AttributeError as e:
    print(e)
try:
    sum(x for x in [1, 2, "3"])
except TypeError as e:
    print(e)
try:
    sum(x for x in ["a"])
except TypeError as e:
    print(e)
try:
    sum((x for x in "ab"), "")
except TypeError as e:
    print(e)
late = [1] * 600 + [Money(3)]
print(type(sum([0] * 600 + [Money(3)])).__name__)
try:
    sum(x for x in late)
except TypeError as e:
    print(e)


def heights():
    for i in [3, 9, 2]:
        print("looks at", i)
        yield i


print(max(heights()), min(heights(), key=lambda x: -x), max((x for x in []), default="none"))
print(max(i * 7919 % 1009 for i in range(3000)), min((i * 7919 % 1009, i) for i in range(3000)))
try:
    min(x for x in [])
except ValueError as e:
    print(e)
print(sum(i * i for i in range(200_000)))
