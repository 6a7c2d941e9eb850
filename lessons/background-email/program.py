# A new user gets an e-mail, which takes a second to send. Who waits for it?
#   POST /waits {"name": "Ann"}       the client does
#   POST /background {"name": "Ann"}  nobody: the answer goes out first, then the e-mails, one after another
#   POST /blocks {"name": "Ann"}      everybody does: the background task blocks the loop, and no request is read meanwhile
# Send ten of each with the probe on, and look at its longest wait.
# This file also starts under the real uvicorn: `uvicorn program:app`.
import asyncio
import time

from fastapi import BackgroundTasks, FastAPI
from pydantic import BaseModel

app = FastAPI()


class NewUser(BaseModel):
    name: str


async def send_email(name: str, text: str):
    await asyncio.sleep(1.0)
    print(f"to {name}: {text}")


async def send_email_badly(name: str, text: str):
    time.sleep(1.0)
    print(f"to {name}: {text}")


@app.get("/ping")
async def ping():
    return {"pong": True}


@app.post("/waits", status_code=201)
async def waits(user: NewUser):
    await send_email(user.name, "welcome")
    return {"created": user.name}


@app.post("/background", status_code=201)
async def background(user: NewUser, tasks: BackgroundTasks):
    tasks.add_task(send_email, user.name, "welcome")
    tasks.add_task(send_email, user.name, "three things to try first")
    return {"created": user.name}


@app.post("/blocks", status_code=201)
async def blocks(user: NewUser, tasks: BackgroundTasks):
    tasks.add_task(send_email_badly, user.name, "welcome")
    return {"created": user.name}
