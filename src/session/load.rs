//! A program under load, for the command line: its numbers, and what the clients saw.
//!
//! Workers are processes that share nothing but the processors, so each is a computer of its own here, with its share of the
//! requests; what the clients saw is put together.

use super::batch::Batch;
use crate::machine::{Machine, Settings};
use crate::server;
pub use crate::server::LoadSpec;
use serde_json::{Map, Value, json};

/// Runs a program and sends it load, over so many workers.
pub fn run_load(
    source: &str,
    filename: &str,
    settings: Settings,
    spec: &LoadSpec,
    workers: u64,
) -> (Batch, Option<String>) {
    let workers = workers.max(1);
    let mut reports = Vec::new();
    let mut last = None;
    for worker in 0..workers {
        let mut share = spec.clone();
        share.requests = spec.requests / workers + u64::from(worker < spec.requests % workers);
        share.concurrency = spec.concurrency.div_ceil(workers);
        share.rate = spec.rate / workers as f64;
        share.seed = spec.seed + worker;
        if share.requests == 0 && worker > 0 {
            continue;
        }
        let batch = super::batch::run_machine(
            source,
            filename,
            settings,
            server::install,
            |machine: &mut Machine<_>, names| {
                share.names = names;
                machine.then(&share.program())
            },
        );
        let report = batch.report().and_then(|text| serde_json::from_str::<Map<String, Value>>(text).ok());
        let failed = report.is_none();
        reports.extend(report);
        last = Some(batch);
        if failed {
            break;
        }
    }
    let batch = last.unwrap_or_else(Batch::nothing);
    let mut merged = merge(reports);
    if let (Some(summary), Some(merged)) = (batch.summary(), &mut merged)
        && let Ok(Value::Object(numbers)) = serde_json::from_str(&summary)
    {
        merged.insert("workers".to_string(), json!(workers));
        for (key, value) in numbers {
            merged.entry(key).or_insert(value);
        }
    }
    let text = merged.and_then(|merged| serde_json::to_string(&Value::Object(merged)).ok());
    (batch, text)
}

/// What the clients of all workers saw.
fn merge(mut reports: Vec<Map<String, Value>>) -> Option<Map<String, Value>> {
    let times = |report: &Map<String, Value>| -> Vec<f64> {
        let all = report.get("latencies_ms").and_then(Value::as_array);
        all.map(|all| all.iter().filter_map(Value::as_f64).collect()).unwrap_or_default()
    };
    let mut all: Vec<f64> = reports.iter().flat_map(times).collect();
    all.sort_by(f64::total_cmp);
    let number = |report: &Map<String, Value>, key: &str| report.get(key).and_then(Value::as_f64).unwrap_or(0.0);
    let makespan = reports.iter().map(|r| number(r, "makespan_ms")).fold(0.0, f64::max);
    let errors: f64 = reports.iter().map(|r| number(r, "errors")).sum();
    let several = reports.len() > 1;
    let mut merged = if reports.is_empty() { return None } else { reports.remove(0) };
    merged.remove("latencies_ms");
    if several {
        let rate = if makespan > 0.0 { all.len() as f64 / makespan * 1000.0 } else { 0.0 };
        let percentile = |share: f64| {
            let place = share * (all.len().saturating_sub(1)) as f64;
            let (low, part) = (place as usize, place.fract());
            let (a, b) = (all.get(low).copied().unwrap_or(0.0), all.get(low + 1).copied());
            ((a + (b.unwrap_or(a) - a) * part) * 1000.0).round() / 1000.0
        };
        merged.insert("requests".into(), json!(all.len()));
        merged.insert("errors".into(), json!(errors as u64));
        merged.insert("makespan_ms".into(), json!(makespan));
        merged.insert("throughput_rps".into(), json!((rate * 1000.0).round() / 1000.0));
        let latency =
            json!({"p50": percentile(0.5), "p95": percentile(0.95), "p99": percentile(0.99), "max": percentile(1.0)});
        merged.insert("latency_ms".into(), latency);
        merged.remove("statuses");
    }
    Some(merged)
}
