//! A table row for an operation, and what runs it.
//!
//! A row says how the operation is called, what must arrive, and what comes of each response:
//!
//! ```text
//! case(|c| c.streams().list())
//!     .sends("GET /streams")
//!     .answers(200, json!({"items": []}), |list| assert!(list.items.is_empty()))
//!     .error(400)
//! ```

use cdf_client::errors::{
    FilesError, FunctionCallsError, FunctionSchedulesError, FunctionsError, RecordWriteError, RecordsError,
    SessionsError, StreamsCreateError, StreamsDeleteError, StreamsDeleteLegacyError, StreamsListError,
    StreamsRetrieveError, SubscriptionsCreateError, SubscriptionsDataError, SubscriptionsDeleteError,
    SubscriptionsListError, SubscriptionsMembersError, SubscriptionsRetrieveError, SubscriptionsUpdateError,
};
use cdf_client::models::ErrorResponse;
use cdf_client::{CallError, Client, ClientBuilder, Operation, RetryPolicy};
use oasmith_tests::loopback::{Loopback, Response, Seen};
use serde_json::{Value, json};

/// The bearer token of every client here.
pub(super) const TOKEN: &str = "wire-token";
/// The path of the server's URL.
pub(super) const PREFIX: &str = "/api/v1/projects/my-project";
/// An id that has to be encoded in a path.
pub(super) const ODD_ID: &str = "a/b c?d";
/// A status that no operation declares.
const UNDECLARED: u16 = 418;

/// A builder whose client talks to this server, once for each call: what is repeated is tested elsewhere.
pub(super) fn builder(server: &Loopback) -> ClientBuilder {
    Client::builder()
        .retry(RetryPolicy::never())
        .origin(server.url())
        .project("my-project")
        .token(TOKEN)
}

/// A client that talks to this server.
pub(super) fn client(server: &Loopback) -> Client {
    builder(server).build().expect("the settings are good")
}

/// The body that CDF sends with any refusal.
pub(super) fn envelope(status: u16) -> Value {
    json!({"error": {"code": status, "message": format!("refused with {status}"), "missing": [{"id": 4711}]}})
}

/// What an operation gives; `O::Output` alone could also be that of the future.
type Output<O> = <O as Operation>::Output;

/// What a generated request type is: an operation that can be awaited.
pub(super) trait Call:
    Operation + IntoFuture<Output = Result<Output<Self>, CallError<<Self as Operation>::Failure>>>
{
}

impl<O> Call for O where O: Operation + IntoFuture<Output = Result<Output<O>, CallError<<O as Operation>::Failure>>> {}

/// What the generated error enums have in common.
pub(super) trait Refusal {
    /// Whether statuses that are not declared have the common envelope.
    const HAS_COMMON: bool;
    /// The name of the variant.
    fn variant(&self) -> &'static str;
    /// The common envelope, if the variant holds it.
    fn common(&self) -> Option<&ErrorResponse>;
    /// The body, written again.
    fn body(&self) -> Value;
}

/// An enum: its variant with the common envelope, if it has one, and its others.
macro_rules! refusal {
    ($name:ident: $($common:ident)? $(, $other:ident)*) => {
        impl Refusal for $name {
            const HAS_COMMON: bool = {
                let common: &[&str] = &[$(stringify!($common))?];
                !common.is_empty()
            };

            fn variant(&self) -> &'static str {
                match self {
                    $(Self::$common(_) => stringify!($common),)?
                    $(Self::$other(_) => stringify!($other),)*
                    other => panic!("a variant that the table does not know: {other:?}"),
                }
            }

            fn common(&self) -> Option<&ErrorResponse> {
                match self {
                    $(Self::$common(body) => Some(body),)?
                    _ => None,
                }
            }

            fn body(&self) -> Value {
                let body = match self {
                    $(Self::$common(body) => serde_json::to_value(body),)?
                    $(Self::$other(body) => serde_json::to_value(body),)*
                    other => panic!("a variant that the table does not know: {other:?}"),
                };
                body.expect("an error body can be written")
            }
        }
    };
    ($($name:ident)*) => {
        $(refusal!($name: Other);)*
    };
}

