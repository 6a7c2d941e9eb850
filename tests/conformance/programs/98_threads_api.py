import sys
import threading
import time


def work():
    me = threading.current_thread()
    seen.append((me.name, me.daemon, me is t, me.is_alive(), me.ident == threading.get_ident()))


seen = []
t = threading.Thread(target=work)
print(t.name, t.daemon, t.ident, t.is_alive(), repr(t))
try:
    t.join()
except RuntimeError as e:
    print(e)
t.start()
t.join()
print(seen, t.is_alive(), repr(t).split(',')[1].split()[0])
try:
    threading.current_thread().join()
except RuntimeError as e:
    print(e)
print(threading.main_thread().name, threading.active_count(), [x.name for x in threading.enumerate()])


class Counter(threading.Thread):
    def __init__(self, n):
        super().__init__(name=f'counter-{n}', daemon=True)
        self.n = n
        self.total = None

    def run(self):
        self.total = sum(range(self.n))


c = Counter(1000)
c.start()
c.join()
print(c.total, c.name, c.daemon)
try:
    c.daemon = False
except RuntimeError as e:
    print(e)


def broken():
    raise ValueError('in a thread')


caught = []
old = threading.excepthook
threading.excepthook = lambda args: caught.append((args.exc_type.__name__, str(args.exc_value), args.thread.name))
b = threading.Thread(target=broken, name='B')
b.start()
b.join()
threading.excepthook = old
print(caught)


def leaves():
    sys.exit(3)


s = threading.Thread(target=leaves)
s.start()
s.join()
print('after exit in a thread')
d = threading.local()


class Own(threading.local):
    kind = 'class'

    def __init__(self, start):
        self.count = start


own = Own(10)
own.count += 1


def look():
    result.append((own.count, own.kind, hasattr(d, 'x')))
    own.count += 100
    result.append(own.count)


result = []
d.x = 1
u = threading.Thread(target=look)
u.start()
u.join()
print(result, own.count, d.x)
try:
    d.y
except AttributeError as e:
    print(e)
del d.x
print(hasattr(d, 'x'))
lock = threading.Lock()
try:
    lock.release()
except RuntimeError as e:
    print(e)
for bad in (lambda: lock.acquire(False, 1), lambda: lock.acquire(True, -2)):
    try:
        bad()
    except ValueError as e:
        print(e)
r = threading.RLock()
try:
    r.release()
except RuntimeError as e:
    print(e)
print(r.acquire(), r.acquire(), r.release(), r.release())
print(threading.Thread(target=print, name='x').name, threading.Thread(target=print).name, threading.Thread().name)
print(sys.getswitchinterval())


def late():
    time.sleep(0.05)
    print('the program waits for this')


threading.Thread(target=late).start()
threading.Thread(target=lambda: (time.sleep(1), print('not for this')), daemon=True).start()
print('end of main')
