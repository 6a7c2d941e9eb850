# contextlib: what comes out of generators, decorators, stacks.
import asyncio
from contextlib import *
@contextmanager
def cm(mode='ok'):
    "doc of cm"
    if mode == 'none': return
    try:
        yield mode
        if mode == 'twice': yield 2
    except ValueError as e:
        print('saw', e)
        if mode == 'reraise': raise
        if mode == 'other': raise KeyError('k')
        if mode == 'from': raise KeyError('k') from e
        if mode == 'again': yield 3
        if mode == 'stop': raise StopIteration('x')
    finally: print('finally', mode)
def run(f):
    try: print('result', f())
    except BaseException as e: print(type(e).__name__, e, '| cause', repr(e.__cause__), '| context', repr(e.__context__))
def use(mode, exc=None):
    with cm(mode) as x:
        print('in', x)
        if exc: raise exc
    return 'after'
for m in ('ok','none','twice'): run(lambda: use(m))
for m in ('ok','reraise','other','from','again','stop'): run(lambda: use(m, ValueError('v')))
run(lambda: use('ok', StopIteration(5))); run(lambda: use('ok', RuntimeError('r'))); run(lambda: use('ok', KeyboardInterrupt()))
@cm('deco')
def f(a): "fdoc"; return a
print(f(1), f(2), f.__name__, f.__doc__, cm.__name__, cm().__doc__, cm.__wrapped__.__name__)
c = cm('once')
with c: pass
try:
    with c: pass
except AttributeError as e: print(e)
@asynccontextmanager
async def acm(mode='ok'):
    if mode == 'none': return
    try:
        yield mode
        if mode == 'twice': yield 2
    except ValueError as e:
        print('saw', e)
        if mode == 'reraise': raise
        if mode == 'other': raise KeyError('k')
        if mode == 'again': yield 3
        if mode == 'stop': raise StopAsyncIteration('x')
    finally: print('finally', mode)
async def ause(mode, exc=None):
    async with acm(mode) as x:
        print('in', x)
        if exc: raise exc
    return 'after'
async def main():
    for m, e in (('ok',None),('none',None),('twice',None),('ok',ValueError('v')),('reraise',ValueError('v')),('other',ValueError('v')),('again',ValueError('v')),('stop',ValueError('v')),('ok',StopIteration(1)),('ok',StopAsyncIteration(1)),('ok',RuntimeError('q'))):
        try: print(await ause(m, e))
        except BaseException as x: print(type(x).__name__, x, repr(x.__cause__), repr(x.__context__))
    @acm('adeco')
    async def g(a): return a
    print(await g(3), await g(4))
asyncio.run(main())
class T:
    def close(self): print('closed')
with closing(T()) as t: print(type(t).__name__)
with suppress(KeyError, ValueError): raise KeyError
try:
    with suppress(KeyError): raise ExceptionGroup('g', [KeyError(1), ValueError(2)])
except* ValueError as e: print(e.exceptions)
with nullcontext(5) as n: print(n)
import io
s = io.StringIO()
with redirect_stdout(s): print('hid')
print(repr(s.getvalue()))
class D(ContextDecorator):
    def __enter__(self): print('enter'); return self
    def __exit__(self, *e): print('exit', e[0]); return True
@D()
def boom(): raise ValueError
print(boom())
with ExitStack() as st:
    st.callback(print, 'cb', 1); st.enter_context(cm('st')); st.push(lambda *e: print('push', e[0]) or True)
    raise ValueError('in stack')
print('end', issubclass(T, AbstractContextManager), issubclass(D, AbstractContextManager))
