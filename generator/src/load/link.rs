//! What a reference leads to, and which component of the merged tree that becomes.

use std::collections::BTreeSet;

use serde_json::Value;

use super::merge::Merger;
use super::names::{Name, telling};
use super::print;
use super::read::Site;
use super::reference::{Target, component, component_pointer, parse};
use super::slot::Slot;
use super::walk::references;
use crate::diag::{Code, Diagnostic, Severity};
use crate::pointer::Pointer;

/// The key of the merged tree, which it does not have, below which references lead that cannot be followed.
const UNFOLLOWED: &str = "x-unfollowed";

/// What stands in the merged tree in place of a reference that cannot be followed, until its place there is known.
pub(super) struct Unfollowed {
    pub(super) code: Code,
    pub(super) message: String,
    pub(super) help: String,
}

impl Unfollowed {
    /// As the text of a reference.
    fn text(code: Code, message: &str, help: &str) -> String {
        let parts = [UNFOLLOWED, code.name(), message, help];
        parts.iter().fold(Pointer::root(), |at, part| at.key(part)).to_string()
    }

    /// Back from that text.
    pub(super) fn read(target: &Pointer) -> Option<Self> {
        let mut parts = target.parts().into_iter();
        let (_, code) = (parts.next().filter(|part| part == UNFOLLOWED)?, parts.next()?);
        Some(Self {
            code: Code::named(&code)?,
            message: parts.next()?,
            help: parts.next()?,
        })
    }
}

/// Puts the texts of references to the network and to anchors back, for a tree that others are to read.
pub(super) fn restore(root: &mut Value) {
    references(root, Slot::Document, &Pointer::root(), &mut |reference| {
        let Target::Place(None, at) = parse(reference.text) else {
            return None;
        };
        let Unfollowed { code, message, .. } = Unfollowed::read(&at)?;
        let text = message.split('`').nth(1).filter(|_| code != Code::UnresolvedRef);
        text.map(str::to_owned)
    });
}

impl Fault {
    /// The reference that says so, where the fault costs only what reaches it.
    pub(super) fn unfollowed(&self) -> Option<String> {
        match self {
            Self::Missing { target, help, .. } => Some(Unfollowed::text(Code::UnresolvedRef, &absent(target), help)),
            Self::Unsupported { code, message, help } => Some(Unfollowed::text(*code, message, help)),
            Self::File(_) | Self::Outside(_) => None,
        }
    }
}

/// Why a reference leads nowhere.
pub(super) enum Fault {
    /// The file is there, the place in it is not.
    Missing { target: String, help: String, local: bool },
    /// The file cannot be read.
    File(Box<Diagnostic>),
    /// The file lies outside of the folders that references may lead to.
    Outside(String),
    /// The kind of reference is not supported.
    Unsupported {
        code: Code,
        message: String,
        help: &'static str,
    },
}

