//! The generated client of CDF against a loopback server: what goes out, and how what comes back is read.
//!
//! | file | proves |
//! |---|---|
//! | `streams` … `files` | each operation: method, path, query, headers, body, success, every declared refusal |
//! | `coverage` | no operation and no declared status of the client is missing above |
//! | `examples`, `forgiving` | reading is forgiving, writing is exact |
//! | `peers` | the official SDK sends the same for the same call |
//! | `client` | base URL, redirects, tokens, paging, errors, compression, time |
//! | `environment` | a client from environment variables |

mod wire {
    mod documents;
    mod harness;

    mod calls;
    mod files;
    mod functions;
    mod records;
    mod schedules;
    mod sessions;
    mod streams;
    mod subscriptions;

    mod client;
    mod coverage;
    mod environment;
    mod examples;
    mod forgiving;
    mod peers;
    mod portals;
}
