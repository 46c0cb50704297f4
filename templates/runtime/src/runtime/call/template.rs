//! Texts with holes, `/streams/{streamId}` or `https://{region}.example.com`.

/// Fills the holes of a path with values that are percent-encoded already. `what` names a hole in messages; the
/// path that comes out starts with a slash.
pub(super) fn fill_path(template: &str, values: &[(String, String)], what: &str) -> Result<String, String> {
    let mut path = String::with_capacity(template.len() + 64);
    for segment in template.trim_start_matches('/').split('/') {
        path.push('/');
        let start = path.len();
        fill_into(&mut path, segment, values, what)?;
        let filled = &path[start..];
        // A URL library takes `..` as "one up", so with such a value the path would be that of another operation.
        if filled == "." || filled == ".." {
            return Err(format!(
                "{what} {segment}: the value `{filled}` would lead out of the path {template}"
            ));
        }
    }
    Ok(path)
}

fn fill_into(out: &mut String, template: &str, values: &[(String, String)], what: &str) -> Result<(), String> {
    let mut rest = template;
    while let Some((before, name, after)) = hole(rest) {
        let value = values
            .iter()
            .find(|(known, _)| known == name)
            .map(|(_, value)| value.as_str());
        out.push_str(before);
        out.push_str(match value {
            None => return Err(format!("{what} {name} has no value")),
            // Without it the text would be that of another place.
            Some("") => return Err(format!("{what} {name} is empty")),
            Some(value) => value,
        });
        rest = after;
    }
    out.push_str(rest);
    Ok(())
}

/// The first hole of a text: what stands before it, its name, what stands after it.
pub(super) fn hole(text: &str) -> Option<(&str, &str, &str)> {
    let (before, rest) = text.split_once('{')?;
    let (name, after) = rest.split_once('}')?;
    Some((before, name, after))
}
