//! What plans are measured in, and bounds of it.

/// A value that is never reached; as a bound: anything goes.
pub(super) const NEVER: u64 = u64::MAX;

/// What a plan takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Measure {
    /// Weeks until the target is met.
    Finish = 0,
    /// Dollars.
    Cost = 1,
    /// Steps.
    Steps = 2,
}

impl Measure {
    /// All of them, each at its own place.
    pub(super) const ALL: [Self; 3] = [Self::Finish, Self::Cost, Self::Steps];
}

/// What a plan may take at most, or takes at least; [`NEVER`]: anything.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Bounds {
    /// Weeks.
    pub(super) finish: u64,
    /// Dollars.
    pub(super) cost: u64,
    /// Steps.
    pub(super) steps: u64,
}

impl Bounds {
    /// Anything goes.
    pub(super) const NONE: Self = Self {
        finish: NEVER,
        cost: NEVER,
        steps: NEVER,
    };

    /// Returns a bound for each measure.
    pub(super) fn by(bound: impl Fn(Measure) -> u64) -> Self {
        Self {
            finish: bound(Measure::Finish),
            cost: bound(Measure::Cost),
            steps: bound(Measure::Steps),
        }
    }

    /// Returns the bound of a measure.
    pub(super) fn get(&self, measure: Measure) -> u64 {
        match measure {
            Measure::Finish => self.finish,
            Measure::Cost => self.cost,
            Measure::Steps => self.steps,
        }
    }

    /// Returns these bounds with another one of a measure.
    pub(super) fn with(self, measure: Measure, bound: u64) -> Self {
        let mut own = self;
        *match measure {
            Measure::Finish => &mut own.finish,
            Measure::Cost => &mut own.cost,
            Measure::Steps => &mut own.steps,
        } = bound;
        own
    }
}
