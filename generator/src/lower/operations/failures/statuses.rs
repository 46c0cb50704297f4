//! What a status is called: by its reason phrase, as the constants of the `http` crate spell it.

use crate::plan::StatusPattern;
use crate::spec::Status;

/// A status as the output language has it.
pub(in crate::lower) fn pattern(status: Status) -> StatusPattern {
    match status {
        Status::Code(code) => StatusPattern::Code(code),
        Status::Range(digit) => StatusPattern::Range(digit),
        Status::Default => StatusPattern::Default,
    }
}

/// The variant of a status.
pub(in crate::lower) fn status_name(status: Status) -> String {
    match status {
        Status::Code(code) => match REASONS.binary_search_by_key(&code, |(code, _)| *code) {
            Ok(index) => REASONS[index].1.to_owned(),
            Err(_) => format!("Status{code}"),
        },
        Status::Range(4) => "ClientError".to_owned(),
        Status::Range(5) => "ServerError".to_owned(),
        Status::Range(digit) => format!("Status{digit}xx"),
        Status::Default => "Other".to_owned(),
    }
}

/// Sorted by code.
const REASONS: [(u16, &str); 53] = [
    (200, "Ok"),
    (201, "Created"),
    (202, "Accepted"),
    (203, "NonAuthoritative"),
    (204, "NoContent"),
    (205, "ResetContent"),
    (206, "PartialContent"),
    (207, "MultiStatus"),
    (300, "MultipleChoices"),
    (301, "MovedPermanently"),
    (302, "Found"),
    (303, "SeeOther"),
    (304, "NotModified"),
    (305, "UseProxy"),
    (307, "TemporaryRedirect"),
    (308, "PermanentRedirect"),
    (400, "BadRequest"),
    (401, "Unauthorized"),
    (402, "PaymentRequired"),
    (403, "Forbidden"),
    (404, "NotFound"),
    (405, "MethodNotAllowed"),
    (406, "NotAcceptable"),
    (407, "ProxyAuthenticationRequired"),
    (408, "RequestTimeout"),
    (409, "Conflict"),
    (410, "Gone"),
    (411, "LengthRequired"),
    (412, "PreconditionFailed"),
    (413, "PayloadTooLarge"),
    (414, "UriTooLong"),
    (415, "UnsupportedMediaType"),
    (416, "RangeNotSatisfiable"),
    (417, "ExpectationFailed"),
    (418, "ImATeapot"),
    (421, "MisdirectedRequest"),
    (422, "UnprocessableEntity"),
    (423, "Locked"),
    (424, "FailedDependency"),
    (425, "TooEarly"),
    (426, "UpgradeRequired"),
    (428, "PreconditionRequired"),
    (429, "TooManyRequests"),
    (431, "RequestHeaderFieldsTooLarge"),
    (451, "UnavailableForLegalReasons"),
    (500, "InternalServerError"),
    (501, "NotImplemented"),
    (502, "BadGateway"),
    (503, "ServiceUnavailable"),
    (504, "GatewayTimeout"),
    (505, "HttpVersionNotSupported"),
    (507, "InsufficientStorage"),
    (511, "NetworkAuthenticationRequired"),
];

#[cfg(test)]
mod tests {
    use super::{REASONS, status_name};
    use crate::spec::Status;

    #[test]
    fn codes_are_sorted_and_names_differ() {
        assert!(REASONS.windows(2).all(|pair| pair[0].0 < pair[1].0));
        let names: std::collections::BTreeSet<&str> = REASONS.iter().map(|(_, name)| *name).collect();
        assert_eq!(names.len(), REASONS.len());
    }

    #[test]
    fn a_status_without_a_reason_phrase_is_called_by_its_number() {
        let named = [
            Status::Code(404),
            Status::Code(423),
            Status::Code(499),
            Status::Range(4),
            Status::Range(3),
            Status::Default,
        ];
        let names = named.map(status_name);
        assert_eq!(
            names,
            ["NotFound", "Locked", "Status499", "ClientError", "Status3xx", "Other"]
        );
    }
}
