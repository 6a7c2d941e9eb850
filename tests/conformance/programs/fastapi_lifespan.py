from contextlib import asynccontextmanager
from fastapi import FastAPI, Request
from fastapi.testclient import TestClient
models = {}
@asynccontextmanager
async def lifespan(app: FastAPI):
    print("startup")
    models["m"] = lambda x: x * 42
    app.state.n = 7
    yield {"st": "state"}
    models.clear()
    print("shutdown")
app = FastAPI(lifespan=lifespan)
@app.get("/p")
async def p(x: float, request: Request): return {"r": models["m"](x), "n": request.app.state.n, "st": request.state.st}
with TestClient(app) as c:
    print(c.get("/p?x=2").json())
    print(c.get("/p?x=3").json())
print(models)
app2 = FastAPI()
items = {}
@app2.on_event("startup")
async def su(): items["a"] = 1; print("up")
@app2.on_event("shutdown")
def sd(): print("down")
@app2.get("/i/{k}")
def get(k: str): return items[k]
with TestClient(app2) as c:
    print(c.get("/i/a").json())
    try: c.get("/i/b")
    except KeyError as e: print("KeyError", e)
print("end")
