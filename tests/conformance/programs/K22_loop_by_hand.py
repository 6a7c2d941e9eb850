import asyncio, time


async def tick(name, n, interval):
    for i in range(n):
        await asyncio.sleep(interval)
        print(f"{name}:{i}", end=" ")
    return name


def call_chain(loop, n, fut):
    print("call", n)
    if n == 0:
        fut.set_result("chain done")
    else:
        loop.call_soon(call_chain, loop, n - 1, fut)


def main():
    loop = asyncio.new_event_loop()
    asyncio.set_event_loop(loop)
    try:
        fut = loop.create_future()
        loop.call_soon(call_chain, loop, 3, fut)
        print(loop.run_until_complete(fut))
        h = loop.call_later(5, print, "never")
        print(h.cancelled(), h.when() > loop.time())
        h.cancel()
        print(h.cancelled())
        order = []
        loop.call_later(0.02, order.append, "b")
        loop.call_later(0.01, order.append, "a")
        loop.call_at(loop.time() + 0.03, order.append, "c")
        loop.call_soon(order.append, "soon")
        loop.call_later(0.04, loop.stop)
        loop.run_forever()
        print(order)
        print(loop.run_until_complete(asyncio.gather(tick("x", 2, 0.01), tick("y", 1, 0.015))))
        t = loop.create_task(tick("z", 1, 0))
        t.add_done_callback(lambda t: print("\ndone", t.result()))
        loop.run_until_complete(t)
        try:
            loop.run_until_complete(asyncio.wait_for(tick("slow", 1, 10), 0.01))
        except asyncio.TimeoutError:
            print("timeout")
        def boom():
            raise RuntimeError("in callback")
        loop.set_exception_handler(lambda l, c: print("handler", c["message"].split(" at ")[0], repr(c["exception"])))
        loop.call_soon(boom)
        loop.run_until_complete(asyncio.sleep(0))
        f = loop.create_future()
        f.add_done_callback(lambda f: print("cb1", f.cancelled()))
        f.cancel()
        loop.run_until_complete(asyncio.sleep(0))
        for bad in (lambda: f.result(), lambda: f.set_result(1), lambda: loop.create_future().result(), lambda: loop.create_future().exception()):
            try:
                bad()
            except BaseException as e:
                print(type(e).__name__, e)
        try:
            f = loop.create_future(); f.set_exception(StopIteration); f.exception()
        except TypeError as e:
            print(e)
        f = loop.create_future(); f.set_exception(ValueError)
        print(repr(f.exception()))
    finally:
        loop.run_until_complete(loop.shutdown_asyncgens())
        loop.close()
    print(loop.is_closed(), loop)
    for bad in (lambda: loop.call_soon(print), lambda: loop.run_forever(), lambda: loop.run_until_complete(tick("a", 1, 0)), lambda: asyncio.get_running_loop()):
        try:
            bad()
        except RuntimeError as e:
            print(e)


main()
with asyncio.Runner() as r:
    print(r.run(tick("r", 1, 0)), r.get_loop().is_running())
    r.run(tick("r2", 1, 0))
try:
    r.run(tick("r3", 1, 0))
except RuntimeError as e:
    print(e)
async def nested():
    try:
        asyncio.run(tick("n", 1, 0))
    except RuntimeError as e:
        print(e)
asyncio.run(nested())
try:
    asyncio.run(5)
except ValueError as e:
    print(e)
