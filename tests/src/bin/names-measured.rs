//! Prints every name of the client of each document: `names-measured FILE…`, tabs between the columns.

use std::path::PathBuf;

use oasmith::config::Config;
use oasmith::diag::Diagnostics;
use oasmith::load::{Inputs, load};
use oasmith_tests::naming::names;

fn main() {
    for path in std::env::args().skip(1).map(PathBuf::from) {
        let mut diags = Diagnostics::default();
        let inputs = Inputs {
            documents: vec![path.clone()],
            ..Inputs::default()
        };
        let stem = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
        let api = load(&inputs, &mut diags).and_then(|document| {
            let api = oasmith::plan_client(&document, &Config::for_document(&stem), &mut diags)?;
            Some((document, api))
        });
        let Some((document, api)) = api else {
            println!("{stem}\trefused");
            continue;
        };
        for name in names(&document, &api) {
            let marks = [
                (name.is_long(), "long"),
                (name.has_own_number(), "number"),
                (name.stutters(), "stutter"),
            ];
            let marks: Vec<&str> = marks.into_iter().filter(|(is, _)| *is).map(|(_, mark)| mark).collect();
            println!(
                "{stem}\t{:?}\t{}\t{}\t{}\t{}",
                name.kind,
                name.of,
                name.name,
                marks.join(","),
                name.place.replace(['\t', '\n'], " ")
            );
        }
    }
}
