//! Where a hint begins: at a component, or at what an operation sends and receives.

use serde_json::Value;

use super::super::identifiers::pascal;
use super::super::operation_words;
use super::super::words::join;
use super::detail::Detail;
use super::given;
use crate::pointer::Pointer;
use crate::schemas::Graph;

/// The name of the root of a pointer, and how many of its parts that is.
pub(super) fn root(graph: &Graph, words: &[&str], detail: Detail) -> (String, usize) {
    match words {
        ["components", section, name, rest @ ..] => {
            let name = given::at(graph, &at(&words[..3])).unwrap_or_else(|| pascal(name));
            (component(section, name, detail), 3 + content(rest))
        }
        ["paths" | "webhooks", path, "parameters", index, rest @ ..] => {
            let owner = match detail {
                Detail::Short => operation_words::subject(path).join("_"),
                _ => (*path).to_owned(),
            };
            let name = join(&pascal(&owner), &parameter(graph, &words[..4], index));
            (name, 4 + content(rest))
        }
        ["paths" | "webhooks", _, _, ..] => operation(graph, words, detail),
        [first, ..] => (pascal(first), 1),
        [] => ("Document".to_owned(), 0),
    }
}

/// `components/responses/thing` is a `ThingResponse`: its kind is said unless the name says it.
fn component(section: &str, name: String, detail: Detail) -> String {
    let (kind, said): (_, &[&str]) = match section {
        "responses" if detail == Detail::Whole => ("Reply", &[]),
        "responses" => ("Response", &["Response", "Error", "Reply", "Result"]),
        "requestBodies" => ("Request", &["Request", "Body", "Input", "Payload"]),
        "headers" => ("Header", &["Header"]),
        "parameters" if detail == Detail::Whole => ("Parameter", &[]),
        "schemas" if detail == Detail::Whole => ("Schema", &[]),
        _ => return name,
    };
    if said.iter().any(|ending| name.ends_with(ending)) {
        name
    } else {
        format!("{name}{kind}")
    }
}

/// An operation, or the one of a callback of it, and the part of it that holds a schema.
fn operation(graph: &Graph, words: &[&str], detail: Detail) -> (String, usize) {
    let (mut name, mut used) = (called(graph, &words[..3], detail), 3);
    if let ["callbacks", callback, _, _, ..] = &words[used..] {
        name.push_str(&pascal(callback));
        used += 4;
    }
    let (more, taken) = match &words[used..] {
        ["requestBody", "content", media, "schema", ..] => (format!("{}Request", form(media, detail)), 4),
        ["responses", status, "content", _, "schema", ..] => (reply(graph, &words[..=used], status, detail), 5),
        ["responses", _, "headers", header, rest @ ..] => (format!("{}Header", pascal(header)), 4 + content(rest)),
        ["parameters", index, rest @ ..] => (parameter(graph, &words[..used + 2], index), 2 + content(rest)),
        _ => (String::new(), 0),
    };
    (name + &more, used + taken)
}

fn called(graph: &Graph, words: &[&str], detail: Detail) -> String {
    let place = at(words);
    let (path, method) = (words[1], words[2]);
    let id = graph.document.get(&place).and_then(|value| value.get("operationId"));
    let words = match detail {
        Detail::Whole => operation_words::spelled_out(method, path),
        _ => operation_words::words(id.and_then(Value::as_str), method, path),
    };
    given::at(graph, &place).unwrap_or_else(|| pascal(&words.join("_")))
}

fn parameter(graph: &Graph, words: &[&str], index: &str) -> String {
    let name = graph.document.get(&at(words)).and_then(|value| value.get("name"));
    pascal(name.and_then(Value::as_str).unwrap_or(index))
}

/// What follows the name of a component or parameter on the way to its schema: `schema`, `content/…/schema`.
fn content(rest: &[&str]) -> usize {
    match rest {
        ["schema", ..] => 1,
        ["content", _, "schema", ..] => 3,
        _ => 0,
    }
}

/// What tells the bodies of one request apart.
fn form(media: &str, detail: Detail) -> String {
    let essence = media.split(';').next().unwrap_or_default().trim();
    match essence {
        _ if detail == Detail::Short => String::new(),
        "application/json" if detail == Detail::Long => String::new(),
        "application/x-www-form-urlencoded" => "Form".to_owned(),
        "multipart/form-data" => "Multipart".to_owned(),
        other => pascal(other.rsplit('/').next().unwrap_or_default()),
    }
}

/// What an answer is called: successes are responses, errors have the name of their status.
fn reply(graph: &Graph, words: &[&str], status: &str, detail: Detail) -> String {
    let all = graph.document.get(&at(words)).and_then(Value::as_object);
    let succeeds = || all.is_some_and(|all| all.keys().any(|key| key.starts_with('2')));
    match status {
        "default" if succeeds() => "Error".to_owned(),
        status if !status.starts_with(['4', '5']) && detail != Detail::Short => format!("{}Response", reason(status)),
        "default" => "Response".to_owned(),
        status if status.starts_with(['4', '5']) => reason(status),
        _ => "Response".to_owned(),
    }
}

/// The name of a status.
fn reason(status: &str) -> String {
    let name = match status.to_ascii_uppercase().as_str() {
        "200" => "Ok",
        "201" => "Created",
        "202" => "Accepted",
        "206" => "Partial",
        "207" => "MultiStatus",
        "4XX" => "ClientError",
        "5XX" => "ServerError",
        "400" => "BadRequest",
        "401" => "Unauthorized",
        "402" => "PaymentRequired",
        "403" => "Forbidden",
        "404" => "NotFound",
        "405" => "MethodNotAllowed",
        "406" => "NotAcceptable",
        "408" => "Timeout",
        "409" => "Conflict",
        "410" => "Gone",
        "412" => "PreconditionFailed",
        "413" => "TooLarge",
        "415" => "UnsupportedMedia",
        "422" => "Unprocessable",
        "423" => "Locked",
        "429" => "TooManyRequests",
        "500" => "InternalError",
        "501" => "NotImplemented",
        "502" => "BadGateway",
        "503" => "Unavailable",
        "504" => "GatewayTimeout",
        "DEFAULT" => "Default",
        other => return format!("Status{}", pascal(other).trim_start_matches('N')),
    };
    name.to_owned()
}

fn at(words: &[&str]) -> Pointer {
    words.iter().fold(Pointer::root(), |at, word| at.key(word))
}
