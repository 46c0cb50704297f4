//! Numbers that may stand in quotes, and fields that are left out while they have their default.

use std::collections::BTreeMap;

use oasmith_runtime::record;
use oasmith_runtime::runtime::quoted::{Quote, Quoted};
use oasmith_runtime::runtime::{Nullable, Set, SetOrChange, SetOrNull};
use serde_json::{Value, from_str, from_value, json, to_value};

#[derive(Clone, Debug, Default, PartialEq)]
struct Sizes {
    size: u64,
    limit: Option<i64>,
    parent: Option<u64>,
    near: Nullable<i64>,
    list: Option<Vec<i64>>,
    point: Option<f64>,
    others: BTreeMap<String, i64>,
}

record!(Sizes {
    size: "size" quoted,
    limit: "limit" quoted optional,
    parent: "parent" quoted or_null,
    near: "near" quoted nullable,
    list: "list" quoted optional,
    point: "point" quoted optional;
    others quoted
});

#[derive(Clone, Debug, PartialEq)]
struct Defaults {
    order: i32,
    size: u64,
    label: String,
    list: Vec<String>,
    factor: f64,
}

record!(Defaults {
    order: "order" = -1,
    size: "size" quoted = 0,
    label: "label" = String::from("none"),
    list: "list" = Vec::new(),
    factor: "factor" finite = 1.5
});

fn default() -> Defaults {
    from_value(json!({})).expect("all of it may be missing")
}

#[test]
fn integers_travel_in_quotes() {
    let sizes = Sizes {
        size: u64::MAX,
        limit: Some(-5),
        near: Nullable::Value(0),
        list: Some(vec![i64::MIN, 1]),
        others: BTreeMap::from([("more".to_owned(), 9_007_199_254_740_993)]),
        ..Sizes::default()
    };
    let wire = json!({
        "size": "18446744073709551615",
        "limit": "-5",
        "parent": null,
        "near": "0",
        "list": ["-9223372036854775808", "1"],
        "more": "9007199254740993",
    });
    assert_eq!(to_value(&sizes).expect("written"), wire);
    assert_eq!(from_value::<Sizes>(wire).expect("read"), sizes);
}

#[test]
fn bare_integers_are_read_too_and_exactly() {
    let read: Sizes =
        from_str(r#"{"size": 9007199254740993, "limit": null, "near": null, "more": 9007199254740993}"#).expect("read");
    assert_eq!(read.size, 9_007_199_254_740_993);
    assert_eq!((read.limit, read.near), (None, Nullable::Null));
    assert_eq!(read.others["more"], 9_007_199_254_740_993);
}

#[test]
fn what_is_no_integer_of_the_range_is_refused() {
    for wire in [
        r#"-1"#,
        r#""-1""#,
        r#""18446744073709551616""#,
        r#""1.5""#,
        r#""""#,
        r#"" 1""#,
        "true",
        "1.5",
        "null",
    ] {
        let error = from_str::<Quoted<u64>>(wire).expect_err("refused").to_string();
        assert!(
            error.contains("an integer in the range of u64, quoted or not"),
            "{wire}: {error}"
        );
    }
    assert!(from_str::<Quoted<i64>>("9223372036854775808").is_err());
}

#[test]
fn floats_have_words_for_what_json_has_not() {
    let table = [
        (f64::INFINITY, json!("Infinity")),
        (f64::NEG_INFINITY, json!("-Infinity")),
        (1.0, json!(1.0)),
    ];
    for (float, wire) in table {
        assert_eq!(to_value(Quoted(float)).expect("written"), wire);
        assert_eq!(from_value::<Quoted<f64>>(wire).expect("read").0, float);
    }
    assert_eq!(to_value(Quoted(f64::NAN)).expect("written"), json!("NaN"));
    assert!(from_value::<Quoted<f64>>(json!("NaN")).expect("read").0.is_nan());
    assert_eq!(from_value::<Quoted<f64>>(json!(5)).expect("read").0, 5.0);
    for wire in [json!("inf"), json!("1.5"), json!(null), json!(true)] {
        assert!(from_value::<Quoted<f64>>(wire.clone()).is_err(), "{wire}");
    }
}

#[test]
fn whatever_holds_numbers_quotes_them() {
    fn both<T: Quote + PartialEq + std::fmt::Debug>(value: T, wire: Value) {
        let value = Quoted(value);
        assert_eq!(to_value(&value).expect("written"), wire);
        assert_eq!(from_value::<Quoted<T>>(wire).expect("read"), value);
    }
    both(vec![Some(1_i64), None], json!(["1", null]));
    both(Box::new(1_u64), json!("1"));
    both(BTreeMap::from([("a".to_owned(), vec![2_u64])]), json!({"a": ["2"]}));
    both(Set { set: 3_i64 }, json!({"set": "3"}));
    both(SetOrNull::Set(4_i64), json!({"set": "4"}));
    both(SetOrNull::<i64>::SetNull, json!({"setNull": true}));
    both(SetOrChange::set([5_i64]), json!({"set": ["5"]}));
    both(SetOrChange::add([6_i64]), json!({"add": ["6"]}));
}

#[test]
fn what_is_missing_or_null_is_the_default() {
    let expected = Defaults {
        order: -1,
        size: 0,
        label: "none".to_owned(),
        list: Vec::new(),
        factor: 1.5,
    };
    assert_eq!(default(), expected);
    let nulls = json!({"order": null, "size": null, "label": null, "list": null, "factor": null});
    assert_eq!(from_value::<Defaults>(nulls).expect("read"), expected);
}

#[test]
fn the_default_is_not_written_and_anything_else_is() {
    assert_eq!(to_value(default()).expect("written"), json!({}));
    let other = Defaults {
        order: 0,
        size: 7,
        label: String::new(),
        list: vec!["a".to_owned()],
        factor: 0.0,
    };
    let wire = json!({"order": 0, "size": "7", "label": "", "list": ["a"], "factor": 0});
    assert_eq!(to_value(&other).expect("written"), wire);
    assert_eq!(from_value::<Defaults>(wire).expect("read"), other);
    assert!(
        to_value(Defaults {
            factor: f64::NAN,
            ..default()
        })
        .is_err()
    );
}
