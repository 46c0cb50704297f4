//! What the check knows at a place of the template: names with their kinds, and what is known to be there.

use std::collections::BTreeMap;
use std::ops::Range;

use minijinja::Environment;
use minijinja::machinery::Span;
use minijinja::machinery::ast::Expr;
use serde_json::Value;

use super::finding::Finding;
use super::known::Known;
use super::nearest;
use crate::dress::context::BESIDES;
use crate::dress::syntax::environment;

/// Functions that every template has.
pub(super) const FUNCTIONS: [&str; 4] = ["debug", "dict", "namespace", "range"];

/// Goes through a template.
pub(super) struct Walker<'a> {
    pub(super) schema: &'a Value,
    pub(super) source: &'a str,
    pub(super) environment: Environment<'static>,
    /// Names of the template, the innermost block last.
    pub(super) scopes: Vec<BTreeMap<String, Known<'a>>>,
    /// Texts of expressions that are known not to be nothing here.
    pub(super) there: Vec<String>,
    /// Macros that are being called, so that one that calls itself ends.
    pub(super) calls: Vec<&'a str>,
    faults: Vec<Finding>,
}

impl<'a> Walker<'a> {
    /// Before the first statement of a template: the context, and what it sees beside it.
    pub(super) fn new(schema: &'a Value, source: &'a str, name: &str) -> Self {
        let mut besides = BTreeMap::new();
        for (at, more) in schema.get(BESIDES).and_then(Value::as_object).into_iter().flatten() {
            let is_here = name == at || (at.starts_with('[') && name.contains(at.as_str()));
            for (name, schema_of) in more.as_object().into_iter().flatten().filter(|_| is_here) {
                besides.insert(name.clone(), Known::of(schema, schema_of));
            }
        }
        Self {
            schema,
            source,
            environment: environment(),
            scopes: vec![besides, BTreeMap::new()],
            there: Vec::new(),
            calls: Vec::new(),
            faults: Vec::new(),
        }
    }

    /// What was found.
    pub(super) fn faults(self) -> Vec<Finding> {
        self.faults
    }

    pub(super) fn fault(&mut self, at: Range<usize>, message: String, help: Option<String>) {
        self.faults.push(Finding { at, message, help });
    }

    /// The text of an expression.
    pub(super) fn text(&self, of: &Expr<'_>) -> &'a str {
        self.source.get(range(of)).unwrap_or_default()
    }

    /// What a name stands for; `None` if nothing has it.
    pub(super) fn lookup(&self, name: &str) -> Option<Known<'a>> {
        let own = self.scopes.iter().rev().find_map(|scope| scope.get(name));
        own.cloned().or_else(|| {
            let properties = self.schema.get("properties")?;
            Some(Known::of(self.schema, properties.get(name)?))
        })
    }

    /// What a name stands for; a fault if nothing has it.
    pub(super) fn name(&mut self, name: &str, at: Range<usize>) -> Known<'a> {
        match self.lookup(name) {
            Some(Known::Unsure) => {
                let help = "set it before, or on the other ways too".to_owned();
                self.fault(
                    at,
                    format!("`{name}` is set on only some of the ways that lead here"),
                    Some(help),
                );
                Known::Any
            }
            Some(kind) => kind,
            None if FUNCTIONS.contains(&name) || name == "self" => Known::Any,
            None => {
                let help = nearest::help(name, self.known().iter().map(String::as_str));
                self.fault(at, format!("there is no `{name}`"), help);
                Known::Any
            }
        }
    }

    fn known(&self) -> Vec<String> {
        let own = self.scopes.iter().flat_map(|scope| scope.keys().cloned());
        let properties = self.schema.get("properties").and_then(Value::as_object);
        own.chain(properties.into_iter().flatten().map(|(name, _)| name.clone()))
            .collect()
    }

    /// Gives a name to something, in the innermost block.
    pub(super) fn bind(&mut self, name: &str, kind: Known<'a>) {
        if let Some(scope) = self.scopes.last_mut() {
            scope.insert(name.to_owned(), kind);
        }
    }

    /// Does something in a block of its own.
    pub(super) fn inside(&mut self, then: impl FnOnce(&mut Self)) {
        self.scopes.push(BTreeMap::new());
        then(self);
        self.scopes.pop();
    }
}

/// The bytes of an expression from its beginning: spans of the parser begin at the last step but one.
pub(super) fn range(of: &Expr<'_>) -> Range<usize> {
    let base = match of {
        Expr::GetAttr(get) => Some(&get.expr),
        Expr::GetItem(get) => Some(&get.expr),
        Expr::Slice(slice) => Some(&slice.expr),
        Expr::Call(call) => Some(&call.expr),
        Expr::Filter(filter) => filter.expr.as_ref(),
        Expr::Test(test) => Some(&test.expr),
        _ => None,
    };
    let own = bytes(of.span());
    base.map_or(own.start, |base| range(base).start.min(own.start))..own.end
}

/// The bytes of a span.
pub(super) fn bytes(span: Span) -> Range<usize> {
    span.start_offset as usize..span.end_offset as usize
}
