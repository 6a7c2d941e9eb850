# The same wait, written in different ways. Send each route the same requests and compare what happens to everyone else.
# This file also starts under the real uvicorn: `uvicorn program:app`.
import asyncio
import time
from concurrent.futures import ProcessPoolExecutor

from fastapi import BackgroundTasks, FastAPI
from fastapi.concurrency import run_in_threadpool

app = FastAPI()
# Two processes with an interpreter, and a GIL, of their own. They start when they are first needed.
processes = ProcessPoolExecutor(2)


def cpu_loop(seconds: float) -> int:
    x = 0
    for i in range(int(seconds / 38e-9)):
        x += i
    return x


@app.get("/ping")
async def ping():
    return {"pong": True}


@app.get("/sync/ping")
def sync_ping():
    return {"pong": True}


@app.get("/sync/noawait")
def sync_noawait(d: float = 1.0):
    time.sleep(d)
    return {"slept": d}


@app.get("/sync/noawait-typed")
def sync_noawait_typed(d: float = 1.0) -> dict:
    time.sleep(d)
    return {"slept": d}


@app.get("/async/await-one")
async def await_one(d: float = 1.0):
    await asyncio.sleep(d)
    return {"slept": d}


@app.get("/async/await-many")
async def await_many():
    waits = [1.0, 1.5, 0.5]
    await asyncio.gather(*[asyncio.sleep(w) for w in waits])
    return {"slept": sum(waits)}


@app.get("/sequential")
async def sequential(d: float = 0.5):
    await asyncio.sleep(d)
    await asyncio.sleep(d)
    return {"slept": 2 * d}


@app.get("/async/wrap-blocking")
async def wrap_blocking(d: float = 1.0):
    await run_in_threadpool(time.sleep, d)
    return {"slept": d}


@app.get("/async/bad-blocking")
async def bad_blocking(d: float = 1.0):
    time.sleep(d)
    return {"slept": d}


@app.get("/async/cpu-bound")
async def cpu_bound(cpu: float = 0.5):
    return {"sum": await run_in_threadpool(cpu_loop, cpu)}


@app.get("/async/cpu-inline")
async def cpu_inline(cpu: float = 0.5):
    return {"sum": cpu_loop(cpu)}


@app.get("/async/cpu-process")
async def cpu_process(cpu: float = 0.5):
    loop = asyncio.get_running_loop()
    return {"sum": await loop.run_in_executor(processes, cpu_loop, cpu)}


@app.get("/sync/cpu")
def sync_cpu(cpu: float = 0.5):
    return {"sum": cpu_loop(cpu)}


def note(d: float):
    time.sleep(d)


async def note_later(d: float):
    await asyncio.sleep(d)


async def note_blocking(d: float):
    time.sleep(d)


def fail(d: float):
    raise RuntimeError("a background task that fails")


NOTES = {"sync": note, "async": note_later, "async_blocking": note_blocking, "cpu": cpu_loop, "fail": fail}


@app.get("/background")
async def background(tasks: BackgroundTasks, kinds: str = "sync", d: float = 0.5):
    for kind in kinds.split(","):
        tasks.add_task(NOTES[kind], d)
    return {"queued": kinds}
