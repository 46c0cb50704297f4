//! Random edits.

use std::collections::{BTreeMap, BTreeSet};
use std::thread;

use oasmith::config::Lock;
use oasmith::diag::Code;
use oasmith_tests::edits::{Edit, Effect, Id, Outline, edit, ids, inside, nested, outline, render, twins};
use oasmith_tests::fuzz::Choices;
use serde_json::Value;

use super::things::{Run, Things, run_files};

/// How often which edit was made, and how often a run was in doubt.
type Counts = BTreeMap<(&'static str, String), usize>;

const DOCUMENTS: u64 = 100;
const EDITS: usize = 20;
/// After one of so many edits a client is generated a second time.
const SAMPLE: u64 = 4;
/// What is counted beside edits.
const DOUBTS: &str = "a doubt";

/// Two plans, one after the other.
struct Step<'s> {
    edit: &'s Edit,
    before: &'s Things,
    after: &'s Things,
    /// Schemas of which one type is made before or after the edit: any of them may describe it.
    twins: BTreeSet<(Id, Id)>,
    /// Schemas of which either may be a branch of the same choice.
    nested: BTreeSet<(Id, Id)>,
    /// Schemas that are gone.
    gone: BTreeSet<Id>,
    /// Each schema that stands in another one, with that one.
    inside: BTreeSet<(Id, Id)>,
    /// The names that were in doubt before.
    in_doubt: Vec<&'s str>,
    /// What the run says about doubts.
    doubts: &'s [String],
    /// What the run before said, which may still be there.
    known: &'s [String],
}

