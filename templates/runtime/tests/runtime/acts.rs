//! One operation of each kind, as far as sending it again goes.

use std::marker::PhantomData;

use oasmith_runtime::runtime::{
    Call, Core, DecodeError, Error, Operation, OperationInfo, Reply, Request, Response, Retry, Success, decode,
    send_with_response,
};

pub(crate) trait Kind: Send + 'static {
    const RETRY: Retry;
    const REPEATABLE: &'static [u16] = &[];
    const RESULTS: Option<&'static str> = None;
    const SUCCESS: Success = Success::UNDECLARED;
}

macro_rules! kinds {
    ($($name:ident $retry:ident $({ $($also:tt)* })?)*) => {$(
        pub(crate) struct $name;

        impl Kind for $name {
            const RETRY: Retry = Retry::$retry;
            $($($also)*)?
        }
    )*};
}

kinds! {
    Read Read
    Idempotent Idempotent
    Keyed Keyed
    Create Create
    KeyedWithResults Keyed { const RESULTS: Option<&'static str> = Some("/error/partial"); }
    IdempotentWithResults Idempotent { const RESULTS: Option<&'static str> = Some("/error/partial"); }
    KeyedAlsoAfter500 Keyed { const REPEATABLE: &'static [u16] = &[500]; }
    CreateAlsoAfter500 Create { const REPEATABLE: &'static [u16] = &[500]; }
}

/// An operation of this kind.
pub(crate) struct Act<K> {
    call: Call,
    kind: PhantomData<K>,
}

impl<K: Kind> Operation for Act<K> {
    const INFO: OperationInfo = OperationInfo {
        id: "act",
        method: "POST",
        path: "/act",
        retry: K::RETRY,
    };
    const REPEATABLE: &'static [u16] = K::REPEATABLE;
    const RESULTS: Option<&'static str> = K::RESULTS;
    type Output = serde_json::Value;
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

    fn failure(_: &Reply) -> Option<Self::Failure> {
        None
    }
}

/// Sends an operation of this kind.
pub(crate) async fn act<K: Kind>(core: &Core) -> Result<Response<serde_json::Value>, Error> {
    let act = Act::<K> {
        call: Call::new(core),
        kind: PhantomData,
    };
    Ok(send_with_response(act).await?)
}
