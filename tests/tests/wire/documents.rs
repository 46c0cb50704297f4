//! The documents of `specs/cdf` as data: operations, their statuses and their examples.
//!
//! They are read as they stand, by a YAML reader and not by the generator, so that a mistake of the generator cannot
//! hide from the tests. Of the overlay only one kind of action counts here: one that puts a response in place of
//! another, because it puts a new example there too.

use std::collections::BTreeMap;
use std::fs;
use std::path::PathBuf;

use serde_json::Value;

const FOLDER: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../specs/cdf");

/// The documents with operations.
const DOCUMENTS: [&str; 5] = [
    "records.yaml",
    "functions.yaml",
    "subscriptions.yaml",
    "sessions.yaml",
    "files.yaml",
];

/// One operation of the documents.
pub(super) struct Described {
    pub(super) id: String,
    /// The example of its request body.
    pub(super) request: Option<Value>,
    /// Each declared status, with its example.
    pub(super) responses: Vec<(u16, Option<Value>)>,
}

/// All operations, in the order of the documents.
pub(super) fn operations() -> Vec<Described> {
    let folder = Folder::read();
    DOCUMENTS.iter().flat_map(|name| folder.operations(name)).collect()
}

struct Folder {
    documents: BTreeMap<String, Value>,
    replaced: BTreeMap<(String, u16), Value>,
}

impl Folder {
    fn read() -> Self {
        let names = DOCUMENTS.iter().chain(&["common.yaml"]);
        let documents = names.map(|name| ((*name).to_owned(), read(name))).collect();
        Self {
            documents,
            replaced: replaced_responses(&read("overlay.yaml")),
        }
    }

    fn operations(&self, document: &str) -> Vec<Described> {
        let paths = self.documents[document]["paths"].as_object().expect("paths");
        let methods = paths.iter().flat_map(|(path, item)| {
            let item = item.as_object().expect("a path item");
            item.iter().map(move |(method, operation)| (path, method, operation))
        });
        methods
            .filter(|(.., operation)| operation.get("operationId").is_some())
            .map(|(path, method, operation)| self.describe(document, &format!("$.paths['{path}'].{method}"), operation))
            .collect()
    }

    fn describe(&self, document: &str, place: &str, operation: &Value) -> Described {
        let id = operation["operationId"].as_str().expect("an operation id").to_owned();
        let request = operation
            .get("requestBody")
            .and_then(|body| self.example(document, body));
        let responses = operation["responses"].as_object().expect("responses").iter();
        let responses = responses.map(|(status, response)| {
            let status = status.parse().expect("a status");
            let response = self.replaced.get(&(place.to_owned(), status)).unwrap_or(response);
            (status, self.example(document, response))
        });
        Described {
            id,
            request,
            responses: responses.collect(),
        }
    }

    /// The example of a request body or response.
    fn example(&self, document: &str, node: &Value) -> Option<Value> {
        let node = self.follow(document, node);
        node.pointer("/content/application~1json/example").cloned()
    }

    /// Follows `$ref`, also into another document.
    fn follow<'a>(&'a self, document: &'a str, node: &'a Value) -> &'a Value {
        let Some(reference) = node.get("$ref").and_then(Value::as_str) else {
            return node;
        };
        let (file, pointer) = reference.split_once('#').expect("a reference with a pointer");
        let document = if file.is_empty() { document } else { file };
        let target = self.documents[document].pointer(pointer);
        self.follow(document, target.unwrap_or_else(|| panic!("{reference} leads nowhere")))
    }
}

/// The responses that the overlay puts in place of those of the documents, by operation and status.
fn replaced_responses(overlay: &Value) -> BTreeMap<(String, u16), Value> {
    let mut replaced = BTreeMap::new();
    for action in overlay["actions"].as_array().expect("actions") {
        let target = action["target"].as_str().expect("a target");
        let (Some(place), Some(update)) = (target.strip_suffix(".responses"), action["update"].as_object()) else {
            continue;
        };
        for (status, response) in update.iter().filter(|(status, _)| *status != "default") {
            replaced.insert((place.to_owned(), status.parse().expect("a status")), response.clone());
        }
    }
    replaced
}

fn read(name: &str) -> Value {
    let path = PathBuf::from(FOLDER).join(name);
    let text = fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    serde_yaml::from_str(&text).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}
