//! Logins whose token endpoint is known.

use serde_json::json;

use super::script::Script;

#[tokio::test]
async fn open_industrial_data_has_its_tenant_and_scope() {
    let script = Script::new(|seen| match seen.what.contains("/token") {
        true => (200, json!({"access_token": "t-1", "expires_in": 3600})),
        false => (200, json!({"items": []})),
    });
    let login = cdf_client::login::open_industrial_data("me", "pw");
    let cdf = script.builder().client_credentials(login).build().expect("a client");
    cdf.streams().list().await.expect("it responds");
    let seen = script.seen();
    assert_eq!(
        seen[0].what,
        "POST https://login.microsoftonline.com/48d5043c-cf70-4c49-881c-c638f5796997/oauth2/v2.0/token"
    );
    let form = String::from_utf8_lossy(&seen[0].bytes).into_owned();
    assert!(
        form.contains("scope=https%3A%2F%2Fapi.cognitedata.com%2F.default"),
        "{form}"
    );
    assert_eq!(seen[1].headers["authorization"], "Bearer t-1");
}
