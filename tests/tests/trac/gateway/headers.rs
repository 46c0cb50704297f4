//! What the headers of a request must be.

use super::super::server::Seen;
use super::responses::Refusal;

const JSON: &str = "application/json";

pub(super) fn check(seen: &Seen, is_download: bool) -> Result<(), Refusal> {
    let content_type = seen.header("content-type").map(before_parameters);
    let accept = seen.header("accept").map(before_parameters);
    let is_good = match is_download {
        true => content_type.is_none() && seen.body.is_empty(),
        false => content_type == Some(JSON) && accept == Some(JSON),
    };
    match is_good {
        true => Ok(()),
        false => Err(Refusal::text(406, "Content type or accept header is not supported")),
    }
}

fn before_parameters(value: &str) -> &str {
    value.split(';').next().unwrap_or_default()
}
