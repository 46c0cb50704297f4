//! The builder's setters that only some clients have.

use proc_macro2::TokenStream;
use quote::quote;

use crate::emit::docs::{code, comment, lines, paragraph, sentence, variable_words};
use crate::emit::types::{Scope, ident, spell};
use crate::plan::{Api, ClientWide, Home, RuntimeFeature, Scheme, SchemeKind, Type, Variable};

/// A setter for each variable of the server, and for each parameter that the client has a value for.
pub(super) fn variables(api: &Api) -> Vec<TokenStream> {
    let variables = api.variables.iter().map(variable);
    let scope = Scope::elsewhere(api);
    let client_wide = api.client_wide.iter().map(|parameter| client_wide(parameter, scope));
    variables.chain(client_wide).collect()
}

/// A setter for each credential, and for what servers and uploads of single operations need.
pub(super) fn credentials(api: &Api) -> Vec<TokenStream> {
    let mut out: Vec<TokenStream> = api.schemes.iter().filter_map(credential).collect();
    if api.settings.servers_of_operations {
        out.push(redirect_server());
    }
    if !api.settings.upload_hosts.is_empty() {
        out.push(upload_host(&api.settings.upload_hosts));
    }
    out
}

/// Setters for tokens that are fetched and renewed.
pub(super) fn tokens(api: &Api) -> Vec<TokenStream> {
    if !has_tokens(api) {
        return Vec::new();
    }
    vec![
        quote! {
            /// Asks the provider for the bearer token of each request.
            pub fn token_provider(self, provider: impl TokenProvider) -> Self {
                Self { core: self.core.token_provider(provider) }
            }
        },
        quote! {
            /// Gets bearer tokens by OAuth 2.0 client credentials: one token for all clones, fetched anew before it ends.
            pub fn client_credentials(self, credentials: ClientCredentials) -> Self {
                Self { core: self.core.client_credentials(credentials) }
            }
        },
    ]
}

/// Whether the client fetches tokens.
pub(super) fn has_tokens(api: &Api) -> bool {
    api.package.runtime_features.contains(&RuntimeFeature::Tokens)
}

/// The setter for the compression of bodies, if there are any.
pub(super) fn compression(api: &Api) -> Vec<TokenStream> {
    if !api.package.runtime_features.contains(&RuntimeFeature::Bodies) {
        return Vec::new();
    }
    let default = api
        .settings
        .gzip_above
        .map_or_else(|| "never".to_owned(), |bytes| bytes.to_string());
    let docs = sentence(&format!(
        "Compresses JSON bodies of more bytes than this; `None`: never. Default: {default}."
    ));
    vec![quote! {
        #docs
        pub fn gzip_above(self, bytes: Option<usize>) -> Self {
            Self { core: self.core.gzip_above(bytes) }
        }
    }]
}

fn variable(variable: &Variable) -> TokenStream {
    let (name, wire) = (ident(&variable.name), &variable.wire);
    let docs = sentence(&variable_words(variable));
    quote! {
        #docs
        pub fn #name(self, #name: impl Into<String>) -> Self {
            Self { core: self.core.variable(#wire, #name) }
        }
    }
}

fn client_wide(parameter: &ClientWide, scope: Scope<'_>) -> TokenStream {
    let (name, wire) = (ident(&parameter.name), &parameter.wire);
    let (place, set) = match parameter.home {
        Home::Header => ("header", ident("client_header")),
        // No other place has them.
        Home::Query | Home::Path | Home::QueryString | Home::Cookie => ("query parameter", ident("client_query")),
    };
    let own = lines(&parameter.docs);
    let mut docs = vec![format!(
        "Sets the {place} {} for all requests that have it and do not set it themselves.",
        code(wire)
    )];
    if !own.is_empty() {
        docs.push(String::new());
        docs.extend(own);
    }
    let docs = comment(docs);
    if parameter.ty == Type::Secret {
        let scheme = parameter.scheme.iter();
        let key = scheme.map(|scheme| quote!(.api_key(#scheme, #name.clone())));
        return quote! {
            #docs
            pub fn #name(self, #name: impl Into<Secret>) -> Self {
                let #name: Secret = #name.into();
                Self { core: self.core #(#key)* .#set(#wire, &#name) }
            }
        };
    }
    let (ty, value) = match &parameter.ty {
        Type::Text => (quote!(impl AsRef<str>), quote!(#name.as_ref())),
        ty => (spell(ty, scope), quote!(&#name)),
    };
    quote! {
        #docs
        pub fn #name(self, #name: #ty) -> Self {
            Self { core: self.core.#set(#wire, #value) }
        }
    }
}

fn credential(scheme: &Scheme) -> Option<TokenStream> {
    let (setter, wire) = (ident(scheme.setter.as_deref()?), &scheme.wire);
    let words = match &scheme.kind {
        SchemeKind::Bearer | SchemeKind::Basic => "Name and password of the caller.".to_owned(),
        SchemeKind::Header(name) => travels("header", name),
        SchemeKind::Query(name) => travels("query parameter", name),
        SchemeKind::Cookie(name) => travels("cookie", name),
    };
    let own = lines(&scheme.docs);
    let docs = comment(if own.is_empty() { vec![words] } else { own });
    Some(match &scheme.kind {
        SchemeKind::Basic => quote! {
            #docs
            pub fn #setter(self, user: impl Into<String>, password: impl Into<Secret>) -> Self {
                Self { core: self.core.basic(#wire, user, password) }
            }
        },
        SchemeKind::Bearer | SchemeKind::Header(_) | SchemeKind::Query(_) | SchemeKind::Cookie(_) => quote! {
            #docs
            pub fn #setter(self, key: impl Into<Secret>) -> Self {
                Self { core: self.core.api_key(#wire, key) }
            }
        },
    })
}

fn travels(home: &str, name: &str) -> String {
    format!("The key that travels in the {home} {}.", code(name))
}

fn redirect_server() -> TokenStream {
    let docs = sentence(
        "Replaces the server that single operations have for themselves: `declared` is its URL in the document, holes and all.",
    );
    quote! {
        #docs
        pub fn redirect_server(self, declared: &str, url: impl Into<String>) -> Self {
            Self { core: self.core.redirect_server(declared, url) }
        }
    }
}

fn upload_host(hosts: &[String]) -> TokenStream {
    let hosts: String = hosts.iter().map(|host| format!(", `{host}`")).collect();
    let docs = paragraph(&format!(
        "Allows uploads to this host at URLs that the service names: `files.example.net`, or `*.files.example.net` for all hosts \
         below it. Without it: the hosts of the service{hosts}."
    ));
    quote! {
        #docs
        pub fn upload_host(self, host: impl AsRef<str>) -> Self {
            Self { core: self.core.upload_host(host) }
        }
    }
}
