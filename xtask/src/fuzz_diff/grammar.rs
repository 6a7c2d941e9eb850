//! Makes texts from a grammar: rules with alternatives, chosen by a seeded generator of random numbers.
//!
//! ```text
//! rule:
//! | text with <other> rules in it
//! |3 chosen three times as often
//! |[x] only where the name x is in scope
//! |3[x,y] both
//! | first line of an alternative
//! :     and a further line of it
//! ```
//!
//! `<rule+x+y>` expands a rule with the names x and y in scope, `<rule-x>` without, `<rule-*>` with no names at all. `<#>` is a number that no other use
//! of an alternative gets. A rule that stands behind white space is indented by it. `<INT>`, `<FLOAT>` and `<STR>` are literals.

use std::collections::BTreeMap;

/// Random numbers: the same for the same seed, everywhere (SplitMix64).
pub struct Random(u64);

impl Random {
    /// Started by a seed.
    pub fn new(seed: u64) -> Random {
        Random(seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) ^ 0x5DEE_CE66)
    }

    /// The next 64 bits.
    pub fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ (z >> 31)
    }

    /// One of `0..count`.
    pub fn below(&mut self, count: usize) -> usize {
        (self.next() % count.max(1) as u64) as usize
    }

    /// One of these.
    pub fn pick<'a>(&mut self, of: &[&'a str]) -> &'a str {
        of.get(self.below(of.len())).copied().unwrap_or("")
    }
}

enum Part {
    Text(String),
    Rule { name: String, scope: Vec<(char, String)> },
    Number,
}

struct Alternative {
    weight: usize,
    guard: Vec<String>,
    parts: Vec<Part>,
    /// Levels of rules it needs below itself.
    height: usize,
}

/// Rules by name.
pub struct Grammar(BTreeMap<String, Vec<Alternative>>);

const LITERALS: [&str; 3] = ["INT", "FLOAT", "STR"];
const UNKNOWN: usize = usize::MAX;

impl Grammar {
    /// Reads rules; an error names the line.
    pub fn parse(text: &str) -> Result<Grammar, String> {
        let mut rules: BTreeMap<String, Vec<(usize, Vec<String>, String)>> = BTreeMap::new();
        let mut rule = String::new();
        for (index, line) in text.lines().enumerate() {
            let wrong = |what: &str| format!("grammar, line {}: {what}", index + 1);
            if let Some(rest) = line.strip_prefix('|') {
                let (head, body) = rest.split_once(' ').unwrap_or((rest, ""));
                let (weight, guard) = head.split_once('[').unwrap_or((head, ""));
                let weight = if weight.is_empty() { Ok(1) } else { weight.parse() };
                let weight = weight.map_err(|_| wrong("no weight"))?;
                let guard = guard.trim_end_matches(']').split(',').filter(|g| !g.is_empty()).map(str::to_string);
                let alternatives = rules.get_mut(&rule).ok_or_else(|| wrong("no rule yet"))?;
                alternatives.push((weight, guard.collect(), body.to_string()));
            } else if let Some(rest) = line.strip_prefix(':') {
                let last = rules.get_mut(&rule).and_then(|r| r.last_mut()).ok_or_else(|| wrong("no text yet"))?;
                last.2.push('\n');
                last.2.push_str(rest.strip_prefix(' ').unwrap_or(rest));
            } else if let Some(name) = line.strip_suffix(':') {
                rule = name.to_string();
                rules.entry(rule.clone()).or_default();
            } else if !line.trim().is_empty() && !line.starts_with('#') {
                return Err(wrong("neither rule nor text"));
            }
        }
        let mut grammar = Grammar(BTreeMap::new());
        for (name, alternatives) in rules {
            let made = alternatives.into_iter().map(|(weight, guard, text)| Alternative {
                weight,
                guard,
                parts: parts(&text),
                height: UNKNOWN,
            });
            grammar.0.insert(name, made.collect());
        }
        grammar.measure()?;
        Ok(grammar)
    }

