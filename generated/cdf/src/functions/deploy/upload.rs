// From templates/cdf/src/functions/deploy/upload.rs; edit it there.

//! An archive on its way into the Files API.

use std::time::Duration;

use bytes::Bytes;
use futures_util::{StreamExt, TryStreamExt, stream};

use crate::models::MultipartCompleteRequestId;
use crate::operations::files::Files;
use crate::runtime::Core;
use crate::{Error, Secret};

use super::{DeployError, DeployErrorKind};

const MIME_TYPE: &str = "application/zip";
/// For each part: archives may be large, and networks slow.
const TIMEOUT: Duration = Duration::from_secs(10 * 60);
const AT_ONCE: usize = 3;
const MOST_PARTS: usize = 250;
const LEAST_PART: usize = 5 << 20;

/// When an archive goes in parts, and how large they are.
#[derive(Clone, Copy, Debug)]
pub(super) struct Parts {
    pub(super) above: usize,
    pub(super) size: usize,
}

impl Default for Parts {
    #[inline]
    fn default() -> Self {
        Self {
            above: 100 << 20,
            size: 50 << 20,
        }
    }
}

impl Parts {
    #[inline]
    fn size_for(self, bytes: usize) -> usize {
        self.size.max(LEAST_PART).max(bytes.div_ceil(MOST_PARTS))
    }
}

/// What the file is called.
pub(super) struct Target {
    pub(super) name: String,
    pub(super) external_id: Option<String>,
    pub(super) data_set_id: Option<i64>,
}

/// Uploads the archive and gives the id of its file.
#[inline]
pub(super) async fn send(core: &Core, target: Target, archive: Bytes, parts: Parts) -> Result<i64, DeployError> {
    match archive.len() > parts.above {
        true => in_parts(core, target, &archive, parts.size_for(archive.len())).await,
        false => whole(core, target, archive).await,
    }
}

#[inline]
fn failed(error: impl Into<Error>) -> DeployError {
    DeployErrorKind::Upload(error.into()).into()
}

#[inline]
async fn whole(core: &Core, target: Target, archive: Bytes) -> Result<i64, DeployError> {
    let mut request = Files::new(core).init_upload(target.name).mime_type(MIME_TYPE);
    if let Some(external_id) = target.external_id {
        request = request.external_id(external_id).overwrite(true);
    }
    if let Some(data_set_id) = target.data_set_id {
        request = request.data_set_id(data_set_id);
    }
    let file = request.await.map_err(failed)?;
    core.upload_within(&file.upload_url, Some(MIME_TYPE), archive, TIMEOUT)
        .await
        .map_err(|error| failed(error).with_file(file.id))?;
    Ok(file.id)
}

#[inline]
async fn in_parts(core: &Core, target: Target, archive: &Bytes, size: usize) -> Result<i64, DeployError> {
    let files = Files::new(core);
    let pieces: Vec<Bytes> = (0..archive.len())
        .step_by(size)
        .map(|start| archive.slice(start..archive.len().min(start + size)))
        .collect();
    // 250 at most, so it fits.
    let count = i32::try_from(pieces.len()).unwrap_or(i32::MAX);
    let mut request = files.init_multipart_upload(count, target.name).mime_type(MIME_TYPE);
    if let Some(external_id) = target.external_id {
        request = request.external_id(external_id).overwrite(true);
    }
    if let Some(data_set_id) = target.data_set_id {
        request = request.data_set_id(data_set_id);
    }
    let file = request.await.map_err(failed)?;
    if file.upload_urls.len() != pieces.len() {
        let text = format!("the service gave {} places for {count} parts", file.upload_urls.len());
        return Err(DeployError::from(DeployErrorKind::Source(text)).with_file(file.id));
    }
    let puts = file
        .upload_urls
        .into_iter()
        .zip(pieces)
        .map(|(url, piece)| put(core.clone(), url, piece));
    let puts: Vec<_> = puts.collect();
    stream::iter(puts)
        .buffer_unordered(AT_ONCE)
        .try_collect::<()>()
        .await
        .map_err(|error| failed(error).with_file(file.id))?;
    let complete = MultipartCompleteRequestId::new(file.upload_id, file.id);
    files
        .complete_multipart_upload(complete)
        .await
        .map_err(|error| failed(error).with_file(file.id))?;
    Ok(file.id)
}

#[inline]
async fn put(core: Core, url: Secret, piece: Bytes) -> Result<(), Error> {
    core.upload_within(&url, None, piece, TIMEOUT).await
}
