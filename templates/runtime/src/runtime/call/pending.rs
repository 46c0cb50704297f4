use std::fmt;
use std::pin::Pin;
use std::task::{Context, Poll};

use super::exchange::exchange;
use super::operation::{Call, Operation, Plan};
use super::reply::Reply;
use super::request::Request;
use super::response::Response;
use super::sent::Sent;
use crate::runtime::CallError;
use crate::runtime::error::{Fault, Kind};
use crate::runtime::transport::BoxFuture;

/// A call on its way: the future of every operation. Nothing is sent before it is polled; dropping it ends the call.
///
/// The sending is the same code for all operations; only reading the reply is made for each.
#[must_use = "a call does nothing unless it is awaited"]
pub struct Pending<T, F> {
    reply: BoxFuture<'static, Sent>,
    settle: Settle<T, F>,
}

/// What an operation makes of it.
type Settle<T, F> = fn(Sent) -> Result<T, CallError<F>>;

impl<T, F> Pending<T, F> {
    #[inline]
    pub(super) fn new<O: Operation>(operation: &O, settle: Settle<T, F>) -> Self {
        // Made before the future starts, so that the arguments need not be `Sync`.
        let (call, request) = (operation.call().clone(), operation.request());
        Self {
            reply: start(call, const { &Plan::of::<O>() }, request),
            settle,
        }
    }
}

fn start(call: Call, plan: &'static Plan, request: Request) -> BoxFuture<'static, Sent> {
    Box::pin(exchange(call, plan, request))
}

impl<T, F> Future for Pending<T, F> {
    type Output = Result<T, CallError<F>>;

    #[inline]
    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Self::Output> {
        self.reply.as_mut().poll(context).map(self.settle)
    }
}

impl<T, F> fmt::Debug for Pending<T, F> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Pending(…)")
    }
}

/// Sends an operation; what the macro `operation!` calls.
#[inline]
pub fn send<O: Operation>(operation: O) -> Pending<O::Output, O::Failure> {
    Pending::new(&operation, |reply| settle::<O>(reply).map(|(output, _)| output))
}

/// Sends an operation that is needed afterwards.
#[inline]
pub fn send_by_reference<O: Operation>(operation: &O) -> Pending<O::Output, O::Failure> {
    Pending::new(operation, |reply| settle::<O>(reply).map(|(output, _)| output))
}

/// Sends an operation and keeps what comes around its output; what the macro `operation!` calls.
#[inline]
pub fn send_with_response<O: Operation>(operation: O) -> Pending<Response<O::Output>, O::Failure> {
    Pending::new(&operation, |reply| {
        settle::<O>(reply).map(|(output, reply)| Response::new(output, *reply))
    })
}

/// An output with the reply that it was read from, or the operation's error.
pub(super) type Settled<O> = Result<(<O as Operation>::Output, Box<Reply>), CallError<<O as Operation>::Failure>>;

/// What the reply of an operation means.
#[inline]
pub(super) fn settle<O: Operation>(reply: Sent) -> Settled<O> {
    let mut reply = reply.map_err(|fault| CallError::new(fault, None))?;
    if !reply.is_success() {
        let failure = O::failure(&reply);
        return Err(CallError::new(Fault::in_response(Kind::Status, reply, None), failure));
    }
    match O::success(&mut reply) {
        Ok(output) => Ok((output, reply)),
        Err(error) => {
            let fault = Fault::in_response(Kind::Decode, reply, Some(Box::new(error)));
            Err(CallError::new(fault, None))
        }
    }
}

/// The methods that send an operation.
#[doc(hidden)]
#[macro_export]
macro_rules! operation {
    ($name:ident) => {
        impl $name {
            /// Sends the request and returns the decoded response. `.await` on the request does the same.
            #[inline]
            pub fn send(
                self,
            ) -> $crate::runtime::Pending<
                <Self as $crate::runtime::Operation>::Output,
                <Self as $crate::runtime::Operation>::Failure,
            > {
                $crate::runtime::send(self)
            }

            /// Sends the request and returns the decoded response with its status, headers and request id.
            #[inline]
            pub fn send_with_response(
                self,
            ) -> $crate::runtime::Pending<
                $crate::runtime::Response<<Self as $crate::runtime::Operation>::Output>,
                <Self as $crate::runtime::Operation>::Failure,
            > {
                $crate::runtime::send_with_response(self)
            }

            /// Limits each attempt of this call, in place of the client's limit.
            pub fn timeout(mut self, limit: ::std::time::Duration) -> Self {
                $crate::runtime::Operation::call_mut(&mut self).set_timeout(limit);
                self
            }

            /// Limits this call as a whole, with all its attempts and the pauses between them.
            pub fn deadline(mut self, limit: ::std::time::Duration) -> Self {
                $crate::runtime::Operation::call_mut(&mut self).set_deadline(limit);
                self
            }

            /// Limits the bytes of the response that are kept in memory, in place of the client's limit.
            pub fn max_response(mut self, bytes: usize) -> Self {
                $crate::runtime::Operation::call_mut(&mut self).set_max_response(bytes);
                self
            }

            /// Repeats this call by another policy than the client's; `RetryPolicy::never()` sends it once.
            pub fn retry(mut self, policy: $crate::runtime::RetryPolicy) -> Self {
                $crate::runtime::Operation::call_mut(&mut self).set_retry(policy);
                self
            }

            /// Sends a header with this call, in place of the client's or the operation's own of that name. An
            /// invalid name or value makes the call fail.
            pub fn header(mut self, name: &str, value: &str) -> Self {
                $crate::runtime::Operation::call_mut(&mut self).set_header(name, value);
                self
            }
        }

        impl ::std::future::IntoFuture for $name {
            type Output = ::std::result::Result<
                <Self as $crate::runtime::Operation>::Output,
                $crate::runtime::CallError<<Self as $crate::runtime::Operation>::Failure>,
            >;
            type IntoFuture = $crate::runtime::Pending<
                <Self as $crate::runtime::Operation>::Output,
                <Self as $crate::runtime::Operation>::Failure,
            >;

            #[inline]
            fn into_future(self) -> Self::IntoFuture {
                $crate::runtime::send(self)
            }
        }
    };
}
