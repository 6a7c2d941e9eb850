# What comes back from pickle: exceptions, data classes, enums, dates.
import pickle, asyncio, queue, json, concurrent.futures, threading, datetime, re, enum, collections, functools, dataclasses, logging
from typing import NamedTuple
def t(f):
    try: print(f())
    except Exception as e: print(type(e).__name__, e)
rt = lambda x: pickle.loads(pickle.dumps(x))
class F(enum.Flag): A=1; B=2
class NT(NamedTuple):
    a: int
    b: str = 'x'
@dataclasses.dataclass(frozen=True)
class Fz: a: int
@dataclasses.dataclass(slots=True)
class Sl: a: int; b: int = 2
class E1(Exception): pass
class E2(E1):
    def __init__(self, code, msg='m'): super().__init__(code, msg); self.code = code
for x in (queue.Empty(), queue.Full('f'), asyncio.CancelledError('x'), asyncio.TimeoutError(), asyncio.QueueEmpty(), concurrent.futures.CancelledError(), concurrent.futures.BrokenExecutor('b'), threading.BrokenBarrierError(), json.JSONDecodeError('m', 'doc', 2), UnicodeDecodeError('utf8', b'x', 0, 1, 'r'), KeyError('k'), StopIteration(3), SystemExit(2), E2(5), ImportError('i', name='n'), AttributeError('a'), NameError('n'), ModuleNotFoundError("No", name='q'), ExceptionGroup('g', [E1(1), ExceptionGroup('h', [ValueError(2)])]), asyncio.IncompleteReadError(b'a', 5), dataclasses.FrozenInstanceError('z'), re.error('msg')):
    t(lambda: (type(rt(x)), repr(rt(x)), rt(x).args))
for x in (datetime.date(2020,1,2), datetime.datetime(2020,1,2,3,4,5,6), datetime.timedelta(1,2,3), datetime.time(1,2), datetime.timezone.utc, F.A, F.A|F.B, NT(1), Fz(3), Sl(4), functools.partial(int, base=2), collections.ChainMap({'a':1}), collections.UserDict(a=1), range(1,5,2), slice(1), logging.getLogger('x')):
    t(lambda: (type(rt(x)).__name__, rt(x) == x or repr(rt(x))))
t(lambda: rt(re.compile('a+')).findall('caat'))
