//! No secret shows: not in `Debug` or `Display` of anything that the client has or gives, not in what it tells
//! `tracing`, not in the log of the fake. What is secret: tokens, client secrets, nonces, secrets of functions, URLs of
//! package indexes with a password, signed URLs of uploads, and values of headers.

mod secrets {
    mod hostile;
    mod listener;
    mod records;
    mod repeated;
    mod shown;
    mod street;
    mod tap;
}
