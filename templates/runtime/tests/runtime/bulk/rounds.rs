//! How often and how fast items are sent again, and what is left when patience is over.

use std::time::Duration;

use oasmith_runtime::runtime::RetryPolicy;

use super::put::put;
use super::{client, done, letters, partial, sent, status, told};
use crate::acts::{Create, Idempotent, Keyed, Kind};
use crate::support::{Memory, NetworkFault, Response, faulty};

/// Longer than an attempt may take.
fn late() -> Response {
    status(200).after(Duration::from_secs(600))
}

fn silent() -> [Response; 6] {
    [
        status(502),
        status(503),
        status(504),
        late(),
        faulty(NetworkFault::Reset),
        faulty(NetworkFault::Cut),
    ]
}

fn pauses(service: &Memory) -> Vec<Duration> {
    let at: Vec<_> = service.received().iter().map(|request| request.at).collect();
    at.windows(2).map(|pair| pair[1] - pair[0]).collect()
}

/// What becomes of a row with these responses, and how often it was sent.
async fn outcome<K: Kind>(responses: impl IntoIterator<Item = Response>) -> (String, usize) {
    let (core, service) = client(responses);
    let report = put::<K>(&core).send_all(letters("a")).await;
    (told(&report), service.received().len())
}

#[tokio::test(start_paused = true)]
async fn without_a_response_it_depends_on_the_operation() {
    for silence in silent() {
        let name = format!("{} {:?}", silence.status, silence.fault);
        let responses = || [silence.clone(), done()];
        assert_eq!(
            outcome::<Keyed>(responses()).await,
            ("a |  |  | ".to_owned(), 2),
            "{name}"
        );
        assert_eq!(
            outcome::<Idempotent>(responses()).await,
            ("a |  |  | ".to_owned(), 2),
            "{name}"
        );
        let (told, times) = outcome::<Create>(responses()).await;
        assert!(told.starts_with(" |  | a Un") && times == 1, "{name}: {told} {times}");
    }
}

#[tokio::test(start_paused = true)]
async fn a_conflict_after_silence_may_be_with_ourselves() {
    for silence in silent() {
        let (core, _) = client([silence, partial(409, &["a 409", "b 202"])]);
        let report = put::<Keyed>(&core).send_all(letters("a b")).await;
        assert_eq!(told(&report), "b |  | a Conflict | ");
        assert_eq!(report.possibly_ours().map(|row| row.index).collect::<Vec<_>>(), [0]);
        assert!(report.unknown()[0].is_possibly_ours());
        assert_eq!(report.conflicts().count(), 0);
    }
    // Not after a response by which nothing was written.
    for refusal in [
        status(429),
        faulty(NetworkFault::Refused),
        partial(503, &["a 503", "b 503"]),
    ] {
        let (core, _) = client([refusal, partial(409, &["a 409", "b 202"])]);
        let report = put::<Keyed>(&core).send_all(letters("a b")).await;
        assert_eq!(told(&report), "b | a Conflict |  | ");
        assert_eq!(report.conflicts().count(), 1);
    }
}

#[tokio::test(start_paused = true)]
async fn what_may_have_been_written_is_never_called_refused_or_unsent() {
    // Silence first, and then the service has no rights, is busy with it, fails at it, or sees a conflict for ever.
    let silence = || faulty(NetworkFault::Reset);
    for then in [
        status(403),
        status(429),
        faulty(NetworkFault::Refused),
        partial(503, &["a 503"]),
        partial(500, &["a 500"]),
    ] {
        let name = format!("{} {:?}", then.status, then.fault);
        let (told, _) = outcome::<Keyed>([silence(), then]).await;
        assert!(told.starts_with(" |  | a ") && told.ends_with(" | "), "{name}: {told}");
    }
    let (told, _) = outcome::<Idempotent>([silence(), partial(409, &["a 409"])]).await;
    assert_eq!(told, " |  | a Conflict | ");
}

