//! Tracebacks to the letter, with their marks: small programs and what CPython 3.13 printed when they failed.
//!
//! `tracebacks.txt` has a program, `>>>`, and stderr; `===` between two.

use loopscope::session::{Settings, run_batch};

#[test]
fn tracebacks_are_cpythons() {
    let cases: Vec<&str> = include_str!("tracebacks.txt").split("===\n").collect();
    assert!(cases.len() > 45, "cases are missing");
    let mut complaints = Vec::new();
    for case in cases {
        let (program, wanted) = case.split_once(">>>\n").expect("a program and its traceback");
        let batch = run_batch(program, "p.py", Settings { max_instructions: 1_000_000, ..Settings::default() });
        let mut got: String = batch.output().iter().filter(|o| o.0).map(|o| o.1).collect();
        got.push_str(batch.message.as_deref().unwrap_or(""));
        if got.trim_end() != wanted.trim_end() {
            complaints.push(format!("{program}\nwanted:\n{wanted}\ngot:\n{got}"));
        }
    }
    assert!(complaints.is_empty(), "{}", complaints.join("\n---\n"));
}
