//! One schema, keyword by keyword. Children are pointers: the tree itself stays in [`super::Schemas`].

use serde_json::{Map, Value};

use crate::pointer::Pointer;

/// The JSON kinds of OpenAPI 3.0; `null` is [`Schema::nullable`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    /// `boolean`
    Bool,
    /// `integer`
    Integer,
    /// `number`
    Number,
    /// `string`
    Text,
    /// `array`
    List,
    /// `object`
    Object,
}

/// What a schema says about keys that are not in `properties`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Additional {
    /// Nothing: any value is welcome.
    Unsaid,
    /// `true` or an empty schema.
    Free,
    /// `false`.
    Denied,
    /// A schema for their values.
    Typed(Pointer),
}

/// `discriminator`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Discriminator {
    /// The key whose text tells the branches apart.
    pub property: String,
    /// Text → reference, as written.
    pub mapping: Vec<(String, String)>,
}

/// A schema after desugaring.
#[derive(Clone, Debug)]
pub struct Schema {
    /// Where it stands.
    pub at: Pointer,
    /// `$ref`; then nothing else is set.
    pub reference: Option<Pointer>,
    /// `type`.
    pub kind: Option<Kind>,
    /// `nullable`.
    pub nullable: bool,
    /// The schema allows nothing but `null`.
    pub only_null: bool,
    /// `format`.
    pub format: Option<String>,
    /// `enum`.
    pub values: Option<Vec<Value>>,
    /// `properties`, in order.
    pub properties: Vec<(String, Pointer)>,
    /// `required`.
    pub required: Vec<String>,
    /// `additionalProperties`.
    pub additional: Additional,
    /// `items`.
    pub items: Option<Pointer>,
    /// `allOf`.
    pub all_of: Vec<Pointer>,
    /// `oneOf`.
    pub one_of: Vec<Pointer>,
    /// `anyOf`.
    pub any_of: Vec<Pointer>,
    /// Schemas that count under a condition: `then`, `else`, those of `dependentSchemas`.
    pub when: Vec<Pointer>,
    /// `false`, or `not: {}`: no value is of this schema.
    pub never: bool,
    /// `discriminator`.
    pub discriminator: Option<Discriminator>,
    /// `title`.
    pub title: Option<String>,
    /// `description`.
    pub description: Option<String>,
    /// `readOnly`.
    pub read_only: bool,
    /// `writeOnly`.
    pub write_only: bool,
    /// `deprecated`.
    pub deprecated: bool,
    /// The schema object itself, for bounds, defaults and extensions with exact numbers. What the fields above hold is null.
    pub raw: Map<String, Value>,
}

impl Schema {
    /// Reads a schema object. Keywords of a wrong type are treated as absent: [`super::Schemas`] has refused them before.
    pub fn read(at: &Pointer, raw: &Map<String, Value>) -> Self {
        let text = |key: &str| raw.get(key).and_then(Value::as_str).map(str::to_owned);
        let flag = |key: &str| raw.get(key).and_then(Value::as_bool).unwrap_or(false);
        let children = |key: &str| list(raw, key, at);
        Self {
            at: at.clone(),
            reference: raw.get("$ref").and_then(Value::as_str).map(Pointer::parse),
            kind: raw.get("type").and_then(Value::as_str).and_then(kind),
            nullable: flag("nullable"),
            only_null: raw.contains_key("x-oas31-null"),
            format: text("format"),
            values: raw.get("enum").and_then(Value::as_array).cloned(),
            properties: properties(raw, at),
            required: names(raw, "required"),
            additional: additional(raw, at),
            items: raw.contains_key("items").then(|| at.key("items")),
            all_of: children("allOf"),
            one_of: children("oneOf"),
            any_of: children("anyOf"),
            when: children("x-oas31-when"),
            never: raw.get("not").and_then(Value::as_object).is_some_and(Map::is_empty),
            discriminator: raw.get("discriminator").and_then(discriminator),
            title: text("title"),
            description: text("description"),
            read_only: flag("readOnly"),
            write_only: flag("writeOnly"),
            deprecated: flag("deprecated"),
            raw: raw.iter().map(keyword).collect(),
        }
    }

    /// Every schema directly below this one.
    pub fn children(&self) -> impl Iterator<Item = &Pointer> {
        let additional = match &self.additional {
            Additional::Typed(at) => Some(at),
            Additional::Unsaid | Additional::Free | Additional::Denied => None,
        };
        let properties = self.properties.iter().map(|(_, at)| at);
        let lists = [&self.all_of, &self.one_of, &self.any_of, &self.when]
            .into_iter()
            .flatten();
        properties.chain(additional).chain(&self.items).chain(lists)
    }

    /// The text of an extension.
    pub fn extension(&self, key: &str) -> Option<&str> {
        self.raw.get(key).and_then(Value::as_str)
    }

    /// A whole number keyword such as `maxLength`.
    pub fn whole(&self, key: &str) -> Option<u64> {
        self.raw.get(key).and_then(Value::as_u64)
    }
}

/// Keywords whose values hold schemas or may be large, and are read into fields of their own or not at all.
const HELD: [&str; 9] = [
    "additionalProperties",
    "allOf",
    "anyOf",
    "enum",
    "example",
    "examples",
    "items",
    "oneOf",
    "properties",
];

/// A keyword without the schemas below it: each schema would be copied once for every schema around it.
fn keyword((key, value): (&String, &Value)) -> (String, Value) {
    let is_held = HELD.contains(&key.as_str());
    (key.clone(), if is_held { Value::Null } else { value.clone() })
}

fn kind(text: &str) -> Option<Kind> {
    Some(match text {
        "boolean" => Kind::Bool,
        "integer" => Kind::Integer,
        "number" => Kind::Number,
        "string" => Kind::Text,
        "array" => Kind::List,
        "object" => Kind::Object,
        _ => return None,
    })
}

fn list(raw: &Map<String, Value>, key: &str, at: &Pointer) -> Vec<Pointer> {
    let count = raw.get(key).and_then(Value::as_array).map_or(0, Vec::len);
    (0..count).map(|index| at.key(key).index(index)).collect()
}

fn names(raw: &Map<String, Value>, key: &str) -> Vec<String> {
    let items = raw
        .get(key)
        .and_then(Value::as_array)
        .map(Vec::as_slice)
        .unwrap_or_default();
    items.iter().filter_map(Value::as_str).map(str::to_owned).collect()
}

fn properties(raw: &Map<String, Value>, at: &Pointer) -> Vec<(String, Pointer)> {
    let Some(map) = raw.get("properties").and_then(Value::as_object) else {
        return Vec::new();
    };
    let here = at.key("properties");
    map.keys().map(|key| (key.clone(), here.key(key))).collect()
}

fn additional(raw: &Map<String, Value>, at: &Pointer) -> Additional {
    match raw.get("additionalProperties") {
        None => Additional::Unsaid,
        Some(Value::Bool(false)) => Additional::Denied,
        Some(Value::Object(map)) if !map.keys().all(|key| key == "description") => {
            Additional::Typed(at.key("additionalProperties"))
        }
        Some(_) => Additional::Free,
    }
}

fn discriminator(value: &Value) -> Option<Discriminator> {
    let property = value.get("propertyName")?.as_str()?.to_owned();
    let mapping = value.get("mapping").and_then(Value::as_object);
    let mapping = mapping.into_iter().flatten();
    let pair = |(key, target): (&String, &Value)| Some((key.clone(), target.as_str()?.to_owned()));
    Some(Discriminator {
        property,
        mapping: mapping.filter_map(pair).collect(),
    })
}
