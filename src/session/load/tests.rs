//! A program under load through the door of the session, as the page sends it.

use super::{LoadPlan, Mixed, Pattern};
use crate::session::{Advanced, Run, Session};
use std::sync::Arc;

const DEMO: &str = include_str!("../../../lessons/fastapi-demo/program.py");

fn plan(request: &str, requests: u64) -> LoadPlan {
    LoadPlan { mix: vec![Mixed { request: request.to_owned(), weight: 1 }], requests, ..LoadPlan::default() }
}

fn run(session: &mut Session, slice: u64) -> Arc<Run> {
    session.start();
    while session.advance(slice) == Advanced::Running {}
    session.shown().expect("a run")
}

fn loaded(source: &str, plan: LoadPlan) -> Arc<Run> {
    let mut session = Session::new(source);
    session.set_load(Some(plan));
    run(&mut session, 10_000)
}

fn numbers(run: &Run, before: Option<&Run>) -> String {
    let result = |run: &Run| run.load.as_ref().and_then(|load| load.result.clone()).expect("it came to its end");
    let before = before.map(result);
    let views = result(run).views(before.as_deref());
    let line = |view: &crate::session::NumberView| {
        // A short lag depends on every cost there is.
        if view.key == "load-freeze" {
            return format!("{}: {}\n", view.label, if view.alarm { "long" } else { "short" });
        }
        let change = view.change.as_ref().map_or(String::new(), |change| format!("  {}", change.text));
        format!("{}: {}{change}\n", view.label, view.value)
    };
    views.iter().map(line).collect()
}

