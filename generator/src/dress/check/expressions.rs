//! Expressions: what they name, and what is known of their value.

use std::collections::BTreeMap;
use std::ops::Range;

use minijinja::machinery::ast::{BinOp, BinOpKind, Const, Expr, GetItem, UnaryOpKind};

use super::known::{Known, NUMBER, TEXT, TRUTH};
use super::nearest;
use super::walker::{Walker, range};

impl<'a> Walker<'a> {
    pub(super) fn expression(&mut self, expression: &'a Expr<'a>) -> Known<'a> {
        match expression {
            Expr::Var(variable) => self.name(variable.id, range(expression)),
            Expr::Const(constant) => of_constant(constant),
            Expr::GetAttr(get) => {
                let base = self.expression(&get.expr);
                self.attribute(&base, &get.expr, get.name, range(expression))
            }
            Expr::GetItem(get) => self.item(get, range(expression)),
            Expr::Slice(slice) => {
                let parts = [&slice.start, &slice.stop, &slice.step];
                parts.into_iter().flatten().for_each(|part| drop(self.expression(part)));
                self.expression(&slice.expr)
            }
            Expr::UnaryOp(operation) => {
                self.expression(&operation.expr);
                match operation.op {
                    UnaryOpKind::Not => TRUTH,
                    UnaryOpKind::Neg => NUMBER,
                }
            }
            Expr::BinOp(operation) => self.operation(operation),
            Expr::Compare(compare) => {
                self.expression(&compare.expr);
                compare.ops.iter().for_each(|with| drop(self.expression(&with.expr)));
                TRUTH
            }
            Expr::IfExpr(choice) => self.either(choice),
            Expr::Filter(filter) => self.filter(filter),
            Expr::Test(test) => self.test(test),
            Expr::Call(call) => self.call(call),
            Expr::List(list) => {
                let kinds: Vec<Known<'a>> = list.items.iter().map(|item| self.expression(item)).collect();
                Known::List(Box::new(kinds.into_iter().reduce(Known::or).unwrap_or(Known::Any)))
            }
            Expr::Tuple(tuple) => Known::Tuple(tuple.items.iter().map(|item| self.expression(item)).collect()),
            Expr::Map(map) => {
                let mut entries = BTreeMap::new();
                for (key, value) in map.keys.iter().zip(&map.values) {
                    let kind = self.expression(value);
                    match constant_text(key) {
                        Some(key) => drop(entries.insert(key, kind)),
                        None => drop(self.expression(key)),
                    }
                }
                Known::Made(entries)
            }
        }
    }

    fn operation(&mut self, operation: &'a BinOp<'a>) -> Known<'a> {
        let left = self.expression(&operation.left);
        let outcome = match operation.op {
            BinOpKind::ScAnd => Some(true),
            BinOpKind::ScOr => Some(false),
            _ => None,
        };
        let mut right = Known::Any;
        match outcome {
            Some(outcome) => self.given(&operation.left, outcome, |walker| {
                right = walker.expression(&operation.right)
            }),
            None => right = self.expression(&operation.right),
        }
        match operation.op {
            BinOpKind::ScOr => left.there().or(right),
            BinOpKind::ScAnd => left.or(right),
            BinOpKind::Concat => TEXT,
            BinOpKind::Add => left.or(right),
            BinOpKind::Eq | BinOpKind::Ne | BinOpKind::Lt | BinOpKind::Lte | BinOpKind::Gt | BinOpKind::Gte => TRUTH,
            BinOpKind::In => TRUTH,
            BinOpKind::Mul => Known::Any,
            BinOpKind::Sub | BinOpKind::Div | BinOpKind::FloorDiv | BinOpKind::Rem | BinOpKind::Pow => NUMBER,
        }
    }

    /// `base.name`; a fault if there is no such thing.
    pub(super) fn attribute(&mut self, base: &Known<'a>, of: &Expr<'a>, name: &str, at: Range<usize>) -> Known<'a> {
        let text = self.text(of);
        if self.may_be_nothing(base, of) {
            let help = format!("ask first: `{{% if {text} %}}`");
            self.fault(
                at.clone(),
                format!("`{text}` may be nothing, and then has no `{name}`"),
                Some(help),
            );
        }
        match base.attribute(self.schema, name) {
            Ok(kind) => kind,
            Err(known) if known.is_empty() => {
                self.fault(at, format!("`{text}` is {} and has no `{name}`", base.words()), None);
                Known::Any
            }
            Err(known) => {
                let help = nearest::help(name, known.iter().map(String::as_str));
                self.fault(at, format!("`{text}` has no `{name}`"), help);
                Known::Any
            }
        }
    }

    fn item(&mut self, get: &'a GetItem<'a>, at: Range<usize>) -> Known<'a> {
        let base = self.expression(&get.expr);
        if let Some(name) = constant_text(&get.subscript_expr) {
            return self.attribute(&base, &get.expr, &name, at);
        }
        self.expression(&get.subscript_expr);
        match base.there() {
            list @ (Known::List(_) | Known::Tuple(_)) => list.element().unwrap_or(Known::Any),
            _ => Known::Any,
        }
    }

    /// An expression that may end in something that is not there.
    pub(super) fn forgiving(&mut self, expression: &'a Expr<'a>) -> Known<'a> {
        match expression {
            Expr::GetAttr(get) => {
                let base = self.expression(&get.expr);
                base.attribute(self.schema, get.name).unwrap_or(Known::Any)
            }
            Expr::Var(variable) => self.lookup(variable.id).unwrap_or(Known::Any),
            other => self.expression(other),
        }
    }
}

fn of_constant(constant: &Const) -> Known<'static> {
    use minijinja::value::ValueKind;
    match constant.value.kind() {
        ValueKind::String => TEXT,
        ValueKind::Number => NUMBER,
        ValueKind::Bool => TRUTH,
        ValueKind::None => Known::Maybe(Box::new(Known::Any)),
        _ => Known::Any,
    }
}

/// The text of an expression that is one.
pub(super) fn constant_text(expression: &Expr<'_>) -> Option<String> {
    match expression {
        Expr::Const(constant) => constant.value.as_str().map(str::to_owned),
        _ => None,
    }
}
