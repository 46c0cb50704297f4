//! The constants of the client: its server, and the ways to say who is asking.

use proc_macro2::TokenStream;
use quote::quote;

use crate::plan::{Api, Scheme, SchemeKind};

/// `SERVER`, and `SCHEMES` if there are any.
pub(super) fn constants(api: &Api) -> Vec<TokenStream> {
    let url = &api.server;
    let variables = api.variables.iter().map(|variable| {
        let (wire, default) = (&variable.wire, &variable.default);
        quote!((#wire, #default))
    });
    let server = quote! {
        const SERVER: runtime::Server = runtime::Server { template: #url, variables: &[#(#variables),*] };
    };
    let schemes = (!api.schemes.is_empty()).then(|| {
        let schemes = api.schemes.iter().map(scheme);
        quote!(const SCHEMES: &[runtime::Scheme] = &[#(#schemes),*];)
    });
    std::iter::once(server).chain(schemes).collect()
}

fn scheme(scheme: &Scheme) -> TokenStream {
    let wire = &scheme.wire;
    let kind = match &scheme.kind {
        SchemeKind::Bearer => quote!(Bearer),
        SchemeKind::Basic => quote!(Basic),
        SchemeKind::Header(name) => quote!(Header(#name)),
        SchemeKind::Query(name) => quote!(Query(#name)),
        SchemeKind::Cookie(name) => quote!(Cookie(#name)),
    };
    quote!(runtime::Scheme { name: #wire, kind: runtime::SchemeKind::#kind })
}
