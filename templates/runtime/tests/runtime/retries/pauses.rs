//! How long the client waits, and when it gives up.

use std::time::Duration;

use oasmith_runtime::runtime::RetryPolicy;
use tokio::time::Instant;

use super::{TICK, builder, client, client_with, late, pauses, status};
use crate::acts::{Read, act};
use crate::sample::GetThing;
use crate::support::{Response, response};

const HALF: Duration = Duration::from_millis(500);

fn seconds(seconds: u64) -> Duration {
    Duration::from_secs(seconds)
}

/// The only pause of a call that is answered like this and then well.
async fn pause_after(policy: RetryPolicy, first: Response) -> Duration {
    let (core, service) = client_with(builder().retry(policy), [first, status(200)]);
    act::<Read>(&core).await.expect("done");
    pauses(&service)[0]
}

#[tokio::test(start_paused = true)]
async fn no_shorter_than_the_service_asks() {
    let table = [
        ("7", 7),
        (" 7 ", 7),
        ("0", 0),
        // As long as a client is ready to wait.
        ("120", 120),
        ("121", 120),
        ("99999999999999999999999", 120),
        // Ten seconds after the service's own date, and half a minute before it.
        ("Wed, 21 Oct 2015 07:28:10 GMT", 10),
        ("Wed, 21 Oct 2015 07:27:30 GMT", 0),
        ("Wed, 21 Oct 2099 07:28:10 GMT", 120),
        // Nothing that can be understood.
        ("-5", 0),
        ("1.5", 0),
        ("soon", 0),
        ("", 0),
    ];
    for code in [429, 503] {
        for (value, least) in table {
            let first = status(code)
                .header("retry-after", value)
                .header("date", "Wed, 21 Oct 2015 07:28:00 GMT");
            let pause = pause_after(RetryPolicy::new(), first).await;
            let bounds = seconds(least)..=seconds(least) + HALF + TICK;
            assert!(bounds.contains(&pause), "{code} {value:?}: {pause:?}");
        }
    }
    // Without a date of the service, by the own clock.
    let past = status(503).header("retry-after", "Wed, 21 Oct 2015 07:28:10 GMT");
    assert!(pause_after(RetryPolicy::new(), past).await <= HALF + TICK);
    let cap = RetryPolicy::new().longest_retry_after(seconds(5));
    let pause = pause_after(cap, status(503).header("retry-after", "60")).await;
    assert!((seconds(5)..=seconds(5) + HALF + TICK).contains(&pause), "{pause:?}");
}

/// Each pause is spread over all of its range.
async fn check_spread(policy: RetryPolicy, most: &[Duration]) {
    let mut drawn = vec![Vec::new(); most.len()];
    for _ in 0..200 {
        let (core, service) = client_with(builder().retry(policy.clone()), [status(503)]);
        act::<Read>(&core).await.expect_err("a failure");
        let all = pauses(&service);
        assert_eq!(all.len(), most.len());
        drawn.iter_mut().zip(all).for_each(|(drawn, pause)| drawn.push(pause));
    }
    for (drawn, most) in drawn.iter().zip(most) {
        let (least, longest) = (drawn.iter().min().expect("some"), drawn.iter().max().expect("some"));
        assert!(
            *least < *most / 5 && *longest > *most * 4 / 5,
            "{least:?} {longest:?} {most:?}"
        );
        assert!(*longest <= *most + TICK, "{longest:?} {most:?}");
    }
}

#[tokio::test(start_paused = true)]
async fn longer_and_longer_and_all_at_random() {
    let most = [500, 1000, 2000, 4000, 8000, 16000, 30000].map(Duration::from_millis);
    check_spread(RetryPolicy::new(), &most).await;
    let most = [100, 200, 300, 300].map(Duration::from_millis);
    let own = RetryPolicy::new().attempts(5);
    check_spread(own.pauses(most[0], most[3]), &most).await;
}

#[tokio::test(start_paused = true)]
async fn no_pause_reaches_beyond_the_deadline() {
    let (core, service) = client([response(503, "{}").header("retry-after", "8")]);
    let start = Instant::now();
    let error = GetThing::new(&core, "a")
        .deadline(seconds(10))
        .await
        .expect_err("a failure");
    assert_eq!((error.attempts(), service.received().len()), (2, 2));
    assert!(start.elapsed() < seconds(9), "{:?}", start.elapsed());
    assert!(error.is_server());
    let text = error.to_string();
    assert!(
        text.ends_with(
            "[before: 503 Service Unavailable] [not sent again: the deadline of the call does not allow it]"
        ),
        "{text}"
    );

    // Five minutes if nobody says anything, and no end if somebody says so.
    let slow = || client_with(builder(), [status(503).header("retry-after", "110")]);
    let (core, service) = slow();
    act::<Read>(&core).await.expect_err("a failure");
    assert_eq!(service.received().len(), 3);
    // Or as long as one attempt may take.
    let (core, service) = slow();
    let call = GetThing::new(&core, "a").timeout(seconds(340));
    call.await.expect_err("a failure");
    assert_eq!(service.received().len(), 4);
    let (core, service) = slow();
    let endless = RetryPolicy::new().deadline(None);
    GetThing::new(&core, "a").retry(endless).await.expect_err("a failure");
    assert_eq!(service.received().len(), 8);
}

#[tokio::test(start_paused = true)]
async fn the_deadline_cuts_an_attempt() {
    let (core, service) = client([late()]);
    let start = Instant::now();
    let error = GetThing::new(&core, "a")
        .deadline(seconds(20))
        .await
        .expect_err("too late");
    assert!(error.is_timeout() && error.may_have_happened());
    assert!(start.elapsed() >= seconds(20) && start.elapsed() <= seconds(20) + TICK);
    assert_eq!(service.received().len(), 1);
}

#[tokio::test(start_paused = true)]
async fn the_policy_of_a_call_counts_before_that_of_the_client() {
    let attempts = |most: u32| RetryPolicy::new().attempts(most);
    let (core, service) = client_with(builder().retry(attempts(3)), [status(503)]);
    let count = |before: usize| service.received().len() - before;
    assert_eq!(GetThing::new(&core, "a").await.expect_err("a failure").attempts(), 3);
    assert_eq!(count(0), 3);
    for (policy, expected) in [(attempts(5), 5), (RetryPolicy::never(), 1), (attempts(0), 1)] {
        let before = service.received().len();
        let error = GetThing::new(&core, "a").retry(policy).await.expect_err("a failure");
        assert_eq!((error.attempts() as usize, count(before)), (expected, expected));
        assert!(!error.to_string().contains("not sent again"), "{error}");
    }
    // A deadline of a call keeps the rest of the client's policy.
    let error = GetThing::new(&core, "a")
        .deadline(seconds(100))
        .await
        .expect_err("a failure");
    assert_eq!(error.attempts(), 3);
}

#[tokio::test(start_paused = true)]
async fn no_duration_is_too_long() {
    let longest = Duration::MAX;
    let policy = || RetryPolicy::new().pauses(longest, longest).longest_retry_after(longest);
    for policy in [policy(), policy().deadline(longest)] {
        let for_ever = status(503).header("retry-after", "18446744073709551615");
        let (core, service) = client_with(builder().retry(policy.clone()), [for_ever]);
        let call = GetThing::new(&core, "a").send();
        drop(tokio::time::timeout(seconds(3600), call).await);
        assert_eq!(service.received().len(), 1, "{policy:?}");
    }
}
