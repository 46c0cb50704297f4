//! One output folder on its way from old to new.
//!
//! [`Swap::stage`] writes everything that is new into the staging folder. [`Swap::place`] moves it into place, and what it
//! replaces into the staging folder. [`Swap::keep`] makes that final; [`Swap::undo`] puts all of it back.

use std::collections::BTreeSet;
use std::path::Path;

use super::error::WriteError;
use super::folder::Folder;
use super::interrupt;
use super::journal::{Journal, JournalStep, StepKind, mark};
use super::look::{OnDisk, look};
use super::stage::{self, Stage};
use crate::file::File;

/// What a run did to a folder.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Changes {
    /// Files that are new or have new content.
    pub written: usize,
    /// Files that are no longer generated.
    pub removed: usize,
    /// Files that were already right, and were not touched.
    pub unchanged: usize,
}

/// A folder that is being written.
pub(super) struct Swap {
    /// Nothing if there is nothing to do.
    stage: Option<Stage>,
    journal: Journal,
    changes: Changes,
}

impl Swap {
    /// Stages what a folder does not have yet. Nothing in it is changed, but what a run that died has left is put back.
    /// `look_at` reads what the folder has; it is called after that.
    pub(super) fn stage(
        dir: &Path,
        files: &[File],
        look_at: impl FnOnce() -> Result<Folder, WriteError>,
    ) -> Result<Self, WriteError> {
        interrupt::check(dir)?;
        let left = stage::is_left(dir).then(|| Stage::take(dir)).transpose()?;
        let folder = look_at()?;
        let (steps, texts) = steps(&folder, files);
        let stale = steps.len() - texts.len();
        let changes = Changes {
            written: texts.len(),
            removed: stale,
            unchanged: files.len() - texts.len(),
        };
        if steps.is_empty() {
            // A staging folder that a run has left goes here.
            return Ok(Self {
                stage: None,
                journal: Journal::default(),
                changes,
            });
        }
        let stage = match left {
            Some(stage) => stage,
            None => Stage::take(dir)?,
        };
        for (number, (step, text)) in steps.iter().zip(texts).enumerate() {
            interrupt::check(dir)?;
            stage.put(number, step, text)?;
        }
        let folders = missing_folders(dir, &steps)?;
        Ok(Self {
            stage: Some(stage),
            journal: Journal { folders, steps },
            changes,
        })
    }

    /// Moves everything into place. After an error, [`Self::undo`] is due.
    pub(super) fn place(&self) -> Result<(), WriteError> {
        let Some(stage) = &self.stage else { return Ok(()) };
        stage.begin(&self.journal)?;
        self.journal.forward(stage.layout())
    }

    /// Puts the folder back to what it was, unless the change is final or has not begun.
    pub(super) fn undo(&self) -> Result<(), WriteError> {
        self.stage.as_ref().map_or(Ok(()), Stage::recover)
    }

    /// Makes it final.
    pub(super) fn keep(&self) -> Result<Changes, WriteError> {
        if let Some(stage) = &self.stage {
            stage.commit()?;
        }
        Ok(self.changes)
    }
}

/// What has to be done, and the texts of the steps that write. Those come first.
fn steps<'a>(folder: &Folder, files: &'a [File]) -> (Vec<JournalStep>, Vec<&'a str>) {
    let step = |kind: StepKind, path: &str, mark: u64| JournalStep {
        kind,
        path: path.to_owned(),
        mark,
    };
    let (mut steps, mut texts) = (Vec::new(), Vec::new());
    for File { path, text } in files {
        let kind = match folder.text(path) {
            Some(old) if old == text.as_bytes() => continue,
            Some(_) => StepKind::Replace,
            None => StepKind::Add,
        };
        steps.push(step(kind, path, mark(text.as_bytes())));
        texts.push(text.as_str());
    }
    steps.extend(folder.stale(files).iter().map(|path| step(StepKind::Remove, path, 0)));
    (steps, texts)
}

/// The folders that files are added to and that do not exist, each after the one that it is in.
fn missing_folders(dir: &Path, steps: &[JournalStep]) -> Result<Vec<String>, WriteError> {
    let added = steps.iter().filter(|step| step.kind == StepKind::Add);
    let folders: BTreeSet<&str> = added
        .flat_map(|step| step.path.match_indices('/').map(|(at, _)| &step.path[..at]))
        .collect();
    let mut missing = Vec::new();
    for folder in folders {
        if look(dir, folder)? == OnDisk::Nothing {
            missing.push(folder.to_owned());
        }
    }
    Ok(missing)
}
