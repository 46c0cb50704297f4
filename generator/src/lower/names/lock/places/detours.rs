//! Where to look for a part of the document whose key is gone: in another media type or status, among the parameters of the path or of its
//! operations, in the component that is referred to now, in the only member of a choice or an `allOf` that has come around it, or in the member
//! of an `allOf` that has the property now.
//!
//! In: a place and the key that it had. Out: the place to go on at, and how it was found. Must not know what is named there.

use std::collections::{BTreeSet, VecDeque};

use serde_json::{Map, Value};

use crate::pointer::Pointer;
use crate::spec::{Document, essence, without_charset};

/// How a place is found.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(in crate::lower::names::lock) enum By {
    /// By the keys of its path.
    Exact,
    /// By other keys, which certainly lead to the same.
    Same,
    /// By what it is like, although it has changed very much.
    Likeness,
    /// It is one of several that have come for it.
    Divided,
    /// By another key, which is all that is left of what it may be.
    Remaining,
    /// Through a reference.
    Reference,
}

/// The keyword of parameters.
const PARAMETERS: &str = "parameters";

/// What is further away is not looked for.
pub(super) const LONGEST_WAY: usize = 8;

/// At most so many members of an `allOf`, and of these, are looked at.
const MOST_MEMBERS: usize = 256;

/// The keywords that hold a list of schemas for one value.
pub(super) const LISTS: [&str; 3] = ["allOf", "anyOf", "oneOf"];

/// The keywords that may stand beside a reference without another type.
const BESIDE: [&str; 11] = [
    "default",
    "deprecated",
    "description",
    "example",
    "examples",
    "externalDocs",
    "nullable",
    "readOnly",
    "summary",
    "title",
    "writeOnly",
];

/// The place to go on at where a key is gone.
pub(super) fn next(document: &Document, at: &Pointer, key: &str) -> Option<(Pointer, By)> {
    let members = document.get(at)?.as_object()?;
    if let Some(target) = members.get("$ref").and_then(Value::as_str) {
        let next = Pointer::parse(target).key(key);
        return document.get(&next).map(|_| (next, By::Reference));
    }
    let other = match key {
        "anyOf" => "oneOf",
        "oneOf" => "anyOf",
        _ => "",
    };
    if members.contains_key(other) {
        return Some((at.key(other), By::Same));
    }
    if key == PARAMETERS {
        return shared_parameters(document, &at.key(key)).map(|list| (list, By::Same));
    }
    if let Some(inner) = wrapped(at, members) {
        let next = inner.key(key);
        return match document.get(&next) {
            Some(_) => Some((next, By::Same)),
            None => self::next(document, &inner, key).map(|(next, by)| (next, by.max(By::Same))),
        };
    }
    let (other, by) = match at.last().as_str() {
        "content" => {
            let is_charset = |other: &str| without_charset(other) == without_charset(key);
            let same = only(members, is_charset).map(|other| (other, By::Same));
            same.or_else(|| Some((only(members, |other| essence(other) == essence(key))?, By::Remaining)))
        }
        "responses" => {
            let range = only(members, |other| is_range(other, key));
            let other = range.or_else(|| only(members, |other| is_range(key, other)));
            other.map(|other| (other, By::Remaining))
        }
        _ => None,
    }?;
    Some((at.key(other), by))
}

/// The schema that a schema only leads to: it refers to it, or stands around it and says nothing else that makes another type.
pub(super) fn lead(document: &Document, at: &Pointer) -> Option<Pointer> {
    let members = document.get(at)?.as_object()?;
    let is_leading = |word: &str| word == "$ref" || LISTS.contains(&word);
    let mut others = members
        .keys()
        .filter(|word| !BESIDE.contains(&word.as_str()) && !word.starts_with("x-"));
    others
        .next()
        .filter(|word| is_leading(word) && others.next().is_none())?;
    match members.get("$ref").and_then(Value::as_str) {
        Some(target) => Some(Pointer::parse(target)),
        None => wrapped(at, members),
    }
}

/// The schema that a schema is, without what only stands around it.
pub(super) fn core(document: &Document, at: &Pointer) -> Pointer {
    let inner = document
        .get(at)
        .and_then(Value::as_object)
        .and_then(|members| wrapped(at, members));
    inner.map_or_else(|| at.clone(), |inner| core(document, &inner))
}

/// The choice in the only element of a choice.
pub(super) fn inner_list(document: &Document, list: &Pointer) -> Option<Pointer> {
    let schema = list.parent()?;
    let inner = wrapped(&schema, document.get(&schema)?.as_object()?)?;
    let lists = ["anyOf", "oneOf"].map(|word| inner.key(word)).into_iter();
    let mut lists = lists.filter(|list| document.get(list).is_some_and(Value::is_array));
    lists.next().filter(|_| inner.parent().as_ref() == Some(list))
}

/// The parameters that an operation shares with the others of its path, given its own list.
pub(super) fn shared_parameters(document: &Document, own: &Pointer) -> Option<Pointer> {
    let is_own = own.depth() == 4 && own.first(1).last() == "paths" && own.last() == PARAMETERS;
    let shared = own.first(2).key(PARAMETERS);
    document.get(&shared).filter(|_| is_own).map(|_| shared)
}

/// The parameters that each operation of a path has for itself, given the list that the path had for all of them.
pub(super) fn own_parameters(document: &Document, shared: &Pointer) -> Vec<Pointer> {
    let path = shared.parent().filter(|_| is_shared(shared));
    let item = path.as_ref().and_then(|path| document.get(path)?.as_object());
    let methods = item.into_iter().flat_map(Map::keys);
    let lists = methods.filter_map(|method| Some(path.as_ref()?.key(method).key(PARAMETERS)));
    lists
        .filter(|list| document.get(list).is_some_and(Value::is_array))
        .collect()
}

