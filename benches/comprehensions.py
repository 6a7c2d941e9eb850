# Comprehensions of every kind.
def work(n):
    total = 0
    for k in range(n):
        squares = [i * i for i in range(100) if i % 3]
        pairs = {i: i + k for i in squares}
        kinds = {i % 10 for i in squares}
        total += len(pairs) + len(kinds) + sum([x for x in squares])
    return total


print(work(20_000))
