//! What the value of an extension looks like: one description for those who read it, for its reference page and for editors.

use std::fmt;

use serde_json::{Map, Value};

use crate::diag::Expected;

/// The form of a value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ValueForm {
    /// A text.
    Text,
    /// `true` or `false`.
    Boolean,
    /// `false`, which says that something does not hold.
    No,
    /// `true`.
    Yes,
    /// An integer, at least this one.
    Whole(u64),
    /// One of these words.
    Word(&'static [&'static str]),
    /// A list of texts.
    Texts,
    /// A list of HTTP statuses.
    Statuses,
    /// An object of texts.
    TextMap,
    /// An object with one key, whose value is an integer.
    Setting,
    /// An object whose keys are names of the document, with any values.
    Values,
    /// An object with these keys and no others.
    Object(&'static [Key]),
    /// An object whose keys are the author's, each with a value of this form.
    Named(&'static ValueForm),
    /// A value of one of these forms.
    Either(&'static [ValueForm]),
}

/// A key of an object.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Key {
    /// The key.
    pub name: &'static str,
    /// What stands there.
    pub form: ValueForm,
    /// Whether it must be there.
    pub is_needed: bool,
    /// What it says, as a part of a sentence.
    pub about: &'static str,
}

/// A key that may be there.
pub(super) const fn key(name: &'static str, form: ValueForm, about: &'static str) -> Key {
    Key {
        name,
        form,
        is_needed: false,
        about,
    }
}

/// A key that must be there.
pub(super) const fn needed(name: &'static str, form: ValueForm, about: &'static str) -> Key {
    Key {
        name,
        form,
        is_needed: true,
        about,
    }
}

impl ValueForm {
    /// What a value must be at least, if a type can say it: whoever reads other forms is stricter.
    pub fn expected(self) -> Option<Expected> {
        match self {
            Self::Text => Some(Expected::Text),
            Self::Boolean => Some(Expected::Boolean),
            Self::Texts | Self::Statuses => Some(Expected::List),
            Self::No | Self::Yes | Self::Whole(_) | Self::Word(_) | Self::TextMap | Self::Setting => None,
            Self::Values | Self::Object(_) | Self::Named(_) | Self::Either(_) => None,
        }
    }

    /// The keys of the object that a value may be.
    pub fn keys(self) -> &'static [Key] {
        match self {
            Self::Object(keys) => keys,
            Self::Named(inner) => inner.keys(),
            Self::Either(forms) => forms
                .iter()
                .map(|form| form.keys())
                .find(|keys| !keys.is_empty())
                .unwrap_or(&[]),
            Self::Text | Self::Boolean | Self::No | Self::Yes | Self::Whole(_) | Self::Word(_) => &[],
            Self::Texts | Self::Statuses | Self::TextMap | Self::Setting | Self::Values => &[],
        }
    }
}

impl ValueForm {
    /// Whether a value has this form.
    pub fn is_met_by(self, value: &Value) -> bool {
        let all =
            |list: &Value, test: &dyn Fn(&Value) -> bool| list.as_array().is_some_and(|list| list.iter().all(test));
        let each =
            |map: &Value, test: &dyn Fn(&Value) -> bool| map.as_object().is_some_and(|map| map.values().all(test));
        match self {
            Self::Text => value.is_string(),
            Self::Boolean => value.is_boolean(),
            Self::No => *value == Value::Bool(false),
            Self::Yes => *value == Value::Bool(true),
            Self::Whole(least) => value.as_u64().is_some_and(|number| number >= least),
            Self::Word(words) => value.as_str().is_some_and(|word| words.contains(&word)),
            Self::Texts => all(value, &Value::is_string),
            Self::Statuses => all(value, &|status| {
                status.as_u64().is_some_and(|status| (100..600).contains(&status))
            }),
            Self::TextMap => each(value, &Value::is_string),
            Self::Setting => value.as_object().is_some_and(|map| map.len() == 1) && each(value, &Value::is_u64),
            Self::Values => value.is_object(),
            Self::Object(keys) => value.as_object().is_some_and(|map| fits(keys, map)),
            Self::Named(inner) => each(value, &|value| inner.is_met_by(value)),
            Self::Either(forms) => forms.iter().any(|form| form.is_met_by(value)),
        }
    }
}

fn fits(keys: &[Key], map: &Map<String, Value>) -> bool {
    fault(keys, map).is_none()
}

/// What is wrong with the keys of an object.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KeysFault {
    /// It follows the name of the object: `has no key …`, `requires a string for …`, `needs …`.
    pub what: String,
    /// The keys that there are, if one is not among them.
    pub help: Option<String>,
}

/// The first thing that is wrong with the keys of an object.
pub fn fault(keys: &[Key], map: &Map<String, Value>) -> Option<KeysFault> {
    let said = |what: String| Some(KeysFault { what, help: None });
    for (name, value) in map {
        let Some(known) = keys.iter().find(|known| known.name == name) else {
            let names: Vec<&str> = keys.iter().map(|known| known.name).collect();
            return Some(KeysFault {
                what: format!("has no key `{name}`"),
                help: Some(format!("there are: {}", names.join(", "))),
            });
        };
        if let (ValueForm::Object(inner), Value::Object(map)) = (known.form, value)
            && let Some(KeysFault { what, help }) = fault(inner, map)
        {
            let what = format!("has `{name}`, which {what}");
            return Some(KeysFault { what, help });
        }
        if !known.form.is_met_by(value) {
            return said(format!("requires {} for `{name}`", known.form));
        }
    }
    let missing = keys.iter().find(|key| key.is_needed && !map.contains_key(key.name))?;
    said(format!("needs `{}`", missing.name))
}

/// For people, with its article.
impl fmt::Display for ValueForm {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Text => f.write_str("a string"),
            Self::Boolean => f.write_str("`true` or `false`"),
            Self::No => f.write_str("`false`"),
            Self::Yes => f.write_str("`true`"),
            Self::Whole(least) => write!(f, "an integer of at least {least}"),
            Self::Word(words) => either(f, words.iter().map(|word| format!("`{word}`"))),
            Self::Texts => f.write_str("a list of strings"),
            Self::Statuses => f.write_str("a list of HTTP statuses"),
            Self::TextMap => f.write_str("an object of strings"),
            Self::Setting => f.write_str("an object of one name and an integer of at least 0"),
            Self::Values => f.write_str("an object of names and values"),
            Self::Object([]) => f.write_str("an empty object"),
            Self::Object(keys) => {
                f.write_str("an object with ")?;
                let names = keys.iter().map(|key| format!("`{}`", key.name));
                f.write_str(&names.collect::<Vec<_>>().join(", "))
            }
            Self::Named(inner) => write!(f, "an object of names, each with {inner}"),
            Self::Either(forms) => either(f, forms.iter().map(Self::to_string)),
        }
    }
}

fn either(f: &mut fmt::Formatter<'_>, all: impl Iterator<Item = String>) -> fmt::Result {
    f.write_str(&all.collect::<Vec<_>>().join(" or "))
}
