//! Four times the document is four times the work: each hostile shape of `oasmith_tests::hostile` at sizes 1× and 4×.
//!
//! What is compared is CPU time, and only as the ratio between two sizes of one shape, less what the smallest document
//! costs. Work that grows with the square costs 16 times as much at 4×. This is the only test of its program, so nothing
//! else adds to the time of the process.

use std::fs;
use std::path::Path;

use oasmith::config::{Config, Layer, Templates};
use oasmith::diag::Diagnostics;
use oasmith::load::{Inputs, load};
use oasmith::render::{Style, render};
use oasmith_tests::hostile::{Files, shapes};
use tempfile::TempDir;

/// How much more a document of four times the size may cost.
const MOST: f64 = 8.0;
/// Costs below this, in seconds, are as if they were so much: the clock of a process is too coarse for less.
const LEAST: f64 = 0.06;
/// How often a shape is measured again before it fails.
const ATTEMPTS: usize = 3;

#[test]
fn work_grows_with_the_document_and_not_with_its_square() {
    if cpu().is_none() {
        return;
    }
    let base = (0..3).map(|_| cost(&least())).fold(f64::MAX, f64::min);
    let mut faults = Vec::new();
    for shape in shapes() {
        let measure = |times: usize| (cost(&(shape.files)(shape.size * times)) - base).max(LEAST);
        let mut large = measure(4);
        if large < MOST * LEAST {
            continue;
        }
        let mut small = measure(1);
        for _ in 0..ATTEMPTS {
            if large < MOST * small {
                break;
            }
            // The least of several runs on both sides: what else the machine does only ever adds.
            (small, large) = (small.min(measure(1)), large.min(measure(4)));
        }
        if large >= MOST * small {
            let growth = large / small;
            faults.push(format!(
                "{}: {small:.2} s, {large:.2} s at 4×, {growth:.1} times",
                shape.name
            ));
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

/// The smallest document.
fn least() -> Files {
    vec![(
        "api.yaml".to_owned(),
        "openapi: 3.0.3\ninfo: {title: Least, version: '1'}\npaths: {}\n".to_owned(),
    )]
}

/// CPU seconds of a run, as the program makes it but for the writing. No document of these leads back to itself.
fn cost(files: &Files) -> f64 {
    let folder = TempDir::new().expect("a temporary folder");
    for (name, text) in files {
        let path = folder.path().join(name);
        fs::create_dir_all(path.parent().expect("a file is in a folder")).expect("the folder can be written");
        fs::write(path, text).expect("the folder can be written");
    }
    let before = cpu().unwrap_or_default();
    let diags = run(folder.path(), files);
    let spent = cpu().unwrap_or_default() - before;
    let circle = diags.iter().find(|item| item.code.name().starts_with("cyclic-"));
    assert!(circle.is_none(), "{circle:?}");
    spent
}

fn run(folder: &Path, files: &Files) -> Diagnostics {
    let (overlays, documents): (Vec<&str>, Vec<&str>) = files
        .iter()
        .map(|(name, _)| name.as_str())
        .filter(|name| name.starts_with("api.") || name.starts_with("overlay."))
        .partition(|name| name.starts_with("overlay."));
    let paths = |names: &[&str]| names.iter().map(|name| folder.join(name)).collect();
    let inputs = Inputs {
        documents: paths(&documents),
        overlays: paths(&overlays),
        ..Inputs::default()
    };
    let mut diags = Diagnostics::default();
    let loaded = load(&inputs, &mut diags);
    let whole = loaded.as_ref().filter(|_| !diags.has_errors());
    let config = Config::for_document("hostile");
    let made = whole.and_then(|document| oasmith::generate(document, &config, &templates(folder), &mut diags));
    let said = render(&diags, loaded.as_ref(), Style::Plain, 0);
    assert!(made.is_some() || !said.is_empty(), "refused without a word");
    diags
}

/// The built-in templates, with a layer over them if the document has one.
fn templates(folder: &Path) -> Templates {
    let path = folder.join("templates");
    let layer = path.is_dir().then(|| Layer::folder(&path, "./templates".to_owned()));
    Templates {
        layers: layer.into_iter().collect(),
        ..Templates::default()
    }
}

/// CPU seconds of this process so far, to a hundredth; `None` where there is no `/proc`.
fn cpu() -> Option<f64> {
    let stat = fs::read_to_string("/proc/self/stat").ok()?;
    // The second field is the program's name in parentheses, and may hold anything; user and system time are 14 and 15.
    let (_, fields) = stat.rsplit_once(") ")?;
    let ticks = fields.split(' ').skip(11).take(2).map(str::parse::<f64>);
    Some(ticks.sum::<Result<f64, _>>().ok()? / 100.0)
}
