//! What creates something is never done twice for one call.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use bytes::Bytes;
use cdf_client::fake::{Fake, Faults, SeriesKind};
use cdf_client::models::{
    FunctionScheduleWrite, FunctionWrite, SessionWrite, StreamTemplate, StreamWrite, StreamWriteSettings,
    SubscriptionWrite,
};
use cdf_client::{Client, Error, Secret, Transport};
use serde_json::{Value, json};

use super::support::{faults, patient};

const CALLS: usize = 200;

/// Makes each call by itself and counts at the server. Gives how many succeeded.
async fn never_twice(fake: &Fake, operation: &str, call: impl AsyncFn(usize) -> Result<(), Error>) -> usize {
    let (mut succeeded, mut repeated) = (0, 0);
    for number in 0..CALLS {
        let before = fake.count(operation);
        let outcome = call(number).await;
        let after = fake.count(operation);
        let executed = after.executed - before.executed;
        assert!(
            executed <= 1,
            "{operation} was done {executed} times: {:?}",
            outcome.err()
        );
        repeated += usize::from(after.received - before.received > 1);
        match outcome {
            Ok(()) => {
                assert_eq!(executed, 1, "{operation} succeeded without being done");
                succeeded += 1;
            }
            // A failure that says that nothing can have happened tells the truth.
            Err(error) => assert!(executed == 0 || error.may_have_happened(), "{error}"),
        }
    }
    assert!(repeated > 0, "{operation} was never sent again after a 429");
    assert!(succeeded > CALLS / 2, "{operation} succeeded {succeeded} times only");
    assert!(succeeded < CALLS, "the storm did nothing to {operation}");
    succeeded
}

/// A one-time token of a session that was made between two gusts.
async fn nonce(cdf: &Client, fake: &Fake, seed: usize) -> Secret {
    fake.set_faults(Faults::default());
    let sessions = cdf
        .sessions()
        .create([SessionWrite::TokenExchange])
        .await
        .expect("a session");
    fake.set_faults(faults(seed as u64));
    sessions.items[0].nonce.clone()
}

async fn file(cdf: &Client, fake: &Fake) -> i64 {
    let file = cdf.files().init_upload("code.zip").await.expect("a file");
    let put = http::Request::put(file.upload_url.expose()).body(Bytes::from_static(b"zip"));
    let response = fake
        .send(put.expect("a request"), Duration::MAX)
        .await
        .expect("a response");
    assert!(response.status().is_success());
    tokio::time::sleep(Duration::from_secs(60)).await;
    file.id
}

/// The id of a function that is ready.
async fn function(cdf: &Client, file: i64) -> i64 {
    let created = cdf.functions().create([FunctionWrite::new("f", file)]).await;
    tokio::time::sleep(Duration::from_secs(600)).await;
    created.expect("a function").items[0].id
}

#[tokio::test(start_paused = true)]
async fn calls_of_functions() {
    let fake = Fake::new();
    let cdf = patient(&fake);
    let calls = Arc::new(Mutex::new(BTreeMap::<String, usize>::new()));
    let seen = Arc::clone(&calls);
    fake.on_call("f", move |input| {
        *seen
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .entry(input.data["n"].to_string())
            .or_default() += 1;
        Ok(Value::Null)
    });
    let file = file(&cdf, &fake).await;
    let function = function(&cdf, file).await;
    let call = async |number: usize| {
        let nonce = nonce(&cdf, &fake, number).await;
        let request = cdf.function_calls().call(function, nonce).data([("n", json!(number))]);
        request.await.map(drop).map_err(Error::from)
    };
    never_twice(&fake, "POST /functions/{functionId}/call", call).await;
    tokio::time::sleep(Duration::from_secs(3600)).await;
    let calls = calls.lock().unwrap_or_else(PoisonError::into_inner);
    assert!(
        calls.len() > CALLS / 2 && calls.values().all(|count| *count == 1),
        "{calls:?}"
    );
}

#[tokio::test(start_paused = true)]
async fn functions_and_schedules() {
    let fake = Fake::new();
    let cdf = patient(&fake);
    let file = file(&cdf, &fake).await;
    let function = function(&cdf, file).await;
    let call = async |number: usize| {
        let nonce = nonce(&cdf, &fake, number).await;
        let mut schedule = FunctionScheduleWrite::new(format!("s{number}"), "0 * * * *", nonce);
        schedule.function_id = Some(function);
        cdf.function_schedules()
            .create([schedule])
            .await
            .map(drop)
            .map_err(Error::from)
    };
    let succeeded = never_twice(&fake, "POST /functions/schedules", call).await;
    fake.set_faults(Faults::default());
    let listed = cdf.function_schedules().filter().limit(10_000).await.expect("a list");
    let names: BTreeSet<&str> = listed.items.iter().map(|schedule| schedule.name.as_str()).collect();
    assert_eq!(names.len(), listed.items.len(), "a schedule is there twice");
    assert!(names.len() >= succeeded);
    fake.set_faults(faults(7));
    let call = async |number: usize| {
        let function = FunctionWrite::new(format!("f{number}"), file);
        cdf.functions().create([function]).await.map(drop).map_err(Error::from)
    };
    never_twice(&fake, "POST /functions", call).await;
}

#[tokio::test(start_paused = true)]
async fn sessions_streams_and_subscriptions() {
    let fake = Fake::new();
    let cdf = patient(&fake);
    fake.set_faults(faults(8));
    let call = async |_| {
        let created = cdf.sessions().create([SessionWrite::TokenExchange]).await;
        created.map(drop).map_err(Error::from)
    };
    never_twice(&fake, "POST /sessions", call).await;
    let call = async |number| {
        let settings = StreamWriteSettings::new(StreamTemplate::new("BasicLiveData"));
        let created = cdf
            .streams()
            .create([StreamWrite::new(format!("s{number}"), settings)])
            .await;
        created.map(drop).map_err(Error::from)
    };
    never_twice(&fake, "POST /streams", call).await;
    let call = async |number| {
        let mut subscription = SubscriptionWrite::new(format!("s{number}"), 1);
        subscription.time_series_ids = Some(vec!["a".to_owned()]);
        let created = cdf.subscriptions().create([subscription]).await;
        created.map(drop).map_err(Error::from)
    };
    fake.define_series("a", SeriesKind::Numeric);
    never_twice(&fake, "POST /timeseries/subscriptions", call).await;
}
