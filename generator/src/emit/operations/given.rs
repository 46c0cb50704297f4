//! Values that callers gave, in a method of the request, and values in a response.

use proc_macro2::TokenStream;
use quote::quote;

use super::super::types::{Scope, ident};
use crate::plan::{Given, Operation, ParameterId, PollStep};

/// The place of a value in the request.
pub(super) fn given(operation: &Operation, value: Given, scope: Scope<'_>) -> TokenStream {
    match value {
        Given::Parameter(id) => parameter(operation, id),
        Given::Field(id) => {
            let (field, _) = scope.field(id);
            quote!(self.body.#field)
        }
    }
}

/// The place of a parameter in the request.
pub(super) fn parameter(operation: &Operation, ParameterId(place): ParameterId) -> TokenStream {
    let name = ident(&operation.parameters[place].name);
    quote!(self.#name)
}

/// Whether a value is copied rather than cloned.
pub(super) fn is_copied(operation: &Operation, value: Given, scope: Scope<'_>) -> bool {
    match value {
        Given::Parameter(id) => is_copy(operation, id),
        Given::Field(id) => scope.is_copy(id),
    }
}

/// Whether a parameter is copied rather than cloned.
pub(super) fn is_copy(operation: &Operation, ParameterId(place): ParameterId) -> bool {
    operation.parameters[place].ty.is_copy()
}

/// One step into a response, as an expression goes on with it.
pub(super) fn step(step: PollStep, scope: Scope<'_>) -> TokenStream {
    match step {
        PollStep::Field(id) => match scope.field(id) {
            (name, true) => quote!(.#name),
            (name, false) => quote!(.#name.as_ref()?),
        },
        PollStep::First => quote!(.first()?),
    }
}
