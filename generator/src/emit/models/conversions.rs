//! From what is read to what is written, for types that were split by direction.

use proc_macro2::TokenStream;
use quote::quote;

use super::values::{constant, literal};
use crate::emit::arguments::field_argument;
use crate::emit::docs::sentence;
use crate::emit::types::{Scope, ident};
use crate::plan::{Conversion, ConversionStep, Copied, Definition, Model, Turned, ValueOrigin};

/// `into_write`, and `From` where it needs no arguments.
pub(super) fn items(model: &Model, scope: Scope<'_>) -> Vec<TokenStream> {
    let Some(conversion) = &model.conversion else {
        return Vec::new();
    };
    let (read, write) = (ident(&model.name), scope.ident(conversion.target));
    let missing = conversion.missing.iter().map(|field| {
        let name = ident(&field.name);
        let (ty, value) = field_argument(&name, field, scope);
        let same = name == value.to_string();
        let filled = if same { quote!(#name) } else { quote!(#name: #value) };
        (quote!(#name: #ty), filled)
    });
    let (arguments, given): (Vec<_>, Vec<_>) = missing.unzip();
    let body = match &model.definition {
        Definition::Union(union) => branches(conversion, &write, union.keeps_unknown()),
        _ => fields(conversion, &write, &given, scope),
    };
    let docs = sentence("What to send to make the same thing again: without what the service adds.");
    let method = quote! {
        impl #read {
            #docs
            #[inline]
            pub fn into_write(self, #(#arguments),*) -> #write { #body }
        }
    };
    let from = conversion
        .missing
        .is_empty()
        .then(|| quote!(impl From<#read> for #write { fn from(read: #read) -> Self { read.into_write() } }));
    std::iter::once(method).chain(from).collect()
}

fn fields(conversion: &Conversion, write: &proc_macro2::Ident, given: &[TokenStream], scope: Scope<'_>) -> TokenStream {
    let copied = conversion.copied.iter().map(|Copied { to, from }| {
        let (to, _) = scope.field(*to);
        let value = match from {
            ValueOrigin::Absent => quote!(Default::default()),
            ValueOrigin::Implied(ty, value) => literal(ty, value, scope),
            ValueOrigin::Constant(field) => constant(field, scope).unwrap_or_default(),
            ValueOrigin::Read(from, step) => {
                let (from, _) = scope.field(*from);
                value(quote!(self.#from), step)
            }
        };
        quote!(#to: #value)
    });
    let rest = conversion.rest.iter().map(|step| {
        let value = value(quote!(self.additional_properties), step);
        quote!(additional_properties: #value)
    });
    quote!(#write { #(#given,)* #(#copied,)* #(#rest,)* })
}

fn branches(conversion: &Conversion, write: &proc_macro2::Ident, open: bool) -> TokenStream {
    let arms = conversion.variants.iter().map(|Turned { name, steps }| {
        let name = ident(name);
        match steps {
            Some(step) => {
                let value = value(quote!(value), step);
                quote!(Self::#name(value) => #write::#name(#value),)
            }
            None => quote!(Self::#name => #write::#name,),
        }
    });
    let unknown = open.then(|| quote!(Self::Unknown(value) => #write::Unknown(value),));
    quote!(match self { #(#arms)* #unknown })
}

/// The expression that makes the written value of the one that was read.
fn value(read: TokenStream, step: &ConversionStep) -> TokenStream {
    match step {
        ConversionStep::Move => read,
        ConversionStep::Into => quote!(#read.into()),
        ConversionStep::Unboxed(inner) => value(quote!((*#read)), inner),
        ConversionStep::Boxed(inner) => {
            let inner = value(read, inner);
            quote!(Box::new(#inner))
        }
        ConversionStep::Option(inner) => {
            let each = function(inner);
            quote!(#read.map(#each))
        }
        ConversionStep::Nullable(inner) if **inner == ConversionStep::Move => quote!(#read.into()),
        ConversionStep::Nullable(inner) => {
            let each = function(inner);
            quote!(#read.map(#each).into())
        }
        ConversionStep::List(inner) => {
            let each = function(inner);
            quote!(#read.into_iter().map(#each).collect())
        }
        ConversionStep::Map(inner) => {
            let inner = value(quote!(value), inner);
            quote!(#read.into_iter().map(|(key, value)| (key, #inner)).collect())
        }
    }
}

/// What is done to each element: a path where that says it.
fn function(step: &ConversionStep) -> TokenStream {
    match step {
        ConversionStep::Into => quote!(Into::into),
        step => {
            let value = value(quote!(value), step);
            quote!(|value| #value)
        }
    }
}
