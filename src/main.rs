//! The `careerpath` program: the library knows how to advise, [`cli`] knows the command line.

#[expect(
    clippy::disallowed_methods,
    reason = "the one place that reads files, the clock, the environment and the terminal"
)]
mod cli;

#[global_allocator]
static MEMORY: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> std::process::ExitCode {
    cli::run().into()
}
