//! Subscriptions: many series, changes, points.

use cdf_client::Client;
use cdf_client::fake::{DataPoint, Fake, Faults, SeriesKind};
use cdf_client::models::{PartitionCursor, SubscriptionDataUpdate, SubscriptionReference};
use cdf_client::subscriptions::{Points, SeriesRef, SubscriptionError};
use serde_json::{Value, json};

use super::script::Script;

const CREATE: &str = "POST /timeseries/subscriptions";
const UPDATE: &str = "POST /timeseries/subscriptions/update";

fn names(count: usize) -> Vec<String> {
    (0..count).map(|n| format!("s-{n}")).collect()
}

fn with_series(count: usize) -> (Fake, Client) {
    let fake = Fake::new();
    for name in names(count) {
        fake.define_series(&name, SeriesKind::Numeric);
    }
    let cdf = fake.client();
    (fake, cdf)
}

async fn members(cdf: &Client) -> usize {
    let mut items = cdf.subscriptions().members("sub").limit(100).items();
    let mut count = 0;
    while let Some(member) = items.next().await {
        member.expect("a member");
        count += 1;
    }
    count
}

#[tokio::test(start_paused = true)]
async fn any_number_of_series_is_subscribed_to() {
    let (fake, cdf) = with_series(350);
    let series = names(350).into_iter().chain(names(20));
    let made = cdf
        .subscriptions()
        .create_with_series("sub", 3, series)
        .name("pumps")
        .description("all of them")
        .data_set_id(9)
        .await
        .expect("it is made");
    assert_eq!((made.partition_count, made.time_series_count), (3, Some(350)));
    assert_eq!((made.name.as_deref(), made.data_set_id), (Some("pumps"), Some(9)));
    assert_eq!((fake.count(CREATE).received, fake.count(UPDATE).received), (1, 3));
    assert_eq!(members(&cdf).await, 350);
}

#[tokio::test(start_paused = true)]
async fn series_by_instance_go_along() {
    let (fake, cdf) = with_series(150);
    fake.define_instance("models", "pump-1", SeriesKind::Text);
    let series = names(150)
        .into_iter()
        .map(SeriesRef::from)
        .chain([SeriesRef::from(("models", "pump-1"))]);
    cdf.subscriptions()
        .create_with_series("sub", 1, series)
        .await
        .expect("it is made");
    assert_eq!(members(&cdf).await, 151);
}

#[tokio::test(start_paused = true)]
async fn too_many_and_none_are_refused_before_anything_is_sent() {
    let (fake, cdf) = with_series(0);
    let error = cdf
        .subscriptions()
        .create_with_series("sub", 1, names(10_001))
        .await
        .expect_err("too many");
    assert!(
        matches!(error, SubscriptionError::TooMany { series: 10_001 }),
        "{error}"
    );
    let error = cdf
        .subscriptions()
        .create_with_series("sub", 1, names(0))
        .await
        .expect_err("none");
    assert!(matches!(error, SubscriptionError::Input(_)), "{error}");
    let change = || cdf.subscriptions().change("sub");
    for bad in [change(), change().set_series(["a"]).add_series(["b"])] {
        let error = bad.await.expect_err("no use");
        assert!(matches!(error, SubscriptionError::Input(_)), "{error}");
    }
    assert!(matches!(
        change().set_series(names(10_001)).await,
        Err(SubscriptionError::TooMany { .. })
    ));
    assert!(fake.log().is_empty());
}

#[tokio::test(start_paused = true)]
async fn what_would_be_too_many_with_those_that_are_there_is_refused() {
    let script = Script::new(|seen| match seen.what.as_str() {
        "POST /timeseries/subscriptions/byids" => {
            let subscription = json!({
                "externalId": "sub", "partitionCount": 1, "timeSeriesCount": 9900, "createdTime": 1, "lastUpdatedTime": 1
            });
            (200, json!({"items": [subscription]}))
        }
        other => panic!("nobody asks for {other}"),
    });
    let error = script
        .client()
        .subscriptions()
        .change("sub")
        .add_series(names(101))
        .await
        .expect_err("too many");
    assert!(
        matches!(error, SubscriptionError::TooMany { series: 10_001 }),
        "{error}"
    );
}

