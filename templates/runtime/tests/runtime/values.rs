//! The value types in and out of JSON.

use oasmith_runtime::runtime::{
    Nullable, Number, Secret, Set, SetOrChange, SetOrNull, UnknownText, closed_text_enum, text_enum,
};
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

fn to_text<T: Serialize>(value: &T) -> String {
    serde_json::to_string(value).expect("JSON")
}

fn read<T: DeserializeOwned>(text: &str) -> T {
    serde_json::from_str(text).expect("a value")
}

fn fault<T: DeserializeOwned>(text: &str) -> String {
    serde_json::from_str::<T>(text).err().expect("refused").to_string()
}

#[test]
fn numbers_stay_what_they_are() {
    let table = [
        ("5", Number::Int(5)),
        ("-5", Number::Int(-5)),
        ("5.0", Number::Float(5.0)),
        ("0.1", Number::Float(0.1)),
        ("9007199254740993", Number::Int(9_007_199_254_740_993)),
        ("9223372036854775807", Number::Int(i64::MAX)),
        ("-9223372036854775808", Number::Int(i64::MIN)),
        ("9223372036854775808", Number::UInt(1 << 63)),
        ("18446744073709551615", Number::UInt(u64::MAX)),
    ];
    for (text, number) in table {
        let value: Number = read(text);
        assert_eq!(value, number);
        assert_eq!(to_text(&value), text);
        assert_eq!(value.to_string(), text);
        // The same through a tree, as unions read it.
        let tree: serde_json::Value = read(text);
        assert_eq!(serde_json::from_value::<Number>(tree).expect("a number"), number);
    }
    assert!(matches!(read("5e9"), Number::Float(5e9)));
    assert!(matches!(read("18446744073709551616"), Number::Float(_)));
    assert_eq!(
        fault::<Number>("\"5\""),
        "invalid type: string \"5\", expected a number at line 1 column 3"
    );
}

#[test]
fn numbers_compare_and_convert() {
    assert_eq!(Number::UInt(5), Number::Int(5));
    assert_ne!(Number::Float(5.0), Number::Int(5));
    assert_ne!(Number::UInt(u64::MAX), Number::Int(-1));
    assert!(matches!(Number::from(5_u64), Number::Int(5)));
    assert!(matches!(Number::from(u64::MAX), Number::UInt(u64::MAX)));
    assert_eq!(Number::from(u64::MAX).as_i64(), None);
    assert_eq!(Number::from(-1).as_u64(), None);
    assert_eq!(Number::from(0.5).as_i64(), None);
    assert_eq!(Number::from(3).as_f64(), 3.0);
    assert!(serde_json::to_string(&Number::from(f64::NAN)).is_err());
}

// serde_json hands a number over as this map when its feature `arbitrary_precision` is on, and then only its own type
// can read it. With the feature off, that type refuses the map: either way the visitor has asked it. The whole suite
// also passes with `--features serde_json/arbitrary_precision`.
#[test]
fn numbers_ask_serde_json_about_its_hidden_map() {
    match serde_json::from_str::<Number>(r#"{"$serde_json::private::Number": "5"}"#) {
        Ok(number) => assert_eq!(number, Number::Int(5)),
        Err(error) => assert!(error.to_string().contains("expected a JSON number"), "{error}"),
    }
}

