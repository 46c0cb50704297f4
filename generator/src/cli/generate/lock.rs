//! What a run does to `names.lock`, which is written with the crate.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use crate::Generated;
use crate::cli::job::Job;
use crate::config::{Lock, LockForm, Renewal};
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
        } = generated.lock.as_ref()?;
        let (before, after) = (names(old), names(new));
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
        let changed = match self.changed {
            0 => String::new(),
            changed => format!(", {} changed: the author chose others", names(changed)),
        };
        let gone = match self.dropped {
            0 => String::new(),
            dropped => format!(", {} dropped: their places are gone", names(dropped)),
        };
        let rewritten = match self.form {
            LockForm::Positions => "; its keys now say what a thing is instead of where it stands",
            LockForm::Unmarked => "; it now keeps what elements of lists are like, so that their names hold",
            LockForm::Merged => "; its keys now have the files that components are written in",
            LockForm::Current => "",
        };
        if self.form == LockForm::Current && self.added + self.changed + self.dropped == 0 {
            return format!("{LOCK}: no name changes; its keys and marks are those of the document now");
        }
        format!("{LOCK}: {} added{changed}{gone}{rewritten}", names(self.added))
    }
}

/// What a lock names: its kind and where it is.
type LockKey = (&'static str, String);
type LockedNames<'a> = BTreeMap<LockKey, &'a str>;

/// All names of a lock, by what they name. Those of an operation come and go together, but for its errors.
fn names(lock: &Lock) -> LockedNames<'_> {
    let mut out = LockedNames::new();
    let single = [
        ("group", &lock.groups),
        ("type", &lock.types),
        ("variant", &lock.variants),
    ];
    for (kind, names) in single {
        let each = names.iter();
        out.extend(each.map(|(at, locked)| ((kind, at.clone()), locked.name.as_str())));
    }
    for (at, operation) in &lock.operations {
        out.insert(("operation", at.clone()), &operation.method.name);
        for (kind, locked) in [("error", &operation.error), ("shared", &operation.shared)] {
            out.extend(locked.as_ref().map(|locked| ((kind, at.clone()), locked.name.as_str())));
        }
    }
    out
}
