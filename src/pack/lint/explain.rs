//! What each lint means to a rule author: what it found, why it matters, how to mend it.

use crate::diagnostic::Code;

/// The explanation of one lint.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Explanation {
    /// The lint.
    pub code: Code,
    /// What it finds.
    pub what: &'static str,
    /// Why that matters to a person who asks for advice.
    pub why: &'static str,
    /// How to mend it, and when to leave it.
    pub mend: &'static str,
    /// A piece of a pack that it warns of.
    pub example: &'static str,
}

/// Returns the explanation of a lint; `None` for codes that are no lint.
pub fn explain(code: Code) -> Option<&'static Explanation> {
    EXPLANATIONS.iter().find(|each| each.code == code)
}

const EXPLANATIONS: &[Explanation] = &[
    Explanation {
        code: Code::LintUnreachableRoute,
        what: "A route, in force now or later, asks for a credential that nobody can get any more: one that is retired, one whose routes are all over, or two that ask for each other.",
        why: "Only those who hold it already can take the route, and no plan ever leads there.",
        mend: "End the route with `effective`, name the successor beside what is gone, or correct the status of what it asks for. Degrees, experience, backgrounds and statements always count as attainable.",
        example: r#"{ "id": "with-old-exam", "requires": { "holds": "old-exam" } }   where old-exam is retired"#,
    },
    Explanation {
        code: Code::LintUnreachableOccupation,
        what: "What an occupation requires can only be met by holders of credentials that nobody can get any more.",
        why: "The occupation is shown as blocked to everybody else, whatever they do.",
        mend: "Add a branch with what employers ask for today, or correct the status of the credential.",
        example: r#""requires": { "holds": "chts-is" }   where chts-is is retired"#,
    },
    Explanation {
        code: Code::LintShadowedRoute,
        what: "Another route of the same qualification asks for no more, costs no more, takes no longer and is in force at least as long.",
        why: "No plan ever takes the shadowed route, so it only makes the list longer, or one of the two has a wrong figure.",
        mend: "Leave one out, or add what tells them apart. Of two equal routes the later one is named. A route that asks for fewer things than its rival is left alone: it says plainly what the other puts in general words.",
        example: r#"{ "id": "exam", "cost_usd": { "earn": 300 } }, { "id": "exam-for-drivers", "requires": { "holds": "hgv" }, "cost_usd": { "earn": 300 } }"#,
    },
    Explanation {
        code: Code::LintImpliedRoute,
        what: "Another route of the same qualification asks for no more, and no known figure says that this one is cheaper or quicker.",
        why: "The route has a reason to exist only if its unknown price or time is better; as it stands, nobody can tell why they should take it.",
        mend: "Find the missing figures, or leave the route out. Study hours and programme months are never compared, so a self-paced route beside a programme is fine.",
        example: r#"{ "id": "exam" }, { "id": "exam-for-drivers", "requires": { "holds": "hgv" } }"#,
    },
    Explanation {
        code: Code::LintIdleBranch,
        what: "A branch of an `any` implies another branch of it, or a branch of an `all` is implied by another.",
        why: "The branch decides nothing. Often it was meant to ask for something else: another field, more months, the lower of two levels.",
        mend: "Leave the branch out, or correct it. A master's degree always meets `bachelor`, and 60 months always meet 36.",
        example: r#"{ "any": [{ "degree": "bachelor" }, { "degree": "master" }] }"#,
    },
    Explanation {
        code: Code::LintAlwaysMet,
        what: "A condition, or a branch of one, is met by somebody who brings nothing.",
        why: "It decides nothing. As a branch of an `any` it even switches the others off.",
        mend: "Leave `requires` out where everybody may come. Guidance for everybody says so with an empty `all`; recommendations and preferences are never for everybody.",
        example: r#""when": { "any": [{ "experience": "desk-work", "months": 0 }, { "holds": "hgv" }] }"#,
    },
    Explanation {
        code: Code::LintNeverMet,
        what: "A condition, or a branch of one, asks for more work than fits into its window of time.",
        why: "Nobody can meet it, so the rule never speaks.",
        mend: "Correct `months`, `hours` or `within_months`.",
        example: r#"{ "experience": "desk-work", "months": 60, "within_months": 36 }"#,
    },
    Explanation {
        code: Code::LintRetiredPreference,
        what: "A preference can only be met by holders of credentials that nobody can get any more.",
        why: "People without it are told that they lack something they cannot earn.",
        mend: "Put the successor beside it in an `any`: holders of the old one keep its worth. A preference may also end by `effective`. Recommendations and guidance may speak to holders alone.",
        example: r#"{ "holds": "old-exam", "points": 4 }   where old-exam is retired"#,
    },
    Explanation {
        code: Code::LintNothingLeadsTo,
        what: "No transition leads to an occupation that is not an origin.",
        why: "The path to it cannot be told: nobody is shown where people come from.",
        mend: "Add it to `leads_to` of the occupations people come from. Origin occupations, which have a `background`, are excepted.",
        example: r#"an occupation with "background": null that no "leads_to" names"#,
    },
    Explanation {
        code: Code::LintLeadsNowhere,
        what: "An occupation has no transition to another.",
        why: "The path ends there, and people who hold it are shown no way on.",
        mend: "Add where people go from it to `leads_to`. Senior and executive occupations that are no origin are excepted.",
        example: r#"an occupation of the level "mid" without "leads_to""#,
    },
    Explanation {
        code: Code::LintNameClash,
        what: "Two records of one kind share a name, compared without case, spaces and punctuation.",
        why: "Whoever types it is refused and has to choose, or, where it is the id of one, always gets that one.",
        mend: "Leave it out of one record. Where the ambiguity is real, such as RT for two professions, list the name in the `aliases` of every record that has it; people are then asked which one they mean.",
        example: r#"{ "id": "ra", "aliases": ["RT"] }, { "id": "rb", "abbreviation": "RT" }"#,
    },
    Explanation {
        code: Code::LintStaleSource,
        what: "A source was last checked more than `stale_after_days` ago.",
        why: "Fees and rules change; answers that rest on it carry a caveat.",
        mend: "Read the page again, correct what rests on it and set `checked`. `careerpath rules stale` lists what is due, soonest first.",
        example: r#"{ "checked": "2025-01-10", "stale_after_days": 365 }   in November 2026"#,
    },
    Explanation {
        code: Code::LintUnsourcedFigure,
        what: "A price, fee, validity, pay or growth figure rests on sources of the confidence `judgement` alone; or a fact has a figure without unit or period; or the tenths of a pay figure do not rise.",
        why: "Money is charged and pay is measured by somebody: a figure without them is a guess that looks like a fact.",
        mend: "Cite who states it, with the confidence `unverified` where it could not be read there. If nobody does, leave the figure out: plans then say `at least`.",
        example: r#"{ "id": "exam", "cost_usd": { "earn": 300 }, "sources": ["judgement"] }"#,
    },
    Explanation {
        code: Code::LintUnsortedSection,
        what: "A section of a file is not sorted by id.",
        why: "Sorted sections show at once whether a record exists, and changes to them seldom collide.",
        mend: "Run `careerpath rules fmt`.",
        example: r#""fields": [{ "id": "baking" }, { "id": "law" }]"#,
    },
    Explanation {
        code: Code::LintIdleSource,
        what: "Nothing cites a source.",
        why: "It is read again and again for nothing, or a record cites another one by mistake.",
        mend: "Cite it where it is used, or leave it out.",
        example: r#"a record of "sources" whose id stands nowhere else"#,
    },
    Explanation {
        code: Code::LintIdleClass,
        what: "A class has one member, or nothing asks for it.",
        why: "A class is there so that one requirement can name many credentials. Often its name is misspelt in one of the members.",
        mend: "Correct the name, name the one member itself, or leave the class out.",
        example: r#""classes": ["security-certificaton"]"#,
    },
    Explanation {
        code: Code::LintIdleStatement,
        what: "No requirement asks for a statement.",
        why: "It is never asked, and a profile that answers it changes nothing.",
        mend: "Ask for it with `attests`, or leave it out.",
        example: r#"a record of "statements" whose id no "attests" names"#,
    },
    Explanation {
        code: Code::LintText,
        what: "Words do not fit where they are put: a sentence without capital letter or full stop, a requirement's `say` with them, a question that does not ask, superfluous blanks, a line break.",
        why: "Texts are put together from these words. The `say` of a requirement follows \"you need\"; all others stand by themselves.",
        mend: "Write `say`, `because`, `summary` and the like as whole sentences, and the `say` of a requirement as a phrase: \"two years of acute-care baking\". A phrase may begin with a name, such as CHEF.",
        example: r#"{ "experience": "baking-practice", "months": 24, "say": "Two years of baking." }"#,
    },
    Explanation {
        code: Code::LintPeriod,
        what: "The period of a figure is no year, month or rising span of years; or a source was checked before the date of what it says.",
        why: "The newest figure is found by its period, and people must see for when it holds.",
        mend: "Write `2025` or `2025-05` for pay, `2025-35` for growth, either for a fact.",
        example: r#"{ "percent": 7.9, "period": "the next decade" }"#,
    },
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_lint_is_explained_in_the_order_of_the_codes() {
        let lints = Code::ALL
            .iter()
            .filter(|code| code.as_str().starts_with("lint-"));
        let explained: Vec<Code> = EXPLANATIONS.iter().map(|each| each.code).collect();
        assert_eq!(lints.copied().collect::<Vec<_>>(), explained);
        assert_eq!(explain(Code::PackEmpty), None);
    }
}
