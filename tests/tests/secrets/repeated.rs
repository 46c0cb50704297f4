//! Each kind of credential, repeated by the service wherever it can say something, in every spelling: nothing that an error
//! says or holds has it.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::Duration;

use bytes::Bytes;
use oasmith_runtime::runtime::{
    Body, BoxFuture, Call, ClientCredentials, Core, CoreBuilder, DecodeError, Error, Events, Lines, Operation,
    OperationInfo, ReasonPhrase, Reply, Request, Retry, RetryPolicy, Scheme, SchemeKind, Server, Transport,
    TransportError, decode,
};

use super::listener::listen;
use super::shown::Shown;

const SCHEMES: &[Scheme] = &[
    scheme("bearer", SchemeKind::Bearer),
    scheme("basic", SchemeKind::Basic),
    scheme("header", SchemeKind::Header("x-key")),
    scheme("query", SchemeKind::Query("key")),
    scheme("cookie", SchemeKind::Cookie("session")),
];

const fn scheme(name: &'static str, kind: SchemeKind) -> Scheme {
    Scheme { name, kind }
}

/// A kind of credential: how a client or a call gets it, and what the service repeats of it.
struct Kind {
    name: &'static str,
    client: fn(CoreBuilder) -> CoreBuilder,
    call: fn(&mut Call),
    secrets: &'static [&'static str],
}

const fn of_client(
    name: &'static str,
    client: fn(CoreBuilder) -> CoreBuilder,
    secrets: &'static [&'static str],
) -> Kind {
    Kind {
        name,
        client,
        call: |_| {},
        secrets,
    }
}

