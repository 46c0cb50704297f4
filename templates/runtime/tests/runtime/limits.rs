//! `validate()`: everything that is beyond a limit, with its place.

use std::collections::BTreeMap;

use oasmith_runtime::runtime::{Nullable, SetOrNull, limits};

#[derive(Default)]
struct Parcel {
    id: String,
    weight: Option<f64>,
    count: i64,
    notes: Nullable<String>,
    labels: BTreeMap<String, String>,
    parts: Vec<Parcel>,
    patch: Option<Box<SetOrNull<Parcel>>>,
}

limits!(Parcel {
    id: "externalId" => length(1..=3),
    weight: "weight" => within(..10.0) above(0.0),
    count: "count" => within(-1..=9007199254740993),
    notes: "notes" => length(..=2),
    labels: "labels" => keys(..=1),
    parts: "items" => items(..=2) inside(),
    patch: "patch" => inside()
});

fn good() -> Parcel {
    Parcel {
        id: "äöü".to_owned(),
        ..Parcel::default()
    }
}

fn complaints(parcel: &Parcel) -> Vec<String> {
    match parcel.validate() {
        Ok(()) => Vec::new(),
        Err(found) => found
            .iter()
            .map(|one| format!("{}: {}", one.path(), one.message()))
            .collect(),
    }
}

#[test]
fn what_is_within_passes() {
    assert!(good().validate().is_ok());
    assert!(
        Parcel {
            count: 9_007_199_254_740_993,
            weight: Some(9.9),
            ..good()
        }
        .validate()
        .is_ok()
    );
}

#[test]
fn each_limit_is_named_with_its_place() {
    let table = [
        (
            Parcel {
                id: String::new(),
                ..good()
            },
            "externalId: has 0 characters, the limit is 1 to 3",
        ),
        (
            Parcel {
                weight: Some(10.0),
                ..good()
            },
            "weight: is 10, the limit is below 10",
        ),
        (
            Parcel {
                weight: Some(0.0),
                ..good()
            },
            "weight: is 0, and must be above 0",
        ),
        (
            Parcel {
                count: 9_007_199_254_740_994,
                ..good()
            },
            "count: is 9007199254740994, the limit is -1 to 9007199254740993",
        ),
        (
            Parcel {
                notes: "abc".to_owned().into(),
                ..good()
            },
            "notes: has 3 characters, the limit is at most 2",
        ),
        (
            Parcel {
                parts: vec![good(), Parcel { count: -2, ..good() }],
                ..good()
            },
            "items[1].count: is -2, the limit is -1 to 9007199254740993",
        ),
        (
            Parcel {
                patch: Some(Box::new(SetOrNull::Set(Parcel { count: -2, ..good() }))),
                ..good()
            },
            "patch.set.count: is -2, the limit is -1 to 9007199254740993",
        ),
    ];
    for (parcel, complaint) in table {
        assert_eq!(complaints(&parcel), [complaint]);
    }
}

#[test]
fn all_of_them_are_collected() {
    let labels = [("a", "1"), ("b", "2")].map(|(key, value)| (key.to_owned(), value.to_owned()));
    let parcel = Parcel {
        id: "long".to_owned(),
        labels: labels.into(),
        ..good()
    };
    let found = parcel.validate().expect_err("two limits are passed");
    assert_eq!(
        found.to_string(),
        "`externalId`: has 4 characters, the limit is 1 to 3; `labels`: has 2 keys, the limit is at most 1"
    );
}
