//! What a run does to a folder, step by step, and how it is undone.
//!
//! Undoing looks at which files are where rather than at how far the run got, so it can be interrupted and repeated. A new
//! file goes back to where it waited, an old one to where it was. Only a file with the text that the run wrote is moved or
//! replaced: anything else has been put there since, or the journal was not written by a run.

use std::fs;
use std::path::Path;

use super::disk;
use super::error::{WriteError, fault};
use super::interrupt;
use super::layout::Layout;
use super::look::{OnDisk, in_the_way, look};
use super::manifest::is_inside;

const HEAD: &str = "oasmith journal 1";

/// What happens to a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum StepKind {
    /// It does not exist yet.
    Add,
    /// A file of ours is replaced.
    Replace,
    /// A file of ours goes.
    Remove,
}

/// One file. Its number in the journal is the name of its files in the staging folder.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct JournalStep {
    pub(super) kind: StepKind,
    pub(super) path: String,
    /// The [`mark`] of the new text; 0 for a file that goes.
    pub(super) mark: u64,
}

/// A number by which a text is recognized: FNV-1a, which is the same in every build.
pub(super) fn mark(text: &[u8]) -> u64 {
    text.iter().fold(0xcbf2_9ce4_8422_2325, |mark, byte| {
        (mark ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3)
    })
}

/// All that a run does.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Journal {
    /// Folders that are created, each after the one that it is in.
    pub(super) folders: Vec<String>,
    pub(super) steps: Vec<JournalStep>,
}

impl Journal {
    /// As a line for each folder and step.
    pub(super) fn text(&self) -> String {
        let folders = self.folders.iter().map(|path| format!("folder {path}\n"));
        let steps = self
            .steps
            .iter()
            .map(|JournalStep { kind, path, mark }| format!("{} {mark:016x} {path}\n", kind.word()));
        std::iter::once(format!("{HEAD}\n"))
            .chain(folders)
            .chain(steps)
            .collect()
    }

    /// Reads it; `None` if it is anything else, or leads out of the folder.
    pub(super) fn read(text: &str) -> Option<Self> {
        let lines = text.strip_prefix(HEAD)?.strip_prefix('\n')?.lines();
        let mut journal = Self::default();
        for line in lines {
            let (word, rest) = line.split_once(' ')?;
            if word == "folder" {
                journal.folders.push(inside(rest)?);
                continue;
            }
            let (mark, path) = rest.split_once(' ')?;
            let (mark, path) = (u64::from_str_radix(mark, 16).ok()?, inside(path)?);
            let kind = [StepKind::Add, StepKind::Replace, StepKind::Remove]
                .into_iter()
                .find(|kind| kind.word() == word)?;
            journal.steps.push(JournalStep { kind, path, mark });
        }
        Some(journal)
    }

    /// Does it. On an error the folder is somewhere between old and new.
    pub(super) fn forward(&self, layout: &Layout) -> Result<(), WriteError> {
        let dir = &layout.dir;
        for path in &self.folders {
            if look(dir, path)? != OnDisk::Folder {
                let path = dir.join(path);
                disk::create_dir(&path).map_err(|error| fault(&path, "make this folder", &error))?;
            }
        }
        for (number, step) in self.steps.iter().enumerate() {
            interrupt::check(dir)?;
            step.forward(number, layout)?;
        }
        self.prune(dir);
        Ok(())
    }

    /// Removes folders that are empty without the files that were removed.
    fn prune(&self, dir: &Path) {
        for step in self.steps.iter().filter(|step| step.kind == StepKind::Remove) {
            let target = dir.join(&step.path);
            let inside = target.ancestors().skip(1).take_while(|above| *above != dir);
            for folder in inside {
                if disk::remove_dir(folder).is_err() {
                    break;
                }
            }
        }
    }

