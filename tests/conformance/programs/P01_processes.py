# Processes: their ends, names, queues, pipes; what a child changes its parent does not see.
import multiprocessing
import time

counter = 0


def work(n):
    global counter
    counter += n
    print("in child", counter, multiprocessing.current_process().name, flush=True)


def bad():
    raise ValueError("no")


def leaves():
    raise SystemExit(7)


def produce(q):
    for i in range(3):
        q.put([i, "x"])
    q.put(None)


def echo(connection):
    while True:
        connection.send(connection.recv() * 2)


def add(value, lock, n):
    for _ in range(n):
        with lock:
            value.value += 1


class Worker(multiprocessing.Process):
    def __init__(self, n):
        super().__init__()
        self.n = n

    def run(self):
        print("runs", self.n, self.name, flush=True)


if __name__ == "__main__":
    for i in range(1, 4):
        p = multiprocessing.Process(target=work, args=(i,))
        print(p.is_alive(), p.exitcode, p.pid)
        p.start()
        p.join()
        print(p.is_alive(), p.exitcode, p.name)
    print("in parent", counter)
    for target in (bad, leaves):
        p = multiprocessing.Process(target=target, name="with a name")
        p.start()
        p.join()
        print(p.name, p.exitcode)
    p = multiprocessing.Process(target=time.sleep, args=(100,))
    p.start()
    p.terminate()
    p.join()
    print(p.exitcode)
    p = multiprocessing.Process(target=time.sleep, args=(0.3,))
    p.start()
    p.join(0.05)
    print(p.exitcode, p.is_alive(), len(multiprocessing.active_children()))
    p.join()
    print(p.exitcode, multiprocessing.active_children())
    for mistake in (p.start, multiprocessing.Process(target=bad).join):
        try:
            mistake()
        except AssertionError as e:
            print(e)
    q = multiprocessing.Queue()
    p = multiprocessing.Process(target=produce, args=(q,))
    p.start()
    while (item := q.get()) is not None:
        print(item)
    p.join()
    here, there = multiprocessing.Pipe()
    p = multiprocessing.Process(target=echo, args=(there,), daemon=True)
    p.start()
    here.send(21)
    print(here.recv(), p.daemon)
    here.send("ab")
    print(here.poll(5), here.recv(), here.poll())
    p.kill()
    p.join()
    print(p.exitcode)
    value, lock = multiprocessing.Value("i", 0), multiprocessing.Lock()
    all_of_them = [multiprocessing.Process(target=add, args=(value, lock, 50)) for _ in range(3)]
    for p in all_of_them:
        p.start()
    for p in all_of_them:
        p.join()
    print(value.value)
    for i in range(2):
        w = Worker(i)
        w.start()
        w.join()
