//! Failures, and what else is not the result of a call: tokens and uploads.

use std::sync::Arc;

use bytes::Bytes;
use oasmith_runtime::runtime::{ClientCredentials, Core, RetryPolicy, Secret};

use super::{Endless, MIB, client};
use crate::acts::{Keyed, KeyedWithResults, act};
use crate::sample::{GetThing, builder};
use crate::streams::GetFile;
use crate::support::{Memory, response};

#[tokio::test(start_paused = true)]
async fn a_failure_beyond_the_limit_keeps_its_status_and_its_beginning() {
    let service = Endless::new(503, vec![b'x'; 1000]);
    let core = client(&service)
        .retry(RetryPolicy::new().attempts(3))
        .build()
        .expect("a client");
    let error = GetThing::new(&core, "a").await.expect_err("a failure");
    assert!(error.is_server() && !error.is_response_too_large(), "{error}");
    // It is sent again like any 503, and no attempt reads more than it needs.
    assert_eq!((service.requests(), error.attempts()), (3, 3));
    assert_eq!(service.taken(), 3 * 1_049_000);
    assert!(error.is_body_cut() && error.raw_body().len() == MIB);
    let text = error.to_string();
    assert!(
        text.contains("503") && text.contains("[body cut off after 1048576 bytes]"),
        "{text}"
    );

    let error = GetThing::new(&core, "a").max_response(10).await.expect_err("a failure");
    assert_eq!((error.is_body_cut(), &error.raw_body()[..]), (true, &b"xxxxxxxxxx"[..]));

    let core = client(&Endless::new(404, "a page"));
    let error = GetFile::new(&core.build().expect("a client"))
        .await
        .expect_err("a failure");
    assert!(error.is_not_found() && error.is_body_cut(), "{error}");

    let core = builder().transport(Memory::script([response(404, "small")]));
    let error = GetThing::new(&core.build().expect("a client"), "a")
        .await
        .expect_err("a failure");
    assert!(
        !error.is_body_cut() && !error.to_string().contains("cut off"),
        "{error}"
    );
}

/// Half of such a body would mean that nothing was done.
#[tokio::test(start_paused = true)]
async fn a_failure_that_tells_about_items_is_needed_as_a_whole() {
    let service = Endless::new(503, vec![b' '; 1000]);
    let core = client(&service)
        .upload_host("files.example.com")
        .max_response(2 * MIB)
        .build()
        .expect("a client");
    let error = act::<KeyedWithResults>(&core).await.expect_err("too large");
    assert!(error.is_response_too_large() && error.may_have_happened(), "{error}");
    assert_eq!(
        (error.status().map(|status| status.as_u16()), service.requests()),
        (Some(503), 1)
    );
    assert!(service.taken() > 2 * MIB);
    let error = act::<Keyed>(&core).await.expect_err("a failure");
    assert!(error.is_server() && error.attempts() > 1, "{error}");
}

#[tokio::test]
async fn a_token_that_is_cut_in_two_is_not_shown() {
    const TOKEN: &str = "secret-token-0123456789";
    let page = format!("you sent {TOKEN}, é");
    for most in 1..page.len() {
        let service = Memory::script([response(400, page.as_str())]);
        let core = builder().transport(service).token(TOKEN).max_response(most);
        let error = GetThing::new(&core.build().expect("a client"), "a")
            .await
            .expect_err("a failure");
        let body = String::from_utf8(error.raw_body().to_vec()).expect("whole characters");
        let rest = body.strip_prefix("you sent ").unwrap_or_default();
        assert!(!rest.contains("s"), "{most}: {body}");
        assert!(error.is_body_cut());
    }
}

fn with_login(service: &Arc<Endless>) -> Core {
    let login = ClientCredentials::new("https://idp.example.com/token", "me", "s3cret");
    let core = client(service).client_credentials(login);
    core.retry(RetryPolicy::new().attempts(2)).build().expect("a client")
}

#[tokio::test(start_paused = true)]
async fn the_response_of_a_token_endpoint_has_a_limit() {
    let service = Endless::new(200, vec![b' '; 1000]);
    let error = GetThing::new(&with_login(&service), "a").await.expect_err("no token");
    assert!(error.is_token() && error.attempts() == 0, "{error}");
    let text = error.to_string();
    assert!(
        text.contains("idp.example.com/token: 200 OK") && text.contains("more than 1048576 bytes"),
        "{text}"
    );
    assert_eq!((service.requests(), service.taken()), (1, 1_049_000));
    // The status of a failure still counts.
    for (status, requests) in [(503, 2), (400, 1)] {
        let service = Endless::new(status, vec![b' '; 1000]);
        let error = GetThing::new(&with_login(&service), "a").await.expect_err("no token");
        assert!(
            error.is_token() && error.to_string().contains(&status.to_string()),
            "{error}"
        );
        assert_eq!(service.requests(), requests);
        assert_eq!(service.taken(), requests * 1_049_000);
    }
}

#[tokio::test]
async fn the_response_to_an_upload_has_a_limit() {
    let url = Secret::new("https://files.example.com/up");
    for (status, taken) in [(200, 3 * MIB), (403, MIB + MIB)] {
        let service = Endless::new(status, vec![b' '; MIB]);
        let core = client(&service)
            .upload_host("files.example.com")
            .max_response(2 * MIB)
            .build()
            .expect("a client");
        let error = core.upload(&url, None, Bytes::new()).await.expect_err("too large");
        assert_eq!(
            (error.is_response_too_large(), error.is_forbidden()),
            (status == 200, status == 403)
        );
        assert_eq!((service.requests(), service.taken()), (1, taken));
    }
}
