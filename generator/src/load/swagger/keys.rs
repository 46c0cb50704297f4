//! The keys of the objects of Swagger 2.0, and what becomes of each. Any other key is the author's own, unless it looks like one of
//! these, or is one that only OpenAPI 3 has.

use serde_json::{Map, Value};

use super::pass::Pass;
use crate::diag::{Code, Diagnostic, Severity};
use crate::load::check::misspelt_key;
use crate::pointer::Pointer;
use crate::spec::{Extension, Holder, extension, schema_keyword};

/// What becomes of a key.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Fate {
    /// It means the same in OpenAPI 3.
    Kept,
    /// It is a keyword of the schema that the object has in OpenAPI 3.
    Keyword,
    /// Its value is turned into something else.
    Changed,
    /// It is lost, which has been told if it matters.
    Gone,
}

/// A kind of object.
pub(super) struct ObjectKeys {
    /// For people, with its article.
    name: &'static str,
    kept: &'static [&'static str],
    changed: &'static [&'static str],
    /// Keys of OpenAPI 3 that people write here.
    later: &'static [&'static str],
    /// Whether keywords of schemas stand among its keys.
    has_keywords: bool,
    /// What becomes of extensions that can stand on a schema.
    extensions: Fate,
    /// What becomes of a key that it does not have.
    unknown: Fate,
}

pub(super) static DOCUMENT: ObjectKeys = ObjectKeys {
    name: "a document",
    kept: &["info", "paths", "security", "tags", "externalDocs"],
    changed: &[
        "swagger",
        "host",
        "basePath",
        "schemes",
        "consumes",
        "produces",
        "definitions",
        "parameters",
        "responses",
        "securityDefinitions",
    ],
    later: &["servers", "components", "webhooks"],
    has_keywords: false,
    extensions: Fate::Kept,
    unknown: Fate::Gone,
};

pub(super) static PATH_ITEM: ObjectKeys = ObjectKeys {
    name: "a path item",
    kept: &[
        "summary",
        "description",
        "get",
        "put",
        "post",
        "delete",
        "options",
        "head",
        "patch",
        "trace",
        "parameters",
        "$ref",
    ],
    changed: &[],
    later: &["servers", "query", "additionalOperations"],
    has_keywords: false,
    extensions: Fate::Kept,
    // Judged like that of any path item: it may be meant as a method.
    unknown: Fate::Kept,
};

pub(super) static OPERATION: ObjectKeys = ObjectKeys {
    name: "an operation",
    kept: &[
        "tags",
        "summary",
        "description",
        "externalDocs",
        "operationId",
        "parameters",
        "responses",
        "deprecated",
        "security",
    ],
    changed: &["consumes", "produces", "schemes"],
    later: &["requestBody", "callbacks", "servers"],
    has_keywords: false,
    extensions: Fate::Kept,
    unknown: Fate::Gone,
};

pub(super) static PARAMETER: ObjectKeys = ObjectKeys {
    name: "a parameter",
    kept: &[
        "name",
        "in",
        "required",
        "allowEmptyValue",
        "description",
        "deprecated",
        "example",
        "$ref",
    ],
    changed: &["collectionFormat", "schema", "examples"],
    later: &["style", "explode", "content", "allowReserved"],
    has_keywords: true,
    extensions: Fate::Keyword,
    unknown: Fate::Gone,
};

/// A parameter in `formData`.
pub(super) static FIELD: ObjectKeys = ObjectKeys {
    name: "a parameter",
    kept: &["description"],
    changed: &["name", "in", "required", "allowEmptyValue", "collectionFormat"],
    later: &["style", "explode", "content", "schema"],
    has_keywords: true,
    extensions: Fate::Keyword,
    unknown: Fate::Gone,
};

/// A parameter in `body`.
pub(super) static BODY: ObjectKeys = ObjectKeys {
    name: "a parameter",
    kept: &["description", "required"],
    changed: &["name", "in", "schema", "example", "examples"],
    later: &["content"],
    has_keywords: true,
    extensions: Fate::Kept,
    unknown: Fate::Gone,
};

pub(super) static RESPONSE: ObjectKeys = ObjectKeys {
    name: "a response",
    kept: &["description", "headers"],
    changed: &["schema", "examples"],
    later: &["content", "links"],
    has_keywords: false,
    extensions: Fate::Kept,
    unknown: Fate::Gone,
};

pub(super) static HEADER: ObjectKeys = ObjectKeys {
    name: "a header",
    kept: &["description"],
    changed: &["collectionFormat", "required"],
    later: &["style", "explode", "content"],
    has_keywords: true,
    extensions: Fate::Keyword,
    unknown: Fate::Gone,
};

impl ObjectKeys {
    /// What becomes of a key that an object has, as far as its name tells.
    fn known(&self, key: &str) -> Option<Fate> {
        if self.kept.contains(&key) {
            return Some(Fate::Kept);
        }
        if self.changed.contains(&key) {
            return Some(Fate::Changed);
        }
        if key.starts_with("x-") {
            let is_of_holder = |extension: &Extension| !extension.on.contains(&Holder::Schema);
            return Some(match extension(key).is_some_and(is_of_holder) {
                true => Fate::Kept,
                false => self.extensions,
            });
        }
        (self.has_keywords && schema_keyword(key).is_some()).then_some(Fate::Keyword)
    }
}

/// What an object keeps, and keywords of a schema.
type Sorted = (Map<String, Value>, Map<String, Value>);

impl Pass<'_> {
    /// What an object keeps of its keys, and those that are keywords of a schema. Says what is lost.
    pub(super) fn sorted(&mut self, keys: &ObjectKeys, map: &Map<String, Value>, at: &Pointer) -> Sorted {
        let (mut kept, mut keywords) = (Map::new(), Map::new());
        for (key, value) in map {
            let home = match self.fate(keys, key, value, map, at) {
                Fate::Kept => &mut kept,
                Fate::Keyword => &mut keywords,
                Fate::Changed | Fate::Gone => continue,
            };
            home.insert(key.clone(), value.clone());
        }
        (kept, keywords)
    }

    /// What becomes of a key of an object that stood at a place. Says what is lost.
    pub(super) fn fate(
        &mut self,
        keys: &ObjectKeys,
        key: &str,
        value: &Value,
        map: &Map<String, Value>,
        at: &Pointer,
    ) -> Fate {
        if let Some(fate) = keys.known(key) {
            return fate;
        }
        let place = at.key(key);
        if keys.later.contains(&key) {
            let message = format!(
                "`{key}` of {} is a key of OpenAPI 3, and this is Swagger 2.0",
                keys.name
            );
            let said = Diagnostic::at(Code::UnknownKey, &place, message).severity(Severity::Gap);
            self.say(said.help("it is not read; write it as Swagger 2.0 does"));
            return Fate::Gone;
        }
        if keys.unknown == Fate::Kept {
            return Fate::Kept;
        }
        let names = keys.kept.iter().chain(keys.changed).copied();
        let absent = names.filter(|name| !map.contains_key(*name));
        let said = Diagnostic::at(Code::UnknownKey, &place, format!("{} has no key `{key}`", keys.name));
        if let Some(said) = misspelt_key(said, &place, value, absent) {
            self.say(said);
        }
        Fate::Gone
    }
}
