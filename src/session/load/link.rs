//! A load as a link has it: what is chosen otherwise than it is at first.

use super::plan::{LoadPlan, MIX_MAX, Mixed, Pattern};
use crate::share::Link;

/// A part of a plan with its name.
type Named<T> = (&'static str, fn(&mut LoadPlan) -> &mut T);

/// The numbers of a plan, by their names in links.
const NUMBERS: [Named<u64>; 7] = [
    ("requests", |plan| &mut plan.requests),
    ("clients", |plan| &mut plan.clients),
    ("rate", |plan| &mut plan.rate),
    ("workers", |plan| &mut plan.workers),
    ("pool", |plan| &mut plan.pool),
    ("cores", |plan| &mut plan.cores),
    ("seed", |plan| &mut plan.seed),
];
/// What is so or not, likewise.
const CHECKS: [Named<bool>; 2] = [("uneven", |plan| &mut plan.uneven), ("probe", |plan| &mut plan.probe)];

impl LoadPlan {
    /// Puts it into a link.
    pub fn put_into(&self, link: &mut Link) {
        for mixed in &self.mix {
            link.put(
                "send",
                if mixed.weight == 1 { mixed.request.clone() } else { format!("{}*{}", mixed.request, mixed.weight) },
            );
        }
        let (mut own, mut first) = (self.clone(), LoadPlan::default());
        if own.pattern != first.pattern {
            link.put("pattern", own.pattern.name());
        }
        for (name, value) in NUMBERS {
            if value(&mut own) != value(&mut first) {
                link.put(name, *value(&mut own));
            }
        }
        for (name, value) in CHECKS {
            if value(&mut own) != value(&mut first) {
                link.put(name, u8::from(*value(&mut own)));
            }
        }
    }

    /// Of a link. What it does not say, or says in a way that is no load, is as it is at first.
    pub fn of_link(link: &Link) -> LoadPlan {
        let mut plan = LoadPlan { mix: link.all("send").map(mixed).take(MIX_MAX).collect(), ..LoadPlan::default() };
        if let Some(pattern) = link.get("pattern").and_then(|name| Pattern::ALL.into_iter().find(|p| p.name() == name))
        {
            plan.pattern = pattern;
        }
        for (name, value) in NUMBERS {
            if let Some(number) = link.get(name).and_then(|text| text.parse().ok()) {
                *value(&mut plan) = number;
            }
        }
        for (name, value) in CHECKS {
            if let Some(text) = link.get(name) {
                *value(&mut plan) = text == "1";
            }
        }
        plan
    }
}

/// `GET /path`, or with a weight `GET /path*3`.
fn mixed(text: &str) -> Mixed {
    let weighed = text.rsplit_once('*').and_then(|(request, weight)| Some((request, weight.parse().ok()?)));
    let (request, weight) = weighed.unwrap_or((text, 1));
    Mixed { request: request.to_owned(), weight }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn there_and_back(plan: &LoadPlan) -> (String, LoadPlan) {
        let mut link = Link::default();
        plan.put_into(&mut link);
        let text = link.text().expect("short");
        let back = LoadPlan::of_link(&Link::read(&text));
        (text, back)
    }

    #[test]
    fn a_link_opens_the_same_load() {
        let mixed = |request: &str, weight| Mixed { request: request.to_owned(), weight };
        let plan = LoadPlan {
            mix: vec![mixed("GET /a?x=1", 1), mixed("POST /b {\"c\": 2}", 3)],
            pattern: Pattern::Poisson,
            requests: 500,
            seed: 7,
            uneven: true,
            workers: 2,
            ..LoadPlan::default()
        };
        let (text, back) = there_and_back(&plan);
        assert_eq!(back, plan);
        assert_eq!(
            text,
            "send=GET%20/a?x%3D1&send=POST%20/b%20%7B%22c%22:%202%7D*3&pattern=poisson&requests=500&workers=2&seed=7&uneven=1"
        );
        assert_eq!(there_and_back(&LoadPlan::default()), (String::new(), LoadPlan::default()));
    }

    #[test]
    fn what_is_no_load_is_left_as_it_is_at_first() {
        let plan = LoadPlan::of_link(&Link::read("pattern=all&requests=-3&cores=x&probe=yes"));
        assert_eq!(plan, LoadPlan::default());
    }
}
