//! The documents of `specs/cdf` against the published ones they restate.
//!
//! Our documents have texts of their own but must mean the same to a machine: same operations, same shapes, same
//! limits. This test compares everything but the prose, operation by operation and component by component, and lists
//! each difference. A difference may stay only if the table in `specs/cdf/SOURCE.md` names it with a reason, and the
//! table may name nothing else.
//!
//! The published documents are not part of the project. Where they are not beside it, the comparison is skipped.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::fs;
use std::path::Path;

use serde_json::{Value, json};

/// The documents that are compared: `<name>.yaml` of ours with `<name>.json` of the reference.
const DOCUMENTS: [&str; 5] = ["records", "functions", "subscriptions", "sessions", "files"];

/// Where our documents keep what they share. The reference repeats it in each document.
const COMMON: &str = "common.yaml";

/// Parts of a document, beside its operations and components, that are compared as a whole.
const TOP_LEVEL: [&str; 4] = ["openapi", "servers", "security", "tags"];

/// Keywords that speak to people only.
const PROSE: [&str; 8] = [
    "title",
    "summary",
    "description",
    "example",
    "examples",
    "externalDocs",
    "x-code-samples",
    "x-cdm-capability",
];

/// Keywords whose keys are names, so that `description` among them is a name too.
const NAMES: [&str; 12] = [
    "callbacks",
    "content",
    "headers",
    "parameters",
    "paths",
    "patternProperties",
    "properties",
    "requestBodies",
    "responses",
    "schemas",
    "securitySchemes",
    "variables",
];

/// Keywords whose value is data, in which nothing is prose.
const DATA: [&str; 4] = ["const", "default", "enum", "required"];

/// The head of the table of allowed differences in `SOURCE.md`.
const TABLE_HEAD: &str = "| document | pointer | reason |";

/// A place where the two documents say something else.
struct Difference {
    document: String,
    pointer: String,
    ours: Option<Value>,
    theirs: Option<Value>,
}

impl fmt::Display for Difference {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (ours, theirs) = (excerpt(self.ours.as_ref()), excerpt(self.theirs.as_ref()));
        write!(f, "{}: {}: ours {ours} / theirs {theirs}", self.document, self.pointer)
    }
}

/// A document without prose, with all it needs in its own components.
struct Document {
    root: Value,
    /// Components that stand in the document itself and not in the shared one.
    own: BTreeSet<String>,
}

#[test]
fn specs_have_the_structure_of_the_reference() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let (specs, reference) = (root.join("specs/cdf"), root.join("../shared/reference/cdf"));
    if !reference.is_dir() {
        println!("skipped: reference documents are not beside the project");
        return;
    }

    let common = structure(&yaml(&specs.join(COMMON)));
    let differences: Vec<Difference> = DOCUMENTS
        .iter()
        .flat_map(|name| {
            let ours = Document::of_ours(structure(&yaml(&specs.join(format!("{name}.yaml")))), &common);
            let theirs = structure(&json_file(&reference.join(format!("{name}.json"))));
            compare(name, &ours, &theirs)
        })
        .collect();

    let complaints = complaints(&differences, &allowed(&text(&specs.join("SOURCE.md"))));
    assert!(
        complaints.is_empty(),
        "{} complaints:\n{}",
        complaints.len(),
        complaints.join("\n")
    );
}

#[test]
fn prose_is_no_difference_but_a_property_of_that_name_is() {
    let plain = json!({ "properties": { "description": { "type": "string" } }, "default": { "title": "Dr" } });
    let mut told = plain.clone();
    told["description"] = json!("A person.");
    told["properties"]["description"]["description"] = json!("Who it is.");
    assert_eq!(structure(&told), plain);
}