impl Step<'_> {
    /// What is wrong. Names of which the run says that they are in doubt may be.
    fn faults(&self) -> Vec<String> {
        let mut out = self.renamed();
        out.extend(self.moved());
        out.extend(self.reordered());
        out.extend(self.reshaped());
        let may_be_in_doubt = [
            Effect::Remove,
            Effect::Move,
            Effect::Exchange,
            Effect::Relocate,
            Effect::Reshape,
        ];
        if !may_be_in_doubt.contains(&self.edit.effect) {
            let new = self.doubts.iter().filter(|doubt| !self.known.contains(doubt));
            let new = new.filter(|doubt| {
                !self.is_about_the_past(doubt) && !self.was_known(doubt) && !self.is_about_a_shape(doubt)
            });
            out.extend(new.map(|doubt| format!("there is no reason for a doubt: {doubt}")));
        }
        out
    }

    /// Whether a doubt is about a name in a type that no operation needed before this edit. What was gone from it is told now.
    fn is_about_the_past(&self, doubt: &str) -> bool {
        let quoted: Vec<&str> = doubt.split('`').skip(1).step_by(2).collect();
        let [of, name] = quoted.as_slice() else { return false };
        doubt.starts_with("something new in") && !self.before.owners.contains_key(&format!("models::{of}::{name}"))
    }

    /// Whether this was in doubt before, although the run before did not say so because no operation needed it.
    fn was_known(&self, doubt: &str) -> bool {
        let mut quoted = doubt.split('`').skip(1).step_by(2);
        quoted.any(|name| self.in_doubt.contains(&name))
    }

    /// Whether several types are described by the schema of a type, of which each is made of it and of others.
    fn is_shared(&self, thing: &str) -> bool {
        let id = thing.strip_prefix("type ").and_then(|id| id.parse::<Id>().ok());
        id.is_some_and(|id| self.twins.iter().any(|(one, _)| *one == id))
    }

    /// Whether a type was made of its schema and of one that is gone.
    fn was_made_of_gone(&self, thing: &str) -> bool {
        let id = thing.strip_prefix("type ").and_then(|id| id.parse::<Id>().ok());
        id.is_some_and(|id| self.gone.iter().any(|gone| self.twins.contains(&(id, *gone))))
    }

    /// The names of types that are types of other kinds now, such as a union in place of a record.
    fn other_shapes(&self) -> impl Iterator<Item = &String> {
        let shapes = self.before.shapes.iter();
        let other = shapes.filter(|(name, shape)| self.after.shapes.get(*name).is_some_and(|now| now != *shape));
        other.map(|(name, _)| name)
    }

    /// Whether a doubt is about such a name.
    fn is_about_a_shape(&self, doubt: &str) -> bool {
        self.other_shapes().any(|name| doubt.contains(&format!("`{name}`")))
    }

    /// The same without a message. What the author calls so needs none.
    fn reshaped(&self) -> Vec<String> {
        let is_silent = |name: &&String| !self.doubts.iter().any(|doubt| doubt.contains(&format!("`{name}`")));
        let is_chosen = |name: &&String| name.starts_with("Chosen") || self.edit.effect == Effect::Choose;
        let silent = self.other_shapes().filter(|name| is_silent(name) && !is_chosen(name));
        silent.map(|name| format!("{name} is a type of another kind")).collect()
    }

    /// Things that have lost a name.
    fn renamed(&self) -> Vec<String> {
        let mut out = Vec::new();
        for (thing, names) in &self.before.names {
            let Some(now) = self.after.names.get(thing) else {
                continue;
            };
            let is_chosen = |of: &str| {
                let is_branch = thing.starts_with("branch ") && of.starts_with("type ");
                of == thing || (of.ends_with(' ') && thing.starts_with(of)) || (is_branch && thing.ends_with(&of[4..]))
            };
            if let Some((of, chosen)) = self.edit.chosen.iter().find(|(of, _)| is_chosen(of)) {
                // What is made of several schemas is not called by the name of one of them.
                if of == thing && !chosen.is_empty() && !now.contains(chosen) && !self.is_shared(thing) {
                    out.push(format!("{thing} is called {now:?} and not {chosen}"));
                }
                continue;
            }
            // What is gone may have needed a second half of a type; else every name stays.
            let holds = |all: &BTreeSet<String>| match self.edit.effect {
                Effect::Remove | Effect::Move | Effect::Exchange | Effect::Reshape => !names.is_disjoint(all),
                // Which of the types has which of the names is not known.
                Effect::Add | Effect::Replace if names.len() > 1 && self.is_shared(thing) => !names.is_disjoint(all),
                // A property that contradicts another one, or a body that comes for another one, may take a type away, but gives none
                // another name.
                Effect::Add | Effect::Replace => names.is_subset(all) || now.is_subset(names),
                Effect::Reorder | Effect::Rename | Effect::Relocate | Effect::Choose => names.is_subset(all),
            };
            let all = || {
                let same = self.after.names.iter().filter(|(other, _)| self.is_same(thing, other));
                same.flat_map(|(_, names)| names).cloned().collect()
            };
            let is_excused = self.edit.effect == Effect::Move
                && names
                    .iter()
                    .any(|name| self.is_in_doubt(name, |part, quoted| part == quoted));
            let is_other = self.edit.effect == Effect::Exchange && self.was_made_of_gone(thing);
            // Two fields of one record that were in two types cannot both keep the name that each had.
            let is_joined = self.edit.effect == Effect::Reshape
                && self
                    .around(thing)
                    .any(|name| self.is_in_doubt(name, |part, quoted| part == quoted));
            if !holds(now) && !is_excused && !is_other && !is_joined && !holds(&all()) {
                out.push(format!("{thing} was called {names:?} and is called {now:?}"));
            }
        }
        out
    }

    /// Names that another thing has now.
    fn moved(&self) -> Vec<String> {
        let mut out = Vec::new();
        for (name, thing) in &self.before.owners {
            let now = self.after.owners.get(name).filter(|now| !self.is_same(thing, now));
            let now = now.filter(|now| match self.edit.effect {
                // One message is enough for an element, all that is in it, and its variant.
                Effect::Move | Effect::Exchange | Effect::Reshape => {
                    let held = now.strip_prefix("branch ").and_then(|ids| ids.split_once(' '));
                    let held = held.and_then(|(_, id)| self.after.names.get(&format!("type {id}")));
                    let outer = self.around(now);
                    let mut names = [name].into_iter().chain(held.into_iter().flatten()).chain(outer);
                    !names.any(|name| self.is_in_doubt(name, |part, quoted| part.starts_with(quoted)))
                }
                // The name of what is gone is free, and a run says who takes it, or that nothing is left of what had it.
                Effect::Remove => !self.is_in_doubt(name, |part, quoted| part == quoted),
                Effect::Add
                | Effect::Reorder
                | Effect::Rename
                | Effect::Relocate
                | Effect::Replace
                | Effect::Choose => true,
            });
            out.extend(now.map(|now| format!("{name} was the name of {thing} and is that of {now}")));
        }
        out
    }

    /// The names of the types whose schemas the schema of a type, or of what it consists of, stands in.
    fn around(&self, thing: &str) -> impl Iterator<Item = &String> {
        let kinds = ["type", "field", "value", "branch"];
        let mut words = thing.split(' ');
        let is_within = words.next().is_some_and(|kind| kinds.contains(&kind));
        let id = words.next().filter(|_| is_within).and_then(|id| id.parse::<Id>().ok());
        let outer = self.inside.iter().filter(move |(inner, _)| Some(*inner) == id);
        outer
            .filter_map(|(_, outer)| self.after.names.get(&format!("type {outer}")))
            .flatten()
    }

    /// Arguments that have changed places.
    fn reordered(&self) -> Vec<String> {
        let mut out = Vec::new();
        for (thing, before) in &self.before.orders {
            let Some(after) = self.after.orders.get(thing) else {
                continue;
            };
            let shared = |all: &[String], others: &[String]| -> Vec<String> {
                all.iter().filter(|one| others.contains(one)).cloned().collect()
            };
            if shared(before, after) != shared(after, before) {
                out.push(format!("{thing} took {before:?} and takes {after:?}"));
            }
        }
        out
    }

    /// Whether a thing is another one, or the same that another schema describes.
    fn is_same(&self, thing: &str, other: &str) -> bool {
        let is_twin = |(one, other): (&str, &str)| match (one.parse(), other.parse()) {
            _ if one == other => true,
            (Ok(one), Ok(other)) => {
                let is_nested = thing.starts_with("branch ") && self.nested.contains(&(one, other));
                is_nested || self.twins.contains(&(one, other))
            }
            _ => false,
        };
        thing == other
            || (thing.split(' ').count() == other.split(' ').count()
                && thing.split(' ').zip(other.split(' ')).all(is_twin))
    }

    /// Whether a run says that a name, or what has it, is in doubt: part of the name is one that it quotes.
    fn is_in_doubt(&self, name: &str, is_it: fn(&str, &str) -> bool) -> bool {
        let mut quoted = self.doubts.iter().flat_map(|doubt| doubt.split('`').skip(1).step_by(2));
        quoted.any(|quoted| name.split("::").any(|part| is_it(part, quoted)))
    }
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

