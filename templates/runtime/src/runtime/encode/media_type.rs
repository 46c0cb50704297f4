pub(super) const JSON: &str = "application/json";

/// Whether this is a type of JSON texts, whatever its parameters.
#[inline]
pub(crate) fn is_json(content_type: &str) -> bool {
    let essence = content_type.split(';').next().unwrap_or_default().trim();
    let essence = essence.to_ascii_lowercase();
    essence == JSON || essence.ends_with("+json")
}
