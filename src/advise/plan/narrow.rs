//! The soonest finish, from below.
//!
//! In: an [`Outlook`], a target and [`Bounds`]. Out: a week no plan finishes before, and the best
//! plan met on the way. Finishes are tried near the lower bound first: the tighter the bound, the
//! fewer steps fit into it, and the sooner it is refuted or kept.
//!
//! Where that is not enough, the entry into each occupation that still fits is itself taken for a
//! target: no plan enters it sooner than its own soonest plan does. What comes of it is kept in the
//! outlook. It must not depend on what was asked before, so the entry into an occupation rests on
//! those into occupations that come before it by the outlook's bounds, and on no others.

use super::bounds::at_start;
use super::build::build;
use super::fixing::fixed;
use super::instance::{Bounds, Built, Instance};
use super::outlook::{Measure, NEVER, Outlook};
use super::problem::Target;
use super::search::{Aim, Effort, Found, Outcome, search};

/// A target, and which entries may be looked into for it.
pub(super) struct Question<'q, 'a> {
    pub(super) outlook: &'q Outlook<'a>,
    pub(super) target: &'q Target<'q>,
    /// The occupation if the target is to enter it; then the one before must have been kept.
    pub(super) entry: Option<u32>,
}

/// What is known of the soonest finish.
pub(super) struct Narrowed {
    /// No plan within the bounds finishes before this week; [`NEVER`]: there is none.
    pub(super) least: u64,
    /// The best plan within the bounds that was found, and the instance its steps belong to.
    pub(super) found: Option<(Found, Box<Instance>)>,
}

impl Question<'_, '_> {
    /// Returns what can be part of a plan within the bounds; `None`: there is no plan.
    pub(super) fn instance(&self, bounds: Bounds) -> Option<Box<Instance>> {
        match build(self.outlook, self.target, bounds, None) {
            Built::Met | Built::Hopeless => None,
            Built::Open(mut instance) => {
                instance.is_entry = self.entry.is_some();
                fixed(&instance, bounds, &mut 0)
            }
        }
    }

    /// Returns the same with what is known of the entries into its occupations.
    fn sharpened(&self, mut instance: Box<Instance>, bounds: Bounds) -> Option<Box<Instance>> {
        let key = |job: u32| (least_entry(self.outlook, job), job);
        let own = self.entry.map(key);
        let mut jobs: Vec<(u64, u32)> = instance.jobs.iter().map(|job| key(job.origin)).collect();
        jobs.retain(|job| job.0 > 0 && own.is_none_or(|own| *job < own));
        jobs.sort_unstable();
        for (_, origin) in jobs {
            let release = entry(self.outlook, origin);
            for job in &mut instance.jobs {
                if job.origin == origin {
                    job.release = job.release.max(release);
                }
            }
        }
        fixed(&instance, bounds, &mut 0)
    }

    /// Returns what can be found out about the soonest finish within `bounds`: proven, if a finish
    /// was found that is [`Narrowed::least`], or if there is no plan.
    pub(super) fn soonest(&self, bounds: Bounds, effort: &mut Effort) -> Narrowed {
        let mut narrowed = Narrowed {
            least: self.outlook.least(Measure::Finish, self.target),
            found: None,
        };
        let mut most = bounds.finish;
        let mut stride = 0;
        let mut is_sharp = false;
        // Where no plan exists, `least` ends at NEVER, and so may `most`.
        while narrowed.least <= most && narrowed.least != NEVER {
            let limit = narrowed.least.saturating_add(stride);
            let tight = Bounds {
                finish: limit.min(narrowed.least.midpoint(most)),
                ..bounds
            };
            stride = stride.saturating_mul(2).saturating_add(1);
            let tried = self.tried(tight, &mut is_sharp, effort);
            match tried.found {
                Some((found, part)) => {
                    let is_least = tried.is_complete || found.finish <= narrowed.least;
                    most = found.finish.saturating_sub(1);
                    if is_least {
                        narrowed.least = found.finish;
                    }
                    narrowed.found = Some((found, part));
                    if is_least {
                        return narrowed;
                    }
                }
                None if tried.is_complete => {
                    narrowed.least = tight.finish.saturating_add(1);
                }
                None => return narrowed,
            }
        }
        let found = narrowed.found.as_ref();
        narrowed.least = found.map_or(NEVER, |(found, _)| found.finish);
        narrowed
    }

