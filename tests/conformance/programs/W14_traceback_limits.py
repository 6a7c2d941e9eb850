# limit= and chain= of the functions of traceback.
import traceback, sys, io, re
real, sys.stdout = sys.stdout, io.StringIO()
def a(): b()
def b(): c()
def c(): raise ValueError("x")
def chained():
    try: a()
    except ValueError as e: raise KeyError("k") from e
def ctx():
    try: a()
    except ValueError: 1 / 0
for f in (a, chained, ctx):
    try: f()
    except Exception as e:
        for kw in ({}, {"limit": 1}, {"limit": -1}, {"chain": False}, {"limit": 2, "chain": False}, {"limit": 0}):
            print(kw); print(traceback.format_exc(**kw), end="")
        print(len(traceback.format_exception(e)), len(traceback.format_tb(e.__traceback__, limit=2)))
        traceback.print_exc(limit=1, file=sys.stdout)
        traceback.print_tb(e.__traceback__, limit=-1, file=sys.stdout)
        traceback.print_exception(type(e), e, e.__traceback__, limit=1, file=sys.stdout)
        traceback.print_exception(type(e), e, None, chain=False, file=sys.stdout)
        print([f.name for f in traceback.extract_tb(e.__traceback__, limit=2)])
        te = traceback.TracebackException.from_exception(e, limit=1)
        print("".join(te.format(chain=False)), te.exc_type_str)
print(traceback.format_exc(), end="")
def rec(n): return rec(n - 1) if n else 1 / 0
try: rec(10)
except Exception: print(traceback.format_exc()); print(traceback.format_exc(limit=3))
text, sys.stdout = sys.stdout.getvalue(), real
print(re.sub(r'File ".*?"', 'File', text))
