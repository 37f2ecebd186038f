//! What the program says about plans, alternatives and changes.

use std::num::NonZeroUsize;

use careerpath::advice::{Advice, Opens, Plan, StepKind, Tier};
use careerpath::advise::{Objective, Options, advise};
use careerpath::json::Document;
use careerpath::pack::shipped;
use careerpath::profile::check::check;
use careerpath::profile::{raw, resolve::Names};
use careerpath::render::{json_v1, text};
use careerpath::units::AsOf;
use serde_json::Value;
use unicode_width::UnicodeWidthStr;

use crate::program::{outcome, program, run};

/// A network administrator of five years without a degree.
const ADMINISTRATOR: &str = "--background it --occupation network-administrator --degree none \
    --holds CCNA:2027-03 --experience network-administration=5y --as-of 2026-11-22";

fn told(arguments: &str) -> String {
    let outcome = run(&format!("{arguments} {ADMINISTRATOR}"));
    assert_eq!(outcome.code, Some(0), "{}", outcome.stderr);
    outcome.stdout
}

fn json(arguments: &str) -> Value {
    said_in_json(&format!("{arguments} {ADMINISTRATOR}"))
}

/// Returns what a whole command line says in JSON.
fn said_in_json(line: &str) -> Value {
    let outcome = run(&format!("{line} --json"));
    assert_eq!(outcome.code, Some(0), "{}", outcome.stderr);
    serde_json::from_str(&outcome.stdout).expect("JSON")
}

fn list<'v>(value: &'v Value, pointer: &str) -> &'v [Value] {
    let found = value.pointer(pointer).and_then(Value::as_array);
    found.expect(pointer)
}

#[test]
fn no_alternative_is_beaten_by_another() {
    for optimize in ["soonest", "cheapest"] {
        for target in [
            "cissp",
            "healthcare-security-analyst",
            "it-manager",
            "healthcare-ciso",
        ] {
            let advice = json(&format!("advise --target {target} --optimize {optimize}"));
            let values: Vec<(u64, u64)> = list(&advice, "/targets/0/alternatives")
                .iter()
                .map(|plan| {
                    let number = |key: &str| plan.get(key).and_then(Value::as_u64).expect(key);
                    (number("finish_week"), number("cost_usd"))
                })
                .collect();
            let is_ordered = |pair: &[(u64, u64)]| pair[0].0 < pair[1].0 && pair[0].1 > pair[1].1;
            assert!(values.windows(2).all(is_ordered), "{target}: {values:?}");
        }
    }
}

#[test]
fn other_plans_are_told_by_what_is_better_about_them() {
    let target = "advise --target healthcare-security-analyst";
    let soonest = told(target);
    assert!(soonest.contains("Other plans, slower but cheaper"));
    assert!(!soonest.contains("Other plans, sooner but dearer"));
    let cheapest = told(&format!("{target} --optimize cheapest"));
    assert!(cheapest.contains("Other plans, sooner but dearer"));
    assert!(!cheapest.contains("Other plans, slower but cheaper"));
}

#[test]
fn a_comparison_tells_of_the_cheapest_plan() {
    let compared = told("compare healthcare-security-analyst hospital-systems-administrator");
    assert!(compared.contains("Slower but cheaper: "), "{compared}");
    let compared = told("compare hospital-network-engineer hospital-systems-administrator");
    assert!(!compared.contains("Slower but cheaper: "), "{compared}");
}

#[test]
fn what_the_caveats_say_of_the_sources_is_said_once() {
    let (text, advice) = (told("advise"), json("advise"));
    let codes = list(&advice, "/warnings").iter();
    let mut codes = codes.filter_map(|warning| warning.get("code")?.as_str());
    assert!(codes.any(|code| code == "unverified-sources"), "{advice}");
    assert!(text.contains("sources could not be confirmed at the issuer"));
    assert!(!text.contains("could not be read at the issuer"), "{text}");
}

#[test]
fn without_a_target_more_is_added_to_what_is_recommended() {
    let advice = json("advise --with cahims");
    let recommended = advice.pointer("/recommendation/occupation");
    assert_eq!(advice.pointer("/targets/0/id"), recommended);
    let steps = list(&advice, "/targets/0/plan/steps");
    assert!(steps.iter().any(|step| step["id"] == "cahims"), "{steps:?}");
}

