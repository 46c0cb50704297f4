// From templates/cdf/src/functions/rules.rs; edit it there.

//! What the service asks of a function beyond what its document can say.

use std::collections::BTreeMap;
use std::fmt;

use crate::models::{FunctionLimits, FunctionWrite};

const SECRET_KEY_LENGTH: usize = 15;
const SECRET_BYTES: usize = 25_000;
const RESERVED_SECRETS: [&str; 3] = ["token", "indexUrl", "extraIndexUrls"];
const METADATA_PAIRS: usize = 16;
const METADATA_KEY: usize = 32;
const METADATA_VALUE: usize = 512;
const METADATA_BYTES: usize = 4096;

/// The rules that something breaks, a sentence each. No secret is in them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BrokenRules(Vec<String>);

impl BrokenRules {
    /// The sentences.
    #[inline]
    pub fn iter(&self) -> impl Iterator<Item = &str> {
        self.0.iter().map(String::as_str)
    }
}

impl fmt::Display for BrokenRules {
    #[inline]
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0.join("; "))
    }
}

impl std::error::Error for BrokenRules {}

impl FunctionWrite {
    /// Checks the limits that [`validate`](FunctionWrite::validate) checks, and those that the document tells in prose
    /// only: the keys of secrets and environment variables, sizes, metadata.
    ///
    /// ```
    /// use cdf_client::models::FunctionWrite;
    ///
    /// let function = FunctionWrite::new("f", 1).secrets([("Not A Key", "value")]);
    /// assert!(function.check().unwrap_err().to_string().contains("Not A Key"));
    /// ```
    ///
    /// # Errors
    ///
    /// All rules that are broken.
    #[inline]
    pub fn check(&self) -> Result<(), BrokenRules> {
        let mut broken = Vec::new();
        if let Err(violations) = self.validate() {
            broken.extend(
                violations
                    .iter()
                    .map(|violation| format!("{}: {}", violation.path(), violation.message())),
            );
        }
        for (key, value) in self.secrets.iter().flatten() {
            check_secret(key, value.expose().len(), &mut broken);
        }
        for key in self.env_vars.iter().flatten().map(|(key, _)| key) {
            if !is_key(key, |char| char.is_ascii_alphanumeric() || char == '_') {
                broken.push(format!(
                    "environment variable {key:?}: only letters, digits and underscores"
                ));
            }
        }
        check_metadata(self.metadata.as_ref(), &mut broken);
        if broken.is_empty() {
            Ok(())
        } else {
            Err(BrokenRules(broken))
        }
    }
}

impl FunctionLimits {
    /// Checks cores, memory and runtime against what the project allows. The service does not refuse all of them: some
    /// clouds raise a wish that is too small, without a word.
    ///
    /// ```no_run
    /// # async fn example(cdf: cdf_client::Client) -> Result<(), Box<dyn std::error::Error>> {
    /// let function = cdf_client::models::FunctionWrite::new("f", 1).cpu(16.0);
    /// cdf.functions().limits().await?.check(&function)?;
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    ///
    /// All limits that are broken.
    #[inline]
    pub fn check(&self, function: &FunctionWrite) -> Result<(), BrokenRules> {
        let mut broken = Vec::new();
        let mut within = |what: &str, value: Option<f64>, min: f64, max: f64| {
            if value.is_some_and(|value| !(min..=max).contains(&value)) {
                broken.push(format!("{what}: the project allows {min} to {max}"));
            }
        };
        within("cpu", function.cpu, self.cpu_cores.min, self.cpu_cores.max);
        within("memory", function.memory, self.memory_gb.min, self.memory_gb.max);
        if let Some(runtime) = &function.runtime
            && !self.runtimes.iter().any(|known| known == runtime.as_str())
        {
            broken.push(format!("runtime: the project allows {}", self.runtimes.join(", ")));
        }
        if broken.is_empty() {
            Ok(())
        } else {
            Err(BrokenRules(broken))
        }
    }
}

#[inline]
fn is_key(key: &str, allowed: impl Fn(char) -> bool) -> bool {
    !key.is_empty() && key.chars().all(allowed)
}

#[inline]
fn check_secret(key: &str, value_bytes: usize, broken: &mut Vec<String>) {
    let allowed = |char: char| char.is_ascii_lowercase() || char.is_ascii_digit() || char == '-';
    if RESERVED_SECRETS.contains(&key) {
        broken.push(format!("secret {key:?}: the name is taken by the service"));
    } else if !is_key(key, allowed) || key.len() > SECRET_KEY_LENGTH {
        broken.push(format!(
            "secret {key:?}: only lower-case letters, digits and dashes, {SECRET_KEY_LENGTH} at most"
        ));
    }
    if key.len() + value_bytes > SECRET_BYTES {
        broken.push(format!(
            "secret {key:?}: key and value are more than {SECRET_BYTES} bytes"
        ));
    }
}

#[inline]
fn check_metadata(metadata: Option<&BTreeMap<String, String>>, broken: &mut Vec<String>) {
    let Some(metadata) = metadata else { return };
    if metadata.len() > METADATA_PAIRS {
        broken.push(format!("metadata: {} pairs, {METADATA_PAIRS} at most", metadata.len()));
    }
    for (key, value) in metadata {
        if key.chars().count() > METADATA_KEY || value.chars().count() > METADATA_VALUE {
            broken.push(format!(
                "metadata {key:?}: a key has {METADATA_KEY} characters at most, a value {METADATA_VALUE}"
            ));
        }
    }
    let bytes: usize = metadata.iter().map(|(key, value)| key.len() + value.len()).sum();
    if bytes > METADATA_BYTES {
        broken.push(format!("metadata: {bytes} bytes, {METADATA_BYTES} at most"));
    }
}
