//! Programs in, their wait sites out.

use crate::syntax::{parse, wait_sites};

/// One line a site: kind, text, function, and each other kind with why it is not offered.
fn sites(source: &str) -> String {
    let parsed = parse(source);
    assert_eq!(parsed.diagnostics, [], "the test's own program is wrong");
    let mut text = String::new();
    for site in wait_sites(source, &parsed.module) {
        let function = site.function.as_deref().unwrap_or("module");
        let seconds = site.duration.as_ref().map_or("?".to_owned(), |duration| format!("{} s", duration.seconds));
        text.push_str(&format!("{:?} {:?} in {function}, {seconds}\n", site.kind, site.range.slice(source)));
        for option in &site.options {
            let verdict = option.refusal.as_deref().unwrap_or("offered");
            text.push_str(&format!("    {:?}: {verdict}\n", option.kind));
        }
    }
    text
}

#[test]
fn the_three_kinds_of_wait() {
    let source = "\
import asyncio
import time

def load():
    time.sleep(1.0)

async def main():
    await asyncio.sleep(1.5)
    time.sleep(delay)
    _busy_until = time.perf_counter() + 0.5
    while time.perf_counter() < _busy_until: pass
";
    insta::assert_snapshot!(sites(source), @r#"
    Blocking "time.sleep(1.0)" in load, 1 s
        Busy: offered
        Awaited: load is a plain def; await needs an async def around it.
    Awaited "await asyncio.sleep(1.5)" in main, 1.5 s
        Blocking: offered
        Busy: offered
    Blocking "time.sleep(delay)" in main, ?
        Busy: offered
        Awaited: offered
    Busy "_busy_until = time.perf_counter() + 0.5\n    while time.perf_counter() < _busy_until: pass" in main, 0.5 s
        Blocking: offered
        Awaited: offered
    "#);
}

#[test]
fn names_are_followed_through_imports() {
    let source = "\
import time as t
from time import sleep
from asyncio import sleep as rest

async def main():
    t.sleep(1)
    await rest(2)

async def local():
    import asyncio.tasks
    await asyncio.sleep(3)
";
    insta::assert_snapshot!(sites(source), @r#"
    Blocking "t.sleep(1)" in main, 1 s
        Busy: offered
        Awaited: offered
    Awaited "await rest(2)" in main, 2 s
        Blocking: offered
        Busy: offered
    Awaited "await asyncio.sleep(3)" in local, 3 s
        Blocking: offered
        Busy: offered
    "#);
}

#[test]
fn what_only_looks_like_a_wait_is_none() {
    for source in [
        "import time\ntime = 5\ntime.sleep(1)",
        "import time\ndef f(time):\n    time.sleep(1)",
        "import time\ndef f():\n    time.sleep(1)\n    time = other()",
        "from time import sleep\ndef sleep(x): pass\nsleep(1)",
        "from clock import sleep\nsleep(1)",
        "from .time import sleep\nsleep(1)",
        "import time\ndef f():\n    global time\n    time = 1\ntime.sleep(1)",
        "import time\ntime.sleep = print\ntime.sleep(1)",
        "import time\n[time.sleep(1) for time in clocks]",
        "import time\nlambda time: time.sleep(1)",
        "import time\nclass A:\n    sleep = time.sleep\n    sleep(1)",
        "time.sleep(1)",
        "import asyncio\nasync def f():\n    asyncio.create_task(asyncio.sleep(1))",
        "import time\ntime.sleep()",
        "import time\nend = time.perf_counter() + 1.0\nwhile time.perf_counter() < end: pass",
        "import time\n_busy_until = time.perf_counter() + 1.0\n\nwhile time.perf_counter() < _busy_until: pass",
        "import time\n_busy_until = time.perf_counter() + (1.0)\nwhile time.perf_counter() < _busy_until: pass",
    ] {
        assert_eq!(sites(source), "", "{source}");
    }
}

#[test]
fn an_import_in_a_class_or_function_counts_where_it_can_be_seen() {
    let source = "\
class A:
    import time
    time.sleep(1)

    def f(self):
        time.sleep(2)
";
    insta::assert_snapshot!(sites(source), @r#"
    Blocking "time.sleep(1)" in module, 1 s
        Busy: In a class body the loop's variable would become an attribute.
        Awaited: await cannot stand in a class body.
    "#);
}

#[test]
fn what_cannot_be_taken_back_is_not_offered() {
    let source = "\
import asyncio, time

async def main():
    x = await asyncio.sleep(1, 'done')
    await asyncio.sleep(delay=2)
    await (asyncio.sleep(3))
    if x: time.sleep(4)
    time.sleep( 5 )
    (time.sleep(6) for _ in x)
    [time.sleep(7) for _ in x]
    f = lambda: time.sleep(8)
    await time.sleep(9)
    time.sleep(
        10
    )
    time.sleep(11); time.sleep(12)
    class A:
        time.sleep(13)
";
    insta::assert_snapshot!(sites(source), @r#"
    Awaited "await asyncio.sleep(1, 'done')" in main, 1 s
        Blocking: Only a call with one argument, the duration, can be switched.
        Busy: Only a call with one argument, the duration, can be switched.
    Awaited "await asyncio.sleep(delay=2)" in main, 2 s
        Blocking: Only a call with one argument, the duration, can be switched.
        Busy: Only a call with one argument, the duration, can be switched.
    Awaited "await (asyncio.sleep(3))" in main, 3 s
        Blocking: Write it as await and the call, with one space, to switch it.
        Busy: Write it as await and the call, with one space, to switch it.
    Blocking "time.sleep(4)" in main, 4 s
        Busy: A busy loop needs lines of its own; here the wait is part of a line.
        Awaited: offered
    Blocking "time.sleep( 5 )" in main, 5 s
        Busy: The argument is written in a way that the loop cannot keep.
        Awaited: offered
    Blocking "time.sleep(6)" in main, 6 s
        Busy: A busy loop needs lines of its own; here the wait is part of a line.
        Awaited: It stands in a generator expression, which await makes an asynchronous one.
    Blocking "time.sleep(7)" in main, 7 s
        Busy: A busy loop needs lines of its own; here the wait is part of a line.
        Awaited: offered
    Blocking "time.sleep(8)" in main, 8 s
        Busy: A busy loop needs lines of its own; here the wait is part of a line.
        Awaited: await cannot stand in a lambda.
    Blocking "time.sleep(9)" in main, 9 s
        Busy: A busy loop needs lines of its own; here the wait is part of a line.
        Awaited: Its value is used in a way that await does not allow.
    Blocking "time.sleep(\n        10\n    )" in main, 10 s
        Busy: The argument is written in a way that the loop cannot keep.
        Awaited: offered
    Blocking "time.sleep(11)" in main, 11 s
        Busy: A busy loop needs lines of its own; here the wait is part of a line.
        Awaited: offered
    Blocking "time.sleep(12)" in main, 12 s
        Busy: A busy loop needs lines of its own; here the wait is part of a line.
        Awaited: offered
    Blocking "time.sleep(13)" in main, 13 s
        Busy: In a class body the loop's variable would become an attribute.
        Awaited: await cannot stand in a class body.
    "#);
}

#[test]
fn a_name_that_is_taken_is_not_imported_over() {
    let source = "\
from asyncio import sleep

async def main(time):
    await sleep(1)
";
    insta::assert_snapshot!(sites(source), @r#"
    Awaited "await sleep(1)" in main, 1 s
        Blocking: The name time is in use here for something else, or without an import.
        Busy: The name time is in use here for something else, or without an import.
    "#);
    let source = "\
import time

def f():
    _busy_until = 3
    time.sleep(1)
";
    insta::assert_snapshot!(sites(source), @r#"
    Blocking "time.sleep(1)" in f, 1 s
        Busy: The program uses the name _busy_until, which the loop needs.
        Awaited: f is a plain def; await needs an async def around it.
    "#);
}