impl Merger<'_> {
    /// Follows one reference, reading its file if need be.
    pub(super) fn resolve(&mut self, from: usize, text: &str) -> Result<Site, Fault> {
        let (file, at) = match parse(text) {
            Target::Place(file, at) => (file, at),
            Target::Remote => return Err(remote(text)),
            Target::Anchor => return Err(anchor(text)),
        };
        let target = match &file {
            None => from,
            Some(path) => self.follow(from, path)?,
        };
        let root = self.files.value(target);
        if at.find(&root).is_some() {
            return Ok((target, at));
        }
        let help = self.guesses.missing(&root, &at);
        let place = if file.is_some() {
            format!("`{at}` of {}", self.files.sources[target].path)
        } else {
            format!("`{at}`")
        };
        Err(Fault::Missing {
            target: place,
            help,
            local: file.is_none(),
        })
    }

    /// The file that a reference names.
    fn follow(&mut self, from: usize, path: &str) -> Result<usize, Fault> {
        let file = self.files.beside(from, path);
        match self.files.follow(&file) {
            Some(read) => read.map_err(Fault::File),
            None => Err(Fault::Outside(path.to_owned())),
        }
    }

    /// Says what is wrong with the reference whose text stands at `site`. A file that cannot be read stops the run.
    pub(super) fn report(&mut self, fault: Fault, site: &Site) {
        let place = self.files.place(site);
        let gap = |code, message: String| Diagnostic::new(code, place.clone(), message);
        self.diags.push(match fault {
            Fault::Missing { target, help, .. } => gap(Code::UnresolvedRef, absent(&target)).help(help),
            Fault::Unsupported { code, message, help } => gap(code, message).help(help),
            Fault::File(cause) if cause.code == Code::UnreadableFile => {
                Diagnostic::new(Code::UnresolvedRef, place, cause.message)
                    .severity(Severity::Error)
                    .help("a reference is relative to the file in which it stands")
            }
            Fault::File(cause) => cause.related(place, "the file is needed here"),
            Fault::Outside(path) => {
                let message = format!("`{path}` is outside of the folder of the document");
                Diagnostic::new(Code::OutsideRef, place, message).help(
                    "move the file below that folder, or allow its folder: `--allow-outside DIR`, or `allow-outside` in \
                     `[input]` of client.toml",
                )
            }
        });
    }

    /// The merged component of a component of a file; it is queued for copying when it is met first.
    pub(super) fn name_component(&mut self, site: &Site) -> Pointer {
        if let Some(Name { kind, name }) = self.names.get(site) {
            return component_pointer(kind, name);
        }
        let (kind, name, _) = component(&site.1).unwrap_or_default();
        let wanted = Name { kind, name };
        let real = self.without_alias(site);
        let real = if self.names.get(&real).is_some_and(|known| *known != wanted) {
            site.clone()
        } else {
            real
        };
        let name = self.assign(real, &wanted);
        self.names.share(site.clone(), name.clone());
        component_pointer(&name.kind, &name.name)
    }

    /// The merged component for a place that is none in its own file.
    pub(super) fn name_part(&mut self, site: &Site, kind: &str) -> Pointer {
        let wanted = Name {
            kind: kind.to_owned(),
            name: telling(&site.1, &self.files.stem(site.0)),
        };
        let name = self.assign(site.clone(), &wanted);
        component_pointer(&name.kind, &name.name)
    }

    fn assign(&mut self, site: Site, wanted: &Name) -> Name {
        if let Some(name) = self.names.get(&site) {
            return name.clone();
        }
        if self.names.owner(wanted).is_none() {
            return self.take(site, wanted.clone());
        }
        let (stem, print) = (self.files.stem(site.0), self.print(&site));
        for name in self.names.equal(wanted, &stem, print) {
            let owner = self.names.owner(&name).cloned();
            if owner.is_some_and(|owner| self.same(&owner, &site, &mut BTreeSet::new())) {
                self.names.share(site, name.clone());
                return name;
            }
        }
        // What has been tried for others of this name is not tried again: `equal` knows it.
        while let Some((name, owner)) = self.names.next_taken(wanted, &stem) {
            let other = self.print(&owner);
            self.names.tried(wanted, &stem, other);
            if other == print && self.same(&owner, &site, &mut BTreeSet::new()) {
                self.names.share(site, name.clone());
                return name;
            }
        }
        let free = self.names.next(wanted, &stem);
        self.take(site, free)
    }

    /// Gives a place a name that is free, and queues it for copying.
    fn take(&mut self, site: Site, name: Name) -> Name {
        self.names.take(site.clone(), name.clone());
        self.queue.push_back((site, name.clone()));
        name
    }

    /// The fingerprint of what stands at a place.
    fn print(&self, (file, at): &Site) -> u64 {
        at.find(&self.files.value(*file)).map_or(0, print::of)
    }

    /// Whether two places say the same once their references are followed; what is being compared counts as equal.
    fn same(&mut self, left: &Site, right: &Site, open: &mut BTreeSet<(Site, Site)>) -> bool {
        if left == right || !open.insert((left.clone(), right.clone())) {
            return true;
        }
        match (self.files.get(left), self.files.get(right)) {
            (Some(a), Some(b)) => self.same_value((left.0, &a), (right.0, &b), open),
            _ => false,
        }
    }

    fn same_value(&mut self, left: (usize, &Value), right: (usize, &Value), open: &mut BTreeSet<(Site, Site)>) -> bool {
        match (left.1, right.1) {
            (Value::Object(a), Value::Object(b)) => {
                a.len() == b.len()
                    && a.iter().all(|(key, value)| match (key.as_str(), value, b.get(key)) {
                        ("$ref", Value::String(a), Some(Value::String(b))) => {
                            match (self.resolve(left.0, a), self.resolve(right.0, b)) {
                                (Ok(a), Ok(b)) => self.same(&a, &b, open),
                                _ => a == b,
                            }
                        }
                        (_, value, Some(other)) => self.same_value((left.0, value), (right.0, other), open),
                        (_, _, None) => false,
                    })
            }
            (Value::Array(a), Value::Array(b)) => {
                a.len() == b.len()
                    && a.iter()
                        .zip(b)
                        .all(|(a, b)| self.same_value((left.0, a), (right.0, b), open))
            }
            (a, b) => a == b,
        }
    }
}

/// The words for a place that is not there.
pub(super) fn absent(target: &str) -> String {
    format!("{target} does not exist")
}

/// A reference by a URL, also one to this machine.
pub(super) fn remote(text: &str) -> Fault {
    Fault::Unsupported {
        code: Code::RemoteRef,
        message: format!("`{text}` is a URL, and only files that are named by a path are read"),
        help: "keep a copy next to the document and refer to that",
    }
}

/// A reference by a name instead of a place.
pub(super) fn anchor(text: &str) -> Fault {
    Fault::Unsupported {
        code: Code::UnsupportedRef,
        message: format!("`{text}` is neither a file nor a pointer, which begins with `#/`"),
        help: "refer to the place itself, as in `#/components/schemas/Name`",
    }
}
