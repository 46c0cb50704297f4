//! Every way of asking for the next page.

use oasmith_runtime::runtime::{
    Call, Core, DecodeError, NextPage, Operation, OperationInfo, PageFacts, Paged, Reply, Request, Retry, decode,
};
use serde::Deserialize;
use serde_json::json;

use super::service;
use crate::support::{Received, Response, response};

#[derive(Debug, Deserialize)]
struct Page {
    items: Vec<i64>,
    next: Option<String>,
    total: Option<i64>,
    pages: Option<u64>,
    #[serde(default)]
    last: bool,
}

/// A list that is paged by one of [`WAYS`].
#[derive(Clone, Debug)]
struct List<const WAY: usize> {
    call: Call,
    page: Option<i64>,
}

const WAYS: [NextPage; 6] = [
    NextPage::Token("page token"),
    NextPage::Url,
    NextPage::Link,
    NextPage::Number {
        parameter: "page",
        first: 1,
    },
    NextPage::Offset {
        parameter: "page",
        first: 0,
    },
    NextPage::Number {
        parameter: "page",
        first: 0,
    },
];
const TOKEN: usize = 0;
const URL: usize = 1;
const LINK: usize = 2;
const NUMBER: usize = 3;
const OFFSET: usize = 4;
const FROM_ZERO: usize = 5;

impl<const WAY: usize> List<WAY> {
    fn new(core: &Core) -> Self {
        Self {
            call: Call::new(core),
            page: None,
        }
    }
}

impl<const WAY: usize> Operation for List<WAY> {
    const INFO: OperationInfo = OperationInfo {
        id: "list",
        method: "GET",
        path: "/list",
        retry: Retry::Read,
    };
    type Output = Page;
    type Failure = ();

    fn call(&self) -> &Call {
        &self.call
    }

    fn call_mut(&mut self) -> &mut Call {
        &mut self.call
    }

    fn request(&self) -> Request {
        Request::new().query("size", &2).query("page", &self.page)
    }

    fn success(reply: &mut Reply) -> Result<Self::Output, DecodeError> {
        decode::json(reply)
    }
}

impl<const WAY: usize> Paged for List<WAY> {
    type Item = i64;
    const NEXT_PAGE: NextPage = WAYS[WAY];

    fn split(page: Self::Output) -> (Vec<Self::Item>, Option<String>) {
        (page.items, None)
    }

    fn facts(page: &Self::Output) -> PageFacts {
        PageFacts {
            items: page.items.len(),
            next: page.next.clone(),
            is_last: page.last,
            total: page.total.and_then(PageFacts::count),
            pages: page.pages,
        }
    }
}

use oasmith_runtime::runtime::Items;

const BASE: &str = "/api/v1/tenants/acme/list";

fn query(received: &Received, name: &str) -> Option<String> {
    let (_, query) = received.target.split_once('?')?;
    let value = query
        .split('&')
        .find_map(|pair| pair.strip_prefix(name)?.strip_prefix('='));
    value.map(str::to_owned)
}

/// The items of a service, what it was asked for, and the error at the end.
async fn walk<const WAY: usize>(
    handler: impl FnMut(&Received) -> Response + Send + 'static,
    start: Option<&str>,
) -> (Vec<i64>, Vec<String>, Option<String>) {
    let (core, service) = service(handler);
    let mut items = Items::new(List::<WAY>::new(&core));
    if let Some(cursor) = start {
        items = items.resume(cursor);
    }
    let (mut out, mut error) = (Vec::new(), None);
    while let Some(item) = items.next().await {
        match item {
            Ok(item) => out.push(item),
            Err(one) => error = Some(one.to_string()),
        }
    }
    let host = "https://west.example.com";
    let targets = service.received().into_iter();
    let targets = targets.map(|request| request.target.strip_prefix(host).unwrap_or_default().replace(BASE, "…"));
    (out, targets.collect(), error)
}

fn page(value: &serde_json::Value) -> Response {
    response(200, value.to_string())
}

