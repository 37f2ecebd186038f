//! Moments seen before: one that is in no way better than one of them need not be looked at.

#![expect(
    clippy::indexing_slicing,
    reason = "labels are all as long as the first, instance indices are made by its builders only"
)]

use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};

use super::instance::Instance;
use super::lists::small;
use super::state::{State, set};

/// Which of the measures a search bounds, and so has to tell states apart by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Counted {
    /// Weeks.
    pub(super) time: bool,
    /// Dollars.
    pub(super) cost: bool,
    /// Steps.
    pub(super) steps: bool,
}

/// The states seen in a search, as labels: a key that says which stand alike, and what decides which
/// of these is as good as which.
#[derive(Debug, Default)]
pub(super) struct Seen {
    /// By hash of the key: the first of its labels; labels are chained.
    heads: HashMap<u64, u32, BuildHasherDefault<Plain>>,
    labels: Vec<u64>,
    /// By label: the next one of the same hash.
    next: Vec<u32>,
    /// The label being looked up.
    own: Vec<u64>,
}

/// Hashes a number that is a hash already.
#[derive(Debug, Default)]
struct Plain(u64);

impl Hasher for Plain {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, bytes: &[u8]) {
        for byte in bytes {
            self.0 = self.0.rotate_left(8) ^ u64::from(*byte);
        }
    }

    fn write_u64(&mut self, hash: u64) {
        self.0 = hash;
    }
}

const END: u32 = u32::MAX;
const NO_WORK: u64 = u64::MAX;

impl Seen {
    /// Returns whether a state as good was seen before, and notes this one if not.
    ///
    /// Alike are states with the same leaves met or being studied for, and the same occupation. One
    /// is as good if whatever can follow the other can also follow it, at the same weeks.
    pub(super) fn has(&mut self, instance: &Instance, state: &State, counted: Counted) -> bool {
        let words = state.done.len();
        let time = |week: u64| if counted.time { week } else { 0 };
        self.own.clear();
        // The key: what is met or being studied for, and the occupation.
        self.own.extend_from_slice(&state.done);
        if let Some(pending) = state.pending {
            set(
                &mut self.own,
                instance.gives(&instance.steps[pending as usize]),
            );
        }
        self.own.push(state.work.map_or(NO_WORK, u64::from));
        let hash = self
            .own
            .iter()
            .fold(0x9E37_79B9_7F4A_7C15u64, |hash, word| {
                (hash ^ word)
                    .wrapping_mul(0xD6E8_FEB8_6659_FD93)
                    .rotate_left(31)
            });
        // The label.
        self.own.extend_from_slice(&state.done);
        self.own.extend([
            time(state.now),
            time(state.free),
            time(state.leave),
            if counted.cost { state.cost } else { 0 },
            if counted.steps { state.steps } else { 0 },
        ]);
        let from = self.own.len();
        self.own.extend_from_slice(&state.remaining);
        for kind in state.counts(instance) {
            // Where the occupation gives it: the week it is reached.
            let own = &mut self.own[from + *kind as usize];
            *own = if counted.time { *own + state.now } else { 0 };
        }
        let stride = self.own.len();
        let head = self.heads.entry(hash).or_insert(END);
        let mut place = *head;
        while place != END {
            let label = &self.labels[place as usize * stride..][..stride];
            if is_as_good(label, &self.own, words) {
                return true;
            }
            place = self.next[place as usize];
        }
        let place = small(self.next.len());
        self.next.push(*head);
        *head = place;
        self.labels.extend_from_slice(&self.own);
        false
    }
}

/// Returns whether the first label, key and all, is as good as the second.
fn is_as_good(one: &[u64], other: &[u64], words: usize) -> bool {
    let key = words + 1;
    if one[..key] != other[..key] {
        return false;
    }
    let (one_done, one) = one[key..].split_at(words);
    let (other_done, other) = other[key..].split_at(words);
    let [now, free, leave] = [0, 1, 2];
    // By the week its study ends, a state has met all that the key names; before, only `done`.
    let is_studied = || {
        let mut done = one_done.iter().zip(other_done);
        one[free] <= other[now]
            || (one[free] <= other[free] && done.all(|(one, other)| other & !one == 0))
    };
    one[now] <= other[now]
        && one[leave] <= other[leave].max(other[now])
        && one[3..]
            .iter()
            .zip(&other[3..])
            .all(|(one, other)| one <= other)
        && is_studied()
}
