//! Whether an error is about a certificate, which asking again does not change.
//!
//! An error with its causes goes in. The types of TLS libraries are not within reach without depending on each of them,
//! so it is recognized by what the causes say.

use std::error::Error as StdError;

use crate::runtime::error::causes;

/// Whether one side does not accept the certificate of the other: invalid, expired, revoked, untrusted, for another
/// host, or missing.
pub(super) fn is_about_certificate(error: &(dyn StdError + 'static)) -> bool {
    causes(error).any(|cause| {
        let text = cause.to_string().to_ascii_lowercase();
        let says_so = |words: &&str| text.contains(*words);
        WORDS.iter().any(says_so) || windows_code(&text).is_some_and(is_windows_certificate)
    })
}

/// In the messages of rustls, OpenSSL and Security Framework. The second is the name of an alert by which a service
/// rejects the certificate of the client.
const WORDS: [&str; 4] = [
    "certificate",
    "fatal alert: unknownca",
    "hostname mismatch",
    "host name mismatch",
];

/// The messages of Windows are in the language of the user, but end in the number: `… (os error -2146762487)`.
fn windows_code(text: &str) -> Option<u32> {
    let (_, number) = text.rsplit_once("(os error ")?;
    let number: i32 = number.strip_suffix(')')?.parse().ok()?;
    Some(number.cast_unsigned())
}

fn is_windows_certificate(code: u32) -> bool {
    matches!(
        code,
        0x800b_0100
            ..=0x800b_0114 // CERT_E_…, TRUST_E_…
        | 0x8009_0322 | 0x8009_0325 | 0x8009_0327 | 0x8009_0328 // SEC_E_WRONG_PRINCIPAL, …_UNTRUSTED_ROOT, …_CERT_UNKNOWN, …_CERT_EXPIRED
        | 0x8009_2010 // CRYPT_E_REVOKED
    )
}
