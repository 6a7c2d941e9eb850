# What a child has of its parent: context, thread-local data, not its random numbers; atexit.
import multiprocessing as mp, random, contextvars, time, atexit, threading
var = contextvars.ContextVar('v', default='none')
loc = threading.local(); loc.x = 1
def f(q): q.put((var.get(), round(time.process_time(), 2) < 0.02, hasattr(loc, 'x')))
def rnd(_): return random.random()
def bye(*a, **k): print('bye', a, k, flush=True)
def child(): atexit.register(bye, 'child'); print('in child', flush=True)
class D(threading.Thread): pass
if __name__ == '__main__':
    var.set('set')
    q = mp.Queue(); p = mp.Process(target=f, args=(q,)); p.start(); print(q.get()); p.join()
    random.seed(1); a = random.random()
    with mp.Pool(3) as pool: print(len(set(pool.map(rnd, range(30), chunksize=10))) > 20)
    random.seed(1); print(random.random() == a)
    atexit.register(bye, 1, k=2); atexit.register(bye, 'second'); atexit.register(print, 'gone'); atexit.unregister(print)
    p = mp.Process(target=child); p.start(); p.join()
    @atexit.register
    def last(): print('decorated', flush=True)
    try: atexit.register(5)
    except TypeError as e: print(e)
    t = threading.Thread(target=lambda: (time.sleep(0.1), print('thread over', flush=True))); t.start()
    print('main over', flush=True)
