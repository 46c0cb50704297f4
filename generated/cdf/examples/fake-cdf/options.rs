// From templates/cdf/examples/fake-cdf/options.rs; edit it there.

//! What is said on the command line.

use std::path::PathBuf;
use std::str::FromStr;
use std::time::{Duration, SystemTime};

use cdf_client::fake::{Fake, Faults};

use super::Result;

pub(super) const HELP: &str = "\
fake-cdf [options]

  --port N            where to listen on 127.0.0.1; 8042 by default, 0 for any that is free
  --token TEXT        the bearer token; fake-token by default
  --call-ms N         how long a call of a function takes; 100 by default
  --allow-leaks       take uploads that carry an authorization header, and only note them
  --dump FILE         write each request, without secrets, as a line of JSON

Shares of requests that fail, from 0 to 1:
  --rate-limited X    429, with --retry-after SECONDS if given
  --unavailable X     503, for records with a part of them written
  --server-error X    500
  --bad-gateway X     502
  --reset X           the connection breaks before anything is done
  --lost X            it breaks when all is done
  --truncated X       the response breaks off in the middle
  --slow X            the response comes after --slow-ms N, 1000 by default
  --seed N            other faults
";

#[derive(Default)]
pub(super) struct Options {
    pub(super) port: u16,
    pub(super) dump: Option<PathBuf>,
    token: Option<String>,
    call: Option<Duration>,
    allow_leaks: bool,
    faults: Faults,
}

impl Options {
    /// `None` if help is wanted.
    pub(super) fn read(mut words: impl Iterator<Item = String>) -> Result<Option<Self>> {
        let mut options = Self {
            port: 8042,
            ..Self::default()
        };
        options.faults.slow_for = Duration::from_secs(1);
        while let Some(name) = words.next() {
            match name.as_str() {
                "--help" | "-h" => return Ok(None),
                "--allow-leaks" => options.allow_leaks = true,
                _ => {
                    let value = words
                        .next()
                        .ok_or_else(|| format!("{name} needs a value, or is no option"))?;
                    options.set(&name, &value)?;
                }
            }
        }
        Ok(Some(options))
    }

    fn set(&mut self, name: &str, value: &str) -> Result {
        let faults = &mut self.faults;
        match name {
            "--port" => self.port = number(name, value)?,
            "--token" => self.token = Some(value.to_owned()),
            "--call-ms" => self.call = Some(Duration::from_millis(number(name, value)?)),
            "--dump" => self.dump = Some(value.into()),
            "--retry-after" => faults.retry_after = Some(Duration::from_secs(number(name, value)?)),
            "--slow-ms" => faults.slow_for = Duration::from_millis(number(name, value)?),
            "--seed" => faults.seed = number(name, value)?,
            "--rate-limited" => faults.rate_limited = share(name, value)?,
            "--unavailable" => faults.unavailable = share(name, value)?,
            "--server-error" => faults.server_error = share(name, value)?,
            "--bad-gateway" => faults.bad_gateway = share(name, value)?,
            "--reset" => faults.reset = share(name, value)?,
            "--lost" => faults.lost_response = share(name, value)?,
            "--truncated" => faults.truncated = share(name, value)?,
            "--slow" => faults.slow = share(name, value)?,
            _ => return Err(format!("{name} is no option; --help lists them").into()),
        }
        Ok(())
    }

    /// The fake, at the time of this machine; `port` is where it is reached.
    pub(super) fn fake(&self, port: u16) -> Fake {
        let now = SystemTime::now()
            .duration_since(SystemTime::UNIX_EPOCH)
            .unwrap_or_default();
        let mut builder = Fake::builder()
            .starting_at(i64::try_from(now.as_millis()).unwrap_or_default())
            .upload_origin(format!("http://localhost:{port}"))
            .seed(self.faults.seed)
            .faults(self.faults);
        if let Some(token) = &self.token {
            builder = builder.token(token.as_str());
        }
        if let Some(duration) = self.call {
            builder = builder.call_duration(duration);
        }
        if self.allow_leaks {
            builder = builder.allow_leaks();
        }
        builder.build()
    }
}

fn number<T: FromStr>(name: &str, value: &str) -> Result<T> {
    value
        .parse()
        .map_err(|_| format!("{name} needs a number, not {value}").into())
}

fn share(name: &str, value: &str) -> Result<f64> {
    let share = number(name, value)?;
    if (0.0..=1.0).contains(&share) {
        return Ok(share);
    }
    Err(format!("{name} needs a share from 0 to 1").into())
}
