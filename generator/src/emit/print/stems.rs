//! The names of files that are called after something in the document.
//!
//! In: a name of any length. Out: the same name, or another one if some system could not have a file of it: most allow 255 bytes,
//! and Windows reserves the names of devices. A module whose file has another name has a `#[path]`.

use std::borrow::Cow;

use proc_macro2::TokenStream;
use quote::quote;

use crate::file::fingerprint;

/// Bytes of the longest name that is kept. A path may put up to two names into one file name.
const LONGEST: usize = 100;
/// Bytes that are left of a longer one, before what tells it from others that begin alike.
const KEPT: usize = 80;

/// Devices of Windows, which cannot be the name of a file, whatever its extension; `com` and `lpt` with a digit are others.
const DEVICES: [&str; 4] = ["aux", "con", "nul", "prn"];

/// The name of a file, without its extension.
pub(crate) fn stem(name: &str) -> Cow<'_, str> {
    if is_device(name) {
        return Cow::Owned(format!("{name}_"));
    }
    if name.len() <= LONGEST {
        return Cow::Borrowed(name);
    }
    let kept = &name[..name.floor_char_boundary(KEPT)];
    Cow::Owned(format!("{}_{}", kept.trim_end_matches('_'), fingerprint(name)))
}

/// The attribute of a module whose file has another name.
pub(in crate::emit) fn path(module: &str) -> Option<TokenStream> {
    match stem(module) {
        Cow::Borrowed(_) => None,
        Cow::Owned(stem) => {
            let file = format!("{stem}.rs");
            Some(quote!(#[path = #file]))
        }
    }
}

fn is_device(name: &str) -> bool {
    let name = name.to_ascii_lowercase();
    let port = name.strip_prefix("com").or_else(|| name.strip_prefix("lpt"));
    let is_port = port.is_some_and(|number| number.len() == 1 && number.bytes().all(|digit| digit.is_ascii_digit()));
    is_port || DEVICES.contains(&name.as_str())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_system_can_have_the_file() {
        for name in ["pets", "console", "com", "com10", "aux_group", "lptx"] {
            assert_eq!(stem(name), name);
            assert!(path(name).is_none());
        }
        for name in ["con", "PRN", "Aux", "nul", "com1", "LPT9"] {
            assert!(!is_device(&stem(name)) && stem(name).starts_with(name));
        }
    }

    #[test]
    fn long_names_that_begin_alike_stay_apart() {
        let long = |letter: &str| format!("{}{letter}", "ä".repeat(300));
        let (one, two) = (long("a"), long("b"));
        assert!(stem(&one) != stem(&two) && stem(&one) == stem(&one));
        assert!(stem(&one).len() <= LONGEST && stem(&"x".repeat(5000)).len() <= LONGEST);
    }
}
