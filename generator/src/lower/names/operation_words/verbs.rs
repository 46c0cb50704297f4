//! Words that are verbs, that are nouns, and that are neither: only for what the shape of a path leaves in doubt.
//!
//! The tables hold no word because an API has it; they hold what English uses as a verb, or as a noun that looks like a verb.

use super::super::words::singular;

/// Verbs, also where nothing else says so: `GET /files/{id}/download` is `download file`. In usual paths none of them is a thing.
const VERBS: [&str; 124] = [
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
    "decline",
    "decrypt",
    "delete",
    "deny",
    "deploy",
    "destroy",
    "detach",
    "disable",
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
    "register",
    "reject",
    "rename",
    "render",
    "renew",
    "reopen",
    "replace",
    "resize",
    "resolve",
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
    "undo",
    "unlink",
    "update",
    "upload",
    "upsert",
    "validate",
    "verify",
];

/// What stands before another verb makes one of it: `unlock`, `resend`.
const TURNS: [&str; 4] = ["de", "dis", "re", "un"];

/// What stands behind a verb and belongs to it: `sign in`.
const PARTICLES: [&str; 6] = ["down", "in", "off", "on", "out", "up"];

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
const NOUNS: [&str; 63] = [
    "access",
    "account",
    "address",
    "agent",
    "alias",
    "avatar",
    "backup",
    "banner",
    "body",
    "bucket",
    "channel",
    "child",
    "config",
    "consent",
    "content",
    "credential",
    "customer",
    "domain",
    "email",
    "entry",
    "event",
    "feedback",
    "file",
    "folder",
    "group",
    "icon",
    "image",
    "info",
    "invite",
    "item",
    "job",
    "json",
    "key",
    "label",
    "latest",
    "link",
    "log",
    "logo",
    "me",
    "media",
    "member",
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
    "snapshot",
    "status",
    "tag",
    "task",
    "team",
    "token",
    "user",
    "webhook",
];

const VOWELS: [char; 6] = ['a', 'e', 'i', 'o', 'u', 'y'];

/// Ends of words that are nouns.
const ENDINGS: [&str; 12] = [
    "tion", "sion", "ment", "ness", "ship", "ance", "ence", "ity", "ology", "ory", "ary", "data",
];

/// Plurals that are one thing.
const ONE: [&str; 10] = [
    "analytics",
    "basics",
    "credentials",
    "details",
    "metrics",
    "options",
    "preferences",
    "settings",
    "statistics",
    "stats",
];

/// Whether a word is a verb in itself.
pub(super) fn is_verb(word: &str) -> bool {
    let turned = || TURNS.iter().filter_map(|turn| word.strip_prefix(turn));
    VERBS.contains(&word) || turned().any(|verb| VERBS.contains(&verb))
}

/// Whether a word is a verb in itself that changes nothing.
pub(super) fn is_verb_of_reading(word: &str) -> bool {
    READING.contains(&word)
}

/// Whether these words are a verb and what it is about.
pub(super) fn is_call(words: &[String]) -> bool {
    match words {
        [_, last] if PARTICLES.contains(&last.as_str()) => true,
        [first, .., last] => is_verb(first) || (FIRST.contains(&first.as_str()) && !is_many(last)),
        _ => false,
    }
}

/// How many words of a call are its verb: one, or more as in `batch get` and `sign in`.
pub(super) fn verb_words(call: &[String]) -> usize {
    match call {
        [_, particle] if PARTICLES.contains(&particle.as_str()) => 2,
        _ => call.iter().take_while(|word| is_verb(word)).count().max(1),
    }
}

/// Whether a word may be a verb, if its place says so. One without a vowel is the name of a format: `csv`.
pub(super) fn may_be_verb(word: &str) -> bool {
    let is_noun = || NOUNS.contains(&word) || ENDINGS.iter().any(|ending| word.ends_with(ending));
    let is_word =
        || word.len() > 2 && word.chars().all(char::is_alphabetic) && (!word.is_ascii() || word.contains(VOWELS));
    is_verb(word) || (is_word() && !is_noun() && !is_many(word))
}

/// Whether a word means many things.
pub(super) fn is_many(word: &str) -> bool {
    singular(word) != word && !ONE.contains(&word)
}

/// Whether a word is the version of an API: `v2`, `v1beta1`.
pub(in crate::lower::names) fn is_version(word: &str) -> bool {
    let number = word.strip_prefix(['v', 'V']);
    number.is_some_and(|number| number.starts_with(|first: char| first.is_ascii_digit()))
}
