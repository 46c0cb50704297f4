//! Lists in pages.

mod ahead;
mod unmodified;
mod ways;

use std::sync::Arc;

use futures_core::Stream;
use oasmith_runtime::runtime::Core;

use crate::sample::{ListThings, Thing, builder};
use crate::support::{Memory, Received, Response, response};

fn service(handler: impl FnMut(&Received) -> Response + Send + 'static) -> (Core, Arc<Memory>) {
    let service = Memory::new(handler);
    (builder().transport(service.clone()).build().expect("a client"), service)
}

fn page(ids: &[&str], next: Option<&str>) -> Response {
    let items: Vec<_> = ids.iter().map(|id| serde_json::json!({"id": id, "size": 1})).collect();
    response(200, serde_json::json!({"items": items, "nextCursor": next}).to_string())
}

fn cursor(received: &Received) -> Option<&str> {
    received.target.split_once("cursor=").map(|(_, cursor)| cursor)
}

fn three_pages(received: &Received) -> Response {
    match cursor(received) {
        None => page(&["a", "b"], Some("1")),
        Some("1") => page(&[], Some("2")),
        _ => page(&["c"], None),
    }
}

#[tokio::test]
async fn items_of_all_pages() {
    let (core, service) = service(three_pages);
    let items = ListThings::new(&core).limit(2).items().collect().await.expect("items");
    assert_eq!(
        items.iter().map(|thing| thing.id.as_str()).collect::<Vec<_>>(),
        ["a", "b", "c"]
    );
    let targets: Vec<String> = service.received().into_iter().map(|request| request.target).collect();
    let base = "https://west.example.com/api/v1/tenants/acme/things?limit=2";
    assert_eq!(
        targets,
        [base.to_owned(), format!("{base}&cursor=1"), format!("{base}&cursor=2")]
    );
}

#[tokio::test]
async fn pages_come_when_they_are_asked_for() {
    let (core, service) = service(three_pages);
    let mut pages = ListThings::new(&core).pages();
    assert_eq!((service.received().len(), pages.cursor()), (0, None));
    assert_eq!(pages.next().await.expect("a page").expect("no error").items.len(), 2);
    assert_eq!((service.received().len(), pages.cursor()), (1, Some("1")));
    assert_eq!(pages.collect().await.expect("pages").len(), 2);

    let mut items = ListThings::new(&core).items();
    assert_eq!(items.next().await.expect("an item").expect("no error").id, "a");
    assert_eq!(service.received().len(), 4);
}

#[tokio::test]
async fn an_error_ends_the_stream() {
    let (core, _) = service(|received| match cursor(received) {
        None => page(&["a"], Some("1")),
        Some(_) => response(500, "{}"),
    });
    let mut items = ListThings::new(&core).items();
    assert!(items.next().await.is_some_and(|item| item.is_ok()));
    assert!(
        items
            .next()
            .await
            .is_some_and(|item| item.is_err_and(|error| error.is_server()))
    );
    assert!(items.next().await.is_none() && items.next().await.is_none());
    assert!(ListThings::new(&core).items().collect().await.is_err());
}

#[tokio::test]
async fn a_cursor_that_comes_back_is_an_error() {
    // The cursors go 1, 2, …, and from the last back to the given one.
    for (last, back, at_most) in [(1, 1, 2), (2, 1, 3), (9, 4, 40)] {
        let (core, service) = service(move |received| {
            let current: u32 = cursor(received).map_or(0, |cursor| cursor.parse().expect("a number"));
            let next = if current == last { back } else { current + 1 };
            page(&["a"], Some(&next.to_string()))
        });
        let error = ListThings::new(&core).items().collect().await.expect_err("a loop");
        assert!(
            error
                .to_string()
                .contains("paging stopped: the service gave the cursor"),
            "{error}"
        );
        assert_eq!(error.operation(), "listThings");
        assert!(
            service.received().len() <= at_most,
            "{last} {back} {}",
            service.received().len()
        );
    }
}

#[tokio::test]
async fn different_cursors_are_no_loop() {
    let (core, service) = service(|received| {
        let current: u32 = cursor(received).map_or(0, |cursor| cursor.parse().expect("a number"));
        page(&[], (current < 300).then(|| (current + 1).to_string()).as_deref())
    });
    assert!(
        ListThings::new(&core)
            .items()
            .collect()
            .await
            .expect("items")
            .is_empty()
    );
    assert_eq!(service.received().len(), 301);
}

/// Pages of three items each, for ever: page 1 has 3, 4, 5.
fn endless(received: &Received) -> Response {
    let number: u32 = cursor(received).map_or(0, |cursor| cursor.parse().expect("a number"));
    let ids: Vec<String> = (3 * number..3 * number + 3).map(|id| id.to_string()).collect();
    let ids: Vec<&str> = ids.iter().map(String::as_str).collect();
    page(&ids, Some(&(number + 1).to_string()))
}

fn ids(things: &[Thing]) -> String {
    let ids: Vec<&str> = things.iter().map(|thing| thing.id.as_str()).collect();
    ids.join(" ")
}

