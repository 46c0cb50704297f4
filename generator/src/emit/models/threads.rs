//! Types that say by themselves that they may cross threads, with all that is in them, from which the runtime proves it.

use proc_macro2::TokenStream;
use quote::quote;

use crate::emit::types::ident;
use crate::plan::{Definition, Model};

/// The table of a deep type's fields or variants.
pub(super) fn item(model: &Model) -> Option<TokenStream> {
    if !model.deep {
        return None;
    }
    let name = ident(&model.name);
    match &model.definition {
        Definition::Record(record) => {
            let rest = record.rest.as_ref().map(|_| "additional_properties");
            let fields = record.fields.iter().map(|field| field.name.as_str()).chain(rest);
            let fields = fields.map(ident);
            Some(quote!(threads!(struct #name { #(#fields),* });))
        }
        Definition::Union(union) => {
            let variants = union.variants.iter().map(|variant| {
                let name = ident(&variant.name);
                let value = variant.ty.is_some().then(|| quote!((value)));
                quote!(#name #value)
            });
            let unknown = union.keeps_unknown().then(|| quote!(Unknown(value)));
            let variants = variants.chain(unknown);
            Some(quote!(threads!(enum #name { #(#variants),* });))
        }
        Definition::TextEnum(_) => None,
    }
}
