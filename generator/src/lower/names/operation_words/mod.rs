//! What an operation is called, in words: those of its `operationId`, or made of its method and path.
//!
//! In: the operation, its group, and what the paths of the document share. Out: names in words, the best one first. Must not look at other
//! operations in any other way.
//!
//! `id` has the words of ids, `route` makes a name of method and path, `within` leaves out what the group says, `verbs` knows verbs, and
//! `paths` has what paths say about each other.

mod id;
mod paths;
mod route;
mod verbs;
mod within;

pub(in crate::lower) use paths::Paths;
pub(in crate::lower) use route::{Route, spelled_out};

use super::words::all_alike;

/// An id with more letters gives way to a name made of method and path, if that is shorter.
const LONGEST: usize = 60;

/// The words of an operation's name, none of them said twice.
pub(super) fn words(id: Option<&str>, route: &Route) -> Vec<String> {
    let words = in_full(id, route);
    once(id::with_verb(id::without_end_version(&words).to_vec(), route))
}

/// What a path is about: its name without the verb.
pub(super) fn subject(route: &Route) -> Vec<String> {
    let words = route.words();
    match words.as_slice() {
        [_, nouns @ ..] if !nouns.is_empty() => nouns.to_vec(),
        _ => words,
    }
}

/// The names of an operation in a group, the best one first.
pub(super) fn names(id: Option<&str>, route: &Route, group: Option<&[String]>) -> Vec<Vec<String>> {
    let versioned = in_full(id, route);
    let long = id::with_verb(id::without_end_version(&versioned).to_vec(), route);
    let full = once(long.clone());
    let of_place = route.words();
    let mut out = Vec::new();
    if let Some(group) = group {
        let below = (long == of_place).then(|| route.words_below(group)).flatten();
        let below = below.filter(|words| within::is_free(words));
        let short = || within::within(&long, group).or_else(|| within::within(&full, group));
        out.extend(below.or_else(short).map(|words| id::with_verb(words, route)));
    } else {
        out.push(full.clone());
    }
    out.extend(out.first().cloned().map(|best| [best, route.distinction()].concat()));
    out.extend([full, once(versioned), of_place, spelled_out(route.method, route.path)]);
    out
}

/// What an operation without a tag is grouped by: the first segment of its path that tells something. None if that is the call itself,
/// and none in a document with few of them, whose client is easier to read as one list.
pub(super) fn group(route: &Route) -> Option<Vec<String>> {
    route.first_noun().filter(|_| route.paths.has_groups())
}

/// The words of an operation's name.
fn in_full(id: Option<&str>, route: &Route) -> Vec<String> {
    let Some(words) = id.and_then(|id| id::words(id, route)) else {
        return route.words();
    };
    let words = id::with_verb(words, route);
    let letters = |words: &[String]| words.iter().map(String::len).sum::<usize>();
    if letters(&words) <= LONGEST {
        return words;
    }
    let place = route.words();
    if letters(&place) < letters(&words) {
        place
    } else {
        words
    }
}

