# Counting and arithmetic in nested loops.
def work(n):
    total = 0
    for i in range(n):
        for j in range(100):
            total += (i ^ j) & 7
        if i % 3 == 0:
            total -= i
    k = 0
    while k < n * 20:
        k += 1
    return total + k


print(work(60_000))
