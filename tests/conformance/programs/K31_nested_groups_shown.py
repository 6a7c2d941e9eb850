# Nested groups as tracebacks show them.
import sys
import traceback

inner = ExceptionGroup("inner", [TypeError("t"), KeyError("k")])
same = ValueError("twice")
cause = RuntimeError("the cause")
late = OSError("late")
late.__cause__ = cause
late.add_note("a note\nof two lines")
for group in (
    ExceptionGroup("plain", [ValueError(1)]),
    ExceptionGroup("outer", [inner, ValueError("v")]),
    ExceptionGroup("last is a group", [ValueError("v"), inner]),
    ExceptionGroup("same", [same, same]),
    ExceptionGroup("with cause", [late]),
    ExceptionGroup("deep", [ExceptionGroup("deeper", [ExceptionGroup("deepest", [LookupError()])])]),
    ExceptionGroup("many", [ValueError(i) for i in range(18)]),
):
    traceback.print_exception(group, file=sys.stdout)


def fail(n):
    raise ValueError(n)


try:
    errors = []
    for n in range(2):
        try:
            fail(n)
        except ValueError as e:
            errors.append(e)
    raise BaseExceptionGroup("collected", errors)
except ExceptionGroup:
    print("\n".join(line for line in traceback.format_exc().splitlines() if "File" not in line))
