//! What the official Python SDK sent for the same calls.
//!
//! `../shared/reference/cdf/wire` has exchanges of the SDK with a local server, a file a scenario. Each exchange is
//! made again with this client, one by one, against a server that gives the captured answer. Method, path, query,
//! headers and body must be the same, except for what [`DIFFERENCES`] and [`HEADERS`] list with a reason; an entry
//! there that no longer differs fails the test. The captured answer must be readable.
//!
//! "The same call" means the same arguments: what the SDK adds by itself as a default (`limit: 25`, `filter: {}`) is
//! set explicitly here, because this client sends no defaults.

use std::collections::BTreeSet;
use std::fs;
use std::path::PathBuf;
use std::pin::Pin;
use std::sync::Arc;

use cdf_client::models::*;
use cdf_client::{Client, ClientCredentials, Operation};
use oasmith_tests::loopback::{Answer, Loopback, Seen};
use serde::Deserialize;
use serde_json::{Map, Value, json};

use super::harness::Call;

const FOLDER: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../shared/reference/cdf/wire");

/// What this client does otherwise: scenario, difference, why.
const DIFFERENCES: &[(&str, &str, &str)] = &[(
    "streams_list",
    "query: theirs \"limit=1000\", ours \"\"",
    "the document knows no such parameter, and the service returns all streams anyway",
)];

/// The headers that differ in every request they are in: name, why.
const HEADERS: &[(&str, &str)] = &[
    ("accept-encoding", "the SDK also takes `deflate`"),
    ("cdf-version", "a choice of the caller, who can set the header on the client"),
    ("connection", "it is what HTTP/1.1 means anyway"),
    ("content-encoding", "the SDK compresses all bodies, this client those above 1024 bytes"),
    ("content-length", "follows from the compression"),
    ("content-type", "the SDK sends it without a body too"),
    ("user-agent", "each names itself"),
    ("x-cdp-app", "a name that the caller of the SDK has to choose; can be set on the client"),
    ("x-cdp-sdk", "the name of the SDK"),
];

// The captured exchanges -------------------------------------------------------------------------------------------

#[derive(Deserialize)]
struct Scenario {
    scenario: String,
    requests: Vec<Exchange>,
}

#[derive(Deserialize)]
struct Exchange {
    request: Request,
    response: Option<Response>,
}

#[derive(Deserialize)]
struct Request {
    method: String,
    path: String,
    query: Vec<(String, String)>,
    headers: Map<String, Value>,
    body: Value,
}

#[derive(Deserialize)]
struct Response {
    /// Missing if the server kept silent.
    status: Option<u16>,
    #[serde(default)]
    headers: Map<String, Value>,
    #[serde(default)]
    body: Value,
}

impl Exchange {
    /// The captured answer; any answer, if there was none in time.
    fn answer(&self) -> Answer {
        let Some((response, status)) = self.response.as_ref().and_then(|known| Some((known, known.status?))) else {
            return Answer::json(200, &json!({}));
        };
        let answer = match &response.body {
            Value::String(text) => Answer::new(status, text.as_str()),
            body => Answer::new(status, body.to_string()),
        };
        let headers = response.headers.iter().filter_map(|(name, value)| Some((name, value.as_str()?)));
        headers.fold(answer, |answer, (name, value)| answer.header(name, value))
    }

    fn token(&self) -> &str {
        let header = self.request.headers.get("authorization").and_then(Value::as_str).unwrap_or_default();
        header.trim_start_matches("Bearer ")
    }
}

fn scenarios() -> Option<Vec<Scenario>> {
    let folder = fs::read_dir(FOLDER).ok()?;
    let mut paths: Vec<PathBuf> = folder.map(|entry| entry.expect("an entry").path()).collect();
    paths.sort();
    let read = |path: &PathBuf| {
        let text = fs::read_to_string(path).expect("a readable file");
        serde_json::from_str(&text).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
    };
    Some(paths.iter().filter(|path| path.extension().is_some_and(|end| end == "json")).map(read).collect())
}

