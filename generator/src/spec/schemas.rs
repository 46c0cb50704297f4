//! All schemas of a document by pointer, read on demand from the roots that operations reach.

use std::rc::Rc;

use indexmap::IndexMap;
use serde_json::Value;

use super::Document;
use super::annotations::Annotations;
use super::fault::Fault;
use super::schema::{Schema, check};
use crate::diag::{Code, Expected, Mismatch};
use crate::pointer::Pointer;

type Read<'a> = Result<Rc<Schema<'a>>, Fault>;

/// Reads schemas by pointer and keeps them. A schema that is no schema is a [`Fault`], the same one each time.
pub struct Schemas<'a> {
    document: &'a Document,
    annotations: &'a Annotations,
    read: IndexMap<Pointer, Read<'a>>,
}

impl<'a> Schemas<'a> {
    /// Nothing is read yet.
    pub fn new(document: &'a Document, annotations: &'a Annotations) -> Self {
        Self {
            document,
            annotations,
            read: IndexMap::new(),
        }
    }

    /// The schema at a place, as written (a `$ref` is not followed).
    pub fn at(&mut self, at: &Pointer) -> Read<'a> {
        if let Some(known) = self.read.get(at) {
            return known.clone();
        }
        let result = self.load(at);
        self.read.insert(at.clone(), result.clone());
        result
    }

    fn load(&self, at: &Pointer) -> Read<'a> {
        let absent = || Fault::new(Code::UnresolvedRef, at.clone(), format!("there is nothing at {at}"));
        match self.document.get(at).ok_or_else(absent)? {
            Value::Object(object) => {
                check(at, object)?;
                Ok(Rc::new(Schema::read(at, object, self.annotations)))
            }
            Value::Bool(true) => Ok(Rc::new(Schema::empty(at))),
            value => {
                let wrong = Mismatch::new("a schema", Expected::Schema, value);
                Err(Fault::new(Code::WrongType, at.clone(), wrong))
            }
        }
    }
}
