//! Calls: of macros, of functions, and of what cannot be called.

use minijinja::machinery::ast::{Call, CallArg, CallType, Spanned};

use super::known::{Known, NUMBER, TEXT};
use super::nearest;
use super::walker::{FUNCTIONS, Walker, range};

impl<'a> Walker<'a> {
    pub(super) fn call(&mut self, call: &'a Spanned<Call<'a>>) -> Known<'a> {
        let given = self.arguments(&call.args);
        match call.identify_call() {
            CallType::Function(name) => self.function(name, call, &given),
            CallType::Method(base, name) => {
                let base = self.expression(base);
                match base {
                    Known::Any => {}
                    Known::Loop if ["cycle", "changed"].contains(&name) => {}
                    _ => {
                        let help = "values have no methods here; a filter may do it: `value | upper`".to_owned();
                        self.fault(range(&call.expr), format!("there is no method `{name}`"), Some(help));
                    }
                }
                Known::Any
            }
            CallType::Block(_) => TEXT,
            CallType::Object(callee) => {
                self.expression(callee);
                Known::Any
            }
        }
    }

    fn function(&mut self, name: &str, call: &'a Spanned<Call<'a>>, given: &[(Option<&str>, Known<'a>)]) -> Known<'a> {
        match (self.lookup(name), name) {
            (Some(Known::Macro(declared, blocks)), _) => {
                if !given.is_empty() {
                    self.macro_body(declared, blocks, given);
                }
                TEXT
            }
            (Some(Known::Any | Known::Loop), _) => TEXT,
            (Some(kind), _) => {
                self.fault(
                    range(&call.expr),
                    format!("`{name}` is {}, not a function", kind.words()),
                    None,
                );
                Known::Any
            }
            (None, "range") => Known::List(Box::new(NUMBER)),
            (None, name) if FUNCTIONS.contains(&name) => Known::Any,
            (None, name) => {
                let help = nearest::help(name, FUNCTIONS);
                self.fault(
                    range(&call.expr),
                    format!("there is no function or macro `{name}`"),
                    help,
                );
                Known::Any
            }
        }
    }

    /// What is known of arguments, with the names of those that have one.
    pub(super) fn arguments(&mut self, arguments: &'a [CallArg<'a>]) -> Vec<(Option<&'a str>, Known<'a>)> {
        let each = arguments.iter().map(|argument| match argument {
            CallArg::Pos(value) => (None, self.expression(value)),
            CallArg::Kwarg(name, value) => (Some(*name), self.expression(value)),
            CallArg::PosSplat(value) | CallArg::KwargSplat(value) => {
                self.expression(value);
                (None, Known::Any)
            }
        });
        each.collect()
    }
}
