# Signals that a program sends to itself.
import asyncio
import signal

print(signal.SIGINT, repr(signal.SIGTERM), signal.strsignal(signal.SIGTERM), signal.Signals(15).name)
print(signal.getsignal(signal.SIGINT) is signal.default_int_handler, repr(signal.getsignal(signal.SIGTERM)))


def handler(number, frame):
    print("handler got", signal.Signals(number).name)


print(repr(signal.signal(signal.SIGUSR1, handler)))
signal.raise_signal(signal.SIGUSR1)
signal.signal(signal.SIGUSR1, signal.SIG_IGN)
signal.raise_signal(signal.SIGUSR1)


async def server():
    loop = asyncio.get_running_loop()
    stop = asyncio.Event()

    def shut_down(sig):
        print("shutting down because of", sig.name)
        stop.set()

    for sig in (signal.SIGTERM, signal.SIGHUP):
        loop.add_signal_handler(sig, shut_down, sig)
    loop.call_later(0.03, signal.raise_signal, signal.SIGHUP)
    ticks = 0
    while not stop.is_set():
        ticks += 1
        try:
            await asyncio.wait_for(stop.wait(), 0.02)
        except TimeoutError:
            print("tick", ticks)
    print(loop.remove_signal_handler(signal.SIGTERM), loop.remove_signal_handler(signal.SIGUSR2))


asyncio.run(server())


async def interrupted():
    asyncio.get_running_loop().call_later(0.01, signal.raise_signal, signal.SIGINT)
    try:
        await asyncio.sleep(10)
    finally:
        print("cleaned up")


try:
    asyncio.run(interrupted())
except KeyboardInterrupt as e:
    print("Ctrl-C", repr(e), type(e.__context__).__name__)
try:
    signal.signal(9, handler)
except OSError as e:
    print(e)
try:
    signal.signal(1000, handler)
except ValueError as e:
    print(e)
