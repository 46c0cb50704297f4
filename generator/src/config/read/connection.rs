//! `[client.fresh-connection-after]`.

use schemars::JsonSchema;
use serde::Deserialize;
use toml::Spanned;

use super::checks::{checked, error};
use crate::config::{ConfigError, FreshConnectionAfter};

/// After which responses a connection is not used again.
#[derive(Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub(super) struct RawFreshConnectionAfter {
    /// Their statuses, `[400, 404]`.
    #[schemars(with = "Vec<u16>", length(min = 1))]
    statuses: Spanned<Vec<u16>>,
    /// Their media type without parameters, `text/plain`; without it any response of these statuses counts.
    #[schemars(with = "Option<String>")]
    content_type: Option<Spanned<String>>,
}

impl RawFreshConnectionAfter {
    pub(super) fn read(self) -> Result<FreshConnectionAfter, ConfigError> {
        let statuses = self.statuses.get_ref();
        if statuses.is_empty() || !statuses.iter().all(|status| (100..600).contains(status)) {
            let help = "write the statuses of the responses, `[400, 404]`";
            return Err(error("these are no HTTP statuses", &self.statuses, help));
        }
        let help = "write a media type in small letters and without parameters, `text/plain`";
        let content_type = self.content_type.map(|one| checked(one, is_media_type, help));
        Ok(FreshConnectionAfter {
            content_type: content_type.transpose()?,
            statuses: self.statuses.into_inner(),
        })
    }
}

fn is_media_type(text: &str) -> bool {
    let is_word = |word: &str| {
        !word.is_empty()
            && word
                .chars()
                .all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || ".+-_".contains(c))
    };
    text.split_once('/')
        .is_some_and(|(first, second)| is_word(first) && is_word(second))
}
