//! The table of a union's branches: how each is told apart, read and written, what limits it has, and what becomes one by `From`.

/// Makes `Serialize` and `Deserialize` of a union, its limits and its `From`: `union!(Name by strategy { rows } or Unknown)`.
///
/// | strategy | row | the branch is |
/// |---|---|---|
/// | `tag "type"` | `Variant: "text" \| "other"` | the whole object, if the property is one of these texts |
/// | `constant "type"` | `Variant: Integer(1) \| Text("one") \| Null` | the same, if the constants are not all texts |
/// | `key` | `Variant: "key"` | the value below the key |
/// | | `Variant: has "key" \| "other"` | the whole object, if it has one of the keys |
/// | | `Variant: else` | the whole value, if it is none of the branches before |
/// | `kind` | `Variant: Integer \| Number` | the value, if it is of one of these kinds |
/// | `look` | `Variant: is Integer \| Number` | the value, if it is of one of these kinds |
/// | | `Variant: tag "type" Text("text") \| Other` | the whole object, if the property is one of these |
/// | | `Variant: has "key" \| "other"` | the whole object, if it has one of the keys |
/// | | `Variant: else` | the whole object, if it can be read as one and is none of the branches before |
/// | `trial` | `Variant` | the value, if it can be read as one and as none of the branches before |
/// | | `Variant when "key" = Text("one") and "other" = Null` | the same, if these properties are that where they are there |
///
/// Then a row may have, in this order:
///
/// - `as text`, `boolean`, `integer`, `float` or `number`: a scalar, which needs no decoder. `as quoted`: numbers in quotes, `as finite`:
///   numbers that may be NaN, which is refused, as in [`record!`](crate::record). `as flag` and `as empty`: nothing, which is `true`
///   and `{}` on the wire.
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
            _ => $crate::union_else!(input, input.no_tag("text", $tag), $($unknown)?),
        });
        $crate::union_write_tagged!($name $tag { $($variant [$($text)|+] $(as $mark)?,)* } $($unknown)?);
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
        $crate::union_write_tagged!($name $tag { $($variant [$($constant $(($($value)+))?)|+] $(as $mark)?,)* } $($unknown)?);
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
        $crate::union_write!($name { $($variant $(as $mark)?,)* } $($unknown)?);
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
        $crate::union_write_look!($name {
            $($variant $($tag [$($constant $(($($value)+))?)|+])? $(as $mark)?,)*
        } $($unknown)?);
        $crate::variant_parts!($name { $($variant () [$($limits)?] [$($($source),+)?],)* });
    };
    ($name:ident by trial {
        $(
            $variant:ident $(when $($key:literal = $constant:ident $(($($value:tt)+))?)and+)?
            $(as $mark:ident)? $(with $limits:ident)? $(from($($source:ty),+))?
        ),* $(,)?
    } $(or $unknown:ident)?) => {
        $crate::union_read!($name, input, {
            $(if input.allows(&[$($(($key, $crate::runtime::union::Tag::$constant $(($($value)+))?)),+)?]) {
                $crate::union_attempt!(input $variant $(as $mark)?);
            })*
            $crate::union_else!(input, input.no_fit(&[$(stringify!($variant)),*]), $($unknown)?)
        });
        $crate::union_write!($name { $($variant $(as $mark)?,)* } $($unknown)?);
        $crate::variant_parts!($name { $($variant () [$($limits)?] [$($($source),+)?],)* });
    };
}

/// A union that is told apart by keys. In brackets and again in parentheses is the variant of what is none of the branches, if there is
/// one: as a whole, for each row, and taken apart.
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
        $crate::union_write_by_key!($name { $($variant [$($member)?] $(as $mark)?,)* } $($unknown_variant)?);
        $crate::variant_parts!($name { $($variant ($($member)?) [$($limits)?] [$($($source),+)?],)* });
    };
}

