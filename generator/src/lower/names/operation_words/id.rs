//! The words of an `operationId`.
//!
//! In: the id, and the route of its operation. Out: its words without what frameworks and conventions add: roles of classes, versions, the
//! path and its method. None if nothing is left but method and path, which make a better name (`route`).

use super::super::identifiers as names;
use super::super::words::alike;
use super::route::{Route, is_place, one, spelled_out};
use super::verbs::{is_many, is_verb, is_version};
use super::within::is_link;

/// The words of an id; none if it only repeats method and path.
pub(super) fn words(id: &str, route: &Route) -> Option<Vec<String>> {
    let text = id
        .trim()
        .replace(['\'', '’'], "'")
        .replace("'-s-", "s-")
        .replace('\'', "");
    let words = names::words(&apart(&without_version(&without_role(&text)), route.method));
    if words.is_empty() || text.contains(['{', '}']) || repeats(&words, route) {
        return None;
    }
    let literal = spelled_out(route.method, route.path);
    Some(without_place(words, &literal[1..], route.method))
}

/// `UserController.findAll` is a name of the service's code: what matters is `User` and `findAll`.
fn without_role(text: &str) -> String {
    let roles = ["Controller", "Resource", "Endpoint", "Handler", "Service"];
    let Some((head, tail)) = text.split_once(['.', '_', '#', ':']) else {
        return text.to_owned();
    };
    let stem = roles.iter().find_map(|role| head.strip_suffix(role));
    match stem.filter(|stem| !stem.is_empty() && !tail.is_empty()) {
        Some(stem) => format!("{stem}_{tail}"),
        None => text.to_owned(),
    }
}

/// `POSTamend` is `POST amend`.
fn apart(text: &str, method: &str) -> String {
    let method = method.to_uppercase();
    match text.split_once(&method) {
        Some((head, tail)) if tail.starts_with(char::is_lowercase) => format!("{head}_{method}_{tail}"),
        _ => text.to_owned(),
    }
}

/// `v1.things.get` without `v1.`.
fn without_version(text: &str) -> String {
    match text.split_once(['.', '/']) {
        Some((head, tail)) if is_version(head) && !tail.is_empty() => tail.to_owned(),
        _ => text.to_owned(),
    }
}

/// Some frameworks append path and method: `read_user_users__id__get` is `read user`.
fn without_place(words: Vec<String>, path: &[String], method: &str) -> Vec<String> {
    let tail: Vec<String> = path.iter().cloned().chain([method.to_owned()]).collect();
    match words.strip_suffix(tail.as_slice()) {
        Some(head) if !head.is_empty() => head.to_vec(),
        _ => words,
    }
}

/// Whether an id is method and path: `post_files_id_copy`, `GetBucketsIDOwners`. A parameter may be called `id`, or be left out if
/// it is not the last: who deletes `lights` at `/lights/{ids}` means many.
fn repeats(words: &[String], route: &Route) -> bool {
    let Some(rest) = words.strip_prefix(&[route.method.to_owned()]) else {
        return false;
    };
    let (mut segments, mut holes): (Vec<Vec<String>>, Vec<bool>) = (Vec::new(), Vec::new());
    for segment in route.path.split(['/', '#', ':']) {
        let words = names::words(segment);
        if !words.is_empty() {
            segments.push(words);
            holes.push(segment.starts_with('{'));
        }
    }
    // The id may leave out the version and the like.
    let places = segments.iter().take_while(|words| is_place(words)).count();
    !rest.is_empty() && (0..=places).any(|at| fits(rest, &segments[at..], &holes[at..]))
}

/// Whether words are these segments, one after the other.
fn fits(words: &[String], segments: &[Vec<String>], holes: &[bool]) -> bool {
    let Some((first, others)) = segments.split_first() else {
        return words.is_empty();
    };
    let after = |count: usize| fits(&words[count..], others, &holes[1..]);
    if words.starts_with(first) && after(first.len()) {
        return true;
    }
    let is_last = |word: &String| word == "id" || first.last() == Some(word);
    let is_left_out = || !others.is_empty() && after(0);
    holes[0] && ((words.first().is_some_and(is_last) && after(1)) || is_left_out())
}

/// The words with a verb that a person would choose in place of the method that an id begins with. `POST apply firewalls` is
/// `apply firewalls`, `POST subnets` is `create subnet`, and `GET pools` is `list pools`.
pub(super) fn with_verb(words: Vec<String>, route: &Route) -> Vec<String> {
    let Some((first, rest)) = words.split_first().filter(|(_, rest)| !rest.is_empty()) else {
        return words;
    };
    // A message may be posted: then the path says so.
    if *first != route.method || names::words(route.path).contains(first) {
        return words;
    }
    let action = route.action();
    let action = action.as_deref();
    let is_verb = |word: &String| is_verb(word) || action.is_some_and(|action| action[0] == *word);
    let with = |verb: &str, rest: &[String]| std::iter::once(verb.to_owned()).chain(rest.iter().cloned()).collect();
    let all = rest.strip_prefix(&["all".to_owned()]).filter(|rest| !rest.is_empty());
    match (first.as_str(), action) {
        ("get", _) if ends_alike(all.unwrap_or(rest), route) => with("list", all.unwrap_or(rest)),
        ("post", _) if is_verb(&rest[0]) => rest.to_vec(),
        ("put" | "patch" | "delete", _) if is_verb(&rest[0]) && rest.len() > 1 => rest.to_vec(),
        ("post", Some([verb])) if rest.last() == Some(verb) => with(verb, &rest[..rest.len() - 1]),
        ("post", _) if ends_alike(rest, route) => with("create", &one(rest)),
        ("post", _) => with("create", rest),
        ("put", _) => with("replace", rest),
        ("patch", _) => with("update", rest),
        _ => words,
    }
}

/// Words of an id without the version at its end.
pub(super) fn without_end_version(words: &[String]) -> &[String] {
    let is_number = |word: &&String| word.chars().all(|letter| letter.is_ascii_digit());
    let numbers = words.iter().rev().take_while(is_number).count();
    match words[..words.len() - numbers].split_last() {
        // What links two versions says what becomes of them: `convert v1 to v2`.
        Some((last, head)) if is_version(last) && head.len() > 1 && !head.last().is_some_and(|word| is_link(word)) => {
            head
        }
        _ => words,
    }
}

/// Whether both the words and the path end in the same plural.
fn ends_alike(words: &[String], route: &Route) -> bool {
    let last = route.path.trim_end_matches('/').rsplit('/').next().unwrap_or_default();
    let of_path = names::words(last);
    let is_hole = last.contains('{');
    // `diagram with paths` is one diagram.
    if words.iter().any(|word| is_link(word)) {
        return false;
    }
    match (words.last(), of_path.last()) {
        (Some(word), Some(of_path)) => !is_hole && is_many(word) && alike(word, of_path),
        _ => false,
    }
}
