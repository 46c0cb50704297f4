//! What the official Python SDK sent for the same calls.
//!
//! `../shared/reference/cdf/wire` has exchanges of the SDK with a local server, a file a scenario. Each exchange is
//! made again with this client, one by one, against a server that gives the captured response. Method, path, query,
//! headers and body must be the same, except for what [`DIFFERENCES`] and [`HEADERS`] list with a reason; an entry
//! there that no longer differs fails the test. The captured response must be readable.
//!
//! "The same call" means the same arguments: what the SDK adds by itself as a default (`limit: 25`, `filter: {}`) is
//! set explicitly here, because this client sends no defaults.

mod calls;

use std::collections::BTreeSet;
use std::fs;
use std::path::PathBuf;

use cdf_client::{Client, ClientCredentials, RetryPolicy};
use oasmith_tests::loopback::{Loopback, Response, Seen};
use serde::Deserialize;
use serde_json::{Map, Value, json};

use self::calls::{Make, Outcome, Step, steps};

const FOLDER: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../shared/reference/cdf/wire");

/// What this client does otherwise: scenario, difference, why.
const DIFFERENCES: &[(&str, &str, &str)] = &[
    (
        "functions_create_file_id",
        "body.items[0].memory: theirs 1.0, ours 1",
        "a whole number is the same number in either form, and more services read it without a fraction",
    ),
    (
        "streams_list",
        "query: theirs \"limit=1000\", ours \"\"",
        "the document knows no such parameter, and the service returns all streams anyway",
    ),
];

/// The headers that differ in every request they are in: name, why.
const HEADERS: &[(&str, &str)] = &[
    ("accept-encoding", "the SDK also takes `deflate`"),
    (
        "cdf-version",
        "a choice of the caller, who can set the header on the client",
    ),
    ("connection", "it is what HTTP/1.1 means anyway"),
    (
        "content-encoding",
        "the SDK compresses all bodies, this client those above 1024 bytes",
    ),
    ("content-length", "follows from the compression"),
    ("content-type", "the SDK sends it without a body too"),
    ("user-agent", "each names itself"),
    (
        "x-cdp-app",
        "a name that the caller of the SDK has to choose; can be set on the client",
    ),
    ("x-cdp-sdk", "the name of the SDK"),
];

#[derive(Deserialize)]
struct Scenario {
    scenario: String,
    requests: Vec<Exchange>,
}

#[derive(Deserialize)]
struct Exchange {
    request: Request,
    response: Option<Captured>,
}

#[derive(Deserialize)]
struct Request {
    method: String,
    path: String,
    query: Vec<(String, String)>,
    headers: Map<String, Value>,
    body: Value,
}

#[derive(Deserialize)]
struct Captured {
    /// Missing if the server kept silent.
    status: Option<u16>,
    #[serde(default)]
    headers: Map<String, Value>,
    #[serde(default)]
    body: Value,
}

impl Exchange {
    /// The captured response; any response, if there was none in time.
    fn response(&self) -> Response {
        let Some((captured, status)) = self.response.as_ref().and_then(|known| Some((known, known.status?))) else {
            return Response::json(200, &json!({}));
        };
        let response = match &captured.body {
            Value::String(text) => Response::new(status, text.as_str()),
            body => Response::new(status, body.to_string()),
        };
        let headers = captured
            .headers
            .iter()
            .filter_map(|(name, value)| Some((name, value.as_str()?)));
        headers.fold(response, |response, (name, value)| response.header(name, value))
    }

    fn token(&self) -> &str {
        let header = self
            .request
            .headers
            .get("authorization")
            .and_then(Value::as_str)
            .unwrap_or_default();
        header.trim_start_matches("Bearer ")
    }
}

fn scenarios() -> Option<Vec<Scenario>> {
    let folder = fs::read_dir(FOLDER).ok()?;
    let mut paths: Vec<PathBuf> = folder.map(|entry| entry.expect("an entry").path()).collect();
    paths.sort();
    let read = |path: &PathBuf| {
        let text = fs::read_to_string(path).expect("a readable file");
        serde_json::from_str(&text).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
    };
    Some(
        paths
            .iter()
            .filter(|path| path.extension().is_some_and(|end| end == "json"))
            .map(read)
            .collect(),
    )
}

/// What the comparison of all exchanges found.
#[derive(Default)]
struct Findings {
    compared: usize,
    /// Scenario and difference.
    differences: BTreeSet<(String, String)>,
    headers: BTreeSet<String>,
    unreadable: Vec<String>,
}

