//! The arguments of `careerpath rules`, for those who write packs.

use super::value;
use clap::{Args, Subcommand, ValueEnum, ValueHint};
use std::path::PathBuf;

/// `careerpath rules`.
#[derive(Debug, Subcommand)]
pub(crate) enum RulesCommand {
    /// Say everything that makes a pack unusable, and what is most likely a mistake
    Check(RulesPath),
    /// Explain one of the warnings that `rules check` gives
    Lint(RulesLint),
    /// Run the cases of a pack
    Test(RulesTest),
    /// Say what changes from one pack to another
    Diff(RulesDiff),
    /// List the sources by when they are due to be checked again
    Stale(RulesPath),
    /// Show what is in a pack; as JSON the whole pack, merged and sorted
    Show(RulesShow),
    /// Print the JSON Schema of a format
    Schema(RulesSchema),
    /// Begin a pack
    New(RulesNew),
    /// Put the files of a pack into their normal form
    Fmt(RulesFmt),
}

/// A pack that is not the one in use.
#[derive(Debug, Args)]
pub(crate) struct RulesPath {
    /// A pack's file or folder; without it the one in use, which `--rules` sets
    #[arg(value_name = "PATH", value_hint = ValueHint::AnyPath)]
    pub(crate) path: Vec<PathBuf>,
}

/// `careerpath rules test`.
#[derive(Debug, Args)]
#[command(after_help = include_str!(concat!(env!("OUT_DIR"), "/examples-rules-test.txt")))]
pub(crate) struct RulesTest {
    /// Which pack.
    #[command(flatten)]
    pub(crate) path: RulesPath,
    /// Only cases with this text in their name or file
    #[arg(long, value_name = "TEXT")]
    pub(crate) filter: Option<String>,
    /// Name the rules that no case decides both ways
    #[arg(long)]
    pub(crate) coverage: bool,
    /// Fail where fewer of the routes and recommendations are covered, in percent
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u8).range(0..=100))]
    pub(crate) min_coverage: Option<u8>,
}

/// `careerpath rules lint`.
#[derive(Debug, Args)]
#[command(after_help = "Example:\n  careerpath rules lint lint-shadowed-route")]
pub(crate) struct RulesLint {
    /// The code of the warning
    #[arg(value_name = "CODE")]
    pub(crate) code: String,
}

/// `careerpath rules show`.
#[derive(Debug, Args)]
pub(crate) struct RulesShow {
    /// Which pack.
    #[command(flatten)]
    pub(crate) path: RulesPath,
    /// Only how many sources and citations there are of each confidence
    #[arg(long)]
    pub(crate) confidence: bool,
}

/// `careerpath rules diff`.
#[derive(Debug, Args)]
#[command(
    after_help = "Example:\n  careerpath rules diff old-pack new-pack --profiles tests/profiles"
)]
pub(crate) struct RulesDiff {
    /// The older pack
    #[arg(value_name = "OLD", value_hint = ValueHint::AnyPath)]
    pub(crate) old: PathBuf,
    /// The newer pack; without it the one in use
    #[arg(value_name = "NEW", value_hint = ValueHint::AnyPath)]
    pub(crate) new: Option<PathBuf>,
    /// Also say whose advice changes, over these profiles: files, or folders of them; repeatable
    #[arg(long, value_name = "PATH", value_hint = ValueHint::AnyPath)]
    pub(crate) profiles: Vec<PathBuf>,
}

/// `careerpath rules schema`.
#[derive(Debug, Args)]
#[command(after_help = "Example:\n  careerpath rules schema profile")]
pub(crate) struct RulesSchema {
    /// The format
    #[arg(value_enum, value_name = "FORMAT", default_value = "pack")]
    pub(crate) document: Document,
}

/// A document whose schema can be printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Document {
    /// A rules pack
    Pack,
    /// A profile
    Profile,
    /// The advice
    Advice,
    /// The proof of one target
    Explain,
    /// Targets side by side
    Compare,
    /// What is said where an input is refused
    Error,
}

impl std::fmt::Display for Document {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str(match self {
            Self::Pack => "pack",
            Self::Profile => "profile",
            Self::Advice => "advice",
            Self::Explain => "explain",
            Self::Compare => "compare",
            Self::Error => "error",
        })
    }
}

/// `careerpath rules new`.
#[derive(Debug, Args)]
#[command(after_help = include_str!(concat!(env!("OUT_DIR"), "/examples-rules-new.txt")))]
pub(crate) struct RulesNew {
    /// The folder to make; its name becomes the pack's id
    #[arg(value_name = "FOLDER", value_hint = ValueHint::DirPath)]
    pub(crate) folder: PathBuf,
    /// Begin a pack that adds to this one
    #[arg(long, value_name = "ID", value_parser = value::id)]
    pub(crate) extends: Option<String>,
}

/// `careerpath rules fmt`.
#[derive(Debug, Args)]
#[command(after_help = include_str!(concat!(env!("OUT_DIR"), "/examples-rules-fmt.txt")))]
pub(crate) struct RulesFmt {
    /// The files or folders
    #[arg(value_name = "PATH", required = true, value_hint = ValueHint::AnyPath)]
    pub(crate) path: Vec<PathBuf>,
    /// Only say which files are not in their normal form
    #[arg(long)]
    pub(crate) check: bool,
}
