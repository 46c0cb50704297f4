//! The file name in a `content-disposition` header (RFC 6266).

use percent_encoding::percent_decode;

/// The name, without what stands before its last slash: the service chooses it, and must not choose a folder.
#[inline]
pub(super) fn file_name(header: &[u8]) -> Option<String> {
    let (mut plain, mut extended) = (None, None);
    for (name, value) in parameters(header) {
        match name.as_str() {
            "filename" => plain = plain.or(Some(text(value))),
            "filename*" => extended = extended.or_else(|| decoded(&value)),
            _ => {}
        }
    }
    // The extended form is there for those who understand it, the plain one for all others.
    let name = extended.or(plain)?;
    let name = name.rsplit(['/', '\\']).next().unwrap_or_default().trim();
    (!matches!(name, "" | "." | "..")).then(|| name.to_owned())
}

/// The parameters behind the first semicolon, names in small letters, values without quotes.
#[inline]
fn parameters(header: &[u8]) -> Vec<(String, Vec<u8>)> {
    let mut out = Vec::new();
    let mut bytes = header.iter().copied().skip_while(|byte| *byte != b';').skip(1);
    loop {
        let (mut part, mut value_start, mut is_quoted, mut is_over) = (Vec::new(), None, false, true);
        while let Some(byte) = bytes.next() {
            match byte {
                b'"' => is_quoted = !is_quoted,
                b'\\' if is_quoted => part.extend(bytes.next()),
                b';' if !is_quoted => {
                    is_over = false;
                    break;
                }
                b'=' if value_start.is_none() => value_start = Some(part.len()),
                byte => part.push(byte),
            }
        }
        if let Some(start) = value_start {
            let (name, value) = part.split_at(start);
            let name = String::from_utf8_lossy(name).trim().to_ascii_lowercase();
            out.push((name, value.trim_ascii().to_vec()));
        }
        if is_over {
            return out;
        }
    }
}

/// Bytes that ought to be ASCII: UTF-8 if they can be, else ISO-8859-1, which the standard meant.
#[inline]
fn text(value: Vec<u8>) -> String {
    String::from_utf8(value).unwrap_or_else(|error| error.into_bytes().into_iter().map(char::from).collect())
}

/// `UTF-8'en'na%C3%AFve.txt`; `None` for a charset that the standard does not name.
#[inline]
fn decoded(value: &[u8]) -> Option<String> {
    let mut parts = value.splitn(3, |byte| *byte == b'\'');
    let (charset, _, encoded) = (parts.next()?, parts.next()?, parts.next()?);
    let bytes: Vec<u8> = percent_decode(encoded).collect();
    if charset.eq_ignore_ascii_case(b"utf-8") {
        return String::from_utf8(bytes).ok();
    }
    let is_latin = charset.eq_ignore_ascii_case(b"iso-8859-1");
    is_latin.then(|| bytes.into_iter().map(char::from).collect())
}
