"""Work for the processor in the loop, in threads, in processes; a heartbeat tells how the loop fares."""

import asyncio
import time
from concurrent.futures import Executor, ProcessPoolExecutor, ThreadPoolExecutor

ROUNDS = 5_000_000  # about 0.2 s


def work(rounds: int) -> int:
    total = 0
    for i in range(rounds):
        total += i
    return total


async def heartbeat(late: list[float]) -> None:
    while True:
        before = time.perf_counter()
        await asyncio.sleep(0.01)
        late.append(time.perf_counter() - before - 0.01)


async def in_the_loop(_: Executor | None) -> None:
    for _ in range(4):
        work(ROUNDS)


async def in_a_pool(pool: Executor) -> None:
    loop = asyncio.get_running_loop()
    await asyncio.gather(*[loop.run_in_executor(pool, work, ROUNDS) for _ in range(4)])


async def measure(name: str, way, pool: Executor | None = None) -> None:
    late: list[float] = []
    heart = asyncio.create_task(heartbeat(late))
    await asyncio.sleep(0)
    began = time.perf_counter()
    await way(pool)
    took = time.perf_counter() - began
    await asyncio.sleep(0.02)
    heart.cancel()
    print(f"{name}: {took:.2f} s, {len(late)} heartbeats, the latest {max(late) * 1000:.0f} ms late")


async def main() -> None:
    await measure("in the loop", in_the_loop)
    with ThreadPoolExecutor(4) as threads:
        await measure("in 4 threads", in_a_pool, threads)
    with ProcessPoolExecutor(4) as processes:
        await measure("in 4 processes", in_a_pool, processes)


if __name__ == "__main__":
    asyncio.run(main())
