//! The services a program talks to, as a comment of its text has them, and edits of that comment:
//! `# services: http latency=100ms..400ms; postgres latency=~20ms pool=5; redis failures=0.01`.
//! What they mean is in `src/server/services.py`.

use super::ast::{Module, Stmt, StmtKind};
use super::edits::TextEdit;
use super::visit::{Visitor, walk_stmt};
use crate::base::ByteRange;

/// What the comment begins with, after its `#`.
const MARK: &str = "services:";
/// The most services that are listed.
const SERVICES_MAX: usize = 30;
/// The latency of a service that the comment invents.
const LATENCY: &str = "100ms";
/// The services there are without a comment, with their latencies and the modules of their clients.
const KNOWN: [(&str, &str, &[&str]); 8] = [
    ("http", LATENCY, &["httpx", "requests", "aiohttp"]),
    ("postgres", "20ms", &["asyncpg", "psycopg2", "psycopg", "sqlalchemy", "sqlmodel", "databases"]),
    ("redis", "1ms", &["redis"]),
    ("mongo", "10ms", &["motor", "pymongo"]),
    ("s3", "80ms", &["boto3", "aioboto3"]),
    ("files", "5ms", &["aiofiles"]),
    ("websocket", "20ms", &["websockets"]),
    ("dynamodb", "10ms", &[]),
];

/// What can be said of a service.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Setting {
    /// How long a call takes: `100ms`, `50ms..150ms`, `~100ms`.
    Latency,
    /// How many calls it takes at a time.
    Pool,
    /// Which share of calls fails.
    Failures,
}

impl Setting {
    /// All of them.
    pub const ALL: [Setting; 3] = [Setting::Latency, Setting::Pool, Setting::Failures];

    /// Its name in the comment.
    pub fn key(self) -> &'static str {
        match self {
            Setting::Latency => "latency",
            Setting::Pool => "pool",
            Setting::Failures => "failures",
        }
    }

    /// What is wrong with a value, if anything is. Nothing at all is fine: it stands for the default.
    pub fn problem(self, value: &str) -> Option<&'static str> {
        let share = || value.parse().is_ok_and(|share: f64| (0.0..=1.0).contains(&share));
        let (fine, problem) = match self {
            Setting::Latency => {
                (is_latency(value), "a time like 100ms or 0.5s, two with .. between them, or ~ and the mean")
            }
            Setting::Pool => (value.parse().is_ok_and(|n: u32| n > 0), "a whole number from 1; empty for no limit"),
            Setting::Failures => (is_plain(value) && share(), "a share from 0 to 1: 0.05 for 5 %"),
        };
        (!fine && !value.is_empty()).then_some(problem)
    }
}

/// A service with what the comment says of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Service {
    /// `http`, or the name of a host.
    pub name: String,
    /// Its latency if nothing is said.
    pub default_latency: &'static str,
    values: [Option<(String, ByteRange)>; 3],
    /// Where more can be said of it; none if the comment does not name it.
    end: Option<u32>,
}

impl Service {
    fn new(name: &str, default_latency: &'static str) -> Service {
        Service { name: name.to_owned(), default_latency, values: [None, None, None], end: None }
    }

    /// What the comment says of it; empty if nothing.
    pub fn value(&self, setting: Setting) -> &str {
        self.values[setting as usize].as_ref().map_or("", |(value, _)| value)
    }
}

/// The services of a program: those whose clients it imports, and those its comment names. Not inlined where every text is
/// looked at, so that it loads when there are some.
#[inline(never)]
pub fn services(source: &str, module: &Module) -> Vec<Service> {
    let mut imports = Imports::default();
    imports.visit_body(&module.body);
    let used = |clients: &[&str]| imports.names.iter().any(|name| clients.contains(name));
    let of_imports = KNOWN.iter().filter(|(_, _, clients)| used(clients));
    let mut found: Vec<Service> = of_imports.map(|(name, latency, _)| Service::new(name, latency)).collect();
    for part in parts(source) {
        let mut words = words(source, part);
        let Some((name, range)) = words.next() else { continue };
        if !found.iter().any(|service| service.name == name) {
            let known = KNOWN.iter().find(|(known, ..)| *known == name);
            found.push(Service::new(name, known.map_or(LATENCY, |(_, latency, _)| latency)));
        }
        let Some(service) = found.iter_mut().find(|service| service.name == name) else { continue };
        service.end = Some(range.end);
        for (word, range) in words {
            service.end = Some(range.end);
            let (key, value) = word.split_once('=').unwrap_or((word, ""));
            if let Some(setting) = Setting::ALL.into_iter().find(|setting| setting.key() == key) {
                service.values[setting as usize] = Some((value.to_owned(), range));
            }
        }
    }
    found.truncate(SERVICES_MAX);
    found
}

