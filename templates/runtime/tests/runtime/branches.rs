//! The table of a union: each way to tell branches apart, what becomes a branch, and its limits.

use std::collections::BTreeMap;

use oasmith_runtime::runtime::{Number, UnknownJson};
use oasmith_runtime::{limits, record, union};
use serde::de::DeserializeOwned;
use serde_json::{Value, from_value, json, to_value};

#[derive(Clone, Debug, PartialEq)]
struct Circle {
    radius: f64,
}

record!(Circle { radius: "radius" finite });
limits!(Circle { radius: "radius" => within(0.0..) });

#[derive(Clone, Debug, PartialEq)]
enum Tagged {
    Circle(Circle),
    Other(BTreeMap<String, String>),
}

union!(Tagged by tag "type" { Circle: "circle" | "round" with limits from(Circle), Other: "other" });

#[derive(Clone, Debug, PartialEq)]
enum Delivery {
    Letter(Circle),
    Crate(BTreeMap<String, i64>),
    Pallet(BTreeMap<String, Value>),
    Nothing,
    Unknown(UnknownJson),
}

union!(Delivery by tag "form" {
    Letter: "letter" as tagged with limits from(Circle),
    Crate: "crate" as tagged,
    Pallet: "pallet" | "skid" as retagged,
    Nothing: "nothing" as tag
} or Unknown);

#[derive(Clone, Debug, PartialEq)]
enum Step {
    Load,
    Save(Circle),
    Other(BTreeMap<String, Value>),
}

union!(Step by constant "n" { Load: Integer(-1) as tag, Save: Bool(true) as tagged, Other: Other | Text(_) });

#[derive(Clone, Debug, PartialEq)]
enum Versioned {
    First(BTreeMap<String, Value>),
    Other(BTreeMap<String, Value>),
    Unknown(UnknownJson),
}

union!(Versioned by constant "v" { First: Integer(-1) | Text("one"), Other: Null | Bool(true) } or Unknown);

#[derive(Clone, Debug, PartialEq)]
enum Keyed {
    Sum(f64),
    Circle(Box<Circle>),
    Digits(u64),
    All,
    Yes,
    Whole(Circle),
}

union!(Keyed by key {
    Sum: "sum" as finite,
    Circle: "circle" with limits from(Circle),
    Digits: "digits" as quoted,
    All: "all" as empty,
    Yes: "yes" as flag,
    Whole: has "radius" | "diameter"
});

#[derive(Clone, Debug, PartialEq)]
enum Closed {
    Id(i64),
    Rest(Circle),
}

union!(Closed by key { Id: "id", Rest: else with limits });

#[derive(Clone, Debug, PartialEq)]
enum Open {
    Id(i64),
    Rest(BTreeMap<String, u64>),
    Unknown(UnknownJson),
}

union!(Open by key { Id: "id", Rest: else as quoted } or Unknown);

#[derive(Clone, Debug, PartialEq)]
enum Kinds {
    Text(String),
    Number(Number),
    Flag(bool),
    Floats(Vec<f64>),
}

union!(Kinds by kind {
    Text: Text as text from(&str, String),
    Number: Integer | Number as number from(i32, f64),
    Flag: Bool as boolean,
    Floats: List as finite
});

#[derive(Clone, Debug, PartialEq)]
enum Scalars {
    Count(i64),
    Share(f64),
    Nothing(Value),
}

union!(Scalars by kind { Count: Integer as integer, Share: Number as float, Nothing: Null });

#[derive(Clone, Debug, PartialEq)]
enum Tried {
    Digits(u64),
    Circle(Circle),
}

union!(Tried by trial { Digits as quoted, Circle with limits from(Circle) });

#[derive(Clone, Debug, PartialEq)]
enum Looked {
    Name(String),
    Nothing,
    Letter(Circle),
    Sized(BTreeMap<String, i64>),
    Rest(Circle),
    Unknown(UnknownJson),
}

