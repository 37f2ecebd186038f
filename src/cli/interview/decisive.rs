//! The questions whose answers could still change the advice: which comes next, and asking it.

use super::draft::{Draft, Known, Passed, Section, Step, Turn, one_of};
use super::experience;
use crate::cli::args::profile::Fact;
use crate::cli::exit::Failure;
use crate::cli::prompt::{Answer, Choice, Prompter, Question};
use careerpath::advice::{self, QuestionKind};
use careerpath::advise::advise_meanwhile;
use careerpath::pack::requirement::{Leaf, Node, NodeIndex};
use careerpath::pack::{KindIndex, Pack};

/// After so many of these questions the person is asked whether it is enough.
const AT_ONCE: usize = 8;

/// Returns the draft with the question that decides most as its next step.
pub(super) fn next(known: &Known<'_>, mut draft: Draft) -> Result<Draft, Failure> {
    let profile = known.profile(&draft.said)?;
    let advice = advise_meanwhile(&profile, known.pack, known.as_of, known.options);
    let open: Vec<_> = advice
        .questions
        .iter()
        .filter_map(|question| Some((question, step(question)?, passed(question)?)))
        .filter(|(_, _, passed)| !draft.passed.contains(passed))
        .collect();
    let Some((question, step, _)) = open.first() else {
        draft.step = known.from(Section::Limits);
        return Ok(draft);
    };
    let is_time_to_ask = draft.asked > draft.went_on_at && draft.asked.is_multiple_of(AT_ONCE);
    if is_time_to_ask {
        draft.step = Step::Enough(open.len());
        return Ok(draft);
    }
    draft.decisive_kinds = decisive_kinds(known.pack, &question.could_change);
    draft.step = step.clone();
    draft.asked += 1;
    Ok(draft)
}

/// Returns how the question is asked here. What is asked of everybody and was skipped is not asked
/// again.
fn step(question: &advice::Question<'_>) -> Option<Step> {
    match question.kind {
        QuestionKind::Background
        | QuestionKind::Occupation
        | QuestionKind::Degrees
        | QuestionKind::Credentials => None,
        QuestionKind::Experience => Some(Step::Experience(experience::Step::Pick)),
        QuestionKind::DegreeField => Some(Step::DegreeField),
        QuestionKind::Statement => question
            .statement
            .map(|statement| Step::Statement(statement.to_owned())),
    }
}

fn passed(question: &advice::Question<'_>) -> Option<Passed> {
    match question.kind {
        QuestionKind::Background
        | QuestionKind::Occupation
        | QuestionKind::Degrees
        | QuestionKind::Credentials => None,
        QuestionKind::Experience => Some(Passed::Experience),
        QuestionKind::DegreeField => Some(Passed::DegreeField),
        QuestionKind::Statement => question
            .statement
            .map(|statement| Passed::Statement(statement.to_owned())),
    }
}

/// Returns the kinds of experience that count for the requirements of these occupations, those
/// that count for most first.
fn decisive_kinds(pack: &Pack, occupations: &[&str]) -> Vec<KindIndex> {
    let mut wanted = vec![0_usize; pack.kinds.len()];
    let changed = pack
        .occupations
        .iter()
        .filter(|each| occupations.contains(&each.id.as_str()));
    for occupation in changed {
        let mut kinds = Vec::new();
        kinds_in(pack, occupation.requires, &mut kinds);
        kinds.sort_unstable();
        kinds.dedup();
        for kind in kinds {
            if let Some(count) = wanted.get_mut(kind.position()) {
                *count += 1;
            }
        }
    }
    let mut kinds: Vec<(usize, KindIndex)> = pack
        .kinds
        .iter()
        .zip(0..)
        .map(|(kind, place)| {
            let counts = kind.within.iter();
            let counts = counts.filter_map(|wider| wanted.get(*wider as usize));
            (counts.sum(), KindIndex(place))
        })
        .filter(|(count, _)| *count > 0)
        .collect();
    kinds.sort_by_key(|(count, kind)| (std::cmp::Reverse(*count), *kind));
    kinds.into_iter().map(|(_, kind)| kind).collect()
}

fn kinds_in(pack: &Pack, node: NodeIndex, kinds: &mut Vec<KindIndex>) {
    match pack.requirements.node(node) {
        Node::Leaf(leaf) => {
            if let Leaf::Experience { kind, .. } = pack.requirements.leaf(*leaf) {
                kinds.push(*kind);
            }
        }
        Node::All(of) | Node::Any(of) | Node::AtLeast { of, .. } => {
            for child in of {
                kinds_in(pack, child.node, kinds);
            }
        }
    }
}

/// Asks for a statement.
pub(super) fn statement(
    id: &str,
    known: &Known<'_>,
    draft: Draft,
    prompter: &mut dyn Prompter,
) -> Result<Turn, Failure> {
    let Some(statement) = known.pack.statements.iter().find(|each| each.id == id) else {
        return draft
            .without(Passed::Statement(id.to_owned()))
            .then(Step::Decisive);
    };
    let question = Question {
        text: &statement.question,
        help: Some(&statement.help)
            .filter(|help| !help.is_empty())
            .map(String::as_str),
        may_skip: true,
    };
    match prompter.yes_no(&question)? {
        Answer::Back => Ok(Turn::Back),
        Answer::Skipped => draft
            .without(Passed::Statement(id.to_owned()))
            .then(Step::Decisive),
        Answer::Given(answer) => draft
            .with(&Fact::Attest(id.to_owned(), answer))
            .then(Step::Decisive),
    }
}

/// Asks whether that is enough.
pub(super) fn enough(
    left: usize,
    draft: Draft,
    prompter: &mut dyn Prompter,
) -> Result<Turn, Failure> {
    let text = match left {
        1 => "One more question could change the advice. Go on?".to_owned(),
        left => format!("{left} more questions could change the advice. Go on?"),
    };
    let question = Question {
        text: &text,
        help: Some("The weightiest have been asked."),
        may_skip: false,
    };
    let options = vec![
        (
            Choice::of("Enough, show me the advice").or(["enough"]),
            true,
        ),
        (Choice::of("Go on with the questions").or(["go on"]), false),
    ];
    match one_of(prompter, &question, options)? {
        Answer::Back => Ok(Turn::Back),
        Answer::Given(true) => draft.then(Step::End),
        Answer::Given(false) | Answer::Skipped => {
            let mut draft = draft;
            draft.went_on_at = draft.asked;
            draft.then(Step::Decisive)
        }
    }
}
