//! How long plans take, and how that grows.

#![allow(
    clippy::cast_possible_truncation,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::disallowed_methods,
    reason = "benchmarks over data made here"
)]

#[path = "plan/generated.rs"]
mod generated;

use std::path::{Path, PathBuf};

use careerpath::advise::plan::outlook::Outlook;
use careerpath::advise::plan::problem::Limits;
use careerpath::advise::plan::{Objective, plan};
use careerpath::advise::{Options, plans};
use careerpath::json;
use careerpath::pack::{Pack, shipped};
use careerpath::profile::Profile;
use careerpath::profile::check::check;
use careerpath::profile::{raw, resolve::Names};
use careerpath::units::AsOf;
use divan::{Bencher, black_box};
use generated::Generated;

const NO_LIMITS: Limits = Limits {
    budget: None,
    by: None,
};

// As in the program.
#[global_allocator]
static MEMORY: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() {
    divan::main();
}

/// The day on which profiles of the test suite are judged.
fn as_of() -> AsOf {
    AsOf("2026-11-22".parse().expect("a day"))
}

/// As many threads as the machine runs at once.
fn options() -> Options {
    Options {
        workers: std::thread::available_parallelism().expect("a machine"),
        ..Options::of(Objective::Soonest)
    }
}

/// Returns a profile of the test suite.
fn profile(file: &Path, pack: &Pack) -> Profile {
    let bytes = std::fs::read(file).expect("the profile exists");
    let name = file.to_string_lossy();
    let document = json::Document::parse(&name, &bytes).expect("the profile is JSON");
    let said = raw::Profile::read(&document, &mut Vec::new());
    let profile = check(&said, pack, &Names::of(pack), as_of(), &Clone::clone);
    profile.expect("the profile is sound")
}

/// Returns the folder of the profiles of the test suite.
fn profiles() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/profiles")
}

/// The plans to every occupation of the shipped pack, for profiles of the test suite.
#[divan::bench(args = [
    "everything-empty",
    "help-desk-no-certificates-no-degree",
    "cloud-engineer-aws-saa-three-years",
    "practical-nurse-lapsed-and-coding-course",
])]
fn shipped_pack(bencher: Bencher<'_, '_>, name: &str) {
    let pack = shipped::pack().expect("the shipped pack is sound");
    let profile = profile(&profiles().join(name).with_extension("json"), &pack);
    let options = options();
    bencher.bench(|| plans(black_box(&profile), &pack, as_of(), &options));
}

/// The same, each time for the next profile of the test suite: the median is that of the profiles.
#[divan::bench(sample_count = 4_000, sample_size = 1)]
fn shipped_pack_every_profile(bencher: Bencher<'_, '_>) {
    let pack = shipped::pack().expect("the shipped pack is sound");
    let files = std::fs::read_dir(profiles()).expect("the profiles exist");
    let mut files: Vec<PathBuf> = files.map(|file| file.expect("a file").path()).collect();
    files.sort();
    let profiles: Vec<Profile> = files.iter().map(|file| profile(file, &pack)).collect();
    let options = options();
    let mut next = profiles.iter().cycle();
    bencher
        .with_inputs(|| next.next().expect("there are some"))
        .bench_local_values(|profile| plans(black_box(profile), &pack, as_of(), &options));
}

/// The outlook and the plans to all 83 occupations of a pack of the shipped one's size.
#[divan::bench(args = [1, 2, 3, 4])]
fn whole_pack(bencher: Bencher<'_, '_>, seed: u64) {
    let generated = Generated::pack(83, 140, seed);
    let problem = generated.problem();
    let targets: Vec<_> = (0..83).map(|index| generated.target(index)).collect();
    bencher.bench(|| {
        let outlook = Outlook::of(black_box(&problem));
        for target in &targets {
            let _ = black_box(plan(&outlook, target, Objective::Soonest, NO_LIMITS));
        }
    });
}

/// What all targets share, in packs of so many occupations and twice as many qualifications.
#[divan::bench(args = [1_000, 10_000], max_time = 10)]
fn large_pack_outlook(bencher: Bencher<'_, '_>, occupations: u32) {
    let generated = Generated::pack(occupations, occupations * 2, 1);
    let problem = generated.problem();
    bencher.bench(|| Outlook::of(black_box(&problem)));
}

/// One plan in such packs, each time to the next of 100 targets.
#[divan::bench(args = [1_000, 10_000], sample_count = 100, sample_size = 1)]
fn large_pack_target(bencher: Bencher<'_, '_>, occupations: u32) {
    let generated = Generated::pack(occupations, occupations * 2, 1);
    let problem = generated.problem();
    let outlook = Outlook::of(&problem);
    let mut targets = (0..occupations as usize).step_by(occupations as usize / 100);
    bencher
        .with_inputs(|| generated.target(targets.next().unwrap_or(0)))
        .bench_local_refs(|target| {
            black_box(plan(&outlook, target, Objective::Soonest, NO_LIMITS))
        });
}

/// One plan to the last target of a hard instance.
fn to_the_last(bencher: Bencher<'_, '_>, generated: &Generated) {
    let problem = generated.problem();
    let target = generated.target(0);
    bencher.bench(|| {
        let outlook = Outlook::of(black_box(&problem));
        black_box(plan(&outlook, &target, Objective::Soonest, NO_LIMITS))
    });
}

/// A chain of qualifications, each resting on the one before.
#[divan::bench(args = [10, 20, 40, 80])]
fn deep_chain(bencher: Bencher<'_, '_>, depth: u32) {
    to_the_last(bencher, &Generated::chain(depth));
}

/// A chain in which every qualification has eight routes, the faster the dearer.
#[divan::bench(args = [4, 8, 16])]
fn many_alternatives(bencher: Bencher<'_, '_>, depth: u32) {
    to_the_last(bencher, &Generated::alternatives(depth, 8));
}

/// A third of so many qualifications of different cost and time.
#[divan::bench(args = [6, 12, 18, 24])]
fn wide_at_least(bencher: Bencher<'_, '_>, of: u32) {
    to_the_last(bencher, &Generated::at_least(of / 3, of));
}

/// So many qualifications before an occupation may be entered, then two years in it.
#[divan::bench(args = [2, 4, 8])]
fn ladder(bencher: Bencher<'_, '_>, certificates: u32) {
    to_the_last(bencher, &Generated::ladder(certificates));
}
