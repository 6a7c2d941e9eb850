//! Contrast: every text of style/tokens.css can be read on every ground it stands on, in both themes (WCAG 2 AA).

use std::collections::BTreeMap;

const TOKENS: &str = include_str!("../../style/tokens.css");

/// Least contrast of text.
const TEXT: f64 = 4.5;
/// Least contrast of lines, bars and marks that carry meaning.
const MARK: f64 = 3.0;

/// What stands on what.
const PAIRS: &[(&str, &[&str], f64)] = &[
    ("--text", &["--ground", "--surface", "--surface-raised", "--surface-sunken", "--accent-soft", "--bad-soft"], TEXT),
    ("--text-muted", &["--ground", "--surface", "--surface-raised", "--surface-sunken", "--accent-soft"], TEXT),
    ("--accent", &["--ground", "--surface", "--surface-raised", "--accent-soft"], TEXT),
    ("--on-accent", &["--accent"], TEXT),
    ("--good", &["--surface", "--surface-raised", "--good-soft"], TEXT),
    ("--warn", &["--surface", "--surface-raised", "--warn-soft"], TEXT),
    ("--bad", &["--surface", "--surface-raised", "--bad-soft"], TEXT),
    ("--on-span", &["--lane-running", "--lane-blocked", "--lane-merged"], TEXT),
    ("--text", &["--lane-ready-soft", "--lane-waiting-soft"], TEXT),
    ("--line-strong", &["--ground", "--surface", "--surface-raised"], MARK),
    ("--focus", &["--ground", "--surface", "--surface-raised"], MARK),
    ("--lane-running", &["--surface"], MARK),
    ("--lane-ready", &["--surface"], MARK),
    ("--lane-blocked", &["--surface"], MARK),
    ("--lane-waiting", &["--surface"], MARK),
    ("--lane-merged", &["--surface"], MARK),
    ("--frame-ok", &["--surface"], MARK),
    ("--frame-lost", &["--surface"], MARK),
    ("--ghost", &["--surface"], MARK),
    ("--bracket", &["--surface"], MARK),
    ("--playhead", &["--surface"], MARK),
    ("--code-keyword", &["--surface", "--surface-sunken", "--accent-soft"], TEXT),
    ("--code-string", &["--surface", "--surface-sunken", "--accent-soft"], TEXT),
    ("--code-number", &["--surface", "--surface-sunken", "--accent-soft"], TEXT),
    ("--code-bool", &["--surface", "--surface-sunken", "--accent-soft"], TEXT),
    ("--code-comment", &["--surface", "--surface-sunken", "--accent-soft"], TEXT),
    ("--code-definition", &["--surface", "--surface-sunken", "--accent-soft"], TEXT),
];

/// The colours of a theme: red, green and blue, 0 to 255.
fn theme(name: &str) -> BTreeMap<&'static str, [u8; 3]> {
    let start = TOKENS.find(&format!("[data-theme=\"{name}\"] {{")).expect("the theme is in the file");
    let rules = TOKENS[start..].split('}').next().unwrap_or("").split('{').nth(1).unwrap_or("");
    let mut colours = BTreeMap::new();
    for (token, value) in rules.split(';').filter_map(|rule| rule.split_once(':')) {
        // A comment may stand before the token.
        let token = token.rsplit("*/").next().unwrap_or("").trim();
        if let Some(digits) = value.trim().strip_prefix('#') {
            let part = |at: usize| u8::from_str_radix(&digits[at..at + 2], 16).expect("a colour of six digits");
            colours.insert(token, [part(0), part(2), part(4)]);
        }
    }
    colours
}

/// Relative luminance, as WCAG 2 defines it.
fn luminance(colour: [u8; 3]) -> f64 {
    let linear = colour.map(|part| {
        let part = f64::from(part) / 255.0;
        if part <= 0.04045 { part / 12.92 } else { ((part + 0.055) / 1.055).powf(2.4) }
    });
    0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
}

fn contrast(one: [u8; 3], other: [u8; 3]) -> f64 {
    let (one, other) = (luminance(one), luminance(other));
    (one.max(other) + 0.05) / (one.min(other) + 0.05)
}

#[test]
fn everything_can_be_read_on_its_ground() {
    let mut complaints = Vec::new();
    for name in ["light", "dark"] {
        let colours = theme(name);
        let colour = |token: &str| *colours.get(token).unwrap_or_else(|| panic!("{name} has no {token}"));
        for (token, grounds, least) in PAIRS {
            for ground in *grounds {
                let found = contrast(colour(token), colour(ground));
                if found < *least {
                    complaints.push(format!("{name}: {token} on {ground}: {found:.2}, not {least}"));
                }
            }
        }
    }
    assert!(complaints.is_empty(), "\n{}", complaints.join("\n"));
}

#[test]
fn both_themes_have_the_same_colours() {
    let (light, dark) = (theme("light"), theme("dark"));
    assert_eq!(light.keys().collect::<Vec<_>>(), dark.keys().collect::<Vec<_>>());
    assert!(light.len() > 30, "the colours were not found");
}

#[test]
fn contrast_is_that_of_wcag() {
    assert!((contrast([0, 0, 0], [255, 255, 255]) - 21.0).abs() < 0.01);
    assert!((contrast([0x77; 3], [255, 255, 255]) - 4.48).abs() < 0.01);
}
