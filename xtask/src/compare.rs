//! `cargo xtask reference --compare`: what the simulator says beside what was measured on the real FastAPI, uvicorn and CPython
//! (`tests/reference/fastapi.json`), as a table in `docs/REFERENCE.md`.

use crate::process::{command, output_of, run};
use crate::project;
use serde_json::{Map, Value};
use std::fs;
use std::path::PathBuf;

const PROGRAM: &str = "lessons/fastapi-demo/program.py";
const MEASURED: &str = "tests/reference/fastapi.json";
const LAG: &str = "tests/reference/lag.py";
const TABLE: &str = "docs/REFERENCE.md";

/// What a figure may differ by.
#[derive(Clone, Copy)]
enum Within {
    /// 10 % or 15 ms: what waits.
    Waiting,
    /// 25 %, of ratios to one alone: what computes.
    Computing,
    /// A factor of 2: probes.
    Factor,
    /// 30 %: the mean lag of a loop.
    Lag,
    /// Only put beside each other: more load than the machine could carry, or left to chance.
    Beside,
}

impl Within {
    fn holds(self, here: f64, there: f64) -> Option<bool> {
        let apart = (here - there).abs();
        match self {
            Within::Waiting => Some(apart <= (0.1 * there).max(15.0)),
            Within::Computing => Some(apart <= 0.25 * there),
            Within::Factor => Some(here <= 2.0 * there && there <= 2.0 * here),
            Within::Lag => Some(apart <= 0.3 * there),
            Within::Beside => None,
        }
    }
}

/// The table as it grows.
struct Table {
    simulate: String,
    text: String,
    held: usize,
    missed: usize,
}

/// Compares all rows and writes the table.
pub fn compare() -> Result<(), String> {
    let root = project::root();
    run(command("cargo", &root).args(["build", "--release", "--bin", "simulate"]))?;
    let text = fs::read_to_string(root.join(MEASURED)).map_err(|error| format!("{MEASURED}: {error}"))?;
    let measured: Value = serde_json::from_str(&text).map_err(|error| format!("{MEASURED}: {error}"))?;
    let simulate = project::target().join("release/simulate").display().to_string();
    let mut table = Table { simulate, text: String::from(HEAD), held: 0, missed: 0 };
    table.bursts(&measured)?;
    table.mixes(&measured)?;
    table.probes(&measured)?;
    table.lags(&measured)?;
    table.workers(&measured)?;
    let sum = format!("\n{} of {} figures hold.\n", table.held, table.held + table.missed);
    table.text.push_str(&sum);
    println!("{sum}");
    fs::write(root.join(TABLE), &table.text).map_err(|error| format!("{TABLE}: {error}"))?;
    println!("written to {TABLE}");
    Ok(())
}

const HEAD: &str = "\
# Simulated beside measured

Written by `cargo xtask reference --compare`. Measured: FastAPI 0.165, uvicorn 0.54 and CPython 3.13.0 on 2 cores
(`tests/reference/fastapi.json`, medians of 5 runs). Simulated: `lessons/fastapi-demo/program.py`. Times in milliseconds.
A figure holds if it is within 10 % or 15 ms (what waits), within 25 % of the ratio to one loop alone by the calibration of
38 ns a pass (what computes), within a factor of 2 (a `/ping` every 20 ms meanwhile), within 30 % (the mean lag of a loop). `-`: beside each other only.
";

fn rows<'v>(measured: &'v Value, section: &str) -> Result<&'v Map<String, Value>, String> {
    measured[section].as_object().ok_or_else(|| format!("{MEASURED} has no {section}"))
}

/// The median of a figure, in milliseconds.
fn median(row: &Value, key: &str) -> Option<f64> {
    let value = row[key][0].as_f64()?;
    Some(if key.ends_with("_ms") { value } else { value * 1000.0 })
}

