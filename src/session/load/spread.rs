//! How requests are spread over workers.
//!
//! All workers wait for connections at one socket. Under Linux the one that is awake first takes most of what comes at once, while the
//! others are still waking: of 10 requests one of two workers takes 9, of 100 about 75, of 200 about 125 (medians of
//! `tests/reference/fastapi.json`, `s6_workers2`). Balancers that serve in turn spread evenly.

/// Bursts and what one of two workers takes of them, in thousandths.
const MEASURED: [(u64, u64); 3] = [(10, 900), (100, 750), (200, 625)];

/// What the first of two workers takes of so many that come at once, in thousandths.
fn first_share(burst: u64) -> u64 {
    let (mut from, mut share) = MEASURED[0];
    for (to, next) in MEASURED {
        if burst <= from {
            break;
        }
        let part = (burst.min(to) - from) * 1000 / (to - from).max(1);
        share = (share * (1000 - part) + next * part) / 1000;
        from = to;
    }
    share
}

/// How many each worker gets of a number that comes at once.
pub fn spread(number: u64, workers: u64, uneven: bool) -> Vec<u64> {
    let (mut left, mut out) = (number, Vec::new());
    for worker in 0..workers {
        let others = workers - worker - 1;
        let even = left.div_ceil(others + 1);
        // Of what the first leaves, the second takes most, and so on.
        let takes = if !uneven || others == 0 { even } else { even.max((left * first_share(number) + 500) / 1000) };
        out.push(takes);
        left -= takes;
    }
    out
}

/// How many of the other workers are at work as long as this one.
pub fn busy_beside(shares: &[u64], worker: usize) -> u32 {
    let own = shares.get(worker).copied().unwrap_or(0).max(1);
    let thousandths = |&share: &u64| (share * 1000 / own).min(1000);
    let all: u64 = shares.iter().map(thousandths).sum();
    ((all.saturating_sub(1000) + 500) / 1000) as u32
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_worker_takes_most_of_a_burst() {
        assert_eq!([10, 100, 200].map(|n| spread(n, 2, true)), [vec![9, 1], vec![75, 25], vec![125, 75]]);
        assert_eq!([spread(1, 2, true), spread(55, 2, true)], [vec![1, 0], vec![45, 10]]);
        assert_eq!([spread(10, 2, false), spread(10, 4, false)], [vec![5, 5], vec![3, 3, 2, 2]]);
        assert_eq!(spread(1000, 3, true), [625, 234, 141]);
        let whole = (0..300).all(|n| (1..9).all(|w| spread(n, w, n % 2 == 0).iter().sum::<u64>() == n));
        assert!(whole);
    }

    #[test]
    fn workers_that_have_little_to_do_do_not_count() {
        assert_eq!([busy_beside(&[5, 5], 0), busy_beside(&[9, 1], 0), busy_beside(&[9, 1], 1)], [1, 0, 1]);
        assert_eq!(busy_beside(&[3, 3, 2, 2], 0), 2);
    }
}
