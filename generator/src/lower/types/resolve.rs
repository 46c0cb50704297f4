//! The Rust type of a schema, by direction. A reference is a look-up of an id, so recursion needs no care here.

use super::declared::Declarations;
use crate::diag::{Code, Diagnostic, Diagnostics};
use crate::lower::names::named::Names;
use crate::lower::sites::{Twins, gap};
use crate::plan::Type;
use crate::schemas::{Direction, Graph, NodeId, Patch, Shape};
use crate::spec::Fault;

/// Everything that is known before the first type is built.
pub(in crate::lower) struct Types<'a, 'd> {
    pub graph: &'a Graph<'d>,
    pub twins: &'a Twins,
    pub declared: &'a Declarations,
    pub names: &'a Names,
}

impl Types<'_, '_> {
    /// The node that stands for the type of a node.
    pub(in crate::lower) fn site(&self, node: NodeId) -> Result<NodeId, Fault> {
        self.twins.site(self.graph, node)
    }

    /// The type of a node. What cannot be read is a free-form value and a gap.
    pub(in crate::lower) fn of(&self, node: NodeId, direction: Direction, diags: &mut Diagnostics) -> Type {
        let found = self.site(node);
        let found = found.and_then(|site| Ok((self.graph.shape(site)?, site)));
        let (shape, site) = match found {
            Ok(found) => found,
            Err(fault) => {
                diags.push(gap(&fault));
                return Type::Json;
            }
        };
        let mut of = |node: &NodeId| Box::new(self.of(*node, direction, diags));
        match shape {
            Shape::Any | Shape::Null => Type::Json,
            // A file that is only read is the text that stands in the JSON.
            Shape::Scalar(Type::Upload) if direction == Direction::Read => Type::Text,
            Shape::Scalar(ty) => ty.clone(),
            Shape::List(None) => Type::List(Box::new(Type::Json)),
            Shape::List(Some(items)) => Type::List(self.element(*items, of(items))),
            Shape::Map(values) => Type::Map(self.element(*values, of(values))),
            Shape::Free => Type::JsonObject,
            Shape::Empty => Type::Empty,
            Shape::Patch(Patch::Set(at)) => Type::Set(of(at)),
            Shape::Patch(Patch::SetOrNull(at)) => Type::SetOrNull(of(at)),
            Shape::Patch(Patch::SetOrChange(at)) => Type::SetOrChange(of(at)),
            Shape::Record | Shape::TextEnum(_) | Shape::Union(_) | Shape::Group(_) => {
                self.generated(site, direction, diags)
            }
        }
    }

    /// The type of a node that no field's presence speaks of, as an element of a list: null is `None`.
    pub(in crate::lower) fn or_null(&self, node: NodeId, direction: Direction, diags: &mut Diagnostics) -> Type {
        *self.element(node, Box::new(self.of(node, direction, diags)))
    }

    /// The generated type of a node. What is lost has been reported, where its type could not be built.
    fn generated(&self, site: NodeId, direction: Direction, diags: &mut Diagnostics) -> Type {
        if let Some(id) = self.declared.get(site, direction) {
            return Type::Model(id);
        }
        if !self.declared.lost.contains(&site) {
            let message = "no operation uses this schema, so it has no type";
            let place = self.graph.place(site);
            diags.push(Diagnostic::at(Code::UnreadableComponent, &place, message));
        }
        Type::Json
    }

    /// The type of an element of a list or a map, which may be null.
    fn element(&self, node: NodeId, ty: Box<Type>) -> Box<Type> {
        let nullable = self.graph.merged(node).is_ok_and(|merged| merged.nullable);
        if nullable && *ty != Type::Json {
            Box::new(Type::Optional(ty))
        } else {
            ty
        }
    }
}
