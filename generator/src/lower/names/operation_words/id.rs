//! The words of an `operationId`.
//!
//! In: the id, and the route of its operation. Out: its words without what frameworks and conventions add: roles of classes, versions, numbers, the
//! path and its method. None if nothing is left but method and path, which make a better name (`route`).

use super::super::identifiers as names;
use super::super::words::{alike, all_alike};
use super::route::{Route, is_place};
use super::verbs::is_version;
use super::within::is_link;

/// The words of an id; none if it only repeats method and path.
pub(super) fn words(id: &str, route: &Route) -> Option<Vec<String>> {
    let words = without_number(raw(id, route), id, route);
    let words = clean(without_end_version(words, route), route)?;
    Some(words).filter(|_| !id.contains(['{', '}']))
}

/// The same with the number and the version at the end.
pub(super) fn words_in_full(id: &str, route: &Route) -> Option<Vec<String>> {
    clean(raw(id, route), route).filter(|_| !id.contains(['{', '}']))
}

fn raw(id: &str, route: &Route) -> Vec<String> {
    let text = id
        .trim()
        .replace(['\'', '’'], "'")
        .replace("'-s-", "s-")
        .replace('\'', "");
    names::words(&apart(&without_version(&without_role(&text)), route.method))
}

/// The words without what frameworks add.
fn clean(words: Vec<String>, route: &Route) -> Option<Vec<String>> {
    let words = without_framework(words, route);
    let is_index = route.method == "get" && words == ["index"];
    let is_told = !words.is_empty() && !is_index && !repeats(&words, route);
    is_told.then(|| without_group(without_place(words, route)))
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

/// A number at the end tells ids apart and nothing else, unless the path has it: `getUsers_1`, `Users_Get2`.
fn without_number(mut words: Vec<String>, id: &str, route: &Route) -> Vec<String> {
    let path = &route.path_words;
    let Some((last, head)) = words.split_last().filter(|(last, _)| !path.contains(last)) else {
        return words;
    };
    let stem = last.trim_end_matches(|letter: char| letter.is_ascii_digit()).to_owned();
    let is_apart = head.last().is_some_and(|word| word.len() > 1 && !is_version(word));
    let is_known = stem == route.method || (id.contains('_') && path.iter().any(|word| alike(word, &stem)));
    if stem.is_empty() && is_apart {
        words.pop();
    } else if stem.len() < last.len() && is_known {
        words.pop();
        words.push(stem);
    }
    words
}

/// `users get users`: some write the group first.
fn without_group(words: Vec<String>) -> Vec<String> {
    let half = words.len() / 2;
    match words.len() % 2 == 1 && all_alike(&words[..half], &words[half + 1..]) {
        true => words[half..].to_vec(),
        false => words,
    }
}

/// Roles of classes and ways of calling that stand at the end: `getUsersUsingGET`, `get_user_list`.
fn without_framework(words: Vec<String>, route: &Route) -> Vec<String> {
    match words.as_slice() {
        [head @ .., using, method] if using == "using" && *method == route.method && !head.is_empty() => head.to_vec(),
        [method, noun @ .., role] if *method == route.method && all_alike(noun, &route.noun()) => match role.as_str() {
            "list" if route.method == "get" && !route.is_of_one() => [std::slice::from_ref(role), noun].concat(),
            "list" if !route.is_of_one() => words[..words.len() - 1].to_vec(),
            "resource" => words[..words.len() - 1].to_vec(),
            _ => words,
        },
        _ => words,
    }
}

/// Some frameworks append path and method: `read_user_users__id__get` is `read user`.
fn without_place(words: Vec<String>, route: &Route) -> Vec<String> {
    let before = match words.split_last() {
        Some((method, rest)) if *method == route.method => rest.strip_suffix(route.path_words.as_slice()),
        _ => None,
    };
    match before {
        Some(head) if !head.is_empty() => head.to_vec(),
        _ => words,
    }
}

/// Whether an id is method and path, or path and method: `post_files_id_copy`, `GetBucketsIDOwners`, `petsIdGet`. A parameter may be
/// called `id` and follow a `by`, or be left out if it is not the last: who deletes `lights` at `/lights/{ids}` means many.
fn repeats(words: &[String], route: &Route) -> bool {
    let rest = match words {
        [method, rest @ ..] if *method == route.method => rest,
        [rest @ .., method] if *method == route.method => rest,
        _ => return false,
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

/// Whether words are these segments, one after the other. Read from the end: for each segment, from which word on the rest fits.
fn fits(words: &[String], segments: &[Vec<String>], holes: &[bool]) -> bool {
    let mut after = vec![false; words.len() + 1];
    after[words.len()] = true;
    for (at, segment) in segments.iter().enumerate().rev() {
        // One of many: `getThingById` at `/things/{id}`.
        let is_owner = holes.get(at + 1) == Some(&true);
        let is_last = at + 1 == segments.len();
        let mut fits = vec![false; words.len() + 1];
        for from in (0..=words.len()).rev() {
            let first = words.get(from);
            let head = words.get(from..from + segment.len());
            let is_here = head.is_some_and(|head| head == segment || (is_owner && all_alike(head, segment)))
                && after[from + segment.len()];
            let is_value = first.is_some_and(|word| word == "id" || segment.last() == Some(word)) && after[from + 1];
            let is_left_out = !is_last && after[from];
            let is_linked = first.is_some_and(|word| word == "by") && from + 1 < words.len() && fits[from + 1];
            fits[from] = is_here || (holes[at] && (is_value || is_left_out || is_linked));
        }
        after = fits;
    }
    after[0]
}

/// Words of an id without the version at its end, unless the path ends in it as well.
fn without_end_version(mut words: Vec<String>, route: &Route) -> Vec<String> {
    let is_number = |word: &&String| word.chars().all(|letter| letter.is_ascii_digit());
    let numbers = words.iter().rev().take_while(is_number).count();
    let end = words.len() - numbers;
    let Some((version, head)) = words[..end].split_last() else {
        return words;
    };
    // What links two versions says what becomes of them: `convert v1 to v2`.
    let is_linked = head.last().is_some_and(|word| is_link(word));
    let is_meant = is_linked || route.path_words.ends_with(&words[head.len()..]);
    if is_version(version) && head.len() > 1 && !is_meant {
        words.truncate(end - 1);
    }
    words
}
