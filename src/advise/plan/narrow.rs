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

use super::build::build;
use super::fixing::fixed;
use super::instance::{Bounds, Built, Instance};
use super::outlook::{Measure, NEVER, Outlook};
use super::problem::Target;
use super::search::{Aim, Effort, Found, search};

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
        let mut least = self.outlook.least(Measure::Finish, self.target);
        let mut most = bounds.finish;
        let mut found: Option<(Found, Box<Instance>)> = None;
        let mut stride = 0;
        let mut is_sharp = false;
        // Where no plan enters at all, `least` ends at NEVER, and so may `most`.
        while least <= most && least != NEVER {
            let limit = least.saturating_add(stride).min(least.midpoint(most));
            let tight = Bounds {
                finish: limit,
                ..bounds
            };
            stride = 2 * stride + 1;
            let Some(mut part) = self.instance(tight) else {
                least = limit.saturating_add(1);
                continue;
            };
            let aim = Aim::Least(Measure::Finish);
            let mut outcome = None;
            if !is_sharp {
                let mut first = Effort(effort.0.min(part.size * FIRST_LOOKS));
                let given = first.0;
                let tried = search(&part, tight, aim, &mut first);
                effort.0 -= given - first.0;
                is_sharp = !tried.is_complete;
                outcome = Some(tried);
            }
            if outcome.as_ref().is_none_or(|tried| !tried.is_complete) {
                if let Some((known, _)) = outcome.and_then(|tried| tried.found).map(|f| (f, ())) {
                    most = known.finish;
                }
                match self.sharpened(part, tight) {
                    None => {
                        least = limit.saturating_add(1);
                        continue;
                    }
                    Some(sharp) => part = sharp,
                }
                outcome = Some(search(&part, tight, aim, effort));
            }
            let Some(outcome) = outcome else { break };
            let is_found = outcome.found.is_some();
            if let Some(better) = outcome.found {
                most = better.finish;
                if outcome.is_complete {
                    least = better.finish;
                }
                found = Some((better, part));
            }
            if !outcome.is_complete || (is_found && outcome.is_complete) {
                return Narrowed { least, found };
            }
            least = limit.saturating_add(1);
        }
        if found.is_none() {
            least = NEVER;
        }
        Narrowed { least, found }
    }
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

/// The effort spent at most on the entry into one occupation.
const ENTRY_EFFORT: u64 = 200_000;