#[tokio::test]
async fn the_official_sdk_sends_the_same() {
    let Some(scenarios) = scenarios() else {
        println!("skipped: {FOLDER} is not there");
        return;
    };
    let mut findings = Findings::default();
    for scenario in &scenarios {
        findings.compare(scenario).await;
    }
    assert!(
        findings.compared >= 60,
        "only {} exchanges were compared",
        findings.compared
    );
    findings.check();
    println!(
        "compared {} exchanges of {} scenarios",
        findings.compared,
        scenarios.len()
    );
}

impl Findings {
    async fn compare(&mut self, scenario: &Scenario) {
        let name = &scenario.scenario;
        let steps = steps(name).unwrap_or_else(|| panic!("{name}: say how this client makes its requests"));
        assert_eq!(steps.len(), scenario.requests.len(), "{name}: steps, requests");
        for (step, exchange) in steps.iter().zip(&scenario.requests) {
            match step {
                Step::Call(make) => self.compare_call(name, make, exchange).await,
                Step::Token(audience) => self.compare_token(name, *audience, exchange).await,
                Step::Skip(reason) => assert!(!reason.is_empty(), "{name}: a reason"),
            }
        }
    }

    async fn compare_call(&mut self, name: &str, make: &Make, exchange: &Exchange) {
        let server = Loopback::start([exchange.response()]);
        let client = Client::builder()
            .origin(server.url())
            .project("my-project")
            .token(exchange.token())
            .retry(RetryPolicy::never())
            .build();
        let outcome = make(&client.expect("a client")).await;
        self.compared += 1;
        let ours = server.only();
        let mut found = differences(&exchange.request, &ours);
        if let Some(body) = &ours.json() {
            compare_json("body", &exchange.request.body, body, &mut found);
        } else if !exchange.request.body.is_null() {
            found.push("body: theirs only".to_owned());
        }
        self.differences
            .extend(found.into_iter().map(|text| (name.to_owned(), text)));
        self.headers.extend(header_differences(&exchange.request, &ours));
        self.unreadable
            .extend(unreadable(exchange, &outcome).map(|why| format!("{name}: {why}")));
    }

    async fn compare_token(&mut self, name: &str, audience: Option<&str>, exchange: &Exchange) {
        let server = Loopback::start([
            exchange.response(),
            Response::json(200, &json!({"status": "activated"})),
        ]);
        let mut credentials = ClientCredentials::new(format!("{}/oauth2/token", server.url()), "cid", "csecret");
        credentials = credentials.scope("https://x.cognitedata.com/.default");
        credentials.audience = audience.map(str::to_owned);
        let builder = Client::builder()
            .origin(server.url())
            .project("my-project")
            .client_credentials(credentials)
            .retry(RetryPolicy::never());
        let result = builder.build().expect("a client").functions().status().await;
        self.compared += 1;
        let seen = server.seen();
        let mut found = differences(&exchange.request, &seen[0]);
        compare_json("form", &exchange.request.body, &form(&seen[0]), &mut found);
        let is_granted = exchange
            .response
            .as_ref()
            .is_some_and(|response| response.status == Some(200));
        match result {
            Ok(_) if is_granted => {
                let body = &exchange.response.as_ref().expect("a response").body;
                let bearer = format!("Bearer {}", body["access_token"].as_str().expect("a token"));
                assert_eq!(seen[1].header("authorization"), Some(bearer.as_str()), "{name}");
            }
            Err(error) if !is_granted && error.is_token() => {}
            other => found.push(format!("the grant: {other:?}")),
        }
        self.differences
            .extend(found.into_iter().map(|text| (name.to_owned(), text)));
    }

    /// All that differs is listed with a reason, and all that is listed differs.
    fn check(&self) {
        let known = DIFFERENCES.iter().map(|(name, difference, why)| {
            assert!(!why.is_empty(), "{name}: a reason");
            ((*name).to_owned(), (*difference).to_owned())
        });
        assert_eq!(
            self.differences,
            known.collect(),
            "left: what differs, right: what is listed"
        );
        let known: BTreeSet<String> = HEADERS.iter().map(|(name, _)| (*name).to_owned()).collect();
        assert_eq!(
            self.headers, known,
            "left: headers that differ, right: headers that are listed"
        );
        assert!(
            self.unreadable.is_empty(),
            "responses that were not read:\n{}",
            self.unreadable.join("\n")
        );
    }
}

