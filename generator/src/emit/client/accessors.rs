//! The client itself: what it begins with, and an accessor for each group of operations.

use proc_macro2::{Literal, TokenStream};
use quote::quote;

use crate::emit::docs::{group_words, sentence};
use crate::emit::print::cfg;
use crate::emit::security::requirements;
use crate::emit::types::ident;
use crate::plan::{Api, FreshConnectionAfter, Group};

/// The type of the client, and its methods.
pub(super) fn client(api: &Api) -> Vec<TokenStream> {
    vec![definition(api), methods(api)]
}

fn definition(api: &Api) -> TokenStream {
    let docs = sentence("Makes requests. Cheap to clone: clones share connections, tokens and settings.");
    let unused = match (api.groups.is_empty(), cfg::condition(&api.parts)) {
        (true, _) => Some(quote!(#[allow(dead_code, reason = "the document has no operations")])),
        (false, Some(condition)) => {
            Some(quote!(#[cfg_attr(not(#condition), allow(dead_code, reason = "no part has operations"))]))
        }
        (false, None) => None,
    };
    quote! {
        #docs
        #[derive(Clone, Debug)]
        pub struct Client { #unused pub(crate) core: Core }
    }
}

fn methods(api: &Api) -> TokenStream {
    let settings = settings(api);
    let accessors = api.groups.iter().map(accessor);
    quote! {
        impl Client {
            /// Sets up a client.
            pub fn builder() -> ClientBuilder {
                const AGENT: &str = concat!(env!("CARGO_PKG_NAME"), "/", env!("CARGO_PKG_VERSION"));
                ClientBuilder { core: Core::builder(SERVER).user_agent(AGENT) #(#settings)* }
            }
            #(#accessors)*
        }
    }
}

fn accessor(group: &Group) -> TokenStream {
    let (name, ty) = (ident(&group.name), ident(&group.type_name));
    let docs = sentence(&group_words(group));
    let cfg = cfg::attribute(&group.parts);
    quote! {
        #docs
        #cfg
        pub fn #name(&self) -> operations::#name::#ty { operations::#name::#ty::new(&self.core) }
    }
}

/// The calls that set what the author or the document decides.
fn settings(api: &Api) -> Vec<TokenStream> {
    let settings = &api.settings;
    let mut out = Vec::new();
    out.extend(
        settings
            .request_id_header
            .iter()
            .map(|name| quote!(.request_id_header(#name))),
    );
    out.extend(
        settings
            .auto_retry_header
            .iter()
            .map(|name| quote!(.auto_retry_header(#name))),
    );
    if !settings.error_message_headers.is_empty() {
        let names = &settings.error_message_headers;
        out.push(quote!(.error_message_headers(&[#(#names),*])));
    }
    out.extend(settings.fresh_connection_after.iter().map(fresh_connection_after));
    out.extend(settings.upload_hosts.iter().map(|host| quote!(.upload_host(#host))));
    out.extend(settings.gzip_above.map(|bytes| {
        let bytes = Literal::u64_unsuffixed(bytes);
        quote!(.gzip_above(Some(#bytes)))
    }));
    if !api.schemes.is_empty() {
        out.push(quote!(.schemes(SCHEMES)));
    }
    out.extend(api.security.as_deref().map(|all| {
        let all = requirements(all);
        quote!(.default_security(#all))
    }));
    out
}

fn fresh_connection_after(after: &FreshConnectionAfter) -> TokenStream {
    let statuses = after.statuses.iter().map(|status| Literal::u16_unsuffixed(*status));
    let content_type = match &after.content_type {
        Some(media) => quote!(Some(#media)),
        None => quote!(None),
    };
    quote! {
        .fresh_connection_after(runtime::FreshConnectionAfter {
            statuses: &[#(#statuses),*],
            content_type: #content_type,
        })
    }
}
