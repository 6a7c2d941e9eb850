import logging, asyncio
logging.basicConfig(level=logging.INFO, format="%(levelname)s %(name)s %(message)s %(threadName)s %(funcName)s %(lineno)d")
log = logging.getLogger("app.db")
log.info("hello %s %d", "x", 3); log.debug("no"); log.warning("w")
try: 1/0
except ZeroDivisionError: log.exception("boom")
logging.error("root")
async def main():
    log.info("in task")
asyncio.run(main())
import sys
h = logging.StreamHandler(sys.stdout); h.setFormatter(logging.Formatter("{levelname:>8}|{message}", style="{"))
l2 = logging.getLogger("two"); l2.addHandler(h); l2.propagate = False; l2.setLevel("DEBUG")
l2.debug("to stdout %r", [1]); print(l2, logging.getLogger("two") is l2, l2.getEffectiveLevel(), logging.getLevelName(20), h.level)