impl Table {
    fn section(&mut self, title: &str) {
        println!("{title}");
        self.text.push_str(&format!(
            "\n## {title}\n\n| row | figure | measured | simulated | holds |\n|---|---|--:|--:|---|\n"
        ));
    }

    fn figure(&mut self, row: &str, name: &str, there: Option<f64>, here: Option<f64>, within: Within) {
        let (Some(there), Some(here)) = (there, here) else { return };
        let holds = match within.holds(here, there) {
            Some(true) => "yes",
            Some(false) => "**no**",
            None => "-",
        };
        self.held += usize::from(holds == "yes");
        self.missed += usize::from(holds == "**no**");
        self.text.push_str(&format!("| {row} | {name} | {there:.2} | {here:.2} | {holds} |\n"));
    }

    fn send(&self, options: &[&str]) -> Result<Value, String> {
        let mut simulate = command(&self.simulate, &project::root());
        let text = output_of(simulate.args([PROGRAM, "--cores", "2", "--summary"]).args(options));
        let report =
            text.as_deref().and_then(|text| text.lines().last()).and_then(|line| serde_json::from_str(line).ok());
        report.ok_or_else(|| format!("simulate {PROGRAM} {} gave no report", options.join(" ")))
    }

    /// N requests at once.
    fn bursts(&mut self, measured: &Value) -> Result<(), String> {
        self.section("N requests at once");
        let rows = rows(measured, "s2_bursts_asyncio_h11")?;
        for (name, row) in rows {
            let (Some(path), Some(n)) = (row["path"].as_str(), row["N"].as_u64()) else { continue };
            if !name.ends_with("aiohttp/fresh") {
                continue;
            }
            let report = self.send(&["--load", &format!("GET {path}"), "--requests", &n.to_string()])?;
            let row_name = format!("{path} N={n}");
            if path.contains("cpu") {
                // What one loop alone takes by the calibration, 38 ns a pass: a burst of one was measured with a start that is cold.
                let alone = row["work_s"].as_f64().filter(|work| *work > 0.0);
                let times = |makespan: Option<f64>| Some(makespan? / alone? / 1000.0);
                let (there, here) = (times(median(row, "makespan_s")), times(report["makespan_ms"].as_f64()));
                self.figure(&row_name, "makespan, times one alone", there, here, Within::Computing);
                continue;
            }
            self.figure(
                &row_name,
                "makespan",
                median(row, "makespan_s"),
                report["makespan_ms"].as_f64(),
                Within::Waiting,
            );
            for key in ["p50", "p95"] {
                let there = median(row, &format!("{key}_s"));
                self.figure(&row_name, key, there, report["latency_ms"][key].as_f64(), Within::Waiting);
            }
        }
        Ok(())
    }

    /// Two routes at once.
    fn mixes(&mut self, measured: &Value) -> Result<(), String> {
        self.section("Two routes at once");
        let rows = measured["s3_exercises"]["exercise1_await-one_with_noawait"].as_object();
        for (name, row) in rows.into_iter().flatten() {
            let Some(each) = name.strip_prefix("n_each=").and_then(|n| n.parse::<u64>().ok()) else { continue };
            let all = (2 * each).to_string();
            let report =
                self.send(&["--load", "GET /async/await-one", "--load", "GET /sync/noawait", "--requests", &all])?;
            for (kind, part) in ["await-one", "noawait"].into_iter().enumerate() {
                let (here, name) = (&report["kinds"][kind], format!("{part}, {each} of each"));
                self.figure(
                    &name,
                    "makespan",
                    median(&row[part], "makespan_s"),
                    here["makespan_ms"].as_f64(),
                    Within::Waiting,
                );
                for key in ["p50", "p95"] {
                    let there = median(&row[part], &format!("{key}_s"));
                    self.figure(&name, key, there, here["latency_ms"][key].as_f64(), Within::Waiting);
                }
            }
        }
        Ok(())
    }

