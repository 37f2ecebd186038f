//! Work that several workers do side by side.

use std::num::NonZeroUsize;
use std::sync::OnceLock;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

/// What came of each piece of work so far; `None`: nothing, or its worker broke down.
pub(super) struct Made<R>(Vec<OnceLock<Option<R>>>);

impl<R> Made<R> {
    /// Waits for what comes of an earlier piece of work; `None`: nothing does.
    pub(super) fn wait(&self, place: usize) -> Option<&R> {
        self.0.get(place)?.wait().as_ref()
    }
}

/// Lets nobody wait for a worker that broke down.
struct Promise<'m, R>(&'m OnceLock<Option<R>>);

impl<R> Drop for Promise<'_, R> {
    fn drop(&mut self) {
        let _ = self.0.set(None);
    }
}

/// Does so many pieces of work, begun in order, and returns what came of each, beside what they
/// share.
///
/// There are so many workers at most: the caller's thread, and as many others as can be had. Each
/// begins with what `prepare` gives it of what they `share`, which the caller's thread makes while
/// the others start. A piece may wait for earlier ones; where such a one came to nothing it is given
/// up.
pub(super) fn work<S, W, R>(
    count: usize,
    workers: NonZeroUsize,
    share: impl Fn() -> S,
    prepare: impl Fn(&S) -> W + Sync,
    piece: impl Fn(&mut W, &S, usize, &Made<R>) -> Option<R> + Sync,
) -> (S, Vec<Option<R>>)
where
    S: Send + Sync,
    R: Send + Sync,
{
    let made = Made((0..count).map(|_| OnceLock::new()).collect());
    let next = AtomicUsize::new(0);
    let worker = |shared: &S| {
        let mut own = prepare(shared);
        loop {
            let place = next.fetch_add(1, Ordering::Relaxed);
            let Some(slot) = made.0.get(place) else { break };
            let promise = Promise(slot);
            let _ = promise.0.set(piece(&mut own, shared, place, &made));
        }
    };
    let shared: OnceLock<Option<S>> = OnceLock::new();
    let begin = || shared.wait().as_ref().map_or((), worker);
    thread::scope(|scope| {
        for _ in 1..workers.get().min(count) {
            // Where there is no further thread, fewer do the work.
            let _ = thread::Builder::new().spawn_scoped(scope, begin);
        }
        let promise = Promise(&shared);
        let _ = promise.0.set(Some(share()));
        begin();
    });
    let made = made.0.into_iter();
    let made = made.map(|made| made.into_inner().flatten()).collect();
    // It is there: had it broken down, the scope would have.
    let shared = shared.into_inner().flatten().unwrap_or_else(share);
    (shared, made)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Does pieces of work that share nothing.
    fn alone(
        count: usize,
        workers: NonZeroUsize,
        piece: impl Fn(usize, &Made<usize>) -> Option<usize> + Sync,
    ) -> Vec<Option<usize>> {
        let piece = |(): &mut (), (): &(), place, made: &Made<usize>| piece(place, made);
        work(count, workers, || (), |()| (), piece).1
    }

    #[test]
    fn what_comes_of_the_work_is_in_its_order_however_many_do_it() {
        for workers in [1, 2, 3, 40] {
            let workers = NonZeroUsize::new(workers).unwrap_or(NonZeroUsize::MIN);
            let (shared, sums) = work(
                20,
                workers,
                || 100,
                |shared| shared / 10,
                |own, shared, place, made: &Made<usize>| {
                    let before = place
                        .checked_sub(1)
                        .map_or(Some(*shared + *own), |last| made.wait(last).copied());
                    Some(before? + place)
                },
            );
            let sum = |place: usize| 110 + place * (place + 1) / 2;
            let expected: Vec<Option<usize>> = (0..20).map(|place| Some(sum(place))).collect();
            assert_eq!((shared, sums), (100, expected));
        }
        let none = alone(0, NonZeroUsize::MIN, |place, _| Some(place));
        assert!(none.is_empty());
    }

    #[test]
    fn what_waits_for_a_piece_that_comes_to_nothing_is_given_up() {
        let two = NonZeroUsize::MIN.saturating_add(1);
        let made = alone(4, two, |place, made| match place {
            1 => None,
            3 => made.wait(1).copied(),
            _ => Some(place),
        });
        assert_eq!(made, [Some(0), None, Some(2), None]);
    }

    #[test]
    fn nobody_waits_for_a_worker_that_broke_down() {
        let two = NonZeroUsize::MIN.saturating_add(1);
        let broken = std::panic::catch_unwind(|| {
            alone(8, two, |place, made| {
                assert_ne!(place, 0, "breaks down");
                made.wait(0).copied()
            })
        });
        assert!(broken.is_err());
    }

    #[test]
    fn nobody_waits_for_what_is_shared_if_it_is_not_made() {
        let two = NonZeroUsize::MIN.saturating_add(1);
        let broken = std::panic::catch_unwind(|| {
            let share = || -> usize { panic!("breaks down") };
            work(8, two, share, |_| (), |(), shared, _, _| Some(*shared))
        });
        assert!(broken.is_err());
    }
}
