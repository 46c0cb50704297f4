//! What the graph holds of a schema, and the closed list of what a type can be.

use std::rc::Rc;

use super::merge::Merged;
use super::origin::NodeId;
use crate::plan::{Criterion, Strategy, Type, ValueKind};
use crate::spec::{Fault, Schema};

/// A schema of the document, or one that is made from others.
#[derive(Clone, Debug)]
pub(crate) struct Node<'a> {
    /// The node that defines the type: this one, or what references and wrappers lead to.
    pub site: Result<NodeId, Fault>,
    /// The schema as the document has it.
    pub written: Option<Rc<Schema<'a>>>,
    /// What all parts say together.
    pub merged: Result<Rc<Merged<'a>>, Fault>,
    /// What the type is.
    pub shape: Result<Rc<Shape>, Fault>,
    /// The values of a record's other keys.
    pub rest: Option<NodeId>,
    /// What a record has fields for.
    pub slots: Result<Vec<Slot>, Fault>,
    /// The property that is no field of a record because the unions that hold it write it.
    pub tag: Option<String>,
}

/// What a type is.
#[derive(Clone, Debug)]
pub(crate) enum Shape {
    /// Any JSON value.
    Any,
    /// Only `null`.
    Null,
    /// A type that needs no name.
    Scalar(Type),
    /// Named texts.
    TextEnum(Vec<String>),
    /// A list of a node; of anything without one.
    List(Option<NodeId>),
    /// A map to a node.
    Map(NodeId),
    /// An object of anything.
    Free,
    /// The empty object.
    Empty,
    /// A struct.
    Record,
    /// `{set}`, `{setNull}`, `{add, remove}`.
    Patch(Patch),
    /// One of several.
    Union(UnionShape),
    /// One of several properties of a record, which has a field for all of them.
    Group(UnionShape),
}

impl Shape {
    /// The JSON kind; `Any` if it may be of several.
    pub(crate) fn kind(&self) -> ValueKind {
        match self {
            Self::Any => ValueKind::Any,
            Self::Union(choice) | Self::Group(choice) => choice.kind,
            Self::Null => ValueKind::Null,
            Self::Scalar(Type::Bool) => ValueKind::Bool,
            Self::Scalar(Type::I32 | Type::I64 | Type::U32 | Type::U64 | Type::F64 | Type::Number) => ValueKind::Number,
            Self::Scalar(Type::Quoted(number)) if matches!(**number, Type::F64 | Type::Decimal) => ValueKind::Number,
            Self::Scalar(_) | Self::TextEnum(_) => ValueKind::Text,
            Self::List(_) => ValueKind::List,
            Self::Map(_) | Self::Free | Self::Empty | Self::Record | Self::Patch(_) => ValueKind::Object,
        }
    }
}

impl Shape {
    /// What a list, a map or a change of a field holds.
    pub(crate) fn held(&self) -> Option<NodeId> {
        match self {
            Self::List(held) => *held,
            Self::Map(held) | Self::Patch(Patch::Set(held) | Patch::SetOrNull(held) | Patch::SetOrChange(held)) => {
                Some(*held)
            }
            _ => None,
        }
    }
}

/// A change of one field; the node is that of the new value (for lists: of the list).
#[derive(Clone, Debug)]
pub(crate) enum Patch {
    /// `{set: T}`
    Set(NodeId),
    /// `{set: T}` or `{setNull: true}`
    SetOrNull(NodeId),
    /// `{set: [T]}` or `{add: [T], remove: [T]}`; the node is that of `T`.
    SetOrChange(NodeId),
}

impl Patch {
    /// A record of `set` and nothing else.
    pub(super) fn of_record(merged: &Merged) -> Option<Self> {
        match merged.properties.as_slice() {
            [(name, parts)] if name == "set" => parts.first().copied().map(Self::Set),
            _ => None,
        }
    }
}

/// A union with its branches told apart.
#[derive(Clone, Debug)]
pub(crate) struct UnionShape {
    pub branches: Vec<Branch>,
    pub tag: Option<String>,
    pub strategy: Strategy,
    /// The JSON kind of all branches; `Any` where they differ.
    pub kind: ValueKind,
}

/// One branch of a union.
#[derive(Clone, Debug)]
pub(crate) struct Branch {
    /// The branch as a whole.
    pub site: NodeId,
    /// The branch as the document lists it: without what stands beside the choice.
    pub listed: NodeId,
    /// What the variant holds: the branch, or the value below its deciding key.
    pub payload: NodeId,
    /// How it is recognised.
    pub criterion: Criterion,
}

/// What a branch that a tag gives away holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Holding {
    /// Nothing but the tag, which is no field.
    OnlyTag,
    /// An object without the tag, which is no field.
    Untagged,
    /// An object in which the tag may be missing or that of another branch.
    Loose,
    /// An object in which the tag is what it must be.
    Whole,
}

impl Branch {
    pub(super) fn new(site: NodeId) -> Self {
        Self {
            payload: site,
            listed: site,
            site,
            criterion: Criterion::Trial(Vec::new()),
        }
    }
}

/// A property of a merged schema.
#[derive(Clone, Debug)]
pub(crate) struct Property {
    pub wire: String,
    pub at: NodeId,
    pub required: bool,
    pub read_only: bool,
    pub write_only: bool,
}

impl Property {
    /// Whether it travels that way.
    pub(crate) fn travels(&self, direction: Direction) -> bool {
        match direction {
            Direction::Read => !self.write_only || self.read_only,
            Direction::Write => !self.read_only || self.write_only,
        }
    }
}

/// A group of properties.
#[derive(Clone, Debug)]
pub(crate) struct PropertyGroup {
    /// What the author calls it.
    pub name: String,
    /// The node of its type.
    pub site: NodeId,
    /// Its properties.
    pub arms: Vec<Property>,
    /// Whether one of them must be there.
    pub required: bool,
}

/// What a record has fields for.
#[derive(Clone, Debug)]
pub(crate) enum Slot {
    /// A property.
    Property(Property),
    /// A group of properties.
    Group(PropertyGroup),
}

impl Slot {
    /// Whether it travels that way; a group travels both ways.
    pub(crate) fn travels(&self, direction: Direction) -> bool {
        match self {
            Self::Property(property) => property.travels(direction),
            Self::Group(_) => true,
        }
    }

    /// The node of its value.
    pub(crate) fn at(&self) -> NodeId {
        match self {
            Self::Property(property) => property.at,
            Self::Group(group) => group.site,
        }
    }
}

/// Which way a value travels.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Direction {
    /// From the service to the caller.
    Read,
    /// From the caller to the service.
    Write,
}
