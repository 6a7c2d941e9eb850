# Items and slices of a bytearray are assigned and deleted.
def show(what):
    a = bytearray(b'0123456789')
    try:
        exec(what)
    except Exception as error:
        print(what, type(error).__name__, error)
    else:
        print(what, a)
class Ints:
    def __init__(self, *items): self.items = items
    def __iter__(self): return iter(self.items)
class Index:
    def __index__(self): return 65
for what in ('a[1:3] = b"xyz"', 'a[1:3] = bytearray()', 'a[5:2] = b"ab"', 'a[:] = a', 'a[2:2] = a', 'a[::2] = b"abcde"', 'a[::2] = b"abc"',
    'a[::2] = b""', 'a[::-1] = a[:]', 'a[8:2:-2] = b"xyz"', 'a[-4:-1:-1] = b"12345"', 'a[-4:-1:-1] = b""', 'del a[::3]', 'del a[1:4]', 'del a[8:2:-2]', 'del a[0]',
    'del a[-1]', 'del a[20]', 'a[20] = 1', 'del a[4:1]', 'a[0] = 300', 'a[0] = -1', 'a[0] = "x"', 'a[0] = 2**70', 'a[20] = "x"', 'a["x"] = 1', 'a[None] = 1', 'a[1.5] = 1',
    'a[0] = Index()', 'a[Index():] = b"q"', 'a[0:1] = 5', 'a[0:1] = "s"', 'a[0:1] = 1.5', 'a[0:1] = None', 'a[0:1] = [1, 2, 300]', 'a[0:1] = [65, "x"]',
    'a[0:1] = [65, 66]', 'a[0:1] = (x for x in (65, 66))', 'a[0:1] = Ints(65, 66)', 'a[1:9:3] = Ints(65, 66, 67)', 'a[0:1] = range(65, 70)', 'a["x":1] = b""',
    'a[::0] = b""', 'del a["x"]', 'del a[::0]', 'a[2**70] = 1', 'a[2**70:] = b"end"', 'a[0:1] = {65: 1}', 'a[0:1] = [Index()]', 'a[0:1] = object()', 'a[1:4] = True', 'a[0:1] = Index()'):
    show(what)
