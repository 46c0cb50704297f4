//! Where a name begins: at a component, or at what an operation sends and receives.

use serde_json::Value;

use super::super::identifiers::{pascal, words as words_of};
use super::super::operation_words::{self, Paths, Route};
use super::super::seams::repeats;
use super::detail::Detail;
use super::given;
use super::source::Source;
use crate::pointer::Pointer;
use crate::schemas::Graph;
use crate::spec::{OperationPart, Root};

/// The names of what the outermost schema of a place belongs to.
pub(super) fn root(source: Source, root: &Root, detail: Detail) -> Vec<String> {
    let Source {
        graph,
        paths,
        components,
    } = source;
    match root {
        Root::Component { section, name, at } => {
            let name = given::at(graph, at).unwrap_or_else(|| components.name(section, name));
            vec![component(section, name, detail)]
        }
        Root::SharedParameter { at, .. } if detail == Detail::Place => vec![parameter(graph, at)],
        Root::SharedParameter { path, at } => {
            let owner = match detail {
                Detail::Short => operation_words::nouns(path, paths).join("_"),
                _ => path.clone(),
            };
            vec![pascal(&owner), parameter(graph, at)]
        }
        Root::Operation { path, method, part, .. } if detail == Detail::Place => {
            vec![of_place(graph, paths, &method.word(), path, part)]
        }
        Root::Operation {
            at,
            path,
            method,
            is_webhook: _,
            callback,
            part,
            item: _,
        } => {
            let mut name = operation(graph, paths, at, &method.word(), path, detail);
            name.extend(callback.as_deref().map(pascal));
            match part {
                OperationPart::Parameter(at) => vec![name, parameter(graph, at)],
                part => vec![with_part(name, self::part(graph, part, detail))],
            }
        }
        Root::Other(Some(first)) => vec![pascal(first)],
        Root::Other(None) => vec!["Document".to_owned()],
    }
}

/// The response of `get_response` is a `GetResponse`, and the body of `create_request` a `CreateRequestBody`.
fn with_part(name: String, part: String) -> String {
    match repeats(&name, &part) {
        true if part == "Request" => name + "Body",
        true => name,
        false => name + &part,
    }
}

/// `components/responses/thing` is a `ThingResponse`: its kind is said unless the name says it.
fn component(section: &str, name: String, detail: Detail) -> String {
    let (kind, said): (_, &[&str]) = match section {
        "responses" if detail >= Detail::Whole => ("Reply", &[]),
        "responses" => ("Response", &["Response", "Error", "Reply", "Result"]),
        "requestBodies" => ("Request", &["Request", "Body", "Input", "Payload"]),
        "headers" => ("Header", &["Header"]),
        "parameters" if detail >= Detail::Whole => ("Parameter", &[]),
        "schemas" if detail >= Detail::Whole => ("Schema", &[]),
        _ => return name,
    };
    if said.iter().any(|ending| name.ends_with(ending)) {
        name
    } else {
        format!("{name}{kind}")
    }
}

fn operation(graph: &Graph, paths: &Paths, at: &Pointer, method: &str, path: &str, detail: Detail) -> String {
    let id = graph.document.get(at).and_then(|value| value.get("operationId"));
    let id = id.and_then(Value::as_str);
    let mut words = match detail {
        Detail::Whole | Detail::Numbered => operation_words::spelled_out(method, path),
        _ => operation_words::words(id, &Route::new(method, path, paths)),
    };
    let written = id.map(words_of).unwrap_or_default();
    words.dedup_by(|a, b| a == b && !written.windows(2).any(|run| run[0] == *a && run[1] == *a));
    given::at(graph, at).unwrap_or_else(|| pascal(&words.join("_")))
}

/// What a part of an operation is called by itself: bodies of errors are all alike, and other bodies are what their path is about.
fn of_place(graph: &Graph, paths: &Paths, method: &str, path: &str, part: &OperationPart) -> String {
    let subject = || pascal(&operation_words::subject(&Route::new(method, path, paths)).join("_"));
    match part {
        OperationPart::Response { status, all } if is_error(graph, all, status) => "ErrorBody".to_owned(),
        OperationPart::Response { .. } | OperationPart::Other => subject(),
        OperationPart::RequestBody { .. } => subject() + "Request",
        part => self::part(graph, part, Detail::Place),
    }
}

/// What the part of an operation adds to its name.
fn part(graph: &Graph, part: &OperationPart, detail: Detail) -> String {
    match part {
        OperationPart::RequestBody { media_type } => format!("{}Request", form(media_type, detail)),
        OperationPart::Response { status, all } => reply(graph, all, status, detail),
        OperationPart::ResponseHeader(name) => format!("{}Header", pascal(name)),
        OperationPart::Parameter(at) => parameter(graph, at),
        OperationPart::Other => String::new(),
    }
}

/// The name of a parameter, or its position if it has none.
fn parameter(graph: &Graph, at: &Pointer) -> String {
    let name = graph
        .document
        .get(at)
        .and_then(|value| value.get("name"))
        .and_then(Value::as_str);
    name.map_or_else(|| pascal(&at.last()), pascal)
}

/// What tells the bodies of one request apart.
fn form(media: &str, detail: Detail) -> String {
    let essence = media.split(';').next().unwrap_or_default().trim();
    match essence {
        _ if detail.is_short() => String::new(),
        "application/json" if detail == Detail::Long => String::new(),
        "application/x-www-form-urlencoded" => "Form".to_owned(),
        "multipart/form-data" => "Multipart".to_owned(),
        other => pascal(other.rsplit('/').next().unwrap_or_default()),
    }
}

/// What a response is called: that of a success is a response, errors have the name of their status.
fn reply(graph: &Graph, all: &Pointer, status: &str, detail: Detail) -> String {
    match status {
        "default" if is_error(graph, all, status) => "Error".to_owned(),
        status if is_error(graph, all, status) => reason(status),
        status if !detail.is_short() => format!("{}Response", reason(status)),
        _ => "Response".to_owned(),
    }
}

/// Whether a body is that of an error: its status says so, or others are those of successes.
fn is_error(graph: &Graph, all: &Pointer, status: &str) -> bool {
    let all = graph.document.get(all).and_then(Value::as_object);
    let succeeds = || all.is_some_and(|all| all.keys().any(|key| key.starts_with('2')));
    status.starts_with(['4', '5']) || (status == "default" && succeeds())
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
