# A driver that blocks, and another service to ask. Both calls take time; what matters is on which thread.
#   GET /blocks/1   `async def` that blocks: requests are answered one after another
#   GET /plain/1    `def`: each request has a thread of the pool for both calls; the 41st waits for a thread
#   GET /mixed/1    `async def`: the driver on a thread, the service awaited, both at the same time
# This file also starts under the real uvicorn: `uvicorn program:app`.
import asyncio
import time

from fastapi import FastAPI
from fastapi.concurrency import run_in_threadpool

app = FastAPI()


def read_task(task_id: int) -> dict:
    """Stands for a query with a driver that blocks."""
    time.sleep(0.05)
    return {"id": task_id, "title": f"task {task_id}"}


def ask_service(task_id: int) -> dict:
    """Stands for requests.get(...)."""
    time.sleep(0.20)
    return {"task": task_id, "done": False}


async def ask_service_awaited(task_id: int) -> dict:
    """Stands for await client.get(...)."""
    await asyncio.sleep(0.20)
    return {"task": task_id, "done": False}


@app.get("/ping")
async def ping():
    return {"pong": True}


@app.get("/blocks/{task_id}")
async def blocks(task_id: int):
    return {"task": read_task(task_id), "service": ask_service(task_id)}


@app.get("/plain/{task_id}")
def plain(task_id: int):
    return {"task": read_task(task_id), "service": ask_service(task_id)}


@app.get("/mixed/{task_id}")
async def mixed(task_id: int):
    task, service = await asyncio.gather(
        run_in_threadpool(read_task, task_id),
        ask_service_awaited(task_id),
    )
    return {"task": task, "service": service}
