//! Texts that hold something else.

use serde_json::{Value, json};

/// `contentEncoding: base64` → `format: byte`; a `contentMediaType` that is no text → `format: binary`. A `format` stays.
pub(super) fn rewrite(schema: &mut Value) {
    let Value::Object(map) = schema else { return };
    let text = |key: &str| map.get(key).and_then(Value::as_str).map(str::to_ascii_lowercase);
    let format = match (text("contentEncoding").as_deref(), text("contentMediaType")) {
        (Some("base64" | "base64url"), _) => "byte",
        (None | Some("binary"), Some(media)) if !is_text(&media) => "binary",
        _ => return,
    };
    map.entry("type").or_insert_with(|| json!("string"));
    map.entry("format").or_insert_with(|| json!(format));
}

fn is_text(media: &str) -> bool {
    let essence = media.split(';').next().unwrap_or_default().trim();
    essence.starts_with("text/")
        || ["json", "xml", "yaml", "jwt"]
            .iter()
            .any(|word| essence.ends_with(word))
}
