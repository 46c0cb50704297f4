//! A tour of the client: streams, records, functions and subscriptions, with real calls.
//!
//! ```text
//! cargo run --features fake --example tour
//! ```
//!
//! No project and no token are needed. The tour talks to a [`Fake`], a small CDF inside the process that keeps in memory
//! what it is sent. The client does not know the difference, so each call here is what you would write against your own
//! project. Lines with `→` say what is asked, lines with `←` what comes back.

use std::time::Duration;

use bytes::Bytes;
use cdf_client::errors::RecordWriteError as RecordsError;
use cdf_client::fake::{DataPoint, Fake, FunctionFault};
use cdf_client::models::{
    Aggregate, AggregateResult, AggregateValue, AvgAggregate, CallFilter, CallStatus, ContainerReference,
    CountAggregate, DataPointValue, Function, FunctionReference, FunctionRuntime, FunctionStatus, FunctionWrite,
    PartitionCursor, RecordData, RecordEqualsFilter, RecordFilter, RecordId, RecordRangeFilter, RecordSort,
    RecordSource, RecordWrite, ScheduleReference, SortDirection, SourceSelector, StreamReference, StreamTemplate,
    StreamWrite, StreamWriteSettings, SubscriptionData, SubscriptionPatch, SubscriptionReference, SubscriptionUpdate,
    SubscriptionWrite, SyncStatus, UniqueValuesAggregate,
};
use cdf_client::{Client, SetOrChange, Transport};
use serde_json::{Value, json};

/// Every error of the client is a `std::error::Error`, so `?` takes it along. A library would rather return
/// `cdf_client::Error`, which keeps status, request id and body.
type Result<T = ()> = std::result::Result<T, Box<dyn std::error::Error>>;

/// How the tour talks: a title, what is asked, what comes back.
macro_rules! chapter {
    ($($text:tt)*) => { println!("\n{}", format_args!($($text)*)) };
}
macro_rules! ask {
    ($($text:tt)*) => { println!("  → {}", format_args!($($text)*)) };
}
macro_rules! answer {
    ($($text:tt)*) => { println!("    ← {}", format_args!($($text)*)) };
}

#[tokio::main]
async fn main() -> Result {
    let fake = Fake::new();
    fake.on_call("greet", |call| {
        call.log.print("greet was called");
        let pump = call.data["pump"]
            .as_str()
            .ok_or_else(|| FunctionFault::new("whom shall I greet?"))?;
        Ok(json!({ "greeting": format!("Hello, {pump}!") }))
    });

    // For your own project: `Client::from_env()?`, or `Client::builder()` with `.cluster("westeurope-1")`, `.project("p")`
    // and `.token(…)` or `.client_credentials(…)`. A client is cheap to clone; make one and pass it around.
    let cdf = fake.client();

    streams(&cdf).await?;
    write_records(&cdf).await?;
    find_records(&cdf).await?;
    aggregate_records(&cdf).await?;
    sync_records(&cdf).await?;
    let function = deploy_function(&cdf, &fake).await?;
    call_function(&cdf, function.id).await?;
    schedule_function(&cdf, function.id).await?;
    subscribe(&cdf).await?;
    measure(&fake);
    read_subscription(&cdf).await?;
    clean_up(&cdf, function.id).await
}

// ── Streams ─────────────────────────────────────────────────────────────────────────────────────────────────────────

const STREAM: &str = "pump-events";

