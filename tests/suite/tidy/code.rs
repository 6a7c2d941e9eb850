//! The code of a Rust file without what only looks like it: comments, texts, characters and tests.

/// `source` with comments, the insides of texts and characters, and everything under `#[cfg(test)]` blank. Every line
/// keeps its number.
pub fn code_only(source: &str) -> String {
    without_tests(&without_texts(source))
}

fn without_texts(source: &str) -> String {
    let characters: Vec<char> = source.chars().collect();
    let mut code = String::with_capacity(source.len());
    let mut at = 0;
    while let Some(&c) = characters.get(at) {
        let rest = &characters[at..];
        let name_before = at > 0 && (characters[at - 1].is_alphanumeric() || characters[at - 1] == '_');
        let length = match c {
            '/' if rest.starts_with(&['/', '/']) => rest.iter().position(|&c| c == '\n').unwrap_or(rest.len()),
            '/' if rest.starts_with(&['/', '*']) => block_comment(rest),
            '"' => text(rest),
            'r' if !name_before => raw_text(rest).unwrap_or(0),
            '\'' => character(rest).unwrap_or(0),
            _ => 0,
        };
        if length == 0 {
            code.push(c);
            at += 1;
            continue;
        }
        code.extend(rest[..length].iter().map(|&c| if c == '\n' { '\n' } else { ' ' }));
        at += length;
    }
    code
}

fn block_comment(rest: &[char]) -> usize {
    let (mut depth, mut at) = (0, 0);
    while at < rest.len() {
        match rest[at..] {
            ['/', '*', ..] => depth += 1,
            ['*', '/', ..] => depth -= 1,
            _ => {
                at += 1;
                continue;
            }
        }
        at += 2;
        if depth == 0 {
            return at;
        }
    }
    rest.len()
}

fn text(rest: &[char]) -> usize {
    let mut at = 1;
    while at < rest.len() {
        match rest[at] {
            '\\' => at += 2,
            '"' => return at + 1,
            _ => at += 1,
        }
    }
    rest.len()
}

/// `r"…"`, `r#"…"#`; `None` for a raw name or an `r` of something else.
fn raw_text(rest: &[char]) -> Option<usize> {
    let hashes = rest[1..].iter().take_while(|&&c| c == '#').count();
    if rest.get(1 + hashes) != Some(&'"') {
        return None;
    }
    let end: Vec<char> = std::iter::once('"').chain(std::iter::repeat_n('#', hashes)).collect();
    let inside = 2 + hashes;
    let length = rest[inside..].windows(end.len()).position(|window| window == end)?;
    Some(inside + length + end.len())
}

/// `'x'` or `'\n'`; `None` for a lifetime.
fn character(rest: &[char]) -> Option<usize> {
    if rest.get(1) == Some(&'\\') {
        return rest[3..].iter().position(|&c| c == '\'').map(|at| at + 4);
    }
    (rest.get(2) == Some(&'\'')).then_some(3)
}

/// Blanks each item that stands under `#[cfg(test)]`: up to the end of its braces, or its semicolon.
fn without_tests(code: &str) -> String {
    let mut kept = String::with_capacity(code.len());
    let mut rest = code;
    while let Some(start) = rest.find("#[cfg(test)]") {
        kept.push_str(&rest[..start]);
        let end = start + item_length(&rest[start..]);
        kept.extend(rest[start..end].chars().filter(|&c| c == '\n'));
        rest = &rest[end..];
    }
    kept.push_str(rest);
    kept
}

fn item_length(item: &str) -> usize {
    let mut depth = 0;
    for (at, c) in item.char_indices() {
        match c {
            '{' => depth += 1,
            '}' if depth <= 1 => return at + 1,
            '}' => depth -= 1,
            ';' if depth == 0 => return at + 1,
            _ => {}
        }
    }
    item.len()
}

#[test]
fn code_without_what_looks_like_it() {
    let check = |source: &str, expected: &str| {
        let code = code_only(source);
        let words: Vec<String> =
            code.lines().map(|line| line.split_whitespace().collect::<Vec<_>>().join(" ")).collect();
        assert_eq!(words.join("\n"), expected, "{source}");
    };
    check("let a = 1; // panic!", "let a = 1;");
    check("a /* x /* y */ z */ b", "a b");
    check("f(\"a \\\" panic!\", b)", "f( , b)");
    check("f(r#\"a \" panic!\"#, r\"x\")", "f( , )");
    check("f('\"', '\\'', 'a: loop, &'b str)", "f( , , 'a: loop, &'b str)");
    check("a\n#[cfg(test)]\nmod t {\n  fn f() { x }\n}\nb", "a\n\n\n\n\nb");
    check("#[cfg(test)]\nmod tests;\nb", "\n\nb");
}
