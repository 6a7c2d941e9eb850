# A thousand requests at once, each of which waits for a second. Send 1000 of each and compare latency, threads and memory:
#   GET /thread   a thread a request: the pool is made large enough below
#   GET /await    one thread for all of them: a task a request
# Then take the lifespan away: of the 40 threads that are there without it, each serves 25 requests, one after another.
# This file also starts under the real uvicorn: `uvicorn program:app`.
import asyncio
import time
from contextlib import asynccontextmanager

import anyio.to_thread
from fastapi import FastAPI


@asynccontextmanager
async def lifespan(app: FastAPI):
    anyio.to_thread.current_default_thread_limiter().total_tokens = 1000
    yield


app = FastAPI(lifespan=lifespan)


@app.get("/ping")
async def ping():
    return {"pong": True}


@app.get("/thread")
def thread():
    time.sleep(1.0)
    return {"waited": 1.0}


@app.get("/await")
async def await_():
    await asyncio.sleep(1.0)
    return {"waited": 1.0}
