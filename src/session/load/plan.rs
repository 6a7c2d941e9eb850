//! What load is to be sent, as people choose it: checked, put into words, and made into what the driver takes.

use crate::server::LoadSpec;
use crate::session::format;
use crate::syntax::Route;
use serde_json::Value;

/// The most requests of a load in the page.
pub const REQUESTS_MAX: u64 = 20_000;
/// The most kinds of requests in a mix.
pub const MIX_MAX: usize = 8;
/// The largest weight in a mix.
const WEIGHT_MAX: u64 = 100;
/// The most requests a second.
const RATE_MAX: u64 = 100_000;
/// The most threads of a pool.
const POOL_MAX: u64 = 500;
/// The largest seed.
const SEED_MAX: u64 = 1_000_000;
/// The most processors.
pub const CORES_MAX: u64 = 64;

/// When requests are sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Pattern {
    /// All at once.
    AtOnce,
    /// By clients of which each sends its next one when the last is answered.
    Clients,
    /// So many a second, evenly, whether answered or not.
    Steady,
    /// The same at random times.
    Poisson,
}

impl Pattern {
    /// All of them.
    pub const ALL: [Pattern; 4] = [Pattern::AtOnce, Pattern::Clients, Pattern::Steady, Pattern::Poisson];

    /// Its name in links.
    pub(super) fn name(self) -> &'static str {
        match self {
            Pattern::AtOnce => "at-once",
            Pattern::Clients => "clients",
            Pattern::Steady => "steady",
            Pattern::Poisson => "poisson",
        }
    }

    /// Its name for people.
    pub fn label(self) -> &'static str {
        match self {
            Pattern::AtOnce => "all at once",
            Pattern::Clients => "clients that wait",
            Pattern::Steady => "steady rate",
            Pattern::Poisson => "random (Poisson)",
        }
    }

    /// What it means.
    pub fn meaning(self) -> &'static str {
        match self {
            Pattern::AtOnce => "Every request is sent in the first moment.",
            Pattern::Clients => "Closed loop: each client sends its next request when the last one is answered.",
            Pattern::Steady => "Open loop: one request after the other at this rate, whether answered or not.",
            Pattern::Poisson => "Open loop: at random times, at this rate on average, as many independent people do.",
        }
    }

    /// The pattern of that name.
    pub fn labelled(label: &str) -> Option<Pattern> {
        Pattern::ALL.into_iter().find(|pattern| pattern.label() == label)
    }
}

/// One kind of requests of a mix.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mixed {
    /// `GET /path`, `POST /path {"a": 1}`.
    pub request: String,
    /// How often, compared with the others.
    pub weight: u64,
}

/// What load is to be sent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LoadPlan {
    pub mix: Vec<Mixed>,
    pub pattern: Pattern,
    /// How many in all.
    pub requests: u64,
    /// With [`Pattern::Clients`]: how many of them.
    pub clients: u64,
    /// With a rate: requests a second.
    pub rate: u64,
    /// Processes of the server.
    pub workers: u64,
    /// One of them takes most of what comes at once, as under Linux.
    pub uneven: bool,
    /// Threads of each one's pool.
    pub pool: u64,
    /// Processors of the computer.
    pub cores: u64,
    /// Also a `GET /ping` every 20 ms.
    pub probe: bool,
    /// With [`Pattern::Poisson`]: which of all the series of random times.
    pub seed: u64,
}

impl Default for LoadPlan {
    /// 100 requests at once to one worker.
    fn default() -> LoadPlan {
        LoadPlan {
            mix: Vec::new(),
            pattern: Pattern::AtOnce,
            requests: 100,
            clients: 10,
            rate: 50,
            workers: 1,
            uneven: false,
            pool: 40,
            cores: 4,
            probe: false,
            seed: 0,
        }
    }
}

impl LoadPlan {
    /// Goes on with a program that has these routes: requests that none of them answers are replaced.
    #[inline(never)]
    pub fn suit(&mut self, routes: &[Route]) {
        self.mix.retain(|mixed| routes.iter().any(|route| answers(route, &mixed.request)));
        if self.mix.is_empty() {
            self.mix.extend(proposal(routes).map(|request| Mixed { request, weight: 1 }));
        }
    }

    /// Adds a kind of requests: the first route that is not yet sent to, or the first one again.
    pub fn add(&mut self, routes: &[Route]) {
        let is_new = |route: &&Route| !self.mix.iter().any(|mixed| answers(route, &mixed.request));
        let next = routes.iter().find(is_new).or(routes.first());
        let request = next.map_or_else(|| "GET /".to_owned(), |route| route.request.clone());
        if self.mix.len() < MIX_MAX {
            self.mix.push(Mixed { request, weight: 1 });
        }
    }

    /// Sends something else at a place of the mix.
    pub fn set_request(&mut self, place: usize, request: String) {
        if let Some(mixed) = self.mix.get_mut(place) {
            mixed.request = request;
        }
    }

    /// Sends it more or less often.
    pub fn set_weight(&mut self, place: usize, weight: u64) {
        if let Some(mixed) = self.mix.get_mut(place) {
            mixed.weight = weight;
        }
    }

