//! What unions and groups of members have in common: patterns of their variants, `From` and limits.

/// The pattern of a variant.
#[doc(hidden)]
#[macro_export]
macro_rules! variant_pattern {
    ($value:ident $variant:ident flag) => {
        Self::$variant
    };
    ($value:ident $variant:ident empty) => {
        Self::$variant
    };
    ($value:ident $variant:ident tag) => {
        Self::$variant
    };
    ($value:ident $variant:ident $($mark:ident)?) => {
        Self::$variant($value)
    };
}

/// What unions and groups of members have besides reading and writing: `From`, and limits if a branch has some. In
/// parentheses is the key that a branch is below.
#[doc(hidden)]
#[macro_export]
macro_rules! variant_parts {
    ($name:ident { $($variant:ident $key:tt [$($limits:ident)?] [$($source:ty),*],)* }) => {
        $($(impl ::std::convert::From<$source> for $name {
            #[inline]
            fn from(value: $source) -> Self {
                Self::$variant(value.into())
            }
        })*)*

        $crate::variant_limits!([$($($limits)?)*] $name { $($variant $key [$($limits)?],)* });
    };
}

/// The limits of a union: those of the branch that it is.
#[doc(hidden)]
#[macro_export]
macro_rules! variant_limits {
    ([] $($rest:tt)*) => {};
    ([$($limited:ident)+] $name:ident { $($variant:ident $key:tt [$($limits:ident)?],)* }) => {
        impl $crate::runtime::limits::Limits for $name {
            #[inline]
            #[allow(unreachable_patterns)]
            fn check(&self, checker: &mut $crate::runtime::limits::Checker) {
                match self {
                    $($(Self::$variant(value) => checker.$limits(concat! $key, value),)?)*
                    _ => {}
                }
            }
        }
    };
}
