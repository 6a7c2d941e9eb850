from fastapi import FastAPI, APIRouter, Depends, Header, HTTPException, Request
from fastapi.responses import JSONResponse, PlainTextResponse
from fastapi.testclient import TestClient
calls = []
def dep(name):
    async def d(): calls.append(name)
    return Depends(d)
app = FastAPI(dependencies=[dep("app")])
r = APIRouter(prefix="/items", tags=["items"], dependencies=[dep("router")], responses={404: {"description": "Not found"}})
@r.get("/", dependencies=[dep("route")])
async def items(): return ["a"]
@r.get("/{i}", name="read_item")
async def item(i: str): return i
@r.api_route("/multi", methods=["GET", "POST"])
async def multi(request: Request): return request.method
inner = APIRouter()
@inner.get("/deep")
def deep(request: Request): return str(request.url_for("read_item", i="5"))
r.include_router(inner, prefix="/in", dependencies=[dep("inner")])
app.include_router(r)
app.include_router(r, prefix="/v2", dependencies=[dep("v2")])
sub = FastAPI()
@sub.get("/hello")
def hello(request: Request): return [request.url.path, request.scope["root_path"], str(request.base_url)]
@sub.get("/err")
def err(): raise HTTPException(400, "sub")
app.mount("/sub", sub)
c = TestClient(app)
for m, u in [("get", "/items/"), ("get", "/items"), ("get", "/items/x"), ("get", "/items/multi"), ("post", "/items/multi"), ("put", "/items/multi"), ("get", "/items/in/deep"), ("get", "/v2/items/in/deep"), ("get", "/v2/items/3"), ("get", "/sub/hello"), ("get", "/sub/err"), ("get", "/sub/none"), ("get", "/sub"), ("get", "/nope")]:
    x = getattr(c, m)(u); print(m, u, x.status_code, x.text, calls, x.headers.get("allow")); calls.clear()
print(app.url_path_for("read_item", i="7"))
for bad in (lambda: APIRouter(prefix="x"), lambda: APIRouter(prefix="/x/"), lambda: app.get("nopath")(lambda: 1), lambda: app.url_path_for("zz")):
    try: bad()
    except Exception as e: print(type(e).__name__, e)
