//! What goes in comes out: rows, Arrow bytes, files; against a gateway that refuses what TRAC's would refuse.

use serde::{Deserialize, Serialize};
use trac_client::dataset::{ContentError, Format, json_rows};
use trac_client::models::{BasicType, FieldSchema, ObjectType, SchemaDefinition, TagSelector, TagUpdate};

use super::gateway::{self, SCHEMA_ID, TENANT};
use super::support::{client, ids};

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
struct Loan {
    id: i64,
    rate: String,
    region: Option<String>,
}

fn loan(id: i64, rate: &str, region: Option<&str>) -> Loan {
    Loan {
        id,
        rate: rate.to_owned(),
        region: region.map(str::to_owned),
    }
}

fn schema() -> SchemaDefinition {
    SchemaDefinition::of_table([
        FieldSchema::new("id", BasicType::Integer).business_key(true),
        FieldSchema::new("rate", BasicType::Decimal).not_null(true),
        FieldSchema::new("region", BasicType::String)
            .categorical(true)
            .label("where"),
    ])
}

#[tokio::test]
async fn rows_come_back() {
    let trac = client(&gateway::start());
    let loans = [
        loan(9_007_199_254_740_993, "0.1", None),
        loan(i64::MIN, "-12.5", Some("north")),
    ];
    let create = trac.datasets().create_rows(TENANT, schema(), &loans).expect("rows");
    let header = create
        .tag_updates([
            TagUpdate::set("region", "all"),
            TagUpdate::delete("draft"),
            TagUpdate::clear(),
        ])
        .await;
    let header = header.expect("a dataset");
    assert_eq!(
        (header.object_type.clone(), header.object_version),
        (ObjectType::Data, 1)
    );

    let reply = trac
        .datasets()
        .read(TENANT, &header, Format::Json)
        .await
        .expect("the dataset");
    assert_eq!(reply.schema, schema());
    let expected = [
        loan(9_007_199_254_740_993, "0.100000000000", None),
        loan(i64::MIN, "-12.500000000000", Some("north")),
    ];
    assert_eq!(reply.rows::<Loan>().expect("loans"), expected);

    let update = trac
        .datasets()
        .update_rows(TENANT, &header, schema(), &loans[..1])
        .expect("rows");
    let next = update.await.expect("the next version");
    assert_eq!(next.object_version, 2);
    let latest = TagSelector::latest(ObjectType::Data, &header.object_id);
    let reply = trac
        .datasets()
        .read(TENANT, latest, Format::Json)
        .await
        .expect("the dataset");
    assert_eq!(reply.rows::<Loan>().expect("loans"), expected[..1]);
}

#[tokio::test]
async fn some_rows_are_read() {
    let trac = client(&gateway::start());
    let rows = (0..10).map(|id| serde_json::json!({"id": id}));
    let header = trac
        .datasets()
        .create_rows(TENANT, ids(), rows)
        .expect("rows")
        .await
        .expect("a dataset");
    let read = trac
        .datasets()
        .read(TENANT, &header, Format::Json)
        .limit(2)
        .offset(7)
        .await
        .expect("the dataset");
    let read: Vec<serde_json::Value> = read.rows().expect("rows");
    assert_eq!(read, [serde_json::json!({"id": 7}), serde_json::json!({"id": 8})]);
}

#[tokio::test]
async fn a_schema_may_be_given_by_its_id() {
    let trac = client(&gateway::start());
    let schema = TagSelector::version(ObjectType::Schema, SCHEMA_ID, 1);
    let create = trac
        .datasets()
        .create_rows(TENANT, schema, [serde_json::json!({"id": 1})])
        .expect("rows");
    let header = create.await.expect("a dataset");
    let reply = trac
        .datasets()
        .read(TENANT, &header, Format::Json)
        .await
        .expect("the dataset");
    assert_eq!(reply.schema, ids(), "the schema comes in full");
}