#[test]
fn what_if_answers_for_the_target_first() {
    let advice = json("advise --target cissp --what-if degree=bs-cs");
    let changed = advice.pointer("/what_if/targets/0").expect("the target");
    assert_eq!(changed["id"], "cissp");
    let weeks = |when: &str| changed[when]["weeks"].as_u64().expect("a plan");
    assert!(weeks("after") < weeks("before"), "{changed}");
    // An unchanged one is told too.
    let same = json("advise --target cissp --what-if budget=100000");
    let same = same.pointer("/what_if/targets/0").expect("the target");
    assert_eq!(same["before"], same["after"]);
}

#[test]
fn a_plan_is_late_by_the_weeks_since_the_day_asked_for() {
    let late = |by: &str| {
        let target = format!("advise {ADMINISTRATOR} --target cissp --by {by} --json");
        let outcome = run(&target);
        assert_eq!(outcome.code, Some(4), "{}", outcome.stderr);
        let advice: Value = serde_json::from_str(&outcome.stdout).expect("JSON");
        let broken = advice.pointer("/targets/0/limit").expect("the limits");
        let weeks = broken["over_weeks"].as_u64().expect("weeks");
        let say = broken["say"].as_str().expect("words");
        assert!(
            say.ends_with(&format!(", {weeks} weeks too late.")),
            "{say}"
        );
        weeks
    };
    let today = late("2026-11-22");
    assert_eq!(late("2026-11-23"), today);
    assert_eq!(late("2026-11-29"), today - 1);
    // A week that has begun counts.
    assert_eq!(late("2026-11-21"), today + 1);
    assert_eq!(late("2026-11-08"), today + 2);
    // 2,517 days before.
    assert_eq!(late("2020-01-01"), today + 360);
}

#[test]
fn an_explanation_asks_what_it_does_not_know() {
    let outcome = run(&format!("explain nurse-informaticist {ADMINISTRATOR}"));
    assert!(
        outcome
            .stdout
            .contains("Next step: answer the questions below.")
    );
    assert!(
        outcome
            .stdout
            .contains("--attest nursing-programme-place=yes")
    );
}

#[test]
fn what_opens_most_is_no_detour() {
    let advice = json("advise");
    let weeks_of = |id: &Value| {
        let mut occupations = list(&advice, "/occupations").iter();
        let occupation = occupations
            .find(|each| &each["id"] == id)
            .expect("it is listed");
        occupation
            .pointer("/plan/finish_week")
            .and_then(Value::as_u64)
    };
    let mut compared = 0;
    for opens in list(&advice, "/opens") {
        let takes = opens["weeks"].as_u64().unwrap_or(0);
        let ready = list(opens, "/ready").iter().map(|id| (id, weeks_of(id)));
        let nearer = list(opens, "/nearer").iter();
        let nearer = nearer.map(|each| (&each["occupation"], each["weeks"].as_u64()));
        for (id, today) in ready {
            assert!(today.is_none_or(|today| takes <= today), "{id}: {opens}");
            compared += 1;
        }
        for (id, saved) in nearer {
            let is_detour = weeks_of(id).is_some_and(|_| saved.is_some_and(|saved| takes > saved));
            assert!(!is_detour, "{id}: {opens}");
            compared += 1;
        }
    }
    assert!(compared > 10);
}

#[test]
fn what_keeps_two_open_is_no_later_than_one_after_the_other() {
    let nurse = "--background clinician --occupation registered-nurse --degree bsn \
                 --holds RN:2027-05 --experience bedside-nursing=6y --as-of 2026-11-22";
    let technician = "--background it --occupation help-desk-technician --degree none --holds A+ \
                      --experience help-desk-technician=2y --as-of 2026-11-22";
    for (targets, who) in [
        ("cissp pmp", nurse),
        ("informatics-director cissp", nurse),
        ("cissp pmp", technician),
    ] {
        let told = said_in_json(&format!("compare {targets} {who}"));
        let weeks = |pointer: &str| {
            told.pointer(pointer)
                .and_then(Value::as_u64)
                .expect(pointer)
        };
        let each = [0, 1].map(|place| weeks(&format!("/targets/{place}/target/plan/finish_week")));
        let together = weeks("/together/finish_week");
        assert!(together <= each.iter().sum(), "{targets}: {together} weeks");
    }
}

