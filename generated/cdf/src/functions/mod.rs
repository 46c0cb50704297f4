// From templates/cdf/src/functions/mod.rs; edit it there.

//! What makes functions easy: deploy code, run it, wait for it, read what it said, and run it by the clock.
//!
//! The methods hang on the handles of the client: [`run`](crate::operations::function_calls::FunctionCalls::run) on
//! `function_calls()`, [`schedule`](crate::operations::function_schedules::FunctionSchedules::schedule) on
//! `function_schedules()`, `deploy` (feature `deploy`) and
//! [`wait_until_ready`](crate::operations::functions::Functions::wait_until_ready) on `functions()`.
//!
//! ```no_run
//! # async fn example(cdf: cdf_client::Client) -> Result<(), Box<dyn std::error::Error>> {
//! let run = cdf.function_calls().run("my-function").data(serde_json::json!({"site": 7})).start().await?;
//! let call = run.wait_ok().with_logs().await?;
//! let sum: Option<f64> = run.response().await?;
//! println!("{:?} after {:?}", sum, call.duration());
//! # Ok(())
//! # }
//! ```

pub(crate) mod calendar;
#[cfg(feature = "deploy")]
pub mod deploy;
mod error;
mod handle;
mod lists;
mod logs;
mod ranges;
mod references;
mod rules;
mod run;
mod schedule;
mod session;
mod states;
mod until;
mod waiting;
mod writes;

pub use error::{BuildFailed, CallFailed, FunctionError, StillWaiting};
pub use handle::CallHandle;
pub use rules::BrokenRules;
pub use run::Run;
pub use schedule::NewSchedule;
pub use session::SessionAuth;
pub use until::Until;
pub use waiting::{CallWait, CallWaitOk};
