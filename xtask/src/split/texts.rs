//! Modules of the standard library that are written in Python: their texts lie in the page's data. Those that no first run imports
//! leave the first part for the rest; until that is there, their place is zeros, and the interpreter asks for them (`late_text` in
//! src/python/vm/import.rs).

use crate::project;
use std::fs;
use std::path::Path;

/// The folders and files whose texts a first run reads.
const FIRST: &[&str] = &["python/prelude/", "asyncio/prelude/", "machine/time.py"];
/// But for these, which few programs ask for.
const LATER: &[&str] = &["asyncio/prelude/network.py", "asyncio/prelude/own_loops.py", "asyncio/prelude/streams.py"];

/// The texts that load afterwards.
pub fn late() -> Result<Vec<String>, String> {
    let mut texts = Vec::new();
    let source = project::root().join("src");
    collect(&source, &source, &mut texts)?;
    // The same text may be a part of another: the longer ones are taken out first.
    texts.sort_by_key(|text| std::cmp::Reverse(text.len()));
    Ok(texts)
}

fn collect(source: &Path, folder: &Path, texts: &mut Vec<String>) -> Result<(), String> {
    let failed = |path: &Path, error: std::io::Error| format!("cannot read {}: {error}", path.display());
    for entry in fs::read_dir(folder).map_err(|error| failed(folder, error))? {
        let path = entry.map_err(|error| failed(folder, error))?.path();
        let name = path.strip_prefix(source).unwrap_or(&path).to_string_lossy().replace('\\', "/");
        if path.is_dir() {
            collect(source, &path, texts)?;
        } else if name.ends_with(".py")
            && (LATER.contains(&name.as_str()) || !FIRST.iter().any(|first| name.starts_with(first)))
        {
            texts.push(fs::read_to_string(&path).map_err(|error| failed(&path, error))?);
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

fn find(bytes: &[u8], text: &[u8]) -> Option<usize> {
    let first = *text.first()?;
    let starts = bytes.iter().enumerate().filter(|(_, byte)| **byte == first).map(|(i, _)| i);
    starts.into_iter().find(|&i| bytes[i..].starts_with(text))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_are_taken_out_and_everything_else_stays_where_it_was() {
        let piece = |at, text: &str| Piece { at, bytes: text.as_bytes().to_vec() };
        let texts = ["import b".to_string(), "import a".to_string(), "absent".to_string()];
        let (left, taken) = take(piece(100, "xximport ayimport bz"), &texts);
        assert_eq!(left, [piece(100, "xx"), piece(110, "y"), piece(119, "z")]);
        assert_eq!(taken, [piece(111, "import b"), piece(102, "import a")]);
    }
}
