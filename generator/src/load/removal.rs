//! Parts that are taken out of a tree, several at once.

use std::collections::BTreeSet;

use serde_json::Value;

use crate::pointer::Pointer;

/// What was taken out.
pub(super) enum Removed {
    /// An entry of a mapping.
    Entry(Pointer),
    /// Elements of a list, which had `before` of them.
    Elements {
        list: Pointer,
        gone: BTreeSet<usize>,
        before: usize,
    },
}

/// Takes places out, later elements of a list before earlier ones, so that all of them are places of the tree as it was.
pub(super) fn remove(root: &mut Value, mut found: Vec<Pointer>) -> Vec<Removed> {
    found.sort_by_cached_key(|at| std::cmp::Reverse(order(at)));
    let mut out = Vec::new();
    for siblings in found.chunk_by(|a, b| a.parent() == b.parent()) {
        let Some(parent) = siblings.first().and_then(Pointer::parent) else {
            *root = Value::Null;
            break;
        };
        let names: BTreeSet<String> = siblings.iter().map(Pointer::last).collect();
        match parent.find_mut(root) {
            Some(Value::Object(map)) => {
                map.retain(|key, _| !names.contains(key));
                out.extend(siblings.iter().cloned().map(Removed::Entry));
            }
            Some(Value::Array(list)) => {
                let gone: BTreeSet<usize> = names.iter().filter_map(|name| name.parse().ok()).collect();
                let before = list.len();
                let mut index = 0..;
                list.retain(|_| index.next().is_none_or(|index| !gone.contains(&index)));
                out.push(Removed::Elements {
                    list: parent,
                    gone,
                    before,
                });
            }
            _ => {}
        }
    }
    out
}

/// Document order, with numbers as numbers.
fn order(at: &Pointer) -> Vec<(usize, String)> {
    at.parts()
        .into_iter()
        .map(|part| (part.parse().unwrap_or(0), part))
        .collect()
}