    /// Undoes it, however much of it was done.
    pub(super) fn back(&self, layout: &Layout) -> Result<(), WriteError> {
        for (number, step) in self.steps.iter().enumerate().rev() {
            step.back(number, layout)?;
        }
        for path in self.folders.iter().rev() {
            if look(&layout.dir, path)? == OnDisk::Folder {
                // One that is not empty has files of somebody else.
                let _ = disk::remove_dir(&layout.dir.join(path));
            }
        }
        Ok(())
    }
}

fn inside(path: &str) -> Option<String> {
    is_inside(path).then(|| path.to_owned())
}

impl StepKind {
    fn word(self) -> &'static str {
        match self {
            Self::Add => "add",
            Self::Replace => "replace",
            Self::Remove => "remove",
        }
    }
}

impl JournalStep {
    fn forward(&self, number: usize, layout: &Layout) -> Result<(), WriteError> {
        let target = layout.dir.join(&self.path);
        let (doing, expected) = match self.kind {
            StepKind::Add => ("write this file", OnDisk::Nothing),
            StepKind::Replace => ("replace this file", OnDisk::File),
            StepKind::Remove => ("remove this file", OnDisk::File),
        };
        match look(&layout.dir, &self.path)? {
            found if found == expected => {}
            OnDisk::Nothing | OnDisk::File => return Err(moved(&target)),
            found => return Err(in_the_way(&target, found)),
        }
        let failed = |error: std::io::Error| fault(&target, doing, &error);
        if self.kind != StepKind::Add {
            disk::rename(&target, &layout.old_file(number)).map_err(failed)?;
        }
        if self.kind != StepKind::Remove {
            disk::rename(&layout.new_file(number), &target).map_err(failed)?;
        }
        Ok(())
    }

    fn back(&self, number: usize, layout: &Layout) -> Result<(), WriteError> {
        let (old, new) = (layout.old_file(number), layout.new_file(number));
        let is_done = match self.kind {
            StepKind::Add => !disk::exists(&new),
            StepKind::Replace | StepKind::Remove => disk::exists(&old),
        };
        if !is_done {
            return Ok(());
        }
        let target = layout.dir.join(&self.path);
        let failed = |error: std::io::Error| fault(&target, "put this file back", &error);
        let found = look(&layout.dir, &self.path)?;
        if found == OnDisk::File && !self.has_written(&target)? {
            return Ok(());
        }
        match (self.kind, found) {
            (StepKind::Add, OnDisk::File) => disk::rename(&target, &new).map_err(failed),
            // Somebody has removed it, or has put something else there: it is theirs.
            (StepKind::Add, _) | (StepKind::Remove, OnDisk::File | OnDisk::Folder | OnDisk::Link | OnDisk::Other) => {
                Ok(())
            }
            (_, OnDisk::Nothing | OnDisk::File) => {
                make_parents(&layout.dir, &self.path)?;
                disk::rename(&old, &target).map_err(failed)
            }
            (StepKind::Replace, found) => Err(in_the_way(&target, found)),
        }
    }

    /// Whether a file has the text that the run wrote.
    fn has_written(&self, target: &Path) -> Result<bool, WriteError> {
        let text = fs::read(target).map_err(|error| fault(target, "read what is there already", &error))?;
        Ok(self.kind != StepKind::Remove && mark(&text) == self.mark)
    }
}

/// Creates the folders that a file is in. None on the way is a link: that was checked.
fn make_parents(dir: &Path, path: &str) -> Result<(), WriteError> {
    for (at, _) in path.match_indices('/') {
        let folder = dir.join(&path[..at]);
        if !disk::exists(&folder) {
            disk::create_dir(&folder).map_err(|error| fault(&folder, "make this folder", &error))?;
        }
    }
    Ok(())
}

/// The folder changed between the plan and its execution.
fn moved(path: &Path) -> WriteError {
    WriteError {
        path: path.to_owned(),
        step: None,
        reason: "this file came or went while the folder was written".to_owned(),
        help: Some("run the command again".to_owned()),
    }
}
