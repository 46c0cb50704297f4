//! What a run does to `names.lock`, which is written with the crate.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use super::members::{Within, renamed};
use crate::Generated;
use crate::cli::job::Job;
use crate::config::{Lock, LockForm, LockedOperation, Renewal};
use crate::diag::first_of;
use crate::file::File;
use crate::pointer::Pointer;
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
    /// `` `Cat` ``: names that an early lock had by the position in a list of the document.
    by_position: Vec<String>,
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
            by_position,
        } = generated.lock.as_ref()?;
        let (before, after) = (names(old), names(new));
        let added = after.keys().filter(|at| !before.contains_key(*at)).count();
        let given = given(new, &after);
        let errors: BTreeSet<&str> = new.errors().collect();
        let dropped = before.iter().filter(|(at, _)| !after.contains_key(*at));
        // What belongs to an enum goes with it.
        let dropped = dropped.filter(|((kind, _), name)| *kind != VARIANT || errors.contains(name.owner.as_str()));
        let dropped = dropped.map(|((kind, _), name)| (space(kind), name.full()));
        let dropped = dropped.chain(gone.iter().map(|name| (TYPE, name.clone())));
        let dropped: BTreeSet<(&str, String)> = dropped.filter(|name| !given.contains(name)).collect();
        let dropped = dropped.into_iter().map(|(kind, name)| {
            let is_left = kind == TYPE && errors.contains(name.as_str());
            if is_left {
                format!("`models::{name}`")
            } else {
                format!("`{name}`")
            }
        });
        let within = Within::new(old, new);
        let both = after
            .iter()
            .filter_map(|(at, name)| Some((at.0, before.get(at)?, name)));
        let changed = both.filter(|(_, old, new)| old.own != new.own);
        let changed: BTreeSet<String> = changed
            .map(|(kind, old, new)| {
                // Others may have the old name still.
                let operation = new.operation.as_ref();
                let operation = operation.filter(|_| given.contains(&(space(kind), old.full())));
                let place = operation.map(|operation| format!(" in `{operation}`"));
                format!("{}{}", renamed(&old.full(), &new.full()), place.unwrap_or_default())
            })
            .collect();
        let path = Path::new(&old.file);
        let change = Self {
            folder: path.parent().unwrap_or(Path::new("")).to_owned(),
            file: File {
                path: LOCK.to_owned(),
                text: new.text(),
            },
            added: added + within.added,
            changed: changed.into_iter().chain(within.changed).collect(),
            dropped: dropped.chain(within.dropped).collect(),
            idle: idle.iter().map(|name| format!("`{name}`")).collect(),
            form: old.form,
            by_position: by_position.iter().map(|name| format!("`{name}`")).collect(),
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
        let positions = match self.by_position.len() {
            0 => String::new(),
            count => format!(
                ". {} went by positions in lists, so compare API.txt if the document has changed since the last run: {}",
                names(count),
                first_of(self.by_position.iter().cloned(), SHOWN)
            ),
        };
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
        format!(
            "{LOCK}: {} added{changed}{gone}{idle}{rewritten}{positions}",
            names(self.added)
        )
    }
}

/// The kind of the names of types.
const TYPE: &str = "type";
/// The kind of the names of groups.
const GROUP: &str = "group";
/// The kind of the names of variants of errors.
const VARIANT: &str = "variant";

/// The kind of names that those of this kind must differ from.
fn space(kind: &'static str) -> &'static str {
    if kind == "shared" { "error" } else { kind }
}

/// What a lock names: its kind and where it is.
type LockKey = (&'static str, String);
type LockedNames = BTreeMap<LockKey, Name>;

/// A name, with what it is in.
#[derive(Default)]
struct Name {
    /// `TasksListError` of `NotFound`; empty if it needs none.
    owner: String,
    own: String,
    /// The operation whose error, variant or response has it.
    operation: Option<String>,
}

impl Name {
    /// As the table `[doubts]` has it.
    fn full(&self) -> String {
        match self.owner.as_str() {
            "" => self.own.clone(),
            owner => format!("{owner}::{}", self.own),
        }
    }
}

impl From<&String> for Name {
    fn from(own: &String) -> Self {
        Self {
            own: own.clone(),
            ..Self::default()
        }
    }
}

/// All names of a lock, by what they name. Those of an operation come and go together, but for its errors.
fn names(lock: &Lock) -> LockedNames {
    let mut out = LockedNames::new();
    for (kind, names) in [(GROUP, &lock.groups), (TYPE, &lock.types)] {
        let each = names.iter();
        out.extend(each.map(|(at, locked)| ((kind, at.clone()), Name::from(&locked.name))));
    }
    for (at, locked) in &lock.webhooks {
        let name = Name {
            owner: "webhooks".to_owned(),
            ..Name::from(&locked.name)
        };
        out.insert(("webhook", at.clone()), name);
    }
    for (at, operation) in &lock.operations {
        let path = operation.path();
        out.extend(path.iter().map(|path| (("operation", at.clone()), Name::from(path))));
        let types = [
            ("error", "errors", &operation.error),
            ("output", &operation.group.name, &operation.output),
            ("shared", "errors", &operation.shared),
        ];
        for (kind, owner, locked) in types {
            let name = locked.as_ref().map(|locked| Name {
                owner: owner.to_owned(),
                own: locked.name.clone(),
                operation: path.clone(),
            });
            out.extend(name.map(|name| ((kind, at.clone()), name)));
        }
    }
    for (at, locked) in &lock.variants {
        let response = Pointer::parse(at);
        let place = response.parent().and_then(|responses| responses.parent());
        let operation = place.and_then(|place| lock.operations.get(&place.to_string()));
        let of = operation.and_then(|operation| operation.shared.as_ref().or(operation.error.as_ref()));
        let name = Name {
            owner: of.map(|of| of.name.clone()).unwrap_or_default(),
            own: locked.name.clone(),
            operation: operation.and_then(LockedOperation::path),
        };
        out.insert((VARIANT, at.clone()), name);
    }
    out
}

/// The kind and name of all that a client has after a run. A group is there as long as it has methods, whatever their tags.
fn given(new: &Lock, after: &LockedNames) -> BTreeSet<(&'static str, String)> {
    let names = after.iter().map(|((kind, _), name)| (space(kind), name.full()));
    let methods = new.operations.values().filter(|operation| operation.method.is_some());
    let groups = methods.map(|operation| (GROUP, operation.group.name.clone()));
    names.chain(groups).collect()
}