#[test]
fn what_may_be_begun_by_a_supposed_answer_is_told() {
    let physician = "--background clinician --occupation physician --degree md \
                     --holds physician-licence:2028-01 --experience physician=8y \
                     --attest clinical-informatics-fellowship-place=yes --as-of 2026-11-22";
    let line = |supposed: &str| format!("advise {physician} --what-if {supposed}");
    let completed = "attest=residency-completed=yes";
    let advice = said_in_json(&line(completed));
    let begun = list(&advice, "/what_if/may_begin");
    assert!(
        begun.contains(&"clinical-informatics-fellowship".into()),
        "{begun:?}"
    );
    assert!(list(&advice, "/what_if/may_no_longer_begin").is_empty());
    let said = run(&line(completed)).stdout;
    assert!(
        said.contains("- You may now begin: CI fellowship"),
        "{said}"
    );
    let undone = "attest=residency-completed=no --attest residency-completed=yes";
    let said = run(&line(undone)).stdout;
    assert!(
        said.contains("- You may no longer begin: CI fellowship"),
        "{said}"
    );
}

#[test]
fn of_the_fees_of_one_group_only_the_dearest_is_kept_up() {
    let told = "compare cissp sscp --background it --degree none --occupation security-analyst \
                --experience security-analyst=2y --holds Security+:2028-01 --holds A+:2028-01 \
                --holds isc2-cc:2028-01 --as-of 2026-11-22";
    let told = said_in_json(told);
    // Its way leads by the associate status, which asks for 50 dollars a year.
    let cissp = &list(&told, "/targets")[0];
    let earned: Vec<&Value> = list(cissp, "/target/plan/steps")
        .iter()
        .map(|step| &step["id"])
        .collect();
    assert_eq!(earned, ["security-analyst", "associate-of-isc2", "cissp"]);
    assert_eq!(cissp["keep_per_year_usd"], 135);
}

#[test]
fn what_is_under_way_may_be_supposed_to_be_had_or_to_come_sooner() {
    let told = "advise --background it --degree none --in-progress pmp:2027-06 \
                --as-of 2026-11-22";
    let named = |supposed: &str, pointer: &str| {
        let told = said_in_json(&format!("{told} --what-if {supposed}"));
        told.pointer(pointer).cloned()
    };
    let credential = "/profile/credentials/0";
    let had = named("holds=pmp", credential).expect("it is had");
    assert!(had["id"] == "pmp" && had["expected"].is_null(), "{had}");
    let sooner = named("in-progress=PMP:2027-01", &format!("{credential}/expected"));
    assert_eq!(sooner, Some("2027-01".into()));
}

#[test]
fn what_is_supposed_is_added_as_the_same_flags_add_it() {
    let told = "--background it --degree none --holds none --as-of 2026-11-22";
    let flags = "--experience it-support=5m --experience it-support=8m";
    let supposed = "--what-if experience:it-support=5m --what-if experience:it-support=8m";
    for (asked, pointer) in [
        ("advise --target help-desk-technician", "/targets/0"),
        ("explain help-desk-technician", "/target"),
        (
            "compare help-desk-technician network-administrator",
            "/targets/0/target",
        ),
    ] {
        let said = |with: &str| {
            let said = said_in_json(&format!("{asked} {told} {with}"));
            said.pointer(pointer).cloned().expect("the target")
        };
        let (direct, changed) = (said(flags), said(supposed));
        assert_eq!(direct, changed, "{asked}");
        assert_ne!(said("--experience it-support=8m"), changed, "{asked}");
    }
}

#[test]
fn what_was_expected_by_now_is_had() {
    let told = "--background it --degree MBA:2020 --holds CCNA:2025-03 --as-of 2026-11-22";
    for arguments in ["advise", "explain it-manager"] {
        let said = run(&format!("{arguments} {told}")).stdout;
        assert!(said.contains("MBA (since 2020)"), "{said}");
        assert!(said.contains("CCNA (lapsed, it ended 2025-03)"), "{said}");
        assert!(!said.contains("expected 2020"), "{said}");
    }
    // On the day itself it counts, and is said so.
    let today = "--background it --degree MBA:2026-11-22 --as-of 2026-11-22";
    let said = run(&format!("explain it-manager {today}")).stdout;
    assert!(said.contains("MBA (since 2026-11-22)"), "{said}");
    assert!(said.contains("You said: MBA, since 2026-11-22"), "{said}");
}

