// From templates/cdf/src/functions/until.rs; edit it there.

//! Waiting for functions and for the activation.

use std::fmt;
use std::time::Duration;

use crate::models::{Function, FunctionActivation, FunctionReference};
use crate::operations::functions::Functions;
use crate::runtime::BoxFuture;

use super::error::{BuildFailed, FunctionError};
use super::waiting::{Progress, failed, patience};

const BUILD_TIME: Duration = Duration::from_secs(20 * 60);
const ACTIVATION_TIME: Duration = Duration::from_secs(2 * 60 * 60);

/// Waits within a deadline.
type Wait<T> = Box<dyn FnOnce(Duration, Progress<T>) -> BoxFuture<'static, Result<T, FunctionError>> + Send>;

/// Waits until something of the service is as it should be. Await it.
#[must_use = "nothing happens until it is awaited"]
pub struct Until<T> {
    wait: Wait<T>,
    deadline: Duration,
    progress: Progress<T>,
}

impl<T> Until<T> {
    /// The longest time to wait.
    #[inline]
    pub fn deadline(mut self, deadline: Duration) -> Self {
        self.deadline = deadline;
        self
    }

    /// Called with each state that is seen.
    #[inline]
    pub fn on_progress(mut self, progress: impl FnMut(&T) + Send + 'static) -> Self {
        self.progress = Some(Box::new(progress));
        self
    }
}

impl<T> IntoFuture for Until<T> {
    type Output = Result<T, FunctionError>;
    type IntoFuture = BoxFuture<'static, Self::Output>;

    #[inline]
    fn into_future(self) -> Self::IntoFuture {
        (self.wait)(self.deadline, self.progress)
    }
}

impl<T> fmt::Debug for Until<T> {
    #[inline]
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Until")
            .field("deadline", &self.deadline)
            .finish_non_exhaustive()
    }
}

impl Functions {
    /// Waits until a function is `Ready`, 20 minutes at most unless [`Until::deadline`] says otherwise.
    ///
    /// ```no_run
    /// # async fn example(cdf: cdf_client::Client) -> Result<(), cdf_client::functions::FunctionError> {
    /// let function = cdf.functions().wait_until_ready("my-function").await?;
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    ///
    /// Awaiting it fails with [`FunctionError::Build`] if the function could not be built, with
    /// [`FunctionError::Waiting`] after the deadline, and if the service cannot be asked.
    #[inline]
    pub fn wait_until_ready(&self, function: impl Into<FunctionReference>) -> Until<Function> {
        let (functions, function) = (self.clone(), function.into());
        Until {
            wait: Box::new(move |deadline, progress| Box::pin(functions.ready(function, deadline, progress))),
            deadline: BUILD_TIME,
            progress: None,
        }
    }

    /// Waits until the project may use functions, two hours at most unless [`Until::deadline`] says otherwise. Ask for
    /// it with [`activate`](Functions::activate) first.
    ///
    /// # Errors
    ///
    /// Awaiting it fails with [`FunctionError::Waiting`] after the deadline, and if the service cannot be asked.
    #[inline]
    pub fn wait_until_activated(&self) -> Until<FunctionActivation> {
        let functions = self.clone();
        Until {
            wait: Box::new(move |deadline, progress| Box::pin(functions.activated(deadline, progress))),
            deadline: ACTIVATION_TIME,
            progress: None,
        }
    }

    #[inline]
    async fn ready(
        self,
        function: FunctionReference,
        deadline: Duration,
        mut progress: Progress<Function>,
    ) -> Result<Function, FunctionError> {
        let id = self.id_of(function).await?;
        let is_over = |function: &Function| {
            if let Some(progress) = &mut progress {
                progress(function);
            }
            function.is_final()
        };
        let function = patience(Duration::from_secs(1), Duration::from_secs(15), deadline)
            .wait(|| self.retrieve(id).send(), is_over)
            .await
            .map_err(failed(format!("function {id}"), |function: &Function| {
                function.status.as_str()
            }))?;
        match function.is_ready() {
            true => Ok(function),
            false => Err(FunctionError::Build(Box::new(BuildFailed { function }))),
        }
    }

    #[inline]
    async fn activated(
        self,
        deadline: Duration,
        mut progress: Progress<FunctionActivation>,
    ) -> Result<FunctionActivation, FunctionError> {
        let is_over = |activation: &FunctionActivation| {
            if let Some(progress) = &mut progress {
                progress(activation);
            }
            activation.is_activated()
        };
        patience(Duration::from_secs(1), Duration::from_secs(60), deadline)
            .wait(|| self.status().send(), is_over)
            .await
            .map_err(failed(
                "the activation of functions".to_owned(),
                |seen: &FunctionActivation| seen.status.as_str(),
            ))
    }
}
