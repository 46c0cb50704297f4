//! Makes references local to the merged tree, and gives what they lead to a name there.

use std::collections::{BTreeMap, VecDeque};
use std::rc::Rc;

use super::aliases::Aliases;
use super::component_names::{ComponentName, ComponentNames, telling};
use super::parts::Fragment;
use super::print;
use super::resolver::Resolver;
use super::same::is_same;
use super::unresolved::Unresolved;
use crate::diag::Diagnostics;
use crate::load::files::{FilePlace, Files};
use crate::load::references::dialect::Dialect;
use crate::load::references::slot::Slot;
use crate::load::references::unfollowed::{Unfollowables, is_reserved};
use crate::load::references::walk::{Reference, references};
use crate::pointer::Pointer;
use crate::spec::SourcePlace;

/// What is known while references are followed.
pub(super) struct Linker<'a> {
    pub(super) resolver: Resolver<'a>,
    pub(super) diags: &'a mut Diagnostics,
    pub(super) documents: &'a [usize],
    /// The form of the documents.
    pub(super) dialect: Dialect,
    names: ComponentNames,
    aliases: Aliases<'a>,
    /// Components that have a name and whose references still have to be followed.
    pub(super) queue: VecDeque<(FilePlace, ComponentName)>,
    /// References that lead nowhere.
    pub(super) unfollowed: Unfollowables,
}

impl<'a> Linker<'a> {
    /// Nothing is followed or named yet.
    pub(super) fn new(
        files: &'a mut Files,
        documents: &'a [usize],
        dialect: Dialect,
        diags: &'a mut Diagnostics,
    ) -> Self {
        Self {
            resolver: Resolver::new(files),
            diags,
            documents,
            dialect,
            names: ComponentNames::default(),
            aliases: Aliases::new(documents, dialect),
            queue: VecDeque::new(),
            unfollowed: Unfollowables::default(),
        }
    }

    /// What every place of a file became, and the references that lead nowhere.
    pub(super) fn finish(self) -> (BTreeMap<SourcePlace, Pointer>, Unfollowables) {
        (self.names.places(self.dialect), self.unfollowed)
    }

    /// The files read so far.
    pub(super) fn files(&self) -> &Files {
        self.resolver.files
    }

    /// Says what is wrong with the reference whose text stands at `site`.
    pub(super) fn report(&mut self, fault: Unresolved, site: &FilePlace) {
        let place = self.files().place(site);
        self.diags.push(fault.diagnostic(place));
    }

    /// A part of a file whose references are local to the merged tree. What they lead to is announced.
    pub(super) fn part(&mut self, site: FilePlace, slot: Slot) -> Fragment {
        let (root, mut texts) = (self.files().value(site.0), Vec::new());
        if let Some(value) = site.1.find(&root) {
            references(value, slot, &site.1, &mut |reference| {
                let new = self.relink(site.0, reference).filter(|new| new != reference.text);
                texts.extend(new.map(|new| (reference.trail.pointer(), new)));
            });
        }
        let texts = Rc::new(texts);
        Fragment { site, texts }
    }

    fn relink(&mut self, file: usize, reference: &Reference<'_>) -> Option<String> {
        if reference.mapping {
            return self.relink_mapping(file, reference);
        }
        let &Reference { trail, slot, text, .. } = reference;
        match self.resolver.resolve(file, text) {
            Ok(site) => Some(self.merged(slot, site).to_string()),
            // A place that does not exist may still be added by an overlay: the check at the end decides.
            Err(Unresolved::Missing { local: true, .. }) if self.documents.contains(&file) && !is_reserved(text) => {
                None
            }
            Err(fault) => match fault.unfollowed(text) {
                Some(one) => Some(self.unfollowed.add(one)),
                None => {
                    self.report(fault, &(file, trail.pointer()));
                    None
                }
            },
        }
    }