#[tokio::test]
async fn a_token_goes_into_its_parameter_and_an_empty_one_ends_the_list() {
    let handler = |received: &Received| match query(received, "page%20token").as_deref() {
        None => page(&json!({"items": [1, 2], "next": "a&b"})),
        Some("a%26b") => page(&json!({"items": [3], "next": "c"})),
        _ => page(&json!({"items": [4], "next": ""})),
    };
    let (items, targets, error) = walk::<TOKEN>(handler, None).await;
    assert_eq!((items, error), (vec![1, 2, 3, 4], None));
    assert_eq!(
        targets,
        ["…?size=2", "…?size=2&page%20token=a%26b", "…?size=2&page%20token=c"]
    );
    let (items, targets, _) = walk::<TOKEN>(handler, Some("c")).await;
    assert_eq!((items, targets), (vec![4], vec!["…?size=2&page%20token=c".to_owned()]));
}

#[tokio::test]
async fn a_url_is_followed_on_the_same_server_only() {
    for (next, second) in [
        ("?after=2", "…?after=2"),
        ("https://west.example.com/other?x=1#top", "/other?x=1"),
        ("https://user:pw@west.example.com:443/other", "/other"),
        ("/other", "/other"),
        ("page/2", "/api/v1/tenants/acme/page/2"),
    ] {
        let handler = move |received: &Received| match received.target.contains("size=2") {
            true => page(&json!({"items": [1], "next": next})),
            false => page(&json!({"items": [2]})),
        };
        let (items, targets, error) = walk::<URL>(handler, None).await;
        assert_eq!((items, error), (vec![1, 2], None), "{next}");
        assert_eq!(targets, ["…?size=2", second]);
        let (items, targets, _) = walk::<URL>(handler, Some(next)).await;
        assert_eq!((items, targets), (vec![2], vec![second.to_owned()]));
    }
    for next in [
        "https://evil.example.com/list",
        "http://west.example.com/list",
        "https://west.example.com:8443/list",
        "//evil.example.com/list",
        "ftp://west.example.com/",
        "https://",
    ] {
        let (items, targets, error) = walk::<URL>(move |_| page(&json!({"items": [1], "next": next})), None).await;
        assert_eq!((items, targets.len()), (vec![1], 1), "{next}");
        assert!(
            error.is_some_and(|error| error.contains("the URL of the next page")),
            "{next}"
        );
    }
}

#[tokio::test]
async fn a_link_header_leads_to_the_next_page() {
    let handler = |received: &Received| match query(received, "page").as_deref() {
        None => page(&json!({"items": [1]})).header("link", "<?page=2>; rel=\"next\", <?page=9>; rel=\"last\""),
        Some("2") => page(&json!({"items": [2]})).header("link", "</api/v1/tenants/acme/list?page=3>; rel=next"),
        _ => page(&json!({"items": [3]})).header("link", "<?page=1>; rel=\"first\""),
    };
    let (items, targets, error) = walk::<LINK>(handler, None).await;
    assert_eq!((items, error), (vec![1, 2, 3], None));
    assert_eq!(targets, ["…?size=2", "…?page=2", "…?page=3"]);
}

#[tokio::test]
async fn links_are_read_as_rfc_8288_has_them() {
    let table: [(&[&str], Option<&str>); 12] = [
        (&[], None),
        (&["</b?page=2>; rel=\"next\""], Some("/b?page=2")),
        (&["</a>; rel=\"prev\", </b>; rel=\"next\""], Some("/b")),
        (&["</a,b;c>;rel=last;title=\"a, b; c\",</b> ; rel=next"], Some("/b")),
        (&["</a>; rel=\"last\"", "</b>; rel=\"next\""], Some("/b")),
        (&["</b>; title=x; REL=\"last Next\""], Some("/b")),
        (&["</b>; rel=\"nextpage\""], None),
        (&["</b>; rel=\"last\"; rel=\"next\""], None),
        (&["</b>; anchor=\"/other\"; rel=\"next\""], None),
        (&["</b>; rel"], None),
        (&["</b"], None),
        (&["<?page=2>; rel=\"next"], Some("…?page=2")),
    ];
    for (values, next) in table {
        let handler = move |received: &Received| {
            let links = if received.target.contains("size=2") {
                values
            } else {
                &[]
            };
            let body = page(&json!({"items": [1]}));
            links.iter().fold(body, |response, link| response.header("link", link))
        };
        let (_, targets, error) = walk::<LINK>(handler, None).await;
        assert_eq!((targets.get(1).map(String::as_str), error), (next, None), "{values:?}");
    }
}

