//! Only a declared success means that items were accepted.

use oasmith_runtime::runtime::{ReasonKind, Retry, Success};

use super::put::{put, rows};
use super::{client, letters, sent, told};
use crate::acts::{Create, Kind};
use crate::sample;
use crate::support::{Memory, Response, typed};

const ACCEPTED: Success = Success::of(&[("202", &["application/json"]), ("204", &[])]);

macro_rules! kinds {
    ($($name:ident $retry:ident $success:expr;)*) => {$(
        struct $name;

        impl Kind for $name {
            const RETRY: Retry = Retry::$retry;
            const SUCCESS: Success = $success;
        }
    )*};
}

kinds! {
    Creating Create ACCEPTED;
    Keyed Keyed ACCEPTED;
    Idempotent Idempotent ACCEPTED;
    Exact Create ACCEPTED.exact();
    Wide Create ACCEPTED.any();
    Ranges Create Success::of(&[("2XX", &["text/*"]), ("default", &[])]);
    Files Create Success::of(&[("default", &["application/octet-stream"])]);
    Pages Create Success::of(&[("200", &["text/html"])]);
}

const PAGE: &str = "<html>Please log in</html>";

async fn outcome<K: Kind>(response: Response) -> (String, Vec<String>) {
    let (core, service) = client([response]);
    let report = put::<K>(&core).send_all(letters("a b")).await;
    (told(&report), sent(&service))
}

const DONE: &str = "a b |  |  | ";
const UNKNOWN: &str = " |  | a Unanswered, b Unanswered | ";

#[tokio::test(start_paused = true)]
async fn five_hundred_items_at_a_portal_are_unknown() {
    let (core, service) = client([typed(200, "text/html", PAGE).header("x-request-id", "r-1")]);
    let report = put::<Creating>(&core).send_all(rows(500)).await;
    assert_eq!((report.total(), report.done(), report.unknown().len()), (500, 0, 500));
    assert!(!report.is_complete());
    // Each once: what creates something is not sent again.
    assert_eq!(service.received().len(), 50);
    let reason = &report.unknown()[0].reason;
    assert_eq!((reason.kind(), reason.status()), (ReasonKind::Unanswered, Some(200)));
    assert_eq!(reason.request_id(), Some("r-1"));
    assert_eq!(
        reason.message(),
        "200 OK: the response is text/html with status 200, which this operation does not declare (it declares 202 with \
         application/json, 204 without a body); it may come from a login page or a proxy"
    );
}

#[tokio::test(start_paused = true)]
async fn items_are_done_by_a_declared_success_only() {
    let table = [
        (202, "application/json", "{}", true),
        (202, "application/json; charset=utf-8", "{}", true),
        (202, "", "", true),
        (204, "", "", true),
        // It decodes as what is declared, or as what may stand in for nothing.
        (202, "text/plain", "{}", true),
        (202, "", "{}", true),
        (204, "application/json", "{}", true),
        (202, "text/html", PAGE, false),
        (202, "", PAGE, false),
        (202, "text/plain", "OK", false),
        (204, "text/html", PAGE, false),
        (200, "application/json", "{}", false),
        (200, "", "", false),
        (207, "application/json", "{}", false),
        (200, "text/html", PAGE, false),
    ];
    for (status, media_type, body, is_done) in table {
        let expected = if is_done { DONE } else { UNKNOWN };
        let row = format!("{status} {media_type} {body}");
        let (told, sent) = outcome::<Creating>(typed(status, media_type, body)).await;
        assert_eq!((told.as_str(), sent.len()), (expected, 1), "{row}");
        // Another attempt would meet the same portal, so whatever the kind, it is left to be verified.
        let (told, sent) = outcome::<Keyed>(typed(status, media_type, body)).await;
        assert_eq!((told.as_str(), sent.len()), (expected, 1), "{row}");
        let (told, sent) = outcome::<Idempotent>(typed(status, media_type, body)).await;
        assert_eq!((told.as_str(), sent.len()), (expected, 1), "{row}");
    }
    // Where no success is declared, only HTML is out of the question.
    assert_eq!(outcome::<Create>(typed(200, "", "")).await.0, DONE);
    assert_eq!(outcome::<Create>(typed(200, "text/html", PAGE)).await.0, UNKNOWN);
}

#[tokio::test(start_paused = true)]
async fn html_is_a_success_only_if_it_is_declared_by_name() {
    let page = || typed(200, "text/html", PAGE);
    assert_eq!(outcome::<Ranges>(typed(201, "text/plain", "OK")).await.0, DONE);
    assert_eq!(outcome::<Ranges>(page()).await.0, UNKNOWN);
    assert_eq!(outcome::<Files>(page()).await.0, UNKNOWN);
    assert_eq!(outcome::<Pages>(page()).await.0, DONE);
}

#[tokio::test(start_paused = true)]
async fn the_rule_can_be_tightened_and_widened() {
    assert_eq!(outcome::<Exact>(typed(202, "application/json", "{}")).await.0, DONE);
    assert_eq!(outcome::<Exact>(typed(202, "text/plain", "{}")).await.0, UNKNOWN);
    assert_eq!(outcome::<Wide>(typed(200, "text/html", PAGE)).await.0, DONE);
    assert_eq!(outcome::<Wide>(typed(207, "", "OK")).await.0, DONE);
}

#[tokio::test(start_paused = true)]
async fn what_is_said_about_an_undeclared_success_shows_no_credentials() {
    let echo = typed(200, "text/S3CRET-Token", "<html>").header("x-request-id", "id S3CRET-Token \u{202e}");
    let service = Memory::script([echo]);
    let core = sample::builder().token("S3CRET-Token").transport(service);
    let report = put::<Creating>(&core.build().expect("a client"))
        .send_all(letters("a"))
        .await;
    let reason = &report.unknown()[0].reason;
    let text = format!("{reason} {reason:?} {report} {report:?}").to_lowercase();
    assert!(!text.contains("s3cret") && !text.contains('\u{202e}'), "{text}");
    assert!(reason.message().contains("text/..."), "{reason}");
}
