//! The changes themselves: merging into, appending to and removing from the tree, with origins kept true.

use std::collections::BTreeSet;

use serde_json::Value;

use super::fault::OverlayFault;
use crate::diag::Code;
use crate::load::describe::kind;
use crate::load::removal::{Removed, remove};
use crate::pointer::Pointer;
use crate::spec::{Document, SourcePlace};

/// A change by an action.
pub(super) struct Editor<'a> {
    pub(super) document: &'a mut Document,
    /// Where messages point: the `update`, `copy` or action itself, in its overlay.
    pub(super) site: Pointer,
    /// Where what is new comes from: the action's `update`, or what is copied.
    pub(super) from: SourcePlace,
}

impl Editor<'_> {
    /// Merges `update` into each of the places. Gives whether that changes anything.
    pub(super) fn update(&mut self, found: &[Pointer], update: &Value) -> Result<bool, OverlayFault> {
        let mut targets = found.iter().filter_map(|at| self.document.get(at));
        let is_idle = targets.all(|target| is_said(target, update));
        for at in found {
            let Some(target) = at.find_mut(&mut self.document.root) else {
                continue;
            };
            match (&*target, update) {
                (Value::Object(_), Value::Object(_)) | (Value::Array(_), _) => {}
                (Value::Object(_), other) => {
                    let message = format!("a mapping is updated by a mapping, and this is {}", kind(other));
                    return Err(OverlayFault::new(Code::Overlay, self.site.clone(), message));
                }
                (scalar, Value::Object(_) | Value::Array(_)) => {
                    let message = format!("`{at}` is {}, and only a single value can replace it", kind(scalar));
                    return Err(OverlayFault::new(Code::Overlay, self.site.clone(), message)
                        .help("let the target be the mapping around it, and give the key in the update"));
                }
                // Overlay 1.1: a single value is replaced by another.
                (_, _) => {}
            }
            let mut fresh = Vec::new();
            merge(target, update, &Pointer::root(), &mut fresh);
            for Fresh { target, update } in fresh {
                self.came_from(at.join(&target), &update);
            }
        }
        Ok(!is_idle)
    }

    /// Removes the places.
    pub(super) fn remove(&mut self, found: Vec<Pointer>) {
        for removed in remove(&mut self.document.root, found) {
            match removed {
                Removed::Entry(at) => self.forget(&at),
                Removed::Elements { list, gone, before } => self.shift(&list, &gone, before),
            }
        }
    }

    fn came_from(&mut self, target: Pointer, update: &Pointer) {
        self.forget(&target);
        self.document.origins.insert(
            target,
            SourcePlace {
                source: self.from.source,
                pointer: self.from.pointer.join(update),
            },
        );
    }

    fn forget(&mut self, at: &Pointer) {
        // What is below a pointer stands between it with `/` at its end and with the letter after `/`.
        let [first, beyond] = ["/", "0"].map(|end| Pointer::parse(&[at.as_str(), end].concat()));
        let below: Vec<Pointer> = self
            .document
            .origins
            .range(first..beyond)
            .map(|(known, _)| known.clone())
            .collect();
        for known in below.iter().chain([at]) {
            self.document.origins.remove(known);
        }
    }

    /// Elements of a list that had so many have moved up to where others are gone: each takes its origin along.
    fn shift(&mut self, list: &Pointer, gone: &BTreeSet<usize>, before: usize) {
        let first = gone.first().copied().unwrap_or(before);
        let left = (first..before).filter(|index| !gone.contains(index));
        let origins: Vec<_> = left.map(|index| self.document.origin(&list.index(index))).collect();
        (first..before).for_each(|index| self.forget(&list.index(index)));
        for (index, origin) in (first..).zip(origins) {
            if let Some(origin) = origin {
                self.document.origins.insert(list.index(index), origin);
            }
        }
    }
}

/// Where an update put something new: below the target, and below the update.
#[derive(Debug, PartialEq, Eq)]
struct Fresh {
    target: Pointer,
    update: Pointer,
}

