//! Methods that mean something wherever they stand.

use std::collections::BTreeSet;

use syn::punctuated::Punctuated;
use syn::{Attribute, Item, Path, Token};

use crate::clients::Client;

/// Traits that generated types may implement, with the methods that people and generated code call on a value.
const TRAITS: [(&str, &[&str]); 12] = [
    ("Clone", &["clone", "to_owned"]),
    ("Copy", &[]),
    ("Debug", &["fmt"]),
    ("Default", &["default"]),
    ("Display", &["fmt", "to_string"]),
    ("Eq", &[]),
    ("From", &["from", "into"]),
    ("FromStr", &["from_str"]),
    ("Hash", &["hash"]),
    ("Ord", &["cmp"]),
    ("PartialEq", &["eq", "ne"]),
    ("PartialOrd", &["partial_cmp"]),
];

/// `clippy::should_implement_trait` warns of other methods of these names.
const CLIPPY: &str = "add as_mut as_ref bitand bitor bitxor borrow borrow_mut clone cmp default deref deref_mut div drop eq from_iter \
    from_str hash index index_mut into_iter mul neg next not rem shl shr sub";

/// `clippy::new_ret_no_self` warns of another `new`.
const CONSTRUCTOR: &str = "new";

/// All of them. Every trait that generated types derive is known here.
pub(crate) fn with_a_meaning(client: &Client) -> BTreeSet<String> {
    for item in client.items(&["src/models/", "src/errors.rs", "src/operations/"]) {
        for derived in derives(&item) {
            assert!(
                TRAITS.iter().any(|(name, _)| *name == derived),
                "the methods of `{derived}`"
            );
        }
    }
    let of_traits = TRAITS.iter().flat_map(|(_, methods)| methods.iter().copied());
    let all = of_traits.chain(CLIPPY.split_whitespace()).chain([CONSTRUCTOR]);
    all.map(str::to_owned).collect()
}

fn derives(item: &Item) -> Vec<String> {
    let attributes: &[Attribute] = match item {
        Item::Struct(item) => &item.attrs,
        Item::Enum(item) => &item.attrs,
        _ => &[],
    };
    let derives = attributes
        .iter()
        .filter(|attribute| attribute.path().is_ident("derive"));
    let paths = derives.flat_map(|attribute| {
        let parser = Punctuated::<Path, Token![,]>::parse_terminated;
        attribute.parse_args_with(parser).expect("a derive has paths")
    });
    paths
        .filter_map(|path| Some(path.segments.last()?.ident.to_string()))
        .collect()
}
