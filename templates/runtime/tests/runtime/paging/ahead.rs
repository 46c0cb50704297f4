//! Pages that are fetched while the one before them is worked on.

use std::time::Duration;

use tokio::time::{Instant, sleep};

use super::{cursor, endless, ids, page, service};
use crate::sample::ListThings;
use crate::support::{Received, Response, response};

/// A service that takes two seconds for a page.
fn slow(received: &Received) -> Response {
    endless(received).after(Duration::from_secs(2))
}

#[tokio::test(start_paused = true)]
async fn prefetching_saves_the_time_of_the_service() {
    for (is_prefetching, pages_at_work, total) in [(false, 1, 15), (true, 2, 11)] {
        let (core, service) = service(slow);
        let items = ListThings::new(&core).items().limit(9);
        let mut items = if is_prefetching { items.prefetch() } else { items };
        let start = Instant::now();
        items.next().await.expect("an item").expect("no error");
        sleep(Duration::from_secs(1)).await;
        // One page ahead, and no more than that, however long it takes.
        assert_eq!(service.received().len(), pages_at_work);
        while let Some(item) = items.next().await {
            item.expect("no error");
            sleep(Duration::from_secs(1)).await;
        }
        // Nine seconds of work, and the fetches that nothing hides.
        assert_eq!(start.elapsed().as_secs(), total);
    }
}

#[tokio::test(start_paused = true)]
async fn prefetching_goes_one_page_ahead() {
    let (core, service) = service(slow);
    let mut pages = ListThings::new(&core).pages().prefetch();
    assert_eq!(service.received().len(), 0);
    for number in 1..4 {
        pages.next().await.expect("a page").expect("no error");
        sleep(Duration::from_secs(100)).await;
        assert_eq!(
            (service.received().len(), pages.cursor()),
            (number + 1, Some(number.to_string().as_str()))
        );
    }
    assert_eq!(
        ids(&pages.next().await.expect("a page").expect("no error").items),
        "9 10 11"
    );
}

#[tokio::test(start_paused = true)]
async fn what_is_fetched_ahead_fails_in_its_turn() {
    let (core, service) = service(|received| match cursor(received) {
        None => page(&["a", "b"], Some("1")),
        Some(_) => response(500, "{}"),
    });
    let mut items = ListThings::new(&core).items().prefetch();
    for _ in 0..2 {
        items.next().await.expect("an item").expect("no error");
        sleep(Duration::from_secs(1)).await;
        assert_eq!(service.received().len(), 2);
    }
    assert!(
        items
            .next()
            .await
            .is_some_and(|item| item.is_err_and(|error| error.is_server()))
    );
    assert!(items.next().await.is_none());
    assert_eq!((items.cursor(), service.received().len()), (Some("1"), 2));
}

#[tokio::test(start_paused = true)]
async fn dropping_ends_what_is_fetched_ahead() {
    let (core, service) = service(|received| match cursor(received) {
        None => page(&["a"], Some("1")),
        // Would be asked again and again.
        Some(_) => response(503, "{}").header("retry-after", "1"),
    });
    let mut pages = ListThings::new(&core).pages().prefetch();
    pages.next().await.expect("a page").expect("no error");
    tokio::task::yield_now().await;
    assert_eq!(service.received().len(), 2);
    drop(pages);
    sleep(Duration::from_secs(100)).await;
    assert_eq!(service.received().len(), 2);
}

#[test]
fn a_runtime_that_ends_takes_nothing_with_it() {
    let runtime = || {
        tokio::runtime::Builder::new_current_thread()
            .enable_all()
            .build()
            .expect("a runtime")
    };
    let (core, _) = service(endless);
    let mut pages = ListThings::new(&core).pages().prefetch();
    for number in 0..3 {
        let page = runtime().block_on(pages.next()).expect("a page").expect("no error");
        assert_eq!(page.items[0].id, (3 * number).to_string());
    }
}
