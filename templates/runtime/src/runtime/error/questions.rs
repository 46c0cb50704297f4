/// What can be asked of both error types.
macro_rules! questions {
    () => {
        /// The HTTP status, if a response was received.
        pub fn status(&self) -> Option<http::StatusCode> {
            self.fault.status
        }

        /// The request id, for the service's support team.
        pub fn request_id(&self) -> Option<&str> {
            self.fault.request_id.as_deref()
        }

        /// How often the request was sent; 0 if it failed before.
        pub fn attempts(&self) -> u32 {
            self.fault.attempts
        }

        /// The attempts before the last one, each with its cause.
        pub fn history(&self) -> &[$crate::runtime::FailedAttempt] {
            self.fault.history.all()
        }

        /// Whether the service may have done what was asked although this is an error: a request went out, and no
        /// response said that nothing was done.
        ///
        /// For a request that creates something, look before you send it again. A [conflict](Self::is_conflict) for
        /// which this holds may be one with the client's own earlier attempt.
        pub fn may_have_happened(&self) -> bool {
            self.fault.may_have_happened()
        }

        /// The id of the operation in the API's document; empty if no operation was called.
        pub fn operation(&self) -> &'static str {
            self.fault.operation.map_or("", |operation| operation.id)
        }

        /// What the service says about it: taken from the usual places of a JSON body, from a header that the API uses
        /// for this, from the status line, or from a plain text, whichever comes first. Control characters and those
        /// that change the direction of writing are escaped, `\\n` and `\\u{1b}`, so that it can be printed.
        pub fn message(&self) -> Option<String> {
            self.fault.message()
        }

        /// The body of the response as it came, except that the credentials of the request are masked where it repeats
        /// them, in whatever form; empty if there was none, and only its beginning if it [is larger](Self::is_body_cut)
        /// than what the client takes. Of one that is normally read as it arrives, the first 64 KiB.
        pub fn raw_body(&self) -> &bytes::Bytes {
            &self.fault.body
        }

        /// Whether `raw_body` is only the beginning of a body that was too large to be kept.
        pub fn is_body_cut(&self) -> bool {
            self.fault.remarks.cut.is_some()
        }

        /// The headers of the response, except that the credentials of the request are masked where they are repeated;
        /// empty if there was none.
        pub fn headers(&self) -> &http::HeaderMap {
            &self.fault.headers
        }

        /// The reason phrase of the status line, if it is not the usual one of the status.
        pub fn reason(&self) -> Option<&str> {
            self.fault.remarks.reason.as_deref()
        }

        /// Status 404: what the request names does not exist.
        ///
        /// Check the ids in the request, then whether the credentials may see the thing: many services respond
        /// with 404 to hide what a caller may not see.
        pub fn is_not_found(&self) -> bool {
            self.has_status(404)
        }

        /// Status 409: the request clashes with what is there, for example an id that is taken.
        ///
        /// Read the current state and decide again; after an earlier attempt without a response, the clash
        /// may be with that attempt itself.
        pub fn is_conflict(&self) -> bool {
            self.has_status(409)
        }

        /// Status 401: the service does not accept the token.
        ///
        /// Check that the token is for this service and this environment (audience, scopes) and has not expired. A
        /// token that the client fetched itself was already replaced once.
        pub fn is_unauthorized(&self) -> bool {
            self.has_status(401)
        }

        /// Status 403: the token is good but does not allow this.
        ///
        /// Ask for the missing right; trying again does not help.
        pub fn is_forbidden(&self) -> bool {
            self.has_status(403)
        }

        /// Status 429: too many requests.
        ///
        /// Wait as long as the header `retry-after` says, then send fewer requests at a time.
        pub fn is_rate_limited(&self) -> bool {
            self.has_status(429)
        }

        /// A status of 500 or above: the service failed.
        ///
        /// Try again later; if it persists, report it to the service's support team with the request id.
        pub fn is_server(&self) -> bool {
            self.fault.kind == $crate::runtime::error::Kind::Status
                && self.fault.status.is_some_and(|status| status.is_server_error())
        }

        /// There was no complete response within the time limit.
        ///
        /// The service may have done its work all the same, unless the request waited for others of the same client all
        /// the time: [`may_have_happened`](Self::may_have_happened) tells. Raise the limit for slow operations, or ask
        /// for less.
        pub fn is_timeout(&self) -> bool {
            use $crate::runtime::error::Kind;
            matches!(self.fault.kind, Kind::Timeout | Kind::Queue)
        }

        /// No connection could be made, so the service has seen nothing.
        ///
        /// Check the address, name resolution, proxies and certificates.
        pub fn is_connect(&self) -> bool {
            self.fault.kind == $crate::runtime::error::Kind::Connect || self.is_certificate()
        }

        /// No connection could be made, because a certificate is invalid, expired, untrusted or for another host; so
        /// the service has seen nothing.
        ///
        /// Trying again does not help. Check the address, the clock, and the certificates that the operating system
        /// trusts.
        pub fn is_certificate(&self) -> bool {
            self.fault.kind == $crate::runtime::error::Kind::Certificate
        }

        /// The call succeeded, but the body does not have the form that the API describes.
        ///
        /// The error names the place in the JSON. The client's API document is probably older than the service:
        /// generate the client again, or correct the document with an overlay. The body is in `raw_body`.
        ///
        /// The same holds for a response that is not decoded, if its media type is one that the operation does not
        /// declare: the page of a login portal, for example.
        pub fn is_decode(&self) -> bool {
            self.fault.kind == $crate::runtime::error::Kind::Decode
        }

        /// The request could not be built, and nothing was sent.
        ///
        /// The text names the parameter: an empty path parameter, a header with a line break, a NaN.
        pub fn is_request(&self) -> bool {
            self.fault.kind == $crate::runtime::error::Kind::Request
        }

        /// The request is larger than the service takes, and was not sent.
        ///
        /// The text has its size, which is an estimate, and the limit. Send less at a time.
        pub fn is_too_large(&self) -> bool {
            self.fault.kind == $crate::runtime::error::Kind::TooLarge
        }

        /// The response is larger than what the client keeps in memory. The service has done what its `status` tells.
        ///
        /// The text has the limit. Ask for less at a time, or raise it with `max_response`, for the client or for the
        /// call.
        pub fn is_response_too_large(&self) -> bool {
            self.fault.kind == $crate::runtime::error::Kind::Oversize
        }

        /// No access token could be had, so the request was not sent (again).
        ///
        /// The text has the token endpoint's response. Check its URL, the client id and secret, and the scopes.
        pub fn is_token(&self) -> bool {
            self.fault.kind == $crate::runtime::error::Kind::Token
        }

        fn has_status(&self, status: u16) -> bool {
            self.fault.kind == $crate::runtime::error::Kind::Status
                && self.fault.status.is_some_and(|code| code.as_u16() == status)
        }
    };
}

pub(super) use questions;
