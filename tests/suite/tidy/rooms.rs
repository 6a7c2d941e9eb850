//! Who may name whom. A room may name only rooms nearer the ground, and not even all of those.

use super::{Source, has_word, none, sources};

/// Every room with the rooms it may name, from the ground up. `app` and `live` come to the simulator through `session`.
const MAY_NAME: &[(&str, &[&str])] = &[
    ("base", &[]),
    ("syntax", &["base"]),
    ("trace", &["base"]),
    ("python", &["base", "syntax"]),
    ("machine", &["base", "syntax", "trace", "python"]),
    ("asyncio", &["base", "syntax", "trace", "python", "machine"]),
    ("server", &["base", "syntax", "trace", "python", "machine", "asyncio"]),
    ("coach", &["base", "syntax", "trace"]),
    ("timeline", &["base", "syntax", "trace", "coach"]),
    ("lesson", &["base", "syntax", "trace", "coach"]),
    ("share", &["base"]),
    (
        "session",
        &["base", "syntax", "trace", "python", "machine", "asyncio", "server", "coach", "timeline", "lesson", "share"],
    ),
    ("browser", &["base", "syntax", "timeline"]),
    ("live", &["base", "session", "browser"]),
    ("app", &["base", "syntax", "timeline", "lesson", "share", "session", "browser", "live"]),
    // The programs: the page, and the command line.
    ("main", &["app", "browser"]),
    ("bin", &["base", "session"]),
];

/// `lib.rs` lists the rooms; it names all of them and is named by none.
const LIST: &str = "lib";

fn is_room(name: &str) -> bool {
    MAY_NAME.iter().any(|(room, _)| *room == name)
}

/// The rooms a line of code names: after `crate::` or `loopscope::`, one or a list in braces.
fn named(line: &str) -> Vec<&str> {
    let mut rooms = Vec::new();
    for root in ["crate::", "loopscope::"] {
        for (at, _) in line.match_indices(root) {
            let rest = &line[at + root.len()..];
            let parts = match rest.strip_prefix('{') {
                Some(list) => top_level_parts(list),
                None => vec![rest],
            };
            for part in parts {
                let part = part.trim_start();
                let end = part.find(|c: char| !c.is_alphanumeric() && c != '_').unwrap_or(part.len());
                if is_room(&part[..end]) {
                    rooms.push(&part[..end]);
                }
            }
        }
    }
    rooms
}

/// Splits `a::{b, c}, d}` at the commas that are not inside further braces: `a::{b, c}` and `d}`.
fn top_level_parts(list: &str) -> Vec<&str> {
    let (mut depth, mut start, mut parts) = (0, 0, Vec::new());
    for (at, c) in list.char_indices() {
        match c {
            '{' => depth += 1,
            '}' if depth == 0 => {
                parts.push(&list[start..at]);
                return parts;
            }
            '}' => depth -= 1,
            ',' if depth == 0 => {
                parts.push(&list[start..at]);
                start = at + 1;
            }
            _ => {}
        }
    }
    parts.push(&list[start..]);
    parts
}

fn check(source: &Source, complaints: &mut Vec<String>) {
    let room = source.room();
    if room == LIST {
        return;
    }
    let Some((_, allowed)) = MAY_NAME.iter().find(|(name, _)| *name == room) else {
        complaints.push(format!("{}: {room} is no room; give it a place in tests/suite/tidy/rooms.rs", source.path));
        return;
    };
    source.complain(complaints, |line| {
        let wrong = named(line).into_iter().find(|name| *name != room && !allowed.contains(name))?;
        Some(format!("{room} must not name {wrong}"))
    });
}

#[test]
fn rooms_name_only_what_they_may() {
    let mut complaints = Vec::new();
    sources(&["src"]).iter().for_each(|source| check(source, &mut complaints));
    none(complaints);
}

#[test]
fn every_room_names_only_rooms_before_it() {
    for (index, (room, allowed)) in MAY_NAME.iter().enumerate() {
        let programs = *room == "main";
        for name in *allowed {
            let at = MAY_NAME.iter().position(|(other, _)| other == name);
            assert!(programs || at.is_some_and(|at| at < index), "{room} names {name}, which is not nearer the ground");
        }
    }
}

/// The neighbours outside: each is known in one place alone.
#[test]
fn neighbours_are_named_in_one_place() {
    let neighbours: &[(&[&str], &[&str])] = &[
        (&["ruff_python_parser", "ruff_python_ast", "ruff_text_size"], &["src/syntax/parse.rs", "src/syntax/parse/"]),
        (&["web_sys", "js_sys", "wasm_bindgen", "wasm_bindgen_futures"], &["src/browser/", "src/live/"]),
        (&["leptos"], &["src/app/", "src/main.rs"]),
    ];
    let mut complaints = Vec::new();
    for source in sources(&["src"]) {
        for (names, places) in neighbours {
            if !places.iter().any(|place| source.path.starts_with(place)) {
                source.complain(&mut complaints, |line| {
                    let name = names.iter().find(|name| has_word(line, name))?;
                    Some(format!("only {} may name {name}", places.join(" and ")))
                });
            }
        }
    }
    none(complaints);
}

#[test]
fn named_rooms_are_found() {
    assert_eq!(named("use crate::machine::Clock;"), ["machine"]);
    assert_eq!(named("use crate::{base::{Nanos, trace}, python};"), ["base", "python"]);
    assert_eq!(named("let a = loopscope::session::run(crate::base::Nanos(1));"), ["base", "session"]);
    assert_eq!(named("use crate::unknown; use super::machine;"), [""; 0]);
}
