//! What a run does to `names.lock`, which is written with the crate.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use crate::Generated;
use crate::cli::job::Job;
use crate::config::{Lock, LockForm, LockedMembers, Renewal};
use crate::diag::first_of;
use crate::file::File;
use crate::project::LOCK;
use crate::write::{self, Drift};

/// How many names are shown.
const SHOWN: usize = 10;

/// What a run does to a lock.
pub(super) struct LockChange {
    /// The folder that the lock is in.
    pub(super) folder: PathBuf,
    /// The new lock.
    pub(super) file: File,
    added: usize,
    /// `` `User` is now `Person` ``
    changed: Vec<String>,
    /// `` `Old` ``
    dropped: Vec<String>,
    /// `` `Unused` ``
    idle: Vec<String>,
    /// The form of the old one.
    form: LockForm,
}

impl LockChange {
    /// What this run does to the lock; `None` if it has none, or nothing changes.
    pub(super) fn of(job: &Job, generated: &Generated) -> Option<Self> {
        let written = job.config.lock.as_ref()?;
        let Renewal {
            before: old,
            after: new,
            gone,
            idle,
        } = generated.lock.as_ref()?;
        let (before, after) = (names(old), names(new));
        let added = after.keys().filter(|at| !before.contains_key(*at)).count();
        let dropped = before.iter().filter(|(at, _)| !after.contains_key(*at));
        fn in_space<'l>(((kind, _), name): (&LockKey, &'l String)) -> (&'static str, &'l String) {
            (space(kind), name)
        }
        let dropped = dropped.map(in_space).chain(gone.iter().map(|name| (TYPE, name)));
        let given: BTreeSet<(&str, &String)> = after.iter().map(in_space).collect();
        let dropped = dropped.filter(|name| !given.contains(name));
        let dropped = dropped.map(|(_, name)| format!("`{name}`"));
        let within = Within::new(old, new);
        let both = after.iter().filter_map(|(at, name)| Some((before.get(at)?, name)));
        let changed = both.filter(|(old, new)| old != new);
        let changed = changed.map(|(old, new)| format!("`{old}` is now `{new}`"));
        let path = Path::new(&old.file);
        let change = Self {
            folder: path.parent().unwrap_or(Path::new("")).to_owned(),
            file: File {
                path: LOCK.to_owned(),
                text: new.text(),
            },
            added: added + within.added,
            changed: changed.chain(within.changed).collect(),
            dropped: dropped.chain(within.dropped).collect(),
            idle: idle.iter().map(|name| format!("`{name}`")).collect(),
            form: old.form,
        };
        let is_new = old.form != LockForm::Current || written.text() != new.text();
        is_new.then_some(change)
    }

    /// What would be written.
    pub(super) fn drift(&self) -> Option<Drift> {
        write::check_one(&self.folder, &self.file)
    }

    /// In a few words.
    pub(super) fn words(&self) -> String {
        let names = |count: usize| format!("{count} name{}", if count == 1 { "" } else { "s" });
        let told = |what: &str, why: &str, all: &[String]| match all.len() {
            0 => String::new(),
            count => format!(
                ", {} {what} ({why}{})",
                names(count),
                first_of(all.iter().cloned(), SHOWN)
            ),
        };
        let changed = told("changed", "", &self.changed);
        let gone = told("dropped", "nothing has them any more: ", &self.dropped);
        let rewritten = match self.form {
            LockForm::Positions => "; its keys now say what a thing is instead of where it stands",
            LockForm::Unmarked => "; it now keeps what elements of lists are like, so that their names hold",
            LockForm::Merged => "; its keys now have the files that components are written in",
            LockForm::Untagged => {
                "; it now keeps the tags and titles of elements of lists, so that no other element takes their names"
            }
            LockForm::Hollow => "; it now keeps the names of fields, variants, arguments and setters",
            LockForm::Current => "",
        };
        let idle = told("kept although no operation needs them any more", "", &self.idle);
        let is_quiet = [&self.changed, &self.dropped, &self.idle]
            .iter()
            .all(|names| names.is_empty());
        if self.form == LockForm::Current && self.added == 0 && is_quiet {
            return format!("{LOCK}: no name changes; its keys and marks are those of the document now");
        }
        format!("{LOCK}: {} added{changed}{gone}{idle}{rewritten}", names(self.added))
    }
}

/// The kind of the names of types.
const TYPE: &str = "type";

/// The kind of names that those of this kind must differ from.
fn space(kind: &'static str) -> &'static str {
    if kind == "shared" { "error" } else { kind }
}

/// What a lock names: its kind and where it is.
type LockKey = (&'static str, String);
type LockedNames = BTreeMap<LockKey, String>;

/// All names of a lock, by what they name. Those of an operation come and go together, but for its errors.
fn names(lock: &Lock) -> LockedNames {
    let mut out = LockedNames::new();
    let single = [
        ("group", &lock.groups),
        (TYPE, &lock.types),
        ("variant", &lock.variants),
    ];
    for (kind, names) in single {
        let each = names.iter();
        out.extend(each.map(|(at, locked)| ((kind, at.clone()), locked.name.clone())));
    }
    for (at, operation) in &lock.operations {
        out.extend(operation.path().map(|path| (("operation", at.clone()), path)));
        let types = [
            ("error", &operation.error),
            ("output", &operation.output),
            ("shared", &operation.shared),
        ];
        for (kind, locked) in types {
            out.extend(locked.as_ref().map(|locked| ((kind, at.clone()), locked.name.clone())));
        }
    }
    out
}

/// What changes within the client, and within the types and operations that a lock had before, too.
#[derive(Default)]
struct Within {
    added: usize,
    changed: Vec<String>,
    dropped: Vec<String>,
}

impl Within {
    fn new(old: &Lock, new: &Lock) -> Self {
        let (before, mut out) = (owners(old), Self::default());
        let setters = |lock: &Lock| lock.setters.clone().unwrap_or_default();
        out.compare(&setters(old), &setters(new));
        for (owner, after) in owners(new) {
            if let Some(before) = before.get(owner) {
                out.compare(before, after);
            }
        }
        out
    }

    fn compare(&mut self, before: &LockedMembers, after: &LockedMembers) {
        let names = |all: &LockedMembers| -> BTreeSet<String> { all.iter().map(|(_, name)| name.clone()).collect() };
        let (mut old, mut new) = (names(before), names(after));
        let by_what: BTreeMap<&String, &String> = before.iter().map(|(what, name)| (what, name)).collect();
        for (what, name) in after {
            let was = by_what.get(what).filter(|was| *was != &name && !new.contains(**was));
            if was.is_some_and(|was| old.remove(*was)) {
                self.changed.extend(was.map(|was| format!("`{was}` is now `{name}`")));
                old.insert(name.clone());
            }
        }
        self.dropped.extend(
            old.iter()
                .filter(|name| !new.contains(*name))
                .map(|name| format!("`{name}`")),
        );
        new.retain(|name| !old.contains(name));
        self.added += new.len();
    }
}

/// Type or operation → what it consists of.
fn owners(lock: &Lock) -> BTreeMap<&String, &LockedMembers> {
    let types = lock.types.iter().map(|(at, name)| (at, &name.members));
    let operations = lock.operations.iter().map(|(at, operation)| (at, &operation.members));
    types.chain(operations).collect()
}
