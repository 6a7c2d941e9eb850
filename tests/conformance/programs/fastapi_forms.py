from typing import Annotated
from fastapi import FastAPI, Form, Request, Header, Cookie, Query
from pydantic import BaseModel
from fastapi.testclient import TestClient
app = FastAPI()
@app.post("/login")
async def login(username: Annotated[str, Form()], password: str = Form(..., min_length=3), remember: bool = Form(False)): return [username, password, remember]
class FD(BaseModel):
    a: str; b: int = 3
@app.post("/model")
async def model(data: Annotated[FD, Form()]): return data
@app.post("/raw")
async def raw(request: Request):
    f = await request.form(); return [f.get("a"), f.getlist("b"), dict(f)]
@app.post("/body")
async def body(request: Request): return [(await request.body()).decode(), request.headers.get("content-type")]
@app.post("/json")
async def js(request: Request): return await request.json()
@app.post("/stream")
async def st(request: Request):
    out = []
    async for c in request.stream(): out.append(c.decode())
    return out
class Filter(BaseModel):
    model_config = {"extra": "forbid"}
    limit: int = 100
    tags: list[str] = []
@app.get("/filter")
async def fl(f: Annotated[Filter, Query()]): return f
class CH(BaseModel):
    user_agent: str; x_tag: list[str] = []
@app.get("/ch")
async def ch(h: Annotated[CH, Header()]): return h
c = TestClient(app, raise_server_exceptions=False)
def s(r): print(r.url.path, r.status_code, r.text)
s(c.post("/login", data={"username": "u", "password": "abc", "remember": "on"})); s(c.post("/login", data={"username": "u", "password": "a"})); s(c.post("/login")); s(c.post("/login", json={"username": "u", "password": "abc"})); s(c.post("/login", data={"username": "", "password": "abcd"}))
s(c.post("/model", data={"a": "x", "b": "5"})); s(c.post("/model", data={"b": "y"}))
s(c.post("/raw", data={"a": "x y", "b": ["1", "2"]})); s(c.post("/body", content="plain")); s(c.post("/body", data={"q": "1"})); s(c.post("/json", json={"a": [1]})); s(c.post("/json", content="x"))
s(c.post("/stream", content="abc")); s(c.get("/filter?limit=5&tags=a&tags=b")); s(c.get("/filter?limit=x")); s(c.get("/filter?zz=1")); s(c.get("/ch", headers={"x-tag": "1"}))
