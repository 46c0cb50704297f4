//! The client against a service that fails at random, and forgets to say what it has done: the fake CDF with a fifth of
//! all requests going wrong, by seed, on a paused clock.
//!
//! What is proved: no record is lost, doubled, or reported as something that it is not; nothing that creates is sent twice;
//! a feed that is killed and resumed skips nothing; a run that an outage stops goes on until its source is drained.

mod storm {
    mod creates;
    mod feeds;
    mod outages;
    mod records;
    mod support;
}
