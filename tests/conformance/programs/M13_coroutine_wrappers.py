class Y:
    def __init__(self, v): self.v = v
    def __await__(self): yield from self.v
async def foo(): await Y([1, 2, 3])
aw = foo().__await__()
print(aw.send(None)); print(next(aw)); print(aw.send(None))
try: next(aw)
except StopIteration as e: print("stop", e.value)
aw = foo().__await__()
print(next(aw), next(aw), list(aw))
async def bar(): return 5
try: next(bar().__await__())
except StopIteration as e: print("stop", e.value)
for x in foo().__await__(): print(x)
def g(): yield 1
x = g(); print(x.gi_frame is not None, x.gi_frame.f_code.co_name); next(x); print(x.gi_frame.f_lineno); x.close(); print(x.gi_frame)
async def c(): pass
k = c(); print(k.cr_frame.f_code.co_name); k.close(); print(k.cr_frame)
