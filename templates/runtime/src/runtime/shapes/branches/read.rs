//! How a union is read: its input once, then the branch that the row of a table describes.

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

/// Returns the branch of an object that has its key. What is none of the branches before is only tried if there is
/// `Unknown` for it.
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

/// The keys that a branch has fields for, if it does not keep any key.
#[doc(hidden)]
#[macro_export]
macro_rules! union_keys {
    () => {
        None
    };
    ([$($known:literal),*]) => {
        Some(&[$($known),*])
    };
}

/// Whether a union has a variant for what is none of its branches.
#[doc(hidden)]
#[macro_export]
macro_rules! union_is_open {
    () => {
        false
    };
    ($unknown:ident) => {
        true
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
