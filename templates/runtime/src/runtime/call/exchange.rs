//! From a request to its answer, with as many attempts as it takes.

use std::io::Write;
use std::time::Duration;

use bytes::Bytes;
use flate2::Compression;
use flate2::write::GzEncoder;
use http::{HeaderMap, HeaderValue, Method, StatusCode, Uri, header};

use super::core::CoreInner;
use super::operation::{Call, OperationInfo, Plan};
use super::reply::Reply;
use super::request::{Request, RequestFault};
use super::transport::TransportError;
use crate::runtime::auth::Bearer;
use crate::runtime::encode::is_json;
use crate::runtime::error::{Fault, Kind};

/// Sends a request until there is an answer to go by, whatever its status.
pub(super) async fn exchange(call: &Call, plan: Plan, request: Request) -> Result<Reply, Box<Fault>> {
    let (core, info) = (&*call.core().inner, plan.info);
    let prepared =
        Prepared::new(call, info, request).map_err(|fault| Fault::unsent(Kind::Request, Some(info), fault))?;
    let mut attempts = 0;
    loop {
        let attempt = attempt(core, plan, &prepared, call.timeout(), &mut attempts).await;
        match judge(&attempt, attempts) {
            Verdict::Done => return attempt.outcome,
            Verdict::AgainWithNewToken => core.auth.forget(&attempt.bearer).await,
        }
    }
}

/// One attempt: the token it used and what came of it.
struct Attempt {
    bearer: Bearer,
    outcome: Result<Reply, Box<Fault>>,
}

/// What to do after an attempt.
enum Verdict {
    Done,
    AgainWithNewToken,
}

/// Decides whether an attempt was the last. Every rule about sending a request again belongs here.
fn judge(attempt: &Attempt, attempts: u32) -> Verdict {
    match &attempt.outcome {
        // A service that refuses the token has done nothing yet, so any operation may be sent again; but once only:
        // a second refusal is about something else than the token's age.
        Ok(reply) if reply.status == StatusCode::UNAUTHORIZED && attempts == 1 && attempt.bearer.is_renewable() => {
            Verdict::AgainWithNewToken
        }
        Ok(_) | Err(_) => Verdict::Done,
    }
}

async fn attempt(core: &CoreInner, plan: Plan, prepared: &Prepared, limit: Duration, attempts: &mut u32) -> Attempt {
    let info = plan.info;
    let mut bearer = Bearer::none();
    let work = async {
        if !prepared.headers.contains_key(header::AUTHORIZATION) {
            bearer = core
                .auth
                .bearer()
                .await
                .map_err(|error| Fault::unanswered(Kind::Token, Some(info), *attempts, error))?;
        }
        *attempts += 1;
        let sent = send(core, plan, prepared, &bearer, limit, *attempts).await;
        sent.map_err(|error| Fault::unanswered(Kind::of(&error), Some(info), *attempts, error))
    };
    let outcome = match tokio::time::timeout(limit, work).await {
        Ok(outcome) => outcome,
        Err(_) => {
            let late = TransportError::timeout(format!("the limit is {limit:?}"));
            Err(Fault::unanswered(Kind::Timeout, Some(info), *attempts, late))
        }
    };
    Attempt { bearer, outcome }
}

async fn send(
    core: &CoreInner,
    plan: Plan,
    prepared: &Prepared,
    bearer: &Bearer,
    limit: Duration,
    attempts: u32,
) -> Result<Reply, TransportError> {
    let whole_limit = plan.is_streamed.map_or(limit, |_| Duration::MAX);
    let response = core.transport.send(prepared.request(bearer), whole_limit).await?;
    let (parts, body) = response.into_parts();
    let request_id = parts
        .headers
        .get(&core.request_id_header)
        .map(|id| String::from_utf8_lossy(id.as_bytes()).into_owned());
    let mut reply = Reply {
        status: parts.status,
        headers: parts.headers,
        body: Bytes::new(),
        unread: None,
        operation: Some(plan.info),
        request_id,
        attempts,
    };
    match plan.is_streamed {
        Some(is_streamed) if is_streamed(&reply) => reply.unread = Some(body.limited(limit)),
        _ => reply.body = body.collect().await?,
    }
    Ok(reply)
}

/// A request as it goes out, but for the token.
struct Prepared {
    method: Method,
    uri: Uri,
    headers: HeaderMap,
    body: Bytes,
}

impl Prepared {
    fn new(call: &Call, info: OperationInfo, request: Request) -> Result<Self, RequestFault> {
        let core = &*call.core().inner;
        let call_headers = call.headers().map_err(|fault| RequestFault(fault.to_owned()))?;
        let method = Method::from_bytes(info.method.as_bytes())
            .map_err(|_| RequestFault(format!("{:?} is not an HTTP method", info.method)))?;
        let uri = core.base.join(&request.target(info.path)?)?;
        let (request_headers, body) = request.into_headers_and_body();
        let mut headers = core.headers.clone();
        for (name, value) in request_headers.iter().chain(call_headers) {
            headers.insert(name.clone(), value.clone());
        }
        let body = compress(body.unwrap_or_default(), core.gzip_above, &mut headers);
        Ok(Self {
            method,
            uri,
            headers,
            body,
        })
    }

    fn request(&self, bearer: &Bearer) -> http::Request<Bytes> {
        let mut request = http::Request::new(self.body.clone());
        *request.method_mut() = self.method.clone();
        *request.uri_mut() = self.uri.clone();
        *request.headers_mut() = self.headers.clone();
        if let Some(value) = bearer.header() {
            request.headers_mut().insert(header::AUTHORIZATION, value.clone());
        }
        request
    }
}

/// Compresses a JSON body above the threshold, unless it is compressed already or would not get smaller. Files mostly
/// are, and the code that takes forms apart in services mostly knows nothing of compression.
fn compress(body: Bytes, above: Option<usize>, headers: &mut HeaderMap) -> Bytes {
    let content_type = headers.get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok());
    let is_fit = content_type.is_some_and(is_json) && !headers.contains_key(header::CONTENT_ENCODING);
    if !is_fit || above.is_none_or(|above| body.len() <= above) {
        return body;
    }
    let mut encoder = GzEncoder::new(Vec::with_capacity(body.len() / 4), Compression::fast());
    match encoder.write_all(&body).and_then(|()| encoder.finish()) {
        Ok(small) if small.len() < body.len() => {
            headers.insert(header::CONTENT_ENCODING, HeaderValue::from_static("gzip"));
            small.into()
        }
        // Writing to memory does not fail; if it did, the plain body would be as good.
        Ok(_) | Err(_) => body,
    }
}
