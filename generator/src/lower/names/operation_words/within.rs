//! A name within its group: without what it repeats of the group, in front, in the middle or at the end.
//!
//! In: the words of a name and those of its group. Out: fewer words that still read well, or none. Must not look at other operations.

use super::super::words::{alike, all_alike};
use super::verbs::{is_many, is_verb};
use crate::contract;

/// Words that link others: no name begins with one, and none ends with one that did not before.
const LINKS: [&str; 23] = [
    "a", "an", "and", "as", "at", "by", "except", "for", "from", "in", "non", "not", "of", "on", "or", "out",
    "outside", "than", "the", "to", "vs", "with", "without",
];

/// Links after which the group was one of two things.
const PAIRS: [&str; 5] = ["and", "or", "than", "versus", "vs"];

/// Links that may go with what they link: `list repos for user` is `list repos` of a user.
const PLACES: [&str; 7] = ["at", "for", "from", "in", "of", "on", "to"];

/// The words without those of the group; none if nothing that reads well is left.
pub(super) fn within(words: &[String], group: &[String]) -> Option<Vec<String>> {
    // `list lists` of `lists`: what begins with a verb does not begin with the group.
    let verb = before_end(words, group).filter(|rest| is_verb(&rest[0]));
    if let Some(verb) = verb.filter(|rest| reads(rest, words)) {
        return Some(verb);
    }
    let mut rest = after_front(words, group).to_vec();
    if let Some(shorter) = before_end(&rest, group).or_else(|| around_middle(&rest, group)) {
        rest = shorter;
    }
    (rest.len() < words.len() && reads(&rest, words)).then_some(rest)
}

/// What a group is about: `users` of `user service` and of `users user`.
pub(super) fn subject(group: &[String]) -> Vec<String> {
    let roles = ["api", "controller", "resource", "service"];
    let mut words = group.to_vec();
    words.dedup_by(|a, b| alike(a, b));
    words.pop_if(|last| roles.contains(&last.as_str()) && group.len() > 1);
    words
}

/// Whether a word links others.
pub(super) fn is_link(word: &str) -> bool {
    LINKS.contains(&word)
}

fn reads(rest: &[String], words: &[String]) -> bool {
    let (Some(first), Some(last)) = (rest.first(), rest.last()) else {
        return false;
    };
    !is_link(first)
        && (!is_link(last) || words.last() == Some(last))
        && first.starts_with(char::is_alphabetic)
        && is_free(rest)
}

/// Whether no other method of every type is called so.
pub(super) fn is_free(words: &[String]) -> bool {
    !contract::METHODS.contains(&words.join("_").as_str())
}

/// What comes after the group. An id may begin with the end of its group: `registries list repositories` of `container registries`.
fn after_front<'w>(words: &'w [String], group: &[String]) -> &'w [String] {
    let count = group.len();
    if words.len() > count && all_alike(&words[..count], group) {
        return match &words[count..] {
            [role, more @ ..] if role == "api" && !more.is_empty() => more,
            rest => rest,
        };
    }
    let ends = (1..count).rev().find(|count| {
        let end = &group[group.len() - count..];
        words.len() > *count && all_alike(&words[..*count], end) && is_verb(&words[*count]) && !is_verb(&words[0])
    });
    ends.map_or(words, |count| &words[count..])
}

/// What comes before the group at the end: a verb, or what is linked to the group.
fn before_end(words: &[String], group: &[String]) -> Option<Vec<String>> {
    let until = words.len().checked_sub(group.len()).filter(|until| *until > 0)?;
    let (head, tail) = words.split_at(until);
    if !all_alike(tail, group) {
        return None;
    }
    match head {
        [some @ .., link] if some.len() > 1 && PLACES.contains(&link.as_str()) => {
            (!some.last().is_some_and(|word| is_link(word))).then(|| some.to_vec())
        }
        _ => are_verbs(head).then(|| head.to_vec()),
    }
}

/// One word, or `create or update`: with more, what is left would speak of something else than the group.
fn are_verbs(words: &[String]) -> bool {
    let links = words.iter().skip(1).step_by(2);
    words.len() % 2 == 1 && links.into_iter().all(|word| word == "or" || word == "and")
}

/// What is around the group in the middle, where it says of what kind the rest is, `list user posts`, or what is done to it is linked to
/// it, `delete users by name`. `save users list` is about the users, and behind a link the group says something else.
fn around_middle(words: &[String], group: &[String]) -> Option<Vec<String>> {
    let last = words.len().checked_sub(group.len() + 1)?;
    let at = (1..=last).find(|at| *at < last + 1 && all_alike(&words[*at..*at + group.len()], group))?;
    let (head, tail) = (&words[..at], &words[at + group.len()..]);
    let is_kind = words[at + group.len() - 1..at + group.len()]
        .iter()
        .all(|word| !is_many(word));
    let is_word = |word: &String| word.chars().all(char::is_alphabetic);
    let fits = !head.last().is_some_and(|word| is_link(word))
        && tail
            .first()
            .is_some_and(|next| !PAIRS.contains(&next.as_str()) && (is_kind || is_link(next)))
        && tail.iter().any(is_word);
    fits.then(|| [head, tail].concat())
}

#[cfg(test)]
mod tests {
    use super::within;

    #[test]
    fn the_group_is_not_repeated() {
        let table = [
            (
                "issues list dependencies blocked by",
                "issues",
                "list dependencies blocked by",
            ),
            (
                "list apps v1 namespaced deployment",
                "apps v1",
                "list namespaced deployment",
            ),
            ("get apps v1 api resources", "apps v1", "get api resources"),
            ("list pools", "pool", "list"),
            ("create or update pool", "pools", "create or update"),
            ("list user posts", "users", "list posts"),
            ("list repos for user", "users", "list repos"),
            ("update pet with form", "pet", "update with form"),
            (
                "registries list repositories",
                "container registries",
                "list repositories",
            ),
            ("search users", "user search", "-"),
            // The last word says what it is about, and the group is not that.
            ("create user group", "groups", "-"),
            ("get order by user", "users", "-"),
            ("find pets by status", "status", "-"),
            ("save shows user", "shows", "-"),
            ("delete documents by filter", "documents", "delete by filter"),
            ("users", "users", "-"),
            // Without the group these would say the opposite, or half of it.
            ("delete users not in team", "team", "-"),
            ("list members out of team", "team", "-"),
            ("delete members outside of team", "team", "-"),
            ("create user or team", "user", "-"),
            ("merge user and team", "user", "-"),
            ("delete non user data", "user", "-"),
        ];
        for (words, group, rest) in table {
            let split = |text: &str| text.split(' ').map(str::to_owned).collect::<Vec<_>>();
            let found = within(&split(words), &split(group));
            assert_eq!(
                found.map_or("-".to_owned(), |rest| rest.join(" ")),
                rest,
                "{words} in {group}"
            );
        }
    }
}