#[tokio::test(start_paused = true)]
async fn a_subscription_that_is_made_in_part_says_so_and_can_be_finished() {
    let (fake, cdf) = with_series(350);
    fake.set_faults(Faults {
        server_error: 1.0,
        only: Some(|_, path| path.ends_with("/update")),
        ..Faults::default()
    });
    let error = cdf
        .subscriptions()
        .create_with_series("sub", 1, names(350))
        .await
        .expect_err("no updates");
    let SubscriptionError::Partly(partly) = error else {
        panic!("{error}")
    };
    assert_eq!((partly.left_to_add.len(), partly.left_to_remove.len()), (250, 0));
    assert_eq!(members(&cdf).await, 100);
    fake.set_faults(Faults::default());
    cdf.subscriptions()
        .change(partly.external_id)
        .add_series(partly.left_to_add)
        .await
        .expect("the rest");
    assert_eq!(members(&cdf).await, 350);
}

#[tokio::test(start_paused = true)]
async fn changes_are_made_in_as_few_requests_as_they_need() {
    let (fake, cdf) = with_series(400);
    let subscriptions = cdf.subscriptions();
    subscriptions
        .create_with_series("sub", 1, names(150))
        .name("old")
        .description("old")
        .await
        .expect("made");
    let before = fake.count(UPDATE).received;
    let changed = subscriptions
        .change("sub")
        .clear_name()
        .description("new")
        .data_set_id(5)
        .await
        .expect("changed");
    assert_eq!(
        (changed.name, changed.description.as_deref(), changed.data_set_id),
        (None, Some("new"), Some(5))
    );
    assert_eq!(fake.count(UPDATE).received - before, 1);

    let changed = subscriptions
        .change("sub")
        .remove_series(names(120))
        .add_series(names(400).split_off(150))
        .await
        .expect("changed");
    assert_eq!(changed.time_series_count, Some(280));
    assert_eq!(fake.count(UPDATE).received - before, 1 + 2 + 3);

    let changed = subscriptions
        .change("sub")
        .set_series(names(205))
        .clear_data_set()
        .await
        .expect("changed");
    assert_eq!((changed.time_series_count, changed.data_set_id), (Some(205), None));
    let found = subscriptions
        .retrieve([SubscriptionReference::new("sub")])
        .await
        .expect("it is there");
    assert_eq!(found.items[0].time_series_count, Some(205));
}