/// Whether a place is that of the parameters that the operations of a path share.
pub(super) fn is_shared(list: &Pointer) -> bool {
    list.depth() == 3 && list.first(1).last() == "paths" && list.last() == PARAMETERS
}

/// The property of a schema that a member of its `allOf` has now, or a member of a member, and whether a reference leads there. What is nearest counts.
pub(super) fn inherited(document: &Document, schema: &Pointer, property: &str) -> Option<(Pointer, By)> {
    let (mut seen, mut todo) = (BTreeSet::new(), VecDeque::from([(schema.clone(), By::Same)]));
    while let Some((schema, by)) = todo.pop_front()
        && seen.len() < MOST_MEMBERS
    {
        let found = schema.key("properties").key(property);
        if document.get(&found).is_some() {
            return Some((found, by));
        }
        let Some(members) = document.get(&schema).and_then(Value::as_object) else {
            continue;
        };
        if let Some(target) = members.get("$ref").and_then(Value::as_str) {
            todo.push_back((Pointer::parse(target), By::Reference));
        }
        let list = schema.key("allOf");
        let count = members.get("allOf").and_then(Value::as_array).map_or(0, Vec::len);
        if seen.insert(schema) {
            todo.extend((0..count).map(|index| (list.index(index), by)));
        }
    }
    None
}

/// Whether a schema is a choice between schemas other than `null`.
pub(in crate::lower::names::lock) fn is_choice(document: &Document, at: &Pointer) -> bool {
    let schema = document.get(&core(document, at));
    let lists = ["anyOf", "oneOf"].into_iter();
    let mut lists = lists.filter_map(|word| schema?.get(word)?.as_array());
    lists.any(|list| list.iter().filter(|schema| !is_null(schema)).nth(1).is_some())
}

fn is_null(schema: &Value) -> bool {
    schema.get("type").is_some_and(|kind| kind == "null")
}

/// The only schema in the only list of a schema, but for `null`.
fn wrapped(at: &Pointer, members: &Map<String, Value>) -> Option<Pointer> {
    let lists = LISTS.into_iter();
    let mut lists = lists.filter_map(|word| Some((word, members.get(word)?.as_array()?)));
    let (word, list) = lists.next().filter(|_| lists.next().is_none())?;
    let mut others = (0..list.len()).filter(|index| !is_null(&list[*index]));
    let only = others.next().filter(|_| others.next().is_none())?;
    Some(at.key(word).index(only))
}

fn only(members: &Map<String, Value>, is_it: impl Fn(&str) -> bool) -> Option<&str> {
    let mut found = members.keys().map(String::as_str).filter(|key| is_it(key));
    found.next().filter(|_| found.next().is_none())
}

/// Whether `range` is `2XX` for a status like `200`.
fn is_range(range: &str, status: &str) -> bool {
    let digit = range.strip_suffix("XX").or_else(|| range.strip_suffix("xx"));
    digit.is_some_and(|digit| status.len() == 3 && status.starts_with(digit) && status.parse::<u16>().is_ok())
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::{By, next};
    use crate::pointer::Pointer;
    use crate::spec::Document;

    #[test]
    fn another_key_says_the_same() {
        let document = Document {
            root: json!({
                "a": { "responses": { "2XX": {}, "404": {}, "default": { "$ref": "#/b" } } },
                "b": { "content": { "application/json;charset=utf-8": {}, "text/csv": {} } },
                "w": { "anyOf": [{ "type": "null" }, { "allOf": [{ "items": {} }] }] },
                "v": { "anyOf": [{ "items": {} }, { "items": {} }] },
                "m": { "content": { "application/json;version=2": {} } },
                "c": { "responses": { "400": {}, "401": {} } },
                "paths": { "/p": { "parameters": [], "get": {} } },
            }),
            ..Document::default()
        };
        let table = [
            ("/a/responses", "200", Some(("/a/responses/2XX", By::Remaining))),
            ("/a/responses", "4XX", Some(("/a/responses/404", By::Remaining))),
            ("/a/responses", "500", None),
            ("/c/responses", "4XX", None),
            ("/a/responses/default", "content", Some(("/b/content", By::Reference))),
            ("/a/responses/default", "headers", None),
            (
                "/b/content",
                "application/json",
                Some(("/b/content/application~1json;charset=utf-8", By::Same)),
            ),
            ("/b/content", "text/plain", None),
            (
                "/m/content",
                "application/json; charset=utf-8; version=2",
                Some(("/m/content/application~1json;version=2", By::Same)),
            ),
            (
                "/m/content",
                "application/json;version=1",
                Some(("/m/content/application~1json;version=2", By::Remaining)),
            ),
            ("/w", "items", Some(("/w/anyOf/1/allOf/0/items", By::Same))),
            ("/w", "oneOf", Some(("/w/anyOf", By::Same))),
            ("/w", "properties", None),
            (
                "/paths/~1p/get",
                "parameters",
                Some(("/paths/~1p/parameters", By::Same)),
            ),
            ("/v", "items", None),
        ];
        for (at, key, expected) in table {
            let found = next(&document, &Pointer::parse(at), key);
            let expected = expected.map(|(place, by)| (Pointer::parse(place), by));
            assert_eq!(found, expected, "{at} {key}");
        }
    }
}
