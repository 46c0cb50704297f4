//! What an entry names: a schema, a property or an operation, or what to do if there is none.

use serde_json::{Map, Value};

use crate::config::{Near, did_you_mean};
use crate::pointer::Pointer;
use crate::spec::{Document, IndexedOperation, Operations};

/// Why there is nothing.
#[derive(Clone, Debug)]
pub(super) struct Missing {
    pub message: String,
    pub help: String,
}

type Lookup = Result<Pointer, Missing>;

fn schemas() -> Pointer {
    Pointer::root().key("components").key("schemas")
}

/// The names of components that are schemas.
fn names(document: &Document) -> impl Iterator<Item = &str> {
    let all = document.get(&schemas()).and_then(Value::as_object);
    all.into_iter().flat_map(Map::keys).map(String::as_str)
}

/// The schema at a pointer, the component of this name, or the only one whose name has the same letters.
pub(super) fn schema(document: &Document, text: &str) -> Lookup {
    if text.starts_with("#/") {
        return pointed(document, &Pointer::parse(text));
    }
    let letters = |name: &str| -> String {
        let letters = name.chars().filter(|letter| letter.is_alphanumeric());
        letters.flat_map(char::to_lowercase).collect()
    };
    let alike: Vec<&str> = names(document).filter(|name| letters(name) == letters(text)).collect();
    match alike.as_slice() {
        [only] => Ok(schemas().key(only)),
        several if several.contains(&text) => Ok(schemas().key(text)),
        _ => Err(Missing {
            message: format!("no schema is called `{text}`"),
            help: match Near::of(text, names(document)) {
                near @ Near::Alike(_) => near.to_string(),
                other => format!("{other}; one without a name of its own is named by its place, `#/paths/…`"),
            },
        }),
    }
}

/// The object at a pointer of the author's, who knows the document as it was before it was corrected.
fn pointed(document: &Document, place: &Pointer) -> Lookup {
    match document.schema_at(place) {
        Some(here) => at(document, &here),
        None => Err(Missing {
            message: format!("`{place}` is left out of the client"),
            help: "correct the document there, or remove this entry".to_owned(),
        }),
    }
}

/// The object at a pointer.
fn at(document: &Document, place: &Pointer) -> Lookup {
    let mut known = Pointer::root();
    for part in place.parts() {
        if document.get(&known.key(&part)).is_none() {
            let keys = document.get(&known).and_then(Value::as_object);
            let keys = keys.into_iter().flat_map(Map::keys).map(String::as_str);
            let (place, known) = (document.written(place), document.written(&known));
            return Err(Missing {
                message: format!("`{place}` leads nowhere: there is no `{part}` in `{known}`"),
                help: did_you_mean(&part, keys),
            });
        }
        known = known.key(&part);
    }
    match document.get(place) {
        Some(Value::Object(_)) => Ok(known),
        _ => Err(Missing {
            message: format!("`{place}` is no schema"),
            help: "name a place that is an object".to_owned(),
        }),
    }
}

/// The property that `Schema.property` names: both may have dots in them.
pub(super) fn property(document: &Document, text: &str) -> Lookup {
    if text.starts_with("#/") {
        return pointed(document, &Pointer::parse(text));
    }
    let splits = text.match_indices('.').map(|(dot, _)| (&text[..dot], &text[dot + 1..]));
    let mut missing = None;
    for (name, wire) in splits {
        let Ok(owner) = schema(document, name) else { continue };
        match of_schema(document, &owner, wire) {
            Ok(found) => return Ok(found),
            Err(other) => missing = missing.or(Some(other)),
        }
    }
    let name = text.split('.').next().unwrap_or(text);
    Err(missing.unwrap_or_else(|| match schema(document, name) {
        Err(missing) => missing,
        Ok(_) => no_property(text, ""),
    }))
}

/// A property of a schema, or of a member of its `allOf`.
fn of_schema(document: &Document, owner: &Pointer, wire: &str) -> Lookup {
    let mut known = Vec::new();
    let mut todo = vec![owner.clone()];
    while let Some(here) = todo.pop() {
        let properties = here.key("properties");
        let place = properties.key(wire);
        if document.get(&place).is_some() {
            return at(document, &place);
        }
        let keys = document.get(&properties).and_then(Value::as_object);
        known.extend(keys.into_iter().flat_map(Map::keys).map(String::as_str));
        for (index, member) in members(document, &here) {
            let target = member.get("$ref").and_then(Value::as_str).map(Pointer::parse);
            match target.filter(|target| document.get(&target.key("properties").key(wire)).is_some()) {
                Some(base) => return Err(of_base(owner, wire, &base.last())),
                None => todo.push(here.key("allOf").index(index)),
            }
        }
    }
    let help = did_you_mean(wire, known);
    Err(no_property(&format!("{}.{wire}", owner.last()), &help))
}

fn members<'a>(document: &'a Document, here: &Pointer) -> impl Iterator<Item = (usize, &'a Value)> {
    let all = document.get(&here.key("allOf")).and_then(Value::as_array);
    all.into_iter().flatten().enumerate()
}

fn no_property(what: &str, help: &str) -> Missing {
    Missing {
        message: format!("there is no property `{what}`"),
        help: if help.is_empty() {
            "write `Schema.property`".to_owned()
        } else {
            help.to_owned()
        },
    }
}

fn of_base(owner: &Pointer, wire: &str, base: &str) -> Missing {
    Missing {
        message: format!("`{}` has the property `{wire}` from another schema", owner.last()),
        help: format!("write `{base}.{wire}`: it is renamed wherever it comes from there"),
    }
}

/// The operation of an `operationId`, or of a method and a path.
pub(super) fn operation(operations: &Operations, text: &str) -> Lookup {
    if let Some(found) = operations.named(text) {
        return Ok(found.at.clone());
    }
    let routes: Vec<String> = operations.iter().map(IndexedOperation::route).collect();
    let names = operations.iter().zip(&routes);
    let names = names.map(|(operation, route)| operation.id.as_deref().unwrap_or(route));
    Err(Missing {
        message: format!("no operation is called `{text}`"),
        help: did_you_mean(text, names),
    })
}
