# Tracebacks and logs use an exception's own text.
import logging
import sys
import traceback
from dataclasses import dataclass


@dataclass
class Order:
    number: int


class OrderError(Exception):
    def __str__(self):
        return f"order {self.args[0].number} cannot be shipped"


class Broken(Exception):
    def __str__(self):
        raise RuntimeError("no text")


logging.basicConfig(stream=sys.stdout, format="%(levelname)s %(message)s")


def last(error):
    return traceback.format_exception_only(error)[-1].strip()


for error in (OrderError(Order(7)), ValueError(Order(8)), KeyError(Order(9)), Broken(), LookupError("a", Order(1))):
    print(last(error))
try:
    try:
        raise OrderError(Order(1))
    except OrderError as e:
        raise RuntimeError("while shipping") from e
except RuntimeError:
    print([line for line in traceback.format_exc().splitlines() if not line.startswith(" ")])
    logging.error("failed: %s", Order(2))
for line in traceback.format_exception(ExceptionGroup("several", [OrderError(Order(3)), ValueError(4)])):
    print(line, end="")