const fn of_call(name: &'static str, call: fn(&mut Call), secrets: &'static [&'static str]) -> Kind {
    Kind {
        name,
        client: |client| client,
        call,
        secrets,
    }
}

const KINDS: [Kind; 19] = [
    of_client("token", |c| c.token("tok/open+sesame=="), &["tok/open+sesame=="]),
    of_client("short token", |c| c.token("t-9+z"), &["t-9+z"]),
    of_client(
        "fetched token",
        |c| c.client_credentials(login()),
        &["fetched/token.sesame", "client&sesame", "extra sesame"],
    ),
    of_client(
        "bearer header",
        |c| c.header("Authorization", "Bearer hdr/sesame"),
        &["hdr/sesame"],
    ),
    of_client(
        "header without a scheme",
        |c| c.header("authorization", "raw-sesame+1"),
        &["raw-sesame+1"],
    ),
    of_call(
        "bearer header of a call",
        |c| c.set_header("authorization", "Bearer one/sesame"),
        &["one/sesame"],
    ),
    of_client(
        "basic",
        |c| c.basic("basic", "ann", "open sesame&"),
        &["open sesame&", "YW5uOm9wZW4gc2VzYW1lJg"],
    ),
    of_client(
        "basic header",
        |c| c.header("authorization", "Basic YW5uOm9wZW4gc2VzYW1lJg=="),
        &["open sesame&", "YW5uOm9wZW4gc2VzYW1lJg=="],
    ),
    of_client("short password", |c| c.basic("basic", "ann", "hunter2"), &["hunter2"]),
    of_client(
        "signature",
        |c| c.header("authorization", "HMAC id=\"key-sesame\", signature=\"sig/sesame=\""),
        &["sig/sesame=", "key-sesame"],
    ),
    of_client(
        "key in a header",
        |c| c.api_key("header", "key/\"sesame\\"),
        &["key/\"sesame\\"],
    ),
    of_client(
        "key in the query",
        |c| c.api_key("query", "key&sesame/é"),
        &["key&sesame/é"],
    ),
    of_client(
        "key in a cookie",
        |c| c.api_key("cookie", "cookie/sesame"),
        &["cookie/sesame"],
    ),
    of_client("short key", |c| c.api_key("header", "k/42"), &["k/42"]),
    of_client(
        "cookies",
        |c| c.header("cookie", "first=one/sesame; second=\"two+sesame\""),
        &["one/sesame", "two+sesame"],
    ),
    of_client(
        "proxy",
        |c| c.header("proxy-authorization", "Bearer proxy/sesame"),
        &["proxy/sesame"],
    ),
    of_client(
        "key header",
        |c| c.header("x-functions-key", "fn/sesame"),
        &["fn/sesame"],
    ),
    of_call(
        "key header of a call",
        |c| c.set_header("x-auth-token", "Token call/sesame"),
        &["call/sesame"],
    ),
    of_client(
        "any header",
        |c| c.header("x-tenant", "tenant/sesame"),
        &["tenant/sesame"],
    ),
];

fn login() -> ClientCredentials {
    ClientCredentials::new("https://idp.example.org/token", "me", "client&sesame").extra("more", "extra sesame")
}

/// One spelling of a secret.
type Spell = fn(&str) -> String;

/// How a secret may be spelled.
const SPELLINGS: [(&str, Spell); 9] = [
    ("plain", str::to_owned),
    ("percent", |text| percent(text, "%")),
    ("lower percent", |text| {
        percent(text, "%")
            .replace("%2F", "%2f")
            .replace("%2B", "%2b")
            .replace("%3D", "%3d")
    }),
    ("percent twice", |text| percent(text, "%25")),
    ("form", |text| percent(text, "%").replace("%20", "+")),
    ("escaped slash", |text| {
        text.replace('\\', "\\\\").replace('/', "\\/").replace('"', "\\\"")
    }),
    ("unicode", |text| each(text, |c| format!("\\u{:04x}", u32::from(c)))),
    ("unicode twice", |text| {
        each(text, |c| format!("\\\\u{:04X}", u32::from(c)))
    }),
    ("entities", |text| {
        each(text, |c| {
            if c.is_ascii_alphanumeric() {
                c.to_string()
            } else {
                format!("&#x{:X};", u32::from(c))
            }
        })
    }),
];

fn percent(text: &str, sign: &str) -> String {
    let byte = |byte: u8| match byte.is_ascii_alphanumeric() {
        true => char::from(byte).to_string(),
        false => format!("{sign}{byte:02X}"),
    };
    text.bytes().map(byte).collect()
}

fn each(text: &str, spell: impl Fn(char) -> String) -> String {
    text.chars().map(spell).collect()
}

/// Where a service repeats what it was sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum At {
    ErrorMessage,
    ErrorText,
    ErrorThatIsDescribed,
    ErrorBeforeTheLast,
    BytesOfAnError,
    Value,
    Variant,
    Key,
    Header,
    RequestId,
    Reason,
    Event,
    Line,
    EndOfAStream,
    Transport,
}

const PLACES: [At; 15] = [
    At::ErrorMessage,
    At::ErrorText,
    At::ErrorThatIsDescribed,
    At::ErrorBeforeTheLast,
    At::BytesOfAnError,
    At::Value,
    At::Variant,
    At::Key,
    At::Header,
    At::RequestId,
    At::Reason,
    At::Event,
    At::Line,
    At::EndOfAStream,
    At::Transport,
];

/// A service that says this text there.
#[derive(Clone)]
struct Parrot {
    at: At,
    /// As it stands in a text, and as it stands between the quotes of a JSON string.
    text: String,
    json: String,
}

