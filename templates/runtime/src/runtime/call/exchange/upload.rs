//! Bytes to a URL that another response has named.

use std::time::Duration;

use bytes::Bytes;
use http::uri::InvalidUri;
use http::{HeaderMap, HeaderValue, Method, header};
use tracing::Instrument;
use url::Url;

use super::prepared::{Prepared, with_length};
use super::terms::Terms;
use super::{carry_out, trace};
use crate::runtime::auth::{Carried, OfCall};
use crate::runtime::call::core::Core;
use crate::runtime::call::info::{OperationInfo, Retry};
use crate::runtime::call::operation::Plan;
use crate::runtime::call::request::RequestFault;
use crate::runtime::call::retry::Scope;
use crate::runtime::call::server::Target;
use crate::runtime::error::{Fault, Kind};
use crate::runtime::{Error, Secret, decode};

const UPLOAD: OperationInfo = OperationInfo {
    id: "upload",
    method: "PUT",
    path: "signed URL",
    retry: Retry::Idempotent,
};

impl Core {
    /// Puts bytes at a signed URL, with the client's repetitions but without its headers and credentials: the URL is
    /// all the other side needs, and it may belong to somebody else. A relative URL is one of the client's own server,
    /// and gets none either.
    ///
    /// If the service is https, the URL must be https. Its host must be that of the client's server, of the document's
    /// or of a redirected one, or [allowed](super::super::CoreBuilder::upload_host).
    ///
    /// # Errors
    ///
    /// The URL is not valid, its host is not allowed, there was no response, or the response is not a success: it has
    /// another status, or it is a page of HTML. The error shows no part of the URL but its host.
    pub async fn upload(&self, url: &Secret, content_type: Option<&str>, body: Bytes) -> Result<(), Error> {
        self.upload_within(url, content_type, body, self.timeout(None)).await
    }

    /// The same with a limit for each attempt, for large bodies.
    ///
    /// # Errors
    ///
    /// As [`upload`](Core::upload).
    pub async fn upload_within(
        &self,
        url: &Secret,
        content_type: Option<&str>,
        body: Bytes,
        timeout: Duration,
    ) -> Result<(), Error> {
        let request = |fault: RequestFault| Error::of(Fault::unsent(Kind::Request, Some(UPLOAD), fault));
        let prepared = self.prepare(url, content_type, body).map_err(request)?;
        let plan = const { &Plan::simple(UPLOAD) };
        let terms = Terms {
            timeout,
            max_response: self.inner.max_response,
            policy: &self.inner.retry,
            scope: Scope::Safe,
            takes_turns: true,
        };
        let span = trace::of_call(UPLOAD);
        let outcome = carry_out(&self.inner, plan, &prepared, terms)
            .instrument(span.clone())
            .await;
        trace::end(&span, &outcome);
        let reply = outcome.map_err(Error::of)?;
        match reply.status.is_success() {
            true => decode::empty(&reply)
                .map_err(|error| Error::of(Fault::in_response(Kind::Decode, reply, Some(Box::new(error))))),
            false => Err(Error::of(Fault::in_response(Kind::Status, reply, None))),
        }
    }

    fn prepare(&self, url: &Secret, content_type: Option<&str>, body: Bytes) -> Result<Prepared, RequestFault> {
        let no_url = || RequestFault("the upload URL is not an http or https URL".to_owned());
        let url = self.inner.places.main.relative(url.expose()).ok_or_else(no_url)?;
        self.inner.places.check_upload(&url)?;
        let mut headers = HeaderMap::new();
        if let Some(agent) = self.inner.headers.get(header::USER_AGENT) {
            headers.insert(header::USER_AGENT, agent.clone());
        }
        if let Some(text) = content_type {
            let value = HeaderValue::from_str(text).map_err(|_| RequestFault(format!("content type {text:?}")))?;
            headers.insert(header::CONTENT_TYPE, value);
        }
        let headers = with_length(&Method::PUT, &body, headers);
        Prepared::elsewhere(Method::PUT, url, headers, body).map_err(|_| no_url())
    }
}

impl Prepared {
    /// A request to another place, without credentials but for those in its URL.
    fn elsewhere(method: Method, url: Url, headers: HeaderMap, body: Bytes) -> Result<Self, InvalidUri> {
        Ok(Self {
            method,
            target: Target {
                uri: url.as_str().parse()?,
                url: url.clone(),
            },
            headers,
            body,
            #[cfg(feature = "sources")]
            source: None,
            needs_token: false,
            carried: Carried::new(OfCall {
                url: Some(url),
                ..OfCall::default()
            }),
        })
    }
}
