from enum import Enum
from datetime import date, datetime, timedelta, time
from uuid import UUID
from decimal import Decimal
from typing import Annotated, Literal, Optional, List
from fastapi import FastAPI, Path, Query
from fastapi.testclient import TestClient
app = FastAPI()
class Model(str, Enum):
    alex = "alexnet"
    res = "resnet"
class N(int, Enum):
    one = 1
    two = 2
@app.get("/int/{i}")
async def a(i: int): return {"i": i, "t": type(i).__name__}
@app.get("/float/{i}")
async def b(i: float): return {"i": i}
@app.get("/bool/{i}")
async def c(i: bool): return {"i": i}
@app.get("/enum/{m}")
async def d(m: Model): return {"m": m, "is": m is Model.alex}
@app.get("/n/{m}")
async def dn(m: N): return {"m": m}
@app.get("/date/{m}")
async def e(m: date): return {"m": m, "y": m.year}
@app.get("/dt/{m}")
async def f(m: datetime): return {"m": m}
@app.get("/uuid/{m}")
async def g(m: UUID): return {"m": m}
@app.get("/dec/{m}")
async def h(m: Decimal): return {"m": m}
@app.get("/td/{m}")
async def td(m: timedelta): return {"m": m}
@app.get("/time/{m}")
async def tm(m: time): return {"m": m}
@app.get("/files/{p:path}")
async def i(p: str): return {"p": p}
@app.get("/me")
async def me(): return "me"
@app.get("/{who}")
async def who(who: str): return who
@app.get("/q/a")
async def qa(skip: int = 0, limit: int = 10, q: Optional[str] = None, short: bool = False): return [skip, limit, q, short]
@app.get("/q/b")
async def qb(needy: str, n: float): return [needy, n]
@app.get("/q/c")
async def qc(tags: Annotated[list[str], Query()] = ["x"]): return tags
@app.get("/q/d")
async def qd(tags: List[int] = Query(...)): return tags
@app.get("/q/e")
async def qe(q: Annotated[str | None, Query(min_length=3, max_length=5, pattern="^a.*z$")] = None): return q
@app.get("/q/f")
async def qf(q: str = Query("zz", alias="item-query", title="T", description="D", deprecated=True)): return q
@app.get("/q/g")
async def qg(l: Literal["a", "b"] = "a", k: Literal[1, 2] = 1): return [l, k]
@app.get("/v/{item_id}")
async def v(item_id: Annotated[int, Path(ge=1, le=10)], size: Annotated[float, Query(gt=0, lt=10.5)] = 1.0, m: int = Query(2, multiple_of=2)): return [item_id, size, m]
c = TestClient(app)
for u in """/int/3 /int/-3 /int/+3 /int/3.0 /int/3.5 /int/a /int/ /int/1_000 /int/0x10 /int/%203%20 /int/99999999999999999999 /int/true
/float/1 /float/1.5 /float/1e3 /float/x /bool/yes /bool/1 /bool/TRUE /bool/off /bool/2 /bool/on
/enum/alexnet /enum/foo /n/1 /n/3 /n/x /date/2024-02-29 /date/2023-02-29 /date/x /date/2024-1-1 /date/1700000000 /date/2024-01-01T00:00:00 /dt/2024-01-01T10:20:30 /dt/2024-01-01T10:20:30Z /dt/2024-01-01T10:20:30.5+02:00
/dt/2024-01-01 /dt/1700000000 /dt/x /uuid/12345678-1234-5678-1234-567812345678 /uuid/12345678123456781234567812345678 /uuid/x /dec/1.50 /dec/x /td/90 /td/PT1H /td/1.5 /td/x /time/10:20 /time/x
/files/a/b/c.txt /files//a /files/ /me /you /a%20b /a%2Fb /nosuch/x /q/a /q/a?skip=1&limit=2&q=x&short=1 /q/a?skip=a&limit=&short=zz /q/a?q= /q/a?skip=1&skip=2
/q/b /q/b?needy= /q/b?needy=a&n=x /q/b?needy=a&n=1 /q/c /q/c?tags=a /q/c?tags=a&tags=b /q/d /q/d?tags=1&tags=x&tags=y /q/d?tags=5
/q/e?q=ab /q/e?q=abcdef /q/e?q=abc /q/e?q=abz /q/e /q/f?item-query=1 /q/f?q=1 /q/g?l=c&k=3 /q/g?k=2 /v/0 /v/11?size=0 /v/5?size=10.5 /v/5?m=3 /v/a?size=b&m=c /v/1/ /me/""".split():
    r = c.get(u)
    print(u, r.status_code, r.headers.get("content-type"), r.headers.get("content-length"), r.text)
    for h in r.history: print("   history", h.status_code, h.headers.get("location"))
r = c.post("/me"); print(r.status_code, r.headers.get("allow"), r.text)
r = c.get("/me/", follow_redirects=False); print(r.status_code, r.headers.get("location"), r.text)
r = c.get("/q/a", params={"skip": 4, "q": "ä b&c"}); print(r.text, r.url)
r = c.head("/me"); print(r.status_code, r.text)
r = c.options("/me"); print(r.status_code, r.headers.get("allow"))
