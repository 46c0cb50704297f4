//! The schemas that operations use at first hand.
//!
//! In: the operations of a document and what it sends by itself. Out: the places where the graph of its schemas begins.

use crate::pointer::Pointer;
use crate::spec::{Fault, Media, OperationSpec};

/// The places of the schemas of parameters, bodies and responses. What cannot be read has none.
pub(in crate::lower) fn roots(
    operations: &[Result<OperationSpec, Fault>],
    hooks: &[Result<OperationSpec, Fault>],
) -> Vec<Pointer> {
    let all = operations.iter().chain(hooks);
    let all = all.filter_map(|operation| operation.as_ref().ok());
    all.flat_map(of_operation).collect()
}

fn of_operation(spec: &OperationSpec) -> Vec<Pointer> {
    let parameters = spec.parameters.iter().filter_map(|parameter| parameter.schema.clone());
    let schema = |media: &Media| media.schema.clone();
    let body = spec.body.iter().flat_map(|body| &body.content).filter_map(schema);
    let responses = spec
        .responses
        .iter()
        .flat_map(|response| &response.content)
        .filter_map(schema);
    parameters.chain(body).chain(responses).collect()
}
