# Futures made before any loop: the main thread gets a loop for them, other threads an error.
import asyncio
import threading

result = asyncio.Future()
print(result, result.done())
result.set_result(42)
print(result.result(), result.get_loop() is asyncio.get_event_loop())


async def main():
    future = asyncio.Future()
    asyncio.get_running_loop().call_later(0.01, future.set_result, 'inside')
    return await future


def elsewhere():
    try:
        asyncio.Future()
    except RuntimeError as error:
        print(error)


threading.Thread(target=elsewhere, name='worker').start()
print(asyncio.run(main()))
try:
    asyncio.Future()
except RuntimeError as error:
    print(error)
