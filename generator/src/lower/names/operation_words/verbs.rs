//! Words that are verbs, that are nouns, and that are neither: only for what the shape of a path leaves in doubt.
//!
//! The tables hold no word because an API has it; they hold what English uses as a verb, or as a noun that looks like a verb.

use super::super::words::singular;

/// Verbs, also where nothing else says so: `GET /files/{id}/download` is `download file`. In usual paths none of them is a thing.
const VERBS: [&str; 138] = [
    "accept",
    "acknowledge",
    "activate",
    "add",
    "adjust",
    "amend",
    "append",
    "apply",
    "approve",
    "archive",
    "assign",
    "attach",
    "authenticate",
    "authorize",
    "ban",
    "batch",
    "bind",
    "block",
    "bulk",
    "calculate",
    "cancel",
    "capture",
    "check",
    "clear",
    "clone",
    "close",
    "complete",
    "compute",
    "configure",
    "confirm",
    "connect",
    "convert",
    "copy",
    "create",
    "deactivate",
    "decline",
    "decrypt",
    "delete",
    "deny",
    "deploy",
    "detach",
    "disable",
    "disconnect",
    "dismiss",
    "download",
    "enable",
    "encrypt",
    "enqueue",
    "estimate",
    "evaluate",
    "evict",
    "execute",
    "expire",
    "export",
    "fetch",
    "find",
    "finish",
    "follow",
    "generate",
    "get",
    "grant",
    "import",
    "install",
    "invoke",
    "join",
    "kick",
    "leave",
    "list",
    "lock",
    "login",
    "logout",
    "lookup",
    "merge",
    "migrate",
    "move",
    "mute",
    "pause",
    "ping",
    "poll",
    "publish",
    "purge",
    "read",
    "reboot",
    "rebuild",
    "redo",
    "refresh",
    "regenerate",
    "register",
    "reject",
    "remove",
    "rename",
    "render",
    "renew",
    "reopen",
    "replace",
    "resend",
    "reset",
    "resize",
    "resolve",
    "restart",
    "restore",
    "resume",
    "retrieve",
    "retry",
    "revert",
    "revoke",
    "rotate",
    "run",
    "scan",
    "search",
    "send",
    "set",
    "simulate",
    "start",
    "stop",
    "submit",
    "subscribe",
    "suspend",
    "sync",
    "terminate",
    "transcribe",
    "translate",
    "trigger",
    "unassign",
    "unblock",
    "undelete",
    "undo",
    "unfollow",
    "uninstall",
    "unlink",
    "unlock",
    "unmute",
    "unsubscribe",
    "update",
    "upload",
    "upsert",
    "validate",
    "verify",
];

/// The verbs that may say what a `GET` does.
const READING: [&str; 14] = [
    "check", "compute", "download", "export", "fetch", "find", "list", "lookup", "ping", "poll", "read", "render",
    "retrieve", "search",
];

/// Words that are verbs only in front of others: `POST /accounts/{id}/transfer-ownership`.
const FIRST: [&str; 16] = [
    "change", "charge", "clean", "edit", "issue", "make", "mark", "process", "release", "report", "request", "save",
    "schedule", "test", "transfer", "use",
];

/// Words that name a thing although a path treats it like an action: `POST /users/{id}/avatar` creates one.
const NOUNS: [&str; 72] = [
    "access",
    "account",
    "address",
    "agent",
    "alias",
    "attachment",
    "avatar",
    "backup",
    "banner",
    "body",
    "bucket",
    "category",
    "channel",
    "child",
    "collection",
    "config",
    "consent",
    "content",
    "credential",
    "customer",
    "data",
    "description",
    "domain",
    "email",
    "entity",
    "entry",
    "event",
    "feedback",
    "file",
    "folder",
    "group",
    "history",
    "icon",
    "image",
    "info",
    "invite",
    "item",
    "job",
    "key",
    "label",
    "link",
    "location",
    "log",
    "logo",
    "me",
    "media",
    "member",
    "membership",
    "metadata",
    "node",
    "note",
    "object",
    "owner",
    "password",
    "photo",
    "picture",
    "policy",
    "profile",
    "project",
    "resource",
    "role",
    "rule",
    "secret",
    "session",
    "snapshot",
    "status",
    "tag",
    "task",
    "team",
    "token",
    "user",
    "webhook",
];

/// Ends of words that are nouns.
const ENDINGS: [&str; 9] = ["tion", "sion", "ment", "ness", "ship", "ance", "ence", "ity", "ology"];

/// Plurals that are one thing.
const ONE: [&str; 12] = [
    "analytics",
    "credentials",
    "details",
    "metrics",
    "news",
    "options",
    "preferences",
    "settings",
    "statistics",
    "stats",
    "access",
    "basics",
];

/// Whether a word is a verb in itself.
pub(super) fn is_verb(word: &str) -> bool {
    VERBS.contains(&word)
}

/// Whether a word is a verb in itself that changes nothing.
pub(super) fn is_verb_of_reading(word: &str) -> bool {
    READING.contains(&word)
}

/// Whether these words are a verb and what it is about.
pub(super) fn is_call(words: &[String]) -> bool {
    matches!(words, [first, .., last] if is_verb(first) || (FIRST.contains(&first.as_str()) && !is_many(last)))
}

/// Whether a word may be a verb, if its place says so.
pub(super) fn may_be_verb(word: &str) -> bool {
    let is_noun = || NOUNS.contains(&word) || ENDINGS.iter().any(|ending| word.ends_with(ending));
    is_verb(word) || (!is_noun() && !is_many(word) && word.chars().all(char::is_alphabetic) && word.len() > 2)
}

/// Whether a word means many things.
pub(super) fn is_many(word: &str) -> bool {
    singular(word) != word && !ONE.contains(&word)
}

/// Whether a word is the version of an API: `v2`, `v1beta1`.
pub(super) fn is_version(word: &str) -> bool {
    let number = word.strip_prefix(['v', 'V']);
    number.is_some_and(|number| number.starts_with(|first: char| first.is_ascii_digit()))
}