#[test]
fn the_reason_of_a_rule_is_told_only_to_those_it_is_true_of() {
    let nurse = "explain informatics-manager --background clinician --occupation registered-nurse \
                 --degree bsn --holds RN:2027-05 --experience bedside-nursing=6y --as-of 2026-11-22";
    let leads = format!("{nurse} --experience healthcare-management=3y");
    let (reason, condition) = (
        "getting people through a change",
        "years of managing people in health care",
    );
    let rule = |said: &str| {
        let mut lines = said.lines();
        let found = lines.find(|line| line.contains(" nurse-manager-to-informatics-lead:"));
        found.expect("the rule is listed").to_owned()
    };
    let unmet = rule(&run(nurse).stdout);
    assert!(
        unmet.contains("Not known: it takes ") || unmet.contains("Not met: it takes "),
        "{unmet}"
    );
    assert!(
        !unmet.contains(reason) && unmet.contains(condition),
        "{unmet}"
    );
    let met = rule(&run(&leads).stdout);
    assert!(met.contains(reason) && met.contains("Met."), "{met}");
    // All of it is told where all is asked for, as what it is.
    let all = rule(&run(&format!("{nurse} --verbose")).stdout);
    assert!(all.contains("To those who meet it, it says: “"), "{all}");
    // What is met already is not asked for again.
    assert!(!unmet.contains("RN licence"), "{unmet}");
}

#[test]
fn hours_that_contain_those_of_the_step_before_say_so() {
    let said = run(
        "advise --background clinician --occupation radiologic-technologist --degree none \
         --experience radiologic-technologist=5y --as-of 2026-11-22 --target ciip",
    );
    let whole = "36 hours of continuing education in imaging informatics";
    let mut mentions = said.stdout.matches(whole).count();
    assert!(
        said.stdout
            .contains(&format!("Earn {whole} (the first 18 included)."))
    );
    mentions -= said
        .stdout
        .matches(&format!("{whole} (the first 18 included)"))
        .count();
    assert_eq!(mentions, 0, "{}", said.stdout);
    // The name without the addition still means it.
    let shown = outcome(program("show").arg(whole));
    assert_eq!(shown.code, Some(0), "{}", shown.stderr);
}

#[test]
fn of_several_ways_the_nearest_is_named_first() {
    let said = run(
        "advise --background clinician --occupation registered-nurse --degree bsn \
         --holds RN:2027-05 --experience bedside-nursing=6y --as-of 2026-11-22",
    );
    // The doctorate takes longer than a master's degree, though its id comes first.
    let ways = "Or: Master of Science in Nursing, nursing informatics; MSN; or DNP.";
    assert!(said.stdout.contains(ways), "{}", said.stdout);
    advised("nursing-assistant-nursing-student", 1, |advice| {
        let said = flat(advice, 100, false, false);
        let ways = "Or: a year as a nursing assistant (2 months short), a year as a medical \
                    assistant (1 year short),";
        assert!(said.contains(ways), "{said}");
    });
}

#[test]
fn the_nearest_way_counts_what_comes_before_it() {
    // The certificate of a speech therapist takes least by itself, but comes after a master's degree;
    // its id comes first.
    let advice = json("advise");
    let mut occupations = list(&advice, "/occupations").iter();
    let id = |each: &Value| each.get("id").and_then(Value::as_str) == Some("ehr-clinical-liaison");
    let liaison = occupations.find(|each| id(each)).expect("it is judged");
    let ways = list(liaison, "/missing/required").iter().map(|gap| {
        let ways = list(gap, "/satisfied_by").iter();
        ways.filter_map(Value::as_str).collect::<Vec<_>>()
    });
    let mut ways = ways.filter(|ways| ways.contains(&"ccc-slp"));
    let ways = ways.next().expect("it asks for a licence");
    let place = |id: &str| ways.iter().position(|way| *way == id).expect(id);
    assert!(place("rn") < place("ccc-slp"), "{ways:?}");
}

#[test]
fn of_ways_that_hang_on_answers_the_first_in_the_pack_is_named() {
    let said = run(
        "advise --background clinician --occupation medical-assistant --degree none --holds CMA \
         --experience medical-assistant=4y --as-of 2026-11-22 --target medical-coder",
    );
    assert!(
        said.stdout.contains("by the route `associate`"),
        "{}",
        said.stdout
    );
    assert!(
        !said.stdout.contains("by the route `foreign-programme`"),
        "{}",
        said.stdout
    );
}

