# Threads, loops and pools in children; odd exceptions; what comes back is a copy.
import multiprocessing as mp, threading, time, asyncio, os, sys, queue
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
def child_threads(q):
    r = []
    ts = [threading.Thread(target=r.append, args=(i,)) for i in range(3)]
    for t in ts: t.start()
    for t in ts: t.join()
    q.put((r, threading.current_thread().name, threading.active_count()))
async def co(n):
    await asyncio.sleep(0.01)
    return n * 2
def child_async(n):
    return asyncio.run(co(n))
def child_loop_state(q):
    try: asyncio.get_running_loop(); q.put('running')
    except RuntimeError as e: q.put(str(e))
def child_pool(n):
    with ThreadPoolExecutor(2) as ex:
        return list(ex.map(abs, range(-n, 0)))
def dflt(x, l=[]):
    l.append(x); return l
def gen_sum(n): return sum(i*i for i in range(n))
def raise_chain():
    try: 1/0
    except ZeroDivisionError as e: raise ValueError('outer') from e
def raise_notes():
    e = ValueError('n'); e.add_note('a note'); e.extra = 5; raise e
class Meta: pass
def mutate(d): d['x'] = 1; return d
def big(): return 10**50
def identity(x): return x
def ret_exc(): return ValueError('as value')
lst = [1, 2, 3]
def app(): lst.append(4); return lst
def sl(t): time.sleep(t); return t
def stop(): raise StopIteration(3)
def kbd(): raise KeyboardInterrupt
def cancel(): raise asyncio.CancelledError('c')
if __name__ == '__main__':
    q = mp.Queue()
    p = mp.Process(target=child_threads, args=(q,)); p.start(); print(q.get()); p.join()
    async def main():
        loop = asyncio.get_running_loop()
        p = mp.Process(target=child_loop_state, args=(q,)); p.start(); print(q.get()); p.join()
        with ProcessPoolExecutor(2) as ex:
            print(await asyncio.gather(*[loop.run_in_executor(ex, child_async, i) for i in range(3)]))
            print(await loop.run_in_executor(ex, child_pool, 3))
            f = loop.run_in_executor(ex, sl, 0.2)
            try: await asyncio.wait_for(f, 0.05)
            except asyncio.TimeoutError: print('timeout', f.cancelled())
            r = await asyncio.gather(loop.run_in_executor(ex, raise_chain), return_exceptions=True); print(r, type(r[0].__cause__).__name__)
    asyncio.run(main())
    with ProcessPoolExecutor(1) as ex:
        print(ex.submit(dflt, 1).result(), ex.submit(dflt, 2).result(), dflt(3))
        print(ex.submit(gen_sum, 10).result())
        e = ex.submit(raise_notes).exception(); print(e.__notes__, e.extra, e.__traceback__, e.__context__)
        d = {}; print(ex.submit(mutate, d).result(), d)
        print(ex.submit(big).result(), repr(ex.submit(ret_exc).result()))
        print(ex.submit(app).result(), lst)
        for x in (None, ..., (1,), [1,[2]], {'a': {1,2}}, 'é', b'x', 1.5, 2+3j, range(3), frozenset([1]), True, float('inf'), Meta, len, ValueError, int, sys.maxsize): print(ex.submit(identity, x).result(), end=' ')
        print()
        for f in (stop, kbd, cancel):
            x = ex.submit(f); e = x.exception() if f is not cancel else None
            print(type(e), e, x.done())
            if f is cancel:
                try: x.result()
                except BaseException as e: print(type(e), e)
        f = ex.submit(identity, 1); f.add_done_callback(lambda f: print('done', f.result())); f.result(); time.sleep(0.01)
        r = repr(ex.submit(identity, 1)); print(r.split(' at ')[0], r.split('state=')[1].split()[0] in ('pending>', 'running>', 'finished'))
        it = ex.map(identity, [1,2]); print(type(it).__name__, next(it), list(it))
        try: list(ex.map(sl, [0.3], timeout=0.05))
        except TimeoutError as e: print('TimeoutError', e)
    print('end')
