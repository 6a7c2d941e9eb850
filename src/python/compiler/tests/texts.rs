//! Annotations as text, against what CPython 3.13 keeps under `from __future__ import annotations`.

use super::super::unparse::unparse;
use crate::syntax::ast::StmtKind;

#[track_caller]
fn text(source: &str) -> String {
    let parsed = crate::syntax::parse(&format!("x: {source}\n"));
    assert_eq!(parsed.diagnostics, []);
    match &parsed.module.body[0].kind {
        StmtKind::AnnAssign { annotation, .. } => unparse(annotation),
        other => panic!("{other:?}"),
    }
}

#[test]
fn as_cpython_writes_them() {
    // The right column is recorded from CPython 3.13.
    let table = [
        ("\"Foo\"", "'Foo'"),
        ("List[ int ]", "List[int]"),
        ("x if y else z", "x if y else z"),
        ("(1,2)", "(1, 2)"),
        ("lambda q : q", "lambda q: q"),
        ("-1", "-1"),
        ("{'a':1}", "{'a': 1}"),
        ("f\"{a!r:>{w}}x\"", "f'{a!r:>{w}}x'"),
        ("a[1:2,::3]", "a[1:2, ::3]"),
        ("not a or b and c", "not a or b and c"),
        ("\"it's\"", "\"it's\""),
        ("a.b . c", "a.b.c"),
        ("(a+b)*c**-d", "(a + b) * c ** (-d)"),
        ("[*a]", "[*a]"),
        ("1.50", "1.5"),
        ("0x10", "16"),
        ("b'x'", "b'x'"),
        ("...", "..."),
        ("a<b<=c", "a < b <= c"),
    ];
    for (source, expected) in table {
        assert_eq!(text(source), expected, "{source}");
    }
}

#[test]
fn as_cpython_writes_all_constructs() {
    // A line each: JSON of the source and of what CPython 3.13 keeps.
    for line in include_str!("data/annotations.txt").lines() {
        let (source, expected): (String, String) = serde_json::from_str(line).expect("two strings");
        assert_eq!(text(&source), expected, "{source}");
    }
}
