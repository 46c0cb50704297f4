//! A schema object → its keywords in typed fields, family by family.

use serde_json::{Map, Value};

use super::keywords::Keywords;
use super::lists::ListKeywords;
use super::numbers::NumberKeywords;
use super::objects::ObjectKeywords;
use super::structure::Schema;
use super::texts::TextKeywords;
use super::{by_type, choices, null, types, values};
use crate::pointer::Pointer;
use crate::spec::annotations::Annotations;

impl<'a> Schema<'a> {
    /// Reads a schema object. Keywords of a wrong type count as absent: [`crate::spec::Schemas`] has refused them before.
    pub fn read(at: &Pointer, object: &'a Map<String, Value>, annotations: &'a Annotations) -> Self {
        let keywords = Keywords { at, object };
        let schema = Self {
            annotated: annotations.at(at),
            ..of_keywords(keywords)
        };
        if null::is_all(object) {
            return Self {
                only_null: true,
                nullable: true,
                values: None,
                ..schema
            };
        }
        by_type::split(schema, &types::read(keywords))
    }
}

fn of_keywords<'a>(keywords: Keywords<'a, '_>) -> Schema<'a> {
    let text = TextKeywords::read(keywords);
    Schema {
        reference: keywords.text("$ref").map(Pointer::parse),
        nullable: null::is_allowed(keywords),
        format: keywords.text("format").or(text.content),
        values: values::read(keywords),
        number: NumberKeywords::read(keywords),
        text,
        list: ListKeywords::read(keywords),
        object: ObjectKeywords::read(keywords),
        all_of: keywords.places("allOf"),
        one_of: choices::branches(keywords, "oneOf"),
        any_of: choices::branches(keywords, "anyOf"),
        when: choices::conditional(keywords),
        discriminator: choices::discriminator(keywords),
        title: keywords.text("title"),
        description: keywords.text("description"),
        default: keywords.get("default").filter(|value| !value.is_null()),
        read_only: keywords.flag("readOnly"),
        write_only: keywords.flag("writeOnly"),
        deprecated: keywords.flag("deprecated"),
        written: keywords.object,
        ..Schema::empty(keywords.at)
    }
}
