//! Clients of changed documents, type-checked.
//!
//! In: numbers; the same number is the same document as long as the cases are the same. Out: what is wrong with which.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use oasmith::file::File;

use crate::fuzz::{Choices, Mutant, Seed, aimed, generated, mutated, small_seeds};
use crate::names::hard_names;
use crate::typed::{RuntimeFrom, faults};

/// What came of some mutants.
#[derive(Debug, Default)]
pub struct Checked {
    /// The clients that were made and checked.
    pub clients: usize,
    /// The documents that were refused.
    pub refused: usize,
    /// The documents whose clients do not compile, and what the compiler says.
    pub broken: BTreeMap<PathBuf, Vec<String>>,
}

/// Checks clients of documents from number `first` on until there were `count` clients.
///
/// `tmp` is the folder for temporary files below the target folder. Documents whose clients are broken stay in
/// `mutants-documents` below it.
pub fn check(tmp: &Path, first: u64, count: usize) -> Checked {
    let folder = tmp.join("mutants-documents");
    fs::create_dir_all(&folder).expect("the target folder can be written");
    let (seeds, names) = (small_seeds(), hard_names());
    let mut out = Checked::default();
    let mut documents: BTreeMap<String, PathBuf> = BTreeMap::new();
    let mut clients: Vec<(String, Vec<File>)> = Vec::new();
    // A document in two is accepted at the least.
    for number in (first..).take(count * 4) {
        if clients.len() == count {
            break;
        }
        let mutant = mutant(&seeds, &names, number);
        let path = folder.join(format!("{number}.{}", mutant.extension));
        fs::write(&path, &mutant.bytes).expect("the target folder can be written");
        match generated(&path).files {
            Some(files) => {
                let name = format!("m{number}");
                documents.insert(name.clone(), path);
                clients.push((name, files));
            }
            None => {
                out.refused += 1;
                fs::remove_file(&path).expect("the target folder can be written");
            }
        }
    }
    let faults = faults(tmp, "mutants", &clients, RuntimeFrom::Crate);
    out.clients = clients.len();
    for (name, path) in documents {
        match faults.get(&name) {
            Some(lines) => drop(out.broken.insert(path, lines.clone())),
            None => fs::remove_file(path).expect("the target folder can be written"),
        }
    }
    out
}

/// Three of four documents are changed where it may break the client, the others anywhere.
fn mutant(seeds: &[Seed], names: &[String], number: u64) -> Mutant {
    let mut choices = Choices::numbered(number);
    let seed = &seeds[choices.below(seeds.len())];
    if choices.once_in(4) {
        return mutated(&seed.tree, &mut choices);
    }
    let document = aimed(&seed.tree, names, &mut choices);
    Mutant {
        extension: "json",
        bytes: serde_json::to_vec_pretty(&document).expect("a value is JSON"),
    }
}
