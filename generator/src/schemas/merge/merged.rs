//! The one schema that all parts of a node make together, and what can be asked of it.
//!
//! Must not read the document: it is filled by [`merge`](super::merge).

use std::rc::Rc;

use serde_json::{Number, Value};

use crate::pointer::Pointer;
use crate::schemas::formats;
use crate::schemas::origin::NodeId;
use crate::spec::{Additional, Discriminator, Fault, JsonType, Schema};

/// A branch as a choice lists it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Listed {
    pub node: NodeId,
    /// The type of values that it is for, if the schema has several.
    pub kind: Option<JsonType>,
    /// Whether it is what a base has itself, without its heirs.
    pub is_own: bool,
}

impl Listed {
    pub(super) fn new(node: NodeId) -> Self {
        Self {
            node,
            kind: None,
            is_own: false,
        }
    }

    pub(super) fn own(node: NodeId) -> Self {
        Self {
            is_own: true,
            ..Self::new(node)
        }
    }

    pub(super) fn of_type(node: NodeId, kind: JsonType) -> Self {
        Self {
            kind: Some(kind),
            ..Self::new(node)
        }
    }
}

/// What a value may be of the branches of a choice.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum ChoiceKind {
    /// One of them: `oneOf`, or the types of a schema.
    OneOf,
    /// One or several of them: `anyOf`.
    AnyOf,
    /// A base itself, or one of its heirs. The branches have what stands next to the choice.
    Heirs,
}

impl ChoiceKind {
    /// What a choice between some of the branches is, or between what they hold.
    pub(in crate::schemas) fn of_some(self) -> Self {
        match self {
            Self::AnyOf => Self::AnyOf,
            Self::OneOf | Self::Heirs => Self::OneOf,
        }
    }
}

/// A `oneOf` or `anyOf` of a merged schema, or its types where there are several.
#[derive(Clone, Debug)]
pub(crate) struct Choice<'a> {
    /// Where it is listed.
    pub at: Pointer,
    pub branches: Vec<Listed>,
    pub discriminator: Option<Discriminator<'a>>,
    /// Whether the branches only say which keys must be there, as in `anyOf: [{required: [a]}, {required: [b]}]`.
    pub only_requires: bool,
    pub kind: ChoiceKind,
}

/// What all parts of a site say together.
#[derive(Clone, Debug)]
pub(crate) struct Merged<'a> {
    pub id: NodeId,
    /// The place in the document that the node comes from.
    pub at: Pointer,
    pub kind: Option<(JsonType, Pointer)>,
    pub format: Option<&'a str>,
    pub values: Option<Vec<&'a Value>>,
    pub properties: Vec<(String, Vec<NodeId>)>,
    pub required: Vec<String>,
    pub additional: Additional,
    /// What each part says of the elements: that they are of one of these.
    pub items: Vec<Vec<NodeId>>,
    /// The elements by position, as the first part has them that has any.
    pub positions: Vec<NodeId>,
    /// The schema of the keys.
    pub names: Option<NodeId>,
    pub choices: Vec<Choice<'a>>,
    pub nullable: bool,
    pub only_null: bool,
    pub read_only: bool,
    pub write_only: bool,
    /// What the parts contradict each other in, though a type can be had that holds all of it.
    pub remarks: Vec<Fault>,
    /// The parts without their choices, outermost first: the base of each branch.
    pub parts: Vec<Rc<Schema<'a>>>,
}

impl<'a> Merged<'a> {
    /// What nothing says anything about yet.
    pub(in crate::schemas) fn of_nothing(id: NodeId, at: Pointer) -> Self {
        Self {
            id,
            at,
            kind: None,
            format: None,
            values: None,
            properties: Vec::new(),
            required: Vec::new(),
            additional: Additional::Unsaid,
            items: Vec::new(),
            positions: Vec::new(),
            names: None,
            choices: Vec::new(),
            nullable: false,
            only_null: false,
            read_only: false,
            write_only: false,
            remarks: Vec::new(),
            parts: Vec::new(),
        }
    }

