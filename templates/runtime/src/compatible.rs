//! Whether this runtime keeps the contract that a client was generated for.
//!
//! In: the number that generated code states. Out: nothing, or one compile error that says what to do. A number is
//! added to the arms of the macro when a change breaks generated code of earlier versions, and stays there for as long
//! as its clients still compile.

/// Fails to compile if a client was generated for a contract that this runtime does not keep.
#[doc(hidden)]
#[macro_export]
macro_rules! contract {
    (1) => {
        $crate::all_features!();
    };
    (2) => {};
    ($number:literal) => {
        ::std::compile_error!(::std::concat!(
            "this client was generated for contract ",
            $number,
            " of oasmith-runtime, and this version of it keeps contracts 1 and 2: generate the client with the version of oasmith that \
             oasmith-runtime has, or choose a version of oasmith-runtime with that contract"
        ));
    };
}

/// Clients of contract 1 ask for no feature, and need all of them.
#[cfg(feature = "full")]
#[doc(hidden)]
#[macro_export]
macro_rules! all_features {
    () => {};
}

/// Fails to compile: clients of contract 1 ask for no feature, and need all of them.
#[cfg(not(feature = "full"))]
#[doc(hidden)]
#[macro_export]
macro_rules! all_features {
    () => {
        ::std::compile_error!(
            "this client was generated before oasmith-runtime had features: generate it again, or add the feature `full` to \
             oasmith-runtime in its Cargo.toml"
        );
    };
}

crate::contract!(2);
const _: () = assert!(
    crate::contract::NUMBER == 2,
    "the macro has an arm for the number that is generated"
);
