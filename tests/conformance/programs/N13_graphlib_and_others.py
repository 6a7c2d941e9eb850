import graphlib, errno, platform, importlib, asyncio
from graphlib import TopologicalSorter, CycleError
ts = TopologicalSorter({"D": ["B", "C"], "C": ["A"], "B": ["A"]})
print(tuple(ts.static_order()))
ts = TopologicalSorter(); ts.add("x", "y", "z"); ts.add("y", "z"); ts.prepare()
while ts.is_active():
    r = ts.get_ready(); print(r, bool(ts)); ts.done(*r)
for bad in (lambda: ts.done("q"), lambda: ts.add("k"), lambda: ts.prepare(), lambda: ts.done("x")):
    try: bad()
    except ValueError as e: print(e)
try: list(TopologicalSorter({1: [2], 2: [3], 3: [1]}).static_order())
except CycleError as e: print(e.args[0], e.args[1])
print(errno.ENOENT, errno.errorcode[errno.ECONNREFUSED], errno.EAGAIN == errno.EWOULDBLOCK, len(errno.errorcode))
print(platform.system(), platform.python_implementation(), platform.python_version()[:4])
m = importlib.import_module("math"); print(m.sqrt(4), importlib.import_module("asyncio") is asyncio)
try: importlib.import_module("no_such_thing")
except ModuleNotFoundError as e: print(e)
async def build(n, log): await asyncio.sleep(.01 * len(n)); log.append(n)
async def main():
    ts = TopologicalSorter({"app": {"lib", "core"}, "lib": {"core"}, "test": {"app"}}); ts.prepare(); log = []; q = asyncio.Queue()
    async def run(n): await build(n, log); await q.put(n)
    tasks = set()
    while ts.is_active():
        for n in ts.get_ready(): tasks.add(asyncio.create_task(run(n)))
        ts.done(await q.get())
    print(log)
asyncio.run(main())
try: raise OSError(errno.ENOENT, "nope", "f.txt")
except FileNotFoundError as e: print(e, e.errno)
