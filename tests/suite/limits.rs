//! Programs that ask for too much, of one kind each: they end soon, with a message, whatever built-in is asked. Nothing panics,
//! overflows the Rust stack or takes the memory first.

use loopscope::session::{Settings, run_batch};

const MEMORY: &str = "more memory than a run may have";
const ENDLESS: &str = "all the instructions a run may take";
const LARGE: &str = "not supported, line 1: arithmetic on ints this large";
const DEEP: &str = "RecursionError: maximum recursion depth exceeded";

/// The end of what the program says on stderr, or of the run's message, must have the text.
fn ends_with(text: &str, programs: &[&str]) {
    let settings = Settings { max_instructions: 3_000_000, max_memory: 64 << 20, ..Settings::default() };
    for source in programs {
        let batch = run_batch(source, "limits.py", settings);
        let mut said: String = batch.output().iter().filter(|o| o.0).map(|o| o.1).collect();
        said.push_str(batch.message.as_deref().unwrap_or(""));
        let last = said.lines().last().unwrap_or("");
        assert!(batch.status != 0 && last.contains(text), "{source}\nends with {last:?}");
    }
}

#[test]
fn what_does_not_fit_is_not_begun() {
    ends_with(
        MEMORY,
        &[
            "'x' * 10**12",
            "[0] * 10**12",
            "(1, 2) * 10**11",
            "b'x' * 10**11",
            "bytes(10**12)",
            "bytearray(10**12)",
            "1 << 10**10",
            "list(range(10**12))",
            "'1'.zfill(10**12)",
            "'1'.ljust(10**12)",
            "('\\t' * 10**6).expandtabs(10**6)",
            "('a' * 10**6).replace('a', 'a' * 10**6)",
            "(1).to_bytes(10**11, 'big')",
            "f'{1:1000000000000}'",
            "f'{1:_>1000000000000}'",
            "f'{1:01000000000000,}'",
            "f'{\"a\":1000000000000}'",
            "f'{1.5:.1000000000f}'",
            "'{:^999999999999}'.format(2j)",
            "'%1000000000d' % 1",
            "'%.1000000000f' % 1.5",
        ],
    );
}

#[test]
fn places_of_errors_made_by_hand_may_be_anywhere() {
    ends_with(
        "SyntaxError: odd",
        &[
            "raise SyntaxError('odd', ('f.py', 3, 4, 'some text', 3, 2147483648))",
            "raise SyntaxError('odd', ('f.py', 3, 4, 'some text', 3, 2**63 - 1))",
            "raise SyntaxError('odd', ('f.py', 3, -2**63, 'some text', 3, 2**63 - 1))",
        ],
    );
}

#[test]
fn ints_that_would_take_too_long_are_refused() {
    ends_with(LARGE, &["10**10**8", "n = 10**8; 3**n", "import math; math.factorial(10**7)"]);
    ends_with("OverflowError: too many digits in integer", &["n = 10**30; 1 << n"]);
    ends_with("Exceeds the limit (4300 digits) for integer string conversion", &["n = 10**5000; str(n)"]);
    ends_with(
        "Exceeds the limit (4300 digits)",
        &["int('1' * 5000)", "n = 10**5000; f'{n}'", "n = 10**5000; repr([n])"],
    );
}

#[test]
fn what_has_no_end_is_stopped() {
    ends_with(
        ENDLESS,
        &[
            "while True: pass",
            "set(iter(int, 1))",
            "sum(iter(int, 1))",
            "all(iter(lambda: 1, 0))",
            "sorted(iter(lambda: None, 0), key=id)",
            "a, *b = iter(int, 1)",
            "-1 in iter(int, 1)",
            "import itertools; sum(itertools.count())",
            "import collections, itertools; collections.deque(itertools.count(), maxlen=1)",
            "class A:\n    def __lt__(self, o):\n        while True: pass\nsorted([A(), A()])",
            "import asyncio\nasync def main():\n    loop = asyncio.get_running_loop()\n    def f(): loop.call_soon(f)\n    \
             f()\n    await asyncio.sleep(10**10)\nasyncio.run(main())",
        ],
    );
    ends_with(MEMORY, &["a = []\nwhile True: a.append('a' * 100_000)", "x = 'a'\nwhile True: x += x"]);
}