refusal!(FilesError FunctionCallsError FunctionSchedulesError FunctionsError RecordsError SessionsError);
refusal!(StreamsDeleteError StreamsListError StreamsRetrieveError);
refusal!(SubscriptionsCreateError SubscriptionsDataError SubscriptionsListError);
refusal!(SubscriptionsMembersError SubscriptionsRetrieveError SubscriptionsUpdateError);
refusal!(StreamsCreateError: Other, Conflict);
refusal!(StreamsDeleteLegacyError: , Gone);
refusal!(SubscriptionsDeleteError: Other, BadRequest);
refusal!(RecordWriteError: Other, Conflict, UnprocessableEntity, InternalServerError, ServiceUnavailable);

/// One row of the table.
pub(super) struct Case<O: Operation> {
    make: fn(&Client) -> O,
    request_line: String,
    headers: Vec<(&'static str, &'static str)>,
    body: Option<Value>,
    success: Option<Success<O>>,
    refusals: Vec<Refused<O>>,
}

struct Success<O: Operation> {
    response: Response,
    check: fn(Output<O>),
}

struct Refused<O: Operation> {
    status: u16,
    variant: &'static str,
    body: Value,
    check: fn(&O::Failure),
}

/// What a row covers, for the comparison with the client and its documents.
pub(super) struct Covered {
    pub(super) id: &'static str,
    pub(super) refusals: Vec<u16>,
}

/// A row for the operation that this call makes.
pub(super) fn case<O: Call>(make: fn(&Client) -> O) -> Case<O> {
    Case {
        make,
        request_line: String::new(),
        headers: Vec::new(),
        body: None,
        success: None,
        refusals: Vec::new(),
    }
}

