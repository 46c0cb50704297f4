//! What an operation is called, in words: those of its `operationId`, or made of its method and path.
//!
//! Only the operation itself is looked at. `GET /users/{id}/posts` without an id is `list user posts`.

use super::identifiers as names;
use super::words::{all_alike, append, singular};

/// An id with more letters gives way to a name made of method and path, if that is shorter.
const LONGEST: usize = 60;

/// What the last part of a path does, where it is a verb: `POST /users/{id}/activate` is `activate user`.
const VERBS: [&str; 44] = [
    "accept",
    "activate",
    "approve",
    "archive",
    "authorize",
    "block",
    "cancel",
    "clone",
    "close",
    "confirm",
    "connect",
    "deactivate",
    "disable",
    "disconnect",
    "download",
    "enable",
    "execute",
    "export",
    "import",
    "invoke",
    "login",
    "logout",
    "merge",
    "move",
    "pause",
    "publish",
    "reject",
    "rename",
    "reopen",
    "reset",
    "restart",
    "restore",
    "resume",
    "revoke",
    "rotate",
    "run",
    "search",
    "send",
    "start",
    "stop",
    "submit",
    "unblock",
    "upload",
    "validate",
];

/// Plurals that are one thing.
const ONE: [&str; 9] = [
    "analytics",
    "credentials",
    "details",
    "metrics",
    "news",
    "options",
    "preferences",
    "settings",
    "stats",
];

/// The words of an operation's name, none of them said twice.
pub(super) fn words(id: Option<&str>, method: &str, path: &str) -> Vec<String> {
    once(in_full(id, method, path))
}

/// The words of an operation's name.
pub(super) fn in_full(id: Option<&str>, method: &str, path: &str) -> Vec<String> {
    let place = || of_place(method, path);
    let Some(words) = id.and_then(|id| of_id(id, method, path)) else {
        return place();
    };
    let letters = |words: &[String]| words.iter().map(String::len).sum::<usize>();
    if letters(&words) <= LONGEST {
        return words;
    }
    let place = place();
    if letters(&place) < letters(&words) {
        place
    } else {
        words
    }
}

/// Method and path, word for word: no two operations have the same.
pub(in crate::lower) fn spelled_out(method: &str, path: &str) -> Vec<String> {
    std::iter::once(method.to_owned()).chain(names::words(path)).collect()
}

