//! Checks of variables stay only where a variable may be unbound, and what cannot be reached goes.

use super::{compiled, count};
use crate::python::op::Op;

fn checks(body: &str) -> usize {
    count(&format!("def f(a, b):\n{body}"), "f", |op| matches!(op, Op::CheckBound { .. }))
}

#[test]
fn parameters_and_straight_assignments_need_none() {
    assert_eq!(checks(" c = a\n d = c + b\n return c + d\n"), 0);
    assert_eq!(checks(" for i in a:\n  c = i\n  b = b + c + i\n return b\n"), 0);
    assert_eq!(checks(" if a: c = 1\n else: c = 2\n return c\n"), 0);
    assert_eq!(checks(" while a:\n  c = a\n  a = c - b\n"), 0);
}

#[test]
fn what_some_path_leaves_unbound_is_checked_where_it_is_read() {
    assert_eq!(checks(" if a: c = 1\n return c\n"), 1);
    assert_eq!(checks(" for i in a: c = i\n return c\n"), 1);
    assert_eq!(checks(" del b\n return b\n"), 1);
    assert_eq!(checks(" while a:\n  del b\n  if a: b = 1\n"), 1);
    assert_eq!(checks(" try: c = a()\n except E: pass\n return c\n"), 1);
    assert_eq!(checks(" try: a()\n except E as e: pass\n return e\n"), 1);
}

#[test]
fn once_checked_is_enough() {
    assert_eq!(checks(" if a: c = 1\n return c + c + c\n"), 1);
}

#[test]
fn a_handler_knows_what_was_bound_before_the_try() {
    assert_eq!(checks(" c = 1\n try: d = a()\n except E: return c\n return d\n"), 0);
}

#[test]
fn dead_code_goes() {
    let ops = |source: &str| compiled(source).codes.last().map_or(0, |code| code.ops.len());
    assert_eq!(ops("if 0: f()\n"), 1);
    assert_eq!(ops("while False: f()\n"), 1);
    assert_eq!(ops("if __debug__: pass\nelse: f()\n"), 1);
    assert_eq!(count("def f():\n return 1\n g()\n", "f", |_| true), 2);
    assert_eq!(ops("try: pass\nexcept E: f()\n"), 1);
}

#[test]
fn a_loop_costs_one_jump_a_round() {
    let jumps = |op: &Op| matches!(op, Op::Jump { .. });
    assert_eq!(count("def f(a):\n while a < 5: a += 1\n", "f", jumps), 0);
    assert_eq!(count("def f(a):\n for i in a: i\n", "f", jumps), 1);
}

#[test]
fn conditions_are_not_made_into_booleans() {
    let made = |op: &Op| matches!(op, Op::Compare { .. } | Op::Unary { .. } | Op::LoadBool { .. });
    assert_eq!(count("def f(a, b, c):\n if not (a < b < c or a is None) and b == c: return a\n", "f", made), 0);
}

#[test]
fn adjacent_variables_are_unpacked_in_place() {
    let moves = |op: &Op| matches!(op, Op::Move { .. });
    assert_eq!(count("def f(x):\n for i, (k, v) in x: i + k + v\n", "f", moves), 1);
    assert_eq!(count("def f(x):\n for i, v in x: i + v\n", "f", moves), 0);
}

#[test]
fn operands_are_copied_only_if_a_walrus_may_change_them() {
    let moves = |op: &Op| matches!(op, Op::Move { .. });
    assert_eq!(count("def f(x):\n while (y := x()): y + x\n", "f", moves), 2, "only the calls' own");
    assert_eq!(count("def f(x):\n return x + (x := 1)\n", "f", moves), 1);
}

#[test]
fn an_exception_on_the_way_leaves_the_variable_as_it_was() {
    // Only the last instruction writes x; `a` may raise in its place in the list.
    for value in
        ["[a() for a in x]", "a() or x", "a() if x else a()", "{1: a()}", "[*x]", "1 < a() < 3", "{*x}", "(*x,)"]
    {
        let source = format!("def f(x, a):\n x = {value}\n return x\n");
        let module = compiled(&source);
        let ops = &super::code(&module, "f").ops;
        let first = ops.iter().position(|&op| super::super::effects::effects(op).writes.each().contains(&0));
        let raising =
            ops.iter().rposition(|op| matches!(op, Op::Call { .. } | Op::ListExtend { .. } | Op::SetUpdate { .. }));
        let branches = value.contains("if x else");
        assert!(branches || first > raising, "{value}: {ops:?}");
    }
}

#[test]
fn a_check_that_is_idle_keeps_no_handler() {
    let source = "def f(g):\n    try:\n        g()\n    except E as e:\n        kept = e\n";
    assert_eq!(super::super::verify(&super::compiled(source)), Vec::<String>::new());
}
