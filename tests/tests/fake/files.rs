//! Files: uploads to another origin, in one or in parts.

use std::time::Duration;

use cdf_client::Transport;
use cdf_client::fake::Fake;
use cdf_client::models::{FileReference, MultipartCompleteRequest, MultipartCompleteRequestId};
use serde_json::json;

use super::support::{ask, put, refused, send};

#[tokio::test(start_paused = true)]
async fn a_file_counts_as_uploaded_a_while_after_its_content_came() {
    let fake = Fake::new();
    let cdf = fake.client();
    let file = cdf.files().init_upload("code.zip").await.unwrap();
    assert!(!file.uploaded && file.upload_url.expose().starts_with("https://uploads.fake.example/"));
    let (status, _) = send(&fake, put(file.upload_url.expose(), None, b"zip")).await.unwrap();
    assert_eq!(status, 200);
    let uploaded = async || {
        cdf.files()
            .retrieve_many([FileReference::Id(file.id)])
            .await
            .unwrap()
            .items[0]
            .uploaded
    };
    assert!(!uploaded().await);
    tokio::time::sleep(Duration::from_millis(50)).await;
    assert!(uploaded().await);
    assert_eq!(fake.file_content(file.id).as_deref(), Some(&b"zip"[..]));
    assert!(fake.leaks().is_empty());
}

#[tokio::test(start_paused = true)]
async fn a_credential_at_the_upload_origin_is_a_leak() {
    for (fake, status) in [(Fake::new(), 400), (Fake::builder().allow_leaks().build(), 200)] {
        let file = fake.client().files().init_upload("code.zip").await.unwrap();
        let request = put(file.upload_url.expose(), Some("Bearer fake-token"), b"zip");
        assert_eq!(send(&fake, request).await.unwrap().0, status);
        assert_eq!(fake.leaks().len(), 1);
    }
    let fake = Fake::new();
    let unknown = put("https://uploads.fake.example/uploads/none", None, b"");
    assert_eq!(fake.send(unknown, Duration::MAX).await.unwrap().status().as_u16(), 403);
}

#[tokio::test(start_paused = true)]
async fn parts_come_in_any_order_and_must_all_be_there() {
    let fake = Fake::new();
    let cdf = fake.client();
    let made = cdf.files().init_multipart_upload(2, "big.bin").await.unwrap();
    static LARGE: [u8; 5 * 1024 * 1024] = [7; 5 * 1024 * 1024];
    send(&fake, put(made.upload_urls[1].expose(), None, b"end"))
        .await
        .unwrap();
    let finish = || MultipartCompleteRequest::Id(MultipartCompleteRequestId::new(&made.upload_id, made.id));
    cdf.files()
        .complete_multipart_upload(finish())
        .await
        .expect_err("a part is missing");
    send(&fake, put(made.upload_urls[0].expose(), None, b"too small"))
        .await
        .unwrap();
    cdf.files()
        .complete_multipart_upload(finish())
        .await
        .expect_err("a part is too small");
    send(&fake, put(made.upload_urls[0].expose(), None, &LARGE))
        .await
        .unwrap();
    cdf.files().complete_multipart_upload(finish()).await.unwrap();
    let content = fake.file_content(made.id).unwrap();
    assert_eq!((content.len(), &content[LARGE.len()..]), (LARGE.len() + 3, &b"end"[..]));
    assert_eq!(
        ask(
            &fake,
            "POST",
            "/files/initmultipartupload?parts=251",
            json!({"name": "x"})
        )
        .await
        .0,
        400
    );
}

#[tokio::test(start_paused = true)]
async fn external_ids_are_taken_once_unless_overwritten() {
    let fake = Fake::new();
    let file = json!({"name": "a", "externalId": "x"});
    let (_, made) = ask(&fake, "POST", "/files", file.clone()).await;
    refused(&fake, 409, "/files", file).await;
    let (status, again) = ask(
        &fake,
        "POST",
        "/files?overwrite=true",
        json!({"name": "b", "externalId": "x"}),
    )
    .await;
    assert_eq!((status, &again["id"], &again["name"]), (201, &made["id"], &json!("b")));
    let (_, link) = ask(
        &fake,
        "POST",
        "/files/uploadlink",
        json!({"items": [{"externalId": "x"}]}),
    )
    .await;
    assert!(link["items"][0]["uploadUrl"].is_string());
    let error = refused(
        &fake,
        400,
        "/files/byids",
        json!({"items": [{"id": 1}, {"externalId": "x"}]}),
    )
    .await;
    assert_eq!(error["missing"], json!([{"id": 1}]));
    let ignoring = json!({"items": [{"id": 1}, {"externalId": "x"}], "ignoreUnknownIds": true});
    assert_eq!(
        ask(&fake, "POST", "/files/byids", ignoring).await.1["items"]
            .as_array()
            .unwrap()
            .len(),
        1
    );
    assert_eq!(
        ask(&fake, "POST", "/files/delete", json!({"items": [{"externalId": "x"}]}))
            .await
            .0,
        200
    );
    refused(&fake, 400, "/files/byids", json!({"items": [{"externalId": "x"}]})).await;
}
