// From templates/cdf/src/functions/deploy/settings.rs; edit it there.

//! What can be said about a function before it is deployed.

use std::fmt;
use std::time::Duration;

use bytes::Bytes;

use crate::Secret;
use crate::models::{Function, FunctionRuntime, FunctionWrite};
use crate::operations::functions::Functions;
use crate::runtime::BoxFuture;

use super::DeployError;
use super::archive::{self, Plan};
use super::source::FunctionSource;
use super::steps::{self, Deployment};
use super::upload::Parts;
use crate::functions::waiting::Progress;

const DEFAULT_PATH: &str = "handler.py";
const BUILD_TIME: Duration = Duration::from_secs(20 * 60);

/// A function that is not deployed yet. [`Functions::deploy`] makes one; await it.
#[must_use = "nothing happens until it is awaited"]
pub struct Deploy {
    pub(super) functions: Functions,
    pub(super) write: FunctionWrite,
    pub(super) plan: Plan,
    pub(super) data_set_id: Option<i64>,
    pub(super) parts: Parts,
    pub(super) wait: Option<Duration>,
    pub(super) progress: Progress<Function>,
}

impl Functions {
    /// Deploys a function: packs and uploads its code, creates it, and waits until it is `Ready`. The module
    /// [`deploy`](crate::functions::deploy) tells more.
    ///
    /// # Errors
    ///
    /// Awaiting it fails with a [`DeployError`], whose kind tells how far it came.
    #[inline]
    pub fn deploy(&self, name: impl Into<String>, source: FunctionSource) -> Deploy {
        Deploy {
            functions: self.clone(),
            // The file is known once it is uploaded.
            write: FunctionWrite::new(name, 1),
            plan: Plan {
                source,
                path: DEFAULT_PATH.to_owned(),
                requirements: Vec::new(),
                ignore: Vec::new(),
                check_code: true,
            },
            data_set_id: None,
            parts: Parts::default(),
            wait: Some(BUILD_TIME),
            progress: None,
        }
    }
}

macro_rules! settings {
    ($($(#[$doc:meta])* $name:ident: $type:ty),* $(,)?) => {
        $($(#[$doc])* pub fn $name(mut self, $name: $type) -> Self {
            self.write = self.write.$name($name);
            self
        })*
    };
}

impl Deploy {
    settings! {
        /// An id of your own choice, unique among the functions of the project, up to 255 characters. The archive
        /// gets it too, and replaces the one that had it.
        external_id: impl Into<String>,
        /// Who owns the function, up to 128 characters.
        owner: impl Into<String>,
        /// What the function is for, up to 500 characters.
        description: impl Into<String>,
        /// How many cores the function gets. Some clouds give more than asked for: see [`Deployment::notes`].
        cpu: f64,
        /// How much memory the function gets, in gigabytes. Some clouds give more than asked for.
        memory: f64,
        /// The Python version to run under.
        runtime: impl Into<FunctionRuntime>,
        /// The Python package index to install from. It may hold a password.
        index_url: impl Into<Secret>,
        /// More Python package indexes to install from. They may hold passwords.
        extra_index_urls: impl IntoIterator<Item = impl Into<Secret>>,
    }

    /// Adds a secret, which the code gets in `secrets`: a key of up to 15 lower-case letters, digits and dashes, and up
    /// to 25 kB.
    #[inline]
    pub fn secret(mut self, key: impl Into<String>, value: impl Into<Secret>) -> Self {
        self.write = self.write.secret(key, value);
        self
    }

    /// Adds an environment variable: letters, digits and underscores.
    #[inline]
    pub fn env_var(mut self, key: impl Into<String>, value: impl Into<String>) -> Self {
        self.write = self.write.env_var(key, value);
        self
    }

    /// Adds a pair of metadata: 16 at most, a key up to 32 and a value up to 512 characters, 4096 bytes in all.
    #[inline]
    pub fn metadata(mut self, key: impl Into<String>, value: impl Into<String>) -> Self {
        self.write
            .metadata
            .get_or_insert_default()
            .insert(key.into(), value.into());
        self
    }

    /// The entry file inside the archive, with `/` between the parts. `handler.py` if not set.
    #[inline]
    pub fn function_path(mut self, path: impl Into<String>) -> Self {
        self.plan.path = path.into();
        self.write = self.write.function_path(self.plan.path.clone());
        self
    }

    /// Lines of a `requirements.txt`, for code that brings none of its own.
    #[inline]
    pub fn requirements(mut self, lines: impl IntoIterator<Item = impl Into<String>>) -> Self {
        self.plan.requirements.extend(lines.into_iter().map(Into::into));
        self
    }

    /// Leaves out what matches this pattern of a `.gitignore`, beside what is left out anyway; `!pattern` takes
    /// something in again. For folders.
    #[inline]
    pub fn ignore(mut self, pattern: impl Into<String>) -> Self {
        self.plan.ignore.push(pattern.into());
        self
    }

    /// Takes the code as it is: does not look for `handle` in the entry file.
    #[inline]
    pub fn without_code_check(mut self) -> Self {
        self.plan.check_code = false;
        self
    }

    /// The data set of the archive. Without one the Files API may refuse it, if access is granted by data set.
    #[inline]
    pub fn data_set_id(mut self, id: i64) -> Self {
        self.data_set_id = Some(id);
        self
    }

    /// From how many bytes on the archive is uploaded in parts. 100 MiB if not set.
    #[inline]
    pub fn parts_above(mut self, bytes: usize) -> Self {
        self.parts.above = bytes;
        self
    }

    /// How many bytes a part has: 5 MiB at least, 50 MiB if not set, and more where there would be more than 250 parts.
    #[inline]
    pub fn part_size(mut self, bytes: usize) -> Self {
        self.parts.size = bytes;
        self
    }

    /// The longest time to wait for the function to be built. 20 minutes if not set.
    #[inline]
    pub fn deadline(mut self, deadline: Duration) -> Self {
        self.wait = Some(deadline);
        self
    }

    /// Is done once the function is created, and does not wait until it is built.
    #[inline]
    pub fn without_waiting(mut self) -> Self {
        self.wait = None;
        self
    }

    /// Called with the function each time it is seen while it is built.
    #[inline]
    pub fn on_progress(mut self, progress: impl FnMut(&Function) + Send + 'static) -> Self {
        self.progress = Some(Box::new(progress));
        self
    }

    /// The archive that would be uploaded, checked. `None` if the code is in the Files API already. Nothing is sent.
    ///
    /// # Errors
    ///
    /// The code cannot be used or read.
    #[inline]
    pub fn archive(&self) -> impl Future<Output = Result<Option<Bytes>, DeployError>> + Send + use<> {
        archive::pack_elsewhere(self.plan.clone())
    }
}

impl IntoFuture for Deploy {
    type Output = Result<Deployment, DeployError>;
    type IntoFuture = BoxFuture<'static, Self::Output>;

    #[inline]
    fn into_future(self) -> Self::IntoFuture {
        Box::pin(steps::deploy(self))
    }
}

impl fmt::Debug for Deploy {
    #[inline]
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Deploy")
            .field("write", &self.write)
            .field("plan", &self.plan)
            .finish_non_exhaustive()
    }
}
