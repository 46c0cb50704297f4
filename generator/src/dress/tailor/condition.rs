//! Conditions on features, as attributes state them.
//!
//! In: the tokens between the brackets of `cfg`. Out: whether the condition holds, if it is about features of the runtime alone.

use std::collections::BTreeSet;

use crate::lexer::Token;
use crate::plan::RuntimeFeature;

/// Whether a condition holds; `None` if it is about something else than features that are known.
pub(super) fn holds(condition: &[Token<'_>], on: &BTreeSet<RuntimeFeature>) -> Option<bool> {
    match condition {
        [name, equals, value] if name.text == "feature" && equals.text == "=" => {
            let name = value.text.trim_matches('"');
            let mut known = RuntimeFeature::ALL.iter();
            let feature = known.find(|feature| feature.name() == name);
            feature.map(|feature| on.contains(feature))
        }
        [operator, open, inner @ .., close] if open.text == "(" && close.text == ")" => {
            let each: Option<Vec<bool>> = arguments(inner).into_iter().map(|one| holds(one, on)).collect();
            let each = each?;
            match operator.text {
                "any" => Some(each.contains(&true)),
                "all" => Some(!each.contains(&false)),
                "not" => each.first().map(|holds| !holds),
                _ => None,
            }
        }
        _ => None,
    }
}

/// What commas part on the first level of brackets. A comma at the end parts nothing.
pub(super) fn arguments<'a, 'b>(tokens: &'b [Token<'a>]) -> Vec<&'b [Token<'a>]> {
    let (mut out, mut depth, mut start) = (Vec::new(), 0_usize, 0);
    for (at, token) in tokens.iter().enumerate() {
        match token.text {
            "(" => depth += 1,
            ")" => depth = depth.saturating_sub(1),
            "," if depth == 0 => {
                out.push(&tokens[start..at]);
                start = at + 1;
            }
            _ => {}
        }
    }
    if start < tokens.len() {
        out.push(&tokens[start..]);
    }
    out
}