/// Mappings are merged key by key, lists grow, anything else is replaced. An update with `$ref` replaces the whole
/// mapping, since a reference with leftovers beside it would be neither the old thing nor the new.
fn merge(target: &mut Value, update: &Value, at: &Pointer, fresh: &mut Vec<Fresh>) {
    match (target, update) {
        (Value::Object(map), Value::Object(news)) if !news.contains_key("$ref") => {
            for (key, new) in news {
                match map.get_mut(key) {
                    Some(old) => merge(old, new, &at.key(key), fresh),
                    None => {
                        map.insert(key.clone(), new.clone());
                        fresh.push(Fresh {
                            target: at.key(key),
                            update: at.key(key),
                        });
                    }
                }
            }
        }
        (Value::Array(list), Value::Array(news)) => {
            for (index, new) in news.iter().enumerate() {
                fresh.push(Fresh {
                    target: at.index(list.len()),
                    update: at.index(index),
                });
                list.push(new.clone());
            }
        }
        (Value::Array(list), new) if *at == Pointer::root() => {
            fresh.push(Fresh {
                target: at.index(list.len()),
                update: at.clone(),
            });
            list.push(new.clone());
        }
        (old, new) => {
            *old = new.clone();
            fresh.push(Fresh {
                target: at.clone(),
                update: at.clone(),
            });
        }
    }
}

/// Whether merging would leave the target as it is.
fn is_said(target: &Value, update: &Value) -> bool {
    match (target, update) {
        (Value::Object(map), Value::Object(news)) if !news.contains_key("$ref") => news
            .iter()
            .all(|(key, new)| map.get(key).is_some_and(|old| is_said(old, new))),
        (Value::Array(_), Value::Array(news)) => news.is_empty(),
        (old, new) => old == new,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn updates() {
        let table = [
            (json!({"a": 1}), json!({"b": 2}), json!({"a": 1, "b": 2})),
            (
                json!({"a": {"b": 1}, "c": []}),
                json!({"a": {"b": 1}, "c": []}),
                json!({"a": {"b": 1}, "c": []}),
            ),
            (
                json!({"a": {"b": 1, "c": 2}}),
                json!({"a": {"b": 3}}),
                json!({"a": {"b": 3, "c": 2}}),
            ),
            (json!({"a": 1}), json!({"a": null}), json!({"a": null})),
            (json!({"a": [1]}), json!({"a": [2]}), json!({"a": [1, 2]})),
            (json!({"a": [1]}), json!({"a": 2}), json!({"a": 2})),
            (json!([1]), json!(2), json!([1, 2])),
            (json!([1]), json!([2]), json!([1, 2])),
            (
                json!({"a": {"type": "x"}}),
                json!({"a": {"$ref": "#/b"}}),
                json!({"a": {"$ref": "#/b"}}),
            ),
            (json!({"type": "x"}), json!({"$ref": "#/b"}), json!({"$ref": "#/b"})),
        ];
        for (mut target, update, expected) in table {
            let (before, is_idle) = (target.clone(), is_said(&target, &update));
            merge(&mut target, &update, &Pointer::root(), &mut Vec::new());
            assert_eq!(target, expected, "{update}");
            assert_eq!(is_idle, target == before, "{update}");
        }
    }

    #[test]
    fn removal_keeps_origins_true() {
        let origins = [(
            Pointer::root(),
            SourcePlace {
                source: 0,
                pointer: Pointer::root(),
            },
        )]
        .into();
        let mut document = Document {
            root: json!({"l": [0, 1, 2, 3]}),
            origins,
            documents: vec![0],
            ..Document::default()
        };
        let found = [0, 2].map(|index| Pointer::parse("/l").index(index)).to_vec();
        Editor {
            document: &mut document,
            site: Pointer::root(),
            from: SourcePlace {
                source: 1,
                pointer: Pointer::root(),
            },
        }
        .remove(found);
        assert_eq!(document.root, json!({"l": [1, 3]}));
        let origin = |at: &str| {
            document
                .origin(&Pointer::parse(at))
                .map(|it| it.pointer.as_str().to_owned())
        };
        assert_eq!(
            (origin("/l/0").as_deref(), origin("/l/1").as_deref()),
            (Some("/l/1"), Some("/l/3"))
        );
    }
}
