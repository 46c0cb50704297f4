//! OpenAPI 3.2: what each of its words becomes, and what goes over the wire.

mod small;
mod wire;
