//! Modules of the standard library that are written in Python: their texts lie in the page's data. Those that no first run imports
//! leave the first part for the rest; until that is there, their place is zeros, and the interpreter asks for them (`late_text` in
//! src/python/vm/import.rs). All lose their comments and most of their indentation, which nobody sees there.

use crate::project;
use std::fs;
use std::path::Path;

/// The folders and files whose texts a first run reads.
const FIRST: &[&str] = &["python/prelude/", "asyncio/prelude/", "machine/time.py"];
/// But for these, which few programs ask for.
const LATER: &[&str] = &["asyncio/prelude/network.py", "asyncio/prelude/own_loops.py", "asyncio/prelude/streams.py"];

/// A table that is a text too, and the crate whose functions alone read it.
const TABLE: (&str, &str) = ("vendor/unicode_names2/src/names.txt", "unicode_names2");

/// The texts of all modules.
#[derive(Debug, Default)]
pub struct Texts {
    /// Those that load first.
    pub first: Vec<String>,
    /// Those that load afterwards.
    pub late: Vec<String>,
    /// A table that loads afterwards if all functions of a crate do.
    pub table: (String, &'static str),
}

/// Reads them.
pub fn all() -> Result<Texts, String> {
    let mut texts = Texts::default();
    let source = project::root().join("src");
    collect(&source, &source, &mut texts)?;
    let table = project::root().join(TABLE.0);
    let text = fs::read_to_string(&table).map_err(|error| format!("cannot read {}: {error}", table.display()))?;
    texts.table = (text, TABLE.1);
    // The same text may be a part of another: the longer ones are taken out first.
    texts.late.sort_by_key(|text| std::cmp::Reverse(text.len()));
    Ok(texts)
}

fn collect(source: &Path, folder: &Path, texts: &mut Texts) -> Result<(), String> {
    let failed = |path: &Path, error: std::io::Error| format!("cannot read {}: {error}", path.display());
    for entry in fs::read_dir(folder).map_err(|error| failed(folder, error))? {
        let path = entry.map_err(|error| failed(folder, error))?.path();
        let name = path.strip_prefix(source).unwrap_or(&path).to_string_lossy().replace('\\', "/");
        if path.is_dir() {
            collect(source, &path, texts)?;
        } else if name.ends_with(".py") {
            let text = fs::read_to_string(&path).map_err(|error| failed(&path, error))?;
            let is_late = LATER.contains(&name.as_str()) || !FIRST.iter().any(|first| name.starts_with(first));
            if is_late { texts.late.push(text) } else { texts.first.push(text) }
        }
    }
    Ok(())
}

/// A stretch of memory with what is in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Piece {
    /// Its address.
    pub at: u64,
    /// Its bytes.
    pub bytes: Vec<u8>,
}

/// Takes `texts` out of `data`: what is left of it, and what was taken.
pub fn take(data: Piece, texts: &[String]) -> (Vec<Piece>, Vec<Piece>) {
    let (mut left, mut taken) = (vec![data], Vec::new());
    for text in texts.iter().map(String::as_bytes) {
        let found = left.iter().enumerate().find_map(|(i, piece)| Some((i, find(&piece.bytes, text)?)));
        let Some((i, start)) = found else { continue };
        let mut before = left.swap_remove(i);
        let after = before.bytes.split_off(start + text.len());
        let bytes = before.bytes.split_off(start);
        let at = before.at + start as u64;
        left.push(Piece { at: at + bytes.len() as u64, bytes: after });
        left.push(before);
        taken.push(Piece { at, bytes });
    }
    left.retain(|piece| !piece.bytes.is_empty());
    left.sort_by_key(|piece| piece.at);
    (left, taken)
}

/// Replaces those of `texts` that are in `piece` by the same without comments; what they had is blank lines and spaces.
pub fn thin(piece: &mut Piece, texts: &[String]) {
    for text in texts {
        if let Some(start) = find(&piece.bytes, text.as_bytes()) {
            piece.bytes[start..start + text.len()].copy_from_slice(without_comments(text).as_bytes());
        }
    }
}

/// By so many spaces a block is indented.
const INDENT: usize = 4;

/// A Python text whose lines that are nothing but a comment are empty and whose blocks are indented by one space, as long as before. One with strings over several lines
/// stays as it is: a line of theirs may look like a comment.
fn without_comments(text: &str) -> String {
    if text.contains("\"\"\"") || text.contains("'''") {
        return text.to_string();
    }
    let mut thin = String::with_capacity(text.len());
    for line in text.split_inclusive('\n') {
        let code = line.trim_start_matches(' ');
        if code.starts_with('#') {
            thin.push('\n');
        } else {
            thin.extend(std::iter::repeat_n(' ', (line.len() - code.len()).div_ceil(INDENT)));
            thin.push_str(code);
        }
    }
    while thin.len() + 1 < text.len() {
        thin.push(' ');
    }
    // The next text may stand right behind it.
    if thin.len() < text.len() {
        thin.push('\n');
    }
    thin
}

fn find(bytes: &[u8], text: &[u8]) -> Option<usize> {
    let first = *text.first()?;
    let starts = bytes.iter().enumerate().filter(|(_, byte)| **byte == first).map(|(i, _)| i);
    starts.into_iter().find(|&i| bytes[i..].starts_with(text))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_lose_their_comments_and_keep_their_lines() {
        let text = "# one\nif x:\n    # two\n    f('#')  # three\n".to_string();
        let mut piece = Piece { at: 7, bytes: format!("ab{text}cd").into_bytes() };
        thin(&mut piece, &[text, "absent".to_string()]);
        let told = String::from_utf8(piece.bytes).unwrap();
        assert_eq!(told, "ab\nif x:\n\n f('#')  # three\n                \ncd");
    }

    #[test]
    fn texts_are_taken_out_and_everything_else_stays_where_it_was() {
        let piece = |at, text: &str| Piece { at, bytes: text.as_bytes().to_vec() };
        let texts = ["import b".to_string(), "import a".to_string(), "absent".to_string()];
        let (left, taken) = take(piece(100, "xximport ayimport bz"), &texts);
        assert_eq!(left, [piece(100, "xx"), piece(110, "y"), piece(119, "z")]);
        assert_eq!(taken, [piece(111, "import b"), piece(102, "import a")]);
    }
}