/// Arrow is bytes: they go in and come out, and nobody looks at them.
#[tokio::test]
async fn arrow_bytes_come_back() {
    let trac = client(&gateway::start());
    let arrow = bytes::Bytes::from_iter((0..=255).cycle().take(100_000));
    let header = trac
        .datasets()
        .create(TENANT, ids(), Format::ArrowStream, arrow.clone())
        .await
        .expect("a dataset");
    let reply = trac
        .datasets()
        .read(TENANT, &header, Format::ArrowStream)
        .await
        .expect("the dataset");
    assert_eq!(reply.content.into_bytes(), arrow);
}

#[tokio::test]
async fn files_come_back() {
    let server = gateway::start();
    let trac = client(&server);
    let content: Vec<u8> = (0..=255).collect();
    let create = trac
        .files()
        .create(TENANT, "all bytes.bin", "application/x-bytes", content.clone());
    let header = create.size(256).await.expect("a file");
    let reply = trac.files().read(TENANT, &header).await.expect("the file");
    assert_eq!(reply.content.as_bytes(), content);
    assert_eq!(
        (reply.file_definition.name.as_str(), reply.file_definition.size),
        ("all bytes.bin", 256)
    );
    assert_eq!(reply.file_definition.extension, "", "what is left out is the default");

    let download = trac
        .files()
        .download(TENANT, &header.object_id, 1, "any name.bin")
        .await
        .expect("a download");
    assert_eq!(
        (download.content_type(), download.content_length()),
        (Some("application/x-bytes"), Some(256))
    );
    assert_eq!(download.bytes().await.expect("all of it"), content);
    let latest = trac
        .files()
        .download_latest(TENANT, &header.object_id, "x.bin")
        .await
        .expect("a download");
    assert_eq!(latest.bytes().await.expect("all of it"), content);

    for seen in server.seen().iter().filter(|seen| seen.method == "GET") {
        assert_eq!(seen.header("content-type"), None, "there is no body");
        assert_eq!(seen.header("accept"), Some("*/*"), "a file may have any type");
    }
    assert!(server.seen()[3].path().ends_with("/versions/latest/x.bin"));
}

#[tokio::test]
async fn datasets_are_downloaded_in_chunks() {
    let trac = client(&gateway::start());
    let rows: Vec<_> = (0..100).map(|id| serde_json::json!({"id": id})).collect();
    let header = trac
        .datasets()
        .create_rows(TENANT, ids(), &rows)
        .expect("rows")
        .await
        .expect("a dataset");
    let mut download = trac
        .datasets()
        .download(TENANT, &header.object_id, 1, "x.json", Format::Json)
        .await
        .expect("a download");
    assert_eq!(
        (download.content_type(), download.content_length()),
        (Some("application/json"), None)
    );
    let mut content = Vec::new();
    while let Some(chunk) = download.chunk().await.expect("a chunk") {
        content.extend_from_slice(&chunk);
    }
    assert_eq!(
        serde_json::from_slice::<Vec<serde_json::Value>>(&content).expect("rows"),
        rows
    );
}

#[test]
fn rows_that_cannot_be_written_are_named() {
    let text = |result: Result<bytes::Bytes, ContentError>| result.expect_err("it cannot be written").to_string();
    assert_eq!(
        text(json_rows([1])),
        "row 0 must be a JSON object, such as a struct or a map"
    );
    let rows = [
        std::collections::BTreeMap::from([("x", 1.0)]),
        std::collections::BTreeMap::from([("x", f64::NAN)]),
    ];
    assert!(text(json_rows(rows)).starts_with("row 1 has no form in JSON: "));
}

#[tokio::test]
async fn rows_of_another_type_are_named() {
    let trac = client(&gateway::start());
    let rows = [serde_json::json!({"id": 1}), serde_json::json!({"id": "two"})];
    let header = trac
        .datasets()
        .create_rows(TENANT, ids(), rows)
        .expect("rows")
        .await
        .expect("a dataset");
    #[derive(Debug, Deserialize)]
    struct Row {
        #[expect(dead_code, reason = "it is only read from JSON")]
        id: i64,
    }
    let reply = trac
        .datasets()
        .read(TENANT, &header, Format::Json)
        .await
        .expect("the dataset");
    let error = reply.rows::<Row>().expect_err("a text is no number").to_string();
    assert!(error.contains("[1].id"), "{error}");
}