#[test]
fn one_stays_in_todays_work_until_the_next_begins() {
    let mut stays = 0;
    for name in [
        "systems-analyst-bachelor-mis",
        "pharmacist-pharmd-eight-years",
    ] {
        advised(name, 1, |advice| {
            for plan in plans_of(advice) {
                let of = |kind| plan.steps.iter().find(move |step| step.kind == kind);
                let (Some(stay), Some(work)) = (of(StepKind::Stay), of(StepKind::Work)) else {
                    continue;
                };
                assert_eq!(stay.end_week, work.start_week, "{name}: {plan:?}");
                stays += 1;
            }
        });
    }
    assert!(stays > 1, "{stays}");
}

#[test]
fn a_plan_that_hangs_on_an_answer_asks_for_it_first() {
    let assistant = "advise --background clinician --occupation medical-assistant --degree none \
                     --holds CMA --experience medical-assistant=4y --as-of 2026-11-22 \
                     --target medical-coder --with cahims";
    let ask = "Before you begin, answer the questions below";
    let open = run(assistant).stdout;
    assert!(open.contains(ask), "{open}");
    let yes = run(&format!("{assistant} --attest high-school-diploma=yes")).stdout;
    assert!(!yes.contains(ask), "{yes}");
    // After the full name of a qualification a sentence begins.
    assert!(!open.contains(". it is in your plan"), "{open}");
}

#[test]
fn work_is_for_something_that_the_plan_comes_to_by_it() {
    let said = run(
        "advise --background clinician --occupation pharmacist --degree PharmD --holds RPh:2027-06 \
         --experience pharmacist=8y --as-of 2026-11-22 --target clinical-data-scientist",
    );
    // Three years with a master's degree, not the four that do without one.
    let reason = "asks for two years of data science, or three of analysis";
    assert!(said.stdout.contains(reason), "{}", said.stdout);
    assert!(
        !said.stdout.contains("asks for four years of data work"),
        "{}",
        said.stdout
    );
}

/// Returns the plans to the occupations.
fn plans_of<'a, 'p>(advice: &'a Advice<'p>) -> impl Iterator<Item = &'a Plan<'p>> {
    let occupations = advice.occupations.iter();
    occupations.filter_map(|each| each.plan.as_ref())
}

