# Queues, locks, events, values and arrays of processes; what may not be sent to another one.
import multiprocessing as mp
import os
import pickle
import queue
import time


def attempt(f):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, str(e).split(" at 0x")[0])


def nested():
    p = mp.Process(target=print, args=("grandchild",), kwargs={"flush": True})
    p.start()
    p.join()
    print(p.name, p.exitcode, mp.current_process().name, mp.parent_process().name, flush=True)


def wait_for(event, q):
    q.put(event.wait())


def fill(array, n):
    for i in range(len(array)):
        array[i] += n


def work(jobs):
    while (job := jobs.get()) is not None:
        time.sleep(job)
        jobs.task_done()
    jobs.task_done()


if __name__ == "__main__":
    me = str(os.getpid())
    p = mp.Process(target=nested)
    print(repr(p).replace(me, "ME"), p.daemon, p.exitcode, p.is_alive(), p.pid)
    p.start()
    p.join()
    print(repr(p).replace(me, "ME").replace(str(p.pid), "CHILD"))
    print(repr(mp.current_process()).replace(me, "ME"), mp.parent_process(), mp.get_start_method())
    print(mp.cpu_count() == os.cpu_count())

    q = mp.Queue(2)
    q.put(1)
    q.put({"two": 2})
    time.sleep(0.05)
    print(q.full(), q.qsize(), q.empty())
    attempt(lambda: q.put_nowait(3))
    print(q.get(), q.get(timeout=1))
    try:
        q.get(timeout=0.01)
    except queue.Empty:
        print("empty")
    q.close()
    attempt(lambda: q.put(1))

    event, q = mp.Event(), mp.Queue()
    print(event.is_set(), event.wait(0.01))
    p = mp.Process(target=wait_for, args=(event, q))
    p.start()
    time.sleep(0.05)
    print(q.empty())
    event.set()
    print(q.get(), event.is_set())
    p.join()

    lock = mp.Lock()
    print(lock, lock.acquire(), lock, lock.acquire(False), lock.release(), lock)
    attempt(lock.release)
    again = mp.RLock()
    print(again.acquire(), again.acquire(), again)
    again.release()
    again.release()
    print(again)
    attempt(again.release)
    two = mp.Semaphore(2)
    print(two.acquire(), two.acquire(), two.acquire(timeout=0.01))

    number = mp.Value("d", 1.5)
    number.value += 1
    print(number.value, number, mp.Value("b", 200).value)
    array = mp.Array("i", [1, 2, 3])
    workers = [mp.Process(target=fill, args=(array, 10))]
    for w in workers:
        w.start()
    for w in workers:
        w.join()
    array[1] = 7
    print(list(array), array[:], len(array), array[0:2])
    attempt(lambda: array[3])
    attempt(lambda: mp.Value("i", "x"))
    for thing in (q, lock, number, array, event):
        attempt(lambda: pickle.dumps(thing))

    jobs = mp.JoinableQueue()
    p = mp.Process(target=work, args=(jobs,))
    p.start()
    for _ in range(3):
        jobs.put(0.02)
    jobs.join()
    print("all done")
    jobs.put(None)
    p.join()
    attempt(lambda: mp.get_context("x"))