    /// Sends it no more.
    pub fn remove(&mut self, place: usize) {
        if place < self.mix.len() {
            self.mix.remove(place);
        }
    }

    /// Why it cannot be sent; none if it can.
    pub fn problem(&self) -> Option<String> {
        let between = |what: &str, least: u64, value: u64, most: u64| {
            let fine = (least..=most).contains(&value);
            (!fine).then(|| format!("{what}: a whole number from {least} to {}.", format::count(most)))
        };
        let within = |what: &str, value: u64, most: u64| between(what, 1, value, most);
        if self.mix.is_empty() {
            return Some("Choose a route to send requests to.".to_owned());
        }
        let of_mix = self
            .mix
            .iter()
            .find_map(|mixed| wrong_request(&mixed.request).or_else(|| within("Weight", mixed.weight, WEIGHT_MAX)));
        let of_pattern = match self.pattern {
            Pattern::AtOnce => None,
            Pattern::Clients => within("Clients", self.clients, REQUESTS_MAX),
            Pattern::Steady => within("Rate", self.rate, RATE_MAX),
            Pattern::Poisson => within("Rate", self.rate, RATE_MAX).or_else(|| between("Seed", 0, self.seed, SEED_MAX)),
        };
        of_mix
            .or_else(|| within("Requests", self.requests, REQUESTS_MAX))
            .or(of_pattern)
            .or_else(|| within("Cores", self.cores, CORES_MAX))
            .or_else(|| within("Workers", self.workers, CORES_MAX))
            .or_else(|| within("Pool threads", self.pool, POOL_MAX))
    }

    /// As the driver takes it.
    pub(crate) fn spec(&self) -> LoadSpec {
        let rated = matches!(self.pattern, Pattern::Steady | Pattern::Poisson);
        LoadSpec {
            load: self.in_turn(),
            requests: self.requests,
            concurrency: if self.pattern == Pattern::Clients { self.clients } else { 0 },
            rate: if rated { self.rate as f64 } else { 0.0 },
            poisson: self.pattern == Pattern::Poisson,
            probe: self.probe,
            uneven: self.uneven,
            pool: self.pool,
            seed: self.seed,
            ..LoadSpec::default()
        }
    }

    /// The requests in the order in which they are sent, again and again: each as often as its weight says, well mixed.
    fn in_turn(&self) -> Vec<String> {
        let whole: u64 = self.mix.iter().map(|mixed| mixed.weight).sum();
        let mut credit = vec![0_i64; self.mix.len()];
        let mut turn = Vec::new();
        for _ in 0..whole {
            // Who has waited longest, measured by weight, is next.
            for (credit, mixed) in credit.iter_mut().zip(&self.mix) {
                *credit += mixed.weight as i64;
            }
            let next = (0..credit.len()).rev().max_by_key(|&i| credit.get(i).copied());
            if let Some((credit, mixed)) = next.and_then(|i| credit.get_mut(i).zip(self.mix.get(i))) {
                *credit -= whole as i64;
                turn.push(mixed.request.clone());
            }
        }
        turn
    }

    /// Where it goes: `GET /a`, or `GET /a, GET /b ×3`.
    pub fn route_text(&self) -> String {
        let several = self.mix.len() > 1;
        let one = |mixed: &Mixed| {
            let request = mixed.request.split_whitespace().take(2).collect::<Vec<_>>().join(" ");
            if several { format!("{request} ×{}", mixed.weight) } else { request }
        };
        self.mix.iter().map(one).collect::<Vec<_>>().join(", ")
    }

    /// How it is sent: `100 at once, 1 worker`.
    pub fn pattern_text(&self) -> String {
        let requests = format::count(self.requests);
        let how = match self.pattern {
            Pattern::AtOnce => format!("{requests} at once"),
            Pattern::Clients => format!("{requests} by {}", format::plural(self.clients, "client")),
            Pattern::Steady => format!("{requests} at {} /s", format::count(self.rate)),
            Pattern::Poisson => format!("{requests} at about {} /s", format::count(self.rate)),
        };
        let how = match self.pattern {
            Pattern::Poisson if self.seed > 0 => format!("{how}, seed {}", self.seed),
            _ => how,
        };
        let mut text = format!("{how}, {}", format::plural(self.workers, "worker"));
        if self.uneven && self.workers > 1 {
            text.push_str(", unevenly");
        }
        if self.pool != LoadPlan::default().pool {
            text.push_str(&format!(", pool of {}", self.pool));
        }
        text
    }
}

/// A first request for a program with these routes: not to one that only says that the server lives.
fn proposal(routes: &[Route]) -> Option<String> {
    let says_alive = |route: &&Route| route.path == "/" || route.path.contains("ping") || route.path.contains("health");
    let route = routes.iter().find(|route| !says_alive(route)).or(routes.first())?;
    Some(route.request.clone())
}

