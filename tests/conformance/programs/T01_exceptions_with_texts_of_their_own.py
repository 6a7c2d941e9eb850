# Exceptions with a __str__ of their own, wherever tracebacks are made of them.
import threading, traceback, asyncio, logging
class E(Exception):
    def __init__(self, code): super().__init__('args'); self.code = code
    def __str__(self): return f'custom {self.code}'
class Bad(Exception):
    def __str__(self): raise ValueError('in str')
class NotStr(Exception):
    def __str__(self): return 5
def f(): raise E(1)
try: f()
except E: print(traceback.format_exc().splitlines()[-1])
try:
    try: f()
    except E as e: raise E(2) from e
except E as e: print([l for l in ''.join(traceback.format_exception(e)).splitlines() if l.startswith(('__main__', 'E:'))])
for c in (Bad, NotStr):
    try: raise c('x')
    except c: print(traceback.format_exc().splitlines()[-1])
g = ExceptionGroup('g', [E(3), E(4)])
print([l for l in ''.join(traceback.format_exception(g)).splitlines() if 'custom' in l])
print(traceback.format_exception_only(E(7)), repr(E(8)))
async def m():
    t = asyncio.create_task(co()); await asyncio.sleep(0.01); del t
async def co(): raise E(9)
t = threading.Thread(target=f); t.start(); t.join()
try: raise E(5)
except E:
    raise E(6)
