# graphlib: what can be done when, of things that need others done first.

__all__ = ['TopologicalSorter', 'CycleError']


class CycleError(ValueError):
    pass


class TopologicalSorter:
    def __init__(self, graph=None):
        # For each node how many it waits for (-1: handed out, -2: done), and who waits for it.
        self._waits = {}
        self._followers = {}
        self._ready = None
        self._handed_out = 0
        self._done = 0
        if graph is not None:
            for node, before in graph.items():
                self.add(node, *before)

    def _know(self, node):
        if node not in self._waits:
            self._waits[node] = 0
            self._followers[node] = []

    def add(self, node, *predecessors):
        if self._ready is not None:
            raise ValueError('Nodes cannot be added after a call to prepare()')
        self._know(node)
        self._waits[node] += len(predecessors)
        for before in predecessors:
            self._know(before)
            self._followers[before].append(node)

    def prepare(self):
        if self._ready is not None:
            raise ValueError('cannot prepare() more than once')
        self._ready = [node for node, waits in self._waits.items() if waits == 0]
        cycle = self._find_cycle()
        if cycle:
            raise CycleError('nodes are in a cycle', cycle)

    def get_ready(self):
        if self._ready is None:
            raise ValueError('prepare() must be called first')
        ready = tuple(self._ready)
        for node in ready:
            self._waits[node] = -1
        self._ready.clear()
        self._handed_out += len(ready)
        return ready

    def is_active(self):
        if self._ready is None:
            raise ValueError('prepare() must be called first')
        return self._done < self._handed_out or bool(self._ready)

    def __bool__(self):
        return self.is_active()

    def done(self, *nodes):
        if self._ready is None:
            raise ValueError('prepare() must be called first')
        for node in nodes:
            if node not in self._waits:
                raise ValueError(f'node {node!r} was not added using add()')
            waits = self._waits[node]
            if waits >= 0:
                raise ValueError(f'node {node!r} was not passed out (still not ready)')
            if waits == -2:
                raise ValueError(f'node {node!r} was already marked done')
            self._waits[node] = -2
            for follower in self._followers[node]:
                self._waits[follower] -= 1
                if self._waits[follower] == 0:
                    self._ready.append(follower)
            self._done += 1

    def _find_cycle(self):
        # Depth first; the path is what is being looked at.
        over = set()
        for start in self._waits:
            if start in over:
                continue
            path, steps, on_path = [start], [iter(self._followers[start])], {start: 0}
            over.add(start)
            while path:
                for follower in steps[-1]:
                    if follower in on_path:
                        return path[on_path[follower]:] + [follower]
                    if follower not in over:
                        over.add(follower)
                        on_path[follower] = len(path)
                        path.append(follower)
                        steps.append(iter(self._followers[follower]))
                        break
                else:
                    steps.pop()
                    del on_path[path.pop()]
        return None

    def static_order(self):
        self.prepare()
        while self.is_active():
            group = self.get_ready()
            yield from group
            self.done(*group)

    __class_getitem__ = classmethod(lambda cls, item: cls)
