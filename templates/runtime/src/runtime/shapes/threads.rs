//! Types that implement `Send` and `Sync` themselves, because they hold others so deeply that the compiler would give
//! up proving it (E0275, at 128 levels).
//!
//! In: a type with all its fields or variants. Out: what the compiler would have found out about it, proven from what
//! is in the type.

use std::panic::{RefUnwindSafe, UnwindSafe};

/// Makes a type `Send`, `Sync`, `Unpin` and what `catch_unwind` requires: `threads!(struct Name { field, … })`, or
/// `threads!(enum Name { Variant(value), Other, … })`.
///
/// The language requires `unsafe` for that. It is sound because the same item takes the whole type apart, and does not
/// compile if something in it is not `Send`, `Sync` or `Unpin`.
#[doc(hidden)]
#[macro_export]
macro_rules! threads {
    (struct $name:ident { $($field:ident),* $(,)? }) => {
        $crate::threads!(@ $name, $name { $($field),* } => ($($field),*));
    };
    (enum $name:ident { $($variant:ident $(($value:ident))?),* $(,)? }) => {
        $crate::threads!(@ $name, $($name::$variant $(($value))? => ($($value)?)),*);
    };
    (@ $name:ident, $($pattern:pat => ($($value:ident),*)),*) => {
        const _: () = {
            #[allow(dead_code)]
            fn __proof(all: &$name) {
                match all {
                    $($pattern => { $($crate::runtime::threads::proven($value);)* })*
                }
            }
            #[allow(unsafe_code)]
            unsafe impl ::std::marker::Send for $name {}
            #[allow(unsafe_code)]
            unsafe impl ::std::marker::Sync for $name {}
            impl ::std::marker::Unpin for $name {}
            impl ::std::panic::UnwindSafe for $name {}
            impl ::std::panic::RefUnwindSafe for $name {}
        };
    };
}

/// Compiles for what may cross threads, move, and be seen after a panic.
pub fn proven<T: Send + Sync + Unpin + UnwindSafe + RefUnwindSafe>(_: &T) {}
