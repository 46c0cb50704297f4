//! Documents that are small or plain, and cost far more than others of their size wherever work is not linear.
//!
//! Each [`Shape`] is one kind of repetition and makes a document of any size. Nothing here is random: the same size is the
//! same text. `tests/growth.rs` compares what sizes 1× and 4× cost.

mod chains;
mod files;
mod lists;
mod operations;
mod templates;
mod texts;
mod unions;

use std::fmt::Write as _;

/// A kind of document, made in any size.
#[derive(Clone, Copy, Debug)]
pub struct Shape {
    /// What is repeated.
    pub name: &'static str,
    /// How often the test repeats it at size 1×.
    pub size: usize,
    /// The files of a document with so many repetitions: name and text. The first one is the document itself; those below
    /// `templates` are a layer of templates.
    pub files: fn(usize) -> Files,
}

/// Name and text of each file.
pub type Files = Vec<(String, String)>;

/// All shapes.
pub fn shapes() -> Vec<Shape> {
    [
        chains::SHAPES,
        unions::SHAPES,
        texts::SHAPES,
        files::SHAPES,
        lists::SHAPES,
        operations::SHAPES,
        templates::SHAPES,
    ]
    .concat()
}

const fn shape(name: &'static str, size: usize, files: fn(usize) -> Files) -> Shape {
    Shape { name, size, files }
}

/// A document with one operation that receives `Root`, and these lines below `components.schemas`, indented by four spaces.
fn with_schemas(schemas: &str) -> Files {
    alone(format!("{HEAD}{OPERATION}components:\n  schemas:\n{schemas}"))
}

/// A document of one file.
fn alone(text: String) -> Files {
    vec![("api.yaml".to_owned(), text)]
}

/// One line for each number below `count`.
fn each(count: usize, line: impl Fn(usize) -> String) -> String {
    let mut out = String::new();
    for index in 0..count {
        let _ = writeln!(out, "{}", line(index));
    }
    out
}

const HEAD: &str = "openapi: 3.0.3\ninfo: {title: Hostile, version: '1'}\n";

const OPERATION: &str = "paths:
  /things:
    post:
      operationId: send
      requestBody: {required: true, content: {application/json: {schema: {$ref: '#/components/schemas/Root'}}}}
      responses:
        '200': {description: Fine., content: {application/json: {schema: {$ref: '#/components/schemas/Root'}}}}
";
