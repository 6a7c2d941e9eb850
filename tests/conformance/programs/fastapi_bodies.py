from typing import Annotated, Any, Union
from fastapi import FastAPI, Body, Query, status
from pydantic import BaseModel, Field
from fastapi.testclient import TestClient
app = FastAPI()
class Image(BaseModel):
    url: str
    name: str = "none"
class Item(BaseModel):
    name: str
    description: str | None = None
    price: float = Field(gt=0, description="p")
    tax: float | None = None
    tags: set[str] = set()
    images: list[Image] | None = None
class User(BaseModel):
    username: str = Field(min_length=3, max_length=8)
    full_name: str | None = None
@app.post("/items/", status_code=status.HTTP_201_CREATED)
async def create(item: Item): return item
@app.put("/items/{item_id}")
async def update(item_id: int, item: Item, q: str | None = None):
    d = {"item_id": item_id, **item.model_dump(exclude_unset=True)}
    if q: d["q"] = q
    d["tags"] = sorted(d.get("tags", []))
    return d
@app.post("/two")
def two(item: Item, user: User, importance: Annotated[int, Body(gt=0)] = 1): return {"i": item.name, "u": user, "imp": importance}
@app.post("/embed")
async def embed(item: Annotated[Item, Body(embed=True)]): return item.price
@app.post("/list")
async def lst(items: list[Item]): return len(items)
@app.post("/dict")
async def dct(weights: dict[int, float]): return weights
@app.post("/any")
async def anyb(x: Any = Body(None)): return {"x": x}
@app.post("/raw")
async def raw(x: int = Body()): return x
@app.post("/opt")
async def opt(item: Item | None = None): return item
@app.post("/plain")
async def plain(d: dict): return d
@app.post("/plainlist")
async def plainlist(d: list): return d
c = TestClient(app)
def s(r): print(r.request.method, r.url.path, r.status_code, r.headers.get("content-type"), r.text)
ok = {"name": "Foo", "price": 45.2}
s(c.post("/items/", json=ok))
s(c.post("/items/", json={**ok, "price": "3.5", "tax": "1", "description": None}))
s(c.post("/items/", json={"price": -1}))
s(c.post("/items/", json={}))
s(c.post("/items/", json=[]))
s(c.post("/items/", json=None))
s(c.post("/items/", json="x"))
s(c.post("/items/", json=3))
s(c.post("/items/"))
s(c.post("/items/", content=b"{bad json"))
s(c.post("/items/", content=b"{bad json", headers={"content-type": "application/json"}))
s(c.post("/items/", content=b'{"name": "a", "price": 1', headers={"content-type": "application/json"}))
s(c.post("/items/", content=b'{"name": "a", "price": 1}', headers={"content-type": "text/plain"}))
s(c.post("/items/", json={"name": 1, "price": "x", "tags": ["a", "a"], "images": [{"url": 1}, {"name": "n"}, 3]}))
s(c.post("/items/", json={**ok, "tags": "abc", "images": {"url": "u"}}))
s(c.post("/items/", json={**ok, "tags": ["a"], "images": [{"url": "u"}], "extra": 1}))
s(c.post("/items", json=ok))
s(c.put("/items/5?q=zz", json=ok))
s(c.put("/items/x", json={"name": "n"}))
s(c.post("/two", json={"item": ok, "user": {"username": "abc"}}))
s(c.post("/two", json={"item": ok, "user": {"username": "ab"}, "importance": 0}))
s(c.post("/two", json={"item": ok}))
s(c.post("/two", json={}))
s(c.post("/two", json=[1]))
s(c.post("/two"))
s(c.post("/embed", json={"item": ok}))
s(c.post("/embed", json=ok))
s(c.post("/list", json=[ok, {"name": "x"}]))
s(c.post("/list", json=[ok]))
s(c.post("/list", json=ok))
s(c.post("/dict", json={"1": 2, "3": "4.5"}))
s(c.post("/dict", json={"a": 2, "3": "x"}))
s(c.post("/any", json={"a": [1, None, True]}))
s(c.post("/any"))
s(c.post("/raw", json=5))
s(c.post("/raw", json="5"))
s(c.post("/raw", json="x"))
s(c.post("/raw"))
s(c.post("/opt"))
s(c.post("/opt", json=ok))
s(c.post("/opt", json={"name": 2}))
s(c.post("/plain", json={"b": 1, "a": {"c": 2.0}}))
s(c.post("/plain", json=[1]))
s(c.post("/plainlist", json=[1, "a"]))
s(c.post("/plainlist", json={"a": 1}))
s(c.post("/plainlist", json="abc"))
