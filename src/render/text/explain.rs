//! The proof for one target: every requirement, met, not met or not known, and by what.

use crate::advice::{Explanation, GapState, Proof, ProofOf, Requirement};

use super::advice::questions;
use super::goal::{self, Goal};
use super::grounds::{self, sources_of};
use super::layout::{Item, Page, Sign};
use super::missing::state;
use super::names::Known;
use super::words::{all_of, capital, code, months, sentence, some_of};
use super::{Options, plan, profile, what_if};

/// Returns the explanation as text.
pub(super) fn text(explanation: &Explanation<'_>, options: &Options) -> String {
    let mut page = Page::new(options);
    let known = Known::of_explanation(explanation);
    let target = &explanation.target;
    page.put(&Item::new(0, Sign::None).lead(format!(
        "{} ({}), as of {}.",
        target.name, target.id, explanation.as_of
    )));
    profile::put(&mut page, &explanation.profile, explanation.as_of);
    what_if::put_supposed(&mut page, 0, &explanation.supposed);
    let told = Goal::of_target(target, &[], &explanation.rests_on);
    goal::head(&mut page, &known, &told, "The verdict");
    nearest(&mut page, explanation);

    let is_occupation = target.kind == "occupation";
    page.section(if is_occupation {
        "What it requires"
    } else {
        "The ways to earn it"
    });
    if !options.line_mode {
        page.say("[x] met   [ ] not met   [?] not known");
    }
    if explanation.proofs.is_empty() {
        page.say("The rules know no way to earn it.");
    }
    for proof in &explanation.proofs {
        put_proof_of(&mut page, proof, !is_occupation);
    }
    if !explanation.preferences.is_empty() {
        page.section("What is preferred");
        for (points, proof) in &explanation.preferences {
            put_weighed(&mut page, *points, proof, Said::Always);
        }
    }
    if !explanation.rules.is_empty() {
        page.section("Rules that speak for it");
        for (points, proof) in &explanation.rules {
            put_weighed(&mut page, *points, proof, Said::WhereMet);
        }
    }
    questions(&mut page, &known, &explanation.questions);
    grounds::caveats(
        &mut page,
        &explanation.caveats,
        &explanation.sources,
        &explanation.pack,
        explanation.as_of,
    );
    grounds::sources(&mut page, &explanation.sources);
    page.finish()
}

/// Writes the nearest way and the others.
fn nearest(page: &mut Page<'_>, explanation: &Explanation<'_>) {
    let target = &explanation.target;
    let Some(found) = &target.plan else { return };
    page.section("The nearest way");
    let last = found.steps.iter().find(|step| step.id == target.id);
    if let Some(route) = last.and_then(|step| step.route) {
        page.say(format!("The nearest route is {}.", code(route)));
    }
    plan::put(page, found);
    plan::put_others(page, found, &target.alternatives);
}

fn put_proof_of(page: &mut Page<'_>, of: &ProofOf<'_>, is_route: bool) {
    if is_route {
        page.blank();
        let mut item = Item::new(1, Sign::None)
            .lead(format!("Route {}:", code(of.id)))
            .say(sentence(&of.say));
        if !of.is_usable {
            item = item.say("It cannot be used today.");
        }
        page.put(&item);
    }
    put_proof(page, &of.proof, 1, "");
    page.put(&Item::new(1, Sign::None).say(format!("{}.", capital(&sources_of(&of.sources)))));
}

/// Of whom the reason of a rule or preference is true.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Said {
    /// Of everybody: it tells why something is wanted.
    Always,
    /// Of those who meet the condition: it speaks to them.
    WhereMet,
}

