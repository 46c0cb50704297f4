//! How to wait for the end of what an operation starts.

use proc_macro2::TokenStream;
use quote::quote;

use super::super::types::{Scope, ident};
use super::given::{is_copy, parameter, step};
use crate::plan::{Operation, PollArgument, Polling};

/// How to wait for the end of what an operation starts.
pub(super) fn polling(operation: &Operation, polling: &Polling, scope: Scope<'_>) -> TokenStream {
    let name = ident(&operation.type_name);
    let (group, ask) = scope.operation(polling.ask);
    let (group, handle) = (ident(&group.name), ident(&group.type_name));
    let (method, request) = (ident(&ask.name), ident(&ask.type_name));
    let arguments = polling.arguments.iter().map(|one| argument(operation, one, scope));
    let is_answered = |argument: &PollArgument| matches!(argument, PollArgument::Answered(..));
    let started = match polling.arguments.iter().any(is_answered) {
        true => ident("started"),
        false => ident("_started"),
    };
    let (status, _) = scope.field(polling.status);
    let (running, failed) = (&polling.running, &polling.failed);
    let failed = (!failed.is_empty()).then(|| quote!(#(#failed)|* => runtime::Standing::Failed,));
    quote! {
        impl runtime::Pollable for #name {
            type Ask = crate::operations::#group::#request;
            #[inline]
            fn ask(&self, #started: &Self::Output) -> Option<Self::Ask> {
                let handle = crate::operations::#group::#handle::new(self.call.core());
                let mut question = handle.#method(#(#arguments),*);
                Operation::call_mut(&mut question).clone_from(&self.call);
                Some(question)
            }
            #[inline]
            fn standing(response: &<Self::Ask as Operation>::Output) -> runtime::Standing {
                match response.#status.as_str() {
                    #(#running)|* => runtime::Standing::Running,
                    #failed
                    _ => runtime::Standing::Done,
                }
            }
        }
    }
}

fn argument(operation: &Operation, argument: &PollArgument, scope: Scope<'_>) -> TokenStream {
    let (value, is_copy) = match argument {
        PollArgument::Own(id) => (parameter(operation, *id), is_copy(operation, *id)),
        PollArgument::Answered(steps, ty) => {
            let steps = steps.iter().map(|one| step(*one, scope));
            (quote!(started #(#steps)*), ty.is_copy())
        }
    };
    if is_copy { value } else { quote!(#value.clone()) }
}
