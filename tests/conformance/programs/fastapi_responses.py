from typing import Any, Union
from fastapi import FastAPI, Response
from fastapi.responses import *
from pydantic import BaseModel, EmailStr, Field
from fastapi.testclient import TestClient
from datetime import datetime, date, timedelta
from decimal import Decimal
from uuid import UUID
from enum import Enum
app = FastAPI()
class In(BaseModel):
    username: str
    password: str
class Out(BaseModel):
    username: str
    n: int = 5
    o: float | None = None
class Color(Enum): red = "r"
class Sub(Out): secret: str = "s"
class Obj:
    def __init__(self): self.a = 1; self.b = "x"
@app.post("/user", response_model=Out)
async def user(u: In) -> Any: return u
@app.get("/ret")
async def ret() -> Out: return Sub(username="a")
@app.get("/retd")
async def retd() -> Out: return {"username": "a", "n": "7", "zz": 1}
@app.get("/retl")
async def retl() -> list[Out]: return [{"username": "a"}, Out(username="b", o=1)]
@app.get("/ex", response_model=Out, response_model_exclude_unset=True)
async def ex(): return {"username": "a"}
@app.get("/ex2", response_model=Out, response_model_exclude={"n"})
async def ex2(): return {"username": "a"}
@app.get("/ex3", response_model=Out, response_model_include={"n"})
async def ex3(): return {"username": "a"}
@app.get("/ex4", response_model=Out, response_model_exclude_none=True)
async def ex4(): return {"username": "a"}
@app.get("/ex5", response_model=Out, response_model_exclude_defaults=True)
async def ex5(): return {"username": "a", "n": 5, "o": 2}
@app.get("/un", response_model=Union[Out, In])
async def un(): return {"username": "u", "password": "p"}
@app.get("/dict", response_model=dict[str, float])
async def dct(): return {"a": 1, "b": "2.5"}
@app.get("/none", response_model=None)
async def none() -> Out: return {"anything": 1}
@app.get("/resp")
async def resp() -> Response: return RedirectResponse(url="https://x.y/z?a=b c")
@app.get("/json")
async def js() -> JSONResponse: return JSONResponse(content={"a": "ä", "f": 1.0}, headers={"X-A": "b"})
@app.get("/enc")
async def enc(): return {"d": date(2024, 1, 2), "dt": datetime(2024, 1, 2, 3, 4, 5, 6), "td": timedelta(hours=1, seconds=2.5), "dec": Decimal("1.10"), "dec2": Decimal("3"), "u": UUID(int=5), "e": Color.red, "s": {1}, "t": (1, 2), "b": b"abc", 5: None, "m": Out(username="q"), "fs": frozenset([3]), "big": 2**70, "f": 1e20, "nested": [{"x": Color.red}], "g": (i for i in range(3)), True: 1, None: 2}
@app.get("/obj")
async def obj(): return Obj()
@app.get("/str")
async def st(): return "plain"
@app.get("/int")
async def it() -> int: return 3
@app.get("/intbad")
async def itb() -> int: return "x"
@app.get("/nothing")
async def nothing(): pass
@app.get("/retnone")
async def retnone() -> None: return None
@app.get("/nan")
async def nan(): return {"x": float("nan")}
@app.delete("/del", status_code=204)
async def dele(): return None
@app.get("/html", response_class=HTMLResponse)
async def html(): return "<b>hi</b>"
@app.get("/plain", response_class=PlainTextResponse)
async def plain(): return "hi ä"
@app.get("/red", response_class=RedirectResponse)
async def red(): return "/plain"
@app.get("/red2", response_class=RedirectResponse, status_code=302)
async def red2(): return "/plain"
@app.get("/raw")
async def raw(): return Response(content="<x/>", media_type="application/xml", status_code=203)
@app.get("/raw2")
async def raw2(): return Response(b"\x00\x01")
@app.get("/raw3")
async def raw3(): return Response("x", headers={"Content-Type": "text/weird"})
@app.get("/stream")
async def stream():
    async def g():
        for i in range(3): yield f"part {i}\n"
    return StreamingResponse(g(), media_type="text/plain")
@app.get("/stream2")
def stream2(): return StreamingResponse(iter([b"a", b"b"]))
c = TestClient(app, raise_server_exceptions=False)
def s(r): print(r.request.url.path, r.status_code, dict(r.headers), r.text)
s(c.post("/user", json={"username": "a", "password": "b"}))
for p in "ret retd retl ex ex2 ex3 ex4 ex5 un dict none json enc obj str int intbad nothing retnone nan html plain raw raw2 raw3 stream stream2".split(): s(c.get("/" + p))
for p in "resp red red2".split(): s(c.get("/" + p, follow_redirects=False))
s(c.get("/red")); s(c.delete("/del"))
