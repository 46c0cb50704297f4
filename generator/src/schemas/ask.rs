//! What a shape may ask while the graph is built: about other nodes, which are built for the answer.

use std::collections::BTreeMap;
use std::rc::Rc;

use super::merge::{MadeOf, Merged};
use super::node::Shape;
use super::origin::{NodeId, Role};
use crate::config::Config;
use crate::pointer::Pointer;
use crate::spec::{Annotations, Fault, Inheritance, Schema};
use serde_json::Value;

/// The builder, as shapes see it.
pub(super) trait Ask<'a> {
    fn config(&self) -> &Config;

    /// What `client.toml` says of single schemas.
    fn annotations(&self) -> &'a Annotations;

    /// Which schemas extend which.
    fn inheritance(&self) -> &Inheritance<'a>;

    /// The node of the schema at a place.
    fn at(&mut self, at: &Pointer) -> NodeId;

    /// The place in the document that a node comes from.
    fn place(&self, id: NodeId) -> Pointer;

    /// The schema as the document has it.
    fn written(&mut self, id: NodeId) -> Option<Rc<Schema<'a>>>;

    /// The JSON at a place.
    fn value(&self, at: &Pointer) -> Option<&'a Value>;

    /// Makes a node from another one. A node above it that is made of the same schemas is that node: schemas that lead back to
    /// themselves would be merged for ever.
    fn make(&mut self, of: NodeId, role: Role, source: MadeOf) -> NodeId;

    /// Says all about a node that was made with nothing.
    fn complete(&mut self, merged: Merged<'a>, shape: Shape);

    /// Follows references, and wrappers that only describe or limit, to the node that defines the type.
    fn site(&mut self, id: NodeId) -> Result<NodeId, Fault>;

    /// What the parts of a node say together.
    fn stated(&mut self, id: NodeId) -> Result<Rc<Merged<'a>>, Fault>;

    /// The same, after its branches have turned out to be one record.
    fn merged(&mut self, id: NodeId) -> Result<Rc<Merged<'a>>, Fault>;

    /// What the type of a node is. References are followed.
    fn shape(&mut self, id: NodeId) -> Result<Rc<Shape>, Fault>;

    /// Lists and maps → how many of them stand in each other.
    fn levels(&mut self) -> &mut BTreeMap<NodeId, Option<usize>>;
}
