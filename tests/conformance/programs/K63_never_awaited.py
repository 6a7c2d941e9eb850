# Coroutines that nobody awaits: the objects and the warnings, caught.
import asyncio
import warnings


async def fetch(n):
    return n


async def main():
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        fetch(1)
        kept = fetch(2)
        print(type(kept).__name__, kept.__name__)
        kept = None
        several = [fetch(n) for n in range(3)]
        several.clear()
        if fetch(4):
            print("a coroutine is true")
        try:
            fetch(5) + 1
        except TypeError as e:
            print(e)
        used = fetch(6)
        print(await used)
        closed = fetch(7)
        closed.close()
    print(len(caught), caught[0].category.__name__, caught[0].message)


asyncio.run(main())
