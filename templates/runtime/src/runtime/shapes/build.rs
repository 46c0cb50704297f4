//! What callers build records with: `new`, and a setter for each field that `new` leaves open.

/// Makes `new` and the setters of a record:
/// `build!(Name(argument: how(Type) mark, …) { field: how(Type) mark = initial, … } with { field: value, … })`.
///
/// `new` takes the arguments, the setters set the other fields, and the fields after `with` are filled in. Without
/// parentheses `new` is `Default::default`. How a caller's argument becomes a value is one word:
///
/// | word | the caller passes | |
/// |---|---|---|
/// | `value` | `T` | |
/// | `into` | what becomes a `T` | |
/// | `boxed` | what becomes a `T` | it is put into a `Box` |
/// | `list` | many `T` | they are collected |
/// | `list_into` | many things that become a `T` | |
/// | `map` | many pairs of a key and a `T` | |
/// | `map_into` | many pairs of a key and what becomes a `T` | |
///
/// `optional` puts the value into `Some`. A setter called otherwise than its field is `field as setter: …`.
#[doc(hidden)]
#[macro_export]
macro_rules! build {
    ($name:ident { $($rows:tt)* }) => {
        impl $name {
            #[doc = concat!("Creates an empty `", stringify!($name), "`.")]
            pub fn new() -> Self {
                ::std::default::Default::default()
            }
        }

        $crate::setters!($name { $($rows)* });
    };
    (
        $name:ident ($($argument:ident: $how:ident($ty:ty) $($mark:ident)?),* $(,)?)
        $({
            $($(#[$attribute:meta])* $field:ident $(as $setter:ident)?: $field_how:ident($field_ty:ty) $($field_mark:ident)? $(= $initial:expr)?),*
            $(,)?
        })?
        $(with { $($fixed:ident: $value:expr),* $(,)? })?
    ) => {
        impl $name {
            #[doc = concat!("Creates a `", stringify!($name), "` with its required fields.")]
            pub fn new($($argument: $crate::build_type!($how $ty)),*) -> Self {
                Self {
                    $($argument: $crate::build_value!($how $argument $($mark)?),)*
                    $($($field: $crate::build_initial!($($initial)?),)*)?
                    $($($fixed: $value,)*)?
                }
            }
        }

        $($crate::setters!($name { $($(#[$attribute])* $field $(as $setter)?: $field_how($field_ty) $($field_mark)?),* });)?
    };
}

/// The setters of a record: `setters!(Name { field: how(Type) mark, … })`, as in [`build!`].
#[doc(hidden)]
#[macro_export]
macro_rules! setters {
    ($name:ident { $($(#[$attribute:meta])* $field:ident $(as $setter:ident)?: $how:ident($ty:ty) $($mark:ident)?),* $(,)? }) => {
        impl $name {
            $($crate::setter!($(#[$attribute])* $field $($setter)?: $how($ty) $($mark)?);)*
        }
    };
}

/// One setter.
#[doc(hidden)]
#[macro_export]
macro_rules! setter {
    ($(#[$attribute:meta])* $field:ident: $($row:tt)*) => {
        $crate::setter!($(#[$attribute])* $field $field: $($row)*);
    };
    ($(#[$attribute:meta])* $field:ident $setter:ident: $how:ident($ty:ty) $($mark:ident)?) => {
        #[doc = concat!("Sets [`", stringify!($field), "`](Self::", stringify!($field), ").")]
        $(#[$attribute])*
        #[must_use]
        #[inline]
        pub fn $setter(mut self, $field: $crate::build_type!($how $ty)) -> Self {
            self.$field = $crate::build_value!($how $field $($mark)?);
            self
        }
    };
}

/// What a caller passes.
#[doc(hidden)]
#[macro_export]
macro_rules! build_type {
    (value $ty:ty) => { $ty };
    (into $ty:ty) => { impl ::std::convert::Into<$ty> };
    (boxed $ty:ty) => { impl ::std::convert::Into<$ty> };
    (list $ty:ty) => { impl ::std::iter::IntoIterator<Item = $ty> };
    (list_into $ty:ty) => { impl ::std::iter::IntoIterator<Item = impl ::std::convert::Into<$ty>> };
    (map $ty:ty) => { impl ::std::iter::IntoIterator<Item = (impl ::std::convert::Into<::std::string::String>, $ty)> };
    (map_into $ty:ty) => {
        impl ::std::iter::IntoIterator<Item = (impl ::std::convert::Into<::std::string::String>, impl ::std::convert::Into<$ty>)>
    };
}

/// The value of a field, made of what a caller passes.
#[doc(hidden)]
#[macro_export]
macro_rules! build_value {
    ($how:ident $argument:ident optional) => { ::std::option::Option::Some($crate::build_value!($how $argument)) };
    (value $argument:ident) => { $argument };
    (into $argument:ident) => { $argument.into() };
    (boxed $argument:ident) => { ::std::boxed::Box::new($argument.into()) };
    (list $argument:ident) => { $argument.into_iter().collect() };
    (list_into $argument:ident) => { $argument.into_iter().map(::std::convert::Into::into).collect() };
    (map $argument:ident) => { $argument.into_iter().map(|(key, value)| (key.into(), value)).collect() };
    (map_into $argument:ident) => { $argument.into_iter().map(|(key, value)| (key.into(), value.into())).collect() };
}

/// The value that `new` gives a field which has a setter.
#[doc(hidden)]
#[macro_export]
macro_rules! build_initial {
    () => {
        ::std::default::Default::default()
    };
    ($initial:expr) => {
        $initial
    };
}
