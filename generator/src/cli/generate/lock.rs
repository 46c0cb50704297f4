//! What a run does to `names.lock`, which is written with the crate.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use crate::Generated;
use crate::cli::job::Job;
use crate::config::Lock;
use crate::file::File;
use crate::project::LOCK;
use crate::write::{self, Drift};

/// What a run does to a lock.
pub(super) struct LockChange {
    /// The folder that the lock is in.
    pub(super) folder: PathBuf,
    /// The new lock.
    pub(super) file: File,
    added: usize,
    changed: usize,
    dropped: usize,
    /// Whether an earlier version wrote the old one.
    is_rewritten: bool,
}

impl LockChange {
    /// What this run does to the lock; `None` if it has none, or nothing changes.
    pub(super) fn of(job: &Job, generated: &Generated) -> Option<Self> {
        let (old, new) = (job.config.lock.as_ref()?, generated.lock.as_ref()?);
        // The keys of an old lock have another form, so the names themselves are compared.
        let (before, after) = (names(old, old.is_old), names(new, old.is_old));
        let count =
            |all: &LockedNames, is_counted: &dyn Fn(&LockKey) -> bool| all.keys().filter(|at| is_counted(at)).count();
        let added = count(&after, &|at| !before.contains_key(at));
        let dropped = count(&before, &|at| !after.contains_key(at));
        let changed = count(&after, &|at| before.get(at).is_some_and(|name| *name != after[at]));
        let path = Path::new(&old.file);
        let change = Self {
            folder: path.parent().unwrap_or(Path::new("")).to_owned(),
            file: File {
                path: LOCK.to_owned(),
                text: new.text(),
            },
            added,
            changed,
            dropped,
            is_rewritten: old.is_old,
        };
        (old.is_old || added + changed + dropped > 0).then_some(change)
    }

    /// What would be written.
    pub(super) fn drift(&self) -> Option<Drift> {
        write::check_one(&self.folder, &self.file)
    }

    /// In a few words.
    pub(super) fn words(&self) -> String {
        let names = |count: usize| format!("{count} name{}", if count == 1 { "" } else { "s" });
        let changed = match self.changed {
            0 => String::new(),
            changed => format!(", {} changed: the author chose others", names(changed)),
        };
        let gone = match self.dropped {
            0 => String::new(),
            dropped => format!(", {} dropped: their places are gone", names(dropped)),
        };
        let rewritten = match self.is_rewritten {
            true => "; its keys now say what a thing is instead of where it stands",
            false => "",
        };
        format!("{LOCK}: {} added{changed}{gone}{rewritten}", names(self.added))
    }
}

/// What a lock names: its kind and where it is.
type LockKey = (&'static str, String);
type LockedNames<'a> = BTreeMap<LockKey, &'a str>;

/// All names of a lock, by what they name, or by themselves. Those of an operation come and go together, but for its errors.
fn names(lock: &Lock, by_name: bool) -> LockedNames<'_> {
    let mut out = LockedNames::new();
    let key = |at: &str, name: &str| if by_name { name } else { at }.to_owned();
    for (at, locked) in &lock.types {
        out.insert(("type", key(at, &locked.name)), &locked.name);
    }
    for (kind, names) in [("group", &lock.groups), ("variant", &lock.variants)] {
        out.extend(
            names
                .iter()
                .map(|(at, locked)| ((kind, at.clone()), locked.name.as_str())),
        );
    }
    for (at, operation) in &lock.operations {
        let method = format!("{}.{}", operation.group.name, operation.method.name);
        out.insert(("operation", key(at, &method)), &operation.method.name);
        for (kind, locked) in [("error", &operation.error), ("shared", &operation.shared)] {
            out.extend(locked.as_ref().map(|locked| ((kind, at.clone()), locked.name.as_str())));
        }
    }
    out
}
