//! Waiting until something is over.

use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use oasmith_runtime::runtime::{
    Call, Core, DecodeError, Error, Operation, OperationInfo, Patience, Pollable, Reply, Request, Retry, Standing,
    WaitError, Waiting, decode,
};
use serde_json::{Value, json};
use tokio::time::Instant;

use crate::sample::{self, GetThing, Thing};
use crate::support::{Memory, Response, lock, response};

const SECOND: Duration = Duration::from_secs(1);

/// When something is asked that is over after so many questions, and what comes of it.
async fn questions(patience: &Patience, most: u32) -> (Vec<f64>, Result<u32, WaitError<u32, Error>>) {
    let (start, count) = (Instant::now(), Arc::new(Mutex::new(Vec::new())));
    let ask = || {
        let mut at = lock(&count);
        at.push(start.elapsed().as_secs_f64());
        let number = at.len() as u32;
        async move { Ok(number) }
    };
    let result = patience.wait(ask, |number| *number == most).await;
    let at = lock(&count).clone();
    // There is no pause after the last question.
    assert!(start.elapsed().as_secs_f64() - at.last().expect("one") < 0.001);
    (at, result)
}

fn pauses(at: &[f64]) -> Vec<f64> {
    let before = std::iter::once(&0.0).chain(at);
    before.zip(at).map(|(one, other)| other - one).collect()
}

/// Whether each pause is at most this long, shortened by no more than a fifth.
fn check(at: &[f64], longest: &[f64]) {
    let found = pauses(at);
    assert_eq!(found.len(), longest.len(), "{found:?}");
    for (pause, longest) in found.iter().zip(longest) {
        assert!((longest * 0.8 - 0.002..=longest + 0.002).contains(pause), "{found:?}");
    }
}

#[tokio::test(start_paused = true)]
async fn less_and_less_often() {
    let (at, result) = questions(&Patience::new(), 10).await;
    assert_eq!(result.expect("an end"), 10);
    check(&at, &[0.5, 0.8, 1.28, 2.048, 3.277, 5.243, 8.389, 13.42, 15.0, 15.0]);
    let own = Patience::new().first_pause(2 * SECOND).longest_pause(3 * SECOND);
    check(&questions(&own, 4).await.0, &[2.0, 3.0, 3.0, 3.0]);
    let every = Patience::new().first_pause(2 * SECOND).longest_pause(SECOND);
    check(&questions(&every, 3).await.0, &[2.0, 1.0, 1.0]);
}

#[tokio::test(start_paused = true)]
async fn not_all_at_the_same_moment() {
    let mut first = Vec::new();
    for _ in 0..100 {
        first.push(questions(&Patience::new().first_pause(10 * SECOND), 1).await.0[0]);
    }
    let (least, most) = first
        .iter()
        .fold((f64::MAX, 0.0_f64), |(least, most), at| (at.min(least), at.max(most)));
    assert!(
        (8.0..8.5).contains(&least) && (9.5..=10.002).contains(&most),
        "{least} {most}"
    );
}

#[tokio::test(start_paused = true)]
async fn once_more_when_the_deadline_is_reached() {
    assert!(!Patience::new().has_deadline());
    for seconds in [0.0, 0.1, 4.0, 100.0] {
        let patience = Patience::new().deadline(Duration::from_secs_f64(seconds));
        assert!(patience.has_deadline());
        let (at, result) = questions(&patience, u32::MAX).await;
        let last_at = at.last().expect("one");
        assert!((seconds..seconds + 0.002).contains(last_at), "{at:?}");
        match result.expect_err("too late") {
            WaitError::Deadline { last, waited } => {
                assert_eq!(
                    (last as usize, (waited.as_secs_f64() * 100.0).round()),
                    (at.len(), seconds * 100.0)
                );
            }
            other => panic!("{other}"),
        }
    }
    // What is over at that very moment is over.
    assert_eq!(
        questions(&Patience::new().deadline(Duration::ZERO), 1)
            .await
            .1
            .expect("an end"),
        1
    );
    let (_, result) = questions(&Patience::new().deadline(4 * SECOND), u32::MAX).await;
    assert_eq!(result.expect_err("too late").to_string(), "not over after 4.0 s");
}

#[tokio::test(start_paused = true)]
async fn no_pause_is_too_long() {
    let patience = Patience::new().first_pause(Duration::MAX).longest_pause(Duration::MAX);
    let (at, _) = questions(&patience.clone().deadline(5 * SECOND), u32::MAX).await;
    assert!(at.len() == 1 && (5.0..5.002).contains(&at[0]), "{at:?}");
    // Nor does it grow beyond what a duration can be.
    assert_eq!(questions(&patience, 2).await.0.len(), 2);
}

#[tokio::test(start_paused = true)]
async fn a_question_that_fails_ends_it() {
    let asked = AtomicU32::new(0);
    let ask = || {
        std::future::ready(if asked.fetch_add(1, Ordering::Relaxed) == 1 {
            Err("no")
        } else {
            Ok(())
        })
    };
    let result = Patience::new().wait(ask, |()| false).await;
    assert!(matches!(result, Err(WaitError::Call("no"))));
    assert_eq!(asked.into_inner(), 2);
}

/// Starts the making of a thing. It is being made while its size is 0, and has failed if that is negative.
#[derive(Clone, Debug)]
struct MakeThing {
    call: Call,
}

impl Operation for MakeThing {
    const INFO: OperationInfo = OperationInfo {
        id: "makeThing",
        method: "POST",
        path: "/things",
        retry: Retry::Create,
    };
    type Output = Value;
    type Failure = ();

    fn call(&self) -> &Call {
        &self.call
    }

    fn call_mut(&mut self) -> &mut Call {
        &mut self.call
    }

