//! Programs in, trees and errors out.

use proptest::prelude::*;

use crate::syntax::ast::{Constant, Expr, ExprKind, FStringPart, StmtKind};
use crate::syntax::{DiagnosticKind, SOURCE_BYTES_MAX, TREE_DEPTH_MAX, parse};

/// What the page and the command line print for a program: CPython's words, or `no error`.
fn said(source: &str) -> String {
    parse(source).diagnostics.first().map_or("no error\n".to_owned(), |first| first.python_text(source, "x.py"))
}

/// The only expression of a program.
fn expression(source: &str) -> Expr {
    let parsed = parse(source);
    assert_eq!(parsed.diagnostics, [], "{source}");
    let [stmt] = parsed.module.body.as_slice() else { panic!("one statement: {source}") };
    match &stmt.kind {
        StmtKind::Expr(expr) => expr.clone(),
        other => panic!("an expression: {other:?}"),
    }
}

/// The only constant of a program.
fn constant(source: &str) -> Constant {
    match expression(source).kind {
        ExprKind::Constant(constant) => constant,
        other => panic!("a constant: {other:?}"),
    }
}

/// `tests/syntax/wrong_programs.txt` holds what the real CPython said (see `record.py` beside it).
#[test]
fn wrong_programs_are_told_as_cpython_tells_them() {
    let table = include_str!("../../../tests/syntax/wrong_programs.txt");
    let mut programs = 0;
    let mut different = Vec::new();
    for block in table.split("\n===\n") {
        let Some((program, expected)) = block.split_once("\n---\n") else { continue };
        let got = said(&format!("{program}\n"));
        programs += 1;
        if got.trim_end_matches('\n') != expected {
            different.push(format!("{program}\n--- CPython\n{expected}\n--- here\n{got}"));
        }
    }
    assert!(different.is_empty(), "{}", different.join("\n===\n"));
    assert!(programs > 900, "the table was read: {programs}");
}

#[test]
fn positions_are_those_of_cpython() {
    let source = "((a) + b)";
    let sum = expression(source);
    assert_eq!(sum.range.slice(source), "(a) + b");
    let ExprKind::BinOp { left, .. } = sum.kind else { panic!("a sum") };
    assert_eq!(left.range.slice(source), "a");
    let source = "f(x for x in y)";
    let ExprKind::Call { args, .. } = expression(source).kind else { panic!("a call") };
    assert_eq!(args[0].range.slice(source), "(x for x in y)");
    let source = "f(1, (x for x in y))";
    let ExprKind::Call { args, .. } = expression(source).kind else { panic!("a call") };
    assert_eq!(args[1].range.slice(source), "(x for x in y)");
    let source = "@wrap\n# why\nasync def f(): pass\n";
    let parsed = parse(source);
    assert_eq!(parsed.module.body[0].range.slice(source), "async def f(): pass");
    let source = "if a: pass\nelif b: pass\nelse: pass\n";
    let StmtKind::If { orelse, .. } = &parse(source).module.body[0].kind else { panic!("an if") };
    assert_eq!(orelse[0].range.slice(source), "elif b: pass\nelse: pass");
}

#[test]
fn integers_of_any_size() {
    assert_eq!(constant("1_000"), Constant::Int(1000));
    assert_eq!(constant("0xff"), Constant::Int(255));
    assert_eq!(constant("9223372036854775807"), Constant::Int(i64::MAX));
    assert_eq!(constant("9223372036854775808"), Constant::BigInt("9223372036854775808".into()));
    assert_eq!(constant("0x1_0000_0000_0000_0000"), Constant::BigInt("18446744073709551616".into()));
    assert_eq!(constant("0b1"), Constant::Int(1));
    assert_eq!(constant("1e400"), Constant::Float(f64::INFINITY));
    assert_eq!(constant("2.5j"), Constant::Complex(2.5));
}

#[test]
fn a_decimal_has_4300_digits_at_most() {
    assert_eq!(said(&"9".repeat(4300)), "no error\n");
    let refused = said(&format!("x = {}", "9".repeat(5000)));
    assert!(refused.ends_with(
        "SyntaxError: Exceeds the limit (4300 digits) for integer string conversion: value has 5000 digits; use \
         sys.set_int_max_str_digits() to increase the limit - Consider hexadecimal for huge integer literals to avoid \
         decimal conversion limits.\n"
    ));
    let huge = parse(&format!("x = 0x{}", "f".repeat(100_000)));
    assert_eq!(huge.diagnostics[0].kind, DiagnosticKind::Limit);
}

