//! A client of three operations, written the way the generator writes them.

use oasmith_runtime::runtime::{
    Call, Core, CoreBuilder, DecodeError, Operation, OperationInfo, Paged, Reply, Request, Retry, Server, decode,
};
use serde::{Deserialize, Serialize};

pub(crate) const SERVER: Server = Server {
    template: "https://{region}.example.com/api/v1/tenants/{tenant}",
    variables: &[("region", ""), ("tenant", "")],
};

pub(crate) fn builder() -> CoreBuilder {
    Core::builder(SERVER)
        .variable("region", "west")
        .variable("tenant", "acme")
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(crate) struct Thing {
    pub(crate) id: String,
    pub(crate) size: i64,
}

#[derive(Debug, PartialEq, Deserialize)]
pub(crate) struct ApiFailure {
    pub(crate) error: ApiFailureBody,
}

#[derive(Debug, PartialEq, Deserialize)]
pub(crate) struct ApiFailureBody {
    pub(crate) code: i64,
    pub(crate) message: String,
}

#[derive(Clone, Debug)]
pub(crate) struct GetThing {
    call: Call,
    id: String,
}

impl GetThing {
    pub(crate) fn new(core: &Core, id: impl Into<String>) -> Self {
        Self {
            call: Call::new(core),
            id: id.into(),
        }
    }
}

impl Operation for GetThing {
    const INFO: OperationInfo = OperationInfo {
        id: "getThing",
        method: "GET",
        path: "/things/{thingId}",
        retry: Retry::Read,
    };
    type Output = Thing;
    type Failure = ApiFailure;

    fn call(&self) -> &Call {
        &self.call
    }

    fn call_mut(&mut self) -> &mut Call {
        &mut self.call
    }

    fn request(&self) -> Request {
        Request::new().path("thingId", &self.id)
    }

    fn success(reply: &mut Reply) -> Result<Self::Output, DecodeError> {
        decode::json(reply)
    }

    fn failure(reply: &Reply) -> Option<Self::Failure> {
        decode::failure(reply)
    }
}

oasmith_runtime::runtime::operation!(GetThing);

#[derive(Clone, Debug)]
pub(crate) struct WriteThings {
    call: Call,
    things: Vec<Thing>,
}

impl WriteThings {
    pub(crate) fn new(core: &Core, things: Vec<Thing>) -> Self {
        Self {
            call: Call::new(core),
            things,
        }
    }
}

impl Operation for WriteThings {
    const INFO: OperationInfo = OperationInfo {
        id: "writeThings",
        method: "POST",
        path: "/things",
        retry: Retry::Create,
    };
    type Output = ();
    type Failure = ApiFailure;

    fn call(&self) -> &Call {
        &self.call
    }

    fn call_mut(&mut self) -> &mut Call {
        &mut self.call
    }

    fn request(&self) -> Request {
        Request::new().json(&self.things)
    }

    fn success(reply: &mut Reply) -> Result<Self::Output, DecodeError> {
        decode::empty(reply)
    }

    fn failure(reply: &Reply) -> Option<Self::Failure> {
        decode::failure(reply)
    }
}

oasmith_runtime::runtime::operation!(WriteThings);

#[derive(Clone, Debug)]
pub(crate) struct ListThings {
    call: Call,
    limit: Option<i64>,
    cursor: Option<String>,
}

impl ListThings {
    pub(crate) fn new(core: &Core) -> Self {
        Self {
            call: Call::new(core),
            limit: None,
            cursor: None,
        }
    }

    pub(crate) fn limit(mut self, limit: i64) -> Self {
        self.limit = Some(limit);
        self
    }
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct ThingPage {
    pub(crate) items: Vec<Thing>,
    pub(crate) next_cursor: Option<String>,
}

impl Operation for ListThings {
    const INFO: OperationInfo = OperationInfo {
        id: "listThings",
        method: "GET",
        path: "/things",
        retry: Retry::Read,
    };
    type Output = ThingPage;
    type Failure = ApiFailure;

    fn call(&self) -> &Call {
        &self.call
    }

    fn call_mut(&mut self) -> &mut Call {
        &mut self.call
    }

    fn request(&self) -> Request {
        Request::new().query("limit", &self.limit).query("cursor", &self.cursor)
    }

    fn success(reply: &mut Reply) -> Result<Self::Output, DecodeError> {
        decode::json(reply)
    }

    fn failure(reply: &Reply) -> Option<Self::Failure> {
        decode::failure(reply)
    }
}

impl Paged for ListThings {
    type Item = Thing;

    fn cursor(&self) -> Option<&str> {
        self.cursor.as_deref()
    }

    fn set_cursor(&mut self, cursor: String) {
        self.cursor = Some(cursor);
    }

    fn split(page: Self::Output) -> (Vec<Self::Item>, Option<String>) {
        (page.items, page.next_cursor)
    }

    fn next_cursor(page: &Self::Output) -> Option<String> {
        page.next_cursor.clone()
    }
}

oasmith_runtime::runtime::operation!(ListThings);
oasmith_runtime::runtime::paged!(ListThings);
