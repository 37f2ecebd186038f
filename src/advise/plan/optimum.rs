//! The best sequence: one measure after the other is brought to its least, then ties are broken.
//!
//! In: an [`Outlook`], a target, an objective and bounds. Out: the [`Best`] sequence with how far it
//! is proven, or the proof that there is none.
//!
//! Each measure is first bounded from below by the outlook and by landmarks, and from above by the
//! plans that a few greedy choices give. Only where the two differ is there a search, and only for
//! something better than what is known. What cannot be part of a plan as good as the best one known
//! is cut away as soon as a measure is at its least.

mod needed;

use super::Objective;
use super::forest::Simple;
use super::instance::{Did, Instance, Step};
use super::least::{Least, renew_starts};
use super::measure::{Bounds, Measure, NEVER};
use super::outlook::{Aimed, Outlook};
use super::part::{Goal, only, part};
use super::problem::Target;
use super::root::{Rooted, landmarks, least, with_fewer};
use super::search::{Aim, Candidate, Effort, Found, Without, search};
use super::soonest::{Greed, Narrowed, Question};
use needed::needed;

/// The best sequence that was found, and the instance its steps belong to.
pub(super) struct Best {
    /// The sequence.
    pub(super) found: Found,
    /// The instance; `None`: nothing has to be done.
    pub(super) instance: Option<Instance>,
    /// What no plan within the bounds goes below; `None`: the sequence is proven to be the best.
    pub(super) bound: Option<Bounds>,
}

/// What the best sequence takes of one measure.
#[derive(Clone, Copy, Debug)]
pub(super) struct LeastValue {
    /// Weeks, dollars or steps.
    pub(super) value: u64,
    /// Whether it is proven; else it is of a plan that exists, but may not be the least.
    pub(super) is_exact: bool,
}

/// Returns the best sequence within `bounds`; of certain steps only, if these are given, and then its
/// bound holds for such alone.
pub(super) fn optimum(
    outlook: &Outlook<'_>,
    target: &Target<'_>,
    objective: Objective,
    bounds: Bounds,
    among: Option<&[Did]>,
    effort: Effort,
) -> Result<Best, Without> {
    let aimed = outlook.aimed(target);
    match Optimum::of(outlook, &aimed, order(objective), effort)? {
        None => Ok(Best {
            found: Found::NOTHING,
            instance: None,
            bound: None,
        }),
        Some(mut optimum) => {
            if let Some(steps) = among {
                optimum.keep_to(steps, bounds).ok_or(Without::Proof)?;
            }
            optimum.best(bounds)
        }
    }
}

/// Returns what the best sequence within `bounds` takes of a measure, without looking further.
pub(super) fn least_value(
    outlook: &Outlook<'_>,
    target: &Target<'_>,
    objective: Objective,
    measure: Measure,
    bounds: Bounds,
    effort: Effort,
) -> Result<LeastValue, Without> {
    let aimed = outlook.aimed(target);
    match Optimum::of(outlook, &aimed, order(objective), effort)? {
        None => Ok(LeastValue {
            value: 0,
            is_exact: true,
        }),
        Some(optimum) => optimum.least(measure, bounds),
    }
}

/// Returns the measures in the order in which they count.
fn order(objective: Objective) -> [Measure; 3] {
    match objective {
        Objective::Soonest => [Measure::Finish, Measure::Cost, Measure::Steps],
        Objective::Cheapest => [Measure::Cost, Measure::Finish, Measure::Steps],
    }
}

/// How much is done for a sequence that is not proven to be the best, besides; see [`Effort`].
const POLISH: u64 = 500_000;

/// What is known on the way.
struct Optimum<'o, 'a> {
    outlook: &'o Outlook<'a>,
    goal: Goal<'o>,
    /// What no plan goes below.
    least: Bounds,
    order: [Measure; 3],
    effort: Effort,
    best: Option<Candidate>,
    /// What can be part of a plan as good as the best one known, once something is cut away.
    base: Option<(Instance, Bounds)>,
    /// The same with what is known of it, once only ties are left to be broken.
    rooted: Option<Rooted>,
}

impl Best {
    /// Returns what its steps do.
    pub(super) fn steps(&self) -> impl Iterator<Item = Did> {
        let instance = self.instance.iter();
        instance.flat_map(|instance| self.found.did(instance))
    }