/// The edit that makes the comment say something else of a service; an empty value takes what it says away.
pub fn set_service(source: &str, service: &Service, setting: Setting, value: &str) -> TextEdit {
    let word = format!("{}={value}", setting.key());
    match (&service.values[setting as usize], service.end) {
        (Some((_, range)), _) if value.is_empty() => {
            // With the space before it.
            TextEdit::replace(ByteRange::new(range.start.saturating_sub(1), range.end), "")
        }
        (Some((_, range)), _) => TextEdit::replace(*range, word),
        (None, _) if value.is_empty() => TextEdit::insert(0, ""),
        (None, Some(end)) => TextEdit::insert(end, format!(" {word}")),
        (None, None) => match parts(source).last() {
            Some(part) => {
                let end = part.start + part.slice(source).trim_end().len() as u32;
                let mark = if part.slice(source).trim().is_empty() { "" } else { ";" };
                TextEdit::insert(end, format!("{mark} {} {word}", service.name))
            }
            None => TextEdit::insert(head_end(source), format!("# {MARK} {} {word}\n", service.name)),
        },
    }
}

/// What the comments say, service by service, as places in the text.
fn parts(source: &str) -> impl Iterator<Item = ByteRange> + '_ {
    let mut at = 0;
    source.split_inclusive('\n').flat_map(move |line| {
        let start = at;
        at += line.len();
        let rest = line
            .trim_start()
            .strip_prefix('#')
            .and_then(|rest| rest.trim_start_matches([' ', '\t']).strip_prefix(MARK));
        let offset = start + line.len() - rest.map_or(0, str::len);
        let mut next = offset;
        rest.unwrap_or("").split(';').filter(move |_| rest.is_some()).map(move |part| {
            let range = ByteRange::new(next as u32, (next + part.len()) as u32);
            next += part.len() + 1;
            range
        })
    })
}

/// The words of a part with their places.
fn words(source: &str, part: ByteRange) -> impl Iterator<Item = (&str, ByteRange)> {
    let text = part.slice(source);
    text.split_whitespace().map(move |word| {
        // A word is a piece of the text: how far it is from its beginning is its place.
        let at = part.start + (word.as_ptr().addr() - text.as_ptr().addr()) as u32;
        (word, ByteRange::new(at, at + word.len() as u32))
    })
}

/// Where a comment can stand first: after lines that must come before everything else.
fn head_end(source: &str) -> u32 {
    let is_head = |line: &&str| line.starts_with("#!") || (line.starts_with('#') && line.contains("coding"));
    source.split_inclusive('\n').take(2).take_while(is_head).map(|line| line.len() as u32).sum()
}

fn is_latency(text: &str) -> bool {
    match text.strip_prefix('~') {
        Some(mean) => nanos(mean).is_some(),
        None => match text.split_once("..") {
            Some((first, last)) => nanos(first).zip(nanos(last)).is_some_and(|(first, last)| first <= last),
            None => nanos(text).is_some(),
        },
    }
}

/// A time in nanoseconds.
fn nanos(text: &str) -> Option<f64> {
    let (number, factor) = [("ms", 1e6), ("us", 1e3), ("s", 1e9)]
        .into_iter()
        .find_map(|(unit, factor)| Some((text.strip_suffix(unit)?, factor)))
        .unwrap_or((text, 1e9));
    let number: f64 = if is_plain(number) { number.parse().ok()? } else { return None };
    Some(number * factor)
}

/// Digits with at most one point.
fn is_plain(text: &str) -> bool {
    text.bytes().any(|byte| byte.is_ascii_digit())
        && text.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.')
        && text.bytes().filter(|byte| *byte == b'.').count() < 2
}

/// The names of the modules that a program imports, up to the first dot.
#[derive(Default)]
struct Imports<'a> {
    names: Vec<&'a str>,
}

