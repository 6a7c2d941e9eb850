# Closures, nonlocal, functions as values.
def counter():
    count = 0

    def step(by):
        nonlocal count
        count += by
        return count

    return step


def compose(*functions):
    def run(x):
        for f in functions:
            x = f(x)
        return x

    return run


step = counter()
for i in range(1_000_000):
    step(i & 3)
print(step(0))
chain = compose(lambda x: x + 1, lambda x: x * 2, lambda x: x - 3)
total = 0
for i in range(400_000):
    total += chain(i)
print(total)