/// A stream holds records. Its template decides of what kind it is and how much it takes.
async fn streams(cdf: &Client) -> Result {
    chapter!("Streams");

    ask!("create the stream pump-events, whose records can be changed and deleted");
    let settings = StreamWriteSettings::new(StreamTemplate::new("BasicLiveData"));
    let created = cdf.streams().create([StreamWrite::new(STREAM, settings)]).await?;
    let stream = one(created.items)?;
    answer!(
        "{}: {}, can be recovered for {} after a deletion",
        stream.external_id,
        stream.type_,
        stream.settings.lifecycle.retained_after_soft_delete
    );

    ask!("list all streams");
    for stream in cdf.streams().list().await?.items {
        answer!("{}, made from {}", stream.external_id, stream.created_from_template);
    }

    // An operation is a request that is set up step by step and sent by `.await`. With `.send_with_response()` there is
    // the status and the request id too, for your log.
    ask!("retrieve it with its statistics, and with what came around the response");
    let response = cdf
        .streams()
        .retrieve(STREAM)
        .include_statistics(true)
        .send_with_response()
        .await?;
    let limit = &response.body().settings.limits.max_records_total;
    answer!(
        "{} of {} records in use",
        limit.consumed.unwrap_or_default(),
        limit.provisioned
    );
    answer!(
        "status {}, request id {}",
        response.status(),
        response.request_id().unwrap_or("none")
    );
    Ok(())
}

// ── Records ─────────────────────────────────────────────────────────────────────────────────────────────────────────

const SPACE: &str = "plant";
const CONTAINER: &str = "PumpEvent";

/// A property of the container is named by three texts: space, container, property.
fn property(name: &str) -> [&str; 3] {
    [SPACE, CONTAINER, name]
}

/// The container of the data model that says which properties our records have.
fn container() -> RecordSource {
    RecordSource::Container(ContainerReference::new(SPACE, CONTAINER))
}

fn event(id: &str, pump: &str, severity: i64, pressure: f64) -> RecordWrite {
    let properties = [
        ("pump", json!(pump)),
        ("severity", json!(severity)),
        ("pressure", json!(pressure)),
    ];
    RecordWrite::new(SPACE, id, [RecordData::new(container(), properties)])
}

/// Ingest adds records, upsert replaces them. What the service refuses comes as a typed error.
async fn write_records(cdf: &Client) -> Result {
    chapter!("Records: write");

    ask!("ingest four events");
    let events = [
        event("e1", "pump-1", 1, 4.5),
        event("e2", "pump-1", 3, 9.25),
        event("e3", "pump-2", 2, 6.0),
        event("e4", "pump-2", 3, 8.75),
    ];
    cdf.records().ingest(STREAM, events).await?;
    answer!("accepted");

    ask!("ingest e4 again, together with a new e5");
    let again = [event("e4", "pump-2", 3, 8.75), event("e5", "pump-1", 1, 4.25)];
    match cdf.records().ingest(STREAM, again).await {
        Ok(_) => answer!("accepted"),
        // The operation's own error knows what its bodies look like: here, what became of each record.
        Err(error) => match error.failure() {
            Some(
                RecordsError::Conflict(body)
                | RecordsError::InternalServerError(body)
                | RecordsError::ServiceUnavailable(body),
            ) => {
                answer!("{}", body.error.message);
                for record in &body.error.partial {
                    let why = record.message.as_deref().unwrap_or("stored");
                    answer!("  {}: {} {why}", record.external_id, record.code);
                }
            }
            // A 401, a broken connection, …: nothing this function could mend.
            _ => return Err(error.into()),
        },
    }

    ask!("upsert e3 with a higher pressure");
    cdf.records().upsert(STREAM, [event("e3", "pump-2", 2, 7.5)]).await?;
    answer!("replaced");
    Ok(())
}

/// Filter finds records by their properties. It has no pages: one response, at most 1000 records.
async fn find_records(cdf: &Client) -> Result {
    chapter!("Records: filter");

    ask!("events of pump-2 with a pressure of at least 7, the highest first");
    let filter = RecordFilter::And(vec![
        RecordFilter::Equals(RecordEqualsFilter::new(property("pump"), "pump-2")),
        RecordFilter::Range(RecordRangeFilter::new(property("pressure")).gte(7.0)),
    ]);
    let found = cdf
        .records()
        .filter(STREAM)
        .filter(filter)
        .sources([SourceSelector::new(container(), ["pump", "pressure"])])
        .sort([RecordSort::new(property("pressure")).direction(SortDirection::Descending)])
        .limit(100)
        .await?;
    for record in found.items {
        // Properties are maps by space, container and name; a value is any JSON, just as it was written.
        let properties = &record.properties[SPACE][CONTAINER];
        answer!(
            "{}: {} at {}",
            record.external_id,
            properties["pump"],
            properties["pressure"]
        );
    }
    Ok(())
}

