//! What a response means for each item.

use oasmith_runtime::runtime::ReasonKind;
use serde_json::json;

use super::put::{put, row};
use super::{client, done, duplicated, key, letters, partial, sent, status, told};
use crate::acts::{Create, Idempotent, Keyed, KeyedAlsoAfter500, Kind};
use crate::support::{Response, response};

/// What becomes of the rows `a`, `b` … with these responses, and what was sent.
async fn outcome<K: Kind>(ids: &str, responses: impl IntoIterator<Item = Response>) -> (String, Vec<String>) {
    let (core, service) = client(responses);
    let report = put::<K>(&core).concurrency(1).send_all(letters(ids)).await;
    assert_eq!(report.total() as usize, letters(ids).len());
    assert_eq!(report.requests() as usize, service.received().len());
    (told(&report), sent(&service))
}

#[tokio::test(start_paused = true)]
async fn results_belong_to_keys_not_to_places() {
    let results = partial(409, &["d 400", "b 409", "c 202", "a 200"]);
    let (told, sent) = outcome::<Keyed>("a b c d", [results]).await;
    assert_eq!(told, "a c | b Conflict, d Refused |  | ");
    assert_eq!(sent, ["a b c d"]);
}

#[tokio::test(start_paused = true)]
async fn equal_keys_take_their_results_in_turn() {
    let results = partial(503, &["a 202", "b 202", "a 409"]);
    let (told, _) = outcome::<Keyed>("a b a", [results]).await;
    assert_eq!(told, "a b | a Conflict |  | ");
}

#[tokio::test(start_paused = true)]
async fn only_what_may_be_sent_again_is() {
    // Not taken, done by the service, and refused: each keeps its place, the others are sent by themselves.
    let responses = [
        partial(503, &["e 429", "a 202", "b 503", "c 409", "d 500"]),
        partial(503, &["b 202", "d 202", "e 503"]),
        done(),
    ];
    let (told, sent) = outcome::<Keyed>("a b c d e", responses).await;
    assert_eq!(told, "a b d e | c Conflict |  | ");
    assert_eq!(sent, ["a b c d e", "b d e", "e"]);
}

#[tokio::test(start_paused = true)]
async fn a_few_times_where_the_service_fails_and_many_where_it_is_busy() {
    let (told, sent) = outcome::<Keyed>(
        "a b",
        [
            partial(500, &["a 500", "b 503"]),
            partial(500, &["a 500", "b 503"]),
            partial(500, &["a 500", "b 503"]),
            partial(503, &["b 503"]),
        ],
    )
    .await;
    assert_eq!(told, " | a Unavailable |  | b Unavailable");
    assert_eq!(sent, ["a b", "a b", "a b", "b", "b", "b", "b", "b"]);
}

#[tokio::test(start_paused = true)]
async fn an_item_without_a_result_may_have_been_written() {
    // What has keys is sent again; a conflict is then maybe with ourselves.
    let lost = || [partial(503, &["a 202"]), partial(409, &["b 409"])];
    let (told, sent) = outcome::<Keyed>("a b", lost()).await;
    assert_eq!((told.as_str(), sent.len()), ("a |  | b Conflict | ", 2));
    // What creates something is not.
    let (told, sent) = outcome::<Create>("a b", lost()).await;
    assert_eq!((told.as_str(), sent.len()), ("a |  | b Unanswered | ", 1));
    // Nor are results of others, or of another form, those of this item.
    let strange =
        json!({ "error": { "partial": [7, { "id": "a", "code": 202 }, { "space": "t", "id": "a", "code": 202 }] } });
    let (told, _) = outcome::<Create>("a", [response(503, strange.to_string())]).await;
    assert_eq!(told, " |  | a Unanswered | ");
}

#[tokio::test(start_paused = true)]
async fn gateways_tell_nothing_of_an_item() {
    for code in ["502", "504"] {
        let results = format!("a {code}");
        let responses = || [partial(503, &[&results]), partial(409, &["a 409"])];
        assert_eq!(
            outcome::<Keyed>("a", responses()).await.0,
            " |  | a Conflict | ",
            "{code}"
        );
        assert_eq!(
            outcome::<Create>("a", responses()).await.0,
            " |  | a Unanswered | ",
            "{code}"
        );
    }
}

#[tokio::test(start_paused = true)]
async fn a_result_without_a_code_has_that_of_the_response() {
    let results = json!({ "error": { "partial": [{ "space": "s", "id": "a" }] } }).to_string();
    let (told, _) = outcome::<Keyed>("a", [response(409, results.clone())]).await;
    assert_eq!(told, " | a Conflict |  | ");
    let (told, _) = outcome::<Keyed>("a", [response(400, results)]).await;
    assert_eq!(told, " | a Refused |  | ");
}

