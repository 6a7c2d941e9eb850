//! What must not be in the sources: chance, clocks, floating-point time, and ways to fall over.

use super::{Source, has_word, none, sources};

/// The rooms of the page and the programs, which may know the world outside. All others are the simulator.
const OUTSIDE: &[&str] = &["browser", "live", "app", "main", "bin"];

fn simulator() -> Vec<Source> {
    sources(&["src"]).into_iter().filter(|source| !OUTSIDE.contains(&source.room())).collect()
}

/// A run is determined by its inputs. What is not is either forbidden or replaced.
#[test]
fn the_simulator_is_deterministic() {
    let banned: &[(&str, &str)] = &[
        ("HashMap", "its order depends on chance; IndexMap or BTreeMap"),
        ("HashSet", "its order depends on chance; IndexSet or BTreeSet"),
        ("RandomState", "it depends on chance"),
        ("Instant", "there is no clock here but the virtual one"),
        ("SystemTime", "there is no clock here but the virtual one"),
        ("std::thread", "one thread, and its order is the machine's"),
        ("thread_local", "no global state"),
        ("static mut", "no global state"),
        ("OnceLock", "no global state"),
        ("LazyLock", "no global state"),
        ("Mutex", "no shared state"),
        ("RwLock", "no shared state"),
        ("RefCell", "plain structs with &mut self; a clone of the machine must be a snapshot"),
        ("std::fs", "no input or output"),
        ("std::net", "no input or output"),
        ("std::env", "no input or output"),
        ("println", "no input or output"),
        ("eprintln", "no input or output"),
    ];
    let mut complaints = Vec::new();
    for source in simulator() {
        source.complain(&mut complaints, |line| {
            let (word, why) = banned.iter().find(|(word, _)| has_word(line, word))?;
            Some(format!("{word}: {why}"))
        });
    }
    none(complaints);
}

/// Time is integer nanoseconds. The functions where it meets floating-point numbers, for Python or for people.
const CONVERSIONS: &[(&str, &str)] = &[
    ("src/trace/export.rs", "Chrome's trace format counts microseconds, with a fraction"),
    ("src/machine/time.rs", "Python's clocks and sleeps count seconds as floats"),
];

#[test]
fn machine_and_trace_know_no_floats() {
    let mut complaints = Vec::new();
    for source in simulator() {
        let conversion = CONVERSIONS.iter().any(|(path, _)| *path == source.path);
        if matches!(source.room(), "machine" | "trace") && !conversion {
            source.complain(&mut complaints, |line| {
                let float = has_word(line, "f64") || has_word(line, "f32");
                float.then(|| "a float; time is integer nanoseconds (or name it among the conversions)".to_string())
            });
        }
    }
    none(complaints);
}

/// Whatever a user's program does, the page stays alive: errors are values.
#[test]
fn nothing_panics() {
    let banned =
        [".unwrap()", ".expect(", ".unwrap_err()", "panic!", "unreachable!", "todo!", "unimplemented!", ".expect_err("];
    let mut complaints = Vec::new();
    for source in sources(&["src"]) {
        source.complain(&mut complaints, |line| {
            let word = banned.iter().find(|word| line.contains(**word))?;
            Some(format!("{word} can end the page; let-else, or an error that says what is wrong"))
        });
    }
    none(complaints);
}

#[test]
fn nothing_is_dead_or_left_to_do() {
    let mut complaints = Vec::new();
    for source in sources(&["src", "xtask/src", "tests"]) {
        source.complain(&mut complaints, |line| {
            line.contains("allow(dead_code").then(|| "dead code; remove it, or use it".to_string())
        });
        for (index, line) in source.text.lines().enumerate() {
            let comment = line.find("//").map_or("", |at| &line[at..]);
            if has_word(comment, concat!("TO", "DO")) || has_word(comment, concat!("FIX", "ME")) {
                complaints.push(format!("{}:{}: do it, or say why not in a sentence", source.path, index + 1));
            }
        }
    }
    none(complaints);
}
