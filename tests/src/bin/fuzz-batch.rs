//! Checks documents that were changed at random: `fuzz-batch FROM FIRST COUNT FOLDER`, where `FROM` is `own` or a folder of documents.
//!
//! Documents have numbers, and the same number is the same document as long as the seeds are the same. What fails is
//! printed, one line each, and its document is kept in the folder. If the process itself dies, the document is the only
//! one there that no line names. A document that hangs ends the process, too, with a line.

use std::any::Any;
use std::fs;
use std::panic::{catch_unwind, set_hook};
use std::path::{Path, PathBuf};
use std::sync::Mutex;
use std::thread;
use std::time::{Duration, Instant};

use oasmith_tests::fuzz::{Choices, Fault, Mutant, Seed, check, mutated, of_folder, scrambled, seeds};

/// What the program itself takes for a document that is as deep as it may be.
const STACK: usize = 64 * 1024 * 1024;

/// Longer than any document takes that is no trap.
const HANG: Duration = Duration::from_secs(10);

/// What is checked, and since when.
static CURRENT: Mutex<Option<(PathBuf, Instant)>> = Mutex::new(None);

/// Where the last panic happened.
static PANIC: Mutex<String> = Mutex::new(String::new());

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [from, first, count, folder] = arguments.as_slice() else {
        eprintln!("fuzz-batch FROM FIRST COUNT FOLDER");
        std::process::exit(2);
    };
    let (first, count): (u64, u64) = (number(first), number(count));
    let folder = PathBuf::from(folder);
    fs::create_dir_all(&folder).expect("the folder can be written");
    set_hook(Box::new(|info| {
        let place = info.location().map(ToString::to_string).unwrap_or_default();
        *PANIC.lock().expect("the hook does not panic") = format!("{place}: {}", message(info.payload()));
    }));
    thread::spawn(watch);
    let seeds = match from.as_str() {
        "own" => seeds(),
        folder => of_folder(Path::new(folder)),
    };
    let run = move || {
        (first..first + count)
            .filter(|number| accepted(&seeds, *number, &folder))
            .count()
    };
    let worker = thread::Builder::new().stack_size(STACK).spawn(run);
    let accepted = worker
        .expect("the system gives a thread")
        .join()
        .expect("the batch does not panic");
    println!("{accepted} of {count} accepted");
}

fn number(text: &str) -> u64 {
    text.parse().expect("a number")
}

/// Ends the process when one document takes too long: a thread cannot be ended from outside.
fn watch() {
    loop {
        thread::sleep(Duration::from_millis(200));
        let current = CURRENT.lock().expect("nobody panics with it");
        if let Some((path, since)) = current.as_ref()
            && since.elapsed() > HANG
        {
            println!("{}\thang\tlonger than {HANG:?}", path.display());
            std::process::exit(3);
        }
    }
}

/// Checks one document, and keeps it if it fails.
fn accepted(seeds: &[Seed], number: u64, folder: &Path) -> bool {
    let Some(mutant) = mutant(seeds, number) else {
        return false;
    };
    let path = folder.join(format!("{number}.{}", mutant.extension));
    fs::write(&path, &mutant.bytes).expect("the folder can be written");
    *CURRENT.lock().expect("nobody panics with it") = Some((path.clone(), Instant::now()));
    let outcome = match catch_unwind(|| check(&path)) {
        Ok(Ok(accepted)) => {
            fs::remove_file(&path).expect("the folder can be written");
            return accepted;
        }
        Ok(Err(Fault::NoRust(file, error))) => format!("no Rust\t{file}: {error}"),
        Ok(Err(Fault::Silent)) => "silent\trefused without a word".to_owned(),
        Err(_) => format!("panic\t{}", PANIC.lock().expect("the hook does not panic")),
    };
    println!("{}\t{}", path.display(), outcome.replace('\n', " "));
    false
}

/// The document with this number: first each seed as it is; then three of four have a changed tree, the others changed
/// bytes.
fn mutant(seeds: &[Seed], number: u64) -> Option<Mutant> {
    if let Some(seed) = usize::try_from(number).ok().and_then(|number| seeds.get(number)) {
        return Some(as_it_is(seed, seed.text.clone()));
    }
    let mut choices = Choices::numbered(number);
    let seed = seeds.get(choices.below(seeds.len()))?;
    if choices.once_in(4) || seed.tree.is_null() {
        return Some(as_it_is(seed, scrambled(&seed.text, &mut choices)));
    }
    Some(mutated(&seed.tree, &mut choices))
}

fn as_it_is(seed: &Seed, bytes: Vec<u8>) -> Mutant {
    let extension = if seed.name.ends_with(".json") { "json" } else { "yaml" };
    Mutant { extension, bytes }
}

fn message(payload: &dyn Any) -> String {
    let text = payload.downcast_ref::<&str>().map(|text| (*text).to_owned());
    text.or_else(|| payload.downcast_ref::<String>().cloned())
        .unwrap_or_default()
}
