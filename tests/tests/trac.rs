//! The generated client of TRAC's data service.
//!
//! | file | proves |
//! |---|---|
//! | `captures` | the client makes the requests that were recorded with a gateway, and reads what that said, errors included |
//! | `round_trips` | rows, Arrow bytes and files go in and come out, against a small gateway of our own that is as strict as TRAC's |
//! | `refusals` | errors in headers, lines of text and empty replies become messages and details |
//! | `faults` | replies that nobody asked for, requests that are too large, hangs, and downloads that are cut |
//! | `details` | the reader of protobuf takes every recorded and every wrong input |
//! | `forgiving` | what protobuf leaves out, writes in two ways or adds later is read |
//! | `documents` | what `specs/trac` says agrees with the outline of the surface beside the project |

mod trac {
    mod gateway;
    mod server;
    mod support;

    mod captures;
    mod details;
    mod documents;
    mod faults;
    mod forgiving;
    mod refusals;
    mod round_trips;
}
