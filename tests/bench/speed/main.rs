//! What oasmith costs, measured in one run: `cargo bench -p oasmith-bench`.
//!
//! | part | what is measured |
//! |---|---|
//! | [`generate`] | CPU seconds of `oasmith generate cdf --check`, each time in a process of its own |
//! | [`compile`] | CPU seconds of `cargo check` and of a release build of `cdf-client` alone |
//! | [`corpus`] | wall time and memory for each real document of others, if they are beside the project |
//! | [`decode`] | time and allocations for 100,000 data points of a subscription, against types written by hand |
//!
//! CPU seconds are user and system time of a process and its children, so that a second core does not hide work.
//! They are what the targets are about; wall time depends too much on what else the machine does. What is built for
//! the measurements goes into `target/bench-build`. The first run builds all dependencies there and takes minutes.
//! `cargo bench -p oasmith-bench -- decode` measures one part only.

mod batch;
mod compile;
mod corpus;
mod cpu;
mod decode;
mod generate;
mod hand_written;
mod table;

use std::error::Error;
use std::path::{Path, PathBuf};

use table::Table;

type Result<T = ()> = std::result::Result<T, Box<dyn Error>>;

/// Measures a part, prints what is worth telling, and puts what has a target into the table.
type Measure = fn(&mut Table) -> Result;

fn main() -> Result {
    // `cargo bench` itself adds `--bench`.
    let wanted: Vec<String> = std::env::args()
        .skip(1)
        .filter(|argument| !argument.starts_with("--"))
        .collect();
    let parts: [(&str, Measure); 4] = [
        ("decode", decode::measure),
        ("generate", generate::measure),
        ("compile", compile::measure),
        ("corpus", corpus::measure),
    ];
    let mut table = Table::default();
    let mut results = Vec::new();
    for (name, measure) in parts {
        if wanted.is_empty() || wanted.iter().any(|wanted| wanted == name) {
            results.push(measure(&mut table));
        }
    }
    table.print();
    // What could be measured is worth its table, whatever became of the rest.
    results.into_iter().collect()
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
