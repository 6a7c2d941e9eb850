//! Quantities as people read them: times, counts, ratios, and how one differs from another.
//!
//! One place, so that a time looks the same in the numbers, the transport, the console and the tooltips.

use crate::base::Nanos;

pub use crate::timeline::duration_text as duration;

/// A length of time in seconds with two decimals, `1.50 s`, however short it is: for numbers that stand beside others.
pub fn seconds(time: Nanos) -> String {
    let hundredths = time.0.saturating_add(5_000_000) / 10_000_000;
    format!("{}.{:02} s", hundredths / 100, hundredths % 100)
}

/// A point in time as a clock shows it: seconds with three decimals, `1.500`; from a minute on `2:05.500`.
pub fn clock(time: Nanos) -> String {
    let ms = time.0 / 1_000_000;
    let (seconds, rest) = (ms / 1_000, ms % 1_000);
    match seconds {
        0..60 => format!("{seconds}.{rest:03}"),
        60..3_600 => format!("{}:{:02}.{rest:03}", seconds / 60, seconds % 60),
        _ => format!("{}:{:02}:{:02}.{rest:03}", seconds / 3_600, seconds / 60 % 60, seconds % 60),
    }
}

/// A count with its digits in groups of three: `12 345` (thin spaces that do not break).
pub fn count(number: u64) -> String {
    let digits = number.to_string();
    let mut text = String::with_capacity(digits.len() * 2);
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) && digits.len() > 4 {
            text.push('\u{202f}');
        }
        text.push(digit);
    }
    text
}

/// How many times something, `2.0×`; given in thousandths.
pub fn times(thousandths: u64) -> String {
    let tenths = (thousandths + 50) / 100;
    format!("{}.{}×", count(tenths / 10), tenths % 10)
}

/// So many a second, `20.4 /s`; given in thousandths. From a thousand on without a fraction.
pub fn rate(thousandths: u64) -> String {
    match (thousandths + 50) / 100 {
        tenths @ 0..10_000 => format!("{}.{} /s", tenths / 10, tenths % 10),
        _ => format!("{} /s", count((thousandths + 500) / 1_000)),
    }
}

/// An amount of memory: `980 B`, `4.9 kB`, `12.3 MB`.
pub fn bytes(bytes: u64) -> String {
    let in_unit = |tenths: u64, unit: &str| format!("{}.{} {unit}", count(tenths / 10), tenths % 10);
    match bytes {
        0..1_000 => format!("{bytes} B"),
        1_000..1_000_000 => in_unit((bytes + 50) / 100, "kB"),
        _ => in_unit((bytes + 50_000) / 100_000, "MB"),
    }
}

/// `1 task`, `2 tasks`.
pub fn plural(number: u64, singular: &str) -> String {
    let ending = if number == 1 { "" } else { "s" };
    format!("{} {singular}{ending}", count(number))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rates_and_bytes_have_three_digits_or_more() {
        assert_eq!([rate(20_399), rate(999_940), rate(2_120_976)], ["20.4 /s", "999.9 /s", "2121 /s"]);
        assert_eq!([bytes(980), bytes(4_944), bytes(12_345_678)], ["980 B", "4.9 kB", "12.3 MB"]);
    }

    #[test]
    fn seconds_keep_two_decimals() {
        assert_eq!(seconds(Nanos(0)), "0.00 s");
        assert_eq!(seconds(Nanos(1_500_312_000)), "1.50 s");
        assert_eq!(seconds(Nanos(995_000_000)), "1.00 s");
    }

    #[test]
    fn clocks_count_up_without_rounding() {
        assert_eq!(clock(Nanos(0)), "0.000");
        assert_eq!(clock(Nanos(1_999_999_999)), "1.999");
        assert_eq!(clock(Nanos::from_millis(125_500)), "2:05.500");
        assert_eq!(clock(Nanos::from_millis(3_600_000)), "1:00:00.000");
    }

    #[test]
    fn counts_are_grouped_from_five_digits_on() {
        assert_eq!([count(0), count(1234), count(12_345)], ["0", "1234", "12\u{202f}345"]);
        assert_eq!(count(1_234_567), "1\u{202f}234\u{202f}567");
    }

    #[test]
    fn ratios_have_one_decimal() {
        assert_eq!(
            [times(0), times(1_000), times(1_999), times(12_340_000)],
            ["0.0×", "1.0×", "2.0×", "12\u{202f}340.0×"]
        );
    }

    #[test]
    fn one_is_no_plural() {
        assert_eq!([plural(0, "click"), plural(1, "click"), plural(2, "click")], ["0 clicks", "1 click", "2 clicks"]);
    }
}