/// Aggregates are asked for by names of your choice, and may stand inside the buckets of others.
async fn aggregate_records(cdf: &Client) -> Result {
    chapter!("Records: aggregate");

    ask!("how many events there are, and the mean pressure of each pump");
    let mean = Aggregate::Avg(AvgAggregate::new(property("pressure")));
    let per_pump = UniqueValuesAggregate::new(property("pump")).aggregates([("mean", mean)]);
    let aggregates = [
        ("events", Aggregate::Count(CountAggregate::new())),
        ("pumps", Aggregate::UniqueValues(per_pump)),
    ];
    let result = cdf.records().aggregate(STREAM, aggregates).await?.aggregates;

    if let Some(AggregateResult::Count(events)) = result.get("events") {
        answer!("{events} events");
    }
    if let Some(AggregateResult::UniqueValueBuckets(buckets)) = result.get("pumps") {
        for bucket in buckets {
            let mean = bucket.aggregates.as_ref().and_then(|inner| inner.get("mean"));
            let AggregateValue::Text(pump) = &bucket.value else {
                continue;
            };
            if let Some(AggregateResult::Avg(mean)) = mean {
                answer!("{pump}: {} events, {mean} on average", bucket.count);
            }
        }
    }
    Ok(())
}

/// Sync tells what has changed since a point in time, and later since the cursor of the last response.
async fn sync_records(cdf: &Client) -> Result {
    chapter!("Records: sync");

    ask!("all changes of the last two days, in pages of three");
    let mut cursor = None;
    let mut pages = cdf.records().sync(STREAM).initialize_cursor("2d-ago").limit(3).pages();
    while let Some(page) = pages.next().await {
        let page = page?;
        let changes: Vec<String> = page
            .items
            .iter()
            .map(|record| format!("{} {}", record.external_id, record.status))
            .collect();
        answer!("{}", changes.join(", "));
        cursor = Some(page.next_cursor);
    }

    ask!("delete e1, then what has changed since the last page");
    cdf.records().delete(STREAM, [RecordId::new(SPACE, "e1")]).await?;
    // Keep the cursor in a safe place: a program that is started anew goes on where it was.
    let cursor = cursor.ok_or("sync has at least one page")?;
    for record in cdf.records().sync(STREAM).cursor(cursor).await?.items {
        match record.status {
            // What is left of a deleted record is its id: a tombstone.
            SyncStatus::Deleted => answer!("{} is gone, properties: {:?}", record.external_id, record.properties),
            status => answer!("{} {status}", record.external_id),
        }
    }
    Ok(())
}

// ── Functions ───────────────────────────────────────────────────────────────────────────────────────────────────────

/// A function is Python code in a file of CDF. Making one takes the service a while.
async fn deploy_function(cdf: &Client, fake: &Fake) -> Result<Function> {
    chapter!("Functions: deploy");

    ask!("whether functions are activated, and what they may use");
    let activation = cdf.functions().status().await?;
    let limits = cdf.functions().limits().await?;
    answer!(
        "{}; {} minutes a call; {}",
        activation.status,
        limits.timeout_minutes,
        limits.runtimes.join(", ")
    );

    ask!("create the function greet from a file");
    // Its code is a zip file, sent to a link that is good for this one file, without a token.
    let upload = cdf
        .files()
        .init_upload("greet.zip")
        .mime_type("application/zip")
        .await?;
    let content = http::Request::put(upload.upload_url.expose()).body(Bytes::from_static(b"a zip file"))?;
    fake.send(content, Duration::from_secs(60)).await?;
    pause().await;
    let new = FunctionWrite::new("greet", upload.id)
        .description("Greets a pump")
        .runtime(FunctionRuntime::Py312)
        .metadata([("team", "pumps")]);
    let mut function = one(cdf.functions().create([new]).await?.items)?;
    answer!("{} has id {} and is {}", function.name, function.id, function.status);

    ask!("wait until it is ready");
    while !matches!(function.status, FunctionStatus::Ready | FunctionStatus::Failed) {
        pause().await;
        function = cdf.functions().retrieve(function.id).await?;
        answer!("{} is {}", function.name, function.status);
    }
    Ok(function)
}