/// `accounts list accounts` says `accounts` once, and `delete delete template` says `delete` once.
fn once(mut words: Vec<String>) -> Vec<String> {
    words.dedup();
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

#[cfg(test)]
mod tests {
    use super::{Paths, Route, names, words};

    fn route<'a>(method: &'a str, path: &'a str, paths: &'a Paths) -> Route<'a> {
        Route { method, path, paths }
    }

    #[test]
    fn without_an_id() {
        let table = [
            ("get", "/users/{id}/posts", "list user posts"),
            ("get", "/users/{id}", "get user"),
            ("get", "/users", "list users"),
            ("post", "/users", "create user"),
            ("put", "/users/{id}", "replace user"),
            ("patch", "/users/{id}", "update user"),
            ("post", "/users/{id}", "update user"),
            ("delete", "/users/{id}", "delete user"),
            ("post", "/users/{id}/activate", "activate user"),
            ("post", "/accounts/{id}/follow", "follow account"),
            ("post", "/accounts/{id}/reblog", "reblog account"),
            ("post", "/accounts/{id}/avatar", "create account avatar"),
            ("post", "/accounts/{id}/subscription", "create account subscription"),
            ("post", "/accounts/{id}/votes", "create account vote"),
            (
                "post",
                "/accounts/{id}/transfer-ownership",
                "transfer account ownership",
            ),
            ("post", "/accounts/{id}/remove-by-email", "remove account by email"),
            ("post", "/requests/find", "find requests"),
            ("post", "/things/{id}:undelete", "undelete thing"),
            ("get", "/files/{id}/download", "download file"),
            ("get", "/accounts/{id}/follow", "get account follow"),
            ("post", "/oauth/token", "create oauth token"),
            ("get", "/api/v1/status", "get status"),
            ("get", "/aliases/v2/{id}", "get alias"),
            ("get", "/rest/api/3/keys", "list keys"),
            ("put", "/links/{id}#update_share", "update link share"),
            ("get", "/account/settings", "get account settings"),
            ("get", "/repos/{owner}/{repo}", "get repo by owner and repo"),
            ("get", "/repos/{owner}/{repo}/tags", "list repo tags"),
            ("get", "/companies/{id}/company-users", "list company users"),
            ("post", "/login", "login"),
            ("get", "/", "get root"),
            ("get", "/{id}", "get root by id"),
            ("get", "/v2", "get v2"),
        ];
        let paths = Paths::default();
        for (method, path, name) in table {
            assert_eq!(
                words(None, &route(method, path, &paths)).join(" "),
                name,
                "{method} {path}"
            );
        }
    }

    #[test]
    fn from_an_id() {
        let table = [
            ("listThings", "get", "/things", "list things"),
            ("get-/v1/things/{id}", "get", "/v1/things/{id}", "get thing"),
            ("get-things-thingId", "get", "/things/{thingId}", "get thing"),
            ("get_things_id", "get", "/things/{thing_id}", "get thing"),
            (
                "PostThingsIDParts",
                "post",
                "/v1/things/{thingID}/parts",
                "create thing part",
            ),
            ("v1.things.get", "get", "/v1/things/{id}", "things get"),
            (
                "read_thing_things__thing_id__get",
                "get",
                "/things/{thing_id}",
                "read thing",
            ),
            ("UserController.findAll", "get", "/users", "user find all"),
            ("UserService_ListUsers", "get", "/users", "list users"),
            ("accounts-list-accounts", "get", "/accounts", "list accounts"),
            ("user'-s-things-list-things", "get", "/things", "users list things"),
            ("getThings", "get", "/things", "list things"),
            ("getAllThings", "get", "/things", "list things"),
            ("getSettings", "get", "/settings", "get settings"),
            ("deleteThings", "delete", "/things/{ids}", "delete things"),
            ("getThing", "get", "/things/{id}", "get thing"),
            ("post-apply-rules", "post", "/things/{id}/rules/apply", "apply rules"),
            ("post-follow-thing", "post", "/things/{id}/follow", "follow thing"),
            ("postMessage", "post", "/chat.postMessage", "post message"),
            ("getRows", "get", "/dbs/{db}/rows", "list rows"),
            ("postRows", "post", "/dbs/{db}/rows", "create row"),
            ("putPlan", "put", "/accounts/{id}/plan", "replace plan"),
            (
                "getDiagramWithPaths",
                "get",
                "/diagrams/{id}/with-paths",
                "get diagram with paths",
            ),
            ("getKey", "get", "/rest/api/3/keys/valid", "get key"),
            ("post-big-thing", "post", "/things", "create big thing"),
            ("convertV1ToV2", "post", "/convert", "convert v1 to v2"),
            ("things_GETall", "get", "/things", "things get all"),
            ("", "get", "/things", "list things"),
        ];
        let paths = Paths::default();
        for (id, method, path, name) in table {
            assert_eq!(words(Some(id), &route(method, path, &paths)).join(" "), name, "{id}");
        }
    }

    #[test]
    fn in_a_group() {
        let table = [
            (None, "get", "/accounts/{id}/lists", "accounts", "list lists"),
            (None, "post", "/accounts/{id}/follow", "accounts", "follow"),
            (
                None,
                "post",
                "/root/requests/remove-by-metadata",
                "requests",
                "remove by metadata",
            ),
            (None, "get", "/root/requests", "requests", "list"),
            (None, "get", "/aliases/v2/{id}", "aliases", "get"),
            (None, "post", "/accounts", "accounts", "create"),
            (None, "post", "/search", "search", "search"),
            (None, "post", "/things/{id}/clone", "things", "clone thing"),
            (
                Some("getSourceAccountsV3"),
                "get",
                "/v3/sourceAccounts",
                "source accounts",
                "list",
            ),
            (Some("get_pools"), "get", "/pools", "pool", "list"),
            (Some("get_pool"), "get", "/pools/{name}", "pool", "get"),
            (
                Some("images_post_transfer_decline"),
                "post",
                "/images/{id}/transfer/decline",
                "images",
                "decline transfer",
            ),
        ];
        let paths = Paths::default();
        for (id, method, path, group, name) in table {
            let group: Vec<String> = group.split(' ').map(str::to_owned).collect();
            let names = names(id, &route(method, path, &paths), Some(&group));
            assert_eq!(names[0].join(" "), name, "{method} {path}");
        }
    }
}