#[tokio::test(start_paused = true)]
async fn patience_is_that_of_the_policy() {
    for (silence, kind) in [
        (status(503), "Unavailable"),
        (faulty(NetworkFault::Reset), "Unanswered"),
    ] {
        let (told, times) = outcome::<Keyed>([silence]).await;
        assert_eq!((told, times), (format!(" |  | a {kind} | "), 8));
    }
    for (policy, times) in [(RetryPolicy::never(), 1), (RetryPolicy::new().attempts(3), 3)] {
        for busy in [status(503), partial(503, &["a 503"])] {
            let (core, service) = client([busy]);
            let report = put::<Keyed>(&core).retry(policy.clone()).send_all(letters("a")).await;
            assert_eq!((service.received().len(), report.done()), (times, 0));
            assert!(report.stopped().is_none());
        }
    }
    // No pause reaches beyond the deadline.
    let (core, service) = client([partial(503, &["a 503"]).header("retry-after", "40")]);
    let policy = RetryPolicy::new().deadline(Duration::from_secs(100));
    let report = put::<Keyed>(&core).retry(policy).send_all(letters("a")).await;
    assert_eq!(
        (service.received().len(), told(&report).as_str()),
        (3, " |  |  | a Unavailable")
    );
}

#[tokio::test(start_paused = true)]
async fn rounds_are_as_far_apart_as_the_service_asks() {
    for busy in [partial(503, &["a 503"]), status(503)] {
        let (core, service) = client([busy.header("retry-after", "7"), done()]);
        put::<Keyed>(&core)
            .send_all(letters("a"))
            .await
            .into_result()
            .expect("done");
        let seconds = pauses(&service)[0].as_secs_f64();
        assert!((7.0..7.6).contains(&seconds), "{seconds}");
    }
    // Else they grow, and each is at random.
    let mut longest = [Duration::ZERO; 7];
    for _ in 0..100 {
        let (core, service) = client([partial(503, &["a 503"])]);
        assert_eq!(put::<Keyed>(&core).send_all(letters("a")).await.not_sent().len(), 1);
        longest
            .iter_mut()
            .zip(pauses(&service))
            .for_each(|(longest, pause)| *longest = pause.max(*longest));
    }
    for (index, (longest, most)) in longest
        .iter()
        .zip([500, 1000, 2000, 4000, 8000, 16000, 30000])
        .enumerate()
    {
        let longest = longest.as_millis();
        assert!(
            longest > most * 4 / 5 && longest <= most + 2,
            "{index}: {longest} {most}"
        );
    }
}

#[tokio::test(start_paused = true)]
async fn each_half_has_its_own_patience() {
    let busy = || partial(503, &["a 503", "b 503"]);
    let policy = RetryPolicy::new().attempts(2);
    let (core, service) = client([status(413), busy(), busy(), done()]);
    let report = put::<Keyed>(&core).retry(policy).send_all(letters("a b")).await;
    assert_eq!(sent(&service), ["a b", "a", "a", "b"]);
    assert_eq!(told(&report), "b |  |  | a Unavailable");
}

#[tokio::test(start_paused = true)]
async fn a_limit_of_an_attempt_counts_for_each_request() {
    let (core, service) = client([done().after(Duration::from_secs(5)), done()]);
    let report = put::<Keyed>(&core)
        .timeout(Duration::from_secs(2))
        .send_all(letters("a"))
        .await;
    assert_eq!((service.received().len(), report.done()), (2, 1));
}

#[tokio::test(start_paused = true)]
async fn an_operation_that_was_put_in_place_keeps_to_the_rules() {
    let (core, _) = client([status(502), partial(409, &["a 409"])]);
    let bulk = put::<Keyed>(&core).configure(|_| super::put::operation(&core));
    assert_eq!(told(&bulk.send_all(letters("a")).await), " |  | a Conflict | ");
}