/// A call is started, looked after until it ends, and then has logs and a response.
async fn call_function(cdf: &Client, function: i64) -> Result {
    chapter!("Functions: call");
    let calls = cdf.function_calls();

    // A call runs with the rights of a session, which `run` makes right before. `.nonce(…)` takes one of your own.
    ask!("call greet with some input, and wait for the end");
    let call = calls.run(function).data(json!({"pump": "pump-1"})).start().await?;
    answer!("call {} is {}", call.id(), call.call().status);
    let status = call.wait().await?.status;
    answer!("call {} is {status}", call.id());

    ask!("its logs and its response");
    answer!("log: {}", call.logs().await?.to_text());
    let response: Option<Value> = call.response().await?;
    answer!("response: {}", response.unwrap_or(Value::Null));

    ask!("call greet without input, which it does not like");
    if let Err(error) = calls.run(function).wait_ok().await {
        answer!("{error}");
    }

    // A list with pages can be read item by item: the next page is fetched when it is needed.
    ask!("list the calls that failed");
    let mut failed = calls
        .filter(function)
        .filter(CallFilter::new().status(CallStatus::Failed))
        .items();
    while let Some(call) = failed.next().await {
        answer!("call {}", call?.id);
    }
    Ok(())
}

/// A schedule calls a function again and again, with the same input and a session of its own.
async fn schedule_function(cdf: &Client, function: i64) -> Result {
    chapter!("Functions: schedule");

    ask!("call greet each morning at six");
    let schedules = cdf.function_schedules();
    let schedule = schedules
        .schedule("good morning", "0 6 * * *", function)
        .data(json!({"pump": "pump-2"}))
        .await?;
    answer!("schedule {}: {}, {}", schedule.id, schedule.name, schedule.when);

    ask!("what it will be called with");
    let input = cdf.function_schedules().input_data(schedule.id).await?;
    answer!("{}", Value::from(input.data.unwrap_or_default()));

    ask!("delete the schedule, then list what is left");
    cdf.function_schedules()
        .delete([ScheduleReference::new(schedule.id)])
        .await?;
    answer!("{} schedules", cdf.function_schedules().list().await?.items.len());
    Ok(())
}

// ── Subscriptions ───────────────────────────────────────────────────────────────────────────────────────────────────

const SUBSCRIPTION: &str = "pumps";

/// A subscription follows time series. Its partitions, fixed for ever, can be read at the same time.
async fn subscribe(cdf: &Client) -> Result {
    chapter!("Subscriptions: set up");

    ask!("subscribe to two time series of pump-1, in two partitions");
    let new = SubscriptionWrite::new(SUBSCRIPTION, 2).time_series_ids(["pump-1-pressure", "pump-1-mode"]);
    let subscription = one(cdf.subscriptions().create([new]).await?.items)?;
    answer!(
        "{} in {} partitions",
        subscription.external_id,
        subscription.partition_count
    );

    // Only what a patch names is changed; `SetOrNull::SetNull` would remove the name again.
    ask!("give it a name, and add pump-2");
    let patch = SubscriptionPatch::new()
        .name("All pumps".to_owned())
        .time_series_ids(SetOrChange::add(["pump-2-pressure".to_owned()]));
    cdf.subscriptions()
        .update([SubscriptionUpdate::new(SUBSCRIPTION, patch)])
        .await?;
    answer!("changed");

    ask!("list all subscriptions");
    for subscription in cdf.subscriptions().list().items().collect().await? {
        let (name, count) = (
            subscription.name.unwrap_or_default(),
            subscription.time_series_count.unwrap_or(0),
        );
        answer!("{}: {name}, {count} time series", subscription.external_id);
    }

    ask!("list the members of pumps, two a page");
    let mut members = cdf.subscriptions().members(SUBSCRIPTION).limit(2).items();
    while let Some(member) = members.next().await {
        answer!("{}", member?.external_id.unwrap_or_default());
    }
    Ok(())
}