/// The words of an id; none if it only repeats method and path.
fn of_id(id: &str, method: &str, path: &str) -> Option<Vec<String>> {
    let text = id
        .trim()
        .replace(['\'', '’'], "'")
        .replace("'-s-", "s-")
        .replace('\'', "");
    let words = names::words(&apart(&without_version(&without_role(&text)), method));
    let literal = spelled_out(method, path);
    let is_path = path.contains('{') && words.len() > 1 && words == literal;
    if words.is_empty() || text.contains(['{', '}']) || is_path {
        return None;
    }
    Some(without_place(words, &literal[1..], method))
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

fn is_version(word: &str) -> bool {
    let number = word.strip_prefix(['v', 'V']);
    number.is_some_and(|number| number.starts_with(|first: char| first.is_ascii_digit()))
}

/// Some frameworks append path and method: `read_user_users__id__get` is `read user`.
fn without_place(words: Vec<String>, path: &[String], method: &str) -> Vec<String> {
    let tail: Vec<String> = path.iter().cloned().chain([method.to_owned()]).collect();
    match words.strip_suffix(tail.as_slice()) {
        Some(head) if !head.is_empty() => head.to_vec(),
        _ => words,
    }
}

/// `accounts list accounts` says `accounts` once.
pub(super) fn once(words: Vec<String>) -> Vec<String> {
    let longest = words.len().saturating_sub(1) / 2;
    for count in (1..=longest).rev() {
        let tail = words.len() - count;
        let Some(start) = tail.checked_sub(count + 1) else {
            continue;
        };
        if all_alike(&words[start..tail - 1], &words[tail..]) {
            return [&words[..start], &words[tail - 1..]].concat();
        }
    }
    words
}

/// A segment of a path.
enum Segment {
    Fixed(Vec<String>),
    Hole(Vec<String>),
}

/// A name made of method and path.
pub(super) fn of_place(method: &str, path: &str) -> Vec<String> {
    let parts = parts(path);
    let mut nouns: Vec<Vec<String>> = Vec::new();
    let mut holes: Vec<&Vec<String>> = Vec::new();
    for (index, part) in parts.iter().enumerate() {
        match part {
            Segment::Hole(words) => holes.push(words),
            Segment::Fixed(words) => {
                holes.clear();
                let is_owner = matches!(parts.get(index + 1), Some(Segment::Hole(_)));
                nouns.push(if is_owner { one(words) } else { words.clone() });
            }
        }
    }
    let by = if holes.len() > 1 || nouns.is_empty() {
        holes.as_slice()
    } else {
        &[]
    };
    let mut out = phrase(method, nouns, holes.is_empty());
    for (index, hole) in by.iter().enumerate() {
        out.push(if index == 0 { "by" } else { "and" }.to_owned());
        out.extend(hole.iter().cloned());
    }
    out
}

/// What a path is about, without its holes.
pub(super) fn subject(path: &str) -> Vec<String> {
    let mut words = of_place("about", path);
    words.remove(0);
    words
}

/// Verb and nouns.
fn phrase(method: &str, mut nouns: Vec<Vec<String>>, is_collection: bool) -> Vec<String> {
    let last = nouns.last().cloned().unwrap_or_default();
    let is_verb = is_collection
        && ["get", "post"].contains(&method)
        && matches!(last.as_slice(), [word] if VERBS.contains(&word.as_str()));
    let word = last.last().map(String::as_str).unwrap_or_default();
    let many = is_collection && singular(word) != word && !ONE.contains(&word);
    let verb = match method {
        _ if is_verb => word,
        "get" if many => "list",
        "post" if many => "create",
        "put" => "replace",
        "patch" => "update",
        other => other,
    };
    let mut out = vec![verb.to_owned()];
    if is_verb {
        nouns.pop();
    } else if verb == "create" {
        nouns.pop();
        nouns.push(one(&last));
    }
    if nouns.is_empty() && !is_verb {
        nouns.push(vec!["root".to_owned()]);
    }
    let mut all = Vec::new();
    nouns.iter().for_each(|noun| append(&mut all, noun));
    out.extend(all);
    out
}

fn parts(path: &str) -> Vec<Segment> {
    let mut out: Vec<Segment> = Vec::new();
    for segment in path.split('/') {
        let words = names::words(segment);
        if words.is_empty() {
            continue;
        }
        out.push(if segment.starts_with('{') {
            Segment::Hole(words)
        } else {
            Segment::Fixed(words)
        });
    }
    let is_prefix = |part: &Segment| matches!(part, Segment::Fixed(words) if matches!(words.as_slice(), [word] if is_version(word) || ["api", "rest"].contains(&word.as_str())));
    let fixed = |parts: &[Segment]| parts.iter().any(|part| matches!(part, Segment::Fixed(_)));
    while out.first().is_some_and(is_prefix) && fixed(&out[1..]) {
        out.remove(0);
    }
    out
}

/// The words for one of many.
fn one(words: &[String]) -> Vec<String> {
    let mut out = words.to_vec();
    if let Some(last) = out.last_mut() {
        *last = singular(last);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::{of_place, words};

    #[test]
    fn without_an_id() {
        let table = [
            ("get", "/users/{id}/posts", "list user posts"),
            ("get", "/users/{id}", "get user"),
            ("get", "/users", "list users"),
            ("post", "/users", "create user"),
            ("put", "/users/{id}", "replace user"),
            ("patch", "/users/{id}", "update user"),
            ("delete", "/users/{id}", "delete user"),
            ("post", "/users/{id}/activate", "activate user"),
            ("get", "/api/v1/status", "get status"),
            ("get", "/account/settings", "get account settings"),
            ("get", "/repos/{owner}/{repo}", "get repo by owner and repo"),
            ("get", "/repos/{owner}/{repo}/tags", "list repo tags"),
            ("get", "/companies/{id}/company-users", "list company users"),
            ("post", "/login", "login"),
            ("get", "/", "get root"),
            ("get", "/{id}", "get root by id"),
            ("get", "/v2", "get v2"),
        ];
        for (method, path, name) in table {
            assert_eq!(of_place(method, path).join(" "), name, "{method} {path}");
        }
    }

    #[test]
    fn from_an_id() {
        let table = [
            ("listThings", "/things", "list things"),
            ("get-/v1/things/{id}", "/v1/things/{id}", "get thing"),
            ("get-things-thingId", "/things/{thingId}", "get thing"),
            ("v1.things.get", "/v1/things/{id}", "things get"),
            ("read_thing_things__thing_id__get", "/things/{thing_id}", "read thing"),
            ("UserController.findAll", "/users", "user find all"),
            ("UserService_ListUsers", "/users", "list users"),
            ("accounts-list-accounts", "/accounts", "list accounts"),
            ("user'-s-things-list-things", "/things", "users list things"),
            ("getThings", "/things", "get things"),
            ("things_GETall", "/things", "things get all"),
            ("", "/things", "list things"),
        ];
        for (id, path, name) in table {
            assert_eq!(words(Some(id), "get", path).join(" "), name, "{id}");
        }
    }
}