/// Generating again changes nothing and says nothing else.
fn unchanged(document: &Outline, describes: bool, last: &Run, what: &str) {
    let again = in_files(document, describes, last.lock.clone());
    let of = |run: &Run| (run.lock.text(), format!("{:?}", run.api));
    assert!(
        of(&again) == of(last),
        "{what}: a second run changes {}\n\n{}",
        last.lock.text(),
        again.lock.text()
    );
    let doubts = |run: &Run| -> BTreeSet<String> { run.doubts().into_iter().map(str::to_owned).collect() };
    assert_eq!(doubts(&again), doubts(last), "{what}: a second run says something else");
}

/// Edits a document again and again; what was edited is counted.
fn hold(number: u64, counts: &mut Counts) {
    let mut choices = Choices::numbered(number);
    let describes = !number.is_multiple_of(3);
    let mut document = outline(&mut choices);
    let (mut last, mut things) = names(&document, describes, Lock::default());
    let mut known = Vec::new();
    for step in 0..EDITS {
        let (before, former) = (render(&document, describes), document.clone());
        let edit = edit(&mut document, &mut choices);
        *counts.entry((edit.what, format!("{:?}", edit.effect))).or_default() += 1;
        let (lock, in_doubt) = (last.lock.text(), Vec::from_iter(last.lock.doubts.keys().cloned()));
        let (run, now) = names(&document, describes, last.lock);
        let doubts = run.said.iter().filter(|item| item.code == Code::DoubtfulLock);
        let doubts: Vec<String> = doubts.map(|item| item.message.clone()).collect();
        let is_new = edit.effect != Effect::Reshape && doubts.iter().any(|doubt| !known.contains(doubt));
        *counts.entry((DOUBTS, String::new())).or_default() += usize::from(is_new);
        let made = Step {
            edit: &edit,
            before: &things,
            after: &now,
            twins: twins(&former).union(&twins(&document)).copied().collect(),
            nested: nested(&former).union(&nested(&document)).copied().collect(),
            gone: ids(&former).difference(&ids(&document)).copied().collect(),
            inside: inside(&document),
            in_doubt: in_doubt.iter().map(String::as_str).collect(),
            doubts: &doubts,
            known: &known,
        };
        let faults = made.faults();
        assert!(
            faults.is_empty(),
            "document {number}, edit {step}, {edit:?}:\n{}\n\nbefore: {before:?}\n\nlock:\n{lock}\nafter: {:?}\n\nlock:\n{}",
            faults.join("\n"),
            render(&document, describes),
            run.lock.text()
        );
        if (number + step as u64).is_multiple_of(SAMPLE) {
            unchanged(
                &document,
                describes,
                &run,
                &format!("document {number}, edit {step}, {edit:?}"),
            );
        }
        (last, things, known) = (run, now, doubts);
    }
}

#[test]
fn a_locked_name_stays_and_never_moves() {
    let documents = std::env::var("NAMES_HOLD_DOCUMENTS")
        .ok()
        .and_then(|text| text.parse().ok());
    let documents: u64 = documents.unwrap_or(DOCUMENTS);
    let from = std::env::var("NAMES_HOLD_FROM").ok().and_then(|text| text.parse().ok());
    let from: u64 = from.unwrap_or_default();
    let mut counts = Counts::new();
    let workers = thread::available_parallelism().map_or(1, usize::from);
    thread::scope(|scope| {
        let started = (0..workers).map(|first| {
            scope.spawn(move || {
                let mut counts = Counts::new();
                let numbers = (from..documents).skip(first).step_by(workers);
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
    assert_eq!(edits, usize::try_from(documents - from).expect("few documents") * EDITS);
    assert!(doubts * 50 < edits, "{doubts} of {edits} runs are in doubt");
    let rare: Vec<_> = counts.iter().filter(|(_, count)| **count * 250 < edits).collect();
    assert!(rare.is_empty(), "edits that hardly happen: {rare:?}");
}
