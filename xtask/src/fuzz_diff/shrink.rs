//! Makes a program that shows a difference smaller, as long as it shows one.

/// Takes lines and blocks away, and blocks' heads, until nothing more can go. `still` says whether a text shows the difference.
pub fn shrink(
    source: &str,
    mut still: impl FnMut(&str) -> Result<bool, String>,
    mut tries: usize,
) -> Result<String, String> {
    let mut best: Vec<String> = source.lines().map(str::to_string).collect();
    loop {
        let before = best.len();
        let mut at = best.len();
        while at > 0 {
            at -= 1;
            if at >= best.len() {
                continue;
            }
            for candidate in smaller(&best, at) {
                if tries == 0 {
                    return Ok(text(&best));
                }
                tries -= 1;
                if still(&text(&candidate))? {
                    best = candidate;
                    break;
                }
            }
        }
        if best.len() == before {
            return Ok(text(&best));
        }
    }
}

fn text(lines: &[String]) -> String {
    lines.iter().map(|line| format!("{line}\n")).collect()
}

fn indent(line: &str) -> usize {
    line.len() - line.trim_start().len()
}

/// Ways to make it smaller at a line: without it and what is inside; what is inside without the head; `pass` instead.
fn smaller(lines: &[String], at: usize) -> Vec<Vec<String>> {
    let own = indent(&lines[at]);
    let inside = lines[at + 1..].iter().take_while(|line| line.trim().is_empty() || indent(line) > own).count();
    let end = at + 1 + inside;
    let with = |middle: &[String]| [&lines[..at], middle, &lines[end..]].concat();
    let mut ways = vec![with(&[])];
    // Also without the clauses that belong to it: `except`, `else` and so on.
    let mut all = end;
    while all < lines.len()
        && indent(&lines[all]) == own
        && ["except", "else", "elif", "finally", "case"].iter().any(|word| lines[all].trim_start().starts_with(word))
    {
        all += 1 + lines[all + 1..].iter().take_while(|line| indent(line) > own).count();
    }
    if inside > 0 {
        let first = indent(&lines[at + 1]).saturating_sub(own);
        let dedented: Vec<String> =
            lines[at + 1..end].iter().map(|l| l.get(first..).unwrap_or(l).to_string()).collect();
        ways.push(with(&dedented));
        if all > end {
            ways.insert(0, [&lines[..at], &lines[all..]].concat());
            ways.push([&lines[..at], &dedented, &lines[all..]].concat());
        }
    } else if lines[at].trim() != "pass" {
        ways.push(with(&[format!("{}pass", " ".repeat(own))]));
    }
    ways
}

#[cfg(test)]
mod tests {
    use super::shrink;

    #[test]
    fn keeps_what_matters() {
        let source = "a = 1\ntry:\n    b = 2\n    bug()\nexcept X:\n    c\nfor x in y:\n    z\n    w\n";
        let small = shrink(source, |text| Ok(text.contains("bug()")), 1000);
        assert_eq!(small, Ok("bug()\n".to_string()));
        let small = shrink(source, |text| Ok(text.contains("for") && text.contains("in y:\n    ")), 1000);
        assert_eq!(small, Ok("for x in y:\n    pass\n".to_string()));
    }
}
