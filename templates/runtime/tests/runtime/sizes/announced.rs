//! Bodies whose length is known before they are read.

use bytes::Bytes;
use oasmith_runtime::runtime::{Body, BodySource, BoxFuture, TransportError};

/// Three pieces of eight bytes, announced with some length.
struct Announced {
    pieces: usize,
    length: Option<u64>,
}

impl BodySource for Announced {
    fn chunk(&mut self) -> BoxFuture<'_, Result<Option<Bytes>, TransportError>> {
        let is_left = self.pieces > 0;
        self.pieces -= usize::from(is_left);
        Box::pin(async move { Ok(is_left.then(|| Bytes::from_static(b"12345678"))) })
    }

    fn remaining(&self) -> Option<u64> {
        self.length
    }
}

/// The size of the buffer into which the body is read.
async fn buffer(length: Option<u64>) -> usize {
    let body = Body::streamed(Announced { pieces: 3, length })
        .collect()
        .await
        .expect("a body");
    assert_eq!(body.len(), 24);
    body.try_into_mut().expect("nobody else has it").capacity()
}

#[tokio::test]
async fn a_body_of_known_length_is_read_into_one_buffer() {
    assert_eq!(buffer(Some(24)).await, 24);
    assert_ne!(buffer(None).await, 24, "a buffer that grows has room to spare");
}

#[tokio::test]
async fn a_wrong_length_is_no_harm() {
    assert!(buffer(Some(9)).await >= 24);
    assert!(buffer(Some(64)).await >= 24);
}
