//! What the check knows of a value.

use std::collections::BTreeMap;

use minijinja::machinery::ast::Macro;
use serde_json::Value;

/// What is known of a value.
#[derive(Clone)]
pub(super) enum Known<'a> {
    /// Nothing, so that everything can be asked of it.
    Any,
    /// A text, a number or a truth, in words.
    Plain(&'static str),
    /// An object of the context, by its schema.
    Object(&'a Value),
    /// An object that the template has made.
    Made(BTreeMap<String, Known<'a>>),
    /// A list.
    List(Box<Known<'a>>),
    /// A list with a kind for each position.
    Tuple(Vec<Known<'a>>),
    /// It may be nothing.
    Maybe(Box<Known<'a>>),
    /// The variable of a loop.
    Loop,
    /// A macro of the template, and in how many blocks it is declared.
    Macro(&'a Macro<'a>, usize),
    /// It has a value on some of the ways that lead here.
    Unsure,
}

/// What the variable of a loop has.
pub(super) const LOOP: [&str; 11] = [
    "changed",
    "cycle",
    "depth",
    "depth0",
    "first",
    "index",
    "index0",
    "last",
    "length",
    "revindex",
    "revindex0",
];

pub(super) const TEXT: Known<'static> = Known::Plain("a text");
pub(super) const NUMBER: Known<'static> = Known::Plain("a number");
pub(super) const TRUTH: Known<'static> = Known::Plain("true or false");

impl<'a> Known<'a> {
    /// What a schema says; `root` has its definitions.
    pub(super) fn of(root: &'a Value, schema: &'a Value) -> Self {
        if let Some(target) = schema.get("$ref").and_then(Value::as_str) {
            let found = root.pointer(target.trim_start_matches('#'));
            return found.map_or(Self::Any, |found| Self::of(root, found));
        }
        if let Some(branches) = schema.get("anyOf").and_then(Value::as_array) {
            let is_null = |branch: &&Value| branch.get("type").and_then(Value::as_str) == Some("null");
            let held = branches.iter().find(|branch| !is_null(branch));
            return held.map_or(Self::Any, |held| Self::Maybe(Box::new(Self::of(root, held))));
        }
        match schema.get("type") {
            Some(Value::String(word)) => Self::of_type(root, schema, word),
            Some(Value::Array(words)) => {
                let word = words.iter().filter_map(Value::as_str).find(|word| *word != "null");
                Self::Maybe(Box::new(Self::of_type(root, schema, word.unwrap_or_default())))
            }
            _ => Self::Any,
        }
    }

    fn of_type(root: &'a Value, schema: &'a Value, word: &str) -> Self {
        match word {
            "string" => TEXT,
            "integer" | "number" => NUMBER,
            "boolean" => TRUTH,
            "array" => {
                let items = schema.get("items").map_or(Self::Any, |items| Self::of(root, items));
                Self::List(Box::new(items))
            }
            "object" if schema.get("properties").is_some() => Self::Object(schema),
            _ => Self::Any,
        }
    }

    /// What an attribute of it is; `Err` with all that there are.
    pub(super) fn attribute(&self, root: &'a Value, name: &str) -> Result<Known<'a>, Vec<String>> {
        match self {
            Self::Any | Self::Unsure => Ok(Self::Any),
            Self::Maybe(inner) => inner.attribute(root, name),
            Self::Object(schema) => {
                let properties = schema.get("properties").and_then(Value::as_object);
                let found = properties.and_then(|properties| properties.get(name));
                found.map(|found| Self::of(root, found)).ok_or_else(|| {
                    let known = properties.into_iter().flatten();
                    known.map(|(name, _)| name.clone()).collect()
                })
            }
            Self::Made(entries) => entries
                .get(name)
                .cloned()
                .ok_or_else(|| entries.keys().cloned().collect()),
            Self::Loop if LOOP.contains(&name) => Ok(NUMBER),
            Self::Loop => Err(LOOP.map(str::to_owned).to_vec()),
            Self::Tuple(kinds) => match name {
                "grouper" => Ok(kinds.first().cloned().unwrap_or(Self::Any)),
                "list" => Ok(kinds.get(1).cloned().unwrap_or(Self::Any)),
                _ => Err(Vec::new()),
            },
            Self::Macro(..) => match name {
                "name" | "arguments" | "caller" => Ok(Self::Any),
                _ => Err(vec!["name".to_owned(), "arguments".to_owned(), "caller".to_owned()]),
            },
            Self::Plain(_) | Self::List(_) => Err(Vec::new()),
        }
    }

    /// What a loop over it sees; `None` if there is no such loop.
    pub(super) fn element(&self) -> Option<Known<'a>> {
        match self {
            Self::List(inner) => Some((**inner).clone()),
            Self::Maybe(inner) => inner.element(),
            Self::Tuple(kinds) => Some(kinds.iter().cloned().reduce(Self::or).unwrap_or(Self::Any)),
            Self::Object(_) | Self::Made(_) => Some(TEXT),
            Self::Any | Self::Unsure => Some(Self::Any),
            Self::Plain(_) | Self::Loop | Self::Macro(..) => None,
        }
    }

    /// What is known of a value that is one of two.
    pub(super) fn or(self, other: Known<'a>) -> Known<'a> {
        match (self, other) {
            (Self::Unsure, _) | (_, Self::Unsure) => Self::Unsure,
            (Self::Plain(one), Self::Plain(other)) if one == other => Self::Plain(one),
            (Self::Object(one), Self::Object(other)) if std::ptr::eq(one, other) => Self::Object(one),
            (Self::List(one), Self::List(other)) => Self::List(Box::new(one.or(*other))),
            (Self::Maybe(one), other) | (other, Self::Maybe(one)) => Self::Maybe(Box::new(one.or(other))),
            (Self::Macro(one, at), Self::Macro(other, _)) if std::ptr::eq(one, other) => Self::Macro(one, at),
            _ => Self::Any,
        }
    }

    /// The same, if it is there.
    pub(super) fn there(self) -> Known<'a> {
        match self {
            Self::Maybe(inner) => *inner,
            other => other,
        }
    }

    /// In words.
    pub(super) fn words(&self) -> &'static str {
        match self {
            Self::Plain(words) => words,
            Self::List(_) | Self::Tuple(_) => "a list",
            Self::Maybe(inner) => inner.words(),
            Self::Macro(..) => "a macro",
            Self::Any | Self::Unsure | Self::Object(_) | Self::Made(_) | Self::Loop => "an object",
        }
    }
}