union!(Looked by look {
    Name: is Text as text from(&str, String),
    Nothing: tag "form" Null as tag,
    Letter: tag "form" Text("letter") | Text("card") as retagged with limits from(Circle),
    Sized: has "size" | "length",
    Rest: else
} or Unknown);

#[derive(Clone, Debug, PartialEq)]
enum Ruled {
    First(Value),
    Second(Value),
}

union!(Ruled by trial { First when "a" = Text("x") and "b" = Null, Second });

#[derive(Clone, Debug, PartialEq)]
struct Square {
    side: f64,
    colour: Option<String>,
}

record!(Square { side: "side", colour: "colour" optional });

#[derive(Clone, Debug, PartialEq)]
struct Paper {
    side: f64,
    grain: Option<String>,
    sheets: Vec<Square>,
}

record!(Paper { side: "side", grain: "grain" optional, sheets: "sheets" = Vec::new() });

#[derive(Clone, Debug, PartialEq)]
enum Cut {
    Square(Square),
    Paper(Paper),
    Sides(Vec<f64>),
}

union!(Cut by trial { Square of "side" | "colour", Paper of "side" | "grain" | "sheets", Sides });

/// Reads what was written, and writes what was read.
#[track_caller]
fn both<T: DeserializeOwned + serde::Serialize + PartialEq + std::fmt::Debug>(value: T, written: Value) {
    assert_eq!(to_value(&value).expect("it can be written"), written);
    assert_eq!(from_value::<T>(written).expect("it can be read"), value);
}

#[track_caller]
fn fault<T: DeserializeOwned + std::fmt::Debug>(value: Value) -> String {
    from_value::<T>(value).expect_err("refused").to_string()
}

fn map<T>(key: &str, value: T) -> BTreeMap<String, T> {
    BTreeMap::from([(key.to_owned(), value)])
}

#[test]
fn by_tag() {
    let other = map("type", "other".to_owned());
    both(Tagged::Other(other), json!({ "type": "other" }));
    for tag in ["circle", "round"] {
        let read = from_value::<Tagged>(json!({ "type": tag, "radius": 1 })).expect("a circle");
        assert_eq!(read, Circle { radius: 1.0 }.into());
    }
    assert_eq!(
        fault::<Tagged>(json!({ "type": "square" })),
        "Tagged: expected a known string in `type`; found an object with the keys type"
    );
}

#[test]
fn a_trial_prefers_the_branch_that_has_most_keys() {
    let is = |value: Value, is_square: bool| {
        let read: Cut = from_value(value.clone()).expect("a branch");
        assert_eq!(matches!(read, Cut::Square(_)), is_square, "{value}");
    };
    is(json!({ "side": 1 }), true);
    is(json!({ "side": 1, "colour": "red" }), true);
    is(json!({ "side": 1, "grain": "fine" }), false);
    is(json!({ "side": 1, "grain": null }), false);
    // A list that is empty is not written again, and was there.
    is(json!({ "side": 1, "sheets": [] }), false);
    // A key that is new to both changes nothing, nor one of each.
    is(json!({ "side": 1, "grain": "fine", "new": 1 }), false);
    is(json!({ "side": 1, "colour": "red", "new": 1 }), true);
    is(json!({ "side": 1, "colour": "red", "sheets": [] }), true);
    let sides: Cut = from_value(json!([1, 2])).expect("a list");
    assert_eq!(sides, Cut::Sides(vec![1.0, 2.0]));
    assert_eq!(
        fault::<Cut>(json!({})),
        "Cut: none of Square, Paper, Sides fits; found an empty object"
    );
}

#[derive(Clone, Debug, PartialEq)]
struct Loose {
    a: Option<String>,
}

record!(Loose { a: "a" optional });

#[derive(Clone, Debug, PartialEq)]
enum Kept {
    Loose(Loose),
    Unknown(UnknownJson),
}

union!(Kept by trial { Loose of "a" } or Unknown);

