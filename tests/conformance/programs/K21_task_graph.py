import asyncio


class Node:
    def __init__(self, name, deps=(), cost=0.01, fail=False):
        self.name, self.deps, self.cost, self.fail = name, deps, cost, fail


class DAG:
    def __init__(self, *nodes):
        self.nodes = {n.name: n for n in nodes}
        self.tasks = {}
        self.order = []

    def topo(self):
        seen, out, stack = set(), [], set()

        def visit(n):
            if n in stack:
                raise ValueError(f"cycle at {n}")
            if n in seen:
                return
            stack.add(n)
            for d in self.nodes[n].deps:
                visit(d)
            stack.discard(n)
            seen.add(n)
            out.append(n)
        for n in self.nodes:
            visit(n)
        return out

    async def _run(self, node):
        results = await asyncio.gather(*(self.tasks[d] for d in node.deps), return_exceptions=True)
        bad = [r for r in results if isinstance(r, Exception)]
        if bad:
            raise RuntimeError(f"{node.name}: dependency failed") from bad[0]
        await asyncio.sleep(node.cost)
        if node.fail:
            raise ValueError(f"{node.name} exploded")
        self.order.append(node.name)
        return node.name.upper()

    async def run(self):
        for name in self.topo():
            self.tasks[name] = asyncio.create_task(self._run(self.nodes[name]), name=name)
        done, _ = await asyncio.wait(self.tasks.values())
        return {t.get_name(): (t.result() if not t.exception() else t.exception()) for t in sorted(done, key=lambda t: t.get_name())}


async def main():
    d = DAG(Node("app", ("lib", "db")), Node("lib", ("base",), 0.02), Node("db", ("base",), 0.03), Node("base"))
    print(d.topo())
    print(await d.run(), d.order)
    d = DAG(Node("x", ("y",)), Node("y", ("z",)), Node("z", fail=True))
    r = await d.run()
    e = r["x"]
    while e:
        print(repr(e))
        e = e.__cause__
    try:
        DAG(Node("a", ("b",)), Node("b", ("a",))).topo()
    except ValueError as e:
        print(e)

    # wait with FIRST_EXCEPTION
    async def w(n, t, exc=None):
        await asyncio.sleep(t)
        if exc: raise exc
        return n
    ts = [asyncio.create_task(w(1, .01)), asyncio.create_task(w(2, .02, OSError("disk"))), asyncio.create_task(w(3, .5))]
    done, pending = await asyncio.wait(ts, return_when=asyncio.FIRST_EXCEPTION)
    print(len(done), len(pending), [t.exception() for t in ts if t.done()])
    for p in pending: p.cancel()
    print(await asyncio.gather(*pending, return_exceptions=True))
    # gather: first exception, others go on
    ts = [asyncio.create_task(w(i, .01 * i, KeyError(i) if i == 1 else None)) for i in range(3)]
    try:
        await asyncio.gather(*ts)
    except KeyError as e:
        print("gather raised", e, [t.done() for t in ts])
    print(await ts[2])
    # same awaitable twice
    t = asyncio.create_task(w("once", 0))
    print(await asyncio.gather(t, t), await t)
    # results of a cancelled gather child
    ts = [asyncio.create_task(w(i, .02)) for i in range(2)]
    g = asyncio.gather(*ts, return_exceptions=True)
    ts[0].cancel("bye")
    r = await g
    print([type(x).__name__ for x in r], r[0].args if isinstance(r[0], BaseException) else None)
    g = asyncio.gather(w(1, 0), w(2, 0))
    print(type(g).__name__, g.done(), await g, g.done(), asyncio.isfuture(g))
    try:
        await asyncio.wait([])
    except ValueError as e:
        print(e)
    try:
        c = w(1, 0)
        await asyncio.wait([c])
    except TypeError as e:
        print(e)
        c.close()
    print(await asyncio.gather())

asyncio.run(main())