fn put_weighed(page: &mut Page<'_>, points: i32, of: &ProofOf<'_>, said: Said) {
    let is_met = of.proof.verdict == "met";
    let lead = format!("{points:+} {}:", of.id);
    let mut item = Item::new(1, sign(of.proof.verdict));
    item = if is_met || said == Said::Always {
        item.lead(format!("{lead} {}", sentence(&of.say)))
    } else {
        item.lead(lead)
    };
    item = item.say(if is_met {
        "Met.".to_owned()
    } else {
        let lacking = all_of(&lacking(&of.proof));
        format!(
            "{}: it takes {lacking}.",
            capital(verdict(of.proof.verdict))
        )
    });
    if !of.is_usable {
        item = item.say("Not in force today.");
    }
    item = item.say(format!("{}.", capital(&sources_of(&of.sources))));
    if page.options().verbose && !is_met && said == Said::WhereMet {
        item = item.say(format!(
            "To those who meet it, it says: “{}”",
            sentence(&of.say)
        ));
    }
    page.put(&item);
    if page.options().verbose || is_met {
        put_proof(page, &of.proof, 3, "");
    }
}

/// Returns what keeps a condition from being met, in words.
fn lacking<'a>(proof: &'a Proof<'_>) -> Vec<&'a str> {
    match &proof.requirement {
        Requirement::All(_) => {
            let open = proof.branches.iter().filter(|each| each.verdict != "met");
            open.flat_map(lacking).collect()
        }
        Requirement::Holds(_)
        | Requirement::Degree { .. }
        | Requirement::Experience { .. }
        | Requirement::Background(_)
        | Requirement::Occupation(_)
        | Requirement::Attests(_)
        | Requirement::Any(_)
        | Requirement::AtLeast { .. } => vec![&proof.say],
    }
}

/// Writes one branch and those below it. `outline` is its number when read aloud, as the indent
/// is not heard.
fn put_proof(page: &mut Page<'_>, proof: &Proof<'_>, depth: usize, outline: &str) {
    let all = match &proof.requirement {
        Requirement::All(of) if !of.is_empty() => " All of these:".to_owned(),
        Requirement::Any(_) => " One of these:".to_owned(),
        Requirement::AtLeast { need, .. } => format!(" At least {need} of these:"),
        _ => String::new(),
    };
    let spoken = page.options().line_mode;
    let mut said = match &proof.requirement {
        Requirement::All(of) if of.is_empty() => "It asks for nothing first.".to_owned(),
        _ => sentence(&format!("{}: {}", verdict(proof.verdict), proof.say)),
    };
    if spoken {
        said = format!("{outline} {said}").trim_start().to_owned();
    }
    let mut item = Item::new(
        depth,
        if spoken {
            Sign::None
        } else {
            sign(proof.verdict)
        },
    );
    item = item.lead(said).tone(super::layout::Tone::Plain);
    if !proof.evidence.is_empty() {
        let by: Vec<String> = proof
            .evidence
            .iter()
            .map(|fact| {
                if page.options().verbose {
                    format!("{} ({})", fact.value, fact.pointer)
                } else {
                    fact.value.clone().into_owned()
                }
            })
            .collect();
        item = item.say(format!("You said: {}.", by.join("; ")));
    }
    if let Some(gap) = &proof.gap {
        item = item.say_all(state(gap));
        let is_coming = gap.state == GapState::InProgress;
        if proof.branches.is_empty() && !gap.satisfied_by.is_empty() && !is_coming {
            let names: Vec<&str> = gap.satisfied_by.iter().map(|each| each.name).collect();
            let by = some_of(&names, page.at_most(4));
            // A leaf that names what closes it need not say so twice.
            if by != proof.say {
                item = item.say(format!("Would do: {by}."));
            }
        }
    }
    if let Requirement::Experience {
        within_months: Some(within),
        ..
    } = &proof.requirement
    {
        item = item.say(format!("Only the last {} count.", months(*within)));
    }
    page.put(&item.say(all.trim_start()));
    for (place, branch) in proof.branches.iter().enumerate() {
        let outline = format!("{outline}{}.", place + 1);
        put_proof(page, branch, depth + 2, &outline);
    }
}

fn sign(verdict: &str) -> Sign {
    match verdict {
        "met" => Sign::Met,
        "not-met" => Sign::NotMet,
        _ => Sign::Unknown,
    }
}

fn verdict(verdict: &str) -> &'static str {
    match verdict {
        "met" => "met",
        "not-met" => "not met",
        _ => "not known",
    }
}
