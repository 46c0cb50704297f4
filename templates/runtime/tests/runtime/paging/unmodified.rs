//! A list whose service may say that the caller has its page.

use oasmith_runtime::runtime::{
    Call, Core, DecodeError, Items, Operation, OperationInfo, Paged, Pages, Reply, Request, Retry, Success, decode,
};

use super::service;
use crate::support::{Received, Response, response};

#[derive(Clone, Debug)]
struct Songs {
    call: Call,
    cursor: Option<String>,
}

/// The items of a page and the cursor of the next one; `None` is `304`.
type Page = Option<(Vec<String>, Option<String>)>;

impl Songs {
    fn new(core: &Core) -> Self {
        let call = Call::new(core);
        Self { call, cursor: None }
    }
}

impl Operation for Songs {
    const INFO: OperationInfo = OperationInfo {
        id: "songs",
        method: "GET",
        path: "/songs",
        retry: Retry::Read,
    };
    const SUCCESS: Success = Success::of(&[("200", &["application/json"]), ("304", &[])]);
    type Output = Page;
    type Failure = ();

    fn call(&self) -> &Call {
        &self.call
    }

    fn call_mut(&mut self) -> &mut Call {
        &mut self.call
    }

    fn request(&self) -> Request {
        Request::new().query("cursor", &self.cursor)
    }

    fn success(reply: &mut Reply) -> Result<Page, DecodeError> {
        match reply.status.as_u16() {
            304 => Ok(None),
            _ => decode::json(reply).map(Some),
        }
    }
}

impl Paged for Songs {
    type Item = String;

    fn cursor(&self) -> Option<&str> {
        self.cursor.as_deref()
    }

    fn set_cursor(&mut self, cursor: String) {
        self.cursor = Some(cursor);
    }

    fn split(page: Page) -> (Vec<String>, Option<String>) {
        page.unwrap_or_default()
    }

    fn is_page(page: &Page) -> bool {
        page.is_some()
    }

    fn next_cursor(page: &Page) -> Option<String> {
        page.as_ref()?.1.clone()
    }
}

/// One page with an item, and none after it.
fn one_page(received: &Received) -> Response {
    match received.target.contains("cursor=") {
        false => response(200, r#"[["a"], "1"]"#),
        true => response(304, ""),
    }
}

#[tokio::test]
async fn no_page_is_an_error_among_items() {
    let (core, _) = service(one_page);
    let mut items = Items::new(Songs::new(&core));
    assert_eq!(items.next().await.expect("an item").expect("no error"), "a");
    let error = items.next().await.expect("a response").expect_err("no page");
    assert!(error.to_string().contains("304 Not Modified"), "{error}");
    assert!(items.next().await.is_none());

    let (core, _) = service(|_| response(304, ""));
    assert!(Items::new(Songs::new(&core)).collect().await.is_err());
}

#[tokio::test]
async fn pages_hand_it_over() {
    let (core, _) = service(one_page);
    let pages = Pages::new(Songs::new(&core)).collect().await.expect("two responses");
    assert_eq!(pages, [Some((vec!["a".to_owned()], Some("1".to_owned()))), None]);
}