/// True if a route answers a request: same method, and a path of as many parts, which are the same or parameters.
fn answers(route: &Route, request: &str) -> bool {
    let mut words = request.split_whitespace();
    let (Some(method), Some(target)) = (words.next(), words.next()) else { return false };
    let path = target.split('?').next().unwrap_or("");
    let (mut of_route, mut of_path) = (route.path.split('/'), path.split('/'));
    let parts_fit = loop {
        match (of_route.next(), of_path.next()) {
            (None, None) => break true,
            (Some(part), Some(_)) if part.contains(":path}") => break true,
            (Some(part), Some(given)) if part == given || part.starts_with('{') => {}
            _ => break false,
        }
    };
    parts_fit && method.eq_ignore_ascii_case(&route.method)
}

/// What is wrong with a request, if anything is.
fn wrong_request(request: &str) -> Option<String> {
    let (method, rest) = request.trim().split_once(' ').unwrap_or((request.trim(), ""));
    let (target, body) = rest.trim().split_once(' ').unwrap_or((rest.trim(), ""));
    let methods = ["GET", "POST", "PUT", "PATCH", "DELETE"];
    if !methods.iter().any(|known| method.eq_ignore_ascii_case(known)) || !target.starts_with('/') {
        return Some(format!("Request: “{request}” is not like “GET /path” or “POST /path {{\"a\": 1}}”."));
    }
    if !body.trim().is_empty() && serde_json::from_str::<Value>(body).is_err() {
        return Some(format!("Request: the body of “{method} {target}” is not JSON."));
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    fn route(request: &str, path: &str) -> Route {
        let method = request.split(' ').next().unwrap().to_owned();
        Route { method, path: path.to_owned(), request: request.to_owned(), is_async: true }
    }

    fn mixed(request: &str, weight: u64) -> Mixed {
        Mixed { request: request.to_owned(), weight }
    }

    fn plan(mix: &[(&str, u64)]) -> LoadPlan {
        LoadPlan { mix: mix.iter().map(|(request, weight)| mixed(request, *weight)).collect(), ..LoadPlan::default() }
    }

    #[test]
    fn it_begins_with_a_route_that_does_something_and_keeps_what_still_fits() {
        let routes = [route("GET /ping", "/ping"), route("GET /items/1", "/items/{item}"), route("POST /x {}", "/x")];
        let mut plan = LoadPlan::default();
        plan.suit(&routes);
        assert_eq!(plan.mix, [mixed("GET /items/1", 1)]);
        plan.mix = vec![mixed("get /items/7?q=2", 3), mixed("GET /gone", 1), mixed("GET /x", 1)];
        plan.suit(&routes);
        assert_eq!(plan.mix, [mixed("get /items/7?q=2", 3)]);
        plan.add(&routes);
        plan.add(&routes);
        plan.add(&routes);
        let requests: Vec<_> = plan.mix.iter().skip(1).map(|mixed| mixed.request.as_str()).collect();
        assert_eq!(requests, ["GET /ping", "POST /x {}", "GET /ping"]);
    }

    #[test]
    fn a_mix_is_sent_by_weight_and_well_mixed() {
        assert_eq!(plan(&[("GET /a", 3), ("GET /b", 1)]).in_turn(), ["GET /a", "GET /a", "GET /b", "GET /a"]);
        assert_eq!(plan(&[("GET /a", 1), ("GET /b", 1)]).in_turn(), ["GET /a", "GET /b"]);
    }

    #[test]
    fn what_cannot_be_sent_is_said() {
        let fine = plan(&[("GET /a", 1)]);
        let said = |change: fn(&mut LoadPlan)| {
            let mut plan = fine.clone();
            change(&mut plan);
            plan.problem().unwrap_or_default()
        };
        let texts = [
            said(|_| {}),
            said(|plan| plan.mix.clear()),
            said(|plan| plan.mix[0].request = "GET a".into()),
            said(|plan| plan.mix[0].request = "POST /a {".into()),
            said(|plan| plan.requests = 0),
            said(|plan| plan.requests = 20_001),
            said(|plan| plan.rate = 0),
            said(|plan| (plan.rate, plan.pattern) = (0, Pattern::Poisson)),
            said(|plan| plan.workers = 65),
            said(|plan| plan.seed = u64::MAX),
            said(|plan| (plan.seed, plan.pattern) = (u64::MAX, Pattern::Poisson)),
        ];
        insta::assert_snapshot!(texts.join("\n").replace('\u{202f}', " "), @r#"

        Choose a route to send requests to.
        Request: “GET a” is not like “GET /path” or “POST /path {"a": 1}”.
        Request: the body of “POST /a” is not JSON.
        Requests: a whole number from 1 to 20 000.
        Requests: a whole number from 1 to 20 000.

        Rate: a whole number from 1 to 100 000.
        Workers: a whole number from 1 to 64.

        Seed: a whole number from 0 to 1 000 000.
        "#);
    }

    #[test]
    fn it_is_said_in_words() {
        let mut plan = plan(&[("GET /a?x=1", 2), ("POST /b {}", 1)]);
        plan.pattern = Pattern::Clients;
        plan.pool = 10;
        assert_eq!(plan.route_text(), "GET /a?x=1 ×2, POST /b ×1");
        assert_eq!(plan.pattern_text(), "100 by 10 clients, 1 worker, pool of 10");
    }
}