    /// What everybody else notices.
    fn probes(&mut self, measured: &Value) -> Result<(), String> {
        self.section("A /ping every 20 ms while n requests are answered");
        for (name, row) in rows(measured, "s4_responsiveness_ping_every_20ms")? {
            let mut words = name.split(' ');
            let (Some(how), Some(path), Some(n)) = (words.next(), words.next(), words.next()) else { continue };
            let (path, n) = (path.replace("(pool=1)", ""), n.strip_prefix("n=").unwrap_or("0"));
            if n == "0" || words.next().is_some() {
                continue;
            }
            let probe = if how == "closed" { "--probe-closed" } else { "--probe" };
            let report = self.send(&["--load", &format!("GET {path}"), "--requests", n, probe])?;
            let saturated = how == "open" && n != "1" && path.contains("cpu") && !path.contains("process");
            let within = if saturated { Within::Beside } else { Within::Factor };
            for key in ["p50", "p95"] {
                let there = median(row, &format!("ping_{key}_ms"));
                self.figure(name, key, there, report["probe_ms"][key].as_f64(), within);
            }
        }
        Ok(())
    }

    /// How late a loop is while threads compute.
    fn lags(&mut self, measured: &Value) -> Result<(), String> {
        self.section("A heartbeat of 1 ms while k threads compute");
        let source = fs::read_to_string(project::root().join(LAG)).map_err(|error| format!("{LAG}: {error}"))?;
        let rows = measured["s5_loop_lag_asyncio"]["lag"].as_object();
        for (name, row) in rows.into_iter().flatten() {
            let mut parts = name.split([' ', '=']);
            let (Some(switch), Some(k)) = (parts.nth(1), parts.nth(1)) else { continue };
            let line = format!("SWITCH, THREADS, WORK = {switch}, {k}, 0.5");
            let Some((_, rest)) = source.split_once("SWITCH, THREADS, WORK = 0.005, 4, 0.5") else { continue };
            let file: PathBuf = project::target().join("lag.py");
            fs::write(&file, format!("{line}{rest}")).map_err(|error| format!("{}: {error}", file.display()))?;
            let text = output_of(command(&self.simulate, &project::root()).arg(&file));
            let here: Value = text.and_then(|text| serde_json::from_str(&text).ok()).unwrap_or_default();
            // A beat takes a millisecond and its lag.
            let mean = row["beats_per_s"][0].as_f64().map(|beats| 1000.0 / beats - 1.0);
            self.figure(name, "mean", mean, here["mean"].as_f64(), if k == "0" { Within::Beside } else { Within::Lag });
            for key in ["p50", "p95", "max"] {
                self.figure(name, key, median(row, &format!("lag_{key}_ms")), here[key].as_f64(), Within::Beside);
            }
        }
        Ok(())
    }

    /// Two workers, of which one takes most of what comes at once.
    fn workers(&mut self, measured: &Value) -> Result<(), String> {
        self.section("Two workers, unevenly served");
        let routes = [
            ("bad-blocking d=1 N=10", "/async/bad-blocking", "10"),
            ("await-one d=1 N=200", "/async/await-one", "200"),
            ("sync/noawait d=1 N=100", "/sync/noawait", "100"),
            ("cpu-inline 0.2s N=10", "/async/cpu-inline?cpu=0.2", "10"),
            ("cpu-bound 0.2s N=10", "/async/cpu-bound?cpu=0.2", "10"),
        ];
        for (name, row) in rows(measured, "s6_workers2")? {
            let Some((short, path, n)) = routes.iter().find(|(short, ..)| name.contains(short)) else { continue };
            let request = format!("GET {path}");
            let report = self.send(&["--load", &request, "--requests", n, "--workers", "2", "--uneven"])?;
            self.figure(short, "makespan", median(row, "makespan_s"), report["makespan_ms"].as_f64(), Within::Beside);
            for key in ["p50", "p95"] {
                let there = median(row, &format!("{key}_s"));
                self.figure(short, key, there, report["latency_ms"][key].as_f64(), Within::Beside);
            }
        }
        Ok(())
    }
}