#[tokio::test(start_paused = true)]
async fn points_come_by_the_kind_of_their_series() {
    let fake = Fake::new();
    for (name, kind) in [
        ("n", SeriesKind::Numeric),
        ("t", SeriesKind::Text),
        ("s", SeriesKind::State),
    ] {
        fake.define_series(name, kind);
    }
    let cdf = fake.client();
    cdf.subscriptions()
        .create_with_series("sub", 1, ["n", "t", "s"])
        .await
        .expect("it is made");
    let odd = [f64::NAN, f64::INFINITY, f64::NEG_INFINITY];
    let numbers = odd
        .into_iter()
        .zip(2..)
        .map(|(value, time)| DataPoint::number(time, value).status(0x8000_0000));
    let numbers = [DataPoint::number(1, 1.5), DataPoint::bad(9)]
        .into_iter()
        .chain(numbers);
    fake.write_datapoints("n", numbers);
    fake.write_datapoints(
        "t",
        [DataPoint::text(1, "NaN"), DataPoint::text(2, "x").status(0x4000_0001)],
    );
    fake.write_datapoints("s", [DataPoint::state(1, 3, "open")]);
    fake.delete_datapoints("n", 5, None);
    let data = cdf
        .subscriptions()
        .data("sub", [PartitionCursor::new(0)])
        .include_status(true)
        .ignore_bad_data_points(false)
        .treat_uncertain_as_bad(false)
        .await
        .expect("data");
    let (mut numbers, mut texts, mut states, mut deleted) = (Vec::new(), Vec::new(), Vec::new(), 0);
    for update in &data.updates {
        match update.points() {
            Points::Numeric(points) => numbers.extend(points),
            Points::Text(points) => texts.extend(points),
            Points::State(points) => states.extend(points),
            other => panic!("{other:?}"),
        }
        deleted += update.deleted().filter(|range| range.exclusive_end.is_none()).count();
    }
    numbers.sort_by_key(|point| point.timestamp);
    let values: Vec<_> = numbers
        .iter()
        .map(|point| point.value.map(|value| value.to_string()))
        .collect();
    let expected = ["1.5", "NaN", "inf", "-inf"].map(|text| Some(text.to_owned()));
    assert_eq!(values[..4], expected);
    assert_eq!(values[4], None);
    assert!(numbers[0].status.is_good() && numbers[1].status.is_bad());
    assert_eq!((texts[0].value, texts[1].value), (Some("NaN"), Some("x")));
    assert!(texts[0].status.is_good() && texts[1].status.is_uncertain());
    let state = states[0].value.as_ref().expect("a state");
    assert_eq!((state.number, state.name.as_deref()), (Some(3.0), Some("open")));
    assert_eq!(deleted, 1);
}

fn update(series: Value, upserts: Value) -> SubscriptionDataUpdate {
    let mut update = json!({});
    if !series.is_null() {
        update["timeSeries"] = series;
    }
    if !upserts.is_null() {
        update["upserts"] = upserts;
    }
    serde_json::from_value(update).expect("an update")
}

#[test]
fn what_a_response_leaves_out_is_empty_and_good() {
    let nothing = update(Value::Null, Value::Null);
    assert!(matches!(nothing.points(), Points::Other([])));
    assert_eq!(nothing.deleted().count(), 0);
    // Without a type, `isString` tells; a newer type is kept as it is.
    let points = json!([{"timestamp": -1, "value": 1.0}]);
    assert!(matches!(
        update(json!({"id": 1, "isString": false}), points.clone()).points(),
        Points::Numeric(_)
    ));
    assert!(matches!(
        update(json!({"id": 1, "isString": true}), points.clone()).points(),
        Points::Text(_)
    ));
    let newer = update(json!({"id": 1, "isString": false, "type": "matrix"}), points);
    assert!(matches!(newer.points(), Points::Other([point]) if point.timestamp == -1));
}

#[test]
fn a_status_is_read_from_what_there_is() {
    for (status, code, symbol) in [
        (json!({}), 0, "Good"),
        (json!({"code": 0}), 0, "Good"),
        (
            json!({"code": 3145728, "symbol": "GoodClamped"}),
            3145728,
            "GoodClamped",
        ),
        (json!({"code": 1073741824}), 1073741824, "Uncertain"),
        (json!({"code": 2147483648_i64}), 2147483648, "Bad"),
        (json!({"symbol": "BadSensorFailure"}), 2147483648, "BadSensorFailure"),
        (
            json!({"symbol": "UncertainInitialValue"}),
            1073741824,
            "UncertainInitialValue",
        ),
        (json!({"code": -5}), 0, "Good"),
    ] {
        let one = update(
            json!({"id": 1, "isString": false}),
            json!([{"timestamp": 1, "value": 1, "status": status}]),
        );
        let Points::Numeric(points) = one.points() else {
            panic!("{one:?}")
        };
        let found = &points[0].status;
        assert_eq!((found.code(), found.symbol()), (code, symbol), "{status}");
        let asked = [found.is_good(), found.is_uncertain(), found.is_bad()];
        assert_eq!(asked.iter().filter(|is| **is).count(), 1, "{status}");
        assert_eq!(found.is_bad(), code >= 2147483648, "{status}");
    }
}
