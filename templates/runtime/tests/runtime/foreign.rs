//! Types of other crates have the form that documents give them, in JSON and in parameters.

use std::collections::BTreeMap;

use oasmith_runtime::record;
use oasmith_runtime::runtime::quoted::AsQuoted;
use oasmith_runtime::runtime::{Nullable, Request};
use rust_decimal::Decimal;
use serde_json::{from_str, to_string};
use time::OffsetDateTime;

use crate::encoding::send;

#[derive(Clone, Debug, PartialEq)]
struct Payment {
    at: OffsetDateTime,
    settled: Nullable<OffsetDateTime>,
    amount: Decimal,
    rates: Option<BTreeMap<String, Decimal>>,
}

record!(Payment {
    at: "at" quoted,
    settled: "settled" quoted nullable,
    amount: "amount" quoted,
    rates: "rates" quoted optional
});

#[test]
fn what_is_read_is_what_is_written() {
    for text in [
        r#"{"at":"2026-11-30T10:00:00.5+02:00","settled":"2026-11-30T08:00:00Z","amount":12345678901234567890.10,"rates":{"a":0.1}}"#,
        r#"{"at":"2026-11-30T10:00:00Z","settled":null,"amount":-7}"#,
    ] {
        let payment: Payment = from_str(text).expect("it is a payment");
        assert_eq!(to_string(&payment).expect("it can be written"), text);
    }
}

#[test]
fn another_form_is_an_error_that_names_what_was_expected() {
    for (text, said) in [
        (r#"{"at":"yesterday","amount":1}"#, "'year'"),
        (r#"{"at":"2026-11-30T10:00:00Z","amount":"a lot"}"#, "a Decimal"),
    ] {
        let error = from_str::<Payment>(text).expect_err("another form").to_string();
        assert!(error.contains(said), "{error}");
    }
}

#[tokio::test]
async fn parameters_have_the_same_form() {
    let at = OffsetDateTime::UNIX_EPOCH;
    let request = Request::new()
        .query("at", &AsQuoted(&Some(at)))
        .query("all", &AsQuoted(&vec![at, at]))
        .query("none", &AsQuoted(&None::<OffsetDateTime>))
        .query("amount", &AsQuoted(&Decimal::new(150, 2)));
    let written = send(request.path("p", "x")).await.target;
    let (_, query) = written.split_once('?').expect("a query");
    assert_eq!(
        query,
        "at=1970-01-01T00%3A00%3A00Z&all=1970-01-01T00%3A00%3A00Z&all=1970-01-01T00%3A00%3A00Z&amount=1.50"
    );
}
