import asyncio
class L(asyncio.SelectorEventLoop):
    def call_later(self, d, cb, *a, context=None):
        print('later', d); return super().call_later(d, cb, *a, context=context)
    def call_at(self, w, cb, *a, context=None):
        print('at'); return super().call_at(w, cb, *a, context=context)
    def create_future(self):
        print('fut'); return super().create_future()
async def main():
    await asyncio.sleep(.1)
    async with asyncio.timeout(1): await asyncio.sleep(.2)
    l=asyncio.Lock()
    async def w():
        async with l: await asyncio.sleep(1)
    await asyncio.gather(w(), w())
    try: await asyncio.wait_for(asyncio.sleep(5), .1)
    except TimeoutError as e: print('to')
    print(await asyncio.sleep(1, 5))
loop=L()
loop.run_until_complete(main())
loop.close()
with asyncio.Runner(loop_factory=L) as r: r.run(main())
