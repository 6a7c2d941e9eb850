import asyncio


async def a(): 
    raise ValueError("a")


async def b():
    try:
        await asyncio.sleep(10)
    except asyncio.CancelledError:
        raise RuntimeError("cleanup failed") from None


async def nested():
    async with asyncio.TaskGroup() as tg:
        tg.create_task(a())
        tg.create_task(b())


async def main():
    try:
        async with asyncio.TaskGroup() as tg:
            tg.create_task(nested())
            tg.create_task(asyncio.sleep(0))
    except* ValueError as eg:
        print("V", eg, eg.exceptions)
    except* RuntimeError as eg:
        print("R", [repr(e) for e in eg.exceptions[0].exceptions])
    eg = ExceptionGroup("top", [ValueError(1), ExceptionGroup("sub", [KeyError("k"), ValueError(2)]), OSError(2, "No such file")])
    m, rest = eg.split(ValueError)
    print(repr(m), repr(rest))
    print(eg.subgroup(lambda e: isinstance(e, OSError)), eg.subgroup((KeyError, OSError)))
    print(eg.derive([KeyError(1)]), eg.message, eg.exceptions[2].errno, eg.exceptions[2])
    try:
        raise eg
    except* (KeyError, OSError) as g:
        print("got", len(g.exceptions))
        try:
            raise TypeError("inside handler")
        except TypeError as t:
            print(repr(t.__context__)[:30])
    except* ValueError as g:
        print("vals", g.exceptions)
    try:
        try:
            raise ExceptionGroup("g", [ValueError("x"), TypeError("y")])
        except* ValueError:
            raise KeyError("new")
    except ExceptionGroup as g:
        print(repr(g), [repr(e) for e in g.exceptions])
    try:
        try:
            raise ValueError("naked")
        except* ValueError as g:
            print(repr(g))
            raise
    except ExceptionGroup as e:
        print("wrapped", repr(e))
    try:
        ExceptionGroup("x", [])
    except ValueError as e:
        print(e)
    try:
        ExceptionGroup("x", [KeyboardInterrupt()])
    except TypeError as e:
        print(e)
    print(type(BaseExceptionGroup("x", [ValueError()])).__name__, type(BaseExceptionGroup("x", [KeyboardInterrupt()])).__name__)
    class MyGroup(ExceptionGroup):
        def derive(self, excs):
            return MyGroup(self.message, excs)
    print(repr(MyGroup("m", [ValueError(1), TypeError(2)]).subgroup(TypeError)))
    async with asyncio.TaskGroup() as tg:
        tg.create_task(nested())


asyncio.run(main())
