//! What is known of a schema once its keywords are read.

use std::rc::Rc;
use std::sync::LazyLock;

use serde_json::{Map, Value};

use super::choices::Discriminator;
use super::keywords::keyword;
use super::lists::ListKeywords;
use super::numbers::NumberKeywords;
use super::objects::ObjectKeywords;
use super::texts::TextKeywords;
use super::types::JsonType;
use crate::pointer::Pointer;
use crate::spec::vocabulary::{Keyword, schema_keyword};

/// A schema object.
#[derive(Clone, Debug)]
pub struct Schema<'a> {
    /// Where it stands.
    pub at: Pointer,
    /// `$ref`, also with keywords beside it.
    pub reference: Option<Pointer>,
    /// `type`, or what other keywords imply, if that is one type besides `null`.
    pub kind: Option<JsonType>,
    /// Several types: what the schema says of the values of each. The rest of it says what they have in common.
    pub by_type: Vec<Rc<Schema<'a>>>,
    /// Whether `null` is allowed.
    pub nullable: bool,
    /// Whether nothing but `null` is allowed.
    pub only_null: bool,
    /// `format`, or what `contentEncoding` and `contentMediaType` amount to.
    pub format: Option<&'a str>,
    /// `enum` without `null`, or `const`.
    pub values: Option<Vec<&'a Value>>,
    /// Keywords of numbers.
    pub number: NumberKeywords<'a>,
    /// Keywords of texts.
    pub text: TextKeywords<'a>,
    /// Keywords of lists.
    pub list: ListKeywords<'a>,
    /// Keywords of objects.
    pub object: ObjectKeywords<'a>,
    /// `allOf`.
    pub all_of: Vec<Pointer>,
    /// `oneOf`, without branches that are `null`.
    pub one_of: Vec<Pointer>,
    /// `anyOf`, without branches that are `null`.
    pub any_of: Vec<Pointer>,
    /// Schemas that count under a condition: `then`, `else`, those of `dependentSchemas`.
    pub when: Vec<Pointer>,
    /// `discriminator`.
    pub discriminator: Option<Discriminator<'a>>,
    /// `title`.
    pub title: Option<&'a str>,
    /// `description`.
    pub description: Option<&'a str>,
    /// `default`, unless it is `null`.
    pub default: Option<&'a Value>,
    /// `readOnly`.
    pub read_only: bool,
    /// `writeOnly`.
    pub write_only: bool,
    /// `deprecated`.
    pub deprecated: bool,
    /// The keywords and extensions of the document.
    pub(super) written: &'a Map<String, Value>,
    /// The extensions that `client.toml` adds.
    pub(super) annotated: &'a Map<String, Value>,
}

/// The schema object without keywords.
static EMPTY: LazyLock<Map<String, Value>> = LazyLock::new(Map::new);

impl<'a> Schema<'a> {
    /// A schema without keywords, which allows any value.
    pub(in crate::spec) fn empty(at: &Pointer) -> Self {
        Self {
            at: at.clone(),
            reference: None,
            kind: None,
            by_type: Vec::new(),
            nullable: false,
            only_null: false,
            format: None,
            values: None,
            number: NumberKeywords::default(),
            text: TextKeywords::default(),
            list: ListKeywords::default(),
            object: ObjectKeywords::default(),
            all_of: Vec::new(),
            one_of: Vec::new(),
            any_of: Vec::new(),
            when: Vec::new(),
            discriminator: None,
            title: None,
            description: None,
            default: None,
            read_only: false,
            write_only: false,
            deprecated: false,
            written: &EMPTY,
            annotated: &EMPTY,
        }
    }

    /// What it refers to, if it is a `$ref` with nothing beside it.
    pub fn alias(&self) -> Option<&Pointer> {
        self.reference
            .as_ref()
            .filter(|_| self.written.len() == 1 && self.annotated.is_empty())
    }

    /// What it says of values of one of its types; `None` if it is no choice between types, or not of this one.
    pub fn of_type(&self, kind: JsonType) -> Option<&Rc<Schema<'a>>> {
        self.by_type.iter().find(|schema| schema.kind == Some(kind))
    }

    /// The value of an extension; that of `client.toml` wins.
    pub fn extension(&self, name: &str) -> Option<&'a Value> {
        self.annotated.get(name).or_else(|| keyword(self.written, name))
    }

    /// The keywords and extensions that are given here and that something of a client may depend on.
    pub fn said(&self) -> impl Iterator<Item = (&'a str, &'a Value)> {
        let given = self.annotated.iter().chain(self.written);
        let given = given.map(|(key, value)| (key.as_str(), value));
        given.filter(|(key, _)| schema_keyword(key).is_none_or(Keyword::has_effect))
    }

    /// Whether an extension of ours is given here.
    pub fn is_extended(&self) -> bool {
        let is_ours = |key: &String| key.starts_with("x-client-");
        !self.annotated.is_empty() || self.written.keys().any(is_ours)
    }

    /// Whether a keyword or extension is given here.
    pub fn has(&self, name: &str) -> bool {
        self.extension(name).is_some()
    }

    /// Whether nothing but these keywords is given here.
    pub fn has_only(&self, keywords: &[&str]) -> bool {
        let mut given = self.annotated.keys().chain(self.written.keys());
        given.all(|key| keywords.contains(&key.as_str()))
    }
}