    /// The kind that the schema says, or that its other keywords speak of.
    pub(crate) fn kind(&self) -> Option<JsonType> {
        self.kind
            .as_ref()
            .map(|(kind, _)| *kind)
            .or_else(|| self.implied_kind())
    }

    /// What the first part says that says anything of it, outermost first.
    pub(crate) fn first<T>(&self, read: impl Fn(&Schema<'a>) -> Option<T>) -> Option<T> {
        self.parts.iter().find_map(|part| read(part))
    }

    /// The first value of an extension, outermost first.
    pub(crate) fn extension(&self, name: &str) -> Option<&'a Value> {
        self.first(|part| part.extension(name))
    }

    /// Where the first keyword or extension of this name stands.
    pub(crate) fn place(&self, key: &str) -> Pointer {
        let part = self.parts.iter().find(|part| part.has(key));
        part.map_or(&self.at, |part| &part.at).key(key)
    }

    /// Whether keys that are no properties are part of the type.
    pub(crate) fn has_rest(&self) -> bool {
        matches!(self.additional, Additional::Typed(_) | Additional::Free)
    }

    /// Whether nothing but the empty object fits.
    pub(crate) fn is_empty_object(&self) -> bool {
        self.first(|part| part.object.max_properties).and_then(Number::as_u64) == Some(0)
    }

    fn implied_kind(&self) -> Option<JsonType> {
        let has = |test: fn(&Schema<'a>) -> bool| self.parts.iter().any(|part| test(part));
        if let Some(values) = &self.values {
            return kind_of(values);
        }
        // Also if what one part says of its properties rules out all of them.
        let names_keys = has(|part| !part.object.properties.is_empty());
        if names_keys || !self.properties.is_empty() || has(|part| part.object.limits_keys()) {
            Some(JsonType::Object)
        } else if !self.items.is_empty() {
            Some(JsonType::Array)
        } else if has(|part| !part.number.is_empty()) {
            Some(self.number_kind())
        } else if has(|part| !part.text.is_empty()) {
            Some(JsonType::String)
        } else {
            self.format.map(formats::implied)
        }
    }

    /// The kind of a number whose bounds are all that is known of it.
    fn number_kind(&self) -> JsonType {
        let numbers = [
            self.first(|part| part.number.minimum.map(|limit| limit.value)),
            self.first(|part| part.number.maximum.map(|limit| limit.value)),
            self.first(|part| part.number.multiple_of),
        ];
        let is_whole = |number: &Number| number.is_i64() || number.is_u64();
        match numbers.into_iter().flatten().all(is_whole) {
            true => JsonType::Integer,
            false => JsonType::Number,
        }
    }
}

impl Merged<'_> {
    /// Adds the type that a part says.
    pub(super) fn take_kind(&mut self, schema: &Schema) -> Result<(), Fault> {
        let Some(new) = schema.kind else { return Ok(()) };
        match &self.kind {
            None => self.kind = Some((new, schema.at.clone())),
            Some((JsonType::Number, _)) if new == JsonType::Integer => self.kind = Some((new, schema.at.clone())),
            Some((JsonType::Integer, _)) if new == JsonType::Number => {}
            Some((old, _)) if *old == new => {}
            Some((_, first)) => {
                let message = format!("nothing is of both types: {first} and {} exclude each other", schema.at);
                return Err(Fault::contradiction(schema.at.clone(), message));
            }
        }
        Ok(())
    }
}

fn kind_of(values: &[&Value]) -> Option<JsonType> {
    let all = |test: fn(&Value) -> bool| !values.is_empty() && values.iter().all(|value| test(value));
    if all(Value::is_string) {
        Some(JsonType::String)
    } else if all(Value::is_boolean) {
        Some(JsonType::Boolean)
    } else if all(|value| value.is_i64() || value.is_u64()) {
        Some(JsonType::Integer)
    } else if all(Value::is_number) {
        Some(JsonType::Number)
    } else {
        None
    }
}
