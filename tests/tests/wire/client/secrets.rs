//! Nothing that a log would show has a secret in it.

use cdf_client::models::{
    CreatedSessionList, FileUploadList, FunctionScheduleWrite, FunctionWrite, SessionClientCredentials, SessionWrite,
};
use oasmith_tests::loopback::Loopback;
use serde_json::json;

use super::credentials;
use crate::wire::harness::{TOKEN, builder};

/// What a log would show of a request, a client or its credentials.
#[test]
fn debug_shows_no_secret() {
    let identity = Loopback::start([]);
    let server = Loopback::start([]);
    let client = builder(&server)
        .header("x-key", "very-private-header")
        .build()
        .expect("a client");
    let function = FunctionWrite::new("f", 1)
        .secrets([("key", "very-secret-value")])
        .index_url("https://very-secret@example.com")
        .extra_index_urls(["https://very-secret@example.com"]);
    let login = SessionWrite::SessionClientCredentials(SessionClientCredentials::new("id", "very-secret-client"));
    let shown = [
        format!("{:?}", client.functions().create([function])),
        format!("{:?}", client.function_calls().call(1, "very-secret-nonce")),
        format!(
            "{:?}",
            client
                .function_schedules()
                .create([FunctionScheduleWrite::new("n", "c", "very-secret-nonce")])
        ),
        format!("{:?}", client.sessions().create([login])),
        format!("{:?}", client.streams().list().header("x-key", "very-private-header")),
        format!("{:?}", builder(&server).client_credentials(credentials(&identity))),
        format!("{:?}", credentials(&identity)),
        format!(
            "{client:?} {:?}",
            builder(&server).header("x-key", "very-private-header")
        ),
    ];
    for text in shown {
        assert!(!text.contains("very-") && !text.contains(TOKEN), "{text}");
    }
}

/// What a log would show of a response: a nonce and a signed URL are as good as a password.
#[test]
fn debug_of_a_response_shows_no_secret() {
    let sessions = json!({"items": [{"id": 1, "status": "READY", "nonce": "very-secret"}]});
    let sessions: CreatedSessionList = serde_json::from_value(sessions).expect("sessions");
    let file = json!({"id": 1, "name": "f", "uploaded": false, "createdTime": 1, "lastUpdatedTime": 1, "uploadUrl": "very-secret"});
    let files: FileUploadList = serde_json::from_value(json!({"items": [file]})).expect("files");
    assert!(!format!("{sessions:?} {files:?}").contains("very-secret"));
    assert_eq!(sessions.items[0].nonce.expose(), "very-secret");
}
