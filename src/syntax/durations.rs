//! The lengths of time that stand in a program as numbers, and how dragging changes them.
//!
//! A number keeps the form it was written in: as many decimals, an integer stays one. Pure text; what the number is for is
//! told by the call it stands in.

use super::ast::{Constant, Expr, ExprKind, Keyword, Module};
use super::edits::TextEdit;
use super::visit::{self, Visitor};
use crate::base::ByteRange;

/// Digits a number may have to be dragged.
const DIGITS_MAX: usize = 15;

/// A number of seconds in the text.
#[derive(Clone, Debug, PartialEq, serde::Serialize)]
pub struct Duration {
    /// The number.
    pub range: ByteRange,
    /// Its value in seconds.
    pub seconds: f64,
    /// How much one step of a drag changes it, in seconds: one in its last decimal, a second for an integer.
    pub step: f64,
}

impl Duration {
    /// The duration written as `expr`, if that is a decimal number as people write them.
    pub(super) fn literal(source: &str, expr: &Expr) -> Option<Duration> {
        let seconds = match expr.kind {
            ExprKind::Constant(Constant::Int(value)) => value as f64,
            ExprKind::Constant(Constant::Float(value)) => value,
            _ => return None,
        };
        let number = Number::read(expr.range.slice(source))?;
        Some(Duration { range: expr.range, seconds, step: number.step() })
    }

    /// The edit that makes the number `steps` steps larger (or smaller; never less than zero). None if the text has
    /// changed since, or the number would become too long.
    pub fn drag(&self, source: &str, steps: i64) -> Option<TextEdit> {
        let number = Number::read(self.range.slice(source))?;
        let digits = number.digits.saturating_add(steps).max(0);
        let text = Number { digits, ..number }.write();
        (text.len() <= DIGITS_MAX + 6).then(|| TextEdit::replace(self.range, text))
    }
}

/// All durations of a program, in order of the text: the arguments of `sleep` and of busy waits, `call_later`, `timeout`
/// and whatever is called `timeout=` or `delay=`.
pub fn durations(source: &str, module: &Module) -> Vec<Duration> {
    let mut finder = Finder { source, found: Vec::new() };
    finder.visit_body(&module.body);
    finder.found.sort_by_key(|duration| duration.range);
    finder.found.dedup();
    finder.found
}

/// Calls by the last part of their name whose argument at this place is a duration.
const DURATION_ARGUMENTS: [(&str, usize); 4] = [("sleep", 0), ("call_later", 0), ("timeout", 0), ("wait_for", 1)];

struct Finder<'s> {
    source: &'s str,
    found: Vec<Duration>,
}

impl Finder<'_> {
    fn take(&mut self, expr: &Expr) {
        self.found.extend(Duration::literal(self.source, expr));
    }
}

impl Visitor<'_> for Finder<'_> {
    fn visit_expr(&mut self, expr: &Expr) {
        if let ExprKind::Call { func, args, keywords } = &expr.kind {
            let place = DURATION_ARGUMENTS.iter().find(|(name, _)| last_name(func) == Some(*name));
            if let Some(argument) = place.and_then(|(_, index)| args.get(*index)) {
                self.take(argument);
            }
            for Keyword { arg, value, .. } in keywords {
                if arg.as_ref().is_some_and(|arg| matches!(arg.name.as_str(), "timeout" | "delay")) {
                    self.take(value);
                }
            }
        }
        // `time.perf_counter() + 1.0`: the end of a busy wait.
        if let ExprKind::BinOp { left, right, op: super::ast::BinOp::Add } = &expr.kind
            && let ExprKind::Call { func, .. } = &left.kind
            && matches!(last_name(func), Some("perf_counter" | "monotonic" | "time"))
        {
            self.take(right);
        }
        visit::walk_expr(self, expr);
    }
}

fn last_name(func: &Expr) -> Option<&str> {
    match &func.kind {
        ExprKind::Name(name) => Some(name),
        ExprKind::Attribute { attr, .. } => Some(&attr.name),
        _ => None,
    }
}

/// A decimal literal taken apart, so that it can be counted up and down without rounding.
struct Number<'t> {
    /// All digits as one integer.
    digits: i64,
    /// How many of them stand after the point; None without a point.
    decimals: Option<usize>,
    /// `.5` instead of `0.5`.
    bare_point: bool,
    /// Underscores between thousands.
    grouped: bool,
    /// `e-3` and the like, kept as it is.
    exponent: &'t str,
}

