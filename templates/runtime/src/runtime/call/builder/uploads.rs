//! Where uploads may go.

use super::CoreBuilder;

impl CoreBuilder {
    /// Allows uploads to this host besides those of the service: `files.example.net`; `*.files.example.net` is every
    /// host below that name, a `*` further on is one label of any name, and `*` alone is every host.
    pub fn upload_host(mut self, host: impl AsRef<str>) -> Self {
        let added = self.upload_hosts.add(host.as_ref());
        self.keep(added)
    }
}