/// `Deserialize` of a union.
#[doc(hidden)]
#[macro_export]
macro_rules! union_read {
    ($name:ident, $input:ident, $value:expr) => {
        impl<'de> $crate::runtime::serde::Deserialize<'de> for $name {
            fn deserialize<__D: $crate::runtime::serde::Deserializer<'de>>(
                deserializer: __D,
            ) -> ::std::result::Result<Self, __D::Error> {
                let $input = $crate::runtime::union::Input::read(stringify!($name), deserializer)?;
                $value
            }
        }
    };
}

/// Returns the branch of an object that has its key. What is none of the branches before is only tried if there is `Unknown` for it.
#[doc(hidden)]
#[macro_export]
macro_rules! union_branch {
    ($input:ident $variant:ident [$key:literal] $keys:tt $unknown:tt) => {
        return $input.member($key).map(Self::$variant)
    };
    ($input:ident $variant:ident [$key:literal] $keys:tt $unknown:tt as finite) => {
        return $input.member($key).map(Self::$variant)
    };
    ($input:ident $variant:ident [$key:literal] $keys:tt $unknown:tt as quoted) => {
        return $input.member($key).map(|$crate::runtime::Quoted(value)| Self::$variant(value))
    };
    ($input:ident $variant:ident [$key:literal] $keys:tt $unknown:tt as $nothing:ident) => {
        return Ok(Self::$variant)
    };
    ($input:ident $variant:ident [] [] [$unknown:ident] $(as $mark:ident)?) => {
        $crate::union_attempt!($input $variant $(as $mark)?)
    };
    ($input:ident $variant:ident [] $keys:tt $unknown:tt $(as $mark:ident)?) => {
        return $crate::union_value!($input $variant $(as $mark)?)
    };
}

/// Returns a branch if the value can be read as one.
#[doc(hidden)]
#[macro_export]
macro_rules! union_attempt {
    ($input:ident $variant:ident as quoted) => {
        if let Some($crate::runtime::Quoted(value)) = $input.attempt() {
            return Ok(Self::$variant(value));
        }
    };
    ($input:ident $variant:ident $(as $mark:ident)?) => {
        if let Some(value) = $input.attempt() {
            return Ok(Self::$variant(value));
        }
    };
}

/// A branch that is the whole value.
#[doc(hidden)]
#[macro_export]
macro_rules! union_value {
    ($input:ident $variant:ident as text) => {
        $input.text().map(Self::$variant)
    };
    ($input:ident $variant:ident as boolean) => {
        $input.boolean().map(Self::$variant)
    };
    ($input:ident $variant:ident as integer) => {
        $input.integer().map(Self::$variant)
    };
    ($input:ident $variant:ident as float) => {
        $input.float().map(Self::$variant)
    };
    ($input:ident $variant:ident as number) => {
        $input.number().map(Self::$variant)
    };
    ($input:ident $variant:ident as quoted) => {
        $input
            .whole()
            .map(|$crate::runtime::Quoted(value)| Self::$variant(value))
    };
    ($input:ident $variant:ident $(as $mark:ident)?) => {
        $input.whole().map(Self::$variant)
    };
}

/// A branch that its tag gives away.
#[doc(hidden)]
#[macro_export]
macro_rules! union_tagged {
    ($input:ident $variant:ident $tag:literal as tag) => {
        Ok(Self::$variant)
    };
    ($input:ident $variant:ident $tag:literal as tagged) => {
        $input.without($tag).whole().map(Self::$variant)
    };
    ($input:ident $variant:ident $tag:literal $(as $mark:ident)?) => {
        $input.whole().map(Self::$variant)
    };
}

