# Generators in a chain, and delegation.
def numbers(n):
    for i in range(n):
        yield i


def evens(source):
    for x in source:
        if x % 2 == 0:
            yield x


def both(n):
    yield from numbers(n)
    yield from evens(numbers(n))


print(sum(both(1_000_000)))
print(sum(x * 2 for x in evens(numbers(1_000_000))))
