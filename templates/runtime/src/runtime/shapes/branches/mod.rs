//! The table of a union's branches: how each is told apart, read and written, what limits it has, and what becomes one
//! by `From`.

mod read;
mod write;

/// Implements `Serialize` and `Deserialize` of a union, its limits and its `From`:
/// `union!(Name by strategy { rows } or Unknown)`.
///
/// | strategy | row | the branch is |
/// |---|---|---|
/// | `tag "type"` | `Variant: "text" \| "other"` | the whole object, if the property is one of these strings |
/// | `constant "type"` | `Variant: Integer(1) \| Text("one") \| Null` | the same, if the constants are not all strings |
/// | `key` | `Variant: "key"` | the value below the key |
/// | | `Variant: has "key" \| "other"` | the whole object, if it has one of the keys |
/// | | `Variant: else` | the whole value, if it is none of the branches before |
/// | `kind` | `Variant: Integer \| Number` | the value, if it is of one of these kinds |
/// | `look` | `Variant: is Integer \| Number` | the value, if it is of one of these kinds |
/// | | `Variant: tag "type" Text("text") \| Other` | the whole object, if the property is one of these |
/// | | `Variant: has "key" \| "other"` | the whole object, if it has one of the keys |
/// | | `Variant: else` | the whole object, if it can be read as one and is none of the branches before |
/// | `trial` | `Variant` | the value, if it can be read as one and as none of the branches before |
/// | | `Variant of "key" \| "other"` | the same, but after the branches that have more of its keys; with `or Unknown` it must have one of them |
/// | | `Variant when "key" = Text("one") and "other" = Null` | the same, if these properties are that where they are there |
///
/// Then a row may have, in this order:
///
/// - `as text`, `boolean`, `integer`, `float` or `number`: a scalar, which needs no decoder. `as quoted`: numbers in quotes, `as finite`:
///   numbers that may be NaN, which is refused, as in [`record!`](crate::record). `as flag` and `as empty`: nothing,
///   which is `true` and `{}` on the wire.
/// - of a branch with a tag: `as tag` is one that holds nothing else; `as tagged` one that holds the rest of the object; `as retagged`
///   one that holds all of it, in which the tag could be that of another branch or be missing, so the union writes it.
/// - `with limits`: what the branch holds has limits.
/// - `from(Type, …)`: what becomes the branch by `From`.
///
/// A value that is none of the branches is kept in `Unknown(UnknownJson)`, or is an error without `or Unknown`.
#[doc(hidden)]
#[macro_export]
macro_rules! union {
    ($name:ident by tag $tag:literal {
        $($variant:ident: $($text:literal)|+ $(as $mark:ident)? $(with $limits:ident)? $(from($($source:ty),+))?),* $(,)?
    } $(or $unknown:ident)?) => {
        $crate::union_read!($name, input, match input.tag($tag) {
            $(Some($($text)|+) => $crate::union_tagged!(input $variant $tag $(as $mark)?),)*
            _ => $crate::union_else!(input, input.no_tag("string", $tag), $($unknown)?),
        });
        $crate::union_write!($name {
            $($variant (tag $tag [$($crate::runtime::union::Tag::Text($text)),+]) $(as $mark)?,)*
        } $($unknown)?);
        $crate::variant_parts!($name { $($variant () [$($limits)?] [$($($source),+)?],)* });
    };
    ($name:ident by constant $tag:literal {
        $(
            $variant:ident: $($constant:ident $(($($value:tt)+))?)|+
            $(as $mark:ident)? $(with $limits:ident)? $(from($($source:ty),+))?
        ),* $(,)?
    } $(or $unknown:ident)?) => {
        $crate::union_read!($name, input, match input.constant($tag) {
            $($($crate::runtime::union::Tag::$constant $(($($value)+))?)|+ => $crate::union_tagged!(input $variant $tag $(as $mark)?),)*
            _ => $crate::union_else!(input, input.no_tag("value", $tag), $($unknown)?),
        });
        $crate::union_write!($name {
            $($variant (tag $tag [$($crate::runtime::union::Tag::$constant $(($($value)+))?),+]) $(as $mark)?,)*
        } $($unknown)?);
        $crate::variant_parts!($name { $($variant () [$($limits)?] [$($($source),+)?],)* });
    };
    ($name:ident by key $rows:tt $(or $unknown:ident)?) => {
        $crate::union_by_key!($name [$($unknown)?] ($($unknown)?) $rows);
    };
    ($name:ident by kind {
        $($variant:ident: $($kind:ident)|+ $(as $mark:ident)? $(with $limits:ident)? $(from($($source:ty),+))?),* $(,)?
    } $(or $unknown:ident)?) => {
        $crate::union_read!($name, input, match input.kind() {
            $($($crate::runtime::union::Kind::$kind)|+ => $crate::union_value!(input $variant $(as $mark)?),)*
            _ => $crate::union_else!(input, input.no_kind(&[$($($crate::runtime::union::Kind::$kind),+),*]), $($unknown)?),
        });
        $crate::union_write!($name { $($variant () $(as $mark)?,)* } $($unknown)?);
        $crate::variant_parts!($name { $($variant () [$($limits)?] [$($($source),+)?],)* });
    };
    ($name:ident by look {
        $(
            $variant:ident: $(is $($kind:ident)|+)? $(has $($key:literal)|+)?
            $(tag $tag:literal $($constant:ident $(($($value:tt)+))?)|+)? $(else)?
            $(as $mark:ident)? $(with $limits:ident)? $(from($($source:ty),+))?
        ),* $(,)?
    } $(or $unknown:ident)?) => {
        $crate::union_read!($name, input, {
            $($crate::union_look!(
                input $variant $(is $($kind)|+)? $(has $($key)|+)? $(tag $tag $($constant $(($($value)+))?)|+)? $(, as $mark)?
            );)*
            $crate::union_else!(input, input.no_branch("expected a known branch"), $($unknown)?)
        });
        $crate::union_write!($name {
            $($variant ($(tag $tag [$($crate::runtime::union::Tag::$constant $(($($value)+))?),+])?) $(as $mark)?,)*
        } $($unknown)?);
        $crate::variant_parts!($name { $($variant () [$($limits)?] [$($($source),+)?],)* });
    };
    ($name:ident by trial {
        $(
            $variant:ident $(of $($known:literal)|*)? $(when $($key:literal = $constant:ident $(($($value:tt)+))?)and+)?
            $(as $mark:ident)? $(with $limits:ident)? $(from($($source:ty),+))?
        ),* $(,)?
    } $(or $unknown:ident)?) => {
        $crate::union_read!($name, input, {
            // The branches that lose no key first, then those that lose one, and so on.
            let lost = [$(input.lost($crate::union_keys!($([$($known),*])?))),*];
            for count in input.losses(&lost, $crate::union_is_open!($($unknown)?)) {
                let mut rows = lost.iter();
                $(if rows.next() == Some(&count)
                    && input.allows(&[$($(($key, $crate::runtime::union::Tag::$constant $(($($value)+))?)),+)?])
                {
                    $crate::union_attempt!(input $variant $(as $mark)?);
                })*
            }
            $crate::union_else!(input, input.no_fit(&[$(stringify!($variant)),*]), $($unknown)?)
        });
        $crate::union_write!($name { $($variant () $(as $mark)?,)* } $($unknown)?);
        $crate::variant_parts!($name { $($variant () [$($limits)?] [$($($source),+)?],)* });
    };
}

/// A union that is told apart by keys. In brackets and again in parentheses is the variant of what is none of the
/// branches, if there is one: as a whole, for each row, and taken apart.
#[doc(hidden)]
#[macro_export]
macro_rules! union_by_key {
    ($name:ident $unknown:tt ($($unknown_variant:ident)?) {
        $(
            $variant:ident: $($member:literal)? $(has $($key:literal)|+)? $(else)?
            $(as $mark:ident)? $(with $limits:ident)? $(from($($source:ty),+))?
        ),* $(,)?
    }) => {
        $crate::union_read!($name, input, {
            $(if input.has(&[$($member)? $($($key),+)?]) {
                $crate::union_branch!(input $variant [$($member)?] [$($($key)|+)?] $unknown $(as $mark)?);
            })*
            $crate::union_else!(input, input.no_key(&[$($($member,)? $($($key,)+)?)*]), $($unknown_variant)?)
        });
        $crate::union_write!($name { $($variant ($(key $member)?) $(as $mark)?,)* } $($unknown_variant)?);
        $crate::variant_parts!($name { $($variant ($($member)?) [$($limits)?] [$($($source),+)?],)* });
    };
}
