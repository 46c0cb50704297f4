//! `[client.fresh-connection-after]`.

use serde::Deserialize;
use toml::Spanned;

use super::read::{checked, error};
use super::{ConfigError, FreshConnectionAfter};

/// The section as it is written.
#[derive(Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub(super) struct FreshAfter {
    statuses: Spanned<Vec<u16>>,
    content_type: Option<Spanned<String>>,
}

impl FreshAfter {
    pub(super) fn read(self) -> Result<FreshConnectionAfter, ConfigError> {
        let statuses = self.statuses.get_ref();
        if statuses.is_empty() || !statuses.iter().all(|status| (100..600).contains(status)) {
            let help = "write the statuses of the answers, `[400, 404]`";
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
