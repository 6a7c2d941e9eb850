# Exercise 3: the same blocking call twice: on a thread of the pool, and on the loop. Send ten of each, with the probe on:
#   GET /async/wrap-blocking
#   GET /async/bad-blocking
# How long does the last of the ten take, and how long a /ping? Then send the two in turn: what does one bad route do to the good one?
# This file also starts under the real uvicorn: `uvicorn program:app`.
import time

from fastapi import FastAPI
from fastapi.concurrency import run_in_threadpool

app = FastAPI()


@app.get("/ping")
async def ping():
    return {"pong": True}


@app.get("/async/wrap-blocking")
async def wrap_blocking():
    await run_in_threadpool(time.sleep, 1.0)
    return {"slept": 1.0}


@app.get("/async/bad-blocking")
async def bad_blocking():
    time.sleep(1.0)
    return {"slept": 1.0}