#[tokio::test]
async fn pages_are_counted_to_the_one_that_is_last() {
    // Three full pages and an empty one; what each says besides, and how many requests that needs.
    let says: [(serde_json::Value, usize); 5] = [
        (json!({}), 4),
        (json!({"pages": 3}), 3),
        (json!({"total": 6}), 3),
        (json!({"total": -1}), 4),
        (json!({"last": true}), 1),
    ];
    for (says, requests) in says {
        let handler = move |received: &Received| {
            let number: i64 = query(received, "page").map_or(1, |number| number.parse().expect("a number"));
            let mut body = says.clone();
            body["items"] = if number > 3 {
                json!([])
            } else {
                json!([2 * number - 1, 2 * number])
            };
            page(&body)
        };
        let (items, targets, error) = walk::<NUMBER>(handler.clone(), None).await;
        assert_eq!(
            (items.len(), targets.len(), error),
            (if requests == 1 { 2 } else { 6 }, requests, None)
        );
        assert_eq!(
            targets[..2.min(requests)],
            ["…?size=2", "…?size=2&page=2"][..2.min(requests)]
        );
        // Where it starts in the middle, the pages before count all the same.
        let (items, targets, error) = walk::<NUMBER>(handler, Some("3")).await;
        assert_eq!((items, error), (vec![5, 6], None));
        assert_eq!(targets[0], "…?size=2&page=3");
    }
}

#[tokio::test]
async fn the_caller_may_start_at_another_page() {
    let handler = |received: &Received| {
        let number: i64 = query(received, "page").map_or(0, |number| number.parse().expect("a number"));
        page(&json!({"items": [number], "pages": 3}))
    };
    let (core, service) = service(handler);
    let list = List::<FROM_ZERO> {
        call: Call::new(&core),
        page: Some(1),
    };
    assert_eq!(Items::new(list).collect().await.expect("items"), [1, 2]);
    assert_eq!(service.received().len(), 2);
    assert_eq!(walk::<FROM_ZERO>(handler, None).await.0, [0, 1, 2]);
}

#[tokio::test]
async fn an_offset_grows_by_the_items_that_came() {
    for (total, requests) in [(None, 4), (Some(5), 3)] {
        let handler = move |received: &Received| {
            let offset: usize = query(received, "page").map_or(0, |offset| offset.parse().expect("a number"));
            let all = [1, 2, 3, 4, 5];
            // Never more than two, whatever was asked for.
            let items: Vec<i64> = all.into_iter().skip(offset).take(2).collect();
            page(&json!({"items": items, "total": total}))
        };
        let (items, targets, error) = walk::<OFFSET>(handler, None).await;
        assert_eq!((items, targets.len(), error), (vec![1, 2, 3, 4, 5], requests, None));
        assert_eq!(targets[2], "…?size=2&page=4");
        let (items, ..) = walk::<OFFSET>(handler, Some("4")).await;
        assert_eq!(items, [5]);
        let (core, _) = service(handler);
        let mut list = Items::new(List::<OFFSET>::new(&core));
        assert_eq!(list.total(), None);
        list.next().await.expect("an item").expect("no error");
        assert_eq!((list.total(), list.cursor()), (total, None));
    }
}

#[tokio::test]
async fn a_service_that_does_not_turn_pages_is_an_error() {
    let same = |_: &Received| page(&json!({"items": [1], "next": "again"}));
    let (items, targets, error) = walk::<NUMBER>(same, None).await;
    assert_eq!((items, targets.len()), (vec![1], 2));
    assert!(error.is_some_and(|error| error.contains("the same page again")));
    let (items, targets, error) = walk::<TOKEN>(same, None).await;
    assert_eq!((items, targets.len()), (vec![1], 2));
    assert!(error.is_some_and(|error| error.contains("an earlier page again")));
}

#[tokio::test]
async fn a_cursor_that_is_not_a_number_is_an_error_before_anything_is_sent() {
    let (items, targets, error) = walk::<OFFSET>(|_| page(&json!({"items": []})), Some("x")).await;
    assert_eq!((items.len(), targets.len()), (0, 0));
    assert!(error.is_some_and(|error| error.contains("not a number")));
}