    /// Tries one finish: first with few steps, then at some length, then with what is known of the
    /// entries into occupations.
    fn tried(&self, bounds: Bounds, is_sharp: &mut bool, effort: &mut Effort) -> Tried {
        let Some(part) = self.instance(bounds) else {
            return Tried::NOTHING;
        };
        if let Some(found) = few_steps(&part, bounds, effort) {
            return Tried {
                found: Some(found),
                is_complete: false,
            };
        }
        let aim = Aim::Least(Measure::Finish);
        if !*is_sharp {
            let outcome = limited(&part, bounds, aim, FIRST_LOOKS, effort);
            if outcome.is_complete || outcome.found.is_some() {
                return Tried::of(outcome, part);
            }
            *is_sharp = true;
        }
        match self.sharpened(part, bounds) {
            None => Tried::NOTHING,
            Some(part) => Tried::of(search(&part, bounds, aim, effort), part),
        }
    }
}

/// What a search within some bounds came to.
struct Tried {
    found: Option<(Found, Box<Instance>)>,
    /// Whether there is nothing better within the bounds.
    is_complete: bool,
}

impl Tried {
    const NOTHING: Self = Self {
        found: None,
        is_complete: true,
    };

    fn of(outcome: Outcome, part: Box<Instance>) -> Self {
        Self {
            found: outcome.found.map(|found| (found, part)),
            is_complete: outcome.is_complete,
        }
    }
}

/// Returns a plan of few steps, if one is found with little effort.
fn few_steps(
    part: &Instance,
    bounds: Bounds,
    effort: &mut Effort,
) -> Option<(Found, Box<Instance>)> {
    let least = at_start(part, bounds).steps;
    for steps in least..least + FEW_STEPS {
        if steps > bounds.steps {
            break;
        }
        let tight = Bounds { steps, ..bounds };
        let Some(part) = fixed(part, tight, &mut 0) else {
            continue;
        };
        let aim = Aim::Least(Measure::Finish);
        let outcome = limited(&part, tight, aim, FEW_LOOKS, effort);
        if let Some(found) = outcome.found {
            return Some((found, part));
        }
    }
    None
}

/// Returns what a search comes to with so many looks at the instance.
fn limited(part: &Instance, bounds: Bounds, aim: Aim, looks: u64, effort: &mut Effort) -> Outcome {
    let mut own = Effort(effort.0.min(part.size * looks));
    let given = own.0;
    let outcome = search(part, bounds, aim, &mut own);
    effort.0 -= given - own.0;
    outcome
}

fn least_entry(outlook: &Outlook<'_>, job: u32) -> u64 {
    let work = outlook.problem.occupations.get(job as usize);
    work.map_or(NEVER, |work| {
        outlook.required(Measure::Finish, work.requires)
    })
}

/// Returns a week no plan enters the occupation before.
fn entry(outlook: &Outlook<'_>, job: u32) -> u64 {
    let Some(known) = outlook.entries.get(job as usize) else {
        return 0;
    };
    *known.get_or_init(|| {
        let least = least_entry(outlook, job);
        let work = outlook.problem.occupations.get(job as usize);
        let Some(requires) = work.and_then(|work| work.requires) else {
            return least;
        };
        let question = Question {
            outlook,
            target: &Target {
                requires: vec![requires],
                holds: Vec::new(),
            },
            entry: Some(job),
        };
        let narrowed = question.soonest(Bounds::NONE, &mut Effort(ENTRY_EFFORT));
        narrowed.least.max(least)
    })
}

/// How many looks at an instance are tried before entries are looked into.
const FIRST_LOOKS: u64 = 60;

/// How many numbers of steps are tried on the way to a first plan, and with how many looks each.
const FEW_STEPS: u64 = 4;
const FEW_LOOKS: u64 = 100;

/// The effort spent at most on the entry into one occupation.
const ENTRY_EFFORT: u64 = 100_000;