#[test]
fn absent_null_and_value_differ() {
    #[derive(Debug, PartialEq, Serialize, Deserialize)]
    struct Patch {
        #[serde(default, skip_serializing_if = "Nullable::is_absent")]
        size: Nullable<i64>,
    }

    for (text, size) in [
        ("{}", Nullable::Absent),
        (r#"{"size":null}"#, Nullable::Null),
        (r#"{"size":3}"#, 3.into()),
    ] {
        assert_eq!(read::<Patch>(text), Patch { size });
        assert_eq!(to_text(&Patch { size }), text);
    }
    assert_eq!(Nullable::<i64>::default(), Nullable::Absent);
    assert_eq!(Nullable::<i64>::from(None), Nullable::Null);
    assert_eq!(Nullable::<i64>::from(Some(1)).into_option(), Some(1));
}

#[test]
fn patches() {
    assert_eq!(to_text(&Set::from(3)), r#"{"set":3}"#);
    assert_eq!(read::<Set<i64>>(r#"{"set":3}"#), Set { set: 3 });

    for (text, patch) in [
        (r#"{"set":3}"#, SetOrNull::from(3)),
        (r#"{"setNull":true}"#, SetOrNull::SetNull),
    ] {
        assert_eq!(to_text(&patch), text);
        assert_eq!(read::<SetOrNull<i64>>(text), patch);
    }
    for text in ["{}", r#"{"set":3,"setNull":true}"#, r#"{"setNull":false}"#] {
        assert!(
            fault::<SetOrNull<i64>>(text).starts_with("expected either `set` with a value or"),
            "{text}"
        );
    }

    let both = SetOrChange::Change {
        add: vec![1],
        remove: vec![2],
    };
    for (text, patch) in [
        (r#"{"set":[1,2]}"#, SetOrChange::set([1, 2])),
        (r#"{"set":[]}"#, SetOrChange::set([])),
        (r#"{"add":[1]}"#, SetOrChange::add([1])),
        (r#"{"remove":[1]}"#, SetOrChange::remove([1])),
        (r#"{"add":[1],"remove":[2]}"#, both),
    ] {
        assert_eq!(to_text(&patch), text);
        assert_eq!(read::<SetOrChange<i64>>(text), patch);
    }
    assert!(fault::<SetOrChange<i64>>(r#"{"set":[1],"add":[2]}"#).starts_with("expected either `set` or"));
}

#[test]
fn secrets_do_not_show() {
    let secret = Secret::from("hunter2");
    assert_eq!(format!("{secret:?} {:?}", Some(&secret)), "Secret(…) Some(Secret(…))");
    assert_eq!(secret.expose(), "hunter2");
    assert_eq!(to_text(&secret), r#""hunter2""#);
    assert_eq!(read::<Secret>(r#""hunter2""#), secret);
    assert_eq!(size_of::<Secret>(), size_of::<String>());
}

#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) enum Status {
    Ready,
    Failed,
    Unknown(UnknownText),
}

impl Status {
    pub(crate) fn as_str(&self) -> &str {
        match self {
            Self::Ready => "ready",
            Self::Failed => "failed",
            Self::Unknown(text) => text.as_str(),
        }
    }

    pub(crate) fn known(text: &str) -> Option<Self> {
        match text {
            "ready" => Some(Self::Ready),
            "failed" => Some(Self::Failed),
            _ => None,
        }
    }
}

text_enum!(Status);

#[test]
fn open_text_enums_keep_what_they_do_not_know() {
    assert_eq!(read::<Status>(r#""ready""#), Status::Ready);
    let unknown: Status = read(r#""brand \"new\"""#);
    assert_eq!(unknown.as_str(), r#"brand "new""#);
    assert_eq!(to_text(&unknown), r#""brand \"new\"""#);
    assert_eq!(unknown, Status::from(r#"brand "new""#));
    assert_eq!("failed".parse(), Ok(Status::Failed));
    assert_eq!(
        format!("{:>7}|{}", Status::Ready, Status::from("odd".to_owned())),
        "  ready|odd"
    );
    assert_eq!(
        fault::<Status>("5"),
        "invalid type: integer `5`, expected the string of a Status at line 1 column 1"
    );
}

#[derive(Clone, Copy, Debug, PartialEq)]
enum Direction {
    Up,
}

impl Direction {
    fn as_str(&self) -> &str {
        match self {
            Self::Up => "up",
        }
    }

    fn known(text: &str) -> Option<Self> {
        (text == "up").then_some(Self::Up)
    }
}

closed_text_enum!(Direction);

#[test]
fn closed_text_enums_name_what_they_refuse() {
    assert_eq!(read::<Direction>(r#""up""#), Direction::Up);
    assert_eq!(to_text(&Direction::Up), r#""up""#);
    let error = Direction::try_from("sideways").expect_err("refused");
    assert_eq!(
        (error.to_string().as_str(), error.value()),
        (r#""sideways" is not a value of Direction"#, "sideways")
    );
    assert!("sideways".parse::<Direction>().is_err() && Direction::try_from("up".to_owned()).is_ok());
    assert_eq!(
        fault::<Direction>(r#""no""#),
        r#""no" is not a value of Direction at line 1 column 4"#
    );
}