impl Number<'_> {
    fn read(text: &str) -> Option<Number<'_>> {
        let (mantissa, exponent) = text.split_at(text.find(['e', 'E']).unwrap_or(text.len()));
        let (whole, decimals) = match mantissa.split_once('.') {
            Some((whole, decimals)) => (whole, Some(decimals)),
            None => (mantissa, None),
        };
        let all: String = [whole, decimals.unwrap_or("")].concat().chars().filter(|c| *c != '_').collect();
        let plain = !all.is_empty() && all.len() <= DIGITS_MAX && all.bytes().all(|b| b.is_ascii_digit());
        if !plain || decimals.is_some_and(|decimals| decimals.contains('_')) {
            return None;
        }
        let number = Number {
            digits: all.parse().ok()?,
            decimals: decimals.map(str::len),
            bare_point: whole.is_empty(),
            grouped: whole.contains('_'),
            exponent,
        };
        // What cannot be written back as it was is not touched.
        (number.write() == text).then_some(number)
    }

    fn step(&self) -> f64 {
        let decimals = self.decimals.unwrap_or(0);
        let exponent = if self.exponent.is_empty() { "e0" } else { self.exponent };
        let step = format!("0.{:0>1$}1{exponent}", "", decimals.saturating_sub(1));
        if decimals == 0 { format!("1{exponent}").parse().unwrap_or(1.0) } else { step.parse().unwrap_or(1.0) }
    }

    fn write(&self) -> String {
        let decimals = self.decimals.unwrap_or(0);
        let digits = format!("{:0>1$}", self.digits, decimals + 1);
        let (whole, fraction) = digits.split_at(digits.len() - decimals);
        let mut text = if self.bare_point && whole == "0" { String::new() } else { whole.to_owned() };
        if self.grouped {
            let mut at = text.len();
            while at > 3 {
                at -= 3;
                text.insert(at, '_');
            }
        }
        if self.decimals.is_some() {
            text.push('.');
            text.push_str(fraction);
        }
        text.push_str(self.exponent);
        text
    }
}

#[cfg(test)]
mod tests {
    use super::super::edits::apply;
    use super::super::parse;
    use super::*;

    /// The program after each of its durations was dragged by `steps`.
    fn dragged(source: &str, steps: i64) -> String {
        let parsed = parse(source);
        assert_eq!(parsed.diagnostics, []);
        let found = durations(source, &parsed.module);
        let edits: Vec<TextEdit> = found.iter().filter_map(|d| d.drag(source, steps)).collect();
        apply(source, &edits).unwrap()
    }

    #[test]
    fn a_number_keeps_its_form() {
        let number = |text: &str, steps: i64| dragged(&format!("sleep({text})"), steps);
        assert_eq!(number("1.0", 1), "sleep(1.1)");
        assert_eq!(number("0.05", 1), "sleep(0.06)");
        assert_eq!(number("0.95", 5), "sleep(1.00)");
        assert_eq!(number("9.9", 1), "sleep(10.0)");
        assert_eq!(number("10.0", -1), "sleep(9.9)");
        assert_eq!(number("3", 1), "sleep(4)");
        assert_eq!(number("3", -9), "sleep(0)");
        assert_eq!(number("0.2", -3), "sleep(0.0)");
        assert_eq!(number(".5", 1), "sleep(.6)");
        assert_eq!(number(".9", 1), "sleep(1.0)");
        assert_eq!(number("2.", 1), "sleep(3.)");
        assert_eq!(number("1e-3", 2), "sleep(3e-3)");
        assert_eq!(number("1_000", 1), "sleep(1_001)");
        assert_eq!(number("999_999", 1), "sleep(1_000_000)");
    }

    #[test]
    fn numbers_that_are_not_durations_stay() {
        for source in ["sleep(0x10)", "sleep(00.5)", "sleep(1_0)", "sleep(-1)", "sleep(1j)", "f(1.0)", "sleep(x)"] {
            assert_eq!(dragged(source, 1), source);
        }
    }

    #[test]
    fn durations_are_found_where_they_are_arguments() {
        let source = "\
await asyncio.sleep(1.0, 2.0)
await asyncio.wait_for(job(1.0), 3.0)
await wait_for(job(), timeout=0.5)
async with asyncio.timeout(5): pass
loop.call_later(0.25, print, 1.0)
_busy_until = time.perf_counter() + 1.0
";
        let source = format!("async def main():\n    {}", source.trim_end().replace('\n', "\n    "));
        insta::assert_snapshot!(dragged(&source, 1), @r#"
        async def main():
            await asyncio.sleep(1.1, 2.0)
            await asyncio.wait_for(job(1.0), 3.1)
            await wait_for(job(), timeout=0.6)
            async with asyncio.timeout(6): pass
            loop.call_later(0.26, print, 1.0)
            _busy_until = time.perf_counter() + 1.1
        "#);
    }

    #[test]
    fn a_step_is_one_in_the_last_decimal() {
        let step = |text: &str| {
            let source = format!("sleep({text})");
            durations(&source, &parse(&source).module)[0].step
        };
        assert_eq!([step("1.0"), step("0.05"), step("3"), step("1e-3"), step("1.5e-3")], [0.1, 0.01, 1.0, 1e-3, 1e-4]);
    }
}
