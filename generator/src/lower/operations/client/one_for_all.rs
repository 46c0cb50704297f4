//! What the name of a parameter says: whether there is one value for all requests, and whether it is a credential.
//!
//! In: a name, and where the parameter travels. Out: yes, if the name leaves no doubt. Must not know of operations.

use crate::lower::names;
use crate::plan::Home;

/// What a client has one of: the last word of the name of its parameter, or the last but `id`. Credentials are that as well.
const ONE_FOR_ALL: [&str; 15] = [
    "account",
    "app",
    "application",
    "company",
    "customer",
    "merchant",
    "org",
    "organisation",
    "organization",
    "partner",
    "project",
    "subscription",
    "tenant",
    "version",
    "workspace",
];

/// Words of names that mean one request or one page, whatever else they say.
const ONE_FOR_EACH: [&str; 20] = [
    "after",
    "before",
    "continuation",
    "continue",
    "cursor",
    "end",
    "from",
    "idempotency",
    "last",
    "marker",
    "next",
    "offset",
    "page",
    "request",
    "row",
    "scroll",
    "skip",
    "sort",
    "start",
    "sync",
];

/// The last words of credentials, whose values are printed nowhere.
const KEYS: [&str; 5] = ["auth", "key", "password", "secret", "token"];

/// Whose credential it is, or what it opens. Another word before `key` or `token` may say where a list goes on.
const OF_CALLER: [&str; 18] = [
    "access",
    "account",
    "api",
    "app",
    "application",
    "auth",
    "authorization",
    "bearer",
    "client",
    "developer",
    "partner",
    "private",
    "secret",
    "security",
    "service",
    "session",
    "subscription",
    "user",
];

/// The client says who is calling in any case.
pub(super) const USER_AGENT: &str = "user-agent";

/// Whether a name leaves no doubt.
pub(super) fn is_one_for_all(home: Home, wire: &str) -> bool {
    if home == Home::Header && wire.eq_ignore_ascii_case(USER_AGENT) {
        return true;
    }
    let name = names::snake(wire);
    let mut ends = name.rsplit('_').skip_while(|word| *word == "id");
    let is_one = is_credential(home, wire) || ends.next().is_some_and(|word| ONE_FOR_ALL.contains(&word));
    is_one && !name.split('_').any(|word| ONE_FOR_EACH.contains(&word))
}

/// Whether a name says in its last words that it is that of a credential.
fn is_credential(home: Home, wire: &str) -> bool {
    ends_as_credential(home, &names::snake(wire))
}

/// Whether a value that is set once is printed nowhere. More may follow the words of a credential: `X-Auth-Token-V2`.
pub(super) fn is_secret(home: Home, wire: &str) -> bool {
    let name = names::snake(wire);
    let mut ends = name.match_indices('_').map(|(at, _)| at).chain([name.len()]);
    ends.any(|end| ends_as_credential(home, &name[..end]))
}

/// A header is not used to page, so there the maker's name is enough: `X-Vault-Token`.
fn ends_as_credential(home: Home, name: &str) -> bool {
    let mut words = name.rsplit('_');
    let last = words.next().unwrap_or_default();
    let Some(owner) = KEYS.iter().find_map(|key| last.strip_suffix(key)) else {
        return false;
    };
    let is_of_caller = |word: &str| OF_CALLER.contains(&word);
    match (owner, words.next()) {
        ("", None | Some("x")) => true,
        ("", Some(word)) => home == Home::Header || is_of_caller(word) || KEYS.contains(&word),
        (owner, _) => is_of_caller(owner),
    }
}

#[cfg(test)]
mod tests {
    use super::{is_credential, is_one_for_all, is_secret};
    use crate::plan::Home::{Header, Query};

    #[test]
    fn names_that_leave_no_doubt() {
        for name in [
            "Tenant-Id",
            "X-API-Key",
            "api-version",
            "organizationId",
            "X-Auth-Token",
        ] {
            assert!(is_one_for_all(Header, name), "{name}");
            assert!(is_one_for_all(Query, name), "{name}");
        }
        assert!(is_one_for_all(Header, "User-Agent"));
        for name in [
            "page_token",
            "Idempotency-Key",
            "X-Request-Id",
            "limit",
            "nextVersion",
            "sort_key",
            "id",
            "skipToken",
            "scroll_token",
            "start_key",
            "marker_token",
            "from_key",
            "after_key",
        ] {
            assert!(!is_one_for_all(Header, name), "{name}");
            assert!(!is_one_for_all(Query, name), "{name}");
        }
    }

    #[test]
    fn credentials() {
        for name in [
            "key",
            "X-API-Key",
            "apikey",
            "access_token",
            "X-Auth-Token",
            "clientSecret",
            "password",
        ] {
            assert!(is_credential(Header, name), "{name}");
            assert!(is_credential(Query, name), "{name}");
        }
        for name in ["Tenant-Id", "api-version", "keyboard", "hotkey", "monkey"] {
            assert!(!is_credential(Header, name), "{name}");
            assert!(!is_credential(Query, name), "{name}");
        }
        assert!(is_credential(Header, "X-Vault-Token"));
        assert!(!is_credential(Query, "resume_token"));
    }

    #[test]
    fn secrets_may_have_more_words() {
        for name in [
            "X-API-Key",
            "X-Auth-Token-V2",
            "client_secret_value",
            "accessTokenForAll",
        ] {
            assert!(is_secret(Header, name), "{name}");
            assert!(is_secret(Query, name), "{name}");
        }
        for name in ["skipToken", "start_key", "marker_token_v2", "Tenant-Id", "keyboard"] {
            assert!(!is_secret(Query, name), "{name}");
        }
        // That it is set once is said by the last words alone.
        assert!(!is_one_for_all(Header, "X-Auth-Token-V2"));
    }
}
