import asyncio
import logging
import sys


class ListHandler(logging.Handler):
    def __init__(self, level=logging.NOTSET):
        super().__init__(level)
        self.records = []

    def emit(self, record):
        self.records.append(self.format(record))


class JsonFormatter(logging.Formatter):
    def format(self, record):
        import json
        data = {"level": record.levelname, "msg": record.getMessage(), "logger": record.name}
        if hasattr(record, "user"):
            data["user"] = record.user
        if record.exc_info:
            data["exc"] = self.formatException(record.exc_info).splitlines()[-1]
        return json.dumps(data)


log = logging.getLogger("shop")
log.setLevel(logging.DEBUG)
h = ListHandler(logging.INFO)
h.setFormatter(JsonFormatter())
out = logging.StreamHandler(sys.stdout)
out.setFormatter(logging.Formatter("%(levelname)-7s %(name)s.%(funcName)s:%(lineno)d [%(threadName)s] %(message)s"))
log.addHandler(h)
log.addHandler(out)
log.propagate = False


async def order(n):
    log.debug("order %d", n)
    await asyncio.sleep(0)
    log.info("placed", extra={"user": f"u{n}"})
    try:
        if n == 2:
            raise ValueError("sold out")
    except ValueError as e:
        log.error("failed: %s", e, exc_info=n > 5)
        logging.getLogger("shop.sub").warning("child logs through %s", "parent")


async def main():
    await asyncio.gather(order(1), order(2))
    try:
        1 / 0
    except ZeroDivisionError:
        h.setLevel(logging.ERROR)
        log.removeHandler(out)
        log.exception("broke")
    log.log(logging.CRITICAL, "%s %s", "two", "args")
    log.critical("dict %(a)s", {"a": 1})


asyncio.run(main())
print(*h.records, sep="\n")
print(log.handlers == [h], log.hasHandlers(), log.level, logging.getLevelName("ERROR"), logging.getLogger("shop.sub").getEffectiveLevel())
f = logging.Formatter("{asctime} {message}", datefmt="%H", style="{")
r = logging.LogRecord("n", logging.INFO, "path/file.py", 7, "hello %s", ("x",), None)
print(r.getMessage(), r.filename, r.module, r.lineno, logging.Formatter("%(message)s|%(levelno)s").format(r))
logging.basicConfig(format="%(message)s", level=logging.WARNING, stream=sys.stdout)
logging.info("hidden")
logging.warning("shown %d%%", 50)
logging.getLogger("a.b.c").error("from %s", "far")
