use std::fmt;
use std::str::FromStr;

use bytes::Bytes;
use http::{HeaderMap, StatusCode};

use super::info::OperationInfo;
use super::reply::Reply;
use super::retry::History;
use super::success::Success;
use crate::runtime::auth::Carried;
use crate::runtime::error::{Fault, Kind, Remarks};
use crate::runtime::{Error, printable};

/// A decoded response: the value together with status, headers and request id.
#[derive(Clone, Debug)]
pub struct Response<T> {
    body: T,
    status: StatusCode,
    headers: HeaderMap,
    request_id: Option<String>,
    carried: Carried,
    attempts: u32,
    operation: Option<OperationInfo>,
}

impl<T> Response<T> {
    pub(super) fn new(body: T, reply: Reply) -> Self {
        let Reply {
            status,
            headers,
            request_id,
            carried,
            attempts,
            operation,
            is_masked: _,
            body: _,
            unread: _,
            remarks: _,
            history: _,
            stop: _,
            success: _,
        } = reply;
        Self {
            body,
            status,
            headers,
            request_id,
            carried,
            attempts,
            operation,
        }
    }

    /// The decoded body.
    pub fn body(&self) -> &T {
        &self.body
    }

    /// The decoded body, by value.
    pub fn into_body(self) -> T {
        self.body
    }

    /// The HTTP status.
    pub fn status(&self) -> StatusCode {
        self.status
    }

    /// The headers of the response.
    pub fn headers(&self) -> &HeaderMap {
        &self.headers
    }

    /// A response header as a `V`, such as `response.header::<i64>("x-total")?`; `None` if it is missing. If it occurs
    /// several times, the first one counts.
    ///
    /// # Errors
    ///
    /// The header is there, but is not a `V`; [`Error::is_decode`] holds.
    pub fn header<V>(&self, name: &str) -> Result<Option<V>, Error>
    where
        V: FromStr<Err: fmt::Display>,
    {
        let Some(value) = self.headers.get(name) else {
            return Ok(None);
        };
        let text = std::str::from_utf8(value.as_bytes()).map_err(|_| self.misfit(name, &"it is not UTF-8"))?;
        text.parse().map(Some).map_err(|error| self.misfit(name, &error))
    }

    /// The request id, for the service's support team.
    pub fn request_id(&self) -> Option<&str> {
        self.request_id.as_deref()
    }

    /// How often the request was sent.
    pub fn attempts(&self) -> u32 {
        self.attempts
    }

    #[inline]
    fn misfit(&self, name: &str, reason: &dyn fmt::Display) -> Error {
        let reply = Box::new(Reply {
            status: self.status,
            headers: self.headers.clone(),
            body: Bytes::new(),
            unread: None,
            remarks: Remarks::default(),
            operation: self.operation,
            request_id: self.request_id.clone(),
            carried: self.carried.clone(),
            is_masked: false,
            attempts: self.attempts,
            history: History::default(),
            stop: None,
            success: Success::UNDECLARED,
        });
        let cause = HeaderMisfit(printable(&format!("header {name}: {reason}")).into_owned());
        Error::of(Fault::in_response(Kind::Decode, reply, Some(Box::new(cause))))
    }
}

#[derive(Debug)]
struct HeaderMisfit(String);

impl fmt::Display for HeaderMisfit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for HeaderMisfit {}
