# Sieve, indexing, slices, stack and queue.
def sieve(n):
    flags = [True] * n
    for i in range(2, n):
        if flags[i]:
            for j in range(i * i, n, i):
                flags[j] = False
    return sum(flags)


def shuffle(n):
    items = list(range(n))
    seed = 1
    for i in range(n - 1, 0, -1):
        seed = (seed * 1103515245 + 12345) % 2147483648
        j = seed % (i + 1)
        items[i], items[j] = items[j], items[i]
    stack = []
    for x in items:
        stack.append(x)
        if len(stack) > 100:
            stack.pop()
    return stack[:5], items[10:14]


print(sieve(1_000_000))
print(shuffle(500_000))
