//! The staging folder: where a run keeps new files until all are complete, and old ones until the run has succeeded.
//!
//! It is inside the folder that is written, so that moving a file is one rename, and only one run at a time has it.
//!
//! ```text
//! .oasmith-stage/.gitignore   `*`: nobody commits it
//! .oasmith-stage/lock         held by the run as long as it lives
//! .oasmith-stage/new/0 …      new files, by number
//! .oasmith-stage/old/0 …      what they replace
//! .oasmith-stage/journal      which file is which; it exists while the folder is neither old nor new
//! ```

use std::fs::{self, File};
use std::io::ErrorKind;
use std::path::Path;

use super::disk::{self, Made};
use super::error::{WriteError, fault};
use super::journal::{Journal, JournalStep};
use super::layout::{Layout, NEW, OLD, STAGE};
use super::lock;
use super::look::{OnDisk, in_the_way, look};

/// More tries than other runs can spoil by ending at the wrong moment.
const TRIES: usize = 20;
const JOURNAL: &str = "journal";
/// The journal while it is written.
const DRAFT: &str = "journal.new";
const LOCK: &str = "lock";
const IGNORE: &str = ".gitignore";

/// The staging folder of a run.
pub(super) struct Stage {
    layout: Layout,
    _lock: File,
    /// The folder that is written and those above it, if they did not exist.
    _made: Made,
}

/// Whether a run has left its staging folder, or has not ended.
pub(super) fn is_left(dir: &Path) -> bool {
    disk::exists(&dir.join(STAGE))
}

impl Stage {
    /// Takes the staging folder of `dir`. If a run died and left one, what it has changed is put back.
    pub(super) fn take(dir: &Path) -> Result<Self, WriteError> {
        let mut made = Made::default();
        made.create(dir)?;
        let layout = Layout::new(dir);
        for _ in 0..TRIES {
            // The folder can go while it is opened, if another run ends.
            let lock = match open(&layout) {
                Ok(lock) => lock,
                Err(Opening::Gone) => continue,
                Err(Opening::Failed(error)) => {
                    // Only an empty one goes.
                    let _ = disk::remove_dir(&layout.home);
                    return Err(error);
                }
            };
            let stage = Self {
                layout,
                _lock: lock,
                _made: made,
            };
            stage.recover()?;
            stage.clear()?;
            for folder in [NEW, OLD] {
                stage.create_dir(folder)?;
            }
            return Ok(stage);
        }
        Err(busy(dir))
    }

    /// Where its files are.
    pub(super) fn layout(&self) -> &Layout {
        &self.layout
    }

    /// Writes the new file of a step.
    pub(super) fn put(&self, number: usize, step: &JournalStep, text: &str) -> Result<(), WriteError> {
        let target = self.layout.dir.join(&step.path);
        disk::create(&self.layout.new_file(number), text.as_bytes())
            .map_err(|error| fault(&target, "write this file", &error))
    }

    /// Records what is going to be done. From here on the folder is put back if the run does not reach [`Self::commit`].
    pub(super) fn begin(&self, journal: &Journal) -> Result<(), WriteError> {
        let draft = self.layout.home.join(DRAFT);
        disk::create(&draft, journal.text().as_bytes())
            .and_then(|()| disk::rename(&draft, &self.layout.home.join(JOURNAL)))
            .map_err(|error| fault(&draft, "write this file", &error))
    }

    /// Makes it final: from here on the folder is the new one.
    pub(super) fn commit(&self) -> Result<(), WriteError> {
        let journal = self.layout.home.join(JOURNAL);
        disk::remove_file(&journal).map_err(|error| fault(&journal, "remove this file", &error))
    }

    /// Puts the folder back to what it was before the run that wrote the journal; does nothing if there is none.
    pub(super) fn recover(&self) -> Result<(), WriteError> {
        let path = self.layout.home.join(JOURNAL);
        match look(&self.layout.home, JOURNAL)? {
            OnDisk::Nothing => return Ok(()),
            OnDisk::File => {}
            found => return Err(in_the_way(&path, found)),
        }
        let text = fs::read_to_string(&path).map_err(|error| fault(&path, "read this file", &error))?;
        let journal = Journal::read(&text).ok_or_else(|| unreadable(&path))?;
        for folder in [NEW, OLD] {
            match look(&self.layout.home, folder)? {
                OnDisk::Nothing | OnDisk::Folder => {}
                found => return Err(in_the_way(&self.layout.home.join(folder), found)),
            }
        }
        journal.back(&self.layout)?;
        self.commit()
    }