    /// Finds out how deep each alternative is at least.
    fn measure(&mut self) -> Result<(), String> {
        loop {
            let heights: BTreeMap<String, usize> = self.0.iter().map(|(n, a)| (n.clone(), lowest(a))).collect();
            let mut changed = false;
            for alternative in self.0.values_mut().flatten() {
                let mut height = 0;
                for part in &alternative.parts {
                    if let Part::Rule { name, .. } = part
                        && !LITERALS.contains(&name.as_str())
                    {
                        let below = *heights.get(name).ok_or_else(|| format!("grammar: no rule {name}"))?;
                        height = height.max(below.saturating_add(1));
                    }
                }
                changed |= alternative.height != height;
                alternative.height = height;
            }
            if !changed {
                return Ok(());
            }
        }
    }

    /// A text of a rule.
    pub fn expand(&self, rule: &str, depth: usize, random: &mut Random) -> String {
        let mut text = Expansion { grammar: self, random, number: 0, out: String::new() };
        text.rule(rule, &[], depth, "");
        text.out
    }
}

/// The height of a rule: that of its lowest alternative that needs no scope.
fn lowest(alternatives: &[Alternative]) -> usize {
    alternatives.iter().filter(|a| a.guard.is_empty()).map(|a| a.height).min().unwrap_or(UNKNOWN)
}

fn parts(text: &str) -> Vec<Part> {
    let mut parts = Vec::new();
    let mut rest = text;
    let mut plain = String::new();
    while let Some(at) = rest.find('<') {
        plain.push_str(&rest[..at]);
        let after = &rest[at + 1..];
        let inside = after.find('>').map(|end| &after[..end]);
        let name_like = |c: char| c.is_ascii_alphanumeric() || "_+-#*".contains(c);
        match inside {
            Some(inside) if !inside.is_empty() && inside.chars().all(name_like) && !inside.starts_with(['=', '-']) => {
                parts.push(Part::Text(std::mem::take(&mut plain)));
                parts.push(if inside == "#" { Part::Number } else { reference(inside) });
                rest = &after[inside.len() + 1..];
            }
            _ => {
                plain.push('<');
                rest = after;
            }
        }
    }
    plain.push_str(rest);
    parts.push(Part::Text(plain));
    parts
}

fn reference(inside: &str) -> Part {
    let end = inside.find(['+', '-']).unwrap_or(inside.len());
    let mut scope: Vec<(char, String)> = Vec::new();
    for c in inside[end..].chars() {
        match (c, scope.last_mut()) {
            ('+' | '-', _) => scope.push((c, String::new())),
            (c, Some(last)) => last.1.push(c),
            _ => {}
        }
    }
    Part::Rule { name: inside[..end].to_string(), scope }
}

struct Expansion<'a> {
    grammar: &'a Grammar,
    random: &'a mut Random,
    number: usize,
    out: String,
}

