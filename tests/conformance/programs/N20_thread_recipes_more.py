from time import sleep
from threading import Thread, Lock, current_thread, Event, Condition
class ReturnThread(Thread):
    def __init__(self, *a, **k): super().__init__(*a, **k); self.value = None; self.exc = None
    def run(self):
        try: self.value = self._target(*self._args, **self._kwargs)
        except BaseException as e: self.exc = e
    def join(self, timeout=None):
        super().join(timeout)
        if self.exc: raise self.exc
        return self.value
t = ReturnThread(target=lambda a, b: a * b, args=(6, 7)); t.start(); print(t.join())
t = ReturnThread(target=lambda: 1 / 0); t.start()
try: t.join()
except ZeroDivisionError as e: print("raised in join:", e)
class StoppableThread(Thread):
    def __init__(self): super().__init__(); self._stop_event = Event(); self.n = 0
    def stop(self): self._stop_event.set()
    def run(self):
        while not self._stop_event.wait(.05): self.n += 1
s = StoppableThread(); s.start(); sleep(.22); s.stop(); s.join(); print(s.n)
class MyPool:
    def __init__(self, n):
        from queue import Queue
        self.q = Queue(); self.ts = [Thread(target=self._run, name=f"mp-{i}", daemon=True) for i in range(n)]; [t.start() for t in self.ts]; self.out = []; self.lock = Lock()
    def _run(self):
        while True:
            f, a = self.q.get()
            try:
                r = f(*a)
                with self.lock: self.out.append(r)
            except Exception as e: print("error", e)
            finally: self.q.task_done()
    def submit(self, f, *a): self.q.put((f, a))
    def wait(self): self.q.join()
p = MyPool(3)
for i in range(5): p.submit(pow, i, 2)
p.submit(int, "x"); p.wait(); print(sorted(p.out))
class BoundedBuffer:
    def __init__(self, n): self.n, self.buf = n, []; self.lock = Lock(); self.not_full = Condition(self.lock); self.not_empty = Condition(self.lock)
    def put(self, x):
        with self.not_full:
            while len(self.buf) >= self.n: self.not_full.wait()
            self.buf.append(x); self.not_empty.notify()
    def get(self):
        with self.not_empty:
            while not self.buf: self.not_empty.wait()
            x = self.buf.pop(0); self.not_full.notify(); return x
b = BoundedBuffer(2); got = []
c = Thread(target=lambda: [got.append(b.get()) for _ in range(6)]); c.start()
for i in range(6): b.put(i)
c.join(); print(got)
class Countdown:
    def __init__(self, n): self.n = n; self.c = Condition()
    def down(self):
        with self.c:
            self.n -= 1
            if self.n == 0: self.c.notify_all()
    def wait(self):
        with self.c: return self.c.wait_for(lambda: self.n == 0, timeout=2)
cd = Countdown(3); [Thread(target=lambda i=i: (sleep(.02 * i), cd.down())).start() for i in range(3)]; print(cd.wait())
def nested():
    def inner(): print(current_thread().name, current_thread().daemon)
    t = Thread(target=inner, name="child"); t.start(); t.join()
t = Thread(target=nested, name="parent", daemon=True); t.start(); t.join()
print("%s %s" % (Thread().name.startswith("Thread-"), Thread(target=nested).name.endswith("(nested)")))
alive = [Thread(target=sleep, args=(.1,)) for _ in range(3)]; [t.start() for t in alive]
while any(t.is_alive() for t in alive): sleep(.05)
print("all over")
