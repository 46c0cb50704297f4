//! What is in each request.

use serde_json::json;

use super::put::{Row, put, row, rows};
use super::{body, client, done, sent, told};
use crate::acts::Keyed;

fn padded(id: &str, bytes: usize) -> Row {
    let mut row = row(id);
    let length = serde_json::to_string(&row).expect("JSON").len();
    row.space.push_str(&"x".repeat(bytes - length));
    row
}

/// The bytes of a body without rows.
fn envelope() -> usize {
    r#"{"mode":"strict","atomic":false,"rows":[]}"#.len()
}

#[tokio::test(start_paused = true)]
async fn no_more_items_than_a_request_may_have() {
    let (core, service) = client([done()]);
    let report = put::<Keyed>(&core).concurrency(1).send_all(rows(23)).await;
    assert_eq!(
        sent(&service),
        ["0 1 2 3 4 5 6 7 8 9", "10 11 12 13 14 15 16 17 18 19", "20 21 22"]
    );
    assert_eq!((report.done(), report.total(), report.requests()), (23, 23, 3));
    assert!(report.is_complete());
    // Fewer if the caller wants it, never more.
    for (wanted, requests) in [(0, 20), (3, 7), (10, 2), (1000, 2)] {
        let (core, service) = client([done()]);
        let report = put::<Keyed>(&core).max_items(wanted).send_all(rows(20)).await;
        assert_eq!((service.received().len(), report.done()), (requests, 20), "{wanted}");
    }
}

#[tokio::test(start_paused = true)]
async fn no_more_bytes_than_a_body_may_have() {
    let room = 300 - envelope();
    // Two rows and the comma between them: exactly full.
    let half = room / 2;
    let full = [padded("a", half), padded("b", room - half - 1)];
    let (core, service) = client([done()]);
    let bulk = put::<Keyed>(&core).concurrency(1).max_bytes(300);
    bulk.clone()
        .send_borrowed(full.iter().cloned().chain([row("c")]))
        .await
        .into_result()
        .expect("done");
    assert_eq!(sent(&service), ["a b", "c"]);
    assert_eq!(service.received()[0].body.len(), 300);
    // One byte more does not fit.
    let report = bulk.send_all([full[0].clone(), padded("b", room - half)]).await;
    assert_eq!(sent(&service)[2..], ["a", "b"]);
    assert_eq!(told(&report), "a b |  |  | ");
    // What the service takes is the limit, whatever the caller says.
    let (core, service) = client([done()]);
    let report = put::<Keyed>(&core)
        .max_bytes(usize::MAX)
        .send_all((0..9).map(|_| padded("a", 150)))
        .await;
    assert_eq!(report.done(), 9);
    assert!(service.received().len() > 1 && service.received().iter().all(|request| request.body.len() <= 1000));
}

#[tokio::test(start_paused = true)]
async fn the_rest_of_the_body_stays() {
    let (core, service) = client([done()]);
    let bulk = put::<Keyed>(&core).configure(|mut put| {
        put.mode = "lax";
        put
    });
    let report = bulk.send_all([row("a")]).await;
    let expected = json!({ "mode": "lax", "atomic": false, "rows": [{ "space": "s", "id": "a", "value": 1 }] });
    assert_eq!(body(&service.received()[0]), expected);
    assert_eq!(service.received()[0].header("content-type"), Some("application/json"));
    assert!(report.is_complete());
}

#[tokio::test(start_paused = true)]
async fn what_cannot_be_sent_is_said_and_the_others_go_on() {
    let mut nan = row("c");
    nan.value = f64::NAN.into();
    let room = 1000 - envelope();
    let (core, service) = client([done()]);
    let source = [row("a"), padded("b", room + 1), nan, padded("d", room), row("e")];
    let report = put::<Keyed>(&core).concurrency(1).send_all(source).await;
    assert_eq!(told(&report), "a d e | b TooLarge, c Unwritable |  | ");
    assert_eq!(sent(&service), ["a", "d", "e"]);
    assert_eq!(service.received()[1].body.len(), 1000);
    let places: Vec<u64> = report.rejected().iter().map(|row| row.index).collect();
    assert_eq!(places, [1, 2]);
    let [large, nan] = report.rejected() else { panic!("two") };
    let text = format!(
        "the item has {} bytes, and there is room for {room} in a request",
        room + 1
    );
    assert_eq!(large.reason.message(), text);
    assert_eq!((large.reason.status(), large.reason.request_id()), (None, None));
    assert!(
        nan.reason
            .to_string()
            .starts_with("the item cannot be written as JSON: "),
        "{}",
        nan.reason
    );
}

#[tokio::test(start_paused = true)]
async fn nothing_is_sent_for_nothing() {
    let (core, service) = client([done()]);
    let report = put::<Keyed>(&core).send_all([]).await;
    assert_eq!((report.total(), report.requests()), (0, 0));
    assert!(report.is_complete());
    // Nor for items none of which can be sent.
    let report = put::<Keyed>(&core).max_bytes(0).send_all(rows(25)).await;
    assert_eq!((report.rejected_count(), report.requests()), (25, 0));
    assert!(service.received().is_empty());
}