impl Parrot {
    fn response(&self, is_login: bool) -> Result<http::Response<Body>, TransportError> {
        if is_login {
            return response(200, "", r#"{"access_token": "fetched/token.sesame"}"#);
        }
        let (text, json) = (&self.text, &self.json);
        match self.at {
            At::ErrorMessage => response(400, "", &format!(r#"{{"message": "not {json} again"}}"#)),
            At::ErrorText => response(500, "text/plain", &format!("not {text} again")),
            At::ErrorThatIsDescribed => response(409, "", &format!(r#"{{"said": "not {json}"}}"#)),
            At::ErrorBeforeTheLast => response(503, "text/plain", text),
            At::BytesOfAnError => {
                let body = [b"\xff\xfe ", text.as_bytes()].concat();
                let mut response = response(418, "application/octet-stream", "")?;
                *response.body_mut() = Body::from(body);
                Ok(response)
            }
            At::Value => response(200, "", &format!(r#"{{"a": "{json}"}}"#)),
            At::Variant => response(200, "", &format!(r#"{{"a": {{"{json}": 1}}}}"#)),
            At::Key => response(200, "", &format!(r#"{{"{json}": true}}"#)),
            At::Header | At::RequestId => {
                let mut response = response(200, "", "[]")?;
                let name = if self.at == At::Header {
                    "x-said"
                } else {
                    "x-request-id"
                };
                let value = http::HeaderValue::from_bytes(text.as_bytes()).map_err(TransportError::other)?;
                response.headers_mut().insert(name, value);
                Ok(response)
            }
            At::Reason => {
                let mut response = response(200, "", "[]")?;
                response.extensions_mut().insert(ReasonPhrase(format!("not {text}")));
                Ok(response)
            }
            At::Event => response(200, "text/event-stream", &format!("data: \"{json}\"\n\n")),
            At::Line => response(200, "application/jsonl", &format!("\"{json}\"\n")),
            At::EndOfAStream => {
                let mut response = response(200, "text/event-stream", "")?;
                *response.body_mut() = Body::streamed(Breaks(text.clone()));
                Ok(response)
            }
            At::Transport => Err(TransportError::other(format!("could not send {text}"))),
        }
    }
}

struct Breaks(String);

impl oasmith_runtime::runtime::BodySource for Breaks {
    fn chunk(&mut self) -> BoxFuture<'_, Result<Option<Bytes>, TransportError>> {
        Box::pin(async { Err(TransportError::other(format!("lost {}", self.0))) })
    }
}

fn response(status: u16, media_type: &str, body: &str) -> Result<http::Response<Body>, TransportError> {
    let media_type = if media_type.is_empty() {
        "application/json"
    } else {
        media_type
    };
    let response = http::Response::builder()
        .status(status)
        .header("content-type", media_type);
    response
        .body(Body::from(body.to_owned()))
        .map_err(TransportError::other)
}

impl Transport for Parrot {
    fn send(
        &self,
        request: http::Request<Bytes>,
        _: Duration,
    ) -> BoxFuture<'_, Result<http::Response<Body>, TransportError>> {
        let response = self.response(request.uri().path() == "/token");
        Box::pin(async move { response })
    }
}

#[derive(Debug, serde::Deserialize)]
#[serde(untagged)]
enum Failure {
    #[allow(dead_code, reason = "it is shown")]
    Said { said: String },
}

#[derive(Debug, serde::Deserialize)]
#[serde(rename_all = "camelCase")]
enum Closed {
    One(#[allow(dead_code, reason = "nothing is read")] i64),
}

/// What the operations below read.
trait Reads: Send + Sync + 'static {
    const STREAMED: bool = false;
    type Output: Send + 'static;
    fn read(reply: &mut Reply) -> Result<Self::Output, DecodeError>;
}

macro_rules! reads {
    ($name:ident, $output:ty, $is_streamed:literal, $read:expr) => {
        struct $name;
        impl Reads for $name {
            const STREAMED: bool = $is_streamed;
            type Output = $output;
            fn read(reply: &mut Reply) -> Result<Self::Output, DecodeError> {
                $read(reply)
            }
        }
    };
}

reads!(Numbers, BTreeMap<String, i64>, false, |reply: &mut Reply| decode::json(reply));
reads!(Variants, BTreeMap<String, Closed>, false, |reply: &mut Reply| decode::json(reply));
reads!(Streamed, Events<i64>, true, decode::events);
reads!(Listed, Lines<i64>, true, decode::lines);

struct Ask<R>(Call, std::marker::PhantomData<R>);

impl<R: Reads> Operation for Ask<R> {
    const INFO: OperationInfo = OperationInfo {
        id: "ask",
        method: "GET",
        path: "/ask",
        retry: Retry::Read,
    };
    const STREAMED: bool = R::STREAMED;
    type Output = R::Output;
    type Failure = Failure;

    fn call(&self) -> &Call {
        &self.0
    }

    fn call_mut(&mut self) -> &mut Call {
        &mut self.0
    }

    fn request(&self) -> Request {
        Request::new()
    }

    fn success(reply: &mut Reply) -> Result<Self::Output, DecodeError> {
        R::read(reply)
    }

    fn failure(reply: &Reply) -> Option<Self::Failure> {
        decode::failure(reply)
    }
}

async fn ask<R: Reads>(core: &Core, kind: &Kind, shown: &Shown) -> Result<R::Output, Error> {
    let mut ask = Ask(Call::new(core), std::marker::PhantomData::<R>);
    (kind.call)(ask.call_mut());
    oasmith_runtime::runtime::send(ask).await.map_err(|error| {
        shown.debug(error.failure());
        shown.debug(error.history());
        Error::from(shown.error(error))
    })
}

fn failed<T>(outcome: Result<T, Error>) -> Error {
    outcome.err().expect("a failure")
}

/// What goes wrong at this place.
async fn error(core: &Core, kind: &Kind, at: At, shown: &Shown) -> Error {
    match at {
        At::Variant => failed(ask::<Variants>(core, kind, shown).await),
        At::Event | At::EndOfAStream => {
            let mut events = ask::<Streamed>(core, kind, shown).await.expect("a stream");
            failed(events.next().await.expect("an event"))
        }
        At::Line => {
            let mut lines = ask::<Listed>(core, kind, shown).await.expect("a stream");
            failed(lines.next().await.expect("a line"))
        }
        _ => failed(ask::<Numbers>(core, kind, shown).await),
    }
}

fn client(kind: &Kind, parrot: Parrot) -> Core {
    let server = Server {
        template: "https://api.example.com",
        variables: &[],
    };
    let builder = Core::builder(server)
        .schemes(SCHEMES)
        .retry(RetryPolicy::new().attempts(2))
        .transport(Arc::new(parrot));
    (kind.client)(builder).build().expect("a client")
}

#[tokio::test(start_paused = true)]
async fn no_credential_that_comes_back_is_shown() {
    let mut count = 0;
    for kind in &KINDS {
        for secret in kind.secrets {
            for (spelling, spell) in SPELLINGS {
                let text = spell(secret);
                let quoted = serde_json::to_string(&text).expect("JSON");
                let json = match spelling {
                    // These are escapes of JSON already.
                    "escaped slash" | "unicode" => text.clone(),
                    _ => quoted[1..quoted.len() - 1].to_owned(),
                };
                for at in PLACES {
                    let shown = Shown::default();
                    shown.add_secret(secret);
                    shown.add_secret(&text);
                    let _listening = listen(&shown);
                    let parrot = Parrot {
                        at,
                        text: text.clone(),
                        json: json.clone(),
                    };
                    let core = client(kind, parrot);
                    let error = shown.error(error(&core, kind, at, &shown).await);
                    shown.text(String::from_utf8_lossy(error.raw_body()).into_owned());
                    shown.debug((error.headers(), error.request_id(), error.reason(), error.message()));
                    shown.text(format!("{:?} {:?}", error.request_id(), error.reason()));
                    for value in error.headers().values() {
                        shown.text(String::from_utf8_lossy(value.as_bytes()).into_owned());
                    }
                    let leaks = shown.leaks();
                    assert!(leaks.is_empty(), "{}, {spelling}, {at:?}: {leaks:#?}", kind.name);
                    count += 1;
                }
            }
        }
    }
    assert!(count > 3000, "only {count} were tried");
}
