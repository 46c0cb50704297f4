//! Bodies that are sent in fewer bytes.

use std::io::Write;

use bytes::Bytes;
use flate2::Compression;
use flate2::write::GzEncoder;
use http::{HeaderMap, HeaderValue, header};

use crate::runtime::encode::is_json;

/// Compresses a JSON body above the threshold, unless it is compressed already or would not get smaller. Files mostly
/// are, and the code that takes forms apart in services mostly knows nothing of compression.
pub(super) fn compress(body: Bytes, above: Option<usize>, mut headers: HeaderMap) -> (Bytes, HeaderMap) {
    let content_type = headers.get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok());
    let is_fit = content_type.is_some_and(is_json) && !headers.contains_key(header::CONTENT_ENCODING);
    if !is_fit || above.is_none_or(|above| body.len() <= above) {
        return (body, headers);
    }
    let mut encoder = GzEncoder::new(Vec::with_capacity(body.len() / 4), Compression::fast());
    match encoder.write_all(&body).and_then(|()| encoder.finish()) {
        Ok(small) if small.len() < body.len() => {
            headers.insert(header::CONTENT_ENCODING, HeaderValue::from_static("gzip"));
            (small.into(), headers)
        }
        // Writing to memory does not fail; if it did, the plain body would be as good.
        Ok(_) | Err(_) => (body, headers),
    }
}
