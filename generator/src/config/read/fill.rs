//! The sections that describe the package, its inputs, its folder and the client itself.

use toml::Spanned;

use super::checks::{CRATE_NAME, all, checked, entries, entry, error, is_word};
use super::connection::RawFreshConnectionAfter;
use super::package::{
    A_HEADER, A_HOST, A_LAYER, A_PREFIX, A_VERSION, Client, Input, Output, Package, is_header, is_host, is_layer,
    is_version,
};
use super::runtime;
use crate::config::options::VERSION;
use crate::config::{Config, ConfigError, Entry, is_crate_name};

impl Package {
    pub(super) fn fill(self, config: Config) -> Result<Config, ConfigError> {
        let Self {
            name,
            version,
            description,
            license,
            keywords,
            readme_title,
        } = self;
        Ok(Config {
            crate_name: checked(name, is_crate_name, CRATE_NAME)?,
            version: version.map_or(Ok(VERSION.to_owned()), |version| {
                checked(version, is_version, A_VERSION)
            })?,
            description,
            license,
            keywords,
            readme_title,
            ..config
        })
    }
}

impl Input {
    pub(super) fn fill(self, config: Config) -> Result<Config, ConfigError> {
        let Self {
            documents,
            overlays,
            allow_outside,
        } = self;
        if documents.get_ref().is_empty() {
            return Err(error(
                "there is no document to read",
                &documents,
                "name at least one OpenAPI file",
            ));
        }
        Ok(Config {
            documents: documents.into_inner(),
            overlays,
            allow_outside,
            ..config
        })
    }
}

impl Output {
    pub(super) fn fill(self, config: Config) -> Result<Config, ConfigError> {
        let Self {
            dir,
            allow_outside,
            layers,
            mount_layers,
            keep_identical,
            runtime,
            runtime_features,
        } = self;
        Ok(Config {
            dir: dir
                .map(|dir| entry(dir, |dir| !dir.is_empty(), "name a folder of the workspace"))
                .transpose()?,
            may_leave_workspace: allow_outside,
            layers: entries(layers, is_layer, A_LAYER)?,
            mount_layers: mount_layers.filter(|asked| *asked.get_ref()).map(|asked| Entry {
                text: asked.get_ref().to_string(),
                span: asked.span(),
            }),
            keep_identical,
            runtime: runtime.map(runtime::runtime).transpose()?.unwrap_or_default(),
            runtime_features: runtime_features
                .into_iter()
                .map(|name| Entry {
                    span: name.span(),
                    text: name.into_inner(),
                })
                .collect(),
            ..config
        })
    }
}

impl Client {
    pub(super) fn fill(self, config: Config) -> Result<Config, ConfigError> {
        let Self {
            request_id_header,
            auto_retry_header,
            error_message_headers,
            fresh_connection_after,
            upload_hosts,
            client_wide,
            env_prefix,
            gzip_above,
        } = self;
        Ok(Config {
            request_id_header: header(request_id_header)?,
            auto_retry_header: header(auto_retry_header)?,
            error_message_headers: all(error_message_headers, is_header, A_HEADER)?,
            fresh_connection_after: fresh_connection_after.map(RawFreshConnectionAfter::read).transpose()?,
            upload_hosts: all(upload_hosts, is_host, A_HOST)?,
            client_wide: client_wide
                .map(|names| entries(names, is_header, A_HEADER))
                .transpose()?,
            env_prefix: env_prefix
                .map(|prefix| checked(prefix, is_word, A_PREFIX))
                .transpose()?,
            gzip_above,
            ..config
        })
    }
}

fn header(name: Option<Spanned<String>>) -> Result<Option<String>, ConfigError> {
    name.map(|name| checked(name, is_header, A_HEADER)).transpose()
}
