//! Names on the wire for derives that describe a type, such as those of JSON Schema. What reads and writes a type is made by tables of the
//! runtime, which such derives do not see.
//!
//! In: what the author adds to a type. Out: attributes of its fields and variants, in the words of each such derive.

use proc_macro2::TokenStream;
use quote::quote;
use syn::punctuated::Punctuated;
use syn::{Meta, Path, Token};

use super::types::ident;
use crate::plan::{Extras, Field};

/// Derives that describe a type: what each is called, its attribute, and whether this has a word for fields that hold other keys.
const DERIVES: [(&str, &str, bool); 3] = [
    ("JsonSchema", "schemars", true),
    ("ToSchema", "schema", false),
    ("TS", "ts", true),
];

/// The attributes that the derives of one type read.
#[derive(Clone, Default)]
pub(super) struct Describing(Vec<Attribute>);

#[derive(Clone)]
struct Attribute {
    name: &'static str,
    has_flatten: bool,
    /// The condition under which there is the derive.
    condition: Option<Meta>,
}

type Metas = Punctuated<Meta, Token![,]>;

impl Describing {
    /// Finds the derives among what is added, also below `cfg_attr`.
    pub(super) fn of(extras: &Extras) -> Self {
        let mut out = Self::default();
        let derives = extras
            .derive
            .iter()
            .filter_map(|text| syn::parse_str::<Path>(text).ok());
        derives.for_each(|path| out.add(&path, None));
        let attributes = extras.attributes.iter();
        for meta in attributes.filter_map(|text| syn::parse_str::<Meta>(text).ok()) {
            match below(&meta, "cfg_attr") {
                Some(metas) => {
                    let mut metas = metas.into_iter();
                    let condition = metas.next();
                    metas.for_each(|meta| out.add_all(&meta, condition.as_ref()));
                }
                None => out.add_all(&meta, None),
            }
        }
        out
    }

    /// Adds the derives of an attribute `derive`.
    fn add_all(&mut self, meta: &Meta, condition: Option<&Meta>) {
        let derives = below(meta, "derive").into_iter().flatten();
        derives.for_each(|derive| self.add(derive.path(), condition));
    }

    fn add(&mut self, derive: &Path, condition: Option<&Meta>) {
        let is_named = |name: &str| derive.segments.last().is_some_and(|last| last.ident == name);
        let known = DERIVES.iter().find(|(derive, ..)| is_named(derive));
        self.0.extend(known.map(|(_, name, has_flatten)| Attribute {
            name,
            has_flatten: *has_flatten,
            condition: condition.cloned(),
        }));
    }

    /// The attributes of a field.
    pub(super) fn field(&self, field: &Field) -> TokenStream {
        match field.is_group() {
            true => self.flatten(),
            false => self.name(&field.name, field.wire()),
        }
    }

    /// The attributes of a field or variant with a name on the wire.
    pub(super) fn name(&self, name: &str, wire: &str) -> TokenStream {
        let each = self.0.iter().filter(|_| name != wire);
        each.map(|one| one.spell(quote!(rename = #wire))).collect()
    }

    /// The attributes of a field whose members stand next to it on the wire.
    pub(super) fn flatten(&self) -> TokenStream {
        let each = self.0.iter().filter(|one| one.has_flatten);
        each.map(|one| one.spell(quote!(flatten))).collect()
    }
}

impl Attribute {
    fn spell(&self, says: TokenStream) -> TokenStream {
        let name = ident(self.name);
        match &self.condition {
            Some(condition) => quote!(#[cfg_attr(#condition, #name(#says))]),
            None => quote!(#[#name(#says)]),
        }
    }
}

/// What stands in the parentheses of an attribute of this name.
fn below(meta: &Meta, name: &str) -> Option<Metas> {
    let list = meta.require_list().ok().filter(|list| list.path.is_ident(name))?;
    list.parse_args_with(Metas::parse_terminated).ok()
}
