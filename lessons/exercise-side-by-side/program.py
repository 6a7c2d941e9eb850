# Exercise 1: send both routes in turn, 20 requests, with the probe on:
#   GET /sync/noawait
#   GET /async/await-one
# Before you look: which of the two holds the other up? How late is a /ping? Then send 100 requests: half of them need a thread, and there
# are 40. Which half is late now?
# This file also starts under the real uvicorn: `uvicorn program:app`.
import asyncio
import time

from fastapi import FastAPI

app = FastAPI()


@app.get("/ping")
async def ping():
    return {"pong": True}


@app.get("/sync/noawait")
def sync_noawait():
    time.sleep(1.0)
    return {"slept": 1.0}


@app.get("/async/await-one")
async def await_one():
    await asyncio.sleep(1.0)
    return {"slept": 1.0}
