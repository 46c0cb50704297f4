//! `validate`: the limits that the document states, for those who ask.

use proc_macro2::{Literal, TokenStream};
use quote::quote;

use crate::emit::types::{Scope, ident};
use crate::plan::{Bound, Field, Model, Record, Type};

/// The table of a record's limits.
pub(super) fn record(model: &Model, record: &Record, scope: Scope<'_>) -> TokenStream {
    let name = ident(&model.name);
    let fields = record.fields.iter().filter_map(|field| {
        let (name, mut checks) = (ident(&field.name), checks(field));
        // What a group holds has the key of its branch.
        let wire = if field.is_group() { "" } else { field.wire() };
        if scope.checks(&field.ty) {
            checks.push(quote!(inside()));
        }
        (!checks.is_empty()).then(|| quote!(#name: #wire => #(#checks)*))
    });
    quote!(limits!(#name { #(#fields),* });)
}

/// The limits of a field's own value.
fn checks(field: &Field) -> Vec<TokenStream> {
    let sizes = |low: fn(&Bound) -> Option<u64>, high: fn(&Bound) -> Option<u64>| {
        range(
            field.bounds().iter().find_map(low).map(Literal::u64_unsuffixed),
            field.bounds().iter().find_map(high).map(Literal::u64_unsuffixed),
        )
    };
    let mut out = Vec::new();
    let pick = [
        ("length", sizes(min_length, max_length)),
        ("items", sizes(min_items, max_items)),
        ("keys", sizes(min_keys, max_keys)),
    ];
    for (check, range) in pick {
        let check = ident(check);
        out.extend(range.map(|range| quote!(#check(#range))));
    }
    out.extend(numbers(field));
    out
}

fn numbers(field: &Field) -> Vec<TokenStream> {
    let literal = |number: &serde_json::Number| literal(number, &field.ty);
    let (mut low, mut high, mut below, mut above) = (None, None, None, None);
    for bound in field.bounds() {
        match bound {
            Bound::Minimum(number) => low = literal(number),
            Bound::Maximum(number) => high = literal(number),
            Bound::Above(number) => above = literal(number),
            Bound::Below(number) => below = literal(number),
            _ => {}
        }
    }
    let within = match (low, high, below) {
        (low, None, Some(below)) => Some(quote!(#low..#below)),
        (None, None, None) => None,
        (low, None, None) => Some(quote!(#low..)),
        (low, Some(high), _) => Some(quote!(#low..=#high)),
    };
    let within = within.map(|range| quote!(within(#range)));
    within
        .into_iter()
        .chain(above.map(|above| quote!(above(#above))))
        .collect()
}

/// A bound as a literal of the field's type; one that does not fit says nothing.
fn literal(number: &serde_json::Number, ty: &Type) -> Option<TokenStream> {
    let text = match ty {
        Type::I32 => i32::try_from(number.as_i64()?).ok()?.to_string(),
        Type::I64 => number.as_i64()?.to_string(),
        Type::U32 => u32::try_from(number.as_u64()?).ok()?.to_string(),
        Type::U64 => number.as_u64()?.to_string(),
        Type::F64 => format!("{:?}", number.as_f64()?),
        Type::Quoted(inner) => return literal(number, inner),
        Type::Decimal => decimal(&number.to_string())?,
        _ => return None,
    };
    text.parse().ok()
}

/// A number as a decimal: its digits, and how many of them are behind the point.
fn decimal(number: &str) -> Option<String> {
    let (digits, exponent) = number.split_once(['e', 'E']).unwrap_or((number, "0"));
    let (whole, fraction) = digits.split_once('.').unwrap_or((digits, ""));
    let fraction = fraction.trim_end_matches('0');
    let digits: i64 = format!("{whole}{fraction}").parse().ok()?;
    let scale = i64::try_from(fraction.len()).ok()? - exponent.parse::<i64>().ok()?;
    let more = 10_i64.checked_pow(u32::try_from(-scale).unwrap_or(0))?;
    let scale = u32::try_from(scale).unwrap_or(0);
    let digits = digits.checked_mul(more).filter(|_| scale <= 28)?;
    Some(format!("rust_decimal::Decimal::new({digits}, {scale})"))
}

fn range(low: Option<Literal>, high: Option<Literal>) -> Option<TokenStream> {
    match (low, high) {
        (None, None) => None,
        (low, None) => Some(quote!(#low..)),
        (low, Some(high)) => Some(quote!(#low..=#high)),
    }
}

fn min_length(bound: &Bound) -> Option<u64> {
    if let Bound::MinLength(size) = bound {
        Some(*size)
    } else {
        None
    }
}

fn max_length(bound: &Bound) -> Option<u64> {
    if let Bound::MaxLength(size) = bound {
        Some(*size)
    } else {
        None
    }
}

fn min_items(bound: &Bound) -> Option<u64> {
    if let Bound::MinItems(size) = bound {
        Some(*size)
    } else {
        None
    }
}

fn max_items(bound: &Bound) -> Option<u64> {
    if let Bound::MaxItems(size) = bound {
        Some(*size)
    } else {
        None
    }
}

fn min_keys(bound: &Bound) -> Option<u64> {
    if let Bound::MinProperties(size) = bound {
        Some(*size)
    } else {
        None
    }
}

fn max_keys(bound: &Bound) -> Option<u64> {
    if let Bound::MaxProperties(size) = bound {
        Some(*size)
    } else {
        None
    }
}

#[cfg(test)]
mod tests {
    use super::decimal;

    #[test]
    fn a_decimal_is_digits_and_a_scale() {
        for (number, expected) in [
            ("0", Some("0, 0")),
            ("-1.50", Some("-15, 1")),
            ("0.01", Some("1, 2")),
            ("1e-7", Some("1, 7")),
            ("2.5e3", Some("2500, 0")),
            ("1e300", None),
            ("1e-30", None),
        ] {
            let expected = expected.map(|parts| format!("rust_decimal::Decimal::new({parts})"));
            assert_eq!(decimal(number), expected, "{number}");
        }
    }
}
