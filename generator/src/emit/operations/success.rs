//! What an operation declares about its successes, for the runtime to compare responses with.

use proc_macro2::TokenStream;
use quote::quote;

use crate::plan::{Operation, StatusPattern, SuccessRule};

/// The constant that declares them; nothing where the comparison would have no effect.
pub(super) fn facts(operation: &Operation) -> Option<TokenStream> {
    let each = operation.successes.iter().map(|success| {
        let (status, media_types) = (words(success.status), &success.media_types);
        quote!((#status, &[#(#media_types),*]))
    });
    let declared = match operation.successes.is_empty() {
        true => quote!(runtime::Success::UNDECLARED),
        false => quote!(runtime::Success::of(&[#(#each),*])),
    };
    let rule = match operation.success_rule {
        SuccessRule::Forgiving if operation.successes.is_empty() => return None,
        SuccessRule::Forgiving => quote!(),
        SuccessRule::Declared => quote!(.exact()),
        SuccessRule::Any => quote!(.any()),
    };
    operation
        .compares_success()
        .then(|| quote!(const SUCCESS: runtime::Success = #declared #rule;))
}

/// A status as the runtime reads it.
fn words(status: StatusPattern) -> String {
    match status {
        StatusPattern::Code(code) => code.to_string(),
        StatusPattern::Range(digit) => format!("{digit}XX"),
        StatusPattern::Default => "default".to_owned(),
    }
}
