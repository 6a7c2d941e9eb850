# Reading and writing attributes.
class Point:
    scale = 2

    def __init__(self, x, y):
        self.x = x
        self.y = y


def work(n):
    p = Point(0, 1)
    for i in range(n):
        p.x += p.y
        p.y = p.x % 7 + p.scale
    return p.x, p.y


print(work(1_500_000))
points = [Point(i, -i) for i in range(300_000)]
print(sum(p.x - p.y for p in points))
