//! Functions from login to schedule, in good days and bad.

use std::time::Duration;

use cdf_client::fake::{Fake, Faults, FunctionFault};
use cdf_client::functions::deploy::FunctionSource;
use cdf_client::functions::{FunctionError, SessionAuth};
use cdf_client::models::{SessionClientCredentials, SessionWrite};
use cdf_client::{Client, RetryPolicy};
use serde_json::json;

use super::listener::listen;
use super::shown::Shown;
use super::tap::Tap;

const CODE: &str = "def handle(data, secrets):\n    return 1\n";

/// A project that is heard, and a client with a login.
fn project(shown: &Shown) -> (Fake, Client) {
    let fake = Fake::builder()
        .token("token-sesame")
        .credentials("me", "client-sesame")
        .build();
    let tap = Tap {
        fake: fake.clone(),
        shown: shown.clone(),
    };
    let login = shown.debug(fake.client_credentials().extra("key", "extra-sesame"));
    let builder = fake
        .client_builder()
        .transport(tap)
        .retry(RetryPolicy::new().attempts(3))
        .header("x-key", "header-sesame")
        .client_credentials(login);
    let client = shown.debug(builder).build().expect("a client");
    (fake, shown.debug(client))
}

/// Deploys, runs and schedules; what fails is shown.
async fn walk(cdf: &Client, shown: &Shown, round: usize) {
    let name = format!("f{round}");
    let deploy = cdf
        .functions()
        .deploy(&name, FunctionSource::handler(CODE))
        .external_id(&name)
        .secret("key", "secret-sesame")
        .index_url("https://me:index-sesame@example.com/simple")
        .extra_index_urls(["https://me:extra-sesame@example.com/simple"])
        .parts_above(if round.is_multiple_of(2) { 1 } else { 1_000_000 });
    match shown.debug(deploy).await {
        Ok(done) => drop(shown.debug(done)),
        Err(error) => drop(shown.error(error)),
    }
    for auth in [
        SessionAuth::client_credentials("me", "session-sesame"),
        SessionAuth::CurrentCredentials,
        SessionAuth::Nonce("nonce-sesame".into()),
    ] {
        let run = cdf.function_calls().run(name.as_str()).data(json!({"round": round}));
        match shown.debug(run.auth(shown.debug(auth.clone()))).start().await {
            Ok(call) => {
                let wait = shown.debug(shown.debug(call.clone()).wait_ok().with_logs());
                match wait.deadline(Duration::from_secs(60)).await {
                    Ok(call) => drop(shown.debug(call)),
                    Err(error) => drop(shown.error(error)),
                }
                let _ = call.logs().await.map(|logs| shown.debug(logs));
                let _ = call.response::<serde_json::Value>().await.map(|one| shown.debug(one));
            }
            Err(error) => drop(shown.error(error)),
        }
        let schedule = cdf
            .function_schedules()
            .schedule("s", "0 * * * *", name.as_str())
            .auth(auth);
        match shown.debug(schedule).await {
            Ok(schedule) => {
                shown.debug(schedule.to_write_with(None, "again-sesame"));
            }
            Err(error) => drop(shown.error(error)),
        }
    }
    match cdf.functions().list().send_with_response().await {
        Ok(list) => {
            for function in &list.body().items {
                shown.debug(function.to_write());
            }
            shown.debug(list);
        }
        Err(error) => drop(shown.error(cdf_client::Error::from(error))),
    }
}

/// Responses that hold secrets, as they are read.
async fn responses(cdf: &Client, shown: &Shown) {
    shown.debug(cdf.files().init_upload("a").await.expect("a file"));
    shown.debug(cdf.files().init_multipart_upload(2, "b").await.expect("a file"));
    let own = SessionClientCredentials::new("me", "session-sesame");
    for session in [SessionWrite::TokenExchange, SessionWrite::SessionClientCredentials(own)] {
        let create = shown.debug(cdf.sessions().create([shown.debug(session)]));
        shown.debug(create.send_with_response().await.expect("a session"));
    }
}

#[tokio::test(start_paused = true)]
async fn nothing_that_is_shown_has_a_secret() {
    let shown = Shown::default();
    let _listening = listen(&shown);
    let (fake, cdf) = project(&shown);
    fake.on_call("f0", |input| {
        assert_eq!(input.secrets["key"].expose(), "secret-sesame");
        Ok(json!(1))
    });
    fake.on_call("f1", |_| Err(FunctionFault::new("boom").trace("line 1")));
    walk(&cdf, &shown, 0).await;
    walk(&cdf, &shown, 1).await;
    responses(&cdf, &shown).await;
    assert!(
        shown.secrets().len() > 8,
        "tokens, nonces and links were made: {:?}",
        shown.secrets()
    );
    for (round, fault) in [
        Faults {
            rate_limited: 1.0,
            ..Faults::default()
        },
        Faults {
            unavailable: 1.0,
            ..Faults::default()
        },
        Faults {
            server_error: 0.5,
            ..Faults::default()
        },
        Faults {
            bad_gateway: 0.5,
            ..Faults::default()
        },
        Faults {
            refused: 0.5,
            ..Faults::default()
        },
        Faults {
            reset: 0.5,
            ..Faults::default()
        },
        Faults {
            lost_response: 0.5,
            ..Faults::default()
        },
        Faults {
            truncated: 0.5,
            ..Faults::default()
        },
    ]
    .into_iter()
    .enumerate()
    {
        fake.set_faults(Faults {
            seed: round as u64,
            ..fault
        });
        walk(&cdf, &shown, 2 + round).await;
    }
    fake.set_faults(Faults::default());
    fake.expire_tokens();
    fake.fail_builds(Some(FunctionFault::new("no wheel").trace("log")));
    walk(&cdf, &shown, 10).await;

    for line in fake.log() {
        shown.text(line);
    }
    shown.debug((&fake, fake.requests(), fake.leaks()));
    for said in [
        "span: call",
        "Deployment {",
        "CallLog {",
        "/functions/{functionId}/call",
        "boom",
        "no wheel",
        "429",
        "uploads",
        "Secret(…)",
        "POST /sessions",
    ] {
        shown.has(said);
    }
    shown.is_clean(500);
}

#[tokio::test(start_paused = true)]
async fn a_login_that_fails_shows_none() {
    let shown = Shown::default();
    let _listening = listen(&shown);
    let (fake, _) = project(&shown);
    let mut login = fake.client_credentials();
    login.client_secret = "wrong-sesame".into();
    let builders = [
        fake.client_builder().client_credentials(shown.debug(login)),
        fake.client_builder().token("stale-sesame"),
        fake.client_builder().token("no\nheader-sesame"),
        fake.client_builder().token("t").header("x-key", "no\nheader-sesame"),
        fake.client_builder()
            .token("t")
            .server_url("https://me:url-sesame@example.com"),
    ];
    for builder in builders {
        let client = match shown.debug(builder).build() {
            Ok(client) => shown.debug(client),
            Err(error) => {
                shown.error(error);
                continue;
            }
        };
        let error = client.streams().list().await.expect_err("it is refused");
        shown.error(error);
        let error = client.functions().deploy("f", FunctionSource::handler(CODE)).await;
        shown.error(error.expect_err("it is refused"));
        let run = client.function_calls().run("f").nonce("nonce-sesame").wait_ok().await;
        let error: FunctionError = run.expect_err("it is refused");
        shown.error(error);
    }
    shown.has("invalid_client");
    shown.is_clean(30);
}
