# sys.unraisablehook and sys.excepthook; operations of async generators that nobody awaits.
import warnings, gc
async def foo(): pass
def t1():
    with warnings.catch_warnings(record=True) as w:
        warnings.simplefilter("always")
        foo()
        print(len(w), [str(x.message) for x in w])
t1()
async def agen():
    yield 1
with warnings.catch_warnings(record=True) as w:
    warnings.simplefilter("always")
    g = agen()
    g.asend(None)
    g.aclose()
    g.athrow(ValueError)
    print([str(x.message) for x in w])
import sys
class B:
    def __del__(self): 1/0
def hook(u): print("hook", u.exc_type.__name__, u.exc_value, u.err_msg, type(u.object).__name__, u.exc_traceback is not None)
sys.unraisablehook = hook
B()
sys.unraisablehook = sys.__unraisablehook__

def mine(kind, exc, tb):
    print("uncaught", kind.__name__, exc, tb.tb_lineno)
    print("KeyError: told by the hook", file=sys.stderr)
sys.excepthook = mine
class NoError(BaseException):
    def __new__(cls):
        return None
try:
    raise IndexError from NoError
except TypeError as e:
    print("should have returned" in str(e))
raise KeyError("x")
