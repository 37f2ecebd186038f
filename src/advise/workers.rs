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

/// Does so many pieces of work, begun in order, and returns what came of each.
///
/// There are so many workers at most: the caller's thread, and as many others as can be had. Each
/// begins with what `prepare` gives it. A piece may wait for earlier ones; where such a one came to
/// nothing it is given up.
pub(super) fn work<W, R>(
    count: usize,
    workers: NonZeroUsize,
    prepare: impl Fn() -> W + Sync,
    piece: impl Fn(&mut W, usize, &Made<R>) -> Option<R> + Sync,
) -> Vec<Option<R>>
where
    R: Send + Sync,
{
    let made = Made((0..count).map(|_| OnceLock::new()).collect());
    let next = AtomicUsize::new(0);
    let worker = || {
        let mut own = prepare();
        loop {
            let place = next.fetch_add(1, Ordering::Relaxed);
            let Some(slot) = made.0.get(place) else { break };
            let promise = Promise(slot);
            let _ = promise.0.set(piece(&mut own, place, &made));
        }
    };
    thread::scope(|scope| {
        for _ in 1..workers.get().min(count) {
            // Where there is no further thread, fewer do the work.
            let _ = thread::Builder::new().spawn_scoped(scope, worker);
        }
        worker();
    });
    let made = made.0.into_iter();
    made.map(|made| made.into_inner().flatten()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_comes_of_the_work_is_in_its_order_however_many_do_it() {
        for workers in [1, 2, 3, 40] {
            let workers = NonZeroUsize::new(workers).unwrap_or(NonZeroUsize::MIN);
            let sums = work(
                20,
                workers,
                || (),
                |(), place, made: &Made<usize>| {
                    let before = place
                        .checked_sub(1)
                        .map_or(Some(0), |last| made.wait(last).copied());
                    Some(before? + place)
                },
            );
            let sum = |place: usize| place * (place + 1) / 2;
            let expected: Vec<Option<usize>> = (0..20).map(|place| Some(sum(place))).collect();
            assert_eq!(sums, expected);
        }
        assert!(work(0, NonZeroUsize::MIN, || (), |(), place, _| Some(place)).is_empty());
    }

    #[test]
    fn what_waits_for_a_piece_that_comes_to_nothing_is_given_up() {
        let two = NonZeroUsize::MIN.saturating_add(1);
        let made = work(
            4,
            two,
            || (),
            |(), place, made: &Made<usize>| match place {
                1 => None,
                3 => made.wait(1).copied(),
                _ => Some(place),
            },
        );
        assert_eq!(made, [Some(0), None, Some(2), None]);
    }

    #[test]
    fn nobody_waits_for_a_worker_that_broke_down() {
        let two = NonZeroUsize::MIN.saturating_add(1);
        let broken = std::panic::catch_unwind(|| {
            work(
                8,
                two,
                || (),
                |(), place, made: &Made<usize>| {
                    assert_ne!(place, 0, "breaks down");
                    made.wait(0).copied()
                },
            )
        });
        assert!(broken.is_err());
    }
}
