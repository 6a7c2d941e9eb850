from fastapi import FastAPI
from fastapi.middleware.cors import CORSMiddleware
from fastapi.middleware.trustedhost import TrustedHostMiddleware
from fastapi.testclient import TestClient
def make(**k):
    app = FastAPI(); app.add_middleware(CORSMiddleware, **k)
    @app.get("/")
    def r(): return 1
    return TestClient(app)
for k in (dict(allow_origins=["*"]), dict(allow_origins=["http://a.com"], allow_methods=["*"], allow_headers=["*"], allow_credentials=True), dict(allow_origins=["*"], allow_credentials=True, allow_methods=["GET", "PUT"], allow_headers=["X-A"], expose_headers=["X-B"]), dict(allow_origin_regex="https://.*\\.b\\.org")):
    c = make(**k)
    for h in ({}, {"Origin": "http://a.com"}, {"Origin": "http://evil.com"}, {"Origin": "https://x.b.org"}, {"Origin": "http://a.com", "Cookie": "a=b"}):
        r = c.get("/", headers=h); print(r.status_code, dict(r.headers))
    for h in ({"Origin": "http://a.com", "Access-Control-Request-Method": "PUT", "Access-Control-Request-Headers": "X-A, x-q"}, {"Origin": "http://evil.com", "Access-Control-Request-Method": "GET"}):
        r = c.options("/", headers=h); print(r.status_code, r.text, dict(r.headers))
app = FastAPI(); app.add_middleware(TrustedHostMiddleware, allowed_hosts=["a.com", "*.b.com"])
@app.get("/")
def r(): return 1
for h in ("http://a.com", "http://x.b.com", "http://c.com"): print(TestClient(app, base_url=h).get("/").text)
