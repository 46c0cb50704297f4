//! What a run does to `names.lock`, which is written with the crate.

use std::path::{Path, PathBuf};

use crate::Generated;
use crate::cli::job::Job;
use crate::config::Lock;
use crate::file::File;
use crate::project::LOCK;
use crate::write::{self, Drift};

/// What a run does to a lock.
pub(super) struct Change {
    /// The folder that the lock is in.
    pub(super) folder: PathBuf,
    /// The new lock.
    pub(super) file: File,
    added: usize,
    dropped: usize,
}

impl Change {
    /// What this run does to the lock; `None` if it has none, or nothing changes.
    pub(super) fn of(job: &Job, generated: &Generated) -> Option<Self> {
        let (old, new) = (job.config.lock.as_ref()?, generated.lock.as_ref()?);
        let (before, after) = (places(old), places(new));
        let (added, dropped) = (
            after.iter().filter(|place| !before.contains(place)).count(),
            before.iter().filter(|place| !after.contains(place)).count(),
        );
        let path = Path::new(&old.file);
        let change = Self {
            folder: path.parent().unwrap_or(Path::new("")).to_owned(),
            file: File {
                path: LOCK.to_owned(),
                text: new.text(),
            },
            added,
            dropped,
        };
        (added + dropped > 0).then_some(change)
    }

    /// What would be written.
    pub(super) fn drift(&self) -> Option<Drift> {
        write::check_one(&self.folder, &self.file)
    }

    /// In a few words.
    pub(super) fn words(&self) -> String {
        let names = |count: usize| format!("{count} name{}", if count == 1 { "" } else { "s" });
        let gone = match self.dropped {
            0 => String::new(),
            dropped => format!(", {} dropped: their places are gone", names(dropped)),
        };
        format!("{LOCK}: {} added{gone}", names(self.added))
    }
}

/// Where a lock names something.
fn places(lock: &Lock) -> Vec<(&str, &str)> {
    let groups = lock.groups.keys().map(|at| ("group", at.as_str()));
    let operations = lock.operations.keys().map(|at| ("operation", at.as_str()));
    let types = lock.types.keys().map(|at| ("type", at.as_str()));
    groups.chain(operations).chain(types).collect()
}
