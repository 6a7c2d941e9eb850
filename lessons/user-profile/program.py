# A profile is put together from three answers that do not need each other. Send GET /one-by-one/7 and GET /together/7 and compare:
# one takes the sum of the three waits, the other the longest of them.
# This file also starts under the real uvicorn: `uvicorn program:app`.
import asyncio

from fastapi import FastAPI

app = FastAPI()


async def get_user(user_id: int) -> dict:
    await asyncio.sleep(0.10)
    return {"id": user_id, "name": f"user {user_id}"}


async def get_orders(user_id: int) -> list[str]:
    await asyncio.sleep(0.25)
    return [f"order {user_id}-{n}" for n in (1, 2)]


async def get_preferences(user_id: int) -> dict:
    await asyncio.sleep(0.05)
    return {"theme": "dark"}


@app.get("/ping")
async def ping():
    return {"pong": True}


@app.get("/one-by-one/{user_id}")
async def one_by_one(user_id: int):
    user = await get_user(user_id)
    orders = await get_orders(user_id)
    preferences = await get_preferences(user_id)
    return {"user": user, "orders": orders, "preferences": preferences}


@app.get("/together/{user_id}")
async def together(user_id: int):
    user, orders, preferences = await asyncio.gather(
        get_user(user_id),
        get_orders(user_id),
        get_preferences(user_id),
    )
    return {"user": user, "orders": orders, "preferences": preferences}