#[test]
fn strings_are_joined_and_escapes_resolved() {
    assert_eq!(constant(r#"'a' "\x41\u00e9\n" r'\n' '''b'''"#), Constant::Str("aAé\n\\nb".into()));
    assert_eq!(constant("'a\\\nb'"), Constant::Str("ab".into()));
    assert_eq!(constant(r"b'\x00\xff' b'a'"), Constant::Bytes(vec![0, 255, b'a']));
}

#[test]
fn fstrings_are_flattened() {
    insta::assert_snapshot!(parts(r#"f"a{{{x!r:>{w}.2f}" "b" f'{ y = }{z=:d}'"#), @r#"
    "a{"
    x Repr {x!r:>{w}.2f}
        ">"
        w None {w}
        ".2f"
    "b y = "
    y Repr { y = }
    "z="
    z None {z=:d}
        "d"
    "#);
}

/// The parts of an f-string, a line each.
fn parts(source: &str) -> String {
    fn show(parts: &[FStringPart], source: &str, indent: usize) -> String {
        let mut text = String::new();
        for part in parts {
            text.push_str(&" ".repeat(indent));
            match part {
                FStringPart::Literal(literal) => text.push_str(&format!("{literal:?}\n")),
                FStringPart::Replacement { value, conversion, spec, range } => {
                    let (value, range) = (value.range.slice(source), range.slice(source));
                    text.push_str(&format!("{value} {conversion:?} {range}\n{}", show(spec, source, indent + 4)));
                }
            }
        }
        text
    }
    match expression(source).kind {
        ExprKind::JoinedStr(parts) => show(&parts, source, 0),
        other => panic!("an f-string: {other:?}"),
    }
}

#[test]
fn what_comes_before_an_error_is_understood() {
    let parsed = parse("x = 1\ny = 2\nz = = 3\nw = 4\n");
    assert_eq!(parsed.module.body.len(), 2);
    assert_eq!(parsed.diagnostics.len(), 1);
}

#[test]
fn template_strings_are_refused() {
    insta::assert_snapshot!(said("x = t'{y}'\n"), @r#"
      File "x.py", line 1
        x = t'{y}'
            ^^^^^^
    SyntaxError: template strings (t"...") are new in Python 3.14; Loopscope runs Python 3.13
    "#);
}

#[test]
fn a_text_that_is_too_long_is_refused() {
    let source = "x = 1\n".repeat(SOURCE_BYTES_MAX / 6 + 1);
    let parsed = parse(&source);
    assert_eq!(parsed.diagnostics[0].kind, DiagnosticKind::Limit);
    assert_eq!(parsed.diagnostics[0].message, "source too long: 1000002 bytes; Loopscope reads up to 1000000 bytes");
    assert_eq!(parse(&source[6..]).diagnostics, []);
}

/// Each with so many levels that any parser that recursed into them would overflow its stack.
#[test]
fn what_nests_too_deeply_is_refused() {
    let n = 50_000;
    let programs = [
        "-".repeat(n) + "1",
        "not ".repeat(n) + "1",
        "1".to_owned() + &"+1".repeat(n),
        "1".to_owned() + &"**1".repeat(n),
        "lambda:".repeat(n) + "1",
        "lambda x=".repeat(n) + "1",
        "a if b else ".repeat(n) + "1",
        "a".to_owned() + &".b".repeat(n),
        "f".to_owned() + &"()".repeat(n),
        "f".to_owned() + &"[0]".repeat(n),
        "x = ".to_owned() + &"yield ".repeat(n),
        "if 1: pass\n".to_owned() + &"elif 1: pass\n".repeat(n),
        "a = ".repeat(n) + "1",
        "match x:\n  case ".to_owned() + &"1 | ".repeat(n) + "1: pass",
    ];
    for source in programs {
        let parsed = parse(&source);
        assert_eq!(parsed.diagnostics.len(), 1);
        assert!(
            parsed.diagnostics[0].message.starts_with("too deeply nested") || said(&source).contains("invalid syntax"),
            "{:?}",
            parsed.diagnostics
        );
    }
    for (bracket, close) in [("(", ")"), ("[", "]"), ("{", "}"), ("f(", ")"), ("f'{", "}'")] {
        let open = bracket.repeat(n);
        assert!(said(&open).contains("SyntaxError: too many nested "), "{}", said(&open));
        assert!(said(&(open + &close.repeat(n))).contains("SyntaxError: too many nested "));
    }
    let blocks: String = (0..200).map(|depth| " ".repeat(depth) + "if x:\n").collect();
    assert!(said(&blocks).contains("IndentationError: too many levels of indentation"));
}

#[test]
fn ordinary_nesting_is_read() {
    for source in [
        "(".repeat(60) + "1" + &")".repeat(60),
        "1".to_owned() + &" + 1".repeat(150),
        "x".to_owned() + &".f()".repeat(60),
        "a if b else ".repeat(60) + "c",
        "if a: pass\n".to_owned() + &"elif b: pass\n".repeat(150),
        "x = [\n".to_owned() + &"    {'a': -1 + 2 * f(3), 'b': [x.y(z) for x in y if not z]},\n".repeat(500) + "]",
        "x = ".to_owned() + &"'a' 'b'\\\n".repeat(500) + "'c'",
        "x = a".to_owned() + &" and a == b".repeat(500),
    ] {
        assert_eq!(said(&source), "no error\n", "{}", &source[..40]);
    }
}

/// The deepest path of the tree below `parse` stays within the limit that everything after it relies on.
#[test]
fn the_tree_is_never_deeper_than_promised() {
    use crate::syntax::ast::{Pattern, Stmt};
    use crate::syntax::visit::{Visitor, walk_expr, walk_pattern, walk_stmt};
    #[derive(Default)]
    struct Depth {
        now: u32,
        max: u32,
    }
    impl Depth {
        fn down(&mut self, walk: impl FnOnce(&mut Self)) {
            self.now += 1;
            self.max = self.max.max(self.now);
            walk(self);
            self.now -= 1;
        }
    }
    impl Visitor<'_> for Depth {
        fn visit_stmt(&mut self, stmt: &Stmt) {
            self.down(|this| walk_stmt(this, stmt));
        }
        fn visit_expr(&mut self, expr: &Expr) {
            self.down(|this| walk_expr(this, expr));
        }
        fn visit_pattern(&mut self, pattern: &Pattern) {
            self.down(|this| walk_pattern(this, pattern));
        }
    }
    for n in [100, 190, 250] {
        for source in [
            "1".to_owned() + &"+1".repeat(n),
            "if a: pass\n".to_owned() + &"elif b: pass\n".repeat(n),
            "(a or b and not c < -d[0]) + ".repeat(n) + "1",
            "f(".repeat(n / 2) + &")".repeat(n / 2),
        ] {
            let mut depth = Depth::default();
            depth.visit_body(&parse(&source).module.body);
            assert!(depth.max <= TREE_DEPTH_MAX, "{}", depth.max);
        }
    }
}

#[test]
fn a_null_byte_is_refused() {
    let parsed = parse("x = 1\n\0");
    assert_eq!(parsed.diagnostics[0].message, "source code cannot contain null bytes");
    assert_eq!(parsed.diagnostics[0].range.start, 6);
}

#[test]
fn any_newline_will_do() {
    for newline in ["\n", "\r\n", "\r"] {
        let source = "def f():\n    if x:\n        return 1\n    y = '''a\nb'''\n\nf()\n".replace('\n', newline);
        assert_eq!(said(&source), "no error\n", "{source:?}");
        assert_eq!(parse(&source).module.body.len(), 2);
    }
}

/// Words and signs of Python, to make programs that are wrong in ways that letters at random never are.
const WORDS: [&str; 60] = [
    "(", ")", "[", "]", "{", "}", ",", ":", ";", ".", "+", "-", "*", "**", "/", "=", "==", ":=", "->", "@", "\n",
    "\n  ", "\n    ", "if", "else", "elif", "for", "in", "while", "lambda", "not", "and", "is", "await", "async",
    "yield", "from", "import", "def", "class", "return", "del", "try", "except", "finally", "with", "as", "match",
    "case", "type", "x", "y", "1", "2.5", "'s'", "f'{", "}'", "f\"{x!r:", "\\", "#",
];

/// A program that is right, to be spoiled.
const RIGHT: &str = "\
import asyncio, time

class Timer:
    '''A timer.'''
    def __enter__(self, *args, key=None, **rest) -> int:
        return f'{self.x!r:>{10}} {1 + 2 = }' if args else (yield)

async def main(a, /, b=1):
    async with asyncio.timeout(1.5) as t, x:
        results = [await y for y in z if (n := y.n) not in {1: 'a', **b}]
    try:
        time.sleep(0.5)
    except (ValueError, TypeError) as e:
        raise e from None
    match results:
        case [1, *rest] | {'k': v} if v > 1: pass
        case _: del rest[0:1:2], a.b
    for i in range(3): continue
    else: global g
";

proptest! {
    #![proptest_config(ProptestConfig { cases: 20000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_text_is_too_strange(source in any::<String>()) {
        said(&source);
    }

    #[test]
    fn no_bytes_are_too_strange(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
        said(&String::from_utf8_lossy(&bytes));
    }

    #[test]
    fn no_row_of_words_is_too_strange(words in prop::collection::vec(prop::sample::select(&WORDS[..]), 0..60)) {
        said(&words.join(" "));
        said(&words.concat());
    }

    #[test]
    fn words_repeated_often_are_read_or_refused(
        words in prop::collection::vec(prop::sample::select(&WORDS[..]), 1..5),
        times in 1usize..4000,
    ) {
        said(&(words.join(" ") + " ").repeat(times));
    }

    /// A spoiled program has errors in places that exist, and the statements that are read are whole.
    #[test]
    fn spoiled_programs_are_told_of_or_read(
        at in 0..RIGHT.len(),
        length in 0usize..12,
        insert in prop::sample::select(&WORDS[..]),
    ) {
        let end = (at + length).min(RIGHT.len());
        let source = format!("{}{insert}{}", &RIGHT[..at], &RIGHT[end..]);
        let parsed = parse(&source);
        for diagnostic in &parsed.diagnostics {
            let (start, end) = (diagnostic.range.start as usize, diagnostic.range.end as usize);
            prop_assert!(source.get(start..end).is_some(), "{diagnostic:?}");
        }
        for stmt in &parsed.module.body {
            prop_assert!(!stmt.range.slice(&source).is_empty());
        }
    }
}
