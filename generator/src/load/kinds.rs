//! What a file is that is not an OpenAPI document.

use serde_json::{Map, Value};

/// A kind of file: for people, and what to do with it.
pub(super) struct FileKind {
    pub(super) name: &'static str,
    pub(super) help: &'static str,
}

/// A key that tells a kind of document, and that no OpenAPI document has.
const KEYS: [(&str, FileKind); 8] = [
    (
        "asyncapi",
        FileKind {
            name: "an AsyncAPI document",
            help: "it describes messages; a client is generated for an HTTP API, which OpenAPI describes",
        },
    ),
    (
        "arazzo",
        FileKind {
            name: "an Arazzo document",
            help: "it describes workflows; generate clients for the OpenAPI documents that `sourceDescriptions` names",
        },
    ),
    (
        "overlay",
        FileKind {
            name: "an overlay",
            help: "an overlay goes along with a document: `--overlay FILE`, or `overlays` in `[input]` of client.toml",
        },
    ),
    (
        "swaggerVersion",
        FileKind {
            name: "a Swagger 1 document",
            help: "convert it to OpenAPI 3 and keep the result",
        },
    ),
    (
        "discoveryVersion",
        FileKind {
            name: "a Google API discovery document",
            help: "convert it to OpenAPI 3 and keep the result",
        },
    ),
    (
        "openrpc",
        FileKind {
            name: "an OpenRPC document",
            help: "it describes procedures; a client is generated for an HTTP API, which OpenAPI describes",
        },
    ),
    ("$schema", SCHEMA),
    ("$defs", SCHEMA),
];

const SCHEMA: FileKind = FileKind {
    name: "a JSON Schema",
    help: "an OpenAPI document can refer to it: `components: {schemas: {Name: {$ref: this-file.json}}}`",
};

const COLLECTION: FileKind = FileKind {
    name: "a Postman collection",
    help: "export the API as OpenAPI, or convert the collection and keep the result",
};

/// What a mapping is, if it looks like something known.
pub(super) fn kind(map: &Map<String, Value>) -> Option<&'static FileKind> {
    let is_collection = map.get("item").is_some_and(Value::is_array) && map.contains_key("info");
    if is_collection {
        return Some(&COLLECTION);
    }
    let is_schema = map.get("type").is_some_and(Value::is_string)
        && ["properties", "items", "enum"].iter().any(|key| map.contains_key(*key));
    let known = KEYS
        .iter()
        .find(|(key, _)| map.contains_key(*key))
        .map(|(_, kind)| kind);
    known.or(is_schema.then_some(&SCHEMA))
}
