//! Swagger 2.0: what each of its words becomes and where its messages stand, and what goes over the wire.

mod small;
mod wire;