/// Returns a branch if the value is what its row says.
#[doc(hidden)]
#[macro_export]
macro_rules! union_look {
    ($input:ident $variant:ident is $($kind:ident)|+ $(, as $mark:ident)?) => {
        if matches!($input.kind(), $($crate::runtime::union::Kind::$kind)|+) {
            return $crate::union_value!($input $variant $(as $mark)?);
        }
    };
    ($input:ident $variant:ident has $($key:literal)|+ $(, as $mark:ident)?) => {
        if $input.has(&[$($key),+]) {
            return $crate::union_value!($input $variant $(as $mark)?);
        }
    };
    ($input:ident $variant:ident tag $tag:literal $($constant:ident $(($($value:tt)+))?)|+ $(, as $mark:ident)?) => {
        if $input.kind() == $crate::runtime::union::Kind::Object
            && matches!($input.constant($tag), $($crate::runtime::union::Tag::$constant $(($($value)+))?)|+)
        {
            return $crate::union_tagged!($input $variant $tag $(as $mark)?);
        }
    };
    ($input:ident $variant:ident $(, as $mark:ident)?) => {
        if $input.kind() == $crate::runtime::union::Kind::Object {
            $crate::union_attempt!($input $variant $(as $mark)?);
        }
    };
}

/// What becomes of a value that is none of the branches.
#[doc(hidden)]
#[macro_export]
macro_rules! union_else {
    ($input:ident, $error:expr,) => {
        Err($error)
    };
    ($input:ident, $error:expr, $unknown:ident) => {
        Ok(Self::$unknown($input.unknown()))
    };
}

/// `Serialize` of a union whose branches are the whole value.
#[doc(hidden)]
#[macro_export]
macro_rules! union_write {
    ($name:ident { $($variant:ident $(as $mark:ident)?,)* } $($unknown:ident)?) => {
        impl $crate::runtime::serde::Serialize for $name {
            fn serialize<__S: $crate::runtime::serde::Serializer>(
                &self,
                serializer: __S,
            ) -> ::std::result::Result<__S::Ok, __S::Error> {
                match self {
                    $(Self::$variant(value) => $crate::union_written!(serializer, value $(as $mark)?),)*
                    $(Self::$unknown(value) => $crate::runtime::serde::Serialize::serialize(value, serializer),)?
                }
            }
        }
    };
}

/// `Serialize` of a union whose branches have a tag.
#[doc(hidden)]
#[macro_export]
macro_rules! union_write_tagged {
    ($name:ident $tag:literal { $($variant:ident $constants:tt $(as $mark:ident)?,)* } $($unknown:ident)?) => {
        impl $crate::runtime::serde::Serialize for $name {
            fn serialize<__S: $crate::runtime::serde::Serializer>(
                &self,
                serializer: __S,
            ) -> ::std::result::Result<__S::Ok, __S::Error> {
                match self {
                    $($crate::variant_pattern!(value $variant $($mark)?) => {
                        $crate::union_with_tag!(serializer, value, $tag $constants $(as $mark)?)
                    })*
                    $(Self::$unknown(value) => $crate::runtime::serde::Serialize::serialize(value, serializer),)?
                }
            }
        }
    };
}

/// `Serialize` of a union of which some branches have a tag.
#[doc(hidden)]
#[macro_export]
macro_rules! union_write_look {
    ($name:ident { $($variant:ident $($tag:literal $constants:tt)? $(as $mark:ident)?,)* } $($unknown:ident)?) => {
        impl $crate::runtime::serde::Serialize for $name {
            fn serialize<__S: $crate::runtime::serde::Serializer>(
                &self,
                serializer: __S,
            ) -> ::std::result::Result<__S::Ok, __S::Error> {
                match self {
                    $($crate::variant_pattern!(value $variant $($mark)?) => {
                        $crate::union_look_written!(serializer, value $(, $tag $constants)? $(as $mark)?)
                    })*
                    $(Self::$unknown(value) => $crate::runtime::serde::Serialize::serialize(value, serializer),)?
                }
            }
        }
    };
}

/// How a branch is written that may have a tag.
#[doc(hidden)]
#[macro_export]
macro_rules! union_look_written {
    ($serializer:ident, $value:ident, $tag:literal $constants:tt $(as $mark:ident)?) => {
        $crate::union_with_tag!($serializer, $value, $tag $constants $(as $mark)?)
    };
    ($serializer:ident, $value:ident $(as $mark:ident)?) => {
        $crate::union_written!($serializer, $value $(as $mark)?)
    };
}

