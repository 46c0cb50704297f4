//! Names that collide. A leaf.

use super::outline::Id;
use crate::fuzz::Choices;

/// Words that names are made of.
pub(super) const WORDS: [&str; 13] = [
    "user",
    "User",
    "status",
    "user_status",
    "UserStatus",
    "user-status",
    "item",
    "items",
    "address",
    "kind",
    "Kind",
    "Error",
    "list",
];

/// A word, or two that are joined, or one with a number if that is taken.
pub(super) fn free(choices: &mut Choices, id: Id, joints: &[&str], is_taken: impl Fn(&str) -> bool) -> String {
    let one = choices.one(&WORDS);
    let name = match choices.once_in(2) {
        true => one.to_owned(),
        false => format!("{one}{}{}", choices.one(joints), choices.one(&WORDS)),
    };
    if is_taken(&name) { format!("{name}{id}") } else { name }
}
