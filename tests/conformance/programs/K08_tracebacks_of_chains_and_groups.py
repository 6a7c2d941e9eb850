import asyncio
import io
import sys
import traceback


def without_places(text):
    return "\n".join(line for line in text.splitlines() if "File " not in line)


def show(error):
    buffer = io.StringIO()
    traceback.print_exception(error, file=buffer)
    print(without_places(buffer.getvalue()))


class PaymentError(Exception):
    """Raised when a payment fails."""

    def __init__(self, amount, reason):
        self.amount = amount
        self.reason = reason
        super().__init__(f"{reason} (amount={amount:.2f})")


class Declined(PaymentError):
    pass


async def charge(amount):
    await asyncio.sleep(0.001)
    if amount > 100:
        raise Declined(amount, "limit exceeded")
    if amount < 0:
        raise ValueError("negative amount")
    return amount


async def checkout(amount):
    try:
        return await charge(amount)
    except ValueError as e:
        raise PaymentError(amount, "invalid") from e


async def main():
    results = await asyncio.gather(checkout(10), checkout(500), checkout(-1), return_exceptions=True)
    for r in results:
        if isinstance(r, BaseException):
            show(r)
            print("cause:", repr(r.__cause__), "context:", repr(r.__context__), r.__suppress_context__)
        else:
            print("ok", r)
    try:
        await checkout(500)
    except PaymentError:
        print(without_places(traceback.format_exc()))
        et, ev, tb = sys.exc_info()
        print(et.__mro__[:3], [f.name for f in traceback.extract_tb(tb)])
        print("".join(traceback.format_exception_only(et, ev)), end="")
    e = PaymentError(1, "x")
    e.add_note("check the card")
    e.add_note("call support")
    try:
        try:
            raise e
        finally:
            print("finally")
    except PaymentError as err:
        print(err.__notes__)
        show(err)
    try:
        try:
            {}["k"]
        except KeyError:
            raise RuntimeError("during handling")
    except RuntimeError:
        traceback.print_exc()
    eg = ExceptionGroup("many", [ValueError(1), ExceptionGroup("inner", [TypeError("t"), Declined(3, "no")])])
    traceback.print_exception(eg)
    try:
        raise eg
    except* PaymentError as g:
        print("payment", g)
    except* (ValueError, TypeError) as g:
        print("others", g, [type(x).__name__ for x in g.exceptions])
    raise Declined(7, "at the end")


asyncio.run(main())
