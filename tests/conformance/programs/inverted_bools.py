# ~ of a bool warns, once a line; a constant is computed before.
import warnings


def inverted(x):
    return ~x


for flag in (True, False):
    print(inverted(flag))
print(~True, ~(1 < 2), ~int(True))
with warnings.catch_warnings(record=True) as caught:
    warnings.simplefilter("always")
    print(~False, ~(2 > 1))
print(len(caught), caught[0].category.__name__, str(caught[0].message)[:40])
with warnings.catch_warnings():
    warnings.simplefilter("error")
    try:
        ~(2 > 1)
    except DeprecationWarning as e:
        print("raised", str(e)[:30])