#[test]
fn a_changed_limit_is_found_where_it_stands() {
    let theirs = document(&json!({ "type": "string", "maxLength": 255 }));
    let ours = Document::of_ours(document(&json!({ "type": "string", "maxLength": 256 })), &json!({}));
    let found: Vec<String> = compare("small", &ours, &theirs)
        .iter()
        .map(Difference::to_string)
        .collect();
    assert_eq!(
        found,
        ["small.yaml: /components/schemas/Id/maxLength: ours 256 / theirs 255"]
    );
}

#[test]
fn shared_components_count_as_own_ones() {
    let theirs = document(&json!({ "type": "string" }));
    let common = json!({ "components": theirs["components"] });
    let mut ours = theirs.clone();
    ours["components"] = json!({});
    ours["paths"]["/id"]["get"]["schema"]["$ref"] = json!("common.yaml#/components/schemas/Id");
    assert!(compare("small", &Document::of_ours(ours, &common), &theirs).is_empty());
}

#[test]
fn an_entry_without_a_difference_is_a_complaint() {
    let source =
        format!("text\n\n{TABLE_HEAD}\n|---|---|---|\n| `files.yaml` | `/paths/~1files/get` | why |\n\ntext\n");
    let allowed = allowed(&source);
    assert_eq!(
        allowed,
        BTreeSet::from([("files.yaml".to_owned(), "/paths/~1files/get".to_owned())])
    );
    assert_eq!(complaints(&[], &allowed).len(), 1);
}

/// A document of one operation that uses one component.
fn document(component: &Value) -> Value {
    json!({
        "paths": { "/id": { "get": { "schema": { "$ref": "#/components/schemas/Id" } } } },
        "components": { "schemas": { "Id": component } },
    })
}

impl Document {
    /// Takes a document of ours, and into it what it may refer to in the shared one.
    fn of_ours(root: Value, common: &Value) -> Self {
        let root = with_local_references(root);
        let aliases_removed = |(pointer, component): (String, Value)| {
            let alias = json!({ "$ref": format!("#{pointer}") });
            (component != alias).then_some((pointer, component))
        };
        let own: BTreeMap<String, Value> = components(&root).into_iter().filter_map(aliases_removed).collect();
        let mut all = components(&with_local_references(common.clone()));
        for (pointer, component) in &own {
            let shared = all.insert(pointer.clone(), component.clone());
            assert!(shared.is_none(), "{pointer} stands in {COMMON} too");
        }
        Self {
            root: with_components(root, all),
            own: own.into_keys().collect(),
        }
    }
}

/// All differences of one document, by pointer.
fn compare(name: &str, ours: &Document, theirs: &Value) -> Vec<Difference> {
    let (our_entries, their_entries) = (entries(&ours.root), entries(theirs));
    let kept = |pointer: &&String| our_entries.contains_key(*pointer);

    let mut our_components = reachable(&ours.root, our_entries.keys());
    our_components.extend(ours.own.iter().cloned());
    let their_components = reachable(theirs, their_entries.keys().filter(kept));

    let ours = our_entries
        .into_iter()
        .chain(values(&ours.root, &our_components))
        .collect();
    let theirs = their_entries
        .into_iter()
        .chain(values(theirs, &their_components))
        .collect();
    let mut comparison = Comparison {
        document: format!("{name}.yaml"),
        found: Vec::new(),
    };
    comparison.maps(&ours, &theirs);
    comparison.found
}

/// The differences of one document that are found so far.
struct Comparison {
    document: String,
    found: Vec<Difference>,
}

impl Comparison {
    /// Compares values that stand under the same pointer, and notes each that only one side has.
    fn maps(&mut self, ours: &BTreeMap<String, &Value>, theirs: &BTreeMap<String, &Value>) {
        let pointers: BTreeSet<&String> = ours.keys().chain(theirs.keys()).collect();
        for pointer in pointers {
            match (ours.get(pointer), theirs.get(pointer)) {
                (Some(ours), Some(theirs)) => self.values(pointer, ours, theirs),
                (ours, theirs) => self.note(pointer, ours.copied(), theirs.copied()),
            }
        }
    }

