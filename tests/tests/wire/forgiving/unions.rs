//! Each value of each enum and each branch of each union: what is known, and what is not, comes back as it went.

use std::collections::BTreeSet;
use std::fmt::Debug;

use cdf_client::models;
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::{Value, json};

use super::{assert_kept, read, write};
use crate::wire::examples::open_enums;
use crate::wire::{files, records, subscriptions};

/// One enum of the client: its name, and what reads and writes one of its values.
struct TextEnum {
    name: &'static str,
    values: &'static [&'static str],
    rewrite: fn(&str) -> (bool, Value),
}

fn text_enum<T: DeserializeOwned + Serialize + Debug>(values: &'static [&'static str]) -> TextEnum {
    let path = std::any::type_name::<T>();
    let name = path.rsplit("::").next().unwrap_or(path);
    let rewrite = |text: &str| {
        let value: T = read(&json!(text).to_string());
        (format!("{value:?}").starts_with("Unknown("), write(&value))
    };
    TextEnum { name, values, rewrite }
}

/// Every value that the documents list, and those that the overlay adds.
fn text_enums() -> Vec<TextEnum> {
    use models::*;
    vec![
        text_enum::<ActivationStatus>(&["inactive", "requested", "activated"]),
        text_enum::<CalendarInterval>(&["1s", "1m", "1h", "1d", "1w", "1M", "1q", "1y"]),
        text_enum::<CallStatus>(&["Running", "Completed", "Failed", "Timeout"]),
        text_enum::<FunctionRuntime>(&["py310", "py311", "py312", "py313", "py314"]),
        text_enum::<FunctionStatus>(&["Queued", "Deploying", "Ready", "Failed", "Retired"]),
        text_enum::<GeoLocationType>(&["Feature"]),
        text_enum::<MovingFunctionKind>(&[
            "MovingFunctions.max",
            "MovingFunctions.min",
            "MovingFunctions.sum",
            "MovingFunctions.unweightedAvg",
            "MovingFunctions.linearWeightedAvg",
        ]),
        text_enum::<SessionStatus>(&["READY", "ACTIVE", "CANCELLED", "EXPIRED", "REVOKED", "ACCESS_LOST"]),
        text_enum::<SessionStatusFilter>(&["ready", "active", "cancelled", "revoked", "access_lost", "expired"]),
        text_enum::<SessionType>(&["CLIENT_CREDENTIALS", "TOKEN_EXCHANGE", "ONESHOT_TOKEN_EXCHANGE"]),
        text_enum::<SortDirection>(&["ascending", "descending"]),
        text_enum::<StreamType>(&["Immutable", "Mutable"]),
        text_enum::<SyncStatus>(&["created", "updated", "deleted"]),
        text_enum::<TimeSeriesType>(&["numeric", "string", "state"]),
    ]
}

#[test]
fn each_enum_keeps_known_and_unknown_values() {
    for TextEnum { name, values, rewrite } in text_enums() {
        for value in values {
            assert_eq!(rewrite(value), (false, json!(value)), "{name} knows {value}");
        }
        let swapped: String = values[0].chars().rev().collect();
        for unknown in ["", "FROM_THE_FUTURE", &swapped, "é日\"\\"] {
            assert_eq!(rewrite(unknown), (true, json!(unknown)), "{name} keeps {unknown:?}");
        }
    }
}

#[test]
fn each_enum_of_the_client_is_in_the_table() {
    let table: BTreeSet<String> = text_enums().iter().map(|text_enum| text_enum.name.to_owned()).collect();
    assert_eq!(table, open_enums("Unknown(UnknownText)"));
}

/// Each branch of each union, read and written without a difference.
#[test]
fn each_branch_of_a_union_is_kept() {
    use models::*;
    let all = |list: &Value| list.as_object().expect("a map").values().cloned().collect::<Vec<_>>();
    assert_kept::<RecordFilter>(&records::every_filter_json());
    all(&records::every_aggregate_json())
        .iter()
        .for_each(assert_kept::<Aggregate>);
    assert_kept::<SubscriptionFilter>(&subscriptions::every_filter_json());
    for id in [json!({"id": 1}), json!({"externalId": "x"})] {
        assert_kept::<FunctionReference>(&id);
        assert_kept::<FileDeleteReference>(&id);
    }
    let instance = json!({"instanceId": {"space": "s", "externalId": "x"}});
    for id in [json!({"id": 1}), json!({"externalId": "x"}), instance.clone()] {
        assert_kept::<FileReference>(&id);
        assert_kept::<MissingId>(&id);
        let mut upload = id.clone();
        upload["uploadId"] = json!("u");
        assert_kept::<MultipartCompleteRequest>(&upload);
    }
    [json!({"externalId": "x"}), instance]
        .iter()
        .for_each(assert_kept::<FileUploadReference>);
    let credentials = json!({"clientId": "c", "clientSecret": "s"});
    [
        credentials,
        json!({"tokenExchange": true}),
        json!({"oneshotTokenExchange": true}),
    ]
    .iter()
    .for_each(assert_kept::<SessionWrite>);
    [json!("1"), json!(1)].iter().for_each(assert_kept::<SessionId>);
    [json!(1.5), json!("on")].iter().for_each(assert_kept::<DataPointValue>);
    [json!("x"), json!(1), json!(1.5), json!(false)]
        .iter()
        .for_each(assert_kept::<AggregateValue>);
    [json!("x"), json!(1), json!(1.5), json!(false)]
        .iter()
        .for_each(assert_kept::<TimeSeriesValue>);
    [json!("x"), json!(1), json!(1.5)]
        .iter()
        .for_each(assert_kept::<RangeValue>);
    [json!("2d-ago"), json!(1)].iter().for_each(assert_kept::<TimeBound>);
    [json!({"unitSystemName": "SI"}), json!({"externalId": "u"})]
        .iter()
        .for_each(assert_kept::<RecordUnit>);
    [json!({"unitSystemName": "SI"}), json!({"properties": []})]
        .iter()
        .for_each(assert_kept::<RecordTargetUnits>);
    let container = json!({"type": "container", "space": "s", "externalId": "c"});
    let view = json!({"type": "view", "space": "s", "externalId": "c", "version": "1"});
    [container, view].iter().for_each(assert_kept::<RecordSource>);
}

/// The shapes of GeoJSON, each with coordinates as deep as its kind has them.
#[test]
fn each_shape_on_the_map_is_kept() {
    let position = json!([10.5, 59.25]);
    let line = json!([position, position]);
    let area = json!([line]);
    let shapes = [
        ("Point", position.clone()),
        ("LineString", line.clone()),
        ("Polygon", area.clone()),
        ("MultiPoint", line.clone()),
        ("MultiLineString", area.clone()),
        ("MultiPolygon", json!([area])),
    ];
    for (kind, coordinates) in shapes {
        assert_kept::<models::Geometry>(&json!({"type": kind, "coordinates": coordinates}));
    }
    assert_kept::<models::GeoLocation>(&files::place_json());
}
