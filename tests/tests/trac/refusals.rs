//! Refusals become messages, details and what errors can be asked, whichever form they have.

use trac_client::Error;
use trac_client::dataset::Format;
use trac_client::details::HasDetails as _;
use trac_client::models::{BasicType, FieldSchema, ObjectType, SchemaDefinition, TagSelector, TagUpdate};

use super::gateway::{self, TENANT};
use super::support::{client, failure, ids};

#[tokio::test]
async fn every_fault_of_a_request_is_told() {
    let trac = client(&gateway::start());
    let updates = [
        TagUpdate::set("1bad", 1),
        TagUpdate::set("good", 2),
        TagUpdate::set("_worse", 3),
    ];
    let error = failure(
        trac.datasets()
            .create(TENANT, ids(), Format::Json, b"")
            .tag_updates(updates),
    )
    .await;
    assert_eq!(error.status().map(|status| status.as_u16()), Some(400));
    assert_eq!(error.message().as_deref(), Some("Validation failed"));
    assert!(error.raw_body().is_empty() && error.failure().is_none() && !error.is_decode());
    let details = error.details().expect("the service tells");
    assert_eq!(details.code, 3);
    let places: Vec<&str> = details.items.iter().map(|item| item.field_path.as_str()).collect();
    assert_eq!(places, ["content", "tagUpdates[0].attrName", "tagUpdates[2].attrName"]);
    assert_eq!(Error::from(error).details(), Some(details));
}

#[tokio::test]
async fn what_is_not_there_is_named() {
    let trac = client(&gateway::start());
    let nobody = TagSelector::latest(ObjectType::Data, "00000000-0000-4000-8000-999999999999");
    let error = failure(trac.datasets().read(TENANT, nobody, Format::Json)).await;
    assert!(error.is_not_found());
    let message = "Metadata not found for DATA [00000000-0000-4000-8000-999999999999]";
    assert_eq!(error.message().as_deref(), Some(message));
    assert!(error.to_string().contains(message), "{error}");

    let error = failure(trac.files().download_latest("NOBODY", "x", "x.txt")).await;
    assert_eq!(error.message().as_deref(), Some("Unknown tenant [NOBODY]"));
}

/// The message travels percent-encoded, and holds what a header cannot.
#[tokio::test]
async fn an_update_of_an_old_version_is_a_conflict() {
    let trac = client(&gateway::start());
    let first = trac
        .files()
        .create(TENANT, "a.txt", "text/plain", b"1")
        .await
        .expect("a file");
    let second = trac
        .files()
        .update(TENANT, &first, "a.txt", "text/plain", b"2")
        .await
        .expect("its next version");
    assert_eq!(
        (second.object_id.as_str(), second.object_version),
        (first.object_id.as_str(), 2)
    );
    let error = failure(trac.files().update(TENANT, &first, "a.txt", "text/plain", b"3")).await;
    assert!(error.is_conflict());
    assert_eq!(
        error.message().as_deref(),
        Some("Version [1] has been superseded: è 100%")
    );
    assert_eq!(error.attempts(), 1, "an update is not sent twice");
}

/// The gateway wants exactly one media type, and says so in a line of text.
#[tokio::test]
async fn a_line_of_text_is_the_message() {
    let trac = client(&gateway::start());
    let selector = TagSelector::latest(ObjectType::Data, "x");
    let error = failure(
        trac.datasets()
            .read(TENANT, selector, Format::Json)
            .header("accept", "*/*"),
    )
    .await;
    assert_eq!(error.status().map(|status| status.as_u16()), Some(406));
    assert_eq!(
        error.message().as_deref(),
        Some("Content type or accept header is not supported")
    );
    assert_eq!(error.details(), None);
}

#[tokio::test]
async fn names_that_would_change_the_path_are_not_sent() {
    let server = gateway::start();
    let trac = client(&server);
    for name in ["a/b", ""] {
        let error = failure(trac.files().download(TENANT, "x", 1, name)).await;
        assert!(error.is_request(), "{error}");
        assert!(error.to_string().contains("fileName"), "{error}");
    }
    assert!(server.seen().is_empty());
}

/// The limits of the document are checked if somebody asks for it, and only then.
#[tokio::test]
async fn limits_are_checked_on_demand() {
    let server = gateway::start();
    let wordy = FieldSchema::new("id", BasicType::Integer).label("x".repeat(5000));
    let create = |fields: Vec<FieldSchema>| {
        let schema = SchemaDefinition::of_table(fields);
        client(&server).datasets().create(TENANT, schema, Format::Json, b"[]")
    };
    let violations = |fields| create(fields).validate().expect_err("it breaks a limit").to_string();
    assert!(
        violations(vec![wordy.clone()]).contains("fields[0].label"),
        "{}",
        violations(vec![wordy.clone()])
    );
    assert!(violations(vec![]).contains("fields"), "{}", violations(vec![]));
    create(vec![wordy]).await.expect("the gateway does not mind");
}
