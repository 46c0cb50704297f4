//! Media types by their names.

/// The media type without its parameters, in small letters. Some documents have a comma before parameters.
pub fn essence(media_type: &str) -> String {
    media_type
        .split([';', ','])
        .next()
        .unwrap_or_default()
        .trim()
        .to_ascii_lowercase()
}

/// Whether a media type is JSON.
pub fn is_json(media_type: &str) -> bool {
    let essence = essence(media_type);
    matches!(
        essence.as_str(),
        "application/json" | "text/json" | "*/*" | "application/*"
    ) || essence.ends_with("+json")
}
