//! How a union is written: what its branch holds, below a key or with a tag if the row of the table says so.

/// `Serialize` of a union. In the parentheses of each row is what stands around the value: nothing, `key "key"` or
/// `tag "tag" [values]`.
#[doc(hidden)]
#[macro_export]
macro_rules! union_write {
    ($name:ident { $($variant:ident $around:tt $(as $mark:ident)?,)* } $($unknown:ident)?) => {
        impl $crate::runtime::serde::Serialize for $name {
            fn serialize<__S: $crate::runtime::serde::Serializer>(
                &self,
                serializer: __S,
            ) -> ::std::result::Result<__S::Ok, __S::Error> {
                match self {
                    $($crate::variant_pattern!(value $variant $($mark)?) => {
                        $crate::union_written!(serializer value $around $(as $mark)?)
                    })*
                    $(Self::$unknown(value) => $crate::runtime::serde::Serialize::serialize(value, serializer),)?
                }
            }
        }
    };
}

/// How one branch is written.
#[doc(hidden)]
#[macro_export]
macro_rules! union_written {
    ($serializer:ident $value:ident () as quoted) => {
        $crate::runtime::serde::Serialize::serialize(&$crate::runtime::quoted::AsQuoted($value), $serializer)
    };
    ($serializer:ident $value:ident () as finite) => {{
        $crate::runtime::record::finite($value, "value")?;
        $crate::runtime::record::Finite::write($value, $serializer)
    }};
    ($serializer:ident $value:ident () as float) => {
        $crate::runtime::union::float($serializer, *$value)
    };
    ($serializer:ident $value:ident (key $key:literal) as empty) => {
        $crate::runtime::union::member($serializer, $key, &$crate::runtime::Empty {})
    };
    ($serializer:ident $value:ident (key $key:literal) as flag) => {
        $crate::runtime::union::member($serializer, $key, &true)
    };
    ($serializer:ident $value:ident (key $key:literal) as quoted) => {
        $crate::runtime::union::member($serializer, $key, &$crate::runtime::quoted::AsQuoted($value))
    };
    ($serializer:ident $value:ident (key $key:literal) as finite) => {{
        $crate::runtime::record::finite($value, $key)?;
        $crate::runtime::union::member($serializer, $key, &$crate::runtime::record::AsFinite($value))
    }};
    ($serializer:ident $value:ident (key $key:literal) $(as $mark:ident)?) => {
        $crate::runtime::union::member($serializer, $key, $value)
    };
    ($serializer:ident $value:ident (tag $tag:literal $tags:tt) as tag) => {
        $crate::runtime::union::member($serializer, $tag, &$tags[0])
    };
    ($serializer:ident $value:ident (tag $tag:literal $tags:tt) as $mark:ident) => {
        $crate::runtime::tagged::write($serializer, $tag, &$tags, $value)
    };
    // Nothing is around it, or a tag that is one of its fields.
    ($serializer:ident $value:ident $around:tt $(as $mark:ident)?) => {
        $crate::runtime::serde::Serialize::serialize($value, $serializer)
    };
}