impl<'a> Visitor<'a> for Imports<'a> {
    fn visit_stmt(&mut self, stmt: &'a Stmt) {
        let mut add = |name: &'a str| self.names.push(name.split('.').next().unwrap_or(name));
        match &stmt.kind {
            StmtKind::Import(names) => names.iter().for_each(|alias| add(&alias.name.name)),
            StmtKind::ImportFrom { module: Some(module), level: 0, .. } => add(&module.name),
            _ => {}
        }
        walk_stmt(self, stmt);
    }
}

#[cfg(test)]
mod tests {
    use super::super::{apply, parse};
    use super::*;

    fn table(source: &str) -> Vec<Service> {
        services(source, &parse(source).module)
    }

    fn text(source: &str) -> String {
        let value = |service: &Service, setting| service.value(setting).to_owned();
        let row = |service: &Service| {
            let values = Setting::ALL.map(|setting| value(service, setting));
            format!("{} ({}) {}", service.name, service.default_latency, values.join("|"))
        };
        table(source).iter().map(row).collect::<Vec<_>>().join("\n")
    }

    /// Sets a value and reads it back; the text after it.
    fn set(source: &str, name: &str, setting: Setting, value: &str) -> String {
        let service = table(source).into_iter().find(|service| service.name == name).expect("a service");
        let after = apply(source, &[set_service(source, &service, setting, value)]).expect("an edit of this text");
        let service = table(&after).into_iter().find(|service| service.name == name);
        assert_eq!(service.map_or(String::new(), |service| service.value(setting).to_owned()), value, "{after}");
        after
    }

    #[test]
    fn services_are_those_of_imported_clients_and_those_that_are_named() {
        assert_eq!(table("import asyncio\nasyncio.httpx\n"), []);
        let source = "#!/usr/bin/python\nimport httpx\n  #  services:  api.example.com latency=~1s ; redis pool=5 pool=6 oops\n\
                      def f():\n    from sqlalchemy.orm import Session\n";
        assert_eq!(text(source), "http (100ms) ||\npostgres (20ms) ||\napi.example.com (100ms) ~1s||\nredis (1ms) |6|");
    }

    #[test]
    fn an_edit_changes_what_is_said_and_nothing_else() {
        let new = set("#!/bin/python\nimport redis, httpx\n", "redis", Setting::Pool, "3");
        assert_eq!(new, "#!/bin/python\n# services: redis pool=3\nimport redis, httpx\n");
        let more = set(&new, "http", Setting::Latency, "5ms..9ms");
        assert_eq!(more, "#!/bin/python\n# services: redis pool=3; http latency=5ms..9ms\nimport redis, httpx\n");
        let again = set(&more, "redis", Setting::Failures, "0.5");
        assert_eq!(
            again,
            "#!/bin/python\n# services: redis pool=3 failures=0.5; http latency=5ms..9ms\nimport redis, httpx\n"
        );
        let other = set(&again, "redis", Setting::Pool, "10");
        let gone = set(&set(&other, "redis", Setting::Pool, ""), "http", Setting::Latency, "");
        assert_eq!(gone, "#!/bin/python\n# services: redis failures=0.5; http\nimport redis, httpx\n");
        assert_eq!(
            set("# services:\nimport redis", "redis", Setting::Pool, "1"),
            "# services: redis pool=1\nimport redis"
        );
        assert_eq!(set("import redis\n", "redis", Setting::Pool, ""), "import redis\n");
    }

    #[test]
    fn values_that_mean_nothing_are_refused() {
        let fine =
            |setting: Setting, values: &[&str]| values.iter().filter(|value| setting.problem(value).is_none()).count();
        assert_eq!(fine(Setting::Latency, &["", "1", "1.5s", "20ms", "7us", "1ms..1s", "~3ms"]), 7);
        assert_eq!(
            fine(Setting::Latency, &["x", "-1ms", "1 ms", "2s..1s", "1e3", "~", "..", "nan", "1.2.3s", "1m"]),
            0
        );
        assert_eq!((fine(Setting::Pool, &["", "1", "99"]), fine(Setting::Pool, &["0", "-1", "1.5", "x"])), (3, 0));
        assert_eq!(
            (fine(Setting::Failures, &["", "0", "0.05", "1"]), fine(Setting::Failures, &["2", "-1", "5%", "NaN"])),
            (4, 0)
        );
    }
}