/// Hands on the advice of a profile of the test suite.
fn advised<T>(name: &str, workers: usize, use_it: impl FnOnce(&Advice<'_>) -> T) -> T {
    let pack = shipped::pack().expect("a sound pack");
    let file = format!("{}/tests/profiles/{name}.json", env!("CARGO_MANIFEST_DIR"));
    let bytes = std::fs::read(&file).expect("the profile exists");
    let document = Document::parse(&file, &bytes).expect("JSON");
    let said = raw::Profile::read(&document, &mut Vec::new());
    let as_of = AsOf("2026-11-22".parse().expect("a day"));
    let profile = check(&said, &pack, &Names::of(&pack), as_of, &Clone::clone).expect("sound");
    let options = Options {
        workers: NonZeroUsize::new(workers).expect("some"),
        ..Options::of(Objective::Soonest)
    };
    use_it(&advise(&profile, &pack, as_of, &options))
}

#[test]
fn the_advice_is_the_same_for_any_number_of_workers() {
    for name in [
        "everything-empty",
        "cloud-engineer-aws-saa-three-years",
        "constraints-only-two-hours",
    ] {
        let answer = |workers| advised(name, workers, json_v1::advice);
        let alone = answer(1);
        for workers in [2, 5] {
            assert!(answer(workers) == alone, "{name}, {workers} workers");
        }
    }
}

#[test]
fn no_line_is_wider_than_the_terminal() {
    advised("cloud-engineer-aws-saa-three-years", 1, |advice| {
        for width in 40..=120 {
            let options = text::Options {
                width: Some(width),
                colour: false,
                verbose: false,
                line_mode: false,
            };
            for line in text::advice(advice, &options).lines() {
                // An address is not broken, so that it can be copied.
                let is_wide = line.width() > width && !line.contains("://");
                assert!(!is_wide, "{width}: {line}");
            }
        }
    });
}

/// Returns the text of an advice in so many columns, without line breaks and runs of blanks.
fn flat(advice: &Advice<'_>, width: usize, verbose: bool, line_mode: bool) -> String {
    let options = text::Options {
        width: Some(width),
        colour: false,
        verbose,
        line_mode,
    };
    let said = text::advice(advice, &options);
    said.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[test]
fn pay_that_stands_in_for_other_pay_says_so_wherever_it_is_printed() {
    advised("biller-cpc-apprentice", 1, |advice| {
        let mut occupations = advice.occupations.iter();
        let stands_in = occupations.find(|each| each.id == "telehealth-coordinator");
        let stands_in = stands_in.expect("it is there");
        let note = stands_in.pay.and_then(|pay| pay.note).expect("it has one");
        let said = flat(advice, 80, false, false);
        assert!(said.contains("pays $105,850* "), "{said}");
        assert!(
            said.contains(&format!(" * {}: {note} ", stands_in.title)),
            "{said}"
        );
        for (width, verbose, line_mode) in
            [(40, false, false), (80, false, true), (80, true, false)]
        {
            let said = flat(advice, width, verbose, line_mode);
            assert!(said.contains("$105,850"), "{said}");
            assert!(said.contains(note), "{said}");
        }
    });
    let officer = "This is what all medical and health services managers earn: executive posts \
                   are not counted separately.";
    advised("nurse-target-cnio-by-2031", 1, |advice| {
        for (width, line_mode) in [(40, false), (80, false), (80, true)] {
            let said = flat(advice, width, false, line_mode);
            assert!(said.contains("$123,860"), "{said}");
            assert!(said.contains(officer), "{said}");
        }
        assert!(flat(advice, 80, false, false).contains("$123,860 a year (2025-05)* "));
    });
    let compared = told("compare healthcare-ciso hospital-network-engineer");
    assert!(compared.contains("About the pay"), "{compared}");
}

#[test]
fn each_step_says_what_is_not_known_of_its_cost() {
    let target = "advise --target cism --budget 90000";
    let advice = json(target);
    let plan = advice.pointer("/targets/0/plan").expect("a plan");
    let steps = list(plan, "/steps");
    let is_open = |step: &&Value| step["cost_is_known"] == false;
    let open: Vec<&Value> = steps.iter().filter(is_open).collect();
    assert!(open.len() < steps.len(), "{plan}");
    let in_part: Vec<u64> = open.iter().filter_map(|s| s["cost_usd"].as_u64()).collect();
    assert!(!in_part.is_empty(), "{plan}");
    let said = told(target);
    for usd in in_part {
        let usd = careerpath::units::Usd(u32::try_from(usd).expect("a sum"));
        let part = format!("At least {usd}: not all of its cost is known.");
        assert!(said.contains(&part), "{part}: {said}");
    }
    let warning =
        "A cost that is not known cannot be held against your budget of $90,000: ask what";
    assert!(said.contains(warning), "{said}");
    assert!(!told("advise --target cism").contains("held against your budget"));
}

#[test]
fn a_plan_costs_at_least_so_much_where_one_of_its_steps_does() {
    for name in ["nurse-bsn-six-years", "cloud-engineer-aws-saa-three-years"] {
        advised(name, 1, |advice| {
            for plan in plans_of(advice) {
                let is_open = plan.steps.iter().any(|step| !step.cost_is_known);
                assert_eq!(plan.cost_is_lower_bound, is_open, "{plan:?}");
            }
        });
    }
}

#[test]
fn what_ends_soon_is_renewed_before_anything_else() {
    let nurse = |command: &str, expires: &str| {
        let said = run(&format!(
            "{command} --background clinician --occupation registered-nurse --degree bsn \
             --holds RN:{expires} --experience bedside-nursing=6y --as-of 2026-11-26"
        ));
        let words: Vec<&str> = said.stdout.split_whitespace().collect();
        words.join(" ")
    };
    let ready =
        "Next step: first renew RN: it ends on 2026-11-30. Then look for openings and apply.";
    for command in ["advise", "explain nurse-informaticist"] {
        let said = nurse(command, "2026-11");
        assert!(said.contains(ready), "{said}");
    }
    // On the way to a goal too.
    let said = nurse("advise --target cnio", "2027-01-25");
    let first = "Next step: first renew RN: it ends on 2027-01-25. Then ";
    assert!(said.contains(first), "{said}");
    // What lasts longer, and what the goal does not rest on, can wait.
    for (command, expires) in [
        ("advise", "2027-01-26"),
        ("advise --target cphims", "2026-11"),
    ] {
        let said = nurse(command, expires);
        let (_, next) = said.split_once("Next step: ").expect("a next step");
        assert!(!next.starts_with("first renew"), "{next}");
    }
}

#[test]
fn guidance_for_few_comes_before_guidance_for_everybody() {
    advised("nurse-bsn-six-years", 1, |advice| {
        let ids: Vec<&str> = advice
            .guidance
            .iter()
            .map(|each| each.because.rule)
            .collect();
        assert!(ids.is_sorted(), "{ids:?}");
        let said = flat(advice, 80, true, false);
        let (_, said) = said
            .split_once("GOOD TO KNOW ")
            .unwrap_or_else(|| said.split_once("Good to know ").expect("there is guidance"));
        let place = |words: &str| {
            said.find(words)
                .unwrap_or_else(|| panic!("{words}: {said}"))
        };
        // Of nurses, of clinicians, of everybody.
        let nurse = place("Rule `advanced-degrees-help`");
        let clinician = place("Rule `become-a-super-user`");
        let everybody = place("Rule `ask-about-tuition`");
        assert!(nurse < clinician && clinician < everybody, "{said}");
    });
}

#[test]
fn what_is_not_known_is_not_listed_as_blocked_alone() {
    advised("nurse-bsn-six-years", 1, |advice| {
        let said = flat(advice, 100, false, false);
        let list = "Blocked, or not known yet: - Physician informaticist: not known yet,";
        assert!(said.contains(list), "{said}");
    });
}

#[test]
fn what_a_plan_counts_as_not_there_is_asked_first() {
    let helper = "advise --json --as-of 2026-11-22 --background it --degree none \
                  --occupation help-desk-technician --holds A+ --experience it-support=3y \
                  --target cdi-specialist";
    let advice = |more: &[&str]| -> Value {
        let mut command = program(helper);
        serde_json::from_str(&outcome(command.args(more)).stdout).expect("it is JSON")
    };
    let open = advice(&[]);
    let (question, plan) = (&open["questions"][0], &open["targets"][0]["plan"]);
    let answer = "--attest high-school-diploma=yes";
    assert!(question.to_string().contains(answer), "{question}");
    assert_eq!(plan["assumes"].as_array().map(Vec::len), Some(1), "{plan}");
    // It is worth asking: the degree that would show it is spared.
    let told = advice(&["--attest", "high-school-diploma=yes"]);
    let told = &told["targets"][0]["plan"];
    assert!(
        told["finish_week"].as_u64() < plan["finish_week"].as_u64(),
        "{told}"
    );
    assert!(
        told["cost_usd"].as_u64() < plan["cost_usd"].as_u64(),
        "{told}"
    );
}

#[test]
fn a_credential_that_needs_work_besides_is_never_said_to_be_enough() {
    let missing = |name: &str, target: &str| {
        let pack = shipped::pack().expect("the shipped pack is sound");
        let mut command = program("advise --profile");
        command.arg(format!("tests/profiles/{name}.json"));
        command.args(["--target", target, "--as-of", "2026-11-22"]);
        assert!(pack.occupations.iter().any(|each| each.id == target));
        let said = outcome(&mut command).stdout;
        let said = said.split_whitespace().collect::<Vec<_>>().join(" ");
        let (_, said) = said.split_once("What is missing").expect("it is said");
        let (said, _) = said
            .split_once("Preferred:")
            .expect("what is preferred follows");
        said.to_owned()
    };
    // An associate's degree in the plan, with work; without it a bachelor's.
    let trainer = missing("cloud-engineer-no-degree-azure-fundamentals", "ehr-trainer");
    for said in [
        "Earn AAS IT: ",
        "Together with two years of work in health care (2 years short).",
        "Or: BSCS, BS Cyber,",
        "Or: two years of work in health care (2 years short) with AAS HIM,",
    ] {
        assert!(trainer.contains(said), "{said}: {trainer}");
    }
    // The plan works; certificates count with management only.
    let manager = missing("biller-cpc-apprentice", "informatics-manager");
    assert!(!manager.contains("Earn CAHIMS"), "{manager}");
    for said in [
        "One of: two years of Healthcare IT work (2 years short), and two years of leading people",
        "3 years of managing IT teams or services (3 years short) with CAHIMS,",
    ] {
        assert!(manager.contains(said), "{said}: {manager}");
    }
}

#[test]
fn what_opens_most_is_called_a_next_step_only_where_one_is_needed() {
    let open = "Best next step besides the plan: what opens most for the time it takes";
    let further = "What would open further occupations, if you want them";
    for (name, heading, other) in [
        ("pharmacist-pharmd-eight-years", further, open),
        ("it-project-manager-pmp-bachelor", further, open),
        ("everything-empty", open, further),
    ] {
        advised(name, 1, |advice| {
            let recommended = advice.recommendation.as_ref().expect("one");
            assert_eq!(
                recommended.tier == Tier::Ready,
                heading == further,
                "{name}"
            );
            let said = flat(advice, 100, false, false);
            assert!(!said.contains(other), "{name}: {said}");
            let (_, said) = said.split_once(heading).expect(name);
            let (said, _) = said.split_once("Keep active").unwrap_or((said, ""));
            assert!(said.contains("pays $"), "{name}: {said}");
        });
    }
}

#[test]
fn what_is_not_worth_its_time_opens_nothing() {
    let of = |opens: Opens<'static>| {
        let advice = Advice {
            opens: vec![opens],
            ..crate::sample::advice()
        };
        flat(&advice, 100, false, false)
    };
    let planned = crate::sample::advice().opens.remove(0);
    let sample = || Opens {
        id: "not-planned",
        ..planned.clone()
    };
    let heading = "Best next step";
    assert!(of(sample()).contains(heading));
    // It is a step of the plan.
    assert!(!of(planned.clone()).contains(heading));
    let barely = |saved| Opens {
        ready: Vec::new(),
        nearer: vec![("informatics-manager", saved)],
        ..sample()
    };
    // It takes ten weeks.
    assert!(!of(barely(10)).contains(heading));
    assert!(of(barely(11)).contains(heading));
    // Nothing leads there without it.
    assert!(of(barely(0)).contains(heading));
    let unknown = Opens {
        time_is_lower_bound: true,
        ..sample()
    };
    assert!(!of(unknown).contains(heading));
    let no_plan = Opens {
        weeks: None,
        ..sample()
    };
    assert!(!of(no_plan).contains(heading));
}

#[test]
fn what_to_earn_is_told_in_whole_sentences() {
    let words = |arguments: &str| {
        let said = run(&format!("{arguments} --as-of 2026-11-26")).stdout;
        said.split_whitespace().collect::<Vec<_>>().join(" ")
    };
    let nurse = words(
        "advise --background clinician --occupation registered-nurse --degree bsn \
         --holds RN:2027-05 --experience bedside-nursing=6y --verbose",
    );
    for expected in [
        "NI-BC: Informatics Nursing, Board Certified. You may not apply yet by the route `hours-2000`: you need ",
        "$395 to earn; what it costs to prepare and to keep is not known.",
        "Not all of this is confirmed: ask the school first.",
    ] {
        assert!(nurse.contains(expected), "{expected}: {nurse}");
    }
    assert!(!nurse.contains("nknown sum"), "{nurse}");
    assert!(!nurse.contains("ask the issuer first."), "{nurse}");
    let server = words("advise --background it --holds Server+ --degree none");
    let renewal = "Server+: you did not say when it expires. Renewal every 3 years.";
    assert!(server.contains(renewal), "{server}");
    let asked = words("advise --background it --degree bs-cs --target cahims");
    assert!(asked.contains("Why: It is what you asked for."), "{asked}");
    assert!(!asked.contains("asked for. (Our own"), "{asked}");
}

#[test]
fn a_limit_that_rules_every_plan_out_is_told_once() {
    for command in ["advise --target", "explain"] {
        let said = run(&format!("{command} cissp --by 2026-12-01 {ADMINISTRATOR}")).stdout;
        let words: Vec<&str> = said.split_whitespace().collect();
        let said = words.join(" ");
        assert!(
            said.contains("Blocked: your limits rule every plan out."),
            "{said}"
        );
        let (head, _) = said
            .split_once("Next step: loosen your limits")
            .expect(command);
        let (_, head) = head.split_once("Blocked: ").expect(command);
        assert_eq!(head.matches("too late").count(), 1, "{head}");
    }
}
