//! Prints every name of the client of each document: `names-measured FILE…`, tabs between the columns.

use std::path::PathBuf;

use oasmith_tests::naming::of_file;

fn main() {
    for path in std::env::args().skip(1).map(PathBuf::from) {
        let stem = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
        let Some(names) = of_file(&path) else {
            println!("{stem}\trefused");
            continue;
        };
        for name in names {
            let marks = [
                (name.is_long(), "long"),
                (name.has_own_number(), "number"),
                (name.has_hash(), "hash"),
                (name.is_post(), "post"),
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
