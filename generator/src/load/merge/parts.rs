//! Parts of files that become parts of the merged tree, and what each of its places is made of.
//!
//! Must not read or change values: [`assemble`](super::assemble) does.

use std::collections::BTreeMap;
use std::rc::Rc;

use indexmap::IndexMap;

use crate::load::files::FilePlace;
use crate::pointer::Pointer;

/// A part of a file.
#[derive(Clone)]
pub(super) struct Fragment {
    pub(super) site: FilePlace,
    /// References in it that have another text in the merged tree, by their places in the file.
    pub(super) texts: Rc<Vec<(Pointer, String)>>,
}

impl Fragment {
    /// A part that stays as it is.
    pub(super) fn unchanged(site: FilePlace) -> Self {
        let texts = Rc::default();
        Self { site, texts }
    }
}

/// What a place of the merged tree is made of.
#[derive(Clone)]
pub(super) enum Content {
    Whole(Fragment),
    /// A mapping whose values may stand in different files.
    Entries(Rc<IndexMap<String, Fragment>>),
    List(Vec<Fragment>),
}

impl Content {
    /// Whether it is a mapping without entries.
    pub(super) fn is_empty(&self) -> bool {
        matches!(self, Self::Entries(entries) if entries.is_empty())
    }

    /// All parts, in order.
    pub(super) fn parts(&self) -> Box<dyn Iterator<Item = &Fragment> + '_> {
        match self {
            Self::Whole(part) => Box::new(std::iter::once(part)),
            Self::Entries(entries) => Box::new(entries.values()),
            Self::List(parts) => Box::new(parts.iter()),
        }
    }
}

/// How often each part of a file is still needed.
#[derive(Default)]
pub(super) struct Uses(BTreeMap<FilePlace, usize>);

impl Uses {
    pub(super) fn add(&mut self, site: &FilePlace) {
        *self.0.entry(site.clone()).or_default() += 1;
    }

    /// Ends one use; tells whether nothing needs the part any more, nor anything in it or around it.
    pub(super) fn end(&mut self, site: &FilePlace) -> bool {
        match self.0.get_mut(site) {
            Some(count) if *count > 1 => {
                *count -= 1;
                return false;
            }
            _ => self.0.remove(site),
        };
        let (file, at) = site;
        let is_needed = |at: &Pointer| self.0.contains_key(&(*file, at.clone()));
        let mut around = std::iter::successors(at.parent(), Pointer::parent);
        // What is below a pointer stands between it with `/` at its end and with the letter after `/`.
        let below = |end| (*file, Pointer::parse(&format!("{}{end}", at.as_str())));
        let is_used_below = self.0.range(below('/')..below('0')).next().is_some();
        !is_used_below && !around.any(|at| is_needed(&at))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_part_may_go_when_nothing_else_needs_any_of_it() {
        let site = |file, at: &str| (file, Pointer::parse(at));
        let all = [
            (site(0, "/a"), false),
            (site(0, "/a/b"), true),
            (site(0, "/a-c"), true),
            (site(0, "/d/e"), false),
            (site(1, "/d/e"), true),
            (site(0, "/d"), false),
            (site(0, "/d"), true),
        ];
        let mut uses = Uses::default();
        all.iter().for_each(|(site, _)| uses.add(site));
        for (site, may_go) in all {
            assert_eq!(uses.end(&site), may_go, "{site:?}");
        }
    }
}
