//! Lists that come in pages, as streams of pages and of items.

use oasmith_tests::loopback::{Loopback, Response};
use serde_json::{Value, json};

use crate::wire::harness::{client, envelope};

fn page(ids: &[i64], next: Option<&str>) -> Response {
    let items: Vec<Value> = ids.iter().map(|id| json!({"id": id})).collect();
    let mut body = json!({"items": items});
    if let Some(next) = next {
        body["nextCursor"] = json!(next);
    }
    Response::json(200, &body)
}

fn queries(server: &Loopback) -> Vec<String> {
    server.seen().iter().map(|seen| seen.query().to_owned()).collect()
}

/// A page without items is not the end; a page without a cursor is.
#[tokio::test]
async fn items_come_from_all_pages() {
    let server = Loopback::start([page(&[1, 2], Some("c1")), page(&[], Some("c 2/")), page(&[3], None)]);
    let items = client(&server)
        .sessions()
        .list()
        .limit(2)
        .items()
        .collect()
        .await
        .expect("all sessions");
    let ids: Vec<Option<i64>> = items.iter().map(|session| session.id).collect();
    assert_eq!(ids, [Some(1), Some(2), Some(3)]);
    assert_eq!(
        queries(&server),
        ["limit=2", "cursor=c1&limit=2", "cursor=c%202%2F&limit=2"]
    );
}

/// Pages are fetched one by one, each when it is asked for, and the cursor tells where to go on later.
#[tokio::test]
async fn pages_are_fetched_when_asked_for() {
    let server = Loopback::start([page(&[1], Some("c1")), page(&[2], Some("c2")), page(&[3], None)]);
    let mut pages = client(&server).sessions().list().cursor("start").pages();
    let first = pages.next().await.expect("a page").expect("it is good");
    assert_eq!((first.items[0].id, pages.cursor()), (Some(1), Some("c1")));
    assert_eq!(queries(&server), ["cursor=start"]);
    let rest = pages.collect().await.expect("the other pages");
    assert_eq!(rest.len(), 2);
    assert_eq!(queries(&server), ["cursor=start", "cursor=c1", "cursor=c2"]);
}

/// A cursor that comes back would never end.
#[tokio::test]
async fn a_repeated_cursor_ends_the_list() {
    let server = Loopback::start([page(&[1], Some("c1")), page(&[2], Some("c1")), page(&[3], Some("c1"))]);
    let mut items = client(&server).sessions().list().items();
    assert_eq!(items.next().await.expect("an item").expect("it is good").id, Some(1));
    let error = items
        .next()
        .await
        .expect("the end of the list is an error")
        .expect_err("the same cursor");
    assert!(error.to_string().contains("cursor"), "{error}");
    assert!(items.next().await.is_none(), "an error ends the list");
    assert_eq!(server.seen().len(), 2);
}

/// An error ends the list; what came before it was given.
#[tokio::test]
async fn an_error_ends_the_list() {
    let server = Loopback::start([
        page(&[1], Some("c1")),
        Response::json(500, &envelope(500)),
        page(&[2], None),
    ]);
    let mut items = client(&server).sessions().list().items();
    assert_eq!(items.next().await.expect("an item").expect("it is good").id, Some(1));
    assert!(items.next().await.expect("an error").expect_err("a 500").is_server());
    assert!(items.next().await.is_none());
    assert_eq!(server.seen().len(), 2);
}

/// Lists that are asked for by POST carry the cursor in the body, beside all that was there before.
#[tokio::test]
async fn a_cursor_may_be_in_the_body() {
    let call = json!({"id": 1, "functionId": 7, "status": "Running", "startTime": 1});
    let server = Loopback::start([
        Response::json(200, &json!({"items": [call], "nextCursor": "c1"})),
        Response::json(200, &json!({"items": [call]})),
    ]);
    let calls = client(&server)
        .function_calls()
        .filter(7)
        .limit(1)
        .items()
        .collect()
        .await
        .expect("calls");
    assert_eq!(calls.len(), 2);
    let bodies: Vec<_> = server.seen().iter().filter_map(|seen| seen.json()).collect();
    assert_eq!(bodies, [json!({"limit": 1}), json!({"limit": 1, "cursor": "c1"})]);
}

/// Sync always gives a next cursor; `hasNext` tells whether there is more now.
#[tokio::test]
async fn sync_ends_when_there_is_no_more_now() {
    let page = |id: &str, cursor: &str, more: bool| {
        let record =
            json!({"space": "s", "externalId": id, "createdTime": 1, "lastUpdatedTime": 2, "status": "deleted"});
        Response::json(200, &json!({"items": [record], "nextCursor": cursor, "hasNext": more}))
    };
    let server = Loopback::start([page("a", "c1", true), page("b", "c2", true), page("c", "c3", false)]);
    let records = client(&server)
        .records()
        .sync("s")
        .initialize_cursor("2d-ago")
        .limit(1)
        .items();
    let records = records.collect().await.expect("all changes");
    let ids: Vec<&str> = records.iter().map(|record| record.external_id.as_str()).collect();
    assert_eq!(ids, ["a", "b", "c"]);
    let cursors: Vec<Value> = server
        .seen()
        .iter()
        .map(|seen| seen.json().expect("a body")["cursor"].clone())
        .collect();
    assert_eq!(cursors, [Value::Null, json!("c1"), json!("c2")]);
}