#[test]
fn a_trial_keeps_what_no_branch_has_a_key_of() {
    let read = |value: Value| from_value::<Kept>(value).expect("it is kept");
    assert!(matches!(read(json!({ "new": 1 })), Kept::Unknown(_)));
    assert!(matches!(read(json!({ "a": "x", "new": 1 })), Kept::Loose(_)));
    assert!(matches!(read(json!({})), Kept::Loose(_)));
}

#[test]
fn unions_write_the_tags_of_their_branches() {
    let circle = Circle { radius: 1.0 };
    both(Delivery::from(circle.clone()), json!({ "form": "letter", "radius": 1 }));
    both(Delivery::Crate(map("nails", 7)), json!({ "form": "crate", "nails": 7 }));
    both(Delivery::Pallet(map("form", json!("skid"))), json!({ "form": "skid" }));
    both(Delivery::Nothing, json!({ "form": "nothing" }));
    both(Step::Load, json!({ "n": -1 }));
    both(Step::Save(circle), json!({ "n": true, "radius": 1 }));
    both(Step::Other(map("n", json!("any"))), json!({ "n": "any" }));
    both(Step::Other(BTreeMap::new()), json!({}));
    let wrong = Delivery::Pallet(map("form", json!("letter")));
    assert_eq!(to_value(wrong).expect("JSON"), json!({ "form": "pallet" }));
    let kept: Delivery = from_value(json!({ "radius": 1 })).expect("it is kept");
    assert!(matches!(kept, Delivery::Unknown(_)));
}

#[test]
fn by_what_each_branch_says() {
    both(Looked::from("a"), json!("a"));
    both(Looked::Nothing, json!({ "form": null }));
    both(
        Looked::from(Circle { radius: 1.5 }),
        json!({ "radius": 1.5, "form": "letter" }),
    );
    both(Looked::Sized(map("size", 3)), json!({ "size": 3 }));
    both(Looked::Rest(Circle { radius: 1.5 }), json!({ "radius": 1.5 }));
    for kept in [json!(5), json!({}), json!({ "form": "crate" }), json!([])] {
        let read: Looked = from_value(kept.clone()).expect("it is kept");
        assert!(matches!(read, Looked::Unknown(_)), "{kept}");
        assert_eq!(to_value(&read).expect("JSON"), kept);
    }
}

#[test]
fn by_constant() {
    for (constant, is_first) in [
        (json!(-1), true),
        (json!("one"), true),
        (json!(null), false),
        (json!(true), false),
    ] {
        let held = map("v", constant.clone());
        let value = if is_first {
            Versioned::First(held)
        } else {
            Versioned::Other(held)
        };
        both(value, json!({ "v": constant }));
    }
    let read: Versioned = from_value(json!({ "v": 2 })).expect("it is kept");
    assert!(matches!(read, Versioned::Unknown(_)));
    assert_eq!(to_value(&read).expect("JSON"), json!({ "v": 2 }));
}

#[test]
fn by_key() {
    both(Keyed::Sum(1.5), json!({ "sum": 1.5 }));
    both(
        Keyed::from(Circle { radius: 2.0 }),
        json!({ "circle": { "radius": 2 } }),
    );
    both(Keyed::Digits(7), json!({ "digits": "7" }));
    both(Keyed::All, json!({ "all": {} }));
    both(Keyed::Yes, json!({ "yes": true }));
    both(Keyed::Whole(Circle { radius: 2.0 }), json!({ "radius": 2 }));
    assert_eq!(
        fault::<Keyed>(json!({ "other": 1 })),
        "Keyed: expected one of the keys sum, circle, digits, all, yes, radius, diameter; found an object with the keys other"
    );
    assert_eq!(
        fault::<Keyed>(json!({ "diameter": 1 })),
        "Keyed: missing field `radius`"
    );
}

