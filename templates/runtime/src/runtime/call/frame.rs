//! What every `impl Operation` has in the same words, as macros that stand among its items.
//!
//! In: what differs from operation to operation, in one line. Out: constants and methods of the trait. What a request
//! is made of is not here: generated code writes it out.

/// The facts about an operation, and the way to its call: `about!("id", GET "/path", Read)`. A method that is not a
/// word of Rust stands between quotes: `"M-SEARCH"`.
#[doc(hidden)]
#[macro_export]
macro_rules! about {
    ($id:literal, $method:ident $path:literal, $retry:ident) => {
        $crate::about!($id, (::std::stringify!($method)) $path, $retry);
    };
    ($id:literal, $method:literal $path:literal, $retry:ident) => {
        $crate::about!($id, ($method) $path, $retry);
    };
    ($id:literal, ($method:expr) $path:literal, $retry:ident) => {
        const INFO: $crate::runtime::OperationInfo = $crate::runtime::OperationInfo {
            id: $id,
            method: $method,
            path: $path,
            retry: $crate::runtime::Retry::$retry,
        };

        #[inline]
        fn call(&self) -> &$crate::runtime::Call {
            &self.call
        }

        #[inline]
        fn call_mut(&mut self) -> &mut $crate::runtime::Call {
            &mut self.call
        }
    };
}

/// How a success is read, whatever its status: `success!(json)`, by a function of `decode`.
#[doc(hidden)]
#[macro_export]
macro_rules! success {
    ($read:ident) => {
        #[inline]
        fn success(
            reply: &mut $crate::runtime::Reply,
        ) -> ::std::result::Result<Self::Output, $crate::runtime::DecodeError> {
            $crate::runtime::decode::$read(reply)
        }
    };
}

/// The error body of each status: `failure!(400 => BadRequest, 500..=599 => ServerError or Default, _ => Default)`,
/// with variants of `Failure`. The first row that fits is taken; a body that is not of the first form may be of the
/// form after `or`.
#[doc(hidden)]
#[macro_export]
macro_rules! failure {
    ($($status:pat => $variant:ident $(or $other:ident)?),* $(,)?) => {
        #[inline]
        #[allow(unreachable_patterns, overlapping_range_endpoints, clippy::match_overlapping_arm)]
        fn failure(reply: &$crate::runtime::Reply) -> ::std::option::Option<Self::Failure> {
            match reply.status.as_u16() {
                $($status => $crate::runtime::decode::failure(reply)
                    .map(<Self::Failure>::$variant)
                    $(.or_else(|| $crate::runtime::decode::failure(reply).map(<Self::Failure>::$other)))?,)*
                _ => None,
            }
        }
    };
}
