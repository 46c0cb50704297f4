//! What the paths of a document say about each other: the root that nearly all of them share, which of them are things, and which are read as lists.
//!
//! In: the document. Must not look at ids. Only here does a name depend on other operations than its own: a root ceases to be one when
//! enough paths are added that do not begin with it; a path that is an action is a thing once it can be read, and many things once that gives an
//! array; two versions of a path are told apart; and operations without a tag are grouped by their paths once there are more than a few of them.
//! A `names.lock` holds against all five.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use super::super::identifiers as names;
use super::verbs::{is_verb, is_version};
use crate::pointer::Pointer;
use crate::spec::{Document, METHODS};

/// Fewer paths than this have no root: what they share may well be what they are about.
const FEW: usize = 3;

/// So many operations without a tag stand in one group. With more of them nobody finds a method by reading through the group.
const ONE_GROUP: usize = 20;

/// All paths of a document.
#[derive(Debug, Default)]
pub(in crate::lower) struct Paths {
    /// The segments that nearly all paths begin with.
    root: Vec<String>,
    /// Paths that can be read or have paths of single things below.
    things: BTreeSet<String>,
    /// Paths without their versions, and how often each is there.
    versions: BTreeMap<String, usize>,
    /// Paths whose `GET` responds with an array.
    lists: BTreeSet<String>,
    /// How many operations have no tag.
    untagged: usize,
}

impl Paths {
    pub(in crate::lower) fn new(document: &Document) -> Self {
        let paths = document.get(&Pointer::root().key("paths")).and_then(Value::as_object);
        let all = || paths.into_iter().flatten().filter(|(path, _)| path.starts_with('/'));
        let (mut things, mut versions, mut untagged) = (BTreeSet::new(), BTreeMap::new(), 0);
        let mut lists = BTreeSet::new();
        for (path, item) in all() {
            *versions.entry(unversioned(path)).or_default() += 1;
            if item.get("get").is_some_and(|operation| gives_list(document, operation)) {
                lists.insert(path.clone());
            }
            let path = plain(path);
            let is_written = || ["put", "patch"].iter().any(|method| item.get(method).is_some());
            let reads =
                item.get("get").is_some() || (is_written() && !is_verb(path.rsplit('/').next().unwrap_or_default()));
            for (at, _) in path.match_indices("/{}") {
                things.insert(path[..at].to_owned());
            }
            if reads {
                things.insert(path);
            }
            let operations = METHODS.iter().filter_map(|method| item.get(*method));
            untagged += operations.filter(|operation| is_untagged(operation)).count();
        }
        let segments: Vec<Vec<String>> = all().map(|(path, _)| segments(path)).collect();
        Self {
            root: root(&segments),
            things,
            versions,
            lists,
            untagged,
        }
    }

    /// Whether a path is there in several versions.
    pub(super) fn has_versions(&self, path: &str) -> bool {
        self.versions.get(&unversioned(path)).is_some_and(|count| *count > 1)
    }

    /// Whether `GET` of a path responds with an array.
    pub(super) fn gives_list(&self, path: &str) -> bool {
        self.lists.contains(path)
    }

    /// Whether operations without a tag are grouped by their paths.
    pub(super) fn has_groups(&self) -> bool {
        self.untagged > ONE_GROUP
    }

    /// Whether a path is a thing and no action.
    pub(super) fn is_thing(&self, path: &str) -> bool {
        self.things.contains(&plain(path))
    }

    /// A path without the root.
    pub(super) fn below_root<'p>(&self, path: &'p str) -> &'p str {
        let mut rest = path;
        for segment in &self.root {
            let Some(tail) = rest.trim_start_matches('/').strip_prefix(segment.as_str()) else {
                return path;
            };
            rest = tail;
        }
        rest
    }
}

