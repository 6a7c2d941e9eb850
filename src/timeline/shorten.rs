//! Cutting a text to a width. How wide a text is, the painter knows.

/// No label is longer than this, however wide its place.
const CHARACTERS_MAX: usize = 400;

/// As much of `text` as fits into `width`, with `…` where something is left out; empty if not even that fits.
pub fn shorten(text: &str, width: f64, measure: impl Fn(&str) -> f64) -> String {
    let ends: Vec<usize> = text.char_indices().map(|(start, _)| start).take(CHARACTERS_MAX + 1).collect();
    if ends.len() <= CHARACTERS_MAX && measure(text) <= width {
        return text.to_string();
    }
    let cut = |end: usize| format!("{}…", text.get(..end).unwrap_or_default().trim_end());
    // Longer texts are wider, so the ends that fit come first.
    let fitting = ends.partition_point(|&end| measure(&cut(end)) <= width);
    match fitting.checked_sub(1).and_then(|last| ends.get(last)) {
        Some(&end) if end > 0 => cut(end),
        _ => String::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Every character one wide.
    fn shortened(text: &str, width: f64) -> String {
        shorten(text, width, |text| text.chars().count() as f64)
    }

    #[test]
    fn keeps_what_fits_and_marks_what_does_not() {
        assert_eq!(shortened("download", 8.0), "download");
        assert_eq!(shortened("download", 7.9), "downlo…");
        assert_eq!(shortened("a b c", 3.0), "a…");
        assert_eq!(shortened("größer", 4.0), "grö…");
        assert_eq!(shortened("", 0.0), "");
    }

    #[test]
    fn shows_nothing_rather_than_a_mark_alone() {
        assert_eq!(shortened("download", 1.0), "");
        assert_eq!(shortened("download", -5.0), "");
    }

    #[test]
    fn measures_no_more_than_a_label_can_hold() {
        let text = "x".repeat(1_000_000);
        let shown = shorten(&text, f64::INFINITY, |text| {
            assert!(text.len() < 2 * CHARACTERS_MAX);
            0.0
        });
        assert_eq!(shown.chars().count(), CHARACTERS_MAX + 1);
    }
}
