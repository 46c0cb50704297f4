//! What an operation is called, in words: those of its `operationId`, or made of its method and path.
//!
//! In: the operation, its group, and what the paths of the document share. Out: names in words, the best one first. Must not look at other
//! operations in any other way.
//!
//! `full` has the whole name, `id` the words of ids, `verb_first` puts their verb in front, `route` makes a name of method and path, `within` leaves out what the
//! group says, `others` has the names for operations that would be called the same, `verbs` knows verbs, and `paths` has what paths say about
//! each other.

mod full;
mod id;
mod others;
mod paths;
mod route;
mod verb_first;
mod verbs;
mod within;

pub(super) use full::{Wording, words};
pub(super) use others::gives_way;
pub(in crate::lower) use paths::Paths;
pub(in crate::lower) use route::{Route, nouns, spelled_out};
pub(super) use verbs::is_version;

use full::{LONGEST, letters};

/// What an operation is about: its name without the verb.
pub(super) fn subject(route: &Route) -> Vec<String> {
    let words = route.words();
    match words.as_slice() {
        [_, nouns @ ..] if !nouns.is_empty() => nouns.to_vec(),
        _ => words,
    }
}

/// The names of an operation in a group, the best one first.
pub(super) fn names(wording: &Wording, group: Option<&[String]>) -> Vec<Vec<String>> {
    let best = group.and_then(|group| within_group(wording, group));
    let best = best.unwrap_or_else(|| wording.full.clone());
    let route = &wording.route;
    let mut out = vec![best.clone()];
    out.extend(others::others(wording, &best));
    out.extend([
        wording.full.clone(),
        route.words(),
        wording.with_number.clone(),
        spelled_out(route.method, route.path),
    ]);
    out.sort_by_key(|words| letters(words) > LONGEST);
    out
}

/// The name without what it repeats of its group. A path is read below the segment that is called like the group.
fn within_group(wording: &Wording, group: &[String]) -> Option<Vec<String>> {
    let (words, full, route) = (&wording.of_id, &wording.full, &wording.route);
    let groups = [group, &within::subject(group)];
    let below = || groups.iter().find_map(|group| route.words_below(group));
    let below = if *words == route.words() { below() } else { None };
    let short = || {
        let each = groups.iter().flat_map(|group| [(words, group), (full, group)]);
        each.filter_map(|(words, group)| within::within(words, group))
            .min_by_key(Vec::len)
    };
    let best = below.filter(|words| within::is_free(words)).or_else(short);
    let verb = |words: &[String]| Some(vec![route.verb().filter(|_| *words == [route.method])?]);
    best.map(|words| verb(&words).unwrap_or_else(|| verb_first::with_verb(words, route)))
}

#[cfg(test)]
mod tests {
    use super::{Paths, Route, Wording, names, words};

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
            ("get", "/uuid/v4", "get uuid v4"),
            ("put", "/users/{id}/activate", "activate user"),
            ("get", "/shelves/{id}/books:batchGet", "batch get shelf books"),
            ("get", "/things/{id}:csv", "get thing csv"),
            ("post", "/reports/csv", "create reports csv"),
            ("post", "/people", "create person"),
            ("post", "/auth/sign-in", "sign in auth"),
        ];
        let paths = Paths::default();
        for (method, path, name) in table {
            assert_eq!(
                words(None, &Route::new(method, path, &paths)).join(" "),
                name,
                "{method} {path}"
            );
        }
    }

    /// A parameter may be left out of an id, so there are many ways to read one of many parameters.
    #[test]
    fn an_id_of_many_parameters_is_read_at_once() {
        let path: String = (0..60).map(|number| format!("/{{p{number}}}")).collect();
        let id = format!("get{}X", "Id".repeat(30));
        let paths = Paths::default();
        assert!(!words(Some(&id), &Route::new("get", &path, &paths)).is_empty());
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
            ("v1.things.get", "get", "/v1/things/{id}", "get thing"),
            (
                "read_thing_things__thing_id__get",
                "get",
                "/things/{thing_id}",
                "read thing",
            ),
            ("UserController.findAll", "get", "/users", "find all users"),
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
            (
                "deleteRefreshToken",
                "delete",
                "/refresh-tokens/{id}",
                "delete refresh token",
            ),
            (
                "deleteArchiveRule",
                "delete",
                "/archive-rules/{id}",
                "delete archive rule",
            ),
            ("putLockSettings", "put", "/lock-settings", "replace lock settings"),
            ("putActivateUser", "put", "/users/{id}/activate", "activate user"),
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
            ("things_GETall", "get", "/things", "list things"),
            ("", "get", "/things", "list things"),
            ("thingsGet", "get", "/things", "list things"),
            ("things_get", "get", "/things", "list things"),
            ("thingsIdDelete", "delete", "/things/{id}", "delete thing"),
            ("ThingsGET2", "get", "/things/{id}", "get thing"),
            ("Things_Post", "post", "/things", "create thing"),
            ("getThingById", "get", "/things/{id}", "get thing"),
            ("getThingByName", "get", "/things/{id}", "get thing by name"),
            ("getThings_1", "get", "/things/{id}", "get things"),
            ("loginOAuth2", "post", "/login/oauth", "login oauth2"),
            ("getThingUsingGET_1", "get", "/things/{id}", "get thing"),
            ("ThingsController_findAll", "get", "/things", "find all things"),
            ("ThingsController_getThings", "get", "/things", "list things"),
            ("things-getById", "get", "/things/{id}", "get thing by id"),
            ("things#index", "get", "/things", "list things"),
            ("index", "get", "/things", "list things"),
            ("get_thing_list", "get", "/things", "list thing"),
            ("getUuidV4", "get", "/uuid/v4", "get uuid v4"),
            ("listThings_v1", "get", "/v1/things", "list things"),
        ];
        let paths = Paths::default();
        for (id, method, path, name) in table {
            assert_eq!(
                words(Some(id), &Route::new(method, path, &paths)).join(" "),
                name,
                "{id}"
            );
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
                Some("PoolService_GetPool"),
                "get",
                "/pools/{name}",
                "pool service",
                "get",
            ),
            (Some("pools.pool.ListPool"), "get", "/pools", "pools pool", "list"),
            (Some("lists-get-lists"), "get", "/lists", "lists", "list"),
            (Some("pools.byId"), "get", "/pools.byId", "pools", "get by id"),
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
            let names = names(&Wording::new(id, Route::new(method, path, &paths)), Some(&group));
            assert_eq!(names[0].join(" "), name, "{method} {path}");
        }
    }
}
