//! The client reads what the gateway said: values, bytes, and the three forms of an error.

use percent_encoding::percent_decode_str;
use serde_json::Value;
use trac_client::Error;
use trac_client::details::{HasDetails as _, TracErrorDetails};

use super::calls::{Got, call, plain};
use super::lists::UNMADE;
use super::recorded::{self, Capture, Message};
use super::with_replies;

#[tokio::test]
async fn the_client_reads_the_recorded_replies() {
    let Some(captures) = recorded::all() else { return };
    let (mut good, mut bad) = (0, 0);
    for (capture, client) in with_replies(&captures) {
        let is_wrong = UNMADE.iter().any(|(name, _)| *name == capture.name);
        let result = if is_wrong {
            plain(&client, capture).await
        } else {
            call(&client, capture).await
        };
        let reply = capture
            .reply
            .as_ref()
            .expect("the captures without a reply are not here");
        match result {
            Ok(got) => {
                check_value(&capture.name, reply, &got);
                good += 1;
            }
            Err(error) => {
                check_error(&capture.name, reply, &error);
                bad += 1;
            }
        }
    }
    assert_eq!((good, bad), (35, 48), "values and errors");
}

/// What is read and written again is what came: nothing is lost, and no default is added.
fn check_value(name: &str, reply: &Message, got: &Got) {
    assert_eq!(reply.status(), 200, "{name}: the status");
    match got {
        Got::Bytes {
            content_type,
            length,
            content,
        } => {
            assert_eq!(
                content_type.as_deref(),
                reply.header("content-type"),
                "{name}: content-type"
            );
            assert_eq!(
                *length,
                reply.header("content-length").and_then(|length| length.parse().ok()),
                "{name}: length"
            );
            assert_eq!(content[..], reply.body, "{name}: the content");
        }
        got => {
            let theirs: Value = serde_json::from_slice(&reply.body).expect("the reply is JSON");
            assert_eq!(got.json(), Some(theirs), "{name}: the reply");
        }
    }
}

fn check_error(name: &str, reply: &Message, error: &Error) {
    assert_eq!(
        error.status().map(|status| status.as_u16()),
        Some(reply.status()),
        "{name}: {error}"
    );
    assert_eq!(error.raw_body()[..], reply.body, "{name}: the body");
    assert!(!error.is_decode(), "{name}: {error}");
    // Messages are for logs, so that a line break is shown as one.
    let shown = expected_message(reply).map(|text| text.replace('\n', "\\n"));
    assert_eq!(error.message(), shown, "{name}: the message");
    assert_eq!(error.reason(), own_reason(reply), "{name}: the reason phrase");
    check_details(name, reply, error.details());
}

/// A line of text, or what the service says in a header, or nothing.
fn expected_message(reply: &Message) -> Option<String> {
    match (reply.body.is_empty(), reply.header("grpc-message")) {
        (false, _) => Some(String::from_utf8_lossy(&reply.body).trim().to_owned()),
        (true, Some(message)) => Some(percent_decode_str(message).decode_utf8_lossy().into_owned()),
        (true, None) => None,
    }
}

/// What stands behind the status, if it is not what always stands there.
fn own_reason(reply: &Message) -> Option<&str> {
    let status = http::StatusCode::from_u16(reply.status()).expect("a status");
    Some(reply.reason()).filter(|reason| status.canonical_reason() != Some(reason))
}

fn check_details(name: &str, reply: &Message, details: Option<TracErrorDetails>) {
    let code = reply.header("grpc-status").and_then(|code| code.parse().ok());
    assert_eq!(
        details.as_ref().map(|details| details.code),
        code,
        "{name}: details where the service refused"
    );
    if let Some(details) = details {
        assert_eq!(
            Some(&details.message),
            expected_message(reply).as_ref(),
            "{name}: the summary"
        );
        let checks = ["Validation failed", "Version compatability check failed"];
        let is_invalid = checks.iter().any(|check| details.message.starts_with(check));
        assert_eq!(details.items.is_empty(), !is_invalid, "{name}: {details}");
        assert!(
            details.items.iter().all(|item| !item.detail.is_empty()),
            "{name}: {details}"
        );
    }
}

#[tokio::test]
async fn details_name_every_fault() {
    let Some(captures) = recorded::all() else { return };
    let (capture, client) = with_replies(&captures)
        .find(|(capture, _)| capture.name == "53_many_errors")
        .expect("the capture is there");
    let error = call(&client, capture).await.expect_err("it is refused");
    let details = error.details().expect("the service tells");
    let places: Vec<&str> = details.items.iter().map(|item| item.field_path.as_str()).collect();
    assert_eq!(
        places,
        [
            "tagUpdates[0].attrName",
            "tagUpdates[0].value",
            "schema.table.fields",
            "format"
        ]
    );
    let text = details.to_string();
    assert!(
        text.starts_with("Validation failed for [createSmallDataset()]\n- tagUpdates[0].attrName: "),
        "{text}"
    );
    assert_eq!(text.lines().count(), 5);
}

/// Of each capture with details, whatever service said it.
#[test]
fn details_of_all_services_are_read() {
    let Some(captures) = recorded::all() else { return };
    let replies = captures
        .values()
        .filter_map(|capture: &Capture| Some((capture, capture.reply.as_ref()?)));
    let mut count = 0;
    for (capture, reply) in replies {
        let Some(header) = reply.header("trac-error-details-bin") else {
            continue;
        };
        let mut headers = http::HeaderMap::new();
        headers.insert("trac-error-details-bin", header.parse().expect("a header"));
        check_details(&capture.name, reply, TracErrorDetails::of(&headers));
        count += 1;
    }
    assert!(count > 20, "{count} captures have details");
}
