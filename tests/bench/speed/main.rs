//! What oasmith costs, measured in one run: `cargo bench -p oasmith-bench`.
//!
//! | part | what is measured |
//! |---|---|
//! | [`lines`] | lines of the clients in this repository, by kind |
//! | [`decode`] | time and allocations for 100,000 data points of a subscription, against types written by hand |
//! | [`generate`] | CPU seconds, memory and instructions of `oasmith generate cdf --check`, each time in a process of its own |
//! | [`call`] | instructions of one small call, against reqwest alone |
//! | [`compile`] | CPU seconds of `cargo check` and of a release build, of the runtime alone and of `cdf-client` alone |
//! | [`corpus`] | wall time and memory for each real document of others, if they are beside the project |
//! | [`cold`] | CPU seconds of a release build of a small program from nothing; only when it is named |
//!
//! CPU seconds are user and system time of a process and its children, so that a second core does not hide work.
//! They are what the targets are about; wall time depends too much on what else the machine does, and where it is busy,
//! instructions are the better figure. They are counted by valgrind if it is installed. What is built for
//! the measurements goes into `target/bench-build`. The first run builds all dependencies there and takes minutes.
//!
//! `cargo bench -p oasmith-bench -- decode call` measures these parts only. `-- --write`, alone or with parts, also puts the table
//! into `tests/bench/figures.md`, with which the next change is compared.

mod batch;
mod call;
mod callgrind;
mod cold;
mod compile;
mod corpus;
mod cpu;
mod decode;
mod generate;
mod hand_written;
mod lines;
mod memory;
mod table;

use std::error::Error;
use std::fs;
use std::path::{Path, PathBuf};

use table::Table;

type Result<T = ()> = std::result::Result<T, Box<dyn Error>>;

/// Measures a part, prints what is worth telling, and puts what has a target into the table.
type Measure = fn(&mut Table) -> Result;

fn main() -> Result {
    // `cargo bench` itself adds `--bench`.
    let (options, wanted): (Vec<String>, Vec<String>) = std::env::args()
        .skip(1)
        .partition(|argument| argument.starts_with("--"));
    let parts: [(&str, Measure); 7] = [
        ("lines", lines::measure),
        ("decode", decode::measure),
        ("generate", generate::measure),
        ("call", call::measure),
        ("compile", compile::measure),
        ("corpus", corpus::measure),
        ("cold", cold::measure),
    ];
    if let Some(unknown) = wanted
        .iter()
        .find(|wanted| parts.iter().all(|(name, _)| name != wanted))
    {
        return Err(format!("there is no part `{unknown}`").into());
    }
    let mut table = Table::default();
    let mut results = Vec::new();
    for (name, measure) in parts {
        let is_wanted = match wanted.is_empty() {
            true => name != "cold",
            false => wanted.iter().any(|wanted| wanted == name),
        };
        if is_wanted {
            results.push(measure(&mut table));
        }
    }
    let text = table.text();
    println!("\n{text}");
    if options.iter().any(|option| option == "--write") {
        write(&text)?;
    }
    // What could be measured is worth its table, whatever became of the rest.
    results.into_iter().collect()
}

/// Puts the table where the next change finds it.
fn write(table: &str) -> Result {
    let path = workspace().join("tests/bench/figures.md");
    let head = "# Figures\n\nWritten by `cargo bench -p oasmith-bench -- --write`. Compare ratios, lines and instructions; CPU seconds are those of one \
                machine.\n\n";
    Ok(fs::write(path, format!("{head}{table}"))?)
}

fn workspace() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

/// Where the measurements build, so that they leave the user's own build alone.
fn target_dir() -> PathBuf {
    workspace().join("target/bench-build")
}

fn progress(what: &str) {
    eprintln!("bench: {what}");
}

/// The middle one of the samples.
fn median(samples: impl IntoIterator<Item = f64>) -> f64 {
    let mut samples: Vec<f64> = samples.into_iter().collect();
    samples.sort_by(f64::total_cmp);
    samples.get(samples.len() / 2).copied().unwrap_or(f64::NAN)
}
