//! Filters and tests: whether there are such, what they ask of what they are given, and what comes out.

use minijinja::context;
use minijinja::machinery::ast::{CallArg, Filter, Spanned, Test};

use super::expressions::constant_text;
use super::known::{Known, NUMBER, TEXT, TRUTH};
use super::nearest;
use super::walker::{Walker, bytes};

/// Filters, to name one that somebody may have meant.
const FILTERS: [&str; 38] = [
    "abs",
    "attr",
    "batch",
    "bool",
    "capitalize",
    "chain",
    "count",
    "default",
    "dictsort",
    "first",
    "float",
    "format",
    "groupby",
    "indent",
    "int",
    "items",
    "join",
    "last",
    "length",
    "lines",
    "list",
    "lower",
    "map",
    "max",
    "min",
    "reject",
    "rejectattr",
    "replace",
    "reverse",
    "round",
    "select",
    "selectattr",
    "sort",
    "split",
    "string",
    "trim",
    "unique",
    "upper",
];
const TESTS: [&str; 16] = [
    "defined",
    "divisibleby",
    "endingwith",
    "eq",
    "even",
    "false",
    "in",
    "mapping",
    "ne",
    "none",
    "number",
    "odd",
    "sequence",
    "startingwith",
    "string",
    "true",
];

impl<'a> Walker<'a> {
    pub(super) fn filter(&mut self, filter: &'a Spanned<Filter<'a>>) -> Known<'a> {
        let value = match &filter.expr {
            Some(value) if ["default", "d"].contains(&filter.name) => self.forgiving(value).there(),
            Some(value) => self.expression(value),
            None => TEXT,
        };
        let given = self.arguments(&filter.args);
        if !self.has("filter", filter.name) {
            let help = nearest::help(filter.name, FILTERS);
            self.fault(
                bytes(filter.span()),
                format!("there is no filter `{}`", filter.name),
                help,
            );
            return Known::Any;
        }
        let of_item = self.attribute_of_items(filter, &value);
        let item = || value.element().unwrap_or(Known::Any);
        let list = |kind| Known::List(Box::new(kind));
        match filter.name {
            "list" | "sort" | "reverse" | "unique" | "select" | "reject" | "selectattr" | "rejectattr" => match value {
                Known::Plain(_) => Known::Any,
                ref value => list(value.element().unwrap_or(Known::Any)),
            },
            "first" | "last" | "min" | "max" => item(),
            "slice" | "batch" => list(list(item())),
            "map" => list(of_item.unwrap_or(Known::Any)),
            "groupby" => list(Known::Tuple(vec![of_item.unwrap_or(Known::Any), list(item())])),
            "items" | "dictsort" => list(Known::Tuple(vec![TEXT, Known::Any])),
            "default" | "d" => given.into_iter().fold(value, |value, (_, other)| value.or(other)),
            "attr" => of_item.unwrap_or(Known::Any),
            "split" | "lines" => list(TEXT),
            "length" | "count" | "round" | "abs" | "int" | "float" | "sum" => NUMBER,
            "bool" => TRUTH,
            "chain" | "zip" => Known::Any,
            _ => TEXT,
        }
    }

    pub(super) fn test(&mut self, test: &'a Spanned<Test<'a>>) -> Known<'a> {
        match test.name {
            "defined" | "undefined" => self.forgiving(&test.expr),
            _ => self.expression(&test.expr),
        };
        self.arguments(&test.args);
        if !self.has("test", test.name) {
            let help = nearest::help(test.name, TESTS);
            self.fault(bytes(test.span()), format!("there is no test `{}`", test.name), help);
        }
        TRUTH
    }

    /// Whether the engine has a filter or a test.
    fn has(&self, what: &str, name: &str) -> bool {
        let asked = self.environment.compile_expression(if what == "filter" {
            "name is filter"
        } else {
            "name is test"
        });
        let answer = asked.and_then(|asked| asked.eval(context! { name }));
        answer.is_ok_and(|answer| answer.is_true())
    }

    /// The attribute that a filter looks at in what it is given, or in each element of it.
    fn attribute_of_items(&mut self, filter: &'a Spanned<Filter<'a>>, value: &Known<'a>) -> Option<Known<'a>> {
        let by_name = |wanted: &str| {
            filter.args.iter().find_map(|argument| match argument {
                CallArg::Kwarg(name, value) if *name == wanted => constant_text(value),
                _ => None,
            })
        };
        let first = || match filter.args.first() {
            Some(CallArg::Pos(value)) => constant_text(value),
            _ => None,
        };
        let name = match filter.name {
            "map" | "sort" | "unique" => by_name("attribute"),
            "groupby" => by_name("attribute").or_else(first),
            "selectattr" | "rejectattr" | "attr" => first(),
            _ => None,
        }?;
        let item = match filter.name {
            "attr" => value.clone(),
            _ => value.element().unwrap_or(Known::Any),
        };
        let of = filter.expr.as_ref().map(|of| self.text(of)).unwrap_or_default();
        let mut kind = item;
        for part in name.split('.') {
            kind = match kind.attribute(self.schema, part) {
                Ok(kind) => kind,
                Err(known) => {
                    let help = nearest::help(part, known.iter().map(String::as_str));
                    let whose = if filter.name == "attr" { "" } else { "what is in " };
                    self.fault(bytes(filter.span()), format!("{whose}`{of}` has no `{part}`"), help);
                    return None;
                }
            };
        }
        Some(kind)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_proposed_is_there() {
        let schema = serde_json::json!({});
        let walker = Walker::new(&schema, "", "");
        for name in FILTERS {
            assert!(walker.has("filter", name), "{name}");
        }
        for name in TESTS {
            assert!(walker.has("test", name), "{name}");
        }
        assert!(!walker.has("filter", "shout") && !walker.has("test", "loud"));
    }
}
