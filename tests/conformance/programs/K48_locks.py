# Locks of asyncio and of threads with the same questions.
import asyncio
import threading

account = {"balance": 100}


async def withdraw(lock, amount, log):
    async with lock:
        if account["balance"] >= amount:
            await asyncio.sleep(0.01)
            account["balance"] -= amount
            log.append(amount)
            return True
    return False


async def unsafe(amount):
    if account["balance"] >= amount:
        await asyncio.sleep(0.01)
        account["balance"] -= amount


async def main():
    lock, log = asyncio.Lock(), []
    print(await asyncio.gather(*(withdraw(lock, a, log) for a in (60, 30, 20, 10))), account, log)
    account["balance"] = 100
    await asyncio.gather(unsafe(80), unsafe(80))
    print("without a lock:", account["balance"])
    print(lock.locked(), await lock.acquire(), lock.locked())
    waiting = asyncio.create_task(lock.acquire())
    await asyncio.sleep(0)
    try:
        await asyncio.wait_for(lock.acquire(), 0.01)
    except TimeoutError:
        print("could not get it")
    lock.release()
    print(await waiting)
    lock.release()
    try:
        lock.release()
    except RuntimeError as e:
        print(e)
    try:
        with lock:
            pass
    except TypeError as e:
        print(str(e).split("(")[0].strip())


asyncio.run(main())

lock = threading.Lock()
print(lock.acquire(), lock.acquire(blocking=False), lock.acquire(timeout=0.01), lock.locked())
lock.release()
rlock = threading.RLock()
with rlock:
    with rlock:
        print("twice")
for release in (lock.release, rlock.release):
    try:
        release()
    except RuntimeError as e:
        print(e)
for args in ((False, 1), (True, -2)):
    try:
        lock.acquire(*args)
    except ValueError as e:
        print(e)