    /// Goes down into both values for as long as they have the same form, so that the smallest part is noted.
    fn values(&mut self, pointer: &str, ours: &Value, theirs: &Value) {
        match (ours, theirs) {
            (Value::Object(_), Value::Object(_)) => self.maps(&children(pointer, ours), &children(pointer, theirs)),
            (Value::Array(a), Value::Array(b)) if a.len() == b.len() => {
                for (index, (ours, theirs)) in a.iter().zip(b).enumerate() {
                    self.values(&format!("{pointer}/{index}"), ours, theirs);
                }
            }
            _ if ours != theirs => self.note(pointer, Some(ours), Some(theirs)),
            _ => {}
        }
    }

    fn note(&mut self, pointer: &str, ours: Option<&Value>, theirs: Option<&Value>) {
        let (document, pointer) = (self.document.clone(), pointer.to_owned());
        self.found.push(Difference {
            document,
            pointer,
            ours: ours.cloned(),
            theirs: theirs.cloned(),
        });
    }
}

/// What is compared beside components: each part of a path, such as an operation, and some keys of the document.
fn entries(root: &Value) -> BTreeMap<String, &Value> {
    let mut entries: BTreeMap<String, &Value> = children("", root)
        .into_iter()
        .filter(|(pointer, _)| TOP_LEVEL.contains(&&pointer[1..]))
        .collect();
    for (pointer, item) in children("/paths", &root["paths"]) {
        entries.extend(children(&pointer, item));
    }
    entries
}

/// The components that some entries need, directly or through others.
fn reachable<'a>(root: &Value, entries: impl Iterator<Item = &'a String>) -> BTreeSet<String> {
    let mut seen = BTreeSet::new();
    let mut waiting: Vec<String> = entries.cloned().collect();
    while let Some(pointer) = waiting.pop() {
        let value = root
            .pointer(&pointer)
            .unwrap_or_else(|| panic!("nothing stands at {pointer}"));
        let mut needed = BTreeSet::new();
        collect_needed(value, &mut needed);
        if pointer == "/security" {
            collect_schemes(value, &mut needed);
        }
        waiting.extend(needed.into_iter().filter(|pointer| seen.insert(pointer.clone())));
    }
    seen
}

/// The targets of all references, and the schemes of all security requirements, within a value.
fn collect_needed(value: &Value, needed: &mut BTreeSet<String>) {
    match value {
        Value::Object(map) => {
            let target = map
                .get("$ref")
                .and_then(Value::as_str)
                .and_then(|target| target.strip_prefix('#'));
            needed.extend(target.map(str::to_owned));
            map.get("security")
                .inspect(|security| collect_schemes(security, needed));
            map.values().for_each(|value| collect_needed(value, needed));
        }
        Value::Array(items) => items.iter().for_each(|item| collect_needed(item, needed)),
        _ => {}
    }
}

/// The schemes that a list of security requirements names.
fn collect_schemes(security: &Value, needed: &mut BTreeSet<String>) {
    for requirement in security.as_array().into_iter().flatten() {
        needed.extend(children("/components/securitySchemes", requirement).into_keys());
    }
}

/// The values at some pointers.
fn values<'a>(root: &'a Value, pointers: &BTreeSet<String>) -> Vec<(String, &'a Value)> {
    pointers
        .iter()
        .filter_map(|pointer| Some((pointer.clone(), root.pointer(pointer)?)))
        .collect()
}

/// All components of a document, by pointer.
fn components(root: &Value) -> BTreeMap<String, Value> {
    children("/components", &root["components"])
        .iter()
        .flat_map(|(pointer, section)| children(pointer, section))
        .map(|(pointer, component)| (pointer, component.clone()))
        .collect()
}

/// The document with these components instead of its own.
fn with_components(mut root: Value, components: BTreeMap<String, Value>) -> Value {
    root["components"] = json!({});
    for (pointer, component) in components {
        let names: Vec<&str> = pointer.split('/').collect();
        let [_, _, section, name] = names[..] else {
            panic!("{pointer} is not the pointer of a component")
        };
        root["components"][section][name] = component;
    }
    root
}

