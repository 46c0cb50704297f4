//! Operations with any request, to see what goes over the wire.

use oasmith_runtime::runtime::{Call, Core, DecodeError, Operation, OperationInfo, Reply, Request, Retry};

macro_rules! probe {
    ($name:ident, $path:literal) => {
        pub(crate) struct $name {
            call: Call,
            request: Request,
        }

        impl $name {
            pub(crate) fn new(core: &Core, request: Request) -> Self {
                Self {
                    call: Call::new(core),
                    request,
                }
            }
        }

        impl Operation for $name {
            const INFO: OperationInfo = OperationInfo {
                id: "probe",
                method: "PUT",
                path: $path,
                retry: Retry::Idempotent,
            };
            type Output = ();
            type Failure = ();

            fn call(&self) -> &Call {
                &self.call
            }

            fn call_mut(&mut self) -> &mut Call {
                &mut self.call
            }

            fn request(&self) -> Request {
                self.request.clone()
            }

            fn success(_: &mut Reply) -> Result<Self::Output, DecodeError> {
                Ok(())
            }

            fn failure(_: &Reply) -> Option<Self::Failure> {
                None
            }
        }

        oasmith_runtime::runtime::operation!($name);
    };
}

probe!(Probe, "/a/{p}/z");
probe!(ProbeWithQuery, "/a?fixed=1");
probe!(
    ProbeWithAnything,
    "/!\"$&'()*+,-.:;<=>@[]^_`|~?!\"$&'()*+,-./:;<=>?@[\\]^_`|~ é"
);
// As only a hostile document would have it.
probe!(ProbeUpwards, "/%2e%2E/../other");
probe!(ProbeEncodedUpwards, "/%2e%2E/other");
