//! A FastAPI program under load, against what the real FastAPI, uvicorn and CPython 3.13 were measured to do
//! (`tests/reference/fastapi.json`), and answers against FastAPI's rules.

use loopscope::session::{LoadSpec, Settings, run_batch, run_load};
use serde_json::Value;

const DEMO: &str = include_str!("../../lessons/fastapi-demo/program.py");

fn load(source: &str, spec: &LoadSpec, workers: u64) -> Value {
    let (batch, report) = run_load(source, "program.py", Settings::default(), spec, workers);
    let report = report.unwrap_or_else(|| panic!("no report: {:?} {:?}", batch.message, batch.output()));
    serde_json::from_str(&report).expect("JSON")
}

fn send(request: &str, requests: u64) -> LoadSpec {
    LoadSpec { load: vec![request.to_string()], requests, ..LoadSpec::default() }
}

fn seconds(report: &Value, key: &str) -> f64 {
    let value = if key == "makespan" { &report["makespan_ms"] } else { &report["latency_ms"][key] };
    value.as_f64().expect("a number") / 1000.0
}

/// Endpoints that wait: makespan, p50 and p95 of N requests at once within 10 % or 15 ms of the measured median.
/// What a program prints in its handlers is seen, whichever worker it was.
#[test]
fn all_workers_print() {
    let source = "import asyncio, os\nfrom fastapi import FastAPI\n\napp = FastAPI()\n\n\n@app.get('/x')\nasync def x():\n    \
                  print('asked', os.getpid())\n    await asyncio.sleep(0.1)\n    print('answered')\n";
    let spec = LoadSpec { load: vec!["GET /x".to_string()], requests: 4, ..LoadSpec::default() };
    let (batch, _) = run_load(source, "program.py", Settings::default(), &spec, 2);
    let printed: String = batch.output().iter().map(|(_, text)| *text).collect();
    let asked = "asked 4100\nasked 5100\n".repeat(2);
    let mut lines: Vec<&str> = printed.lines().take(4).collect();
    lines.sort_unstable();
    assert_eq!(lines, ["asked 4100", "asked 4100", "asked 5100", "asked 5100"]);
    assert_eq!(printed.len(), asked.len() + 4 * "answered\n".len());
}