    /// An entry of `discriminator.mapping` is the name of a schema if there is one of that name, and a reference otherwise. One that is
    /// neither is left as it is, and the check at the end reports it.
    fn relink_mapping(&mut self, file: usize, reference: &Reference<'_>) -> Option<String> {
        let &Reference { trail, slot, text, .. } = reference;
        let is_name = !text.contains(['#', '/']);
        let by_name = is_name.then(|| self.dialect.schema(text).to_string());
        let named = by_name.and_then(|name| self.resolver.resolve(file, &name).ok());
        if let Some(site) = named {
            return Some(self.merged(slot, site).to_string());
        }
        if !text.contains(['#', '/', '.']) {
            return None;
        }
        match self.resolver.resolve(file, text) {
            Ok(site) => Some(self.merged(slot, site).to_string()),
            Err(fault @ (Unresolved::Outside(_) | Unresolved::File(_))) => {
                self.report(fault, &(file, trail.pointer()));
                None
            }
            Err(_) => None,
        }
    }

    /// The place of the merged tree that a place of a file becomes.
    fn merged(&mut self, slot: Slot, site: FilePlace) -> Pointer {
        let (file, at) = site;
        if self.documents.contains(&file) {
            match self.dialect.component(&at) {
                Some((kind, name, tail)) => {
                    return self
                        .name_component(&(file, self.dialect.component_pointer(&kind, &name)))
                        .join(&tail);
                }
                _ if at
                    .parts()
                    .first()
                    .is_some_and(|part| part == "paths" || part == "webhooks") =>
                {
                    return at;
                }
                _ => {}
            }
        }
        match self.dialect.component(&at) {
            Some((_, _, tail)) if tail == Pointer::root() => self.name_component(&(file, at)),
            _ => self.name_part(&(file, at), self.dialect.folder(slot)),
        }
    }

    /// The merged component of a component of a file; it is queued when it is met first.
    pub(super) fn name_component(&mut self, site: &FilePlace) -> Pointer {
        if let Some(ComponentName { kind, name }) = self.names.get(site) {
            return self.dialect.component_pointer(kind, name);
        }
        let (kind, name, _) = self.dialect.component(&site.1).unwrap_or_default();
        let wanted = ComponentName { kind, name };
        let real = self.aliases.end(&mut self.resolver, site);
        let real = if self.names.get(&real).is_some_and(|known| *known != wanted) {
            site.clone()
        } else {
            real
        };
        let name = self.assign(real, &wanted);
        self.names.share(site.clone(), name.clone());
        self.dialect.component_pointer(&name.kind, &name.name)
    }

    /// The merged component for a place that is none in its own file.
    pub(super) fn name_part(&mut self, site: &FilePlace, kind: &str) -> Pointer {
        let wanted = ComponentName {
            kind: kind.to_owned(),
            name: telling(&site.1, &self.files().stem(site.0)),
        };
        let name = self.assign(site.clone(), &wanted);
        self.dialect.component_pointer(&name.kind, &name.name)
    }

    fn assign(&mut self, site: FilePlace, wanted: &ComponentName) -> ComponentName {
        if let Some(name) = self.names.get(&site) {
            return name.clone();
        }
        if self.names.owner(wanted).is_none() {
            return self.take(site, wanted.clone());
        }
        let (stem, print) = (self.files().stem(site.0), self.print(&site));
        for name in self.names.equal(wanted, &stem, print) {
            let owner = self.names.owner(&name).cloned();
            if owner.is_some_and(|owner| is_same(&mut self.resolver, &owner, &site)) {
                self.names.share(site, name.clone());
                return name;
            }
        }
        // What has been tried for others of this name is not tried again: `equal` knows it.
        while let Some((name, owner)) = self.names.next_taken(wanted, &stem) {
            let other = self.print(&owner);
            self.names.tried(wanted, &stem, other);
            if other == print && is_same(&mut self.resolver, &owner, &site) {
                self.names.share(site, name.clone());
                return name;
            }
        }
        let free = self.names.next(wanted, &stem);
        self.take(site, free)
    }

    /// Gives a place a name that is free, and queues it.
    fn take(&mut self, site: FilePlace, name: ComponentName) -> ComponentName {
        self.names.take(site.clone(), name.clone());
        self.queue.push_back((site, name.clone()));
        name
    }

    /// The fingerprint of what stands at a place.
    fn print(&self, (file, at): &FilePlace) -> u64 {
        at.find(&self.files().value(*file)).map_or(0, print::of)
    }
}