/// What sensors would do meanwhile.
fn measure(fake: &Fake) {
    fake.write_datapoints(
        "pump-1-pressure",
        [DataPoint::number(1_000, 4.5), DataPoint::number(2_000, 4.75)],
    );
    fake.write_datapoints("pump-1-mode", [DataPoint::text(1_500, "automatic")]);
    fake.write_datapoints(
        "pump-2-pressure",
        [DataPoint::number(1_000, 6.0), DataPoint::number(2_000, 7.5)],
    );
    fake.delete_datapoints("pump-1-pressure", 1_000, Some(1_500));
}

/// Each response says where to go on in each partition. Asking again with these cursors gives what comes next.
async fn read_subscription(cdf: &Client) -> Result {
    chapter!("Subscriptions: read");

    let mut partitions = vec![PartitionCursor::new(0), PartitionCursor::new(1)];
    loop {
        ask!("the next data of both partitions");
        let batch = cdf
            .subscriptions()
            .data(SUBSCRIPTION, partitions)
            .limit(3)
            .poll_timeout_seconds(0)
            .await?;
        print_batch(&batch);
        // Keep these, once the batch is dealt with: they are what a program needs to go on after a restart.
        partitions = batch
            .partitions
            .into_iter()
            .map(|at| PartitionCursor::new(at.index).cursor(at.next_cursor))
            .collect();
        if !batch.has_next {
            answer!("nothing more for now");
            return Ok(());
        }
    }
}

fn print_batch(batch: &SubscriptionData) {
    let joined = batch
        .subscription_changes
        .iter()
        .flat_map(|changes| &changes.added)
        .flatten();
    for series in joined {
        answer!("{} has joined", series.external_id.as_deref().unwrap_or_default());
    }
    for update in &batch.updates {
        let series = update
            .time_series
            .as_ref()
            .and_then(|series| series.external_id.as_deref())
            .unwrap_or_default();
        for point in update.upserts.iter().flatten() {
            let value = match &point.value {
                Some(DataPointValue::Number(value)) => value.to_string(),
                Some(DataPointValue::Text(text)) => format!("{text:?}"),
                _ => "no value".to_owned(),
            };
            answer!("{series} at {}: {value}", point.timestamp);
        }
        for range in update.deletes.iter().flatten() {
            answer!("{series} from {}: points deleted", range.inclusive_begin);
        }
    }
}

// ── The end ─────────────────────────────────────────────────────────────────────────────────────────────────────────

/// Deletes what the tour has made, and shows what the client says about a thing that is not there.
async fn clean_up(cdf: &Client, function: i64) -> Result {
    chapter!("Clean up");

    ask!("delete the subscription, the function and the stream");
    cdf.subscriptions()
        .delete([SubscriptionReference::new(SUBSCRIPTION)])
        .await?;
    cdf.functions().delete([FunctionReference::Id(function)]).await?;
    cdf.streams().delete([StreamReference::new(STREAM)]).await?;
    answer!("deleted");

    ask!("retrieve the stream once more");
    match cdf.streams().retrieve(STREAM).await {
        Ok(stream) => answer!("{} is still there", stream.external_id),
        Err(error) if error.is_not_found() => answer!("the error reads: {error}"),
        Err(error) => return Err(error.into()),
    }
    Ok(())
}

// ── Helpers ─────────────────────────────────────────────────────────────────────────────────────────────────────────

/// Some operations take lists of exactly one thing, and respond with such a list.
fn one<T>(items: Vec<T>) -> Result<T> {
    items
        .into_iter()
        .next()
        .ok_or_else(|| "the service responded with an empty list".into())
}

async fn pause() {
    tokio::time::sleep(Duration::from_millis(50)).await;
}