#[test]
fn by_key_or_none() {
    both(Closed::Id(1), json!({ "id": 1 }));
    both(Closed::Rest(Circle { radius: 1.0 }), json!({ "radius": 1 }));
    assert_eq!(fault::<Closed>(json!({})), "Closed: missing field `radius`");
    both(Open::Id(1), json!({ "id": 1 }));
    both(Open::Rest(map("n", 5)), json!({ "n": "5" }));
    let read: Open = from_value(json!({ "n": {} })).expect("it is kept");
    assert!(matches!(read, Open::Unknown(_)));
}

#[test]
fn by_kind() {
    both(Kinds::from("a"), json!("a"));
    both(Kinds::from(5), json!(5));
    both(Kinds::from(0.5), json!(0.5));
    both(Kinds::Flag(true), json!(true));
    both(Kinds::Floats(vec![0.5]), json!([0.5]));
    assert_eq!(
        fault::<Kinds>(json!({})),
        "Kinds: expected string or integer or number or boolean or array; found an empty object"
    );
    both(Scalars::Count(5), json!(5));
    both(Scalars::Share(0.5), json!(0.5));
    both(Scalars::Nothing(Value::Null), json!(null));
}

#[test]
fn by_trial() {
    both(Tried::Digits(5), json!("5"));
    both(Tried::from(Circle { radius: 1.0 }), json!({ "radius": 1 }));
    assert_eq!(
        fault::<Tried>(json!("a")),
        "Tried: none of Digits, Circle fits; found the string \"a\""
    );
    let read = |value| from_value::<Ruled>(value).expect("a branch");
    assert!(matches!(read(json!({ "a": "x" })), Ruled::First(_)));
    assert!(matches!(read(json!({ "a": "y" })), Ruled::Second(_)));
    assert!(matches!(read(json!({ "a": "x", "b": 1 })), Ruled::Second(_)));
}

/// serde_json writes NaN as `null`, which means something else.
#[test]
fn nan_is_refused_in_every_branch() {
    let refused = |written: Result<Value, serde_json::Error>| written.expect_err("refused").to_string();
    let message = |place: &str| format!("`{place}` is NaN or infinite, which JSON cannot write");
    assert_eq!(refused(to_value(Keyed::Sum(f64::NAN))), message("sum"));
    assert_eq!(refused(to_value(Kinds::Floats(vec![f64::INFINITY]))), message("value"));
    assert_eq!(refused(to_value(Scalars::Share(f64::NAN))), message("value"));
}

#[test]
fn limits_are_those_of_the_branch() {
    use oasmith_runtime::runtime::limits::validate;
    let circle = Circle { radius: -1.0 };
    let paths = |found: Result<(), oasmith_runtime::Violations>| {
        let found = found.expect_err("it is beyond a limit");
        found.iter().map(|one| one.path().to_owned()).collect::<Vec<_>>()
    };
    assert_eq!(paths(validate(&Tagged::from(circle.clone()))), ["radius"]);
    assert_eq!(paths(validate(&Keyed::from(circle.clone()))), ["circle.radius"]);
    assert_eq!(paths(validate(&Closed::Rest(circle.clone()))), ["radius"]);
    assert_eq!(paths(validate(&Tried::from(circle.clone()))), ["radius"]);
    assert!(validate(&Keyed::Whole(circle)).is_ok());
}

#[test]
fn whole_floats_are_written_as_integers() {
    fn text(value: &impl serde::Serialize) -> String {
        serde_json::to_string(value).expect("JSON")
    }
    assert_eq!(text(&Circle { radius: 5.0 }), r#"{"radius":5}"#);
    assert_eq!(text(&Circle { radius: 0.25 }), r#"{"radius":0.25}"#);
    assert_eq!(text(&Keyed::Sum(-2.0)), r#"{"sum":-2}"#);
    assert_eq!(text(&Kinds::Floats(vec![0.5, 2.0])), "[0.5,2]");
    assert_eq!(text(&Scalars::Share(1.0)), "1");
    assert_eq!(text(&Kinds::Number(Number::Float(5.0))), "5.0");
}
