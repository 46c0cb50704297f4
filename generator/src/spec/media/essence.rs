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

/// A media type without the parameter that says nothing about its schema.
pub fn without_charset(media_type: &str) -> String {
    let parts = media_type.split(';').map(|part| part.trim().to_ascii_lowercase());
    let parts: Vec<String> = parts.filter(|part| !part.starts_with("charset=")).collect();
    parts.join(";")
}

/// Whether a media type is JSON.
pub fn is_json(media_type: &str) -> bool {
    let essence = essence(media_type);
    matches!(
        essence.as_str(),
        "application/json" | "text/json" | "*/*" | "application/*"
    ) || essence.ends_with("+json")
}
