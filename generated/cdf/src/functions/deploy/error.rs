// From templates/cdf/src/functions/deploy/error.rs; edit it there.

//! Why a function could not be deployed.

use std::error::Error as StdError;
use std::fmt;
use std::io;
use std::path::PathBuf;

use crate::Error;
use crate::functions::{BrokenRules, BuildFailed, FunctionError, StillWaiting};
use crate::models::ActivationStatus;
use crate::runtime::Printable;

/// Why a function could not be deployed, and what was left behind.
#[derive(Debug)]
pub struct DeployError {
    kind: DeployErrorKind,
    file_id: Option<i64>,
    function_id: Option<i64>,
}

/// What went wrong.
#[derive(Debug)]
#[non_exhaustive]
pub enum DeployErrorKind {
    /// The code cannot be used: no entry file, no `handle` in it, arguments that nobody passes. Nothing was sent.
    Source(String),
    /// A file or folder cannot be read. Nothing was sent.
    Read {
        /// Which one.
        path: PathBuf,
        /// Why.
        error: io::Error,
    },
    /// A setting breaks a rule of the service. Nothing was sent.
    Rules(BrokenRules),
    /// The archive could not be uploaded.
    Upload(Error),
    /// The Files API did not say in time that the archive is there.
    NotUploaded(StillWaiting),
    /// The project may not use functions yet: ask with `activate`, and wait for it.
    NotActivated(ActivationStatus),
    /// The service did not create the function.
    Create(Error),
    /// The function was created and could not be built; there are a message and the end of the build log.
    Build(Box<BuildFailed>),
    /// The function was created and is not `Ready` yet. It goes on by itself: `wait_until_ready` waits longer.
    NotReady(StillWaiting),
    /// The service could not be asked how far it is.
    Api(Error),
}

impl DeployError {
    #[inline]
    pub(super) fn with_file(mut self, file_id: i64) -> Self {
        self.file_id = Some(file_id);
        self
    }

    #[inline]
    pub(super) fn with_function(mut self, function_id: i64) -> Self {
        self.function_id = Some(function_id);
        self
    }

    /// What went wrong.
    #[inline]
    pub fn kind(&self) -> &DeployErrorKind {
        &self.kind
    }

    /// The archive in the Files API, if it came that far. It stays there; deploying again with the same external id
    /// replaces it, and [`FunctionSource::file_id`](super::FunctionSource::file_id) uses it as it is.
    #[inline]
    pub fn file_id(&self) -> Option<i64> {
        self.file_id
    }

    /// The function, if it was created. It stays there; delete it before deploying again.
    #[inline]
    pub fn function_id(&self) -> Option<i64> {
        self.function_id
    }
}

impl From<DeployErrorKind> for DeployError {
    #[inline]
    fn from(kind: DeployErrorKind) -> Self {
        Self {
            kind,
            file_id: None,
            function_id: None,
        }
    }
}

/// What waiting for a function says, in the words of deploying.
impl From<FunctionError> for DeployError {
    #[inline]
    fn from(error: FunctionError) -> Self {
        Self::from(match error {
            FunctionError::Build(failed) => DeployErrorKind::Build(failed),
            FunctionError::Waiting(waiting) => DeployErrorKind::NotReady(waiting),
            FunctionError::Api(error) => DeployErrorKind::Api(error),
            other => DeployErrorKind::Source(other.to_string()),
        })
    }
}

impl fmt::Display for DeployError {
    #[inline]
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.kind.fmt(f)?;
        match (self.file_id, self.function_id) {
            (_, Some(function)) => write!(f, " (function {function} stays)"),
            (Some(file), None) => write!(f, " (file {file} stays)"),
            (None, None) => Ok(()),
        }
    }
}

impl fmt::Display for DeployErrorKind {
    #[inline]
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Source(text) => Printable(text).fmt(f),
            Self::Read { path, error } => write!(f, "{}: {error}", path.display()),
            Self::Rules(rules) => rules.fmt(f),
            Self::Upload(error) => write!(f, "the archive could not be uploaded: {error}"),
            Self::NotUploaded(waiting) | Self::NotReady(waiting) => waiting.fmt(f),
            Self::NotActivated(status) => {
                let status = Printable(status.as_str());
                write!(f, "functions are not activated in this project: {status}")
            }
            Self::Create(error) | Self::Api(error) => error.fmt(f),
            Self::Build(failed) => failed.fmt(f),
        }
    }
}

impl StdError for DeployError {
    #[inline]
    fn source(&self) -> Option<&(dyn StdError + 'static)> {
        match &self.kind {
            DeployErrorKind::Read { error, .. } => Some(error),
            DeployErrorKind::Rules(rules) => Some(rules),
            DeployErrorKind::Upload(error) | DeployErrorKind::Create(error) | DeployErrorKind::Api(error) => {
                Some(error)
            }
            DeployErrorKind::Build(failed) => Some(failed),
            _ => None,
        }
    }
}