impl<O: Call> Case<O>
where
    O::Failure: Refusal,
{
    /// The method and the target below the project, encoded: `GET /streams/a%2Fb?limit=1`.
    pub(super) fn sends(mut self, request_line: &str) -> Self {
        self.request_line = request_line.to_owned();
        self
    }

    /// The body, exactly. Without it, none must be sent.
    pub(super) fn body(mut self, body: Value) -> Self {
        self.body = Some(body);
        self
    }

    /// A header beside those of every request.
    pub(super) fn header(mut self, name: &'static str, value: &'static str) -> Self {
        self.headers.push((name, value));
        self
    }

    /// A success with a JSON body, and what its type has to hold.
    pub(super) fn answers(self, status: u16, body: Value, check: fn(Output<O>)) -> Self {
        self.answers_with(Response::json(status, &body), check)
    }

    /// Any success, and what its type has to hold.
    pub(super) fn answers_with(mut self, response: Response, check: fn(Output<O>)) -> Self {
        self.success = Some(Success { response, check });
        self
    }

    /// A declared refusal with the common body.
    pub(super) fn error(self, status: u16) -> Self {
        self.refuses(status, "Other", envelope(status), |_| ())
    }

    /// A declared refusal: its body, the variant that must come out, and what that has to hold.
    pub(super) fn refuses(mut self, status: u16, variant: &'static str, body: Value, check: fn(&O::Failure)) -> Self {
        self.refusals.push(Refused {
            status,
            variant,
            body,
            check,
        });
        self
    }

    pub(super) fn covered(&self) -> Covered {
        Covered {
            id: O::INFO.id,
            refusals: self.refusals.iter().map(|refused| refused.status).collect(),
        }
    }

    /// Makes the call once for each response.
    pub(super) async fn run(self) {
        self.succeeds().await;
        for refused in &self.refusals {
            self.is_refused(refused).await;
        }
        self.falls_back_to_the_envelope().await;
        self.falls_back_to_the_raw_body().await;
    }

    async fn succeeds(&self) {
        let success = self.success.as_ref().expect("a row has a success");
        let (seen, result) = self.exchange(success.response.clone()).await;
        self.check_request(&seen);
        let output = result.unwrap_or_else(|error| panic!("{} succeeds: {error}", O::INFO.id));
        (success.check)(output);
    }

    async fn is_refused(&self, refused: &Refused<O>) {
        let Refused {
            status,
            variant,
            body,
            check,
        } = refused;
        let error = self.failure(Response::json(*status, body)).await;
        let failure = error
            .failure()
            .unwrap_or_else(|| panic!("{} {status}: no failure: {error:?}", O::INFO.id));
        assert_eq!(failure.variant(), *variant, "{} {status}: the variant", O::INFO.id);
        if let Some(common) = failure.common() {
            assert_envelope(common, *status);
        }
        check(failure);
        assert_eq!(
            error.status().map(|known| known.as_u16()),
            Some(*status),
            "{}",
            O::INFO.id
        );
        assert_eq!(
            error.message().as_deref(),
            body.pointer("/error/message").and_then(Value::as_str)
        );
    }

    /// A status that the document does not declare has the common body.
    async fn falls_back_to_the_envelope(&self) {
        let error = self.failure(Response::json(UNDECLARED, &envelope(UNDECLARED))).await;
        let common = error.failure().and_then(|failure| failure.common());
        if !O::Failure::HAS_COMMON {
            assert!(
                error.failure().is_none(),
                "{}: a body that nothing declares",
                O::INFO.id
            );
            return;
        }
        assert_envelope(
            common.unwrap_or_else(|| panic!("{}: no common body", O::INFO.id)),
            UNDECLARED,
        );
    }

    /// A body that is not even JSON, as a gateway sends it, is kept as it came.
    async fn falls_back_to_the_raw_body(&self) {
        let html = "<html>bad gateway</html>";
        let error = self
            .failure(Response::new(502, html).header("content-type", "text/html"))
            .await;
        assert!(error.failure().is_none(), "{}: HTML is no error body", O::INFO.id);
        assert_eq!(
            error.raw_body().as_ref(),
            html.as_bytes(),
            "{}: the raw body",
            O::INFO.id
        );
        assert!(error.is_server(), "{}: a 502 is the server's", O::INFO.id);
    }

    async fn failure(&self, response: Response) -> CallError<O::Failure> {
        let (_, result) = self.exchange(response).await;
        match result {
            Ok(_) => panic!("{}: a refusal came out as a success", O::INFO.id),
            Err(error) => error,
        }
    }

    async fn exchange(&self, response: Response) -> (Seen, Result<Output<O>, CallError<O::Failure>>) {
        let server = Loopback::start([response]);
        let result = (self.make)(&client(&server)).await;
        (server.only(), result)
    }

    fn check_request(&self, seen: &Seen) {
        let id = O::INFO.id;
        let (method, target) = self.request_line.split_once(' ').expect("a method and a target");
        assert_eq!(seen.method, method, "{id}: the method");
        assert_eq!(seen.target, format!("{PREFIX}{target}"), "{id}: path and query");
        assert_eq!(seen.json(), self.body, "{id}: the body");
        check_headers(id, seen);
        for (name, value) in &self.headers {
            assert_eq!(seen.header(name), Some(*value), "{id}: header {name}");
        }
    }
}

/// The headers of every request.
fn check_headers(id: &str, seen: &Seen) {
    assert_eq!(
        seen.header("authorization"),
        Some(&*format!("Bearer {TOKEN}")),
        "{id}: authorization"
    );
    assert_eq!(seen.header("accept"), Some("application/json"), "{id}: accept");
    let content_type = (!seen.body.is_empty()).then_some("application/json");
    assert_eq!(
        seen.header("content-type"),
        content_type,
        "{id}: content-type, with a body only"
    );
    let user_agent = seen.header("user-agent").expect("a user agent");
    assert!(user_agent.starts_with("cdf-client/"), "{id}: user agent {user_agent}");
}

fn assert_envelope(common: &ErrorResponse, status: u16) {
    assert_eq!(common.error.code, i32::from(status), "the code of the envelope");
    assert_eq!(common.error.message, format!("refused with {status}"), "its message");
    let missing = common.error.missing.as_deref().expect("the missing ids are kept");
    assert_eq!(missing[0]["id"], 4711, "a missing id");
}

/// The rows of a group as tests, and the list of what they cover.
macro_rules! operations {
    ($($row:ident),* $(,)?) => {
        /// What the rows of this file cover.
        pub(super) fn covered() -> Vec<$crate::wire::harness::Covered> {
            vec![$($row().covered()),*]
        }

        mod operation {
            $(#[tokio::test]
            async fn $row() {
                super::$row().run().await;
            })*
        }
    };
}

pub(super) use operations;
