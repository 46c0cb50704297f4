//! Keys of the lock as text: a component or nothing, a pointer below it, and the roles of nodes that are made.
//!
//! In a pointer `~` stands before a digit and in a role before a letter, so the two cannot be mistaken for each other.

use crate::pointer::Pointer;

/// The component that a key or a reference begins with; empty if it begins with none.
pub(super) fn home(key: &str) -> &str {
    if key.starts_with('<') {
        let ends = key.match_indices('>').map(|(at, _)| at + 1);
        let is_end = |end: &usize| {
            let mut rest = key[*end..].chars();
            matches!(
                (rest.next(), rest.next()),
                (None | Some('/'), _) | (Some('~'), Some('a'..='z'))
            )
        };
        return ends.into_iter().find(is_end).map_or("", |end| &key[..end]);
    }
    if !key.starts_with("#/components/") {
        return "";
    }
    let end = pointer(key).match_indices('/').nth(3).map(|(at, _)| at);
    &key[..end.unwrap_or(pointer(key).len())]
}

/// The pointer of a key, and its roles.
pub(super) fn split(key: &str) -> (&str, Vec<&str>) {
    let starts = key.match_indices('~').map(|(at, _)| at);
    let is_role = |at: &usize| key[at + 1..].starts_with(|letter: char| letter.is_ascii_alphabetic());
    let starts: Vec<usize> = starts.filter(is_role).collect();
    let ends = starts.iter().skip(1).copied().chain([key.len()]);
    let roles = starts.iter().zip(ends).map(|(start, end)| &key[*start..end]);
    (&key[..starts.first().copied().unwrap_or(key.len())], roles.collect())
}

/// The pointer that a key begins with.
fn pointer(key: &str) -> &str {
    split(key).0
}

/// The roles of a key, as text.
pub(super) fn roles(key: &str) -> &str {
    &key[split(key).0.len()..]
}

/// The word and the name of a role that has a name: `~branch{ref:Cat}`.
pub(super) fn role(text: &str) -> Option<(&str, String)> {
    let (word, name) = text.strip_prefix('~')?.strip_suffix('}')?.split_once('{')?;
    Some((word, Pointer::parse(&format!("/{name}")).last()))
}

/// The role with this word and this name as text.
pub(super) fn named_role(word: &str, name: &str) -> String {
    let name = Pointer::root().key(name);
    format!("~{word}{{{}}}", name.as_str().trim_start_matches('/'))
}

#[cfg(test)]
mod tests {
    use super::{named_role, role};

    #[test]
    fn a_role_is_what_it_was_written_from() {
        for name in ["ref:Cat", "key:a/b", "~{}", ""] {
            assert_eq!(role(&named_role("branch", name)), Some(("branch", name.to_owned())));
        }
        assert_eq!(role("~items"), None);
    }
}
