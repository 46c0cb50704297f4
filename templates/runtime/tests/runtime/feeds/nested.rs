//! Calls of whoever processes a batch, while the other partitions are asked.

use std::time::Duration;

use tokio::time::timeout;

use super::{log, next, watch};
use crate::sample::{GetThing, builder};
use crate::support::{Memory, Received, response};

const SECOND: Duration = Duration::from_secs(1);

#[tokio::test(start_paused = true)]
async fn a_call_between_two_batches_gets_its_turn() {
    let log = log(&[100; 4]);
    let service = Memory::new(move |request: &Received| match request.method.as_str() {
        "GET" => response(200, r#"{"id": "a", "size": 1}"#),
        _ => log.handle(request).after(SECOND),
    });
    for most in [1, 2, 3] {
        let core = builder().transport(service.clone()).max_connections(most);
        let core = core.build().expect("a client");
        let mut changes = watch(&core).partitions(0..4).follow();
        for _ in 0..8 {
            next(&mut changes).await;
            let call = timeout(10 * SECOND, GetThing::new(&core, "a").send());
            call.await.expect("a turn").expect("a thing");
        }
    }
}
