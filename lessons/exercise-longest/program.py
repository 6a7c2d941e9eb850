# Exercise 2: one request waits for three things at the same time. Say how long it takes before you send GET /async/await-many.
# Then make one wait longer, and another shorter: which of the changes can be seen in the latency?
# This file also starts under the real uvicorn: `uvicorn program:app`.
import asyncio
import time

from fastapi import FastAPI

app = FastAPI()


async def wait(seconds: float) -> float:
    await asyncio.sleep(seconds)
    return seconds


@app.get("/ping")
async def ping():
    return {"pong": True}


@app.get("/async/await-many")
async def await_many():
    started = time.perf_counter()
    waited = await asyncio.gather(wait(1.0), wait(1.5), wait(0.5))
    return {"waited": waited, "took": round(time.perf_counter() - started, 1)}
