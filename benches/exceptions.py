# Raising, catching, cleaning up.
class Odd(Exception):
    pass


def check(i):
    if i % 2:
        raise Odd(i)
    return i


def work(n):
    caught = 0
    for i in range(n):
        try:
            check(i)
        except Odd as e:
            caught += e.args[0] % 3
        finally:
            caught += 1
    missing = 0
    table = {}
    for i in range(n):
        try:
            table[i]
        except KeyError:
            missing += 1
    return caught, missing


print(work(600_000))
