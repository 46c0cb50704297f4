//! Names for the types of fields that are maps of maps of maps, so that people can talk of them.
//!
//! In: all generated types. Out: an alias for each such field, called after its type and the field, and like nothing else.

use std::collections::{BTreeMap, BTreeSet};

use crate::plan::{Definition, Field, Model, Models, Type};

/// Below so many maps in one another a type is spelled out.
const DEEP: usize = 3;

/// The aliases of all generated types.
pub(super) struct DeepMaps(BTreeMap<String, BTreeMap<String, String>>);

impl DeepMaps {
    /// Names what is deep.
    pub(super) fn of(models: &Models) -> Self {
        let mut taken: BTreeSet<String> = models.iter().map(|model| model.name.clone()).collect();
        let mut out: BTreeMap<String, BTreeMap<String, String>> = BTreeMap::new();
        for model in models {
            let Definition::Record(record) = &model.definition else {
                continue;
            };
            for field in record.fields.iter().filter(|field| depth(&field.ty) >= DEEP) {
                let words: String = field.name.split('_').map(capitalised).collect();
                let mut name = format!("{}{words}", model.name);
                while !taken.insert(name.clone()) {
                    name.push_str("Map");
                }
                out.entry(model.name.clone())
                    .or_default()
                    .insert(field.name.clone(), name);
            }
        }
        Self(out)
    }

    /// The alias of a field's type, if it has one.
    pub(super) fn get(&self, model: &Model, field: &Field) -> Option<&str> {
        Some(self.0.get(&model.name)?.get(&field.name)?)
    }
}

fn depth(ty: &Type) -> usize {
    let here = usize::from(matches!(ty, Type::Map(_) | Type::JsonObject));
    here + ty.inner().map_or(0, depth)
}

fn capitalised(word: &str) -> String {
    let mut chars = word.chars();
    chars
        .next()
        .map(|first| first.to_uppercase().chain(chars).collect())
        .unwrap_or_default()
}
