from fastapi import FastAPI, HTTPException, Request, status
from fastapi.exceptions import RequestValidationError, ResponseValidationError
from fastapi.responses import JSONResponse, PlainTextResponse
from starlette.exceptions import HTTPException as SHE
from fastapi.testclient import TestClient
from fastapi.exception_handlers import http_exception_handler, request_validation_exception_handler
from pydantic import BaseModel
class Unicorn(Exception):
    def __init__(self, name): self.name = name
app = FastAPI()
@app.exception_handler(Unicorn)
async def uh(request: Request, exc: Unicorn): return JSONResponse(status_code=418, content={"message": f"Oops! {exc.name}", "path": request.url.path})
@app.get("/u/{name}")
async def u(name: str):
    if name == "yolo": raise Unicorn(name)
    return name
@app.get("/h1")
def h1(): raise HTTPException(status_code=404, detail="Item not found", headers={"X-Error": "There goes my error"})
@app.get("/h2")
def h2(): raise HTTPException(400, {"a": [1, 2]})
@app.get("/h3")
def h3(): raise HTTPException(403)
@app.get("/h4")
def h4(): raise HTTPException(304)
@app.get("/h5")
def h5(): raise SHE(409, "starlette")
@app.get("/h6")
def h6(): raise HTTPException(status.HTTP_204_NO_CONTENT)
@app.get("/i/{i}")
def i(i: int): return i
@app.get("/boom")
def boom(): return 1 / 0
class R(BaseModel): a: int
@app.get("/resp", response_model=R)
def resp(): return {"a": "x"}
c = TestClient(app, raise_server_exceptions=False)
def s(r): print(r.request.url.path, r.status_code, dict(r.headers), r.text)
for p in "/u/yolo /u/x /h1 /h2 /h3 /h4 /h5 /h6 /i/x /boom /resp /none".split(): s(c.get(p))
try: TestClient(app).get("/resp")
except ResponseValidationError as e: print(type(e).__name__, e.errors(), str(e).splitlines()[0])
try: TestClient(app).get("/boom")
except ZeroDivisionError as e: print(repr(e))
@app.exception_handler(RequestValidationError)
async def v(request, exc): return PlainTextResponse(str(exc.errors()) + " " + str(exc.body), status_code=400)
@app.exception_handler(404)
async def nf(request, exc): return JSONResponse({"custom": exc.detail}, 404)
@app.exception_handler(SHE)
async def he(request, exc): print("he", repr(exc), str(exc)); return await http_exception_handler(request, exc)
@app.exception_handler(Exception)
async def ex(request, exc): return JSONResponse({"error": str(exc)}, 500)
c = TestClient(app, raise_server_exceptions=False)
for p in "/i/x /none /h1 /h3 /boom".split(): s(c.get(p))
print(repr(HTTPException(404, "x")), str(HTTPException(404, "x")), HTTPException(404).detail, HTTPException(status_code=999) if 0 else "")
print(repr(SHE(404)), str(SHE(404)), SHE(418).detail)
e = RequestValidationError([{"type": "t", "loc": ("a",), "msg": "m", "input": 1}]); print(str(e), repr(e), e.errors(), e.body)
