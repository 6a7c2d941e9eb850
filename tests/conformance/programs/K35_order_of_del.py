# Objects with __del__: in what order they end.
class Res:
    def __init__(self, name):
        self.name = name
        print("open", name)

    def __del__(self):
        print("close", self.name)


def function():
    a = Res("a")
    b = Res("b")
    c = Res("c")
    print("leaving")


function()
pair = [Res("first"), Res("second")]
pair.clear()
table = {"x": Res("x"), "y": Res("y")}
table = None
both = (Res(1), Res(2))
del both


class Holder:
    def __init__(self):
        self.left, self.right = Res("left"), Res("right")

    def __del__(self):
        print("holder goes")


def holding():
    h = Holder()
    return 1


print(holding())
r = Res("old")
r = Res("new")


def raises():
    local = Res("local")
    raise ValueError("out")


try:
    raises()
except ValueError as e:
    print("caught", e)
print("after")


def gen():
    r = Res("in generator")
    try:
        yield 1
    finally:
        print("generator ends")


for x in gen():
    break
print("exit")
