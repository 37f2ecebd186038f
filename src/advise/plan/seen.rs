//! Moments seen before: one that is in no way better than one of them need not be looked at.

#![expect(
    clippy::indexing_slicing,
    reason = "keys and labels are as long as the first, instance indices are made by its builders only"
)]

use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};

use super::instance::Instance;
use super::state::{State, set};
use crate::lists::small;

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

/// The states seen in a search: those that stand alike have one key, and each of them a label that
/// decides which is as good as which.
#[derive(Debug, Default)]
pub(super) struct Seen {
    /// By hash of the key: the first key; those of one hash are chained.
    heads: HashMap<u64, u32, BuildHasherDefault<Plain>>,
    /// All keys, one after the other.
    keys: Vec<u64>,
    /// By key: the next one of the same hash.
    next: Vec<u32>,
    /// By key: its labels, one after the other.
    labels: Vec<Vec<u64>>,
    /// The key and the label being looked up.
    key: Vec<u64>,
    label: Vec<u64>,
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
        self.set_key(instance, state);
        self.set_label(instance, state, counted);
        let place = self.place() as usize;
        let words = state.done.len();
        let labels = &mut self.labels[place];
        let mut known = labels.chunks_exact(self.label.len());
        if known.any(|label| is_as_good(label, &self.label, words)) {
            return true;
        }
        labels.extend_from_slice(&self.label);
        false
    }

    /// The key: what is met or being studied for, and the occupation.
    fn set_key(&mut self, instance: &Instance, state: &State) {
        let key = &mut self.key;
        key.clear();
        key.extend_from_slice(&state.done);
        if let Some(pending) = state.pending {
            set(key, instance.gives(&instance.steps[pending as usize]));
        }
        key.push(state.work.map_or(NO_WORK, u64::from));
    }

    /// The label: what is left to be done or paid, the less the better, and what is met already.
    fn set_label(&mut self, instance: &Instance, state: &State, counted: Counted) {
        let time = |week: u64| if counted.time { week } else { 0 };
        let label = &mut self.label;
        label.clear();
        label.extend([
            time(state.now),
            time(state.free),
            time(state.leave),
            if counted.cost { state.cost } else { 0 },
            if counted.steps { state.steps } else { 0 },
        ]);
        let from = label.len();
        label.extend_from_slice(&state.remaining);
        for kind in state.counts(instance) {
            // Where the occupation gives it: the week it is reached.
            let own = &mut label[from + *kind as usize];
            *own = if counted.time { *own + state.now } else { 0 };
        }
        label.extend_from_slice(&state.done);
    }

    /// Returns the place of the key, which is made if it is new.
    fn place(&mut self) -> u32 {
        let seed = 0x9E37_79B9_7F4A_7C15u64;
        let hash = self.key.iter().fold(seed, |hash, word| {
            (hash ^ word)
                .wrapping_mul(0xD6E8_FEB8_6659_FD93)
                .rotate_left(31)
        });
        let head = self.heads.entry(hash).or_insert(END);
        let mut place = *head;
        while place != END {
            let from = place as usize * self.key.len();
            if self.keys[from..][..self.key.len()] == self.key {
                return place;
            }
            place = self.next[place as usize];
        }
        place = small(self.next.len());
        self.next.push(*head);
        *head = place;
        self.keys.extend_from_slice(&self.key);
        self.labels.push(Vec::new());
        place
    }
}

/// Returns whether the first label is as good as the second of the same key; each ends with so many
/// words of what is met already.
fn is_as_good(one: &[u64], other: &[u64], words: usize) -> bool {
    let [now, free, leave] = [0, 1, 2];
    let least = one.len() - words;
    one[now] <= other[now]
        && one[leave] <= other[leave].max(other[now])
        && (one[3..least].iter().zip(&other[3..least])).all(|(one, other)| one <= other)
        // By the week its study ends, a state has met all that the key names; before, only some.
        && (one[free] <= other[now]
            || (one[free] <= other[free]
                && (one[least..].iter().zip(&other[least..]))
                    .all(|(one, other)| other & !one == 0)))
}