    fn request(&self) -> Request {
        Request::new()
    }

    fn success(reply: &mut Reply) -> Result<Self::Output, DecodeError> {
        decode::json(reply)
    }

    fn failure(_: &Reply) -> Option<()> {
        None
    }
}

impl Pollable for MakeThing {
    type Ask = GetThing;

    fn ask(&self, started: &Value) -> Option<GetThing> {
        Some(GetThing::new(self.call.core(), started["id"].as_str()?))
    }

    fn standing(response: &Thing) -> Standing {
        match response.size {
            0 => Standing::Running,
            1.. => Standing::Done,
            _ => Standing::Failed,
        }
    }
}

oasmith_runtime::runtime::pollable!(MakeThing);

fn thing(size: i64) -> Response {
    response(200, json!({ "id": "t", "size": size }).to_string())
}

/// Starts with the first response, and asks for the others.
fn making(responses: impl IntoIterator<Item = Response>) -> (Waiting<MakeThing>, Arc<Memory>) {
    let service = Memory::script(responses);
    let core: Core = sample::builder().transport(service.clone()).build().expect("a client");
    (MakeThing { call: Call::new(&core) }.wait(), service)
}

#[tokio::test(start_paused = true)]
async fn a_portal_is_not_an_end() {
    let mut portal = response(200, "<html>Please log in</html>");
    portal.headers = vec![("content-type", "text/html".to_owned())];
    let (waiting, _) = making([thing(0), thing(0), portal, thing(7)]);
    match waiting.await.expect_err("a page of HTML") {
        WaitError::Call(error) => assert!(error.is_decode(), "{error}"),
        other => panic!("{other}"),
    }
}

#[tokio::test(start_paused = true)]
async fn from_the_start_to_the_end() {
    let seen: Arc<Mutex<Vec<i64>>> = Arc::default();
    let heard = Arc::clone(&seen);
    let (waiting, service) = making([thing(0), thing(0), thing(0), thing(7)]);
    let start = Instant::now();
    let waiting = waiting.on_progress(move |thing| lock(&heard).push(thing.size));
    assert_eq!(
        tokio::spawn(waiting.into_future())
            .await
            .expect("no panic")
            .expect("a thing")
            .size,
        7
    );
    assert_eq!(*lock(&seen), [0, 0, 7]);
    let received = service.received();
    let requests: Vec<_> = received
        .iter()
        .map(|one| (one.method.as_str(), one.target.rsplit('/').next()))
        .collect();
    assert_eq!(
        requests,
        [
            ("POST", Some("things")),
            ("GET", Some("t")),
            ("GET", Some("t")),
            ("GET", Some("t"))
        ]
    );
    let at: Vec<f64> = received[1..].iter().map(|one| (one.at - start).as_secs_f64()).collect();
    check(&at, &[0.5, 0.8, 1.28]);
    assert_eq!(Instant::now(), received[3].at);
}

#[tokio::test(start_paused = true)]
async fn an_end_that_is_none_as_it_should_be() {
    // Without `ok` it is a response as any other.
    let (waiting, _) = making([thing(0), thing(-3)]);
    assert_eq!(waiting.await.expect("a response").size, -3);
    let (waiting, _) = making([thing(0), thing(-3)]);
    let error = waiting.ok().await.expect_err("a failure");
    assert_eq!(error.to_string(), "it has ended, but not as it should");
    assert!(matches!(error, WaitError::Failed(thing) if thing.size == -3));
    let (waiting, _) = making([thing(0), thing(3)]);
    assert_eq!(waiting.ok().await.expect("a thing").size, 3);
}

#[tokio::test(start_paused = true)]
async fn what_is_not_over_in_time() {
    // Counted from the response to the start.
    let (waiting, service) = making([thing(0).after(20 * SECOND), thing(0)]);
    let start = Instant::now();
    let error = waiting.ok().deadline(10 * SECOND).await.expect_err("too late");
    assert!(matches!(&error, WaitError::Deadline { last, .. } if last.size == 0));
    assert!(
        (29.99..30.01).contains(&start.elapsed().as_secs_f64()),
        "{:?}",
        start.elapsed()
    );
    assert_eq!(service.received().last().expect("one").at, Instant::now());
    let patience = Patience::new()
        .first_pause(SECOND)
        .longest_pause(SECOND)
        .deadline(5 * SECOND);
    let (waiting, service) = making([thing(0)]);
    assert!(waiting.patience(patience).await.is_err());
    assert!((6..=8).contains(&service.received().len()));
}

#[tokio::test(start_paused = true)]
async fn what_cannot_be_asked_for() {
    let call_error = |error| match error {
        WaitError::Call(error) => error,
        other => panic!("{other}"),
    };
    // It was not started.
    let (waiting, service) = making([response(400, "{}"), thing(1)]);
    let error = call_error(waiting.await.expect_err("an error"));
    assert_eq!(
        (error.status().map(|status| status.as_u16()), error.operation()),
        (Some(400), "makeThing")
    );
    assert_eq!(service.received().len(), 1);
    // The response does not say what was started.
    let (waiting, service) = making([response(200, "{}"), thing(1)]);
    let error = call_error(waiting.await.expect_err("an error"));
    assert!(error.to_string().contains("does not name what was started"), "{error}");
    assert_eq!((error.operation(), service.received().len()), ("makeThing", 1));
    // A question fails, after all its repetitions.
    let (waiting, service) = making([thing(0), thing(0), response(503, "{}"), thing(0), response(404, "{}")]);
    let error = call_error(waiting.await.expect_err("an error"));
    assert!(error.is_not_found() && error.operation() == "getThing");
    assert_eq!(service.received().len(), 5);
}
