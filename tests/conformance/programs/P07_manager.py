# Objects that live in a manager's process, and what stands for them in the others.
import multiprocessing
import queue
import time


def attempt(f):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, e)


def note(d, l, i):
    d[i] = i * i
    l.append(i)


def count(d, lock, n):
    for _ in range(n):
        with lock:
            d["n"] += 1


def move(namespace):
    namespace.x += 1


def answer(q):
    q.put(q.get() + 1)


def wait_for(event, l):
    event.wait()
    l.append("woken")


def length(i, d):
    d[i] = i
    return len(d) > 0


if __name__ == "__main__":
    with multiprocessing.Manager() as manager:
        d, l, lock = manager.dict(), manager.list([0]), manager.Lock()
        for target, *args in [(note, d, l, 1), (note, d, l, 2)]:
            p = multiprocessing.Process(target=target, args=args)
            p.start()
            p.join()
        print(dict(d), l, len(d), len(l))
        d.clear()
        d["n"] = 0
        workers = [multiprocessing.Process(target=count, args=(d, lock, 15)) for _ in range(3)]
        for p in workers:
            p.start()
        for p in workers:
            p.join()
        print(d, repr(d).split(" at 0x")[0], repr(l).split(" at")[0], type(d), type(l).__name__)
        d["k"] = [1]
        d["k"].append(2)
        print(d["k"], d.get("zz", 5), "k" in d, list(d), d.keys(), d.values(), d.items())
        attempt(lambda: d["nope"])
        attempt(lambda: l[10])
        attempt(lambda: d.pop("n"))
        attempt(lambda: d.setdefault("q", 1))
        d.update({"z": 9}, y=8)
        del d["z"]
        print(d, d.copy(), [x for x in d], d.popitem())
        l.extend([5, 3])
        l.sort()
        print(l, l[0], l[1:], l.pop(), l.index(3), l.count(0), [x for x in l], 3 in l, l + [7], l * 2)
        l += [1]
        l.reverse()
        print(l, type(l).__name__)
        namespace = manager.Namespace(x=1, y="a")
        p = multiprocessing.Process(target=move, args=(namespace,))
        p.start()
        p.join()
        print(namespace.x, namespace.y, namespace)
        attempt(lambda: namespace.nope)
        value = manager.Value("i", 3)
        value.value += 1
        array = manager.Array("i", [1, 2, 3])
        array[0] = 9
        print(value.value, value, array, array[0], len(array))
        q = manager.Queue()
        p = multiprocessing.Process(target=answer, args=(q,))
        p.start()
        q.put(1)
        p.join()
        print(q.get(), q.empty(), q.qsize())
        try:
            q.get(timeout=0.01)
        except queue.Empty:
            print("empty")
        event, seen = manager.Event(), manager.list()
        p = multiprocessing.Process(target=wait_for, args=(event, seen))
        p.start()
        time.sleep(0.1)
        print(seen, event.is_set())
        event.set()
        p.join()
        print(seen)
        with multiprocessing.Pool(2) as pool:
            print(pool.starmap(length, [(i, d) for i in range(3)]))
        inner = manager.list([1])
        outer = manager.dict({"in": inner})
        outer["in"].append(2)
        print(inner, outer["in"])
        attempt(lambda: d.nope())
        attempt(lambda: d[[]])
        attempt(lambda: lock.acquire())
        attempt(lambda: lock.release())
        attempt(lambda: lock.release())
    attempt(lambda: manager.dict())