#[tokio::test]
async fn a_limit_ends_the_items_and_the_fetching() {
    for (limit, expected, fetched) in [
        (0, "", 0),
        (1, "0", 1),
        (3, "0 1 2", 1),
        (4, "0 1 2 3", 2),
        (6, "0 1 2 3 4 5", 2),
    ] {
        for is_prefetching in [false, true] {
            let (core, service) = service(endless);
            let items = ListThings::new(&core).items().limit(limit);
            let mut items = if is_prefetching { items.prefetch() } else { items };
            let mut taken = Vec::new();
            while let Some(item) = items.next().await {
                taken.push(item.expect("no error"));
                // Whatever was started in the background has its chance to go out.
                tokio::task::yield_now().await;
            }
            assert_eq!(ids(&taken), expected);
            assert_eq!(service.received().len(), fetched, "{limit} {is_prefetching}");
        }
    }
    let (core, _) = service(three_pages);
    let items = ListThings::new(&core)
        .items()
        .limit(100)
        .collect()
        .await
        .expect("items");
    assert_eq!(ids(&items), "a b c");
}

#[tokio::test]
async fn pages_and_items_go_on_from_a_saved_cursor() {
    let (core, service) = service(three_pages);
    let items = ListThings::new(&core)
        .items()
        .resume("2")
        .collect()
        .await
        .expect("items");
    assert_eq!(ids(&items), "c");
    assert_eq!(
        ListThings::new(&core)
            .pages()
            .resume("1")
            .collect()
            .await
            .expect("pages")
            .len(),
        2
    );
    assert_eq!(service.received().len(), 3);
    // In the middle of a list, too: what was fetched and not handed over is dropped.
    let mut items = ListThings::new(&core).items();
    assert_eq!(items.next().await.expect("an item").expect("no error").id, "a");
    assert_eq!(ids(&items.resume("2").collect().await.expect("items")), "c");
    // Back to a page that was seen is no loop.
    let (core, _) = self::service(endless);
    let mut pages = ListThings::new(&core).pages();
    for _ in 0..2 {
        pages.next().await.expect("a page").expect("no error");
    }
    let mut pages = pages.resume("0");
    for _ in 0..2 {
        pages.next().await.expect("a page").expect("no error");
    }
}

#[tokio::test]
async fn whoever_goes_on_from_the_cursor_misses_nothing() {
    for is_prefetching in [false, true] {
        for taken in 0..8 {
            let (core, _) = service(endless);
            let items = || match is_prefetching {
                true => ListThings::new(&core).items().prefetch(),
                false => ListThings::new(&core).items(),
            };
            let mut first = items();
            for _ in 0..taken {
                first.next().await.expect("an item").expect("no error");
            }
            let cursor = first.cursor().map(str::to_owned);
            // Of the page of which something is left; pages that are worked off do not come again.
            assert_eq!(cursor, (taken > 2).then(|| (taken / 3).to_string()), "{taken}");
            let rest = match cursor {
                Some(cursor) => items().resume(cursor),
                None => items(),
            };
            let next = rest.limit(1).collect().await.expect("an item");
            assert_eq!(ids(&next), (taken / 3 * 3).to_string());
        }
    }
}

#[tokio::test]
async fn after_an_error_the_cursor_is_that_of_the_page_that_failed() {
    let mut failures = 1;
    let (core, service) = service(move |received| {
        let fails = cursor(received) == Some("2") && std::mem::take(&mut failures) > 0;
        if fails { response(500, "{}") } else { endless(received) }
    });
    let mut items = ListThings::new(&core).items();
    for _ in 0..6 {
        items.next().await.expect("an item").expect("no error");
    }
    items.next().await.expect("the error").expect_err("the error");
    assert!(items.next().await.is_none());
    let cursor = items.cursor().expect("a cursor").to_owned();
    let rest = items.resume(cursor).limit(3).collect().await.expect("items");
    assert_eq!(ids(&rest), "6 7 8");
    assert_eq!(service.received().len(), 4);
}

#[tokio::test]
async fn an_item_of_another_form_is_named() {
    let (core, _) = service(|received| match cursor(received) {
        None => page(&["a"], Some("1")),
        Some(_) => response(
            200,
            r#"{"items": [{"id": "b", "size": 1}, {"id": "c", "size": "big"}]}"#,
        ),
    });
    let mut items = ListThings::new(&core).items();
    items.next().await.expect("an item").expect("no error");
    let error = items.next().await.expect("the error").expect_err("the error");
    assert!(
        error.is_decode() && error.to_string().contains("at `items[1].size`: invalid type"),
        "{error}"
    );
    assert_eq!(items.cursor(), Some("1"));
}

#[test]
fn they_are_streams_that_can_move_between_threads() {
    fn check<T: Stream + Unpin + Send>(_: T) {}
    let (core, _) = service(|_| page(&[], None));
    check(ListThings::new(&core).pages());
    check(ListThings::new(&core).items());
    fn is_send<T: Send>(_: T) {}
    is_send(async move { ListThings::new(&core).items().next().await.is_some() });
}
