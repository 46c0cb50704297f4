//! Statements: what they name, and what they give a name to.

use minijinja::machinery::ast::{Expr, ForLoop, Macro, Stmt};

use super::known::{Known, TEXT};
use super::walker::{Walker, range};

impl<'a> Walker<'a> {
    pub(super) fn statements(&mut self, all: &'a [Stmt<'a>]) {
        all.iter().for_each(|one| self.statement(one));
    }

    pub(super) fn statement(&mut self, statement: &'a Stmt<'a>) {
        match statement {
            Stmt::Template(template) => self.statements(&template.children),
            Stmt::EmitRaw(_) => {}
            Stmt::EmitExpr(emit) => self.emit(&emit.expr),
            Stmt::ForLoop(each) => self.for_loop(each),
            Stmt::IfCond(condition) => self.condition(condition),
            Stmt::WithBlock(with) => self.inside(|walker| {
                for (target, value) in &with.assignments {
                    let kind = walker.expression(value);
                    walker.assign(target, kind);
                }
                walker.statements(&with.body);
            }),
            Stmt::Set(set) => {
                let kind = self.expression(&set.expr);
                self.assign(&set.target, kind);
            }
            Stmt::SetBlock(set) => {
                self.inside(|walker| walker.statements(&set.body));
                set.filter.iter().for_each(|filter| drop(self.expression(filter)));
                self.assign(&set.target, TEXT);
            }
            Stmt::AutoEscape(escape) => {
                self.expression(&escape.enabled);
                self.inside(|walker| walker.statements(&escape.body));
            }
            Stmt::FilterBlock(block) => {
                self.expression(&block.filter);
                self.inside(|walker| walker.statements(&block.body));
            }
            Stmt::Block(block) => self.inside(|walker| {
                walker.bind("super", Known::Any);
                walker.statements(&block.body);
            }),
            Stmt::Macro(declared) => {
                self.bind(declared.name, Known::Macro(declared, self.scopes.len()));
                self.macro_body(declared, self.scopes.len(), &[]);
            }
            Stmt::CallBlock(block) => {
                self.call(&block.call);
                self.macro_body(&block.macro_decl, self.scopes.len(), &[]);
            }
            Stmt::Do(todo) => drop(self.call(&todo.call)),
            Stmt::Import(import) => self.taken_in(&import.expr),
            Stmt::FromImport(import) => self.taken_in(&import.expr),
            Stmt::Extends(extends) => self.taken_in(&extends.name),
            Stmt::Include(include) => self.taken_in(&include.name),
        }
    }

    /// A hole: what may be nothing cannot be written.
    fn emit(&mut self, value: &'a Expr<'a>) {
        let kind = self.expression(value);
        if self.may_be_nothing(&kind, value) {
            let text = self.text(value);
            let help = format!("ask first: `{{% if {text} %}}`");
            self.fault(
                range(value),
                format!("`{text}` may be nothing, which cannot be written"),
                Some(help),
            );
        }
    }

    fn taken_in(&mut self, name: &Expr<'_>) {
        let help = "write what both need into both; a macro is of the template that declares it".to_owned();
        let message = "a template cannot take in another one".to_owned();
        self.fault(range(name), message, Some(help));
    }

    fn for_loop(&mut self, each: &'a ForLoop<'a>) {
        let list = self.expression(&each.iter);
        let element = self.element(&list, &each.iter);
        self.inside(|walker| {
            walker.assign(&each.target, element);
            each.filter_expr
                .iter()
                .for_each(|filter| drop(walker.expression(filter)));
            walker.bind("loop", Known::Loop);
            walker.statements(&each.body);
        });
        self.inside(|walker| walker.statements(&each.else_body));
    }

    /// What a loop over a value sees; a fault if there is no such loop.
    fn element(&mut self, list: &Known<'a>, at: &Expr<'a>) -> Known<'a> {
        let text = self.text(at);
        if self.may_be_nothing(list, at) {
            let help = format!("ask first: `{{% if {text} %}}`");
            self.fault(range(at), format!("`{text}` may be nothing"), Some(help));
        }
        match list.element() {
            Some(element) => element,
            None => {
                self.fault(range(at), format!("`{text}` is {}, not a list", list.words()), None);
                Known::Any
            }
        }
    }

    /// Gives a name to a value, or names to its parts.
    pub(super) fn assign(&mut self, target: &'a Expr<'a>, kind: Known<'a>) {
        let each = match target {
            Expr::Var(variable) => return self.bind(variable.id, kind),
            Expr::List(list) => &list.items,
            Expr::Tuple(tuple) => &tuple.items,
            other => return drop(self.expression(other)),
        };
        for (at, target) in each.iter().enumerate() {
            let part = match &kind {
                Known::Tuple(kinds) => kinds.get(at).cloned(),
                kind => kind.element(),
            };
            self.assign(target, part.unwrap_or(Known::Any));
        }
    }

    /// What a macro does, with what is known of its arguments. It sees the names that there are where it is declared: those of
    /// so many blocks.
    pub(super) fn macro_body(&mut self, declared: &'a Macro<'a>, blocks: usize, given: &[(Option<&str>, Known<'a>)]) {
        if self.calls.contains(&declared.name) && !given.is_empty() {
            return;
        }
        self.calls.push(declared.name);
        let caller = self.scopes.split_off(blocks.min(self.scopes.len()));
        let optional = declared.args.len().saturating_sub(declared.defaults.len());
        self.inside(|walker| {
            walker.bind("caller", Known::Any);
            for (at, argument) in declared.args.iter().enumerate() {
                let default = at.checked_sub(optional).and_then(|at| declared.defaults.get(at));
                let default = default.map(|default| walker.expression(default));
                let Expr::Var(name) = argument else { continue };
                let by_name = given.iter().find(|(word, _)| *word == Some(name.id));
                let by_place = given.iter().filter(|(word, _)| word.is_none()).nth(at);
                let kind = by_name.or(by_place).map(|(_, kind)| kind.clone());
                walker.bind(
                    name.id,
                    kind.or(default.filter(|_| !given.is_empty())).unwrap_or(Known::Any),
                );
            }
            walker.statements(&declared.body);
        });
        self.scopes.extend(caller);
        self.calls.pop();
    }
}
