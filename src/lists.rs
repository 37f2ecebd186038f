//! Flat lists of indices, and sets of places.

#![expect(
    clippy::indexing_slicing,
    reason = "spans are made by the lists they are of, places by whoever knows how many there are"
)]

/// A stretch of one of the flat lists.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Span {
    from: u32,
    to: u32,
}

impl Span {
    /// Returns whether there is nothing in it.
    pub(crate) fn is_empty(self) -> bool {
        self.from == self.to
    }
}

/// Lists of indices, flat.
#[derive(Clone, Debug, Default)]
pub(crate) struct Lists(Vec<u32>);

impl Lists {
    /// Makes room for so many items.
    pub(crate) fn reserve(&mut self, items: usize) {
        self.0.reserve(items);
    }

    /// Adds a list, sorted and each item once.
    pub(crate) fn add(&mut self, items: impl Iterator<Item = u32>) -> Span {
        let from = self.0.len();
        self.0.extend(items);
        self.0[from..].sort_unstable();
        let mut to = from;
        for place in from..self.0.len() {
            if to == from || self.0[to - 1] != self.0[place] {
                self.0[to] = self.0[place];
                to += 1;
            }
        }
        self.0.truncate(to);
        Span {
            from: small(from),
            to: small(to),
        }
    }

    /// Adds a list that is sorted, with each item once.
    pub(crate) fn add_sorted(&mut self, items: impl Iterator<Item = u32>) -> Span {
        let from = small(self.0.len());
        self.0.extend(items);
        Span {
            from,
            to: small(self.0.len()),
        }
    }

    /// Adds, for each key below `count`, the list of what is paired with it, in the order given.
    pub(crate) fn group(&mut self, count: usize, pairs: &[(u32, u32)]) -> Vec<Span> {
        let mut spans = vec![Span::default(); count];
        for (key, _) in pairs {
            spans[*key as usize].to += 1;
        }
        let mut next = small(self.0.len());
        for span in &mut spans {
            let length = span.to;
            (span.from, span.to) = (next, next);
            next += length;
        }
        self.0.resize(next as usize, 0);
        for (key, item) in pairs {
            let span = &mut spans[*key as usize];
            self.0[span.to as usize] = *item;
            span.to += 1;
        }
        spans
    }

    /// Returns the list.
    pub(crate) fn of(&self, span: Span) -> &[u32] {
        &self.0[span.from as usize..span.to as usize]
    }
}

/// A list for each of so many keys.
#[derive(Clone, Debug, Default)]
pub(crate) struct Groups {
    spans: Vec<Span>,
    lists: Lists,
}

impl Groups {
    /// Returns, for each key below `count`, the list of what is paired with it, in the order given.
    pub(crate) fn of_pairs(count: usize, pairs: &[(u32, u32)]) -> Self {
        let mut lists = Lists::default();
        let spans = lists.group(count, pairs);
        Self { spans, lists }
    }

    /// Returns the list of a key.
    pub(crate) fn of(&self, key: u32) -> &[u32] {
        self.lists.of(self.spans[key as usize])
    }

    /// Returns the list of a key; `None`: there is no such key.
    pub(crate) fn get(&self, key: u32) -> Option<&[u32]> {
        let span = self.spans.get(key as usize)?;
        Some(self.lists.of(*span))
    }
}

/// A set of places.
#[derive(Debug, Default)]
pub(crate) struct Marks {
    words: Vec<u64>,
    /// No word before this one has a place.
    first: usize,
}

impl Clone for Marks {
    fn clone(&self) -> Self {
        Self {
            words: self.words.clone(),
            first: self.first,
        }
    }

    fn clone_from(&mut self, other: &Self) {
        self.words.clone_from(&other.words);
        self.first = other.first;
    }
}

impl Marks {
    /// Returns no places of so many.
    pub(crate) fn new(count: usize) -> Self {
        Self {
            words: vec![0; count.div_ceil(64)],
            first: 0,
        }
    }

    /// Returns every one of so many places.
    pub(crate) fn all(count: usize) -> Self {
        let mut own = Self::default();
        own.set_all(count);
        own
    }

    /// Makes this every one of so many places.
    pub(crate) fn set_all(&mut self, count: usize) {
        self.first = 0;
        self.words.clear();
        self.words.resize(count.div_ceil(64), u64::MAX);
        if let (Some(last), odd @ 1..) = (self.words.last_mut(), count % 64) {
            *last = (1 << odd) - 1;
        }
    }

    /// Adds a place.
    pub(crate) fn set(&mut self, place: u32) {
        let word = place as usize / 64;
        self.words[word] |= 1 << (place % 64);
        self.first = self.first.min(word);
    }

    /// Whether it has a place.
    pub(crate) fn has(&self, place: u32) -> bool {
        self.words[place as usize / 64] >> (place % 64) & 1 == 1
    }

    /// Takes off every place.
    pub(crate) fn clear(&mut self) {
        self.words.fill(0);
    }

    /// Takes off the first one.
    pub(crate) fn take_first(&mut self) -> Option<u32> {
        loop {
            let word = self.words.get_mut(self.first)?;
            if *word != 0 {
                let bit = word.trailing_zeros();
                *word &= *word - 1;
                return Some(small(self.first) * 64 + bit);
            }
            self.first += 1;
        }
    }

    /// Takes off the first one from `start` on.
    pub(crate) fn take_from(&mut self, start: u32) -> Option<u32> {
        let mut word = start as usize / 64;
        let mut mask = u64::MAX << (start % 64);
        loop {
            let bits = self.words.get(word)? & mask;
            if bits != 0 {
                let bit = bits.trailing_zeros();
                self.words[word] &= !(1 << bit);
                return Some(small(word) * 64 + bit);
            }
            word += 1;
            mask = u64::MAX;
        }
    }

    /// Takes off the last one before `end`.
    pub(crate) fn take_before(&mut self, end: u32) -> Option<u32> {
        let mut word = end as usize / 64;
        let mut mask = (1u64 << (end % 64)) - 1;
        loop {
            let bits = self.words.get(word).map_or(0, |bits| bits & mask);
            if bits != 0 {
                let bit = 63 - bits.leading_zeros();
                self.words[word] &= !(1 << bit);
                return Some(small(word) * 64 + bit);
            }
            word = word.checked_sub(1)?;
            mask = u64::MAX;
        }
    }

    /// Returns the places, in order.
    pub(crate) fn iter(&self) -> impl Iterator<Item = u32> {
        self.words.iter().enumerate().flat_map(|(word, bits)| {
            let word = small(word) * 64;
            places(*bits).map(move |bit| word + bit)
        })
    }
}

/// Returns the places of the bits that are set, in order.
pub(crate) fn places(bits: u64) -> impl Iterator<Item = u32> {
    let mut bits = bits;
    std::iter::from_fn(move || {
        let place = bits.trailing_zeros();
        (bits != 0).then(|| {
            bits &= bits - 1;
            place
        })
    })
}

/// Returns a count as an index; there are never so many things that it does not fit.
pub(crate) fn small(count: usize) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}