/// The members of an object by pointer; none if it is no object.
fn children<'a>(pointer: &str, value: &'a Value) -> BTreeMap<String, &'a Value> {
    let escaped = |key: &str| key.replace('~', "~0").replace('/', "~1");
    let members = value.as_object().into_iter().flatten();
    members
        .map(|(key, value)| (format!("{pointer}/{}", escaped(key)), value))
        .collect()
}

/// The document with references into the shared document turned into references into itself.
fn with_local_references(value: Value) -> Value {
    match value {
        Value::Object(map) => map
            .into_iter()
            .map(|(key, value)| (key, with_local_references(value)))
            .collect(),
        Value::Array(items) => items.into_iter().map(with_local_references).collect(),
        Value::String(text) => match text.strip_prefix(COMMON) {
            Some(local) if local.starts_with('#') => Value::from(local),
            _ => Value::String(text),
        },
        other => other,
    }
}

/// The value of a document or of a keyword, without prose.
fn structure(value: &Value) -> Value {
    match value {
        Value::Object(map) => {
            let kept = map.iter().filter(|(key, _)| !PROSE.contains(&key.as_str()));
            kept.map(|(key, value)| (key.clone(), structure_of(key, value)))
                .collect()
        }
        Value::Array(items) => items.iter().map(structure).collect(),
        other => other.clone(),
    }
}

/// The value of one keyword, without prose.
fn structure_of(keyword: &str, value: &Value) -> Value {
    match value {
        _ if DATA.contains(&keyword) => value.clone(),
        Value::Object(map) if NAMES.contains(&keyword) => map
            .iter()
            .map(|(name, value)| (name.clone(), structure(value)))
            .collect(),
        _ => structure(value),
    }
}

/// The differences that `SOURCE.md` allows, as document and pointer.
fn allowed(source: &str) -> BTreeSet<(String, String)> {
    let mut lines = source.lines().map(str::trim).skip_while(|line| *line != TABLE_HEAD);
    assert!(lines.next().is_some(), "SOURCE.md has no table `{TABLE_HEAD}`");
    let rows = lines.skip(1).take_while(|line| line.starts_with('|'));
    rows.map(|row| {
        let cells: Vec<&str> = row.split('|').map(|cell| cell.trim().trim_matches('`')).collect();
        let ["", document, pointer, reason, ""] = cells[..] else {
            panic!("a row needs three cells: {row}")
        };
        assert!(!reason.is_empty(), "a row needs a reason: {row}");
        (document.to_owned(), pointer.to_owned())
    })
    .collect()
}

/// Differences that are not allowed, and allowed ones that are no differences.
fn complaints(differences: &[Difference], allowed: &BTreeSet<(String, String)>) -> Vec<String> {
    let key = |difference: &Difference| (difference.document.clone(), difference.pointer.clone());
    let found: BTreeSet<(String, String)> = differences.iter().map(key).collect();
    let unexplained = differences
        .iter()
        .filter(|difference| !allowed.contains(&key(difference)));
    let unneeded = allowed.difference(&found);
    unexplained
        .map(Difference::to_string)
        .chain(
            unneeded.map(|(document, pointer)| format!("{document}: {pointer}: stands in SOURCE.md but is the same")),
        )
        .collect()
}

/// A value on one line, shortened for the report.
fn excerpt(value: Option<&Value>) -> String {
    let Some(value) = value else {
        return "(absent)".to_owned();
    };
    let text = value.to_string();
    match text.char_indices().nth(160) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text,
    }
}

fn yaml(path: &Path) -> Value {
    serde_yaml::from_str(&text(path)).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

fn json_file(path: &Path) -> Value {
    serde_json::from_str(&text(path)).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

fn text(path: &Path) -> String {
    fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}
