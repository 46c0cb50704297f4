//! The fake CDF keeps the rules of the service. What a program does with it goes through the generated client, on a
//! paused clock; what the service refuses is sent as plain JSON, because the client would hardly send it.

mod fake {
    mod access;
    mod calls;
    mod faults;
    mod files;
    mod functions;
    mod members;
    mod queries;
    mod records;
    mod streams;
    mod subscriptions;
    mod support;
    mod sync;
}
