//! The place of a key: each of its parts is followed, by another way where the part is gone.
//!
//! In: a key of a lock. Out: its place in the document of today, and how that was found.

use std::collections::BTreeMap;

use super::super::likeness::{Marks, Match, marked, matches};
use super::detours::{self, By};
use super::lists::{Lists, Memory, Miss};
use crate::pointer::Pointer;

/// What a key leads to.
#[derive(Clone, Debug)]
pub(in crate::lower::names::lock) struct Destination {
    pub place: Pointer,
    pub by: By,
}

impl Lists<'_> {
    /// The place of a key. Where a key on the way is gone, it is the one that says the same, or what is referred to.
    pub(in crate::lower::names::lock) fn place(&mut self, key: &str) -> Result<Destination, Miss> {
        let (mut place, rest) = self.homes.start(key).ok_or(Miss::Gone)?;
        let mut by = By::Exact;
        let parts = Pointer::parse(rest).parts();
        let mut parts = parts.iter().peekable();
        // The key up to here.
        let mut written = key[..key.len() - rest.len()].to_owned();
        while let Some(part) = parts.next() {
            let meant = label(part).and_then(|label| Some((label, self.meant_by(&place, &written, label)?)));
            written.push_str(Pointer::root().key(part).as_str());
            if let Some((label, meant)) = meant {
                let how;
                (place, how) = match meant {
                    Ok(element) if detours::is_shared(&place) && element.parent().as_ref() != Some(&place) => {
                        let is_one = self.in_operations(&place, label).len() == 1;
                        (element, if is_one { By::Same } else { By::Divided })
                    }
                    Ok(element) if element.strip(&place).is_none_or(|way| way.depth() > 1) => (element, By::Same),
                    Ok(element) => self.entered(element, label),
                    Err(Miss::Either(mut either)) => {
                        either.rest = parts.fold(either.rest, |rest, part| rest.key(part));
                        return Err(Miss::Either(either));
                    }
                    Err(Miss::Gone) => return Err(Miss::Gone),
                };
                by = by.max(how);
                continue;
            }
            let next = place.key(part);
            let ahead: Vec<&str> = parts.clone().take(3).map(String::as_str).collect();
            if let Some((found, how, count)) = self.property(&place, part, &ahead) {
                let passed = parts.by_ref().take(count).map(|part| Pointer::root().key(part));
                written.extend(passed.map(|part| part.to_string()));
                (place, by) = (found, by.max(how));
                continue;
            }
            // Each operation may have its own now.
            if self.document.get(&next).is_some() || detours::is_shared(&next) {
                place = next;
                continue;
            }
            let unwrapped = parts
                .peek()
                .and_then(|element| self.unwrapped(&place, &written, element));
            if let Some(how) = unwrapped {
                let element = parts.next().map(|element| Pointer::root().key(element));
                written.extend(element.as_ref().map(Pointer::as_str));
                by = by.max(how);
                continue;
            }
            let (detour, how) = detours::next(self.document, &place, part).ok_or(Miss::Gone)?;
            (place, by) = (detour, by.max(how));
        }
        self.document.get(&place).ok_or(Miss::Gone)?;
        Ok(Destination { place, by })
    }

    /// The element that a label of this list means, or of the same list in what has come around it; of parameters also of those of the path.
    fn meant_by(&mut self, list: &Pointer, written: &str, label: &str) -> Option<Result<Pointer, Miss>> {
        let mut list = list.clone();
        loop {
            self.find_memory(&list, written);
            let meant = self.meant(&list, label);
            if detours::is_shared(&list) && !matches!(meant, Some(Ok(_))) {
                return self.in_operations(&list, label).into_iter().next().map(Ok).or(meant);
            }
            let meant = meant?;
            let other = || {
                let inner = detours::inner_list(self.document, &list);
                inner.or_else(|| detours::shared_parameters(self.document, &list))
            };
            match (meant == Err(Miss::Gone)).then(other).flatten() {
                Some(other) => list = other,
                None => return Some(meant),
            }
        }
    }

    /// The parameter with this label of each operation that has one for itself, given the list of their path.
    fn in_operations(&mut self, shared: &Pointer, label: &str) -> Vec<Pointer> {
        let lists = detours::own_parameters(self.document, shared).into_iter();
        lists.filter_map(|list| self.meant(&list, label)?.ok()).collect()
    }

    /// Where the property is now that the next parts of a key lead to, and how many of these that are: a member of an `allOf` has it in place of the
    /// schema, or the schema in place of a member.
    fn property(&self, schema: &Pointer, part: &str, ahead: &[&str]) -> Option<(Pointer, By, usize)> {
        let own = |name: &str| {
            let own = schema.key("properties").key(name);
            self.document.get(&own).map(|_| own)
        };
        match (part, ahead) {
            ("properties", [name, ..]) if own(name).is_none() => {
                let (found, by) = detours::inherited(self.document, schema, name)?;
                Some((found, by, 1))
            }
            ("allOf", [_, "properties", name]) if self.document.get(&schema.key(part)).is_none() => {
                Some((own(name)?, By::Same, ahead.len()))
            }
            _ => None,
        }
    }

    /// Lets a list have what the lock keeps of it with this key.
    fn find_memory(&mut self, list: &Pointer, written: &str) {
        let own = self.key(list);
        if let Memory::Lists(known) = &self.memory
            && own != written
            && !known.contains_key(&own)
            && known.contains_key(written)
            && self.moved.insert(list.clone(), written.to_owned()).is_none()
        {
            self.lists.remove(list);
        }
    }

    /// Where to go on at an element that a label means, and how it was found. One that leads to a component which the lock does not know is
    /// that component.
    fn entered(&self, element: Pointer, label: &str) -> (Pointer, By) {
        if let Some(end) = self.end(&self.way(&element)) {
            let is_probable = self.is_probable(&element, label);
            return (end.clone(), if is_probable { By::Reference } else { By::Same });
        }
        let is_own = self.label(&element).is_some_and(|own| own == label);
        (element, if is_own { By::Exact } else { By::Same })
    }

    /// How it is found that this element of a list of a schema is all of the schema now, and no other one is. The list has the key that it had.
    fn unwrapped(&self, schema: &Pointer, list: &str, element: &str) -> Option<By> {
        let (Memory::Lists(known), Some(label)) = (&self.memory, label(element)) else {
            return None;
        };
        let is_list = detours::LISTS.iter().any(|word| list.ends_with(&format!("/{word}")));
        let traces = known.get(list).filter(|_| is_list)?;
        let marks = traces
            .iter()
            .filter_map(|(label, trace)| Some((label, trace.marks()?.clone())));
        let (labels, marks): (Vec<&String>, Vec<Marks>) = marks.unzip();
        let now = self.document.get(&detours::core(self.document, schema))?;
        let now = self.homes.view(std::slice::from_ref(now));
        let found = matches(&marks, &marked(&[&now[0]]));
        let mut found = labels.into_iter().zip(found).filter(|(known, _)| *known == label);
        match found.next()?.1? {
            Match::Is(_) => Some(By::Same),
            // A choice by the other keyword is probably the same list.
            Match::Probably(_) if !detours::is_choice(self.document, schema) => Some(By::Likeness),
            Match::Probably(_) | Match::Either(..) => None,
        }
    }

    /// Whether an element is only probably what a label means.
    fn is_probable(&self, element: &Pointer, label: &str) -> bool {
        let list = element.parent().and_then(|list| self.lists.get(&list));
        matches!(list.and_then(|list| list.find(label)), Some(Match::Probably(_)))
    }

    /// What the lock keeps of elements, by the places of their lists today.
    pub(in crate::lower::names::lock) fn places(&mut self) -> Memory {
        let known = match &self.memory {
            Memory::Lists(known) => known.clone(),
            Memory::Places(..) | Memory::Labels | Memory::Nothing => BTreeMap::new(),
        };
        let (mut places, mut unplaced) = (BTreeMap::new(), BTreeMap::new());
        for (list, traces) in known {
            match self.place(&list) {
                Ok(found) => drop(places.insert(found.place, traces)),
                Err(Miss::Either(either)) => drop(unplaced.insert((either.list(), either.rest), traces)),
                Err(Miss::Gone) => {}
            }
        }
        Memory::Places(places, unplaced)
    }
}

/// The label in a part of a key.
fn label(part: &str) -> Option<&str> {
    part.strip_prefix('{')?.strip_suffix('}')
}
