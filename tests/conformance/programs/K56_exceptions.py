# Exceptions: chains, custom classes, else and finally, re-raising.
import traceback


class AppError(Exception):
    code = 500

    def __init__(self, message, **details):
        super().__init__(message)
        self.details = details

    def __str__(self):
        extra = ", ".join(f"{k}={v}" for k, v in self.details.items())
        return super().__str__() + (f" [{extra}]" if extra else "")


class NotFound(AppError):
    code = 404


def find(items, key):
    try:
        return items[key]
    except KeyError as e:
        raise NotFound(f"no {key}", key=key) from e
    finally:
        print("looked for", key)


def attempt(fn, *args):
    try:
        value = fn(*args)
    except NotFound as e:
        print(e.code, e, repr(e.__cause__))
        return None
    except (TypeError, ValueError) as e:
        print("bad input:", e)
        raise AppError("wrapped") from None
    else:
        print("fine", value)
        return value
    finally:
        print("--")


attempt(find, {"a": 1}, "a")
attempt(find, {"a": 1}, "b")
try:
    attempt(int, "x")
except AppError as e:
    print(repr(e), e.__cause__, type(e.__context__).__name__, e.__suppress_context__)
try:
    try:
        1 / 0
    except ZeroDivisionError:
        [][1]
except IndexError as e:
    chain = []
    while e:
        chain.append(type(e).__name__)
        e = e.__cause__ or e.__context__
    print(chain)


def returns():
    for i in range(3):
        try:
            if i == 1:
                return i
        finally:
            print("finally", i)


print(returns())
try:
    raise NotFound("x", a=1) from OSError(5, "io")
except AppError as e:
    print("".join(traceback.format_exception_only(e)).strip(), e.args, e.details)
    print([line for line in traceback.format_exception(e) if "direct cause" in line][0].strip())
e = ValueError("noted")
e.add_note("first")
e.add_note("second")
print(e.__notes__, traceback.format_exception_only(e))
try:
    raise e
except ValueError as again:
    print(again is e)
try:
    e
except NameError:
    print("gone")
else:
    print("still there")
assert_works = False
try:
    assert assert_works, "checked"
except AssertionError as e:
    print("assertion:", e)
