import asyncio, signal
print(signal.SIGINT, repr(signal.SIGTERM), signal.Signals(2), signal.strsignal(15), signal.getsignal(signal.SIGTERM), repr(signal.getsignal(signal.SIGTERM)))
old = signal.signal(signal.SIGUSR1, lambda n, f: print("usr1", n))
print(repr(old))
signal.raise_signal(signal.SIGUSR1)
async def main():
    try:
        asyncio.get_running_loop().call_later(0.01, signal.raise_signal, signal.SIGINT)
        await asyncio.sleep(1)
    except asyncio.CancelledError:
        print("cancelled")
        raise
    finally:
        print("cleanup")
try:
    asyncio.run(main())
except KeyboardInterrupt as e:
    print("interrupted", repr(e), repr(e.__context__))
try:
    signal.raise_signal(signal.SIGINT)
except KeyboardInterrupt:
    print("again")
class GracefulExit(SystemExit): code = 3
def bye(n, f): raise GracefulExit()
signal.signal(signal.SIGTERM, bye)
async def main2():
    loop = asyncio.get_running_loop()
    try: loop.add_signal_handler(signal.SIGKILL, print)
    except RuntimeError as e: print(e)
    try: loop.add_signal_handler(200, print)
    except ValueError as e: print(e)
    try: loop.add_signal_handler(signal.SIGINT, main2)
    except TypeError as e: print(e)
    loop.call_later(0.01, signal.raise_signal, signal.SIGTERM)
    await asyncio.sleep(1)
try:
    asyncio.run(main2())
except SystemExit as e:
    print(type(e).__name__, e.code)
