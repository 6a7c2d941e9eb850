# One wait of half a second, written in four ways. Send each route the same requests, keep the results, and compare: how long
# clients wait, how many threads it takes, and what happens to everybody else (the probe asks /ping every 20 ms).
# This file also starts under the real uvicorn: `uvicorn program:app`.
import asyncio
import time

from fastapi import FastAPI
from fastapi.concurrency import run_in_threadpool

app = FastAPI()


@app.get("/ping")
async def ping():
    return {"pong": True}


@app.get("/blocking")
async def blocking():
    time.sleep(0.5)
    return {"slept": 0.5}


@app.get("/awaited")
async def awaited():
    await asyncio.sleep(0.5)
    return {"slept": 0.5}


@app.get("/threadpool")
async def threadpool():
    await run_in_threadpool(time.sleep, 0.5)
    return {"slept": 0.5}


@app.get("/sync")
def sync():
    time.sleep(0.5)
    return {"slept": 0.5}
