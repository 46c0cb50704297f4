//! What is read as it arrives: without a limit as a whole, and with one for each piece.

use std::sync::Arc;

use oasmith_runtime::runtime::Body;

use super::{Again, Endless, MIB, client};
use crate::streams::{GetEvents, GetFile, GetLines};

#[tokio::test]
async fn a_file_that_is_kept_in_memory_has_a_limit() {
    let service = Endless::new(200, vec![b' '; 1000]);
    let core = client(&service).max_response(10_000).build().expect("a client");
    let error = GetFile::new(&core)
        .await
        .expect("a file")
        .bytes()
        .await
        .expect_err("too large");
    assert!(error.is_response_too_large() && error.may_have_happened(), "{error}");
    assert_eq!((error.request_id(), service.taken()), (Some("r-1"), 11_000));
    let file = GetFile::new(&core).max_response(2_000).await.expect("a file");
    assert!(file.text().await.expect_err("too large").is_response_too_large());
    assert_eq!(service.taken(), 14_000);
    let mut file = GetFile::new(&core).await.expect("a file");
    for _ in 0..100 {
        assert_eq!(file.chunk().await.expect("a piece").expect("more").len(), 1000);
    }
}

#[tokio::test]
async fn a_body_outside_of_calls_is_not_collected_without_end() {
    let body = Body::streamed(Again(vec![0; 8 * MIB].into(), Arc::default()));
    let error = body.collect().await.expect_err("too large");
    assert!(!error.is_connect() && !error.is_timeout(), "{error}");
    assert!(error.to_string().contains("134217728"), "{error}");
}

/// Sixteen MiB count for everything that is kept of one, and are checked before a piece is copied.
#[tokio::test]
async fn one_event_or_line_without_an_end_is_not_kept() {
    let lines = format!("data: {}\n", "x".repeat(1000));
    for text in [b"x", lines.as_bytes(), b"event: x", b": x"] {
        for repeat in [1000, 20 * MIB / text.len()] {
            let service = Endless::new(200, text.repeat(repeat));
            let core = client(&service).build().expect("a client");
            let mut events = GetEvents::new(&core).await.expect("events");
            let error = events.next().await.expect("an end").expect_err("too large");
            assert!(error.to_string().contains("16 MiB"), "{error}");
            assert!(service.taken() < 40 * MIB);
            assert!(events.next().await.is_none());
        }
    }
    for chunk in [1000, 20 * MIB] {
        let service = Endless::new(200, vec![b'x'; chunk]);
        let core = client(&service).build().expect("a client");
        let mut lines = GetLines::new(&core).await.expect("lines");
        let error = lines.next().await.expect("an end").expect_err("too large");
        assert!(error.to_string().contains("16 MiB"), "{error}");
    }
}

#[tokio::test]
async fn all_parts_of_an_event_count_together() {
    let part = "x".repeat(6 * MIB);
    let stream = format!("id: {part}\nevent: {part}\ndata: {part}\n\n");
    let core = client(&Endless::new(200, stream)).build().expect("a client");
    let mut events = GetEvents::new(&core).await.expect("events");
    let error = events.next().await.expect("an end").expect_err("too large");
    assert!(error.to_string().contains("16 MiB"), "{error}");
}