#[test]
fn what_is_too_deep_is_a_recursion_error() {
    let nested = |of: &str, then: &str| format!("a = {of}\nfor i in range(100_000): a = {then}");
    let (list, tuple) = (nested("[]", "[a]"), nested("()", "(a,)"));
    let deep = [
        "def f(): f()\nf()".to_string(),
        "class A:\n    def __repr__(self): return repr(self)\nrepr(A())".to_string(),
        "class A:\n    def __eq__(self, o): return self == o\nA() == A()".to_string(),
        "class A:\n    def __getattr__(self, n): return getattr(self, n)\nA().x".to_string(),
        "def g(): yield from g()\nnext(g())".to_string(),
        "import asyncio\nasync def f(): await f()\nasyncio.run(f())".to_string(),
        format!("{list}\nrepr(a)"),
        format!("{list}\nimport json; json.dumps(a)"),
        format!("{list}\nimport copy; copy.deepcopy(a)"),
        format!("{tuple}\nhash(a)"),
        format!("{}\nrepr(a)", nested("{}", "{1: a}")),
        format!("{list}\nb = []\nfor i in range(100_000): b = [b]\na == b"),
        format!("{}\nlist(a)", nested("iter([1])", "map(int, a)")),
        "import json; json.loads('[' * 100_000)".to_string(),
    ];
    ends_with(DEEP, &deep.each_ref().map(String::as_str));
    let classes = nested("(int,)", "(a,)");
    ends_with("depth exceeded in __instancecheck__", &[&format!("{classes}\nisinstance('', a)")]);
    ends_with("depth exceeded in __subclasscheck__", &[&format!("{classes}\nissubclass(str, a)")]);
    ends_with("SyntaxError: too many nested parentheses", &[&format!("{}{}", "(".repeat(5000), ")".repeat(5000))]);
    ends_with("too deeply nested", &[&format!("x = {}1", "-".repeat(50_000))]);
}

/// What a built-in does is counted before it does it: no call takes a run far beyond its budgets.
#[test]
fn built_ins_are_metered_before_they_work() {
    let settings = Settings { max_instructions: 4_000, max_memory: 24 << 20, ..Settings::default() };
    for source in [
        "print('x'.ljust(2_000_000), *['y'.ljust(2_000_000)] * 20)",
        "for i in range(100): print('x' * 1_000_000)",
        "import sys\nfor i in range(100): sys.stderr.write('x' * 100_000)",
        "''.join(['x' * 200_000] * 1000)",
        "'x'.join('y' * 10**6)",
        "('x' * 200_000).replace('x', 'yyyyyyyy')",
        "f\"{'x':>5000000}\"",
        "f'{1:05000000}'",
        "'%5000000d' % 1",
        "'{:500000}{:500000}'.format(1, 2)",
        "('a' * 100).zfill(10**6)",
        "('\\t' * 10_000).expandtabs(1000)",
        "x = 'é' * 50_000\nfor i in range(100): x[40_000], x.count('y'), x.upper()",
        "x = 'x' * 30_000\nfor i in range(1000): hash(x)",
        "b'x' * 10**6",
        "(b'x' * 100_000).replace(b'x', b'y' * 30)",
        "bytearray(10**6)",
        "[0] * 10**6",
        "(0,) * 10**6",
        "x = [0] * 5000; x *= 1000",
        "list(range(10**6))",
        "sorted(range(10**6))",
        "sum(range(10**6))",
        "max(range(10**6))",
        "dict.fromkeys(range(10**6))",
        "set(range(10**6))",
        "a, *b = range(10**6)",
        "repr([0] * 10_000) * 1000",
        "x = {i: i for i in range(500)}\nfor i in range(500): x.copy()",
        "a = ()\nfor i in range(30): a = (a, a)\nhash(a)",
        "a, b = [], []\nfor i in range(30): a, b = [a, a], [b, b]\na == b",
        "2 ** 10_000_000",
        "1 << 10**7",
        "compile('x = 1\\n' * 1000, 'f', 'exec')",
        "import math; math.factorial(20_000)",
        "import random; random.randbytes(10**6)",
        "import pickle; pickle.dumps(['x' * 100_000] * 100)",
    ] {
        let batch = run_batch(source, "limits.py", settings);
        let message = batch.message.as_deref().unwrap_or("");
        let summary: serde_json::Value = serde_json::from_str(&batch.summary().unwrap_or_default()).expect("JSON");
        let counted = summary["instructions"].as_u64().expect("a number");
        assert!(message.contains(ENDLESS) || message.contains(MEMORY), "{source}\nends with {message:?}");
        assert!(counted < 12_000, "{source}\ncounts {counted} instructions");
    }
}

#[test]
fn output_is_held_against_the_memory() {
    let settings = Settings { max_instructions: 10_000_000, max_memory: 16 << 20, ..Settings::default() };
    for source in ["for i in range(1000): print('x' * 100_000)", "print(*['x' * 1_000_000] * 40)"] {
        let batch = run_batch(source, "limits.py", settings);
        assert!(batch.message.as_deref().is_some_and(|m| m.contains(MEMORY)), "{source}: {:?}", batch.message);
    }
}
