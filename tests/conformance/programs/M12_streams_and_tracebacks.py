import io, sys, contextlib, textwrap, types
b = io.StringIO()
with contextlib.redirect_stdout(b):
    print("captured", 1)
print(repr(b.getvalue()))
old = sys.stdout; sys.stdout = io.StringIO(); print("x"); t = sys.stdout.getvalue(); sys.stdout = old; print(repr(t))
try: 1/0
except ZeroDivisionError as e:
    print(e.__traceback__.tb_lineno, isinstance(e.__traceback__, types.TracebackType), e.__traceback__.tb_frame.f_code.co_name)
print(textwrap.dedent("""\
   a
     b
   c"""), io.BytesIO(b"ab\ncd").readlines(), textwrap.fill("the quick brown fox", 10))
def f(a, /, b, *, c): pass
print(f.__code__.co_firstlineno, f.__code__.co_kwonlyargcount, f.__code__.co_qualname)
sys.stdout.write("direct\n")
s = io.StringIO("l1\nl2\n")
for line in s: print(line.strip())
eg = ExceptionGroup("g", [ValueError(1)]); print(eg.exceptions, ExceptionGroup[ValueError])