    /// Removes what runs leave in the staging folder; refuses what they do not.
    fn clear(&self) -> Result<(), WriteError> {
        for folder in [NEW, OLD] {
            let is_ours = |name: &str| name.bytes().all(|letter| letter.is_ascii_digit());
            let path = self.layout.home.join(folder);
            match look(&self.layout.home, folder)? {
                OnDisk::Nothing => continue,
                OnDisk::Folder => self.empty(&path, is_ours)?,
                found => return Err(in_the_way(&path, found)),
            }
            disk::remove_dir(&path).map_err(|error| fault(&path, "remove this folder", &error))?;
        }
        self.empty(&self.layout.home, |name| [DRAFT, LOCK, IGNORE].contains(&name))
    }

    /// Removes the files of a folder, but not the lock and what hides it.
    fn empty(&self, folder: &Path, is_ours: impl Fn(&str) -> bool) -> Result<(), WriteError> {
        let entries = fs::read_dir(folder).map_err(|error| fault(folder, "read this folder", &error))?;
        for entry in entries.flatten() {
            let (path, name) = (entry.path(), entry.file_name().to_string_lossy().into_owned());
            let is_file = entry.file_type().is_ok_and(|kind| kind.is_file());
            if !is_file || !is_ours(&name) {
                return Err(foreign(&path));
            }
            if ![LOCK, IGNORE].contains(&name.as_str()) {
                disk::remove_file(&path).map_err(|error| fault(&path, "remove this file", &error))?;
            }
        }
        Ok(())
    }

    fn create_dir(&self, name: &str) -> Result<(), WriteError> {
        let path = self.layout.home.join(name);
        disk::create_dir(&path).map_err(|error| fault(&path, "make this folder", &error))
    }
}

impl Drop for Stage {
    /// Removes the staging folder, unless the folder is still to be put back. What fails here is done by the next run.
    fn drop(&mut self) {
        if disk::exists(&self.layout.home.join(JOURNAL)) || self.clear().is_err() {
            return;
        }
        // The lock goes last but one: until then no other run is in here.
        for file in [IGNORE, LOCK] {
            let _ = disk::remove_file(&self.layout.home.join(file));
        }
        let _ = disk::remove_dir(&self.layout.home);
    }
}

/// Why the staging folder cannot be had.
enum Opening {
    /// Another run has just removed it.
    Gone,
    Failed(WriteError),
}

/// Creates the folder if need be, and takes its lock.
fn open(Layout { dir, home }: &Layout) -> Result<File, Opening> {
    let failed = |path: &Path, error: &std::io::Error| Opening::Failed(fault(path, "write in this folder", error));
    match look(dir, STAGE).map_err(Opening::Failed)? {
        OnDisk::Folder => {}
        OnDisk::Nothing => match disk::create_dir(home) {
            Err(error) if error.kind() != ErrorKind::AlreadyExists => return Err(failed(dir, &error)),
            _ => {}
        },
        found => return Err(Opening::Failed(in_the_way(home, found))),
    }
    let gone = |error: &std::io::Error| error.kind() == ErrorKind::NotFound && !disk::exists(home);
    match disk::create(&home.join(IGNORE), b"*\n") {
        Err(error) if gone(&error) => return Err(Opening::Gone),
        Err(error) if error.kind() != ErrorKind::AlreadyExists => {
            let _ = disk::remove_file(&home.join(IGNORE));
            return Err(failed(home, &error));
        }
        _ => {}
    }
    match lock::take(&home.join(LOCK)) {
        Ok(Some(lock)) => Ok(lock),
        Ok(None) => Err(Opening::Failed(busy(dir))),
        Err(error) if error.kind() == ErrorKind::NotFound => Err(Opening::Gone),
        Err(error) => Err(failed(&home.join(LOCK), &error)),
    }
}

fn busy(dir: &Path) -> WriteError {
    WriteError {
        path: dir.to_owned(),
        step: None,
        reason: "another run is writing to this folder".to_owned(),
        help: Some("wait until it has ended, then run the command again".to_owned()),
    }
}

fn unreadable(path: &Path) -> WriteError {
    WriteError {
        path: path.to_owned(),
        step: None,
        reason: "this does not list what an interrupted run was doing".to_owned(),
        help: Some(format!(
            "restore the folder from version control and remove `{STAGE}`; its folder `old` has the files that were replaced"
        )),
    }
}

fn foreign(path: &Path) -> WriteError {
    WriteError {
        path: path.to_owned(),
        step: None,
        reason: "this is in the folder that oasmith uses for staging, and is not from oasmith".to_owned(),
        help: Some("move it to another folder".to_owned()),
    }
}
