//! The fake CDF keeps the rules of the service: proved with the generated client, on a paused clock.

mod fake {
    mod streams;
}