#[test]
fn the_pool_is_seen_to_be_full() {
    let run = loaded(DEMO, plan("GET /sync/noawait", 41));
    insta::assert_snapshot!(numbers(&run, None), @r"
    makespan: 2.01 s
    throughput: 20.4 /s
    latency p50: 1.02 s
    latency p95: 1.03 s
    latency p99: 1.61 s
    latency max: 2.00 s
    errors: 0
    longest freeze: short
    threads in use: 40
    queue before pool: 1
    most in flight: 41
    memory (model): 721.3 kB
    ");
    let result = run.load.as_ref().unwrap().result.clone().unwrap();
    assert_eq!(result.variant, "uses threads");
    assert_eq!(result.bars[0].rows.len(), 41);
    let last = &result.bars[0].rows[40];
    assert_eq!((last.queued.as_str(), last.waiting.as_str(), last.status), ("1.00 s", "1.00 s", 200));
}

#[test]
fn clients_wait_though_the_loop_is_blocked_and_has_not_read_them() {
    let run = loaded(DEMO, plan("GET /async/bad-blocking?d=0.1", 30));
    assert!(numbers(&run, None).contains("most in flight: 30\n"), "{}", numbers(&run, None));
}

#[test]
fn the_same_route_three_ways_is_told_apart() {
    let row = |path: &str| {
        let run = loaded(DEMO, plan(&format!("GET {path}"), 10));
        let row = run.load.as_ref().unwrap().result.as_ref().unwrap().row();
        format!(
            "{} | {} | {} | {} | {} | {} | {} | {}\n",
            row.variant, row.route, row.load, row.p50, row.p95, row.makespan, row.throughput, row.threads
        )
    };
    let rows: String = [
        "/async/bad-blocking",
        "/async/await-one",
        "/async/wrap-blocking",
        "/sync/noawait",
        "/async/cpu-inline?cpu=0.01",
    ]
    .map(row)
    .concat();
    insta::assert_snapshot!(rows, @r"
    blocks the loop | GET /async/bad-blocking | 10 at once, 1 worker | 5.51 s | 9.56 s | 10.01 s | 1.0 /s | 0
    awaits | GET /async/await-one | 10 at once, 1 worker | 1.00 s | 1.01 s | 1.01 s | 9.9 /s | 0
    uses threads | GET /async/wrap-blocking | 10 at once, 1 worker | 1.01 s | 1.01 s | 1.01 s | 9.9 /s | 10
    uses threads | GET /sync/noawait | 10 at once, 1 worker | 1.01 s | 1.01 s | 1.01 s | 9.9 /s | 10
    keeps the loop busy | GET /async/cpu-inline?cpu=0.01 | 10 at once, 1 worker | 60 ms | 101 ms | 106 ms | 94.0 /s | 0
    ");
}

#[test]
fn a_load_in_slices_is_the_same_and_says_how_far_it_is() {
    let mut session = Session::new(DEMO);
    let two = LoadPlan { workers: 2, pattern: Pattern::Clients, clients: 20, ..plan("GET /async/await-one", 200) };
    session.set_load(Some(two.clone()));
    session.start();
    let mut said = Vec::new();
    while session.advance(20_000) == Advanced::Running {
        said.push(session.status().text);
    }
    let whole = loaded(DEMO, two);
    assert_eq!(session.shown().unwrap().load.as_ref().unwrap().result, whole.load.as_ref().unwrap().result);
    assert!(said.iter().any(|text| text.contains("164 of 200 requests answered")), "{said:?}");
    assert_eq!(session.status().text, "Sent 200 by 20 clients, 2 workers: 10.04 s on its clock.");
}

#[test]
fn each_change_of_the_program_is_sent_the_same_load() {
    let mut session = Session::new(DEMO);
    run(&mut session, 10_000);
    session.set_load(Some(plan("GET /async/await-one", 3)));
    let first = run(&mut session, 10_000);
    assert!(session.ghost().is_none(), "a run without load is not compared with");
    session.set_text(&DEMO.replace("await asyncio.sleep(d)", "time.sleep(d)"));
    let second = run(&mut session, 10_000);
    insta::assert_snapshot!(numbers(&second, Some(&first)), @r"
    makespan: 3.00 s  +2.00 s
    throughput: 1.0 /s  −2.0 /s
    latency p50: 2.00 s  +999 ms
    latency p95: 2.90 s  +1.90 s
    latency p99: 2.98 s  +1.98 s
    latency max: 3.00 s  +2.00 s
    errors: 0  same
    longest freeze: long
    threads in use: 0  same
    queue before pool: 0  same
    most in flight: 3  same
    memory (model): 4.9 kB  same
    ");
    assert_eq!(session.ghost().unwrap().number, first.number);
    session.set_load(None);
    assert!(run(&mut session, 10_000).load.is_none());
}

#[test]
fn a_load_that_cannot_be_answered_says_why() {
    let run = loaded("from fastapi import FastAPI\nif 0:\n    app = FastAPI()\n", plan("GET /", 1));
    assert!(run.load.as_ref().unwrap().result.is_none());
    assert!(run.last_words().contains("no FastAPI application"), "{}", run.last_words());
    let run = loaded("from fastapi import FastAPI\napp = FastAPI()\n", plan("GET /gone", 2));
    assert_eq!(run.load.as_ref().unwrap().result.as_ref().unwrap().numbers.statuses, [(404, 2)]);
}

#[test]
fn all_workers_are_seen() {
    let run = loaded(DEMO, LoadPlan { workers: 3, ..plan("GET /sync/noawait", 6) });
    let lanes = run.source().lanes;
    let threads: Vec<_> =
        lanes.rows().take_while(|lane| lane.process < 2).map(|lane| (lane.name.as_str(), lane.process)).collect();
    assert_eq!(
        threads,
        [
            ("worker 1", 0),
            ("AnyIO worker thread", 0),
            ("AnyIO worker thread", 0),
            ("worker 2", 1),
            ("AnyIO worker thread", 1),
            ("AnyIO worker thread", 1),
        ]
    );
    let result = run.load.as_ref().unwrap().result.clone().unwrap();
    let notes: Vec<_> = result.bars.iter().map(|bars| (bars.note.as_str(), bars.rows[1].waiting.as_str())).collect();
    assert_eq!(notes[2], ("2 requests of worker 3, in the order they were read.", "1.00 s"), "{notes:?}");
    assert_eq!(notes.len(), 3);
    let table = run.table(crate::base::Nanos::ZERO, crate::base::Nanos::MAX);
    assert!(table.rows.iter().any(|row| row.who == "worker 2: GET /sync/noawait"));
}
