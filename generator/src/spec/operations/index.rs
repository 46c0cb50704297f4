//! The index of all operations of a document: what each can be named by.

use std::collections::BTreeMap;

use serde_json::Value;

use super::author_names::{ChosenNames, OperationName};
use super::method::HttpMethod;
use super::path_items::{is_skipped, path_items};
use crate::pointer::Pointer;
use crate::spec::{Document, Fault};

/// Every operation below `paths`, in the order of the document.
#[derive(Clone, Debug)]
pub struct Operations {
    all: Vec<IndexedOperation>,
    faults: Vec<Fault>,
    by_id: BTreeMap<String, usize>,
    by_route: BTreeMap<String, usize>,
    by_place: BTreeMap<Pointer, Vec<usize>>,
}

/// What an operation can be named by, before it is read in full.
#[derive(Clone, Debug)]
pub struct IndexedOperation {
    /// Where it stands, after the `$ref` of its path item.
    pub at: Pointer,
    /// The path item that has it.
    pub item: Pointer,
    /// `/streams/{streamId}`, as the document has it.
    pub path: String,
    /// `get`, `post`, …
    pub method: HttpMethod,
    /// `operationId`.
    pub id: Option<String>,
    /// `tags`.
    pub tags: Vec<String>,
    /// The document that names its path, as an index into [`Document::documents`]; paths of overlays are of no document.
    pub home: Option<usize>,
    /// Whether `x-client-skip` leaves it out.
    pub is_skipped: bool,
    /// What it is to be called.
    pub names: ChosenNames,
}

impl IndexedOperation {
    /// `GET /streams/{streamId}`
    pub fn route(&self) -> String {
        format!("{} {}", self.method.sent(), self.path)
    }
}

impl Operations {
    /// Walks the paths of a document.
    pub fn new(document: &Document) -> Self {
        let homes = document.documents.iter().enumerate();
        let homes: BTreeMap<usize, usize> = homes.map(|(index, source)| (*source, index)).collect();
        let (mut all, mut faults) = (Vec::new(), Vec::new());
        for item in path_items(document, &Pointer::root().key("paths")) {
            let item = match item {
                Ok(item) => item,
                Err(fault) => {
                    faults.push(fault);
                    continue;
                }
            };
            let home = document.homes.get(item.key).and_then(|source| homes.get(source));
            all.extend(item.operations().map(|(method, at, value)| IndexedOperation {
                at,
                item: item.at.clone(),
                path: item.key.to_owned(),
                method,
                id: value.get("operationId").and_then(Value::as_str).map(str::to_owned),
                tags: tags(value),
                home: home.copied(),
                is_skipped: is_skipped(value),
                names: ChosenNames::of(value),
            }));
        }
        Self {
            by_id: first(&all, |operation| operation.id.clone()),
            by_route: first(&all, |operation| Some(operation.route())),
            by_place: places(&all),
            all,
            faults,
        }
    }

    /// All of them, also those that are left out.
    pub fn iter(&self) -> impl Iterator<Item = &IndexedOperation> {
        self.all.iter()
    }

    /// The path items that cannot be read, and whose operations are therefore missing.
    pub fn faults(&self) -> &[Fault] {
        &self.faults
    }

    /// The operation with an `operationId`, or with a method and a path (`GET /streams`).
    pub fn named(&self, name: &str) -> Option<&IndexedOperation> {
        let found = [self.by_id.get(name), self.by_route.get(name)];
        let earliest = found.into_iter().flatten().min()?;
        self.all.get(*earliest)
    }

    /// Chooses a name for the operation at a place.
    pub fn choose(&mut self, place: &Pointer, name: OperationName, word: &str) {
        // Paths whose items are one and the same by `$ref` have the operation in common.
        for index in self.by_place.get(place).into_iter().flatten() {
            if let Some(operation) = self.all.get_mut(*index) {
                operation.names.set(name, word.to_owned());
            }
        }
    }

    /// The operation at a place.
    pub fn at(&self, place: &Pointer) -> Option<&IndexedOperation> {
        self.all.get(*self.by_place.get(place)?.first()?)
    }
}

fn tags(operation: &Value) -> Vec<String> {
    let tags = operation.get("tags").and_then(Value::as_array).into_iter().flatten();
    tags.filter_map(Value::as_str).map(str::to_owned).collect()
}

/// The operations at each place.
fn places(all: &[IndexedOperation]) -> BTreeMap<Pointer, Vec<usize>> {
    let mut out: BTreeMap<Pointer, Vec<usize>> = BTreeMap::new();
    for (index, operation) in all.iter().enumerate() {
        out.entry(operation.at.clone()).or_default().push(index);
    }
    out
}

/// The first operation of each key.
fn first<K: Ord>(all: &[IndexedOperation], key: impl Fn(&IndexedOperation) -> Option<K>) -> BTreeMap<K, usize> {
    let mut out = BTreeMap::new();
    for (index, operation) in all.iter().enumerate() {
        if let Some(key) = key(operation) {
            out.entry(key).or_insert(index);
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn document() -> Document {
        Document {
            root: json!({
                "paths": {
                    "x-note": { "get": {} },
                    "/a": { "put": { "operationId": "put_a", "tags": ["t"] }, "get": { "operationId": "GET /b" } },
                    "/b": { "get": { "x-client-skip": true } },
                    "/c": { "$ref": "#/components/pathItems/c" },
                    "/d": 1,
                },
                "components": { "pathItems": { "c": { "get": { "operationId": "get_c" } } } },
            }),
            documents: vec![7, 3],
            homes: [("/a".to_owned(), 3)].into(),
            ..Document::default()
        }
    }

    #[test]
    fn operations_are_in_order_with_their_names() {
        let index = Operations::new(&document());
        let rows: Vec<_> = index
            .iter()
            .map(|one| (one.route(), one.home, one.is_skipped))
            .collect();
        let row = |route: &str, home, is_skipped| (route.to_owned(), home, is_skipped);
        let expected = [
            row("GET /a", Some(1), false),
            row("PUT /a", Some(1), false),
            row("GET /b", None, true),
            row("GET /c", None, false),
        ];
        assert_eq!(rows, expected);
        assert_eq!(index.faults().len(), 1);
    }

    #[test]
    fn the_first_operation_of_a_name_is_found() {
        let index = Operations::new(&document());
        let found = |name: &str| index.named(name).map(|one| one.at.to_string());
        assert_eq!(found("put_a").as_deref(), Some("#/paths/~1a/put"));
        assert_eq!(found("GET /b").as_deref(), Some("#/paths/~1a/get"));
        assert_eq!(found("get_c").as_deref(), Some("#/components/pathItems/c/get"));
        assert_eq!(found("GET /d"), None);
        let put = index.named("put_a").unwrap();
        assert_eq!(index.at(&put.at).unwrap().tags, ["t"]);
    }
}