/// Whether the first success of an operation is an array.
fn gives_list(document: &Document, operation: &Value) -> bool {
    let responses = operation.get("responses").and_then(Value::as_object);
    let success = responses.and_then(|all| all.iter().find(|(status, _)| status.starts_with('2')));
    let schema = success.and_then(|(_, response)| {
        let content = followed(document, response)?.get("content")?.as_object()?;
        followed(document, content.values().next()?.get("schema")?)
    });
    schema
        .and_then(|schema| schema.get("type"))
        .is_some_and(|kind| kind == "array")
}

/// What a `$ref` leads to. A chain of more than a few is not followed: it only costs a better name.
fn followed<'d>(document: &'d Document, mut value: &'d Value) -> Option<&'d Value> {
    for _ in 0..8 {
        let Some(reference) = value.get("$ref").and_then(Value::as_str) else {
            return Some(value);
        };
        value = document.get(&Pointer::parse(reference))?;
    }
    None
}

fn is_untagged(operation: &Value) -> bool {
    let tags = operation.get("tags").and_then(Value::as_array);
    !tags.is_some_and(|tags| tags.iter().any(Value::is_string))
}

/// A path whose parameters have no names.
fn plain(path: &str) -> String {
    let path = path.split('#').next().unwrap_or_default().trim_end_matches('/');
    let each = path
        .split('/')
        .map(|segment| if is_hole(segment) { "{}" } else { segment });
    each.collect::<Vec<_>>().join("/")
}

/// A path without its versions.
fn unversioned(path: &str) -> String {
    let each = path.split('/').filter(|segment| !is_version(segment));
    each.collect::<Vec<_>>().join("/")
}

fn segments(path: &str) -> Vec<String> {
    let each = path.split('/').filter(|segment| !segment.is_empty());
    each.map(str::to_owned).collect()
}

fn is_hole(segment: &str) -> bool {
    segment.starts_with('{') && segment.ends_with('}')
}

/// What nine of ten paths begin with, as long as each of them has a word of its own behind it. One that is elsewhere, such as
/// `/.well-known`, changes nothing.
fn root(paths: &[Vec<String>]) -> Vec<String> {
    let own = |path: &[String]| {
        path.iter()
            .any(|segment| !is_hole(segment) && !names::words(segment).is_empty())
    };
    let mut root: Vec<String> = Vec::new();
    while paths.len() >= FEW {
        let inside = || paths.iter().filter(|path| path.starts_with(&root));
        let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
        for next in inside().filter_map(|path| path.get(root.len())) {
            *counts.entry(next).or_default() += 1;
        }
        let most = counts.into_iter().max_by_key(|(_, count)| *count);
        let Some((next, _)) = most.filter(|(_, count)| count * 10 >= paths.len() * 9) else {
            break;
        };
        let next = next.to_owned();
        let below = inside().filter(|path| path.get(root.len()) == Some(&next));
        if !below.map(|path| &path[root.len() + 1..]).all(own) {
            break;
        }
        root.push(next);
    }
    root
}

#[cfg(test)]
mod tests {
    use super::{root, segments};

    #[test]
    fn what_all_paths_begin_with() {
        let table: [(&[&str], &str); 6] = [
            (&["/__admin/a", "/__admin/b/{id}", "/__admin/b"], "__admin"),
            (
                &["/v1/shops/{shop}/a", "/v1/shops/{shop}/b", "/v1/shops/{shop}/c"],
                "v1 shops {shop}",
            ),
            // What all are about is no root.
            (&["/pets", "/pets/{id}", "/pets/{id}/toys"], ""),
            (&["/pets/{id}", "/pets/{id}/toys", "/pets/{id}/food"], ""),
            (&["/a/x", "/a/y", "/b"], ""),
            (&["/a/x", "/a/y"], ""),
        ];
        for (paths, shared) in table {
            let paths: Vec<_> = paths.iter().map(|path| segments(path)).collect();
            assert_eq!(root(&paths).join(" "), shared, "{paths:?}");
        }
    }
}
