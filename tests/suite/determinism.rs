//! A run is determined by its inputs: the same trace in one slice, in about a thousand, and by a copy made half-way, with the same
//! output at the same virtual times. For every conformance program, threads included.

use loopscope::asyncio::{self, Runtime};
use loopscope::machine::{Blank, Machine, Settings, Status};
use loopscope::python::compiler::{CompileOptions, compile};
use loopscope::syntax;
use std::path::Path;

/// Long programs are cut off here, as they would be anywhere.
const MOST: u64 = 400_000;

fn run(mut machine: Machine<Runtime>, slice: u64) -> (u64, u64, String) {
    while machine.run(slice) == Status::Running {}
    let (instructions, trace) = (machine.instructions(), machine.into_trace());
    (trace.hash(), instructions, trace.console().to_string())
}

#[test]
fn slices_and_copies_make_no_difference() {
    let settings = Settings { max_instructions: MOST, ..Settings::default() };
    let blank = Blank::new(settings, asyncio::install).expect("a machine");
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/conformance/programs");
    let mut files: Vec<_> = std::fs::read_dir(folder).expect("programs").map(|e| e.expect("a file").path()).collect();
    files.retain(|path| path.extension().is_some_and(|e| e == "py"));
    files.sort();
    let mut compared = 0;
    for path in files {
        let source = std::fs::read_to_string(&path).expect("readable");
        let parsed = syntax::parse(&source);
        let Ok(module) = compile(&parsed.module, &source, &CompileOptions::default()) else { continue };
        let machine = blank.clone().load(module, "program.py", &source);
        let name = path.display();

        let whole = run(machine.clone(), u64::MAX);
        assert_eq!(run(machine.clone(), whole.1 / 1000 + 1), whole, "{name} in a thousand slices");

        let mut half = machine;
        half.run(whole.1 / 2);
        let copy = half.clone();
        assert_eq!(run(half, u64::MAX), whole, "{name} after it was copied");
        assert_eq!(run(copy, u64::MAX), whole, "{name}, the copy");
        compared += 1;
    }
    assert!(compared > 90, "only {compared} programs were compared");
}