    /// Returns the sooner of this and another one, with what is proved of this.
    pub(super) fn or_sooner(self, other: Self) -> Self {
        let order = order(Objective::Soonest);
        match values(&other.found, order) < values(&self.found, order) {
            true => Self {
                bound: self.bound,
                ..other
            },
            false => self,
        }
    }
}

/// Returns what a sequence takes, by which it is better or worse than another.
fn values(found: &Found, order: [Measure; 3]) -> [u64; 3] {
    order.map(|measure| found.get(measure))
}

impl<'o, 'a> Optimum<'o, 'a> {
    /// Returns what is known at first; nothing, if there is nothing to be done.
    fn of(
        outlook: &'o Outlook<'a>,
        aimed: &'o Aimed,
        order: [Measure; 3],
        effort: Effort,
    ) -> Result<Option<Self>, Without> {
        let tree = match aimed.tree {
            Simple::Met => return Ok(None),
            Simple::Hopeless => return Err(Without::Proof),
            Simple::Tree(tree) => tree,
        };
        let goal = Goal {
            forest: &aimed.forest,
            tree,
            wanted: &aimed.wanted,
        };
        Ok(Some(Self {
            outlook,
            goal,
            least: aimed.least,
            order,
            effort,
            best: None,
            base: None,
            rooted: None,
        }))
    }

