//! Conditions: what is known on one way only, and what is known after both.

use minijinja::machinery::ast::{BinOpKind, Expr, IfCond, IfExpr, UnaryOpKind};

use super::known::Known;
use super::walker::Walker;

impl<'a> Walker<'a> {
    pub(super) fn condition(&mut self, condition: &'a IfCond<'a>) {
        self.expression(&condition.expr);
        let before = self.scopes.clone();
        self.given(&condition.expr, true, |walker| walker.statements(&condition.true_body));
        let yes = std::mem::replace(&mut self.scopes, before);
        self.given(&condition.expr, false, |walker| {
            walker.statements(&condition.false_body)
        });
        self.meet(&yes);
    }

    /// Names after two ways that meet: what only one of them has set is not sure.
    fn meet(&mut self, other: &[std::collections::BTreeMap<String, Known<'a>>]) {
        let (Some(here), Some(other)) = (self.scopes.last_mut(), other.last()) else {
            return;
        };
        for (name, kind) in other {
            let known = here.get(name).cloned().unwrap_or(Known::Unsure);
            here.insert(name.clone(), known.or(kind.clone()));
        }
        for (name, kind) in here.iter_mut() {
            if !other.contains_key(name) {
                *kind = Known::Unsure;
            }
        }
    }

    pub(super) fn either(&mut self, choice: &'a IfExpr<'a>) -> Known<'a> {
        self.expression(&choice.test_expr);
        let mut yes = Known::Any;
        self.given(&choice.test_expr, true, |walker| {
            yes = walker.expression(&choice.true_expr)
        });
        let Some(other) = &choice.false_expr else {
            return yes;
        };
        let mut no = Known::Any;
        self.given(&choice.test_expr, false, |walker| no = walker.expression(other));
        yes.or(no)
    }

    /// Does something where a condition has come out so.
    pub(super) fn given(&mut self, condition: &Expr<'_>, outcome: bool, then: impl FnOnce(&mut Self)) {
        let before = self.there.len();
        self.learn(condition, outcome);
        then(self);
        self.there.truncate(before);
    }

    /// What an outcome tells about values that may be nothing.
    fn learn(&mut self, condition: &Expr<'_>, outcome: bool) {
        match condition {
            Expr::Var(_) | Expr::GetAttr(_) | Expr::GetItem(_) if outcome => {
                self.there.push(self.text(condition).to_owned());
            }
            Expr::UnaryOp(not) if matches!(not.op, UnaryOpKind::Not) => self.learn(&not.expr, !outcome),
            Expr::BinOp(both) if matches!((&both.op, outcome), (BinOpKind::ScAnd, true) | (BinOpKind::ScOr, false)) => {
                self.learn(&both.left, outcome);
                self.learn(&both.right, outcome);
            }
            Expr::Test(test) if test.name == "none" && !outcome => self.learn(&test.expr, true),
            Expr::Test(test) if ["string", "mapping", "sequence", "number"].contains(&test.name) && outcome => {
                self.learn(&test.expr, true);
            }
            _ => {}
        }
    }

    /// Whether a value may be nothing here, as far as is known.
    pub(super) fn may_be_nothing(&self, kind: &Known<'_>, at: &Expr<'_>) -> bool {
        let text = self.text(at);
        matches!(kind, Known::Maybe(_)) && !self.there.iter().any(|known| known == text)
    }
}