// The same calls ---------------------------------------------------------------------------------------------------

/// How this client makes one of the requests.
#[derive(Clone)]
enum Step {
    /// By this operation.
    Call(Make),
    /// By fetching a token, for this audience.
    Token(Option<&'static str>),
    /// Not at all, for this reason.
    Skip(&'static str),
}

type Make = Arc<dyn Fn(&Client) -> Pin<Box<dyn Future<Output = Outcome>>>>;

/// What came of a call.
#[derive(Debug)]
enum Outcome {
    Success,
    Refused { status: Option<u16>, is_read: bool, text: String },
}

fn call<O: Call>(make: impl Fn(&Client) -> O + 'static) -> Step
where
    <O as IntoFuture>::IntoFuture: 'static,
{
    Step::Call(Arc::new(move |client| {
        let pending = make(client).into_future();
        Box::pin(async move { pending.await.map_or_else(refused::<O>, |_| Outcome::Success) })
    }))
}

fn refused<O: Operation>(error: cdf_client::CallError<O::Failure>) -> Outcome {
    Outcome::Refused {
        status: error.status().map(|status| status.as_u16()),
        is_read: error.failure().is_some(),
        text: format!("{error:?}"),
    }
}

fn times(count: usize, step: &Step) -> Vec<Step> {
    vec![step.clone(); count]
}

fn record(number: u32) -> RecordWrite {
    let source = RecordSource::Container(ContainerReference::new("my-space", "my-container"));
    let properties = [("temperature", json!(20.5 + f64::from(number))), ("ok", json!(true))];
    RecordWrite::new("my-space", format!("rec-{number}"), [RecordData::new(source, properties)])
}

fn ingest(first: u32, count: u32) -> Step {
    call(move |c| c.records().ingest("my-stream", (first..first + count).map(record)))
}

fn ingest_large() -> Step {
    call(|c| {
        let source = || RecordSource::Container(ContainerReference::new("s", "c"));
        let data = || RecordData::new(source(), [("t", "x".repeat(120_000))]);
        c.records().ingest("my-stream", (0..100).map(|number| RecordWrite::new("s", format!("r{number}"), [data()])))
    })
}

fn upsert(first: u32, count: u32) -> Step {
    call(move |c| c.records().upsert("my-stream", (first..first + count).map(record)))
}

fn delete_records(first: u32, count: u32) -> Step {
    let ids = move || (first..first + count).map(|number| RecordId::new("my-space", format!("rec-{number}")));
    call(move |c| c.records().delete("my-stream", ids()))
}

fn filter_records() -> Step {
    call(|c| {
        let range = RecordRangeFilter::new(["my-space", "my-container", "temperature"]).gte(1.into());
        let equals = RecordEqualsFilter::new(["space"], "my-space");
        let source = RecordSource::Container(ContainerReference::new("my-space", "my-container"));
        let since = LastUpdatedTimeFilter::new().gt(1_705_341_600_000.into()).lt("2030-05-15T18:00:00.00Z".into());
        c.records()
            .filter("my-stream")
            .filter(RecordFilter::And(vec![RecordFilter::Range(range), RecordFilter::Equals(equals)]))
            .last_updated_time(since)
            .sources([SourceSelector::new(source, ["*"])])
            .limit(100)
    })
}

fn aggregate_records() -> Step {
    call(|c| {
        let max = Aggregate::Max(MaxAggregate::new(["s", "c", "q"]));
        let unique = UniqueValuesAggregate::new(["s", "c", "p"]).aggregates([("m", max)]);
        let aggregates = [
            ("n", Aggregate::Count(CountAggregate::new())),
            ("a", Aggregate::Avg(AvgAggregate::new(["s", "c", "p"]))),
            ("u", Aggregate::UniqueValues(unique)),
        ];
        c.records().aggregate("my-stream", aggregates)
    })
}

fn create_stream(id: &'static str) -> Step {
    call(move |c| {
        let settings = StreamWriteSettings::new(StreamTemplate::new("BasicLiveData"));
        c.streams().create([StreamWrite::new(id, settings)])
    })
}

fn status() -> Step {
    call(|c| c.functions().status())
}

/// The SDK sends `data` always.
fn run(nonce: &'static str, data: Value) -> Step {
    call(move |c| c.function_calls().run(77, nonce).data(data.as_object().expect("an object").clone()))
}

fn calls_by_id() -> Step {
    call(|c| c.function_calls().retrieve_many(77, [CallReference::new(900)]))
}

fn functions_by_id(ids: std::ops::RangeInclusive<i64>) -> Step {
    call(move |c| c.functions().retrieve_many(ids.clone().map(FunctionReference::Id)).ignore_unknown_ids(true))
}

fn function_by_id() -> Step {
    call(|c| c.functions().retrieve_many([FunctionReference::Id(77)]))
}

fn function_by_external_id() -> Step {
    call(|c| c.functions().retrieve_many([FunctionReference::ExternalId("fn-xid".into())]))
}

fn list_functions(limit: i32) -> Step {
    call(move |c| c.functions().filter().filter(FunctionFilter::new()).limit(limit))
}

fn filter_functions() -> Step {
    call(|c| {
        let filter = FunctionFilter::new()
            .name("my-fn")
            .owner("me")
            .file_id(123)
            .status(FunctionStatus::Ready)
            .external_id_prefix("fn")
            .created_time(TimestampRange::new().min(10).max(199))
            .metadata([("a", "b")]);
        c.functions().filter().filter(filter).limit(7)
    })
}

fn file_by_id() -> Step {
    call(|c| c.files().retrieve_many([FileReference::Id(123)]))
}

fn create_function(function: FunctionWrite) -> Step {
    call(move |c| c.functions().create([function.clone()]))
}

fn full_function() -> FunctionWrite {
    FunctionWrite::new("my-fn", 123)
        .external_id("fn-xid")
        .description("d")
        .owner("me")
        .function_path("handler.py")
        .secrets([("key1", "s3cret")])
        .env_vars([("E", "1")])
        .cpu(0.25)
        .memory(1.0)
        .runtime(FunctionRuntime::Py313)
        .metadata([("a", "b")])
        .index_url("https://pypi.org/simple")
        .extra_index_urls(["https://u:p@idx"])
}

fn small_function(name: &str) -> FunctionWrite {
    FunctionWrite::new(name, 123).function_path("handler.py")
}

fn upload() -> Step {
    Step::Skip("the signed URL is no operation of the API: whoever has it uploads without the client's credentials")
}

fn session(kind: SessionWrite) -> Step {
    call(move |c| c.sessions().create([kind.clone()]))
}

fn session_of_token() -> Step {
    session(SessionWrite::TokenExchange(true))
}

fn session_of_client() -> Step {
    session(SessionWrite::ClientId(SessionClientCredentials::new("cid", "csecret")))
}

fn create_schedule(schedule: FunctionScheduleWrite) -> Step {
    call(move |c| c.function_schedules().create([schedule.clone()]))
}

fn schedule() -> FunctionScheduleWrite {
    FunctionScheduleWrite::new("my-schedule", "*/5 * * * *", "the-nonce").function_id(77)
}

fn list_schedules(filter: ScheduleFilter, limit: i32) -> Step {
    call(move |c| c.function_schedules().filter().filter(filter.clone()).limit(limit))
}

fn every_schedule_filter() -> ScheduleFilter {
    ScheduleFilter::new()
        .name("my-schedule")
        .function_id(77)
        .created_time(TimestampRange::new().min(1))
        .cron_expression("*/5 * * * *")
}

fn create_subscription(subscription: SubscriptionWrite) -> Step {
    call(move |c| c.subscriptions().create([subscription.clone()]))
}

fn subscription_of_ids() -> SubscriptionWrite {
    SubscriptionWrite::new("my-sub", 2)
        .name("n")
        .description("d")
        .data_set_id(9)
        .time_series_ids(["a", "b"])
        .instance_ids([InstanceId::new("sp", "x")])
}

fn retrieve_subscription(id: &'static str) -> Step {
    call(move |c| c.subscriptions().retrieve([SubscriptionReference::new(id)]).ignore_unknown_ids(true))
}

fn delete_subscription(id: &'static str, ignore: bool) -> Step {
    call(move |c| c.subscriptions().delete([SubscriptionReference::new(id)]).ignore_unknown_ids(ignore))
}

/// A batch with the options that the SDK has as defaults.
fn batch(partition: PartitionCursor) -> Step {
    call(move |c| {
        c.subscriptions()
            .data("my-sub", [partition.clone()])
            .limit(25)
            .poll_timeout_seconds(5)
            .include_status(false)
            .ignore_bad_data_points(true)
            .treat_uncertain_as_bad(true)
    })
}

/// A batch with other options; the start is sent with the first one only.
fn batch_with_options(partition: PartitionCursor, start: Option<&'static str>) -> Step {
    call(move |c| {
        let data = c
            .subscriptions()
            .data("my-sub", [partition.clone()])
            .limit(500)
            .poll_timeout_seconds(2)
            .include_status(true)
            .ignore_bad_data_points(false)
            .treat_uncertain_as_bad(false);
        match start {
            Some(start) => data.initialize_cursors(start),
            None => data,
        }
    })
}

/// How this client makes the requests of a scenario, in their order.
fn steps(scenario: &str) -> Option<Vec<Step>> {
    auth_steps(scenario)
        .or_else(|| error_steps(scenario))
        .or_else(|| record_steps(scenario))
        .or_else(|| function_steps(scenario))
        .or_else(|| call_steps(scenario))
        .or_else(|| schedule_steps(scenario))
        .or_else(|| subscription_steps(scenario))
}

fn auth_steps(scenario: &str) -> Option<Vec<Step>> {
    Some(match scenario {
        "auth_oauth_cached" => [vec![Step::Token(Some("aud"))], times(3, &status())].concat(),
        "auth_oauth_error" => vec![Step::Token(None)],
        // Before each call the SDK fetches two tokens that end within its leeway of 30 s; which are fetched when is
        // no matter of a single exchange.
        "auth_oauth_short" => {
            let token = Step::Token(None);
            vec![token.clone(), token.clone(), status(), token.clone(), token.clone(), status(), token.clone(), token, status()]
        }
        "auth_token_callable" => times(3, &status()),
        "headers_subversion_beta" => vec![call(|c| c.functions().status().header("x-extra", "1"))],
        "headers_no_gzip" => vec![ingest(1, 1)],
        _ => return None,
    })
}

/// The SDK's retries are so many exchanges; here each is one call.
fn error_steps(scenario: &str) -> Option<Vec<Step>> {
    Some(match scenario {
        "err_403" | "err_408" | "err_409_partial" | "err_500" => vec![ingest(0, 3)],
        "err_auto_retryable_false_500" | "err_body_isAutoRetryable_500" => vec![ingest(0, 3)],
        "err_422_duplicated" => vec![upsert(0, 3)],
        "err_429_function_call" => times(2, &run("n", json!({}))),
        "err_503_function_call" | "err_read_timeout_call" => vec![run("n", json!({}))],
        "err_auto_retryable_500" => times(2, &ingest(0, 3)),
        "err_429_retry_after" | "err_502_504_then_ok" | "err_503_then_ok" => times(3, &ingest(0, 3)),
        "err_503_forever" => times(11, &ingest(0, 3)),
        "err_503_get" => times(3, &status()),
        "err_503_sessions_create" => times(2, &session_of_token()),
        "err_chunks_partial" => vec![ingest(0, 1000), ingest(1000, 1000), ingest(2000, 500)],
        "err_read_timeout_get" => times(2, &status()),
        "err_read_timeout_ingest" => times(2, &ingest(1, 1)),
        _ => return None,
    })
}

fn record_steps(scenario: &str) -> Option<Vec<Step>> {
    Some(match scenario {
        "records_aggregate" => vec![aggregate_records()],
        "records_delete_2" => vec![delete_records(1, 2)],
        "records_delete_2500" => vec![delete_records(0, 1000), delete_records(1000, 1000), delete_records(2000, 500)],
        "records_filter" => vec![filter_records()],
        "records_ingest_2500" => vec![ingest(0, 1000), ingest(1000, 1000), ingest(2000, 500)],
        "records_ingest_3" => vec![ingest(0, 3)],
        "records_ingest_big_12MB" => vec![ingest_large()],
        "records_ingest_empty" => vec![],
        "records_ingest_odd_stream_id" => vec![call(|c| c.records().ingest("a/b c?d", [record(1)]))],
        "records_ingest_single" => vec![ingest(1, 1)],
        "records_sync_2_pages" => vec![
            call(|c| c.records().sync("my-stream").limit(1000).initialize_cursor("7d-ago")),
            call(|c| c.records().sync("my-stream").limit(1000).cursor("c1")),
        ],
        "records_upsert_2" => vec![upsert(1, 2)],
        "streams_create" | "streams_create_conflict" => vec![create_stream("my-stream")],
        "streams_create_2" => vec![create_stream("s0"), create_stream("s1")],
        "streams_list" => vec![call(|c| c.streams().list())],
        _ => return None,
    })
}

fn function_steps(scenario: &str) -> Option<Vec<Step>> {
    let new_file = |overwrite| call(move |c| c.files().init_upload("my-fn.zip").overwrite(overwrite));
    let new_file_of_folder =
        || call(|c| c.files().init_upload("my-fn.zip").overwrite(true).external_id("fn-xid").data_set_id(9));
    Some(match scenario {
        "functions_activate" => vec![call(|c| c.functions().activate())],
        "functions_create_file_id" => vec![file_by_id(), create_function(full_function())],
        "functions_create_file_id_minimal" => vec![file_by_id(), create_function(small_function("my-fn"))],
        "functions_create_folder" => {
            let function = small_function("my/fn").external_id("fn-xid");
            vec![new_file_of_folder(), upload(), file_by_id(), create_function(function)]
        }
        "functions_create_handle" => {
            vec![new_file(false), upload(), file_by_id(), create_function(small_function("my-fn"))]
        }
        "functions_limits" => vec![call(|c| c.functions().limits())],
        "functions_list_default" => vec![list_functions(25)],
        "functions_list_filters" => vec![filter_functions()],
        "functions_list_unlimited" => vec![list_functions(10_000)],
        "functions_retrieve_id" | "functions_retrieve_missing" => vec![function_by_id()],
        "functions_retrieve_multiple_25" => {
            vec![functions_by_id(1..=10), functions_by_id(11..=20), functions_by_id(21..=25)]
        }
        "functions_retrieve_xid" => vec![function_by_external_id()],
        "functions_status" => vec![status()],
        _ => return None,
    })
}

fn call_steps(scenario: &str) -> Option<Vec<Step>> {
    Some(match scenario {
        "calls_get_logs" => vec![call(|c| c.function_calls().logs(77, 900))],
        "calls_get_response_none" => vec![call(|c| c.function_calls().response(77, 900))],
        "calls_list_limit" => vec![call(|c| c.function_calls().filter(77).limit(25))],
        "calls_retrieve" => vec![calls_by_id()],
        "functions_call_client_credentials_nowait" => {
            vec![Step::Token(None), session_of_client(), run("the-nonce", json!({}))]
        }
        "functions_call_nonce_nowait" => vec![run("my-own-nonce", json!({}))],
        "functions_call_token_nowait" => vec![session_of_token(), run("the-nonce", json!({"a": 1}))],
        "functions_call_wait" => {
            [vec![session_of_token(), run("the-nonce", json!({}))], times(6, &calls_by_id())].concat()
        }
        "functions_call_xid_nowait" => {
            vec![function_by_external_id(), session_of_token(), run("the-nonce", json!({}))]
        }
        _ => return None,
    })
}

fn schedule_steps(scenario: &str) -> Option<Vec<Step>> {
    let input_data = || call(|c| c.function_schedules().input_data(555));
    Some(match scenario {
        "schedules_create_client_credentials" => {
            let data = Map::from_iter([("magic".to_owned(), json!("stuff"))]);
            vec![session_of_client(), create_schedule(schedule().description("d").data(data))]
        }
        "schedules_create_current_credentials" => vec![session_of_token(), create_schedule(schedule())],
        "schedules_delete" => vec![call(|c| c.function_schedules().delete([ScheduleReference::new(555)]))],
        "schedules_get_input_data" | "schedules_get_input_data_none" => vec![input_data()],
        "schedules_list" => vec![list_schedules(every_schedule_filter(), 3)],
        "schedules_list_xid_unlimited" => {
            vec![list_schedules(ScheduleFilter::new().function_external_id("fn-xid"), 10_000)]
        }
        "schedules_retrieve" => vec![call(|c| {
            c.function_schedules().retrieve_many([ScheduleReference::new(555)]).ignore_unknown_ids(false)
        })],
        "sessions_create_client_credentials" => vec![session_of_client()],
        "sessions_create_oneshot" => vec![session(SessionWrite::OneshotTokenExchange(true))],
        "sessions_create_token" => vec![session_of_token()],
        "sessions_retrieve" => vec![call(|c| c.sessions().retrieve_many([SessionReference::new(4242)]))],
        "sessions_revoke" => {
            vec![call(|c| c.sessions().revoke([SessionReference::new(4242), SessionReference::new(4243)]))]
        }
        _ => return None,
    })
}

fn subscription_steps(scenario: &str) -> Option<Vec<Step>> {
    let first = || PartitionCursor::new(1);
    Some(match scenario {
        "subscriptions_create_ids" => vec![create_subscription(subscription_of_ids())],
        "subscriptions_delete_2" => vec![delete_subscription("a", true), delete_subscription("b", true)],
        "subscriptions_delete_missing" => vec![delete_subscription("a", false)],
        "subscriptions_iterate_data" => {
            vec![batch_with_options(first(), Some("2d-ago")), batch_with_options(first().cursor("cur-1"), None)]
        }
        "subscriptions_iterate_data_default" => {
            vec![batch(PartitionCursor::new(0)), batch(PartitionCursor::new(0).cursor("z"))]
        }
        "subscriptions_iterate_data_no_changes_key" | "subscriptions_iterate_data_no_deletes_key" => {
            vec![batch(first())]
        }
        "subscriptions_list_default" => vec![call(|c| c.subscriptions().list().limit(25))],
        "subscriptions_retrieve" => vec![retrieve_subscription("my-sub")],
        "subscriptions_retrieve_missing" => vec![retrieve_subscription("nope")],
        _ => return None,
    })
}

// The comparison ---------------------------------------------------------------------------------------------------

/// What the comparison of all exchanges found.
#[derive(Default)]
struct Findings {
    compared: usize,
    /// Scenario and difference.
    differences: BTreeSet<(String, String)>,
    headers: BTreeSet<String>,
    unreadable: Vec<String>,
}

#[tokio::test]
async fn the_official_sdk_sends_the_same() {
    let Some(scenarios) = scenarios() else {
        println!("skipped: {FOLDER} is not there");
        return;
    };
    let mut findings = Findings::default();
    for scenario in &scenarios {
        findings.compare(scenario).await;
    }
    assert!(findings.compared >= 60, "only {} exchanges were compared", findings.compared);
    findings.check();
    println!("compared {} exchanges of {} scenarios", findings.compared, scenarios.len());
}

impl Findings {
    async fn compare(&mut self, scenario: &Scenario) {
        let name = &scenario.scenario;
        let steps = steps(name).unwrap_or_else(|| panic!("{name}: say how this client makes its requests"));
        assert_eq!(steps.len(), scenario.requests.len(), "{name}: steps, requests");
        for (step, exchange) in steps.iter().zip(&scenario.requests) {
            match step {
                Step::Call(make) => self.compare_call(name, make, exchange).await,
                Step::Token(audience) => self.compare_token(name, *audience, exchange).await,
                Step::Skip(reason) => assert!(!reason.is_empty(), "{name}: a reason"),
            }
        }
    }

    async fn compare_call(&mut self, name: &str, make: &Make, exchange: &Exchange) {
        let server = Loopback::start([exchange.answer()]);
        let client = Client::builder().origin(server.url()).project("my-project").token(exchange.token()).build();
        let outcome = make(&client.expect("a client")).await;
        self.compared += 1;
        let ours = server.only();
        let mut found = differences(&exchange.request, &ours);
        if let Some(body) = &ours.json() {
            compare_json("body", &exchange.request.body, body, &mut found);
        } else if !exchange.request.body.is_null() {
            found.push("body: theirs only".to_owned());
        }
        self.differences.extend(found.into_iter().map(|text| (name.to_owned(), text)));
        self.headers.extend(header_differences(&exchange.request, &ours));
        self.unreadable.extend(unreadable(exchange, &outcome).map(|why| format!("{name}: {why}")));
    }

    async fn compare_token(&mut self, name: &str, audience: Option<&str>, exchange: &Exchange) {
        let server = Loopback::start([exchange.answer(), Answer::json(200, &json!({"status": "activated"}))]);
        let mut credentials = ClientCredentials::new(format!("{}/oauth2/token", server.url()), "cid", "csecret");
        credentials = credentials.scope("https://x.cognitedata.com/.default");
        credentials.audience = audience.map(str::to_owned);
        let builder = Client::builder().origin(server.url()).project("my-project").client_credentials(credentials);
        let result = builder.build().expect("a client").functions().status().await;
        self.compared += 1;
        let seen = server.seen();
        let mut found = differences(&exchange.request, &seen[0]);
        compare_json("form", &exchange.request.body, &form(&seen[0]), &mut found);
        let is_granted = exchange.response.as_ref().is_some_and(|response| response.status == Some(200));
        match result {
            Ok(_) if is_granted => {
                let body = &exchange.response.as_ref().expect("an answer").body;
                let bearer = format!("Bearer {}", body["access_token"].as_str().expect("a token"));
                assert_eq!(seen[1].header("authorization"), Some(bearer.as_str()), "{name}");
            }
            Err(error) if !is_granted && error.is_token() => {}
            other => found.push(format!("the grant: {other:?}")),
        }
        self.differences.extend(found.into_iter().map(|text| (name.to_owned(), text)));
    }

    /// All that differs is listed with a reason, and all that is listed differs.
    fn check(&self) {
        let known = DIFFERENCES.iter().map(|(name, difference, why)| {
            assert!(!why.is_empty(), "{name}: a reason");
            ((*name).to_owned(), (*difference).to_owned())
        });
        assert_eq!(self.differences, known.collect(), "left: what differs, right: what is listed");
        let known: BTreeSet<String> = HEADERS.iter().map(|(name, _)| (*name).to_owned()).collect();
        assert_eq!(self.headers, known, "left: headers that differ, right: headers that are listed");
        assert!(self.unreadable.is_empty(), "answers that were not read:\n{}", self.unreadable.join("\n"));
    }
}

fn differences(theirs: &Request, ours: &Seen) -> Vec<String> {
    let query: Vec<String> = theirs.query.iter().map(|(name, value)| format!("{name}={value}")).collect();
    let pairs = [
        ("method", theirs.method.as_str(), ours.method.as_str()),
        ("path", theirs.path.as_str(), ours.path()),
        ("query", &query.join("&"), ours.query()),
    ];
    let differing = pairs.iter().filter(|(_, theirs, ours)| theirs != ours);
    differing.map(|(what, theirs, ours)| format!("{what}: theirs {theirs:?}, ours {ours:?}")).collect()
}

/// The names of the headers that only one of the two sends, or that have another value.
fn header_differences(theirs: &Request, ours: &Seen) -> BTreeSet<String> {
    let names = theirs.headers.keys().chain(ours.headers.iter().map(|(name, _)| name));
    let differs = |name: &&String| theirs.headers.get(*name).and_then(Value::as_str) != ours.header(name);
    names.filter(differs).filter(|name| *name != "host").cloned().collect()
}

/// Long lists and texts are cut in the captured bodies, with a note of how long they were.
fn compare_json(place: &str, theirs: &Value, ours: &Value, found: &mut Vec<String>) {
    match (theirs, ours) {
        (Value::Object(left), Value::Object(right)) => {
            for key in left.keys().chain(right.keys()).collect::<BTreeSet<_>>() {
                match (left.get(key), right.get(key)) {
                    (Some(left), Some(right)) => compare_json(&format!("{place}.{key}"), left, right, found),
                    (Some(left), None) => found.push(format!("{place}.{key}: theirs {left}")),
                    (None, right) => found.push(format!("{place}.{key}: ours {right:?}")),
                }
            }
        }
        (Value::Array(left), Value::Array(right)) => {
            let (left, length) = uncut(left);
            if right.len() != length {
                found.push(format!("{place}: theirs has {length} items, ours {}", right.len()));
            }
            for (index, (left, right)) in left.iter().zip(right).enumerate() {
                compare_json(&format!("{place}[{index}]"), left, right, found);
            }
        }
        (Value::String(left), Value::String(right)) if is_cut_of(left, right) => {}
        (left, right) if left == right => {}
        (left, right) => found.push(format!("{place}: theirs {left}, ours {right}")),
    }
}

/// The items that are there, and how many there were: the last may be `... 1000 items in all ...`.
fn uncut(items: &[Value]) -> (&[Value], usize) {
    let note = items.last().and_then(Value::as_str).and_then(|text| text.strip_prefix("... "));
    match note.and_then(|text| text.strip_suffix(" items in all ...")?.parse().ok()) {
        Some(length) => (&items[..items.len() - 1], length),
        None => (items, items.len()),
    }
}

/// Whether a text is the beginning of another, with a note of its length: `xxx... (120000 characters)`.
fn is_cut_of(cut: &str, whole: &str) -> bool {
    let Some((start, note)) = cut.split_once("... (") else { return false };
    let length = note.strip_suffix(" characters)").and_then(|length| length.parse().ok());
    length == Some(whole.chars().count()) && whole.starts_with(start)
}

/// Why an answer was not read as its type: a success has to succeed, and a refusal in JSON has to have its type.
fn unreadable(exchange: &Exchange, outcome: &Outcome) -> Option<String> {
    let response = exchange.response.as_ref()?;
    let expected = response.status?;
    match outcome {
        Outcome::Success if expected < 300 => None,
        Outcome::Success => Some(format!("{expected} came out as a success")),
        Outcome::Refused { status, is_read, .. } if *status == Some(expected) && expected >= 300 => {
            let is_json = response.body.is_object();
            (is_json != *is_read).then(|| format!("{expected}: {}", response.body))
        }
        Outcome::Refused { text, .. } => Some(format!("{expected}: {text}")),
    }
}

/// A form as an object, with the escapes undone that stand in these forms.
fn form(seen: &Seen) -> Value {
    let text = String::from_utf8_lossy(&seen.body).replace("%3A", ":").replace("%2F", "/");
    let pairs = text.split('&').filter_map(|pair| pair.split_once('='));
    pairs.map(|(name, value)| (name.to_owned(), json!(value))).collect::<Map<_, _>>().into()
}
