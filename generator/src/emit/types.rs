//! How each type is spelled, and how an argument becomes a value of it.

use proc_macro2::{Ident, Span, TokenStream};
use quote::quote;

use crate::plan::{Api, Field, FieldId, Group, Model, ModelId, Operation, OperationId, Presence, Type};

/// An identifier; names in the IR are valid by construction.
pub(super) fn ident(name: &str) -> Ident {
    Ident::new(name, Span::call_site())
}

/// Where types are spelled: which there are, and how they are named from there.
#[derive(Clone, Copy)]
pub(crate) struct Scope<'a> {
    api: &'a Api,
    /// Whether it is a file of `models`, which imports what it names.
    is_inside: bool,
}

impl<'a> Scope<'a> {
    /// A file of `models`.
    pub(super) fn inside(api: &'a Api) -> Self {
        Self { api, is_inside: true }
    }

    /// Any other file.
    pub(crate) fn elsewhere(api: &'a Api) -> Self {
        Self { api, is_inside: false }
    }

    /// A generated type.
    pub(super) fn model(self, id: ModelId) -> &'a Model {
        &self.api.models[id]
    }

    /// An operation, with its group.
    pub(super) fn operation(self, id: OperationId) -> (&'a Group, &'a Operation) {
        self.api.operation(id)
    }

    /// The Rust name of a field, and whether it is the value itself, without an `Option` around it.
    pub(super) fn field(self, id: FieldId) -> (Ident, bool) {
        match self.api.field(id) {
            Some(field) => (ident(&field.name), field.presence.is_plain()),
            None => (ident("_"), true),
        }
    }

    /// What a field is called on the wire.
    pub(super) fn wire(self, id: FieldId) -> &'a str {
        self.api.field(id).map_or("", Field::wire)
    }

    /// Whether the value of a field is copied rather than cloned.
    pub(super) fn is_copy(self, id: FieldId) -> bool {
        self.api.field(id).is_some_and(|field| field.ty.is_copy())
    }

    /// Whether the value of a field is a text.
    pub(super) fn is_text(self, id: FieldId) -> bool {
        self.api.field(id).is_some_and(|field| field.ty == Type::Text)
    }

    /// Whether a value of this type holds something that can be checked against limits.
    pub(super) fn checks(self, ty: &Type) -> bool {
        ty.checked_model().is_some_and(|id| self.api.models[id].checked)
    }

    /// The identifier of a generated type.
    pub(super) fn ident(self, id: ModelId) -> Ident {
        ident(&self.api.models[id].name)
    }
}

/// The type as it is spelled.
pub(crate) fn spell(ty: &Type, scope: Scope<'_>) -> TokenStream {
    let of = |inner: &Type| spell(inner, scope);
    match ty {
        Type::Bool => quote!(bool),
        Type::I32 => quote!(i32),
        Type::I64 => quote!(i64),
        Type::U32 => quote!(u32),
        Type::U64 => quote!(u64),
        Type::F64 => quote!(f64),
        Type::Number => runtime("Number", scope),
        Type::Text => quote!(String),
        Type::Secret => runtime("Secret", scope),
        // With a path everywhere: schemas are called so, too.
        Type::Base64 => quote!(runtime::Base64),
        Type::Base64Url => quote!(runtime::Base64Url),
        Type::Upload => quote!(runtime::Upload),
        Type::Json => quote!(serde_json::Value),
        Type::JsonObject => quote!(serde_json::Map<String, serde_json::Value>),
        Type::Empty => runtime("Empty", scope),
        Type::Path(path) => path.parse().unwrap_or_else(|_| quote!(serde_json::Value)),
        Type::Model(id) => model(*id, scope),
        Type::List(inner) => {
            let inner = of(inner);
            quote!(Vec<#inner>)
        }
        Type::Map(inner) => {
            let inner = of(inner);
            quote!(BTreeMap<String, #inner>)
        }
        Type::Quoted(inner) => of(inner),
        Type::Time => quote!(time::OffsetDateTime),
        Type::Decimal => quote!(rust_decimal::Decimal),
        Type::Optional(inner) => {
            let inner = of(inner);
            quote!(Option<#inner>)
        }
        Type::Boxed(inner) => {
            let inner = of(inner);
            quote!(Box<#inner>)
        }
        Type::Set(inner) => generic("Set", inner, scope),
        Type::SetOrNull(inner) => generic("SetOrNull", inner, scope),
        Type::SetOrChange(inner) => generic("SetOrChange", inner, scope),
    }
}

fn model(id: ModelId, scope: Scope<'_>) -> TokenStream {
    let name = scope.ident(id);
    if scope.is_inside {
        quote!(#name)
    } else {
        quote!(models::#name)
    }
}

fn runtime(name: &str, scope: Scope<'_>) -> TokenStream {
    let name = ident(name);
    if scope.is_inside {
        quote!(#name)
    } else {
        quote!(runtime::#name)
    }
}

fn generic(name: &str, inner: &Type, scope: Scope<'_>) -> TokenStream {
    let (outer, inner) = (runtime(name, scope), spell(inner, scope));
    quote!(#outer<#inner>)
}

/// The type of a whole body that other code reads: what may be quoted in it says so.
pub(super) fn whole(ty: &Type, scope: Scope<'_>) -> TokenStream {
    let spelled = spell(ty, scope);
    match ty.is_quoted() {
        true => quote!(crate::runtime::Quoted<#spelled>),
        false => spelled,
    }
}

/// The type of a field, with its presence.
pub(crate) fn field_type(field: &Field, scope: Scope<'_>) -> TokenStream {
    with_presence(field, spell(&field.ty, scope), scope)
}

/// The type of a field whose value is spelled like this.
pub(super) fn with_presence(field: &Field, ty: TokenStream, scope: Scope<'_>) -> TokenStream {
    match field.presence {
        Presence::Required | Presence::Implied(_) => ty,
        Presence::RequiredNullable | Presence::Optional => quote!(Option<#ty>),
        Presence::Nullable => {
            let outer = runtime("Nullable", scope);
            quote!(#outer<#ty>)
        }
    }
}
