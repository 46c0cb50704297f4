//! Random edits.

use std::collections::BTreeMap;
use std::thread;

use oasmith::config::Lock;
use oasmith::diag::Code;
use oasmith_tests::edits::{Edit, Effect, Outline, edit, outline, render};
use oasmith_tests::fuzz::Choices;
use serde_json::Value;

use super::things::{Run, Things, run_files};

/// How often which edit was made, and how often a run was in doubt.
type Counts = BTreeMap<(&'static str, String), usize>;

const DOCUMENTS: u64 = 100;
const EDITS: usize = 20;
/// What is counted beside edits.
const DOUBTS: &str = "a doubt";

/// What is wrong after an edit. Names of which the run says that they are in doubt may be; the doubts of the last run may still be there.
fn faults(edit: &Edit, before: &Things, after: &Things, doubts: &[String], known: &[String]) -> Vec<String> {
    let is_in_doubt = |name: &str| {
        let name = name.rsplit("::").next().unwrap_or(name);
        doubts.iter().any(|doubt| doubt.contains(&format!("`{name}`")))
    };
    let mut out = Vec::new();
    for (thing, names) in &before.names {
        let Some(now) = after.names.get(thing) else { continue };
        let is_chosen = |of: &str| of == thing || (of.ends_with(' ') && thing.starts_with(of));
        if let Some((_, chosen)) = edit.chosen.iter().find(|(of, _)| is_chosen(of)) {
            if !chosen.is_empty() && !now.contains(chosen) {
                out.push(format!("{thing} is called {now:?} and not {chosen}"));
            }
            continue;
        }
        // What is gone may have needed a second half of a type; else every name stays.
        let holds = match edit.effect {
            Effect::Remove | Effect::Move | Effect::Exchange => !names.is_disjoint(now),
            // A property that contradicts another one, or a body that comes for another one, may take a type away, but gives none another name.
            Effect::Add | Effect::Replace => names.is_subset(now) || now.is_subset(names),
            Effect::Reorder | Effect::Rename | Effect::Choose => names.is_subset(now),
        };
        let is_excused = edit.effect == Effect::Move && names.iter().any(|name| is_in_doubt(name));
        if !holds && !is_excused {
            out.push(format!("{thing} was called {names:?} and is called {now:?}"));
        }
    }
    for (name, thing) in &before.owners {
        let now = after.owners.get(name).filter(|now| *now != thing);
        let now = now.filter(|_| match edit.effect {
            Effect::Move => !is_in_doubt(name),
            // The name of what is gone is free, and a run says who takes it.
            Effect::Remove | Effect::Exchange => {
                !doubts.iter().any(|doubt| doubt.starts_with("this takes over")) || !is_in_doubt(name)
            }
            Effect::Add | Effect::Reorder | Effect::Rename | Effect::Replace | Effect::Choose => true,
        });
        out.extend(now.map(|now| format!("{name} was the name of {thing} and is that of {now}")));
    }
    if !matches!(edit.effect, Effect::Remove | Effect::Move | Effect::Exchange) {
        let new = doubts.iter().filter(|doubt| !known.contains(doubt));
        out.extend(new.map(|doubt| format!("there is no reason for a doubt: {doubt}")));
    }
    out
}

/// The names that a document has with a lock. Of a document without descriptions they are read from the same one with descriptions.
fn names(document: &Outline, describes: bool, lock: Lock) -> (Run, Things) {
    let run = in_files(document, describes, lock);
    if describes {
        let things = Things::of(&run.api);
        return (run, things);
    }
    let described = in_files(document, true, run.lock.clone());
    let lock = Lock {
        elements: run.lock.elements.clone(),
        ..described.lock
    };
    assert_eq!(lock.text(), run.lock.text(), "descriptions change a name");
    (run, Things::of(&described.api))
}

fn in_files(document: &Outline, describes: bool, lock: Lock) -> Run {
    let files = render(document, describes);
    let files: Vec<(&str, &Value)> = files.iter().map(|(name, text)| (*name, text)).collect();
    let names: Vec<&str> = files.iter().map(|(name, _)| *name).collect();
    run_files(&files, &names, lock)
}

/// Edits a document again and again; what was edited is counted.
fn hold(number: u64, counts: &mut Counts) {
    let mut choices = Choices::numbered(number);
    let describes = !number.is_multiple_of(3);
    let mut document = outline(&mut choices);
    let (mut last, mut things) = names(&document, describes, Lock::default());
    let mut known = Vec::new();
    for step in 0..EDITS {
        let before = render(&document, describes);
        let edit = edit(&mut document, &mut choices);
        *counts.entry((edit.what, format!("{:?}", edit.effect))).or_default() += 1;
        let lock = last.lock.text();
        let (run, now) = names(&document, describes, last.lock);
        let doubts = run.said.iter().filter(|item| item.code == Code::DoubtfulLock);
        let doubts: Vec<String> = doubts.map(|item| item.message.clone()).collect();
        *counts.entry((DOUBTS, String::new())).or_default() +=
            usize::from(doubts.iter().any(|doubt| !known.contains(doubt)));
        let faults = faults(&edit, &things, &now, &doubts, &known);
        assert!(
            faults.is_empty(),
            "document {number}, edit {step}, {edit:?}:\n{}\n\nbefore: {before:?}\n\nlock:\n{lock}\nafter: {:?}\n\nlock:\n{}",
            faults.join("\n"),
            render(&document, describes),
            run.lock.text()
        );
        (last, things, known) = (run, now, doubts);
    }
}

#[test]
fn a_locked_name_stays_and_never_moves() {
    let documents = std::env::var("NAMES_HOLD_DOCUMENTS")
        .ok()
        .and_then(|text| text.parse().ok());
    let documents: u64 = documents.unwrap_or(DOCUMENTS);
    let mut counts = Counts::new();
    let workers = thread::available_parallelism().map_or(1, usize::from);
    thread::scope(|scope| {
        let started = (0..workers).map(|first| {
            scope.spawn(move || {
                let mut counts = Counts::new();
                let numbers = (0..documents).skip(first).step_by(workers);
                numbers.for_each(|number| hold(number, &mut counts));
                counts
            })
        });
        for worker in started.collect::<Vec<_>>() {
            for (edit, count) in worker.join().expect("names hold") {
                *counts.entry(edit).or_default() += count;
            }
        }
    });
    println!("{counts:#?}");
    let doubts = counts.remove(&(DOUBTS, String::new())).unwrap_or_default();
    let edits: usize = counts.values().sum();
    assert_eq!(edits, usize::try_from(documents).expect("few documents") * EDITS);
    assert!(doubts * 50 < edits, "{doubts} of {edits} runs are in doubt");
    let rare: Vec<_> = counts.iter().filter(|(_, count)| **count < 10).collect();
    assert!(rare.is_empty(), "edits that hardly happen: {rare:?}");
}