fn differences(theirs: &Request, ours: &Seen) -> Vec<String> {
    let query: Vec<String> = theirs
        .query
        .iter()
        .map(|(name, value)| format!("{name}={value}"))
        .collect();
    let pairs = [
        ("method", theirs.method.as_str(), ours.method.as_str()),
        ("path", theirs.path.as_str(), ours.path()),
        ("query", &query.join("&"), ours.query()),
    ];
    let differing = pairs.iter().filter(|(_, theirs, ours)| theirs != ours);
    differing
        .map(|(what, theirs, ours)| format!("{what}: theirs {theirs:?}, ours {ours:?}"))
        .collect()
}

/// The names of the headers that only one of the two sends, or that have another value.
fn header_differences(theirs: &Request, ours: &Seen) -> BTreeSet<String> {
    let names = theirs.headers.keys().chain(ours.headers.iter().map(|(name, _)| name));
    let differs = |name: &&String| theirs.headers.get(*name).and_then(Value::as_str) != ours.header(name);
    names.filter(differs).filter(|name| *name != "host").cloned().collect()
}

/// Long lists and texts are cut in the captured bodies, with a note of how long they were.
fn compare_json(place: &str, theirs: &Value, ours: &Value, found: &mut Vec<String>) {
    match (theirs, ours) {
        (Value::Object(left), Value::Object(right)) => {
            for key in left.keys().chain(right.keys()).collect::<BTreeSet<_>>() {
                match (left.get(key), right.get(key)) {
                    (Some(left), Some(right)) => compare_json(&format!("{place}.{key}"), left, right, found),
                    (Some(left), None) => found.push(format!("{place}.{key}: theirs {left}")),
                    (None, right) => found.push(format!("{place}.{key}: ours {right:?}")),
                }
            }
        }
        (Value::Array(left), Value::Array(right)) => {
            let (left, length) = uncut(left);
            if right.len() != length {
                found.push(format!("{place}: theirs has {length} items, ours {}", right.len()));
            }
            for (index, (left, right)) in left.iter().zip(right).enumerate() {
                compare_json(&format!("{place}[{index}]"), left, right, found);
            }
        }
        (Value::String(left), Value::String(right)) if is_cut_of(left, right) => {}
        (left, right) if left == right => {}
        (left, right) => found.push(format!("{place}: theirs {left}, ours {right}")),
    }
}

/// The items that are there, and how many there were: the last may be `... 1000 items in all ...`.
fn uncut(items: &[Value]) -> (&[Value], usize) {
    let note = items
        .last()
        .and_then(Value::as_str)
        .and_then(|text| text.strip_prefix("... "));
    match note.and_then(|text| text.strip_suffix(" items in all ...")?.parse().ok()) {
        Some(length) => (&items[..items.len() - 1], length),
        None => (items, items.len()),
    }
}

/// Whether a text is the beginning of another, with a note of its length: `xxx... (120000 characters)`.
fn is_cut_of(cut: &str, whole: &str) -> bool {
    let Some((start, note)) = cut.split_once("... (") else {
        return false;
    };
    let length = note.strip_suffix(" characters)").and_then(|length| length.parse().ok());
    length == Some(whole.chars().count()) && whole.starts_with(start)
}

/// Why a response was not read as its type: a success has to succeed, and a refusal in JSON has to have its type.
fn unreadable(exchange: &Exchange, outcome: &Outcome) -> Option<String> {
    let response = exchange.response.as_ref()?;
    let expected = response.status?;
    match outcome {
        Outcome::Success if expected < 300 => None,
        Outcome::Success => Some(format!("{expected} came out as a success")),
        Outcome::Refused { status, is_read, .. } if *status == Some(expected) && expected >= 300 => {
            let is_json = response.body.is_object();
            (is_json != *is_read).then(|| format!("{expected}: {}", response.body))
        }
        Outcome::Refused { text, .. } => Some(format!("{expected}: {text}")),
    }
}

/// A form as an object, with the escapes undone that stand in these forms.
fn form(seen: &Seen) -> Value {
    let text = String::from_utf8_lossy(&seen.body)
        .replace("%3A", ":")
        .replace("%2F", "/");
    let pairs = text.split('&').filter_map(|pair| pair.split_once('='));
    pairs
        .map(|(name, value)| (name.to_owned(), json!(value)))
        .collect::<Map<_, _>>()
        .into()
}
