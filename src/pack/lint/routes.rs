//! Routes that nobody can take, or that nobody has a reason to take.

use super::Linter;
use super::implies::Implications;
use super::obtainable::open_routes;
use crate::diagnostic::Code;
use crate::json::quote;
use crate::pack::check::merge::At;
use crate::pack::requirement::{Node, NodeIndex, Verdict};
use crate::pack::{Effort, Pack, Qualification, Route};
use crate::units::{Date, Usd};

/// How two routes compare; what is better in one respect is better.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Comparison {
    /// The first is no better, for certain.
    NoBetter,
    /// A figure that is not known decides.
    Unknown,
    /// The first is better, or may be meant for something else.
    Better,
}

impl Comparison {
    fn and(self, other: Self) -> Self {
        self.max(other)
    }
}

impl Linter<'_> {
    /// Lints the routes of every qualification that can still be earned.
    pub(super) fn routes(&mut self) {
        let merged = self.merged;
        let places = (merged.credentials.iter())
            .map(|each| (each.record.id.as_str(), each.at, &each.record.routes))
            .chain(
                (merged.degrees.iter())
                    .map(|each| (each.record.id.as_str(), each.at, &each.record.routes)),
            );
        let mut implications = Implications::of(self.pack);
        for (id, at, written) in places {
            let Some((_, qualification)) = self.pack.qualification(id) else {
                continue;
            };
            let pointer = |route: &Route| {
                let place = written.iter().position(|each| each.id == route.id);
                format!("/routes/{}", place.unwrap_or(0))
            };
            self.unreachable(qualification, at, pointer);
            self.superfluous(qualification, at, pointer, &mut implications);
        }
    }

    fn unreachable(
        &mut self,
        qualification: &Qualification,
        at: At,
        pointer: impl Fn(&Route) -> String,
    ) {
        if qualification.is_retired(self.as_of) {
            return;
        }
        for route in open_routes(qualification, self.as_of) {
            let is_met = |verdicts: &[Verdict]| {
                let requirements = &self.pack.requirements;
                requirements.evaluate(route.requires, verdicts) == Verdict::Met
            };
            if is_met(&self.attainment.ever) && !is_met(&self.attainment.anew) {
                let message = format!(
                    "route {} of {} asks for {}, which nobody can get any more",
                    quote(&route.id),
                    quote(&qualification.id),
                    self.gone(route.requires)
                );
                let help = "end the route with `effective`, or name what can still be earned";
                self.warn(
                    Code::LintUnreachableRoute,
                    at,
                    &pointer(route),
                    message,
                    help,
                );
            }
        }
    }

    fn superfluous(
        &mut self,
        qualification: &Qualification,
        at: At,
        pointer: impl Fn(&Route) -> String,
        implications: &mut Implications<'_>,
    ) {
        let routes = &qualification.routes;
        let mut beats = |a: &Route, b: &Route| {
            // A route that asks for fewer things is the plain way to say what its rival puts in
            // more general words, so it stays.
            if leaves(self.pack, a.requires) > leaves(self.pack, b.requires)
                || !implications.implies(b.requires, a.requires)
                || !lasts_as_long(a, b)
            {
                return Comparison::Better;
            }
            effort(b.effort, a.effort)
                .and(cost(b, a, |route| route.earn))
                .and(cost(b, a, |route| route.earn_member.or(route.earn)))
        };
        for route in routes {
            let rivals = routes.iter().filter(|rival| rival.id != route.id);
            let mut by = None;
            for rival in rivals {
                let compared = beats(rival, route);
                // Of two that are worth the same the later one is superfluous.
                if compared == Comparison::Better
                    || (beats(route, rival) == compared && route.id < rival.id)
                {
                    continue;
                }
                if compared == Comparison::NoBetter || by.is_none() {
                    by = Some((rival, compared));
                }
            }
            let Some((rival, compared)) = by else {
                continue;
            };
            let (route_id, rival_id) = (quote(&route.id), quote(&rival.id));
            let of = quote(&qualification.id);
            let (code, message) = if compared == Comparison::NoBetter {
                let message = format!(
                    "route {route_id} of {of} is shadowed by {rival_id}, which asks for no more, \
                     costs no more and takes no longer"
                );
                (Code::LintShadowedRoute, message)
            } else {
                let message = format!(
                    "route {route_id} of {of} is implied by {rival_id}, which asks for no more and \
                     is not known to cost more or take longer"
                );
                (Code::LintImpliedRoute, message)
            };
            let help = "leave one out, or add what tells them apart: a price, a duration, a date";
            self.warn(code, at, &pointer(route), message, help);
        }
    }
}

/// Returns whether `a` is in force whenever `b` is.
fn lasts_as_long(a: &Route, b: &Route) -> bool {
    let first = |route: &Route| route.from.map(|from| from.first_day());
    let last = |route: &Route| route.until.map(|until| until.last_day());
    let ends_no_sooner = |a: Option<Date>, b: Option<Date>| match (a, b) {
        (None, _) => true,
        (Some(_), None) => false,
        (Some(a), Some(b)) => a >= b,
    };
    first(a) <= first(b) && ends_no_sooner(last(a), last(b))
}

/// Compares how long two routes take.
///
/// Study at one's own pace and a programme are not compared: people choose between them.
fn effort(a: Effort, b: Effort) -> Comparison {
    match (a, b) {
        (Effort::Hours(a), Effort::Hours(b)) => no_better(a >= b),
        (Effort::Months(a), Effort::Months(b)) => no_better(a >= b),
        (Effort::Hours(_), Effort::Months(_)) | (Effort::Months(_), Effort::Hours(_)) => {
            Comparison::Better
        }
        (Effort::Unknown, _) | (_, Effort::Unknown) => Comparison::Unknown,
    }
}

/// Compares what two routes cost, preparation included.
fn cost(a: &Route, b: &Route, earn: impl Fn(&Route) -> Option<Usd>) -> Comparison {
    let total = |route: &Route| Some(u64::from(route.prepare?.0) + u64::from(earn(route)?.0));
    match (total(a), total(b)) {
        (Some(a), Some(b)) => no_better(a >= b),
        (None, _) | (_, None) => part(a.prepare, b.prepare).and(part(earn(a), earn(b))),
    }
}

/// Compares one part of the cost where a total is not known.
fn part(a: Option<Usd>, b: Option<Usd>) -> Comparison {
    match (a, b) {
        (Some(a), Some(b)) => no_better(a >= b),
        (None, None) => Comparison::NoBetter,
        // What is known to cost nothing is beaten by nothing.
        (Some(Usd(0)), None) => Comparison::Better,
        (Some(_), None) | (None, Some(_)) => Comparison::Unknown,
    }
}

fn no_better(is_no_better: bool) -> Comparison {
    if is_no_better {
        Comparison::NoBetter
    } else {
        Comparison::Better
    }
}

/// Returns how many things a requirement names, each as often as it is named.
fn leaves(pack: &Pack, node: NodeIndex) -> usize {
    match pack.requirements.node(node) {
        Node::Leaf(_) => 1,
        Node::All(of) | Node::Any(of) | Node::AtLeast { of, .. } => {
            of.iter().map(|child| leaves(pack, child.node)).sum()
        }
    }
}
