//! What is computed when compiling, and that it is what Python computes.

use super::super::disassemble;
use super::compiled;

#[track_caller]
fn value(expression: &str) -> String {
    let text = disassemble(&compiled(&format!("x = {expression}\n")));
    let line = text.lines().nth(1).unwrap_or("").trim();
    // `0 LoadInt { dst: 0, value: 3 }` or `0 LoadConst { … } ; Str("a")`
    match line.split_once(" ; ") {
        Some((_, constant)) => constant.to_string(),
        None => line.split_once(' ').map_or("", |(_, op)| op).to_string(),
    }
}

#[test]
fn numbers() {
    assert_eq!(value("1 + 2 * 3"), "LoadInt { dst: 0, value: 7 }");
    assert_eq!(value("-7 // 2"), "LoadInt { dst: 0, value: -4 }");
    assert_eq!(value("-7 % 3"), "LoadInt { dst: 0, value: 2 }");
    assert_eq!(value("2 ** 10"), "LoadInt { dst: 0, value: 1024 }");
    assert_eq!(value("~5"), "LoadInt { dst: 0, value: -6 }");
    assert_eq!(value("10 / 4"), "Float(2.5)");
    assert_eq!(value("1.5 + 1"), "Float(2.5)");
    assert_eq!(value("60 * 60 * 24 * 1000000000"), "Int(86400000000000)");
}

#[test]
fn what_may_fail_or_does_not_fit_is_left_to_run() {
    for expression in ["1 / 0", "1 // 0", "1 % 0", "2 ** 64", "1 << 63", "1 << 64", "1 << -1", "7 // -2", "'a' * 9999"]
    {
        assert!(disassemble(&compiled(&format!("x = {expression}\n"))).contains("Binary"), "{expression}");
    }
}

#[test]
fn texts_tuples_and_containers() {
    assert_eq!(value("'a' + 'b' * 3"), r#"Str("abbb")"#);
    assert_eq!(value("(1, -2, ('x',))"), r#"Tuple([Int(1), Int(-2), Tuple([Str("x")])])"#);
    assert!(disassemble(&compiled("x in [1, 2]")).contains("Tuple([Int(1), Int(2)])"));
    assert!(disassemble(&compiled("x in {1, 2}")).contains("FrozenSet([Int(1), Int(2)])"));
}

#[test]
fn equal_constants_of_different_kinds_stay_apart() {
    let text = disassemble(&compiled("x = (1, 1.0, True); y = (1.0, 1, 1); z = 0.0; w = -0.0"));
    for constant in
        ["Tuple([Int(1), Float(1.0), Bool(true)])", "Tuple([Float(1.0), Int(1), Int(1)])", "Float(0.0)", "Float(-0.0)"]
    {
        assert!(text.contains(constant), "{constant} in\n{text}");
    }
}
