//! Random edits.

use std::collections::BTreeMap;
use std::thread;

use oasmith::config::Lock;
use oasmith_tests::edits::{Edit, Effect, edit, outline, render};
use oasmith_tests::fuzz::Choices;

use super::things::{Things, run};

/// How often which edit was made.
type Counts = BTreeMap<(&'static str, String), usize>;

const DOCUMENTS: u64 = 100;
const EDITS: usize = 20;

/// What is wrong after an edit.
fn faults(edit: &Edit, before: &Things, after: &Things) -> Vec<String> {
    let mut out = Vec::new();
    for (thing, names) in &before.names {
        let Some(now) = after.names.get(thing) else { continue };
        // What is gone may have needed a second half of a type; else every name stays.
        let holds = match edit.effect {
            Effect::Remove => !names.is_disjoint(now),
            Effect::Add | Effect::Reorder => names.is_subset(now),
        };
        if !holds {
            out.push(format!("{thing} was called {names:?} and is called {now:?}"));
        }
    }
    for (name, thing) in &before.owners {
        let now = after.owners.get(name).filter(|now| *now != thing);
        out.extend(now.map(|now| format!("{name} was the name of {thing} and is that of {now}")));
    }
    out
}

/// Edits a document again and again; what was edited is counted.
fn hold(number: u64, counts: &mut Counts) {
    let mut choices = Choices::numbered(number);
    let mut document = outline(&mut choices);
    let mut last = run(&render(&document), Lock::default());
    let mut things = Things::of(&last.api);
    for step in 0..EDITS {
        let before = render(&document);
        let edit = edit(&mut document, &mut choices);
        *counts.entry((edit.what, format!("{:?}", edit.effect))).or_default() += 1;
        let after = render(&document);
        let lock = last.lock.text();
        last = run(&after, last.lock);
        let now = Things::of(&last.api);
        let faults = faults(&edit, &things, &now);
        assert!(
            faults.is_empty(),
            "document {number}, edit {step}, {edit:?}:\n{}\n\nbefore: {before}\n\nlock:\n{lock}\nafter: {after}\n\nlock:\n{}",
            faults.join("\n"),
            last.lock.text()
        );
        things = now;
    }
}

#[test]
fn a_locked_name_stays_and_never_moves() {
    let mut counts = Counts::new();
    let workers = thread::available_parallelism().map_or(1, usize::from);
    thread::scope(|scope| {
        let started = (0..workers).map(|first| {
            scope.spawn(move || {
                let mut counts = Counts::new();
                let numbers = (0..DOCUMENTS).skip(first).step_by(workers);
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
    assert_eq!(counts.values().sum::<usize>(), 2_000);
    let rare: Vec<_> = counts.iter().filter(|(_, count)| **count < 10).collect();
    assert!(rare.is_empty(), "edits that hardly happen: {rare:?}");
}
