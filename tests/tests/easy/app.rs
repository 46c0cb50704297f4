//! The name of the app, and the version of the API.

use serde_json::json;

use super::script::Script;

#[tokio::test(start_paused = true)]
async fn the_app_and_the_version_go_with_every_request() {
    let script = Script::new(|_| (200, json!({"items": []})));
    let client = script
        .builder()
        .app("night shift")
        .cdf_version("20230101-beta")
        .build()
        .expect("they are good");
    client.streams().list().await.expect("it responds");
    let headers = &script.seen()[0].headers;
    assert_eq!(headers["x-cdp-app"], "night shift");
    assert!(headers["x-cdp-sdk"].to_str().expect("text").contains(':'));
    assert_eq!(headers["cdf-version"], "20230101-beta");
}

#[test]
fn a_name_that_a_header_cannot_carry_is_an_error_and_no_panic() {
    for name in ["", "nattevakt på ø", "two\nlines", "tab\t", &"x".repeat(256)] {
        let script = Script::new(|_| (200, json!({})));
        let error = script.builder().app(name).build().expect_err(name);
        assert!(error.to_string().contains("x-cdp-app"), "{error}");
    }
    let script = Script::new(|_| (200, json!({})));
    assert!(script.builder().cdf_version("2023\r\n").build().is_err());
}