impl Expansion<'_> {
    fn rule(&mut self, name: &str, scope: &[String], depth: usize, indent: &str) {
        match name {
            "INT" => return self.int(),
            "FLOAT" => return self.float(),
            "STR" => return self.string(),
            _ => {}
        }
        let Some(alternatives) = self.grammar.0.get(name) else { return };
        let usable = |a: &&Alternative| a.guard.iter().all(|g| scope.contains(g));
        let fits = |a: &&Alternative| usable(a) && a.height <= depth;
        let mut choice: Vec<&Alternative> = alternatives.iter().filter(fits).collect();
        if choice.is_empty() {
            let low = alternatives.iter().filter(usable).map(|a| a.height).min();
            choice = alternatives.iter().filter(|a| usable(a) && Some(a.height) == low).collect();
        }
        let mut ticket = self.random.below(choice.iter().map(|a| a.weight).sum());
        let Some(chosen) = choice.iter().find(|a| {
            let found = ticket < a.weight;
            ticket = ticket.saturating_sub(a.weight);
            found
        }) else {
            return;
        };
        self.number += 1;
        let number = self.number;
        for part in &chosen.parts {
            match part {
                Part::Text(text) => self.out.push_str(&text.replace('\n', &format!("\n{indent}"))),
                Part::Number => self.out.push_str(&number.to_string()),
                Part::Rule { name, scope: change } => {
                    let mut inner = scope.to_vec();
                    for (sign, name) in change {
                        match (sign, name.as_str()) {
                            ('+', _) => inner.push(name.clone()),
                            (_, "*") => inner.clear(),
                            _ => inner.retain(|n| n != name),
                        }
                    }
                    let line = self.out.rsplit('\n').next().unwrap_or("");
                    let blank = line.trim().is_empty();
                    let column = if blank { line.to_string() } else { indent.to_string() };
                    self.rule(name, &inner, depth.saturating_sub(1), &column);
                }
            }
        }
    }

    fn int(&mut self) {
        const SPECIAL: [&str; 16] = [
            "0",
            "1",
            "-1",
            "2",
            "10",
            "-10",
            "255",
            "256",
            "-128",
            "1000",
            "2147483648",
            "9223372036854775807",
            "-9223372036854775808",
            "18446744073709551616",
            "10**25",
            "-(3**50)",
        ];
        let text = match self.random.below(10) {
            0..=5 => (self.random.below(24) as i64 - 8).to_string(),
            6 => (self.random.below(4000) as i64 - 2000).to_string(),
            7 => (self.random.next() as i64 >> self.random.below(60)).to_string(),
            _ => self.random.pick(&SPECIAL).to_string(),
        };
        self.number_text(&text);
    }

    fn float(&mut self) {
        const SPECIAL: [&str; 14] = [
            "0.0",
            "-0.0",
            "1.0",
            "0.1",
            "1e16",
            "1e-7",
            "123456.789",
            "2.5",
            "-2.5",
            "0.5",
            "1e308",
            "5e-324",
            "float('inf')",
            "float('nan')",
        ];
        let text = match self.random.below(4) {
            0 => self.random.pick(&SPECIAL).to_string(),
            1 => format!("{}.{}", self.random.below(2000) as i64 - 1000, self.random.below(1000)),
            2 => format!("{:e}", f64::from_bits(self.random.next() & !(1 << 62) | (0x3C0 << 52))),
            _ => format!("{}.{}", self.random.below(10), self.random.below(10)),
        };
        self.number_text(&text);
    }

    /// Negative ones in brackets, as `-1 ** 2` is another thing.
    fn number_text(&mut self, text: &str) {
        let text = if text.starts_with('-') { format!("({text})") } else { text.to_string() };
        self.out.push_str(&text);
    }

    fn string(&mut self) {
        const WORDS: [&str; 24] = [
            "''",
            "'a'",
            "'b'",
            "'abc'",
            "'Hello, World'",
            "'  pad '",
            "'x=1;y=2'",
            "'a,b,,c'",
            "'\\n'",
            "'line\\nline'",
            "'\\t'",
            "'ÄÖü'",
            "'ß'",
            "'日本'",
            "'🙂'",
            "'\\x00'",
            "\"it's\"",
            "'say \"hi\"'",
            "'123'",
            "'-7'",
            "'3.5'",
            "'{}'",
            "'%s'",
            "'aAbB'",
        ];
        let text = self.random.pick(&WORDS);
        self.out.push_str(text);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_of_a_grammar() {
        let grammar =
            Grammar::parse("a:\n| if x:\n:     <b>\nb:\n|9 <c+y>\n:\n| z\nc:\n| p<#>\n: q<#>\n|50[y] y<#>\n: if <:>\n");
        let grammar = grammar.map_err(|e| panic!("{e}")).unwrap();
        let texts: Vec<String> = (0..30).map(|s| grammar.expand("a", 5, &mut Random::new(s))).collect();
        assert!(texts.contains(&"if x:\n    y3\n    if <:>\n    ".to_string()), "{texts:?}");
        assert!(texts.contains(&"if x:\n    z".to_string()));
        assert_eq!(texts[3], grammar.expand("a", 5, &mut Random::new(3)));
        assert!(Grammar::parse("a:\n| <b>\n").is_err());
    }
}
