# Counting words and keeping records in dicts.
def work(n):
    counts = {}
    words = ['alpha', 'beta', 'gamma', 'delta', 'epsilon', 'zeta', 'eta']
    for i in range(n):
        word = words[i % 7]
        counts[word] = counts.get(word, 0) + 1
    squares = {}
    for i in range(n // 4):
        squares[i] = i * i
    total = 0
    for key, value in squares.items():
        if key in counts or value % 2:
            total += value
    return counts, total


print(work(1_000_000))
