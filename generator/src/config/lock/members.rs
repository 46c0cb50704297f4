//! The words of members that name types. In the file these are the keys of types, so that they stay when somebody changes a name there; in a
//! [`Lock`] they are names.

use std::collections::BTreeMap;

use super::{Lock, LockedMembers};

/// A word in which a type is called something else: `List of type Cat`. Others stay as they are.
pub fn with_type(word: &str, other: impl Fn(&str) -> Option<String>) -> String {
    let parts = word
        .split_once("type ")
        .filter(|(before, _)| before.is_empty() || before.ends_with(" of "));
    let new = parts.and_then(|(before, name)| Some(format!("{before}type {}", other(name)?)));
    new.unwrap_or_else(|| word.to_owned())
}

impl Lock {
    /// Members as they stand in the file, with the names of types.
    pub(super) fn with_names(&self, members: LockedMembers) -> LockedMembers {
        let name = |key: &str| Some(self.types.get(key)?.name.clone());
        with_types(&members, name)
    }

    /// Members with the keys of types, given the key of each name.
    pub(super) fn with_keys(members: &LockedMembers, keys: &BTreeMap<&str, &String>) -> LockedMembers {
        with_types(members, |name| keys.get(name).map(|key| (*key).clone()))
    }

    /// The key of each type.
    pub(crate) fn keys_of_types(&self) -> BTreeMap<&str, &String> {
        self.types.iter().map(|(key, name)| (name.name.as_str(), key)).collect()
    }
}

fn with_types(members: &LockedMembers, other: impl Fn(&str) -> Option<String>) -> LockedMembers {
    let each = members.iter();
    each.map(|(what, name)| (with_type(what, &other), name.clone()))
        .collect()
}
