//! The way from a schema to one that is a part of it.

use crate::pointer::Pointer;

/// A step from a schema to one of its parts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Step {
    /// How the part belongs to the schema.
    pub way: Way,
    /// Where the part stands.
    pub at: Pointer,
}

/// How a part belongs to its schema.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Way {
    /// `properties`, by name.
    Property(String),
    /// `items`
    Items,
    /// `prefixItems`, by position.
    Position,
    /// `additionalProperties` or `unevaluatedProperties`
    Values,
    /// `patternProperties`
    Pattern,
    /// `allOf`, by position.
    Member(String),
    /// `oneOf` or `anyOf`, by position.
    Branch(usize),
    /// `then`, `else`, or the key of `dependentSchemas`.
    Condition(String),
    /// `$defs` or `definitions`, by name.
    Definition(String),
    /// `not`
    Not,
    /// A word that is not known to lead to a schema.
    Word(String),
}

/// The steps to a place, whose first words lead to the outermost schema.
pub(super) fn read(place: &Pointer, words: &[&str], first: usize) -> Vec<Step> {
    let (mut out, mut used) = (Vec::new(), first);
    while used < words.len() {
        let (way, count) = next(&words[used..]);
        used += count;
        out.push(Step {
            way,
            at: place.first(used),
        });
    }
    out
}

/// The next step, and how many words that is.
fn next(words: &[&str]) -> (Way, usize) {
    if let ["oneOf" | "anyOf", index, ..] = words
        && let Ok(index) = index.parse()
    {
        return (Way::Branch(index), 2);
    }
    match words {
        ["properties", key, ..] => (Way::Property((*key).to_owned()), 2),
        ["items", ..] => (Way::Items, 1),
        ["prefixItems", _, ..] => (Way::Position, 2),
        ["additionalProperties" | "unevaluatedProperties", ..] => (Way::Values, 1),
        ["patternProperties", _, ..] => (Way::Pattern, 2),
        ["allOf", index, ..] => (Way::Member((*index).to_owned()), 2),
        [condition @ ("then" | "else"), ..] => (Way::Condition((*condition).to_owned()), 1),
        ["dependentSchemas", key, ..] => (Way::Condition((*key).to_owned()), 2),
        ["$defs" | "definitions", name, ..] => (Way::Definition((*name).to_owned()), 2),
        ["not", ..] => (Way::Not, 1),
        [word, ..] => (Way::Word((*word).to_owned()), 1),
        [] => (Way::Word(String::new()), 1),
    }
}
