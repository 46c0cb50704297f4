//! What a client may spend on repetitions.

use oasmith_runtime::runtime::{Core, RetryPolicy};

use super::{builder, client_with, late, status};
use crate::acts::{Read, act};
use crate::support::{Memory, Response};

fn twice_at_most(responses: impl IntoIterator<Item = Response>) -> (Core, std::sync::Arc<Memory>) {
    client_with(builder().retry(RetryPolicy::new().attempts(2)), responses)
}

#[tokio::test(start_paused = true)]
async fn a_service_that_only_fails_is_asked_less_and_less() {
    // Each repetition has its price, that after no response twice as much. To be turned away is a failure, too.
    for (failure, repetitions) in [(status(503), 100), (status(429), 100), (late(), 50)] {
        let (core, service) = twice_at_most([failure]);
        let mut last = None;
        for _ in 0..300 {
            last = act::<Read>(&core).await.err();
        }
        assert_eq!(service.received().len(), 300 + repetitions);
        let text = last.expect("a failure").to_string();
        assert!(
            text.ends_with("[not sent again: too many calls of this client fail]"),
            "{text}"
        );
    }
}

/// A client that has nothing left, and a service that goes on with these responses.
async fn spent(responses: Vec<Response>) -> (Core, std::sync::Arc<Memory>) {
    let failures = vec![status(503); 200];
    let (core, service) = twice_at_most(failures.into_iter().chain(responses));
    for _ in 0..100 {
        act::<Read>(&core).await.expect_err("a failure");
    }
    (core, service)
}

#[tokio::test(start_paused = true)]
async fn what_is_answered_refills_it() {
    // A 404 is the response of a service that works.
    for answered in [status(200), status(404)] {
        for (responses, is_repeated) in [(4, false), (5, true)] {
            let mut next = vec![answered.clone(); responses];
            next.extend([status(503), status(200)]);
            let (core, service) = spent(next).await;
            for _ in 0..responses {
                drop(act::<Read>(&core).await);
            }
            assert_eq!(act::<Read>(&core).await.is_ok(), is_repeated, "{responses}");
            assert_eq!(service.received().len(), 200 + responses + 1 + usize::from(is_repeated));
        }
    }
    // A failure that nobody repeats gives nothing back.
    let mut next = vec![status(500); 50];
    next.extend([status(503), status(200)]);
    let (core, _) = spent(next).await;
    for _ in 0..51 {
        act::<Read>(&core).await.expect_err("a failure");
    }
}

#[tokio::test(start_paused = true)]
async fn single_failures_are_always_repeated() {
    let responses: Vec<Response> = [status(503), status(200)].into_iter().cycle().take(2000).collect();
    let (core, service) = twice_at_most(responses);
    for _ in 0..1000 {
        act::<Read>(&core).await.expect("done");
    }
    assert_eq!(service.received().len(), 2000);
}

#[tokio::test(start_paused = true)]
async fn clones_share_it_and_clients_do_not() {
    let (core, service) = spent(vec![status(503)]).await;
    let before = service.received().len();
    act::<Read>(&core.clone()).await.expect_err("a failure");
    assert_eq!(service.received().len() - before, 1);
    let other = builder().transport(service.clone()).build().expect("a client");
    act::<Read>(&other).await.expect_err("a failure");
    assert_eq!(service.received().len() - before, 1 + 8);
}
