//! How long it takes to load the shipped pack, to judge a profile by it, to advise, and to run the
//! whole program once.
//!
//! `cargo bench --bench judge`

#![expect(
    clippy::expect_used,
    clippy::indexing_slicing,
    reason = "a benchmark may fail on a pack that is not sound"
)]

use careerpath::advise::evaluate::Situation;
use careerpath::advise::{Objective, Options, advise, rank};
use careerpath::pack::{Pack, shipped};
use careerpath::profile::Profile;
use careerpath::profile::check::check;
use careerpath::profile::raw::{
    CredentialFields, DegreeFields, ExperienceFields, Profile as Said, Stated,
};
use careerpath::profile::resolve::Names;
use careerpath::render::json_v1;
use careerpath::units::AsOf;
use divan::{Bencher, black_box};

// As in the program.
#[global_allocator]
static MEMORY: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() {
    divan::main();
}

fn stated<T>(said: T) -> Stated<T> {
    Stated {
        said,
        at: careerpath::diagnostic::Place::default(),
    }
}

fn pack() -> Pack {
    shipped::pack().expect("the shipped pack is sound")
}

/// A profile in terms of the pack alone: its first origin occupation, degree, credential and kind.
fn profile(pack: &Pack) -> Profile {
    let origin = pack
        .occupations
        .iter()
        .find(|each| each.background.is_some());
    let origin = origin.expect("there is an origin occupation");
    let kind = origin
        .gives
        .first()
        .and_then(|kind| pack.kinds.get(kind.position()));
    let said = Said {
        background: Some(vec![stated(pack.backgrounds[0].id.clone())]),
        occupation: Some(stated(origin.id.clone())),
        degrees: Some(vec![stated(DegreeFields {
            level: Some("bachelor".to_owned()),
            field: Some(pack.fields[0].id.clone()),
            ..DegreeFields::default()
        })]),
        credentials: Some(Vec::<Stated<CredentialFields>>::new()),
        experience: Some(vec![stated(ExperienceFields {
            kind: Some(kind.expect("it gives experience").id.clone()),
            months: Some(72),
            ..ExperienceFields::default()
        })]),
        ..Said::default()
    };
    check(&said, pack, &Names::of(pack), today(), &Clone::clone).expect("the profile is sound")
}

fn today() -> AsOf {
    AsOf("2026-11-22".parse().expect("a day"))
}

#[divan::bench]
fn load_and_check_the_shipped_pack() -> Pack {
    pack()
}

#[divan::bench]
fn judge_one_profile_by_the_whole_pack(bencher: Bencher) {
    let pack = pack();
    let profile = profile(&pack);
    bencher.bench(|| rank::judge(&Situation::of(black_box(&profile), &pack, today().0)));
}

#[divan::bench(sample_count = 10)]
fn advise_one_profile(bencher: Bencher) {
    let pack = pack();
    let profile = profile(&pack);
    let options = Options::of(Objective::Soonest);
    bencher.bench(|| json_v1::advice(&advise(black_box(&profile), &pack, today(), &options)));
}

/// Runs the program to its end; returns how much it wrote.
fn whole_process(arguments: &[&str]) -> usize {
    let mut command = std::process::Command::new(env!("CARGO_BIN_EXE_careerpath"));
    let output = command.args(arguments).output();
    output.expect("the program runs").stdout.len()
}

#[divan::bench(sample_count = 20)]
fn whole_process_of_json_advice() -> usize {
    let profile = concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/tests/profiles/nurse-bsn-six-years.json"
    );
    whole_process(&[
        "advise",
        "--profile",
        profile,
        "--json",
        "--as-of",
        "2026-11-22",
    ])
}

#[divan::bench(sample_count = 20)]
fn whole_process_of_one_record() -> usize {
    whole_process(&["show", "cissp", "--as-of", "2026-11-22"])
}

#[divan::bench(sample_count = 20)]
fn whole_process_of_the_version() -> usize {
    whole_process(&["--version"])
}
