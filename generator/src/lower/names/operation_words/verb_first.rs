//! The words of a name with a verb in front that a person would choose.
//!
//! In: the words of an id, and the route of its operation. Out: words that begin with a verb, where they tell one. Must not look at the group.

use super::super::identifiers as names;
use super::super::words::{alike, all_alike};
use super::route::{Route, one};
use super::verbs::{is_many, is_verb};
use super::within::is_link;

/// `users list` is `list users`, and `users get by id` is `get user by id`: some write first what the path is about.
pub(super) fn verb_first(words: Vec<String>, route: &Route) -> Vec<String> {
    let noun = route.noun();
    let Some((head, rest)) = words.split_at_checked(noun.len()) else {
        return words;
    };
    let is_noun = all_alike(head, &noun) && head.first().is_some_and(|word| !is_verb(word));
    let by_method = || route.verb().unwrap_or_else(|| route.method.to_owned());
    let Some(first) = rest.first().filter(|_| is_noun) else {
        let is_by = is_noun && words.iter().any(|word| word == "by");
        return if is_by { with(&by_method(), &words) } else { words };
    };
    let verb = match first {
        method if *method == route.method && rest.len() == 1 => vec![by_method()],
        by if by == "by" => vec![by_method()],
        index if index == "index" && route.method == "get" => vec![index.clone()],
        verb if is_verb(verb) => rest.iter().take_while(|word| !is_link(word)).cloned().collect(),
        _ => return words,
    };
    let more = rest.iter().skip_while(|word| !is_link(word));
    let noun = if verb[0] == "create" { one(&noun) } else { noun };
    verb.iter().chain(&noun).chain(more).cloned().collect()
}

/// The words with a verb that a person would choose in place of the method that an id begins with. `POST apply firewalls` is
/// `apply firewalls`, `POST subnets` is `create subnet`, and `GET pools` is `list pools`.
pub(super) fn with_verb(words: Vec<String>, route: &Route) -> Vec<String> {
    let Some((first, rest)) = words.split_first().filter(|(_, rest)| !rest.is_empty()) else {
        return words;
    };
    if first == "index" && route.method == "get" && ends_alike(rest, route) {
        return with("list", rest);
    }
    // A message may be posted: then the path says so.
    if *first != route.method || route.path_words.contains(first) {
        return words;
    }
    let action = route.action();
    let action = action.as_deref();
    let is_verb = |word: &String| is_verb(word) || action.is_some_and(|action| action[0] == *word);
    // `refresh` of `/refresh-tokens` is no verb.
    let noun = route.noun();
    let is_of_noun = |word: &String| noun.len() > 1 && noun[0] == *word;
    let all = rest.strip_prefix(&["all".to_owned()]).filter(|rest| !rest.is_empty());
    match (first.as_str(), action) {
        ("get", _) if ends_alike(all.unwrap_or(rest), route) => with("list", all.unwrap_or(rest)),
        ("post", _) if is_verb(&rest[0]) => rest.to_vec(),
        ("put" | "patch", _) if is_verb(&rest[0]) && rest.len() > 1 && !is_of_noun(&rest[0]) => rest.to_vec(),
        ("put" | "patch", Some([verb])) if rest == [verb.clone()] => rest.to_vec(),
        ("post", Some([verb])) if rest.last() == Some(verb) => with(verb, &rest[..rest.len() - 1]),
        ("post", _) if ends_alike(rest, route) => with("create", &one(rest)),
        ("post", _) => with("create", rest),
        ("put", _) => with("replace", rest),
        ("patch", _) => with("update", rest),
        _ => words,
    }
}

fn with(verb: &str, rest: &[String]) -> Vec<String> {
    std::iter::once(verb.to_owned()).chain(rest.iter().cloned()).collect()
}

/// Whether the words end in what the path ends in, and both mean many: it is a plural, or is read as an array.
fn ends_alike(words: &[String], route: &Route) -> bool {
    let last = route.path.trim_end_matches('/').rsplit('/').next().unwrap_or_default();
    let of_path = names::words(last);
    let is_hole = last.contains('{');
    // `diagram with paths` is one diagram.
    if words.iter().any(|word| is_link(word)) {
        return false;
    }
    match (words.last(), of_path.last()) {
        (Some(word), Some(of_path)) => {
            let are_many = || is_many(word) || (route.method == "get" && route.paths.gives_list(route.path));
            !is_hole && alike(word, of_path) && are_many()
        }
        _ => false,
    }
}
