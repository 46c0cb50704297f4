//! A union decided by its only key, nested in itself, and the looks at the input.

use oasmith_runtime::runtime::UnknownJson;
use oasmith_runtime::runtime::union::{self, Input, Kind, Tag};
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use serde_json::{Value, json};

#[derive(Debug, PartialEq)]
enum Filter {
    And(Vec<Filter>),
    Not(Box<Filter>),
    Equals(Equals),
    Unknown(UnknownJson),
}

#[derive(Debug, PartialEq, Serialize, Deserialize)]
struct Equals {
    property: Vec<String>,
    value: i64,
}

impl<'de> Deserialize<'de> for Filter {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let input = Input::read("Filter", deserializer)?;
        match input.key(&["and", "not", "equals"]) {
            Some("and") => input.member("and").map(Self::And),
            Some("not") => input.member("not").map(Self::Not),
            Some("equals") => input.member("equals").map(Self::Equals),
            _ if input.kind() == Kind::Object => Ok(Self::Unknown(input.unknown())),
            _ => Err(input.no_branch("expected one of the keys and, not, equals")),
        }
    }
}

impl Serialize for Filter {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::And(filters) => union::member(serializer, "and", filters),
            Self::Not(filter) => union::member(serializer, "not", filter),
            Self::Equals(equals) => union::member(serializer, "equals", equals),
            Self::Unknown(json) => json.serialize(serializer),
        }
    }
}

fn fault(text: &str) -> String {
    serde_json::from_str::<Filter>(text).expect_err("refused").to_string()
}

fn input(value: Value) -> Input {
    Input::read("Thing", value).expect("any JSON")
}

fn no_branch(value: Value) -> String {
    input(value)
        .no_branch::<serde_json::Error>("expected an array")
        .to_string()
}

#[test]
fn a_union_survives_a_round_trip() {
    let text = r#"{"and":[{"not":{"equals":{"property":["a"],"value":1}}},{"brandNew":{"x":[1,2.0,null]}}]}"#;
    let filter: Filter = serde_json::from_str(text).expect("a filter");
    let Filter::And(filters) = &filter else {
        panic!("{filter:?}")
    };
    assert!(matches!(&filters[1], Filter::Unknown(json) if json.as_value()["brandNew"]["x"][0] == 1));
    assert_eq!(serde_json::to_string(&filter).expect("JSON"), text);
}

#[test]
fn errors_name_union_key_and_place() {
    assert_eq!(
        fault(r#"{"equals": {"property": ["a", true], "value": 1}}"#),
        "Filter.equals.property[1]: invalid type: boolean `true`, expected a string"
    );
    assert_eq!(
        fault(r#"{"and": [{"not": {"equals": {"property": []}}}]}"#),
        "Filter.and[0]: Filter.not: Filter.equals: missing field `value`"
    );
    assert_eq!(
        fault("[1]"),
        "Filter: expected one of the keys and, not, equals; found an array of length 1"
    );
}

#[test]
fn errors_tell_what_was_found() {
    let many: Value = (0..9).map(|index| (format!("k{index}"), Value::Null)).collect();
    let table = [
        (json!(null), "null"),
        (json!(true), "true"),
        (json!(5.0), "the number 5.0"),
        (json!("abc"), "the string \"abc\""),
        (
            json!("x".repeat(41)),
            "a string that starts with \"xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx\"",
        ),
        (json!([1, 2]), "an array of length 2"),
        (json!({}), "an empty object"),
        (json!({"a": 1, "b": 2}), "an object with the keys a, b"),
        (many, "an object with the keys k0, k1, k2, k3, k4, k5, k6, k7, …"),
    ];
    for (value, found) in table {
        assert_eq!(no_branch(value), format!("Thing: expected an array; found {found}"));
    }
}

#[test]
fn looks_at_the_input() {
    let object = input(json!({"type": "a", "code": 7, "and": {"b": {"c": 1}}}));
    assert_eq!(object.key(&["or", "and", "type"]), Some("and"));
    assert_eq!(object.key(&["or"]), None);
    assert_eq!(object.tag("type"), Some("a"));
    assert_eq!((object.tag("code"), object.tag("none")), (None, None));
    assert_eq!(object.constant("code"), Tag::Integer(7));
    assert_eq!(object.constant("type"), Tag::Text("a"));
    assert_eq!(object.constant("none"), Tag::Other);
    assert_eq!(object.at(&["and", "b", "c"]), Some(&json!(1)));
    assert_eq!(object.at(&["and", "x", "c"]), None);
    assert_eq!(object.attempt::<Vec<i64>>(), None);
    assert_eq!(input(json!([1])).attempt::<Vec<i64>>(), Some(vec![1]));
    let error = input(json!([1, "a"]))
        .whole::<Vec<i64>, serde_json::Error>()
        .expect_err("refused");
    assert_eq!(error.to_string(), "Thing[1]: invalid type: string \"a\", expected i64");
    let error = input(json!({}))
        .member::<i64, serde_json::Error>("and")
        .expect_err("refused");
    assert_eq!(error.to_string(), "Thing: no `and`");
}

#[test]
fn kinds() {
    let table = [
        ("null", Kind::Null),
        ("true", Kind::Bool),
        ("5", Kind::Integer),
        ("18446744073709551615", Kind::Integer),
        ("5.0", Kind::Number),
        ("5e9", Kind::Number),
        ("\"\"", Kind::Text),
        ("[]", Kind::List),
        ("{}", Kind::Object),
    ];
    for (text, kind) in table {
        assert_eq!(input(serde_json::from_str(text).expect("JSON")).kind(), kind, "{text}");
    }
}

#[test]
fn whole_floats_are_integers() {
    assert_eq!(input(json!(5.0)).integer::<serde_json::Error>().ok(), Some(5));
    assert_eq!(input(json!(5.5)).integer::<serde_json::Error>().ok(), None);
    assert_eq!(input(json!({"v": 5.0})).constant("v"), Tag::Integer(5));
}

// A failure deep inside must not make each level above it start again: with two runs a level, this would take 2^50.
#[test]
fn a_deep_failure_costs_one_run() {
    let text = format!("{}5{}", r#"{"not":"#.repeat(50), "}".repeat(50));
    assert!(fault(&text).ends_with("expected one of the keys and, not, equals; found the number 5"));
}
