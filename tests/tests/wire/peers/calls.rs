//! How this client makes the requests of each scenario.

use std::pin::Pin;
use std::sync::Arc;

use cdf_client::models::*;
use cdf_client::{CallError, Client, Operation};
use serde_json::{Map, Value, json};

use crate::wire::harness::Call;

/// How this client makes one of the requests.
#[derive(Clone)]
pub(super) enum Step {
    /// By this operation.
    Call(Make),
    /// By fetching a token, for this audience.
    Token(Option<&'static str>),
    /// Not at all, for this reason.
    Skip(&'static str),
}

pub(super) type Make = Arc<dyn Fn(&Client) -> Pin<Box<dyn Future<Output = Outcome>>>>;

/// What came of a call.
#[derive(Debug)]
pub(super) enum Outcome {
    Success,
    Refused {
        status: Option<u16>,
        is_read: bool,
        text: String,
    },
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

fn refused<O: Operation>(error: CallError<O::Failure>) -> Outcome {
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
    RecordWrite::new(
        "my-space",
        format!("rec-{number}"),
        [RecordData::new(source, properties)],
    )
}

fn ingest(first: u32, count: u32) -> Step {
    call(move |c| c.records().ingest("my-stream", (first..first + count).map(record)))
}

fn ingest_large() -> Step {
    call(|c| {
        let source = || RecordSource::Container(ContainerReference::new("s", "c"));
        let data = || RecordData::new(source(), [("t", "x".repeat(120_000))]);
        c.records().ingest(
            "my-stream",
            (0..100).map(|number| RecordWrite::new("s", format!("r{number}"), [data()])),
        )
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
        let range = RecordRangeFilter::new(["my-space", "my-container", "temperature"]).gte(1);
        let equals = RecordEqualsFilter::new(["space"], "my-space");
        let source = RecordSource::Container(ContainerReference::new("my-space", "my-container"));
        let since = LastUpdatedTimeFilter::new()
            .gt(1_705_341_600_000)
            .lt("2030-05-15T18:00:00.00Z");
        c.records()
            .filter("my-stream")
            .filter(RecordFilter::And(vec![
                RecordFilter::Range(range),
                RecordFilter::Equals(equals),
            ]))
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
    call(move |c| {
        c.function_calls()
            .call(77, nonce)
            .data(data.as_object().expect("an object").clone())
    })
}

fn calls_by_id() -> Step {
    call(|c| c.function_calls().retrieve_many(77, [CallReference::new(900)]))
}

fn functions_by_id(ids: std::ops::RangeInclusive<i64>) -> Step {
    call(move |c| {
        c.functions()
            .retrieve_many(ids.clone().map(FunctionReference::Id))
            .ignore_unknown_ids(true)
    })
}

fn function_by_id() -> Step {
    call(|c| c.functions().retrieve_many([FunctionReference::Id(77)]))
}

fn function_by_external_id() -> Step {
    call(|c| {
        c.functions()
            .retrieve_many([FunctionReference::ExternalId("fn-xid".into())])
    })
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
    session(SessionWrite::TokenExchange)
}

fn session_of_client() -> Step {
    session(SessionWrite::SessionClientCredentials(SessionClientCredentials::new(
        "cid", "csecret",
    )))
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
    call(move |c| {
        c.subscriptions()
            .retrieve([SubscriptionReference::new(id)])
            .ignore_unknown_ids(true)
    })
}

fn delete_subscription(id: &'static str, ignore: bool) -> Step {
    call(move |c| {
        c.subscriptions()
            .delete([SubscriptionReference::new(id)])
            .ignore_unknown_ids(ignore)
    })
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
pub(super) fn steps(scenario: &str) -> Option<Vec<Step>> {
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
            vec![
                token.clone(),
                token.clone(),
                status(),
                token.clone(),
                token.clone(),
                status(),
                token.clone(),
                token,
                status(),
            ]
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
        "records_delete_2500" => vec![
            delete_records(0, 1000),
            delete_records(1000, 1000),
            delete_records(2000, 500),
        ],
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
    let new_file_of_folder = || {
        call(|c| {
            c.files()
                .init_upload("my-fn.zip")
                .overwrite(true)
                .external_id("fn-xid")
                .data_set_id(9)
        })
    };
    Some(match scenario {
        "functions_activate" => vec![call(|c| c.functions().activate())],
        "functions_create_file_id" => vec![file_by_id(), create_function(full_function())],
        "functions_create_file_id_minimal" => vec![file_by_id(), create_function(small_function("my-fn"))],
        "functions_create_folder" => {
            let function = small_function("my/fn").external_id("fn-xid");
            vec![new_file_of_folder(), upload(), file_by_id(), create_function(function)]
        }
        "functions_create_handle" => {
            vec![
                new_file(false),
                upload(),
                file_by_id(),
                create_function(small_function("my-fn")),
            ]
        }
        "functions_limits" => vec![call(|c| c.functions().limits())],
        "functions_list_default" => vec![list_functions(25)],
        "functions_list_filters" => vec![filter_functions()],
        "functions_list_unlimited" => vec![list_functions(10_000)],
        "functions_retrieve_id" | "functions_retrieve_missing" => vec![function_by_id()],
        "functions_retrieve_multiple_25" => {
            vec![
                functions_by_id(1..=10),
                functions_by_id(11..=20),
                functions_by_id(21..=25),
            ]
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
        "functions_call_wait" => [
            vec![session_of_token(), run("the-nonce", json!({}))],
            times(6, &calls_by_id()),
        ]
        .concat(),
        "functions_call_xid_nowait" => {
            vec![
                function_by_external_id(),
                session_of_token(),
                run("the-nonce", json!({})),
            ]
        }
        _ => return None,
    })
}

fn schedule_steps(scenario: &str) -> Option<Vec<Step>> {
    let input_data = || call(|c| c.function_schedules().input_data(555));
    Some(match scenario {
        "schedules_create_client_credentials" => {
            let data = Map::from_iter([("magic".to_owned(), json!("stuff"))]);
            vec![
                session_of_client(),
                create_schedule(schedule().description("d").data(data)),
            ]
        }
        "schedules_create_current_credentials" => vec![session_of_token(), create_schedule(schedule())],
        "schedules_delete" => vec![call(|c| c.function_schedules().delete([ScheduleReference::new(555)]))],
        "schedules_get_input_data" | "schedules_get_input_data_none" => vec![input_data()],
        "schedules_list" => vec![list_schedules(every_schedule_filter(), 3)],
        "schedules_list_xid_unlimited" => {
            vec![list_schedules(
                ScheduleFilter::new().function_external_id("fn-xid"),
                10_000,
            )]
        }
        "schedules_retrieve" => vec![call(|c| {
            c.function_schedules()
                .retrieve_many([ScheduleReference::new(555)])
                .ignore_unknown_ids(false)
        })],
        "sessions_create_client_credentials" => vec![session_of_client()],
        "sessions_create_oneshot" => vec![session(SessionWrite::OneshotTokenExchange)],
        "sessions_create_token" => vec![session_of_token()],
        "sessions_retrieve" => vec![call(|c| c.sessions().retrieve_many([SessionReference::new(4242)]))],
        "sessions_revoke" => {
            vec![call(|c| {
                c.sessions()
                    .revoke([SessionReference::new(4242), SessionReference::new(4243)])
            })]
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
            vec![
                batch_with_options(first(), Some("2d-ago")),
                batch_with_options(first().cursor("cur-1"), None),
            ]
        }
        "subscriptions_iterate_data_default" => {
            vec![
                batch(PartitionCursor::new(0)),
                batch(PartitionCursor::new(0).cursor("z")),
            ]
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
