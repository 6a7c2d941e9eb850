import logging, logging.handlers, queue, threading, sys, io
fmt = logging.Formatter("%(asctime)s|%(threadName)s|%(levelname)s|%(message)s", datefmt="X")
buf = io.StringIO(); h = logging.StreamHandler(buf); h.setFormatter(logging.Formatter("{levelname}:{threadName}:{message}", style="{"))
log = logging.getLogger("svc"); log.addHandler(h); log.setLevel("DEBUG"); log.propagate = False
q = queue.Queue(); qh = logging.handlers.QueueHandler(q); lst = logging.handlers.QueueListener(q, h, respect_handler_level=True)
l2 = logging.getLogger("q"); l2.addHandler(qh); l2.setLevel(10); l2.propagate = False; lst.start()
def w(n): l2.info("from %s", n); log.warning("direct %d", n)
ts = [threading.Thread(target=w, args=(i,), name=f"w{i}") for i in range(2)]
for t in ts: t.start(); t.join()
lst.stop(); print("\n".join(sorted(buf.getvalue().splitlines())))
class F(logging.Filter):
    def filter(self, r): r.user = "bob"; return "skip" not in r.getMessage()
log.addFilter(F()); h.setFormatter(logging.Formatter("%(user)s %(name)s %(funcName)s %(lineno)d %(message)s")); buf.truncate(0); buf.seek(0)
def named(): log.error("in func"); log.info("skip me"); log.log(25, "custom"); log.debug("%(a)s", {"a": 1})
named(); print(buf.getvalue(), end="")
ad = logging.LoggerAdapter(log, {"req": 1}); ad.info("adapted"); print(log.getEffectiveLevel(), log.hasHandlers(), logging.getLevelName(30), log.isEnabledFor(5), log)
