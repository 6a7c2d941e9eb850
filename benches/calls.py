# Recursive calls of plain functions.
def fib(n):
    return n if n < 2 else fib(n - 1) + fib(n - 2)


def add(a, b=1, *, c=2):
    return a + b + c


print(fib(28))
total = 0
for i in range(400_000):
    total = add(total, c=i)
print(total)
