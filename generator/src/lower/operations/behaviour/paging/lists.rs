//! Which list of a response is the one that is paged.

use super::names::{self, has};
use super::page::Entry;

/// The only list, without those that say something about the response; of several, the one that has a usual name.
pub(super) fn only<'a, 'e>(fields: &'e [Entry<'a>]) -> Option<&'e Entry<'a>> {
    let at = |depth: usize| -> Vec<&Entry<'a>> {
        let lists = fields.iter().filter(|entry| entry.names.len() == depth);
        let lists = lists.filter(|entry| entry.found.item().is_some() && !has(names::REMARKS, entry.leaf()));
        lists.collect()
    };
    let mut lists = at(1);
    if lists.is_empty() {
        lists = at(2);
    }
    if lists.len() > 1 {
        lists.retain(|entry| has(names::LISTS, entry.leaf()));
    }
    match lists[..] {
        [list] => Some(list),
        _ => None,
    }
}
