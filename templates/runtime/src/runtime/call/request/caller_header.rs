use http::{HeaderName, HeaderValue};

/// A header that the caller gave as texts. The value may be a key, so no message and no `Debug` shows it.
pub(in crate::runtime::call) fn caller_header(name: &str, value: &str) -> Result<(HeaderName, HeaderValue), String> {
    let name = HeaderName::from_bytes(name.as_bytes()).map_err(|_| format!("{name:?} is not the name of a header"))?;
    let mut value = HeaderValue::from_bytes(value.as_bytes())
        .map_err(|_| format!("the value of header {name} has a line break or another control character"))?;
    value.set_sensitive(true);
    Ok((name, value))
}
