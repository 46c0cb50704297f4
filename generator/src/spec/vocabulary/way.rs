//! How a schema is a part of another one.

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
    /// `contentSchema`
    Content,
    /// A word that is not known to lead to a schema.
    Word(String),
}
