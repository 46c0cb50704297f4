//! The reader of `trac-error-details-bin` takes what it knows, skips what it does not, and never falls over.

use http::HeaderMap;
use trac_client::Base64;
use trac_client::details::TracErrorDetails;
use trac_client::models::DataReadResponse;

use super::gateway::details_header;

fn read(value: &str) -> Option<TracErrorDetails> {
    let mut headers = HeaderMap::new();
    headers.insert("trac-error-details-bin", value.parse().expect("a header"));
    TracErrorDetails::of(&headers)
}

fn read_bytes(bytes: &[u8]) -> Option<TracErrorDetails> {
    read(Base64::from(bytes).to_string().trim_end_matches('='))
}

#[test]
fn everything_is_read() {
    let items = [
        ("not an identifier".to_owned(), "tagUpdates[0].attrName".to_owned()),
        ("no place é".to_owned(), String::new()),
    ];
    let details = read(&details_header(3, "Validation failed", &items)).expect("details");
    assert_eq!(
        (details.code, details.message.as_str(), details.items.len()),
        (3, "Validation failed", 2)
    );
    assert_eq!(details.items[0].field_path, "tagUpdates[0].attrName");
    let text = "Validation failed\n- tagUpdates[0].attrName: not an identifier\n- no place é";
    assert_eq!(details.to_string(), text);
}

/// A text of the service can neither pass for another fault nor reach the terminal as a control sequence.
#[test]
fn details_are_printable() {
    let hostile = "a\u{1b}[2J\r\n- b: c\u{9b}\u{202e}\u{2066}\u{61c}\u{200b}";
    let escaped = r"a\u{1b}[2J\r\n- b: c\u{9b}\u{202e}\u{2066}\u{61c}\u{200b}";
    let items = [
        (hostile.to_owned(), hostile.to_owned()),
        (hostile.to_owned(), String::new()),
    ];
    let details = read(&details_header(3, hostile, &items)).expect("details");
    assert_eq!(
        details.to_string(),
        format!("{escaped}\n- {escaped}: {escaped}\n- {escaped}")
    );
    assert_eq!(
        (&*details.message, &*details.items[0].detail),
        (hostile, hostile),
        "fields are exact"
    );
}

/// Neither the error nor one of its sources repeats the content as it is.
#[test]
fn errors_about_content_are_printable() {
    #[derive(Debug, serde::Deserialize)]
    enum Known {}
    let content = Base64::from(r#"["a\u001b[2J\r\nERROR\u202e"]"#.as_bytes());
    let response: DataReadResponse = serde_json::from_value(
        serde_json::json!({"schema": {"schemaType": "TABLE", "table": {"fields": []}}, "content": content.to_string()}),
    )
    .expect("a response");
    let error = response.rows::<Known>().expect_err("there is no such variant");
    let chain = std::iter::successors(Some(&error as &dyn std::error::Error), |&error| error.source());
    for text in chain.flat_map(|error| [format!("{error}"), format!("{error:?}")]) {
        assert!(
            text.contains(r"u{1b}[2J") && !text.contains(['\u{1b}', '\n', '\u{202e}']),
            "{text:?}"
        );
    }
}

#[test]
fn nothing_is_the_default() {
    assert_eq!(read(""), Some(TracErrorDetails::default()));
    assert_eq!(TracErrorDetails::of(&HeaderMap::new()), None);
}

#[test]
fn padding_is_taken_too() {
    let padded = Base64::from(b"\x08\x03\x12\x01x").to_string();
    assert!(padded.ends_with('='));
    assert_eq!(
        read(&padded).map(|details| (details.code, details.message)),
        Some((3, "x".to_owned()))
    );
}

/// A newer service may say more: fields of every kind, at every level.
#[test]
fn unknown_fields_are_skipped() {
    let unknown: &[u8] =
        b"\x20\xff\x01\x29\x01\x02\x03\x04\x05\x06\x07\x08\x35\x01\x02\x03\x04\x3a\x03abc\xfa\x7f\x01z";
    let item = [b"\x0a\x01d", unknown].concat();
    let bytes = [unknown, b"\x08\x05\x12\x01m\x1a", &[item.len() as u8], &item, unknown].concat();
    let details = read_bytes(&bytes).expect("details");
    assert_eq!((details.code, details.message.as_str()), (5, "m"));
    assert_eq!(details.items[0].detail, "d");
}

#[test]
fn odd_values_are_no_fault() {
    let negative = b"\x08\xff\xff\xff\xff\xff\xff\xff\xff\xff\x01";
    assert_eq!(read_bytes(negative).map(|details| details.code), Some(-1));
    assert_eq!(
        read_bytes(b"\x12\x02\xff\xfe").map(|details| details.message),
        Some("\u{fffd}\u{fffd}".to_owned())
    );
}

#[test]
fn what_is_no_message_is_no_details() {
    let broken: [&[u8]; 7] = [
        b"\x08",
        b"\x12\x05abc",
        b"\x12\xff\xff\xff\xff\xff\xff\xff\xff\xff\x01",
        b"\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff",
        b"\x0b\x0c",
        b"\x0f",
        b"\x1a\x01\x0a",
    ];
    for bytes in broken {
        assert_eq!(read_bytes(bytes), None, "{bytes:?}");
    }
    assert_eq!(read("not base64!"), None);
}

/// Bytes at random, and good bytes with some changed or cut: whatever comes of it, nothing falls over.
#[test]
fn hostile_bytes_are_taken() {
    let mut random = fastrand::Rng::with_seed(20_261_121);
    let good: Base64 = details_header(3, "Validation failed", &[("a".repeat(200), "b".to_owned())])
        .parse()
        .expect("base64");
    let (mut read, mut refused) = (0, 0);
    for round in 0..20_000 {
        let mut bytes: Vec<u8> = match round % 2 {
            0 => (0..random.usize(0..80)).map(|_| random.u8(..)).collect(),
            _ => good.as_bytes().to_vec(),
        };
        if random.u8(..) < 50 {
            bytes.truncate(random.usize(0..200));
        }
        if let Some(byte) = bytes.get_mut(random.usize(0..80)) {
            *byte = random.u8(..);
        }
        match read_bytes(&bytes) {
            Some(details) => read += usize::from(details.to_string().len() < 1000),
            None => refused += 1,
        }
    }
    assert!(
        read > 500 && refused > 500,
        "both happen: {read} read, {refused} refused"
    );
}