#[tokio::test(start_paused = true)]
async fn a_conflict_is_by_kind_of_operation() {
    let conflict = || [partial(409, &["a 409", "b 202"])];
    assert_eq!(outcome::<Keyed>("a b", conflict()).await.0, "b | a Conflict |  | ");
    assert_eq!(outcome::<Create>("a b", conflict()).await.0, "b | a Conflict |  | ");
    // The same may be written again: the conflict was with somebody else.
    let (told, sent) = outcome::<Idempotent>("a b", [partial(409, &["a 409", "b 202"]), done()]).await;
    assert_eq!(
        (told.as_str(), sent),
        ("a b |  |  | ", vec!["a b".to_owned(), "a".to_owned()])
    );
    let (told, sent) = outcome::<Idempotent>("a", [partial(409, &["a 409"])]).await;
    assert_eq!((told.as_str(), sent.len()), (" | a Conflict |  | ", 3));
    // Of the request as a whole, too.
    assert_eq!(
        outcome::<Keyed>("a b", [status(409)]).await.0,
        " | a Conflict, b Conflict |  | "
    );
    assert_eq!(
        outcome::<Idempotent>("a b", [status(409), done()]).await.0,
        "a b |  |  | "
    );
}

#[tokio::test(start_paused = true)]
async fn duplicates_go_and_the_others_are_sent_at_once() {
    let (core, service) = client([duplicated(&["s.a"]), done()]);
    let report = put::<Keyed>(&core).send_all(letters("a b a c")).await;
    assert_eq!(told(&report), "b c | a Duplicate, a Duplicate |  | ");
    assert_eq!(sent(&service), ["a b a c", "b c"]);
    let received = service.received();
    assert_eq!(received[0].at, received[1].at);
    assert_eq!(report.duplicates().map(|row| row.index).collect::<Vec<_>>(), [0, 2]);
    let reason = &report.rejected()[0].reason;
    assert_eq!(
        (reason.status(), reason.message()),
        (Some(422), "422 Unprocessable Entity: twice")
    );
}

#[tokio::test(start_paused = true)]
async fn a_text_may_mean_two_keys() {
    // `p.q` + `r`, and `p` + `q.r`: both may be meant, and the service has written nothing of either.
    let mut rows = letters("r q.r c");
    (rows[0].space, rows[1].space) = ("p.q".to_owned(), "p".to_owned());
    let (core, service) = client([duplicated(&["p.q.r"]), done()]);
    let report = put::<Keyed>(&core).send_all(rows).await;
    assert_eq!(told(&report), "c | r Duplicate, q.r Duplicate |  | ");
    assert_eq!(sent(&service), ["r q.r c", "c"]);
}

#[tokio::test(start_paused = true)]
async fn a_bad_request_is_refused_as_a_whole() {
    // Also one that names duplicates of which there is none.
    for bad in [
        status(422),
        status(400),
        duplicated(&[]),
        duplicated(&["t.a"]),
        response(422, "<html>"),
    ] {
        let code = bad.status;
        let (told, sent) = outcome::<Keyed>("a b", [bad]).await;
        assert_eq!(
            (told.as_str(), sent.len()),
            (" | a Refused, b Refused |  | ", 1),
            "{code}"
        );
    }
    // Others are not concerned.
    let (core, _) = client([status(400), done()]);
    let report = put::<Keyed>(&core)
        .concurrency(1)
        .max_items(1)
        .send_all(letters("a b"))
        .await;
    assert_eq!(told(&report), "b | a Refused |  | ");
    assert!(report.stopped().is_none());
}

#[tokio::test(start_paused = true)]
async fn what_is_too_large_is_halved() {
    let too_large = || status(413);
    let (told, sent) = outcome::<Keyed>("a b c d e", [too_large(), too_large(), done()]).await;
    assert_eq!(told, "a b c d e |  |  | ");
    assert_eq!(sent, ["a b c d e", "a b", "a", "b", "c d e"]);
    let (told, sent) = outcome::<Create>("a b", [too_large(), too_large(), done()]).await;
    assert_eq!(told, "b | a TooLarge |  | ");
    assert_eq!(sent, ["a b", "a", "b"]);
}

#[tokio::test(start_paused = true)]
async fn after_a_failure_of_the_whole_request_nobody_knows() {
    for code in [500, 501, 505] {
        let (told, sent) = outcome::<Keyed>("a b", [status(code)]).await;
        assert_eq!(
            (told.as_str(), sent.len()),
            (" |  | a Unavailable, b Unavailable | ", 1),
            "{code}"
        );
    }
    // Where the service says that it may be sent again after a 500, it is.
    let (told, sent) = outcome::<KeyedAlsoAfter500>("a b", [status(500), done()]).await;
    assert_eq!((told.as_str(), sent.len()), ("a b |  |  | ", 2));
}

#[tokio::test(start_paused = true)]
async fn reasons_tell_who_said_what() {
    let results = partial(409, &["a 409", "b 418"]).header("x-request-id", "r-7");
    let (core, _) = client([results]);
    let report = put::<Keyed>(&core).send_all([row("a"), row("b")]).await;
    let [a, b] = report.rejected() else { panic!("two") };
    assert_eq!(a.key, key("a"));
    assert_eq!((a.reason.status(), a.reason.message()), (Some(409), "409: about a"));
    assert_eq!((b.reason.status(), b.reason.request_id()), (Some(418), Some("r-7")));
    assert_eq!(b.reason.kind(), ReasonKind::Refused);
    let wordless = json!({ "error": { "partial": [{ "space": "s", "id": "a", "code": 409 }] } });
    let (core, _) = client([response(409, wordless.to_string())]);
    let report = put::<Keyed>(&core).send_all([row("a")]).await;
    assert_eq!(report.rejected()[0].reason.to_string(), "409 Conflict");
}
