//! Expressions for what stands in a page, however deep and whatever may be missing on the way.

use proc_macro2::TokenStream;
use quote::quote;

use super::super::super::types::Scope;
use crate::plan::FieldId;

/// A value in `page`, to be borrowed.
pub(super) enum Reach {
    /// It is there: a `T`.
    There(TokenStream),
    /// It is a field that may be missing: an `Option<T>`.
    Optional(TokenStream),
    /// It may be missing, and so may what it is in: an `Option<&T>`.
    Borrowed(TokenStream),
}

impl Reach {
    /// The value at the end of a way.
    pub(super) fn of(way: &[FieldId], scope: Scope<'_>) -> Self {
        way.iter()
            .fold(Self::There(quote!(page)), |owner, id| owner.step(*id, scope))
    }

    fn step(self, id: FieldId, scope: Scope<'_>) -> Self {
        let (field, is_there) = scope.field(id);
        let owner = match self {
            Self::There(owner) if is_there => return Self::There(quote!(#owner.#field)),
            Self::There(owner) => return Self::Optional(quote!(#owner.#field)),
            Self::Optional(owner) => quote!(#owner.as_ref()),
            Self::Borrowed(owner) => owner,
        };
        Self::Borrowed(match is_there {
            true => quote!(#owner.map(|it| &it.#field)),
            false => quote!(#owner.and_then(|it| it.#field.as_ref())),
        })
    }

    /// A text or a number, as an `Option<String>`.
    pub(super) fn text(self, is_text: bool) -> TokenStream {
        match (self, is_text) {
            (Self::There(value), true) => quote!(Some(#value.clone())),
            (Self::There(value), false) => quote!(Some(#value.to_string())),
            (Self::Optional(value), true) => quote!(#value.clone()),
            (Self::Borrowed(value), true) => quote!(#value.cloned()),
            (Self::Optional(value) | Self::Borrowed(value), false) => quote!(#value.map(|next| next.to_string())),
        }
    }

    /// A boolean; `false` if it is missing.
    pub(super) fn flag(self) -> TokenStream {
        match self {
            Self::There(value) => value,
            Self::Optional(value) => quote!(#value.unwrap_or(false)),
            Self::Borrowed(value) => quote!(#value.copied().unwrap_or(false)),
        }
    }

    /// An integer, as an `Option<u64>`.
    pub(super) fn number(self) -> TokenStream {
        match self {
            Self::There(value) => quote!(runtime::PageFacts::count(#value)),
            Self::Optional(value) => quote!(#value.and_then(runtime::PageFacts::count)),
            Self::Borrowed(value) => quote!(#value.copied().and_then(runtime::PageFacts::count)),
        }
    }
}

/// The number of items in a page.
pub(super) fn count(way: &[FieldId], scope: Scope<'_>) -> TokenStream {
    match Reach::of(way, scope) {
        Reach::There(items) => quote!(#items.len()),
        Reach::Optional(items) => quote!(#items.as_ref().map_or(0, Vec::len)),
        Reach::Borrowed(items) => quote!(#items.map_or(0, Vec::len)),
    }
}

/// The items of a page, moved out of it.
pub(super) fn items(way: &[FieldId], scope: Scope<'_>) -> TokenStream {
    let (value, is_there) = way.iter().fold((quote!(page), true), |(owner, owner_is_there), id| {
        let (field, is_there) = scope.field(*id);
        let value = match (owner_is_there, is_there) {
            (true, _) => quote!(#owner.#field),
            (false, true) => quote!(#owner.map(|it| it.#field)),
            (false, false) => quote!(#owner.and_then(|it| it.#field)),
        };
        (value, owner_is_there && is_there)
    });
    if is_there {
        value
    } else {
        quote!(#value.unwrap_or_default())
    }
}
