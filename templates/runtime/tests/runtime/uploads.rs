//! Files and base64 as values.

use oasmith_runtime::runtime::{Base64, Source, Upload, record};
use serde_json::json;

#[derive(Clone, Debug, PartialEq)]
struct Letter {
    file: Upload,
    seal: Option<Base64>,
}

record!(Letter { file: "file", seal: "seal" optional });

#[test]
fn base64_reads_what_is_in_use() {
    let table: [(&str, &[u8]); 12] = [
        ("", b""),
        ("Zg==", b"f"),
        ("Zg", b"f"),
        ("Zm8=", b"fo"),
        ("Zm9v", b"foo"),
        ("Zm9vYg==", b"foob"),
        ("Zm9vYmFy", b"foobar"),
        ("Zm9v\r\nYmFy\n", b"foobar"),
        (" Zg = = ", b"f"),
        ("+/-_", &[0xfb, 0xff, 0xbf]),
        ("-_+/", &[0xfb, 0xff, 0xbf]),
        ("//8", &[0xff, 0xff]),
    ];
    for (text, bytes) in table {
        let value: Base64 = text.parse().expect("base64");
        assert_eq!(value.as_bytes(), bytes, "{text}");
        assert_eq!(serde_json::from_value::<Base64>(json!(text)).expect("base64"), value);
    }
    for (text, at) in [
        ("Z", 1),
        ("Zm9vZ", 5),
        ("=", 0),
        ("Zg==Zg", 4),
        ("Z*", 1),
        ("é", 0),
        ("Zm9v=", 4),
    ] {
        let error = text.parse::<Base64>().expect_err(text);
        assert_eq!(error.to_string(), format!("not base64 at byte {at}"), "{text}");
    }
    assert!(serde_json::from_str::<Base64>("5").is_err());
}

#[test]
fn base64_writes_one_form() {
    for (bytes, text) in [
        (&b""[..], ""),
        (b"f", "Zg=="),
        (b"fo", "Zm8="),
        (b"foo", "Zm9v"),
        (&[0xfb, 0xff, 0xbf], "+/+/"),
    ] {
        let value = Base64::from(bytes);
        assert_eq!((value.to_string().as_str(), json!(value)), (text, json!(text)));
    }
    let all: Vec<u8> = (0..=255).cycle().take(1021).collect();
    for length in 0..all.len() {
        let value = Base64::from(&all[..length]);
        assert_eq!(value.to_string().parse::<Base64>().expect("base64"), value);
    }
    // Written in pieces, and as one text.
    for length in [3071, 3072, 3073, 3074, 10_000] {
        let value = Base64::from(all.iter().copied().cycle().take(length).collect::<Vec<_>>());
        assert_eq!(json!(value), json!(value.to_string()));
        assert_eq!(serde_json::to_string(&value).expect("text"), format!("\"{value}\""));
    }
    assert_eq!(format!("{:?}", Base64::from(b"secret")), "Base64(6 bytes)");
    assert_eq!(Base64::from(vec![1]).into_bytes(), vec![1]);
}

#[test]
fn an_upload_in_json_is_a_text() {
    let letter = Letter {
        file: Upload::from("dear \"x\"").file_name("a.txt"),
        seal: Some(b"ok".into()),
    };
    assert_eq!(json!(letter), json!({"file": "dear \"x\"", "seal": "b2s="}));
    let read: Letter = serde_json::from_value(json!(letter)).expect("a letter");
    assert_eq!(read.file, Upload::from("dear \"x\""));
    assert_eq!(read.seal, letter.seal);
    let error = serde_json::to_string(&Upload::from(vec![0xff])).expect_err("refused");
    assert_eq!(error.to_string(), "a file that is not UTF-8 text cannot be sent here");
}

#[test]
fn no_debug_shows_content() {
    let upload = Upload::from("sesame").file_name("f");
    assert_eq!(
        format!("{upload:?}"),
        "Upload { bytes: Some(6), file_name: Some(\"f\"), content_type: None }"
    );
    let streamed = Upload::source(Source::reader(Some(3), &b"abc"[..]));
    assert_eq!(
        format!("{streamed:?}"),
        "Upload { bytes: Some(3), file_name: None, content_type: None }"
    );
    assert_eq!(Upload::default(), Upload::from(""));
    assert_eq!(Upload::from(String::from("a")), Upload::from(vec![b'a']));
}