    fn question(&self) -> Question<'_> {
        match &self.base {
            None => Question {
                instance: &self.outlook.whole.instance,
                starts: &self.outlook.starts,
                least: Some(&self.outlook.least),
                goal: self.goal,
                cut: None,
            },
            Some((instance, bounds)) => Question {
                cut: Some(*bounds),
                ..Question::of(instance)
            },
        }
    }

    /// Keeps a sequence if it is better than the one known.
    fn keep(&mut self, candidate: Option<Candidate>) {
        let values = |own: &Candidate| values(&own.found, self.order);
        let Some(candidate) = candidate else { return };
        let is_better = match &self.best {
            None => true,
            Some(best) => values(&candidate) < values(best),
        };
        if is_better {
            self.best = Some(candidate);
        }
    }

    fn try_greedy(&mut self, measure: Measure, greed: Greed, bounds: Bounds) {
        let least = self.least.finish;
        self.keep(self.question().greedy(measure, greed, least, bounds));
    }

    /// Returns what the best sequence known takes; [`NEVER`]: none is known.
    fn reached(&self, measure: Measure) -> u64 {
        let best = self.best.as_ref();
        best.map_or(NEVER, |best| best.found.get(measure))
    }

    fn best(mut self, bounds: Bounds) -> Result<Best, Without> {
        let mut bounds = bounds;
        self.any(bounds)?;
        for measure in self.order {
            let (value, is_least) = self.settled(measure, bounds)?;
            if !is_least {
                let bound = self.bound(bounds);
                self.polish(measure, bounds);
                return self.given_up(bound);
            }
            bounds = bounds.with(measure, value);
        }
        self.first(bounds)
    }

    fn least(mut self, wanted: Measure, bounds: Bounds) -> Result<LeastValue, Without> {
        let mut bounds = bounds;
        self.any(bounds)?;
        for measure in self.order {
            let (value, is_exact) = self.settled(measure, bounds)?;
            if !is_exact || measure == wanted {
                let best = self.best.ok_or(Without::Undecided)?;
                let value = best.found.get(wanted);
                return Ok(LeastValue { value, is_exact });
            }
            bounds = bounds.with(measure, value);
        }
        Err(Without::Undecided)
    }

    /// Brings a measure to its least; returns the best value and whether it is proven.
    fn settled(&mut self, measure: Measure, bounds: Bounds) -> Result<(u64, bool), Without> {
        let is_least = self.is_least(measure, bounds);
        let best = self.best.as_ref().ok_or(Without::Undecided)?;
        Ok((best.found.get(measure), is_least))
    }

    /// Sees to it that some plan within the bounds is known, a good one in the first measure. Where
    /// the greedy ones break the bounds, that is the cheapest of all, as time matters least for
    /// whether there is one.
    fn any(&mut self, bounds: Bounds) -> Result<(), Without> {
        let least = self.least;
        let is_none = Measure::ALL.map(|measure| least.get(measure) > bounds.get(measure));
        if is_none.contains(&true) {
            return Err(Without::Proof);
        }
        let [first, second, _] = self.order;
        self.try_greedy(first, Greed::Best, bounds);
        if first == Measure::Finish && self.reached(first) > least.finish {
            self.try_greedy(first, Greed::Joint, bounds.with(first, least.finish));
        }
        if self.reached(first) > least.get(first) {
            self.try_greedy(second, Greed::Best, bounds);
        }
        if self.best.is_some() {
            return Ok(());
        }
        let mut effort = self.effort;
        let narrowed = self.question().cheapest(bounds, &mut effort);
        self.effort = effort;
        let without = match narrowed.is_proven(Measure::Cost) {
            true => Without::Proof,
            false => Without::Undecided,
        };
        if narrowed.found.is_some() {
            let least = narrowed.least.max(self.least.cost);
            self.least = self.least.with(Measure::Cost, least);
        }
        self.adopt(narrowed.found);
        self.best.as_ref().map(|_| ()).ok_or(without)
    }

    /// Brings a measure to its least; returns whether that is proven. The measures before it are at
    /// theirs.
    fn is_least(&mut self, measure: Measure, bounds: Bounds) -> bool {
        let least = self.least.get(measure);
        if least < self.reached(measure) && measure == self.order[1] {
            let is_timed = measure == Measure::Cost;
            let greed = if is_timed { Greed::Joint } else { Greed::Best };
            self.try_greedy(measure, greed, bounds);
        }
        let reached = self.reached(measure);
        if least >= reached {
            return true;
        }
        let as_good = bounds.with(measure, reached);
        let is_shown = match measure {
            Measure::Steps => self.root_in(as_good),
            Measure::Finish | Measure::Cost => {
                measure != self.order[0] && self.cut_away(measure, as_good)
            }
        };
        let reached = self.reached(measure);
        if is_shown || least >= reached {
            return true;
        }
        let better = bounds.with(measure, reached.saturating_sub(1));
        let mut effort = self.effort;
        let narrowed = match measure {
            Measure::Finish => self.sooner(better, &mut effort),
            Measure::Cost => self.question().cheapest(better, &mut effort),
            Measure::Steps => self.fewer(better, &mut effort),
        };
        self.effort = effort;
        let is_least = narrowed.is_proven(measure);
        if !is_least {
            let least = narrowed.least.max(self.least.get(measure));
            self.least = self.least.with(measure, least);
        }
        // Better in this measure is better altogether.
        self.adopt(narrowed.found);
        is_least
    }

    /// Makes a sequence the best one known, with what it is among.
    fn adopt(&mut self, found: Option<Candidate>) {
        let Some(mut best) = found else { return };
        self.rooted = None;
        if let Some((instance, bounds)) = best.among.take() {
            self.set_base(instance, bounds);
        }
        self.best = Some(best);
    }

    /// Leaves out all but some steps; `None`: there is no plan within the bounds then.
    fn keep_to(&mut self, steps: &[Did], bounds: Bounds) -> Option<()> {
        let question = self.question();
        let instance = question.instance;
        let is_kept = |step: &Step| steps.contains(&step.did());
        let starts = only(question.starts, |place| {
            instance.steps.get(place).is_some_and(is_kept)
        });
        let part = part(instance, &question.goal, &starts, bounds)?;
        self.set_base(part, bounds);
        Some(())
    }

    /// Goes on from a part within bounds, in which something is still to be looked for; returns its
    /// lower bounds.
    fn set_base(&mut self, instance: Instance, bounds: Bounds) -> Least {
        let mut instance = instance;
        let least = renew_starts(&mut instance);
        self.base = Some((instance, bounds));
        least
    }

    /// Cuts away what is in no plan as good as the best one known; returns whether landmarks show
    /// that none is better in a measure. If not, the best choices of what is left are tried: all of it
    /// is in time.
    fn cut_away(&mut self, measure: Measure, as_good: Bounds) -> bool {
        let Some(base) = self.question().part(as_good) else {
            return false;
        };
        if landmarks(&base, measure) >= as_good.get(measure) {
            // To break ties it is known well enough.
            self.base = Some((base, as_good));
            return true;
        }
        let least = self.set_base(base, as_good);
        let question = Question {
            least: Some(&least),
            ..self.question()
        };
        let found = question.greedy(measure, Greed::Best, self.least.finish, as_good);
        self.keep(found);
        false
    }

    /// Finds out what is known of all plans as good as the best one known; returns whether landmarks
    /// show that none takes fewer steps.
    fn root_in(&mut self, as_good: Bounds) -> bool {
        let mut effort = self.effort;
        let rooted = self.question().within(as_good, &mut effort);
        self.effort = effort;
        let Ok(rooted) = rooted else { return false };
        let is_least = rooted.root.steps.total >= as_good.steps;
        if !is_least {
            self.set_base(rooted.instance.clone(), as_good);
        }
        self.rooted = Some(rooted);
        is_least
    }

    fn sooner(&self, bounds: Bounds, effort: &mut Effort) -> Narrowed {
        let mut least = self.least.finish;
        if let Some((base, _)) = &self.base {
            least = least.max(base.forest.value(base.target, &base.earliest));
        }
        self.question().soonest(least, bounds, effort)
    }

    fn fewer(&self, bounds: Bounds, effort: &mut Effort) -> Narrowed {
        let least = match &self.rooted {
            Some(rooted) => rooted.root.steps.total.max(self.least.steps),
            None => self.least.steps,
        };
        let tried = match &self.rooted {
            Some(rooted) => with_fewer(rooted, bounds, effort),
            None => self.question().within(bounds, effort),
        };
        let tried = tried.and_then(|Rooted { instance, root }| {
            let aim = Aim::Least(Measure::Steps);
            let outcome = search(&instance, &root, bounds, aim, least, effort);
            let is_complete = outcome.is_complete;
            Ok((outcome.among(instance, bounds)?, is_complete))
        });
        match tried {
            Ok((found, true)) => Narrowed::proven(Some(found), Measure::Steps),
            Ok((found, false)) => Narrowed {
                least,
                found: Some(found),
            },
            Err(without) => Narrowed::without(without),
        }
    }

    /// Breaks ties among the sequences at the least of all measures.
    fn first(mut self, bounds: Bounds) -> Result<Best, Without> {
        let mut effort = self.effort;
        let tried = match self.rooted.take() {
            Some(rooted) => Ok(rooted),
            None => self.question().within(bounds, &mut effort),
        };
        let tried = tried.and_then(|rooted| {
            let Rooted { instance, root } = needed(rooted, bounds, &mut effort);
            search(&instance, &root, bounds, Aim::First, 0, &mut effort).of(instance)
        });
        match tried {
            Err(without) => {
                // The sequence that is known keeps to the bounds.
                debug_assert_eq!(without, Without::Undecided, "a known plan was ruled out");
                self.given_up(bounds)
            }
            Ok(Candidate {
                found, instance, ..
            }) => Ok(Best {
                found,
                instance: Some(instance),
                bound: None,
            }),
        }
    }

    /// Returns what no sequence goes below, given that the measures within `bounds` are at their
    /// least and no more is proven.
    fn bound(&self, bounds: Bounds) -> Bounds {
        let own = match &self.base {
            // It has all that is as good as the best one known.
            Some((base, _)) => least(base),
            None => {
                let rooted = self.question().within(bounds, &mut Effort(u64::MAX));
                rooted.map_or(self.least, |rooted| least(&rooted.instance))
            }
        };
        Bounds::by(|measure| self.least.get(measure).max(own.get(measure)))
    }

    /// Looks among the steps of the best sequence known for one that is as good up to a measure, and
    /// better in those after it: what is not proven to be the best is to have nothing of no use.
    fn polish(&mut self, measure: Measure, bounds: Bounds) {
        let mut bounds = bounds.with(measure, self.reached(measure));
        let Some(best) = &self.best else { return };
        let steps: Vec<Did> = best.found.did(&best.instance).collect();
        if self.keep_to(&steps, bounds).is_none() {
            return;
        }
        self.effort = Effort(POLISH);
        for after in self.order {
            if bounds.get(after) > self.reached(after) {
                self.is_least(after, bounds);
                bounds = bounds.with(after, self.reached(after));
            }
        }
    }

    fn given_up(self, bound: Bounds) -> Result<Best, Without> {
        let best = self.best.ok_or(Without::Undecided)?;
        Ok(Best {
            found: best.found,
            instance: Some(best.instance),
            bound: Some(bound),
        })
    }
}
