//! Lists in pages.

use std::sync::Arc;

use futures_core::Stream;
use oasmith_runtime::runtime::Core;

use crate::sample::{ListThings, builder};
use crate::support::{Answer, Memory, Received, answer};

fn service(handler: impl FnMut(&Received) -> Answer + Send + 'static) -> (Core, Arc<Memory>) {
    let service = Memory::new(handler);
    (builder().transport(service.clone()).build().expect("a client"), service)
}

fn page(ids: &[&str], next: Option<&str>) -> Answer {
    let items: Vec<_> = ids.iter().map(|id| serde_json::json!({"id": id, "size": 1})).collect();
    answer(200, serde_json::json!({"items": items, "nextCursor": next}).to_string())
}

fn cursor(received: &Received) -> Option<&str> {
    received.target.split_once("cursor=").map(|(_, cursor)| cursor)
}

fn three_pages(received: &Received) -> Answer {
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
        Some(_) => answer(500, "{}"),
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

#[test]
fn they_are_streams_that_can_move_between_threads() {
    fn check<T: Stream + Unpin + Send>(_: T) {}
    let (core, _) = service(|_| page(&[], None));
    check(ListThings::new(&core).pages());
    check(ListThings::new(&core).items());
    fn is_send<T: Send>(_: T) {}
    is_send(async move { ListThings::new(&core).items().next().await.is_some() });
}
