# Processes that are spawned: they import the program anew, and are sent what they need.
import multiprocessing as mp, time, sys, os, logging, random
from concurrent.futures import ProcessPoolExecutor
value = 1
class Point:
    def __init__(self, x): self.x = x
    def __eq__(self, o): return type(o) is type(self) and o.x == self.x
def show(q): q.put((value, __name__, mp.current_process().name, mp.parent_process().name, mp.get_start_method()))
def make(x): return Point(x)
def bad(): raise ValueError('b')
class W(mp.Process):
    def __init__(self, q, n): super().__init__(); self.q, self.n = q, n
    def run(self): self.q.put((self.n, self.name, type(self).__module__))
def add(v, l):
    for _ in range(10):
        with l: v.value += 1
def pipe(c):
    c.send('hi'); c.send(c.recv()); c.close()
def main():
    global value
    value = 2
    mp.set_start_method('spawn')
    try: mp.set_start_method('fork')
    except RuntimeError as e: print(e)
    print(mp.get_start_method(), type(mp.get_context()).__name__)
    q = mp.Queue()
    p = mp.Process(target=show, args=(q,)); p.start(); print(q.get()); p.join(); print(p.name, p.exitcode)
    w = W(q, 3); w.start(); print(q.get()); w.join()
    v, l = mp.Value('i', 0), mp.Lock()
    ps = [mp.Process(target=add, args=(v, l)) for _ in range(2)]
    for p in ps: p.start()
    for p in ps: p.join()
    print(v.value)
    a, b = mp.Pipe(); p = mp.Process(target=pipe, args=(b,)); p.start(); b.close(); print(a.recv()); a.send([1]); print(a.recv())
    try: a.recv()
    except EOFError: print('EOF')
    p.join()
    p = mp.Process(target=bad); p.start(); p.join(); print(p.exitcode)
    with ProcessPoolExecutor(2) as ex:
        r = ex.submit(make, 4).result(); print(r == Point(4), type(r).__module__)
        print(len(ex._processes))
        print([x.x for x in ex.map(make, range(3))])
    with mp.Pool(2) as pool: print([x.x for x in pool.map(make, range(3))])
    def local(): pass
    try: mp.Process(target=local).start()
    except Exception as e: print(type(e).__name__, str(e).split(' at 0x')[0])
    with mp.Manager() as m:
        d = m.dict(); p = mp.Process(target=d.update, args=({'a': 1},)); p.start(); p.join(); print(d)
    ctx = mp.get_context('forkserver'); p = ctx.Process(target=print, args=('forkserver child',), kwargs={'flush': True}); p.start(); p.join(); print(p.name)
    try: ctx.set_start_method('fork')
    except ValueError as e: print(e)
if __name__ == '__main__': main()