#[test]
fn waiting_endpoints_take_as_long_as_measured() {
    let reference: Value = serde_json::from_str(include_str!("../reference/fastapi.json")).expect("JSON");
    let rows = reference["s2_bursts_asyncio_h11"].as_object().expect("rows");
    let waiting = ["noawait", "await-one", "await-many", "sequential", "wrap-blocking", "bad-blocking"];
    let mut wrong = Vec::new();
    let mut compared = 0;
    for (name, row) in rows {
        let path = row["path"].as_str().expect("a path");
        let n = row["N"].as_u64().expect("a number");
        // The longest takes seconds in a debug build.
        if !name.ends_with("aiohttp/fresh") || n > 100 || !waiting.iter().any(|w| path.contains(w)) {
            continue;
        }
        let report = load(DEMO, &send(&format!("GET {path}"), n), 1);
        assert_eq!(report["errors"], 0, "{name}");
        for (key, measured) in [("makespan", "makespan_s"), ("p50", "p50_s"), ("p95", "p95_s")] {
            let (here, there) = (seconds(&report, key), row[measured][0].as_f64().expect("a number"));
            if (here - there).abs() > (0.1 * there).max(0.015) {
                wrong.push(format!("{name}: {key} {here:.3} s, measured {there:.3} s"));
            }
            compared += 1;
        }
    }
    assert!(compared >= 60, "only {compared} figures were compared");
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// Work in a pool of two processes on two processors: as long as measured, and the loop answers meanwhile.
#[test]
fn work_in_processes_takes_as_long_as_measured() {
    let reference: Value = serde_json::from_str(include_str!("../reference/fastapi.json")).expect("JSON");
    let row = &reference["s2_bursts_asyncio_h11"]["/async/cpu-process?cpu=0.05 N=40 client=aiohttp/fresh"];
    let spec = LoadSpec { probe: true, ..send("GET /async/cpu-process?cpu=0.05", 40) };
    let settings = Settings { cores: 2, ..Settings::default() };
    let (_, report) = run_load(DEMO, "program.py", settings, &spec, 1);
    let report: Value = serde_json::from_str(&report.expect("a report")).expect("JSON");
    for (key, measured) in [("makespan", "makespan_s"), ("p50", "p50_s"), ("p95", "p95_s")] {
        let (here, there) = (seconds(&report, key), row[measured][0].as_f64().expect("a number"));
        assert!((here / there - 1.0).abs() < 0.1, "{key} {here:.3} s, measured {there:.3} s");
    }
    assert!(report["probe_ms"]["p50"].as_f64().expect("a number") < 2.0, "{report}");
}

#[test]
fn the_41st_request_to_a_sync_route_waits() {
    let report = load(DEMO, &send("GET /sync/noawait", 41), 1);
    assert!((2.0..2.1).contains(&seconds(&report, "makespan")), "{report}");
    assert!((1.0..1.1).contains(&seconds(&report, "p95")), "{report}");
}

#[test]
fn a_blocking_route_holds_everybody_up() {
    let spec = LoadSpec { probe: true, ..send("GET /async/bad-blocking", 3) };
    let held = load(DEMO, &spec, 1)["probe_ms"]["max"].as_f64().expect("a number");
    let spec = LoadSpec { probe: true, ..send("GET /async/await-one", 3) };
    let free = load(DEMO, &spec, 1)["probe_ms"]["max"].as_f64().expect("a number");
    assert!(held > 2000.0 && free < 10.0, "{held} {free}");
}

#[test]
fn workers_share_the_requests() {
    let one = seconds(&load(DEMO, &send("GET /async/bad-blocking", 4), 1), "makespan");
    let two = seconds(&load(DEMO, &send("GET /async/bad-blocking", 4), 2), "makespan");
    assert!((3.9..4.2).contains(&one) && (1.9..2.2).contains(&two), "{one} {two}");
}

/// Two workers on two processors, unevenly: between the shortest and the longest makespan measured.
#[test]
fn two_workers_take_as_long_as_measured() {
    let reference: Value = serde_json::from_str(include_str!("../reference/fastapi.json")).expect("JSON");
    let rows = [
        ("bad-blocking d=1 N=10", "GET /async/bad-blocking", 10),
        ("await-one d=1 N=200", "GET /async/await-one", 200),
        ("cpu-inline 0.2s N=10", "GET /async/cpu-inline?cpu=0.2", 10),
        ("cpu-bound 0.2s N=10", "GET /async/cpu-bound?cpu=0.2", 10),
    ];
    for (name, request, n) in rows {
        let row = &reference["s6_workers2"][format!("workers=2 asyncio+h11 {name} aiohttp fresh")]["makespan_s"];
        let spec = LoadSpec { uneven: true, ..send(request, n) };
        let (_, report) = run_load(DEMO, "program.py", Settings { cores: 2, ..Settings::default() }, &spec, 2);
        let report: Value = serde_json::from_str(&report.expect("a report")).expect("JSON");
        let (here, low, high) = (seconds(&report, "makespan"), row[1].as_f64().unwrap(), row[2].as_f64().unwrap());
        assert!((0.98 * low..1.05 * high).contains(&here), "{name}: {here:.2} s, measured {low} to {high} s");
    }
}

#[test]
fn clients_that_wait_for_their_answer_send_one_at_a_time() {
    let spec = LoadSpec { concurrency: 2, ..send("GET /async/await-one?d=0.5", 6) };
    assert!((1.5..1.6).contains(&seconds(&load(DEMO, &spec, 1), "makespan")));
    let spec = LoadSpec { rate: 10.0, ..send("GET /ping", 11) };
    assert!((1.0..1.05).contains(&seconds(&load(DEMO, &spec, 1), "makespan")));
}

#[test]
fn background_tasks_run_after_the_answer() {
    let report = load(DEMO, &send("GET /background?kinds=sync,async&d=0.5", 1), 1);
    assert!(seconds(&report, "max") < 0.01, "{report}");
}

const SHOP: &str = "\
from fastapi import FastAPI, Depends, HTTPException, APIRouter
from pydantic import BaseModel, Field

app = FastAPI()
router = APIRouter(prefix='/items')

class Item(BaseModel):
    name: str
    price: float = Field(gt=0)

def page(limit: int = 10, q: str | None = None):
    yield {'limit': limit, 'q': q}
    print('page done')

@router.get('/{item_id}')
async def read(item_id: int, page: dict = Depends(page)):
    if item_id == 7:
        raise HTTPException(status_code=404, detail='no such item')
    return {'id': item_id, **page}

@router.post('', status_code=201)
def create(item: Item) -> Item:
    return item

@app.get('/fails')
async def fails():
    return 1 / 0

app.include_router(router)
";

#[test]
fn answers_have_the_status_that_fastapi_gives() {
    let cases = [
        ("GET /items/5?limit=3", "200"),
        ("GET /items/abc", "422"),
        ("GET /items/5?limit=x", "422"),
        ("GET /items/7", "404"),
        ("GET /nowhere", "404"),
        ("DELETE /items/5", "405"),
        ("POST /items {\"name\": \"pen\", \"price\": \"1.5\"}", "201"),
        ("POST /items {\"name\": \"pen\", \"price\": -1}", "422"),
        ("POST /items {\"price\": 1}", "422"),
        ("GET /fails", "500"),
    ];
    for (request, status) in cases {
        let report = load(SHOP, &send(request, 1), 1);
        assert_eq!(report["statuses"][status], 1, "{request}: {report}");
    }
}

const CLIENTS: &str = "\
# services: slow.example.com latency=300ms; postgres latency=50ms pool=2
import asyncio, httpx, requests, time, asyncpg
from fastapi import FastAPI

app = FastAPI()

@app.get('/awaited')
async def awaited():
    async with httpx.AsyncClient() as client:
        answers = await asyncio.gather(*[client.get('https://slow.example.com/') for _ in range(3)])
    return [a.status_code for a in answers]

@app.get('/blocking')
async def blocking():
    return requests.get('https://slow.example.com/').json()

pool = None

@app.get('/rows')
async def rows():
    global pool
    if pool is None:
        pool = await asyncpg.create_pool(min_size=1, max_size=2)
    return await pool.fetch('select * from t')
";

#[test]
fn clients_wait_as_their_real_ones_do() {
    let awaited = seconds(&load(CLIENTS, &send("GET /awaited", 5), 1), "makespan");
    assert!((0.3..0.35).contains(&awaited), "{awaited}");
    let blocking = seconds(&load(CLIENTS, &send("GET /blocking", 5), 1), "makespan");
    assert!((1.5..1.6).contains(&blocking), "{blocking}");
    // Two connections for six queries of 50 ms each, once the first has opened the pool.
    let spec = LoadSpec { load: vec!["GET /rows".into()], requests: 7, concurrency: 1, ..LoadSpec::default() };
    assert!((0.39..0.45).contains(&seconds(&load(CLIENTS, &spec, 1), "makespan")));
}

/// A service is not taken for a host because of a slip.
#[test]
fn a_service_misspelt_is_told() {
    let told = |name: &str| {
        let source = format!("# services: {name} latency=1ms\nimport asyncpg\nprint('there')\n");
        let batch = run_batch(&source, "program.py", Settings::default());
        batch.output().iter().map(|(_, text)| *text).collect::<String>()
    };
    assert_eq!(told("postgers"), "# services: there is no 'postgers'; did you mean 'postgres'?\n");
    assert_eq!(told("htt"), "# services: there is no 'htt'; did you mean 'http'?\n");
    assert_eq!([told("postgres"), told("users"), told("s1"), told("api.example.com")], ["there\n"; 4]);
}

/// Clients that begin at once wait from then on, also those whose requests come while the first blocks the loop.
#[test]
fn who_begins_at_once_waits_from_the_start() {
    let program = "import time\nfrom fastapi import FastAPI\napp = FastAPI()\n@app.get('/')\nasync def f():\n    time.sleep(0.2)\n";
    for requests in 2..40 {
        let report = load(program, &send("GET /", requests), 1);
        let longest = report["latency_ms"]["max"].as_f64().unwrap_or(0.0) / 1000.0;
        let span = seconds(&report, "makespan");
        assert!((span - 0.01..=span).contains(&longest), "{requests}: {longest} of {span}");
    }
}

/// The lessons' routes answer, and take as long as their texts say.
#[test]
fn lessons_do_what_they_say() {
    let lesson = |name: &str| std::fs::read_to_string(format!("lessons/{name}/program.py")).expect("a lesson");
    let cases = [
        ("user-profile", "GET /one-by-one/7", 1, 0.40),
        ("user-profile", "GET /together/7", 1, 0.25),
        ("background-email", "POST /waits {\"name\": \"Ann\"}", 3, 1.0),
        ("background-email", "POST /background {\"name\": \"Ann\"}", 3, 0.0),
        ("background-email", "POST /blocks {\"name\": \"Ann\"}", 3, 2.0),
        ("database-and-service", "GET /blocks/1", 4, 1.0),
        ("database-and-service", "GET /plain/1", 41, 0.5),
        ("database-and-service", "GET /mixed/1", 40, 0.2),
        ("thousand-requests", "GET /thread", 100, 1.0),
        ("thousand-requests", "GET /await", 100, 1.0),
        ("exercise-side-by-side", "GET /sync/noawait", 41, 2.0),
        ("exercise-longest", "GET /async/await-many", 1, 1.5),
        ("exercise-wrap-or-block", "GET /async/bad-blocking", 3, 3.0),
        ("exercise-wrap-or-block", "GET /async/wrap-blocking", 3, 1.0),
    ];
    for (name, request, requests, expected) in cases {
        let report = load(&lesson(name), &send(request, requests), 1);
        assert_eq!(report["errors"], 0, "{name} {request}: {report}");
        let span = seconds(&report, "makespan");
        // What each request costs the loop: about 0.4 ms, and 0.3 if a thread answers it.
        let most = expected + 0.02 + 0.0007 * requests as f64;
        assert!((expected..most).contains(&span), "{name} {request}: {span}");
    }
}
