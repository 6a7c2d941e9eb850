# How late a heartbeat of the loop is while threads compute. The first line is replaced for each row that is compared.
SWITCH, THREADS, WORK = 0.005, 4, 0.5
import asyncio
import sys
import time


def cpu_loop(seconds):
    x = 0
    for i in range(int(seconds / 38e-9)):
        x += i
    return x


async def main():
    sys.setswitchinterval(SWITCH)
    loop = asyncio.get_running_loop()
    work = [loop.run_in_executor(None, cpu_loop, WORK) for _ in range(THREADS)]
    late = []
    begin = time.monotonic()
    while time.monotonic() - begin < 1 if not work else not all([w.done() for w in work]):
        before = time.monotonic()
        await asyncio.sleep(0.001)
        late.append(time.monotonic() - before - 0.001)
    elapsed = time.monotonic() - begin
    late.sort()

    def at(share):
        return round(late[int(share * (len(late) - 1))] * 1000, 3)
    print(f'{{"p50": {at(0.5)}, "p95": {at(0.95)}, "max": {at(1)}, "mean": {round(sum(late) / len(late) * 1000, 3)}, '
          f'"elapsed": {round(elapsed, 4)}}}')


asyncio.run(main())
