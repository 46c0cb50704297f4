//! The steps of a deployment, one after the other.

use std::fmt;
use std::time::Duration;

use crate::Error;
use crate::errors::FunctionsCreateError;
use crate::functions::StillWaiting;
use crate::models::{FileMetadataList, FileReference, Function, FunctionWrite};
use crate::operations::files::Files;
use crate::operations::functions::Functions;
use crate::runtime::{CallError, Core, Patience};

use super::settings::Deploy;
use super::upload::{self, Target};
use super::{DeployError, DeployErrorKind, archive};

const UPLOAD_TIME: Duration = Duration::from_secs(3 * 60);

/// A function that was deployed.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Deployment {
    /// The function; `Ready`, unless it was not waited for.
    pub function: Function,
    /// What is other than asked for.
    pub notes: Vec<DeployNote>,
}

/// What the service did other than asked for, without saying so.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub enum DeployNote {
    /// It gives another number of cores.
    Cpu {
        /// What was asked for.
        asked: f64,
        /// What it gives.
        given: f64,
    },
    /// It gives other memory.
    Memory {
        /// What was asked for, in gigabytes.
        asked: f64,
        /// What it gives, in gigabytes.
        given: f64,
    },
}

impl fmt::Display for DeployNote {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Cpu { asked, given } => write!(f, "the function gets {given} cores, not {asked}"),
            Self::Memory { asked, given } => write!(f, "the function gets {given} GB of memory, not {asked}"),
        }
    }
}

pub(super) async fn deploy(settings: Deploy) -> Result<Deployment, DeployError> {
    settings.write.check().map_err(DeployErrorKind::Rules)?;
    let functions = settings.functions.clone();
    let file_id = match archive::file_id(&settings.plan) {
        Some(id) => id,
        None => {
            let (packing, target, parts) = (settings.archive(), target(&settings), settings.parts);
            upload::send(&functions.core, target, packing.await?.unwrap_or_default(), parts).await?
        }
    };
    let with_file = move |error: DeployError| error.with_file(file_id);
    uploaded(&functions.core, file_id).await.map_err(with_file)?;
    let write = FunctionWrite {
        file_id,
        ..settings.write.clone()
    };
    let created = create(&functions, write).await.map_err(with_file)?;
    let function_id = created.id;
    built(settings, created)
        .await
        .map_err(move |error| with_file(error).with_function(function_id))
}

/// What the archive is called in the Files API, where a slash makes folders.
fn target(settings: &Deploy) -> Target {
    Target {
        name: format!("{}.zip", settings.write.name.replace('/', "-")),
        external_id: settings.write.external_id.clone(),
        data_set_id: settings.data_set_id,
    }
}

/// Waits until the Files API says that the content is there.
async fn uploaded(core: &Core, file_id: i64) -> Result<(), DeployError> {
    let patience = Patience::new()
        .first_pause(Duration::from_millis(200))
        .longest_pause(Duration::from_secs(10))
        .deadline(UPLOAD_TIME);
    let files = Files::new(core);
    let is_there = |list: &FileMetadataList| list.items.iter().all(|file| file.uploaded);
    let outcome = patience
        .wait(|| files.retrieve_many([FileReference::Id(file_id)]).send(), is_there)
        .await;
    let Err(error) = outcome else { return Ok(()) };
    let waited = error.waited();
    if let Err(error) = error.into_last() {
        return Err(DeployErrorKind::Upload(error.into()).into());
    }
    Err(DeployErrorKind::NotUploaded(StillWaiting {
        what: format!("file {file_id}"),
        status: "not uploaded".to_owned(),
        waited,
    })
    .into())
}

async fn create(functions: &Functions, write: FunctionWrite) -> Result<Function, DeployError> {
    let error = match functions.create([write]).await {
        Ok(created) => match created.items.into_iter().next() {
            Some(function) => return Ok(function),
            None => {
                let text = "the service created the function and did not send it back";
                return Err(DeployErrorKind::Source(text.to_owned()).into());
            }
        },
        Err(error) => error,
    };
    Err(why_not_created(functions, error).await.into())
}

/// A project without functions refuses them with a message that does not say so.
async fn why_not_created(functions: &Functions, error: CallError<FunctionsCreateError>) -> DeployErrorKind {
    if error.status().is_some_and(|status| status.is_client_error())
        && let Ok(activation) = functions.status().await
        && !activation.is_activated()
    {
        return DeployErrorKind::NotActivated(activation.status);
    }
    DeployErrorKind::Create(Error::from(error))
}

async fn built(settings: Deploy, created: Function) -> Result<Deployment, DeployError> {
    let (asked_cpu, asked_memory) = (settings.write.cpu, settings.write.memory);
    let function = match settings.wait {
        None => created,
        Some(deadline) => {
            let mut wait = settings.functions.wait_until_ready(created.id).deadline(deadline);
            if let Some(progress) = settings.progress {
                wait = wait.on_progress(progress);
            }
            wait.await?
        }
    };
    let mut notes = Vec::new();
    if let Some((asked, given)) = differ(asked_cpu, function.cpu) {
        notes.push(DeployNote::Cpu { asked, given });
    }
    if let Some((asked, given)) = differ(asked_memory, function.memory) {
        notes.push(DeployNote::Memory { asked, given });
    }
    Ok(Deployment { function, notes })
}

/// Both values, if they are there and not the same. The service keeps them with less precision than JSON.
fn differ(asked: Option<f64>, given: Option<f64>) -> Option<(f64, f64)> {
    let (asked, given) = asked.zip(given)?;
    ((asked - given).abs() > 1e-6).then_some((asked, given))
}
