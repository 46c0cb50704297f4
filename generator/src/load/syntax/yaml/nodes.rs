//! Where the values of a YAML text stand.

use std::fmt;
use std::ops::Range;

use serde::de::{Deserialize, Deserializer, MapAccess, SeqAccess, Visitor};
use serde_saphyr::Spanned;

use super::options::options;
use super::span::span;
use super::value::NULL_KEY;
use crate::load::syntax::node::Ranges;

/// Where each value stands; `None` if the text cannot be read.
pub(in crate::load::syntax) fn nodes(text: &str) -> Option<Ranges> {
    let root: Spanned<Tree> = serde_saphyr::from_str_with_options(text, options(text)).ok()?;
    Some(node(text, root, None))
}

/// The shape of a value without its scalars.
enum Tree {
    Leaf,
    List(Vec<Spanned<Tree>>),
    Map(Vec<(Spanned<Option<String>>, Spanned<Tree>)>),
}

fn node(text: &str, tree: Spanned<Tree>, key: Option<Range<usize>>) -> Ranges {
    let value = span(text, &tree.referenced);
    let children = match tree.value {
        Tree::Leaf => {
            return Ranges {
                key,
                value,
                leaf: true,
                children: Vec::new(),
            };
        }
        Tree::List(items) => items
            .into_iter()
            .enumerate()
            .map(|(index, item)| (index.to_string(), node(text, item, None)))
            .collect(),
        Tree::Map(entries) => entries
            .into_iter()
            .map(|(key, item)| {
                let at = span(text, &key.referenced);
                let key = key.value.unwrap_or_else(|| NULL_KEY.to_owned());
                (key, node(text, item, Some(at)))
            })
            .collect(),
    };
    Ranges {
        key,
        value,
        leaf: false,
        children,
    }
}

impl<'de> Deserialize<'de> for Tree {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(TreeVisitor)
    }
}

struct TreeVisitor;

macro_rules! leaves {
    ($($method:ident: $kind:ty),*) => {
        $(fn $method<E>(self, _: $kind) -> Result<Tree, E> { Ok(Tree::Leaf) })*
    };
}

impl<'de> Visitor<'de> for TreeVisitor {
    type Value = Tree;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a value")
    }

    leaves!(visit_bool: bool, visit_i64: i64, visit_u64: u64, visit_i128: i128, visit_u128: u128, visit_f64: f64,
            visit_str: &str);

    fn visit_unit<E>(self) -> Result<Tree, E> {
        Ok(Tree::Leaf)
    }

    fn visit_none<E>(self) -> Result<Tree, E> {
        Ok(Tree::Leaf)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Tree, A::Error> {
        let mut items = Vec::new();
        while let Some(item) = seq.next_element()? {
            items.push(item);
        }
        Ok(Tree::List(items))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Tree, A::Error> {
        let mut entries = Vec::new();
        while let Some(entry) = map.next_entry()? {
            entries.push(entry);
        }
        Ok(Tree::Map(entries))
    }
}