/// How a branch is written that has a tag.
#[doc(hidden)]
#[macro_export]
macro_rules! union_with_tag {
    ($serializer:ident, $value:ident, $tag:literal [$constant:tt $(($($text:tt)+))? $(| $($more:tt)+)?] as tag) => {
        $crate::runtime::union::member($serializer, $tag, &$crate::union_constant!($constant $(($($text)+))?))
    };
    ($serializer:ident, $value:ident, $tag:literal [$($constant:tt $(($($text:tt)+))?)|+] as $mark:ident) => {
        $crate::runtime::tagged::write(
            $serializer,
            $tag,
            &[$($crate::union_constant!($constant $(($($text)+))?)),+],
            $value,
        )
    };
    ($serializer:ident, $value:ident, $tag:literal $constants:tt) => {
        $crate::runtime::serde::Serialize::serialize($value, $serializer)
    };
}

/// The tag of a branch as a value.
#[doc(hidden)]
#[macro_export]
macro_rules! union_constant {
    ($text:literal) => {
        $crate::runtime::union::Tag::Text($text)
    };
    ($constant:ident $(($($value:tt)+))?) => {
        $crate::runtime::union::Tag::$constant $(($($value)+))?
    };
}

/// `Serialize` of a union whose branches may be below a key.
#[doc(hidden)]
#[macro_export]
macro_rules! union_write_by_key {
    ($name:ident { $($variant:ident $member:tt $(as $mark:ident)?,)* } $($unknown:ident)?) => {
        impl $crate::runtime::serde::Serialize for $name {
            fn serialize<__S: $crate::runtime::serde::Serializer>(
                &self,
                serializer: __S,
            ) -> ::std::result::Result<__S::Ok, __S::Error> {
                match self {
                    $($crate::variant_pattern!(value $variant $($mark)?) => {
                        $crate::union_member!(serializer, value, $member $(as $mark)?)
                    })*
                    $(Self::$unknown(value) => $crate::runtime::serde::Serialize::serialize(value, serializer),)?
                }
            }
        }
    };
}

/// How a branch is written that is the whole value.
#[doc(hidden)]
#[macro_export]
macro_rules! union_written {
    ($serializer:ident, $value:ident as quoted) => {
        $crate::runtime::serde::Serialize::serialize(&$crate::runtime::quoted::AsQuoted($value), $serializer)
    };
    ($serializer:ident, $value:ident as finite) => {{
        $crate::runtime::record::finite($value, "value")?;
        $crate::runtime::record::Finite::write($value, $serializer)
    }};
    ($serializer:ident, $value:ident as float) => {
        $crate::runtime::union::float($serializer, *$value)
    };
    ($serializer:ident, $value:ident $(as $mark:ident)?) => {
        $crate::runtime::serde::Serialize::serialize($value, $serializer)
    };
}

/// How a branch is written: below its key if it has one.
#[doc(hidden)]
#[macro_export]
macro_rules! union_member {
    ($serializer:ident, $value:ident, [$key:literal]) => {
        $crate::runtime::union::member($serializer, $key, $value)
    };
    ($serializer:ident, $value:ident, [$key:literal] as empty) => {
        $crate::runtime::union::member($serializer, $key, &$crate::runtime::Empty {})
    };
    ($serializer:ident, $value:ident, [$key:literal] as flag) => {
        $crate::runtime::union::member($serializer, $key, &true)
    };
    ($serializer:ident, $value:ident, [$key:literal] as quoted) => {
        $crate::runtime::union::member($serializer, $key, &$crate::runtime::quoted::AsQuoted($value))
    };
    ($serializer:ident, $value:ident, [$key:literal] as finite) => {{
        $crate::runtime::record::finite($value, $key)?;
        $crate::runtime::union::member($serializer, $key, &$crate::runtime::record::AsFinite($value))
    }};
    ($serializer:ident, $value:ident, [] $(as $mark:ident)?) => {
        $crate::union_written!($serializer, $value $(as $mark)?)
    };
}
