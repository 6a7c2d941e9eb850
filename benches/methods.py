# Method calls, inheritance, super(), properties.
class Shape:
    def __init__(self, size):
        self.size = size

    def area(self):
        return self.size

    def grow(self, by):
        self.size += by
        return self


class Square(Shape):
    def area(self):
        return super().area() * self.size

    @property
    def edge(self):
        return self.size


def work(n):
    shape, total = Square(1), 0
    for i in range(n):
        total += shape.grow(1).area() % 5
        total += shape.edge & 1
    return total


print(work(700_000))
