//! A service in a process of its own, so that only the caller's side is measured: this program once more, with another argument.

use std::io::{BufRead, BufReader};
use std::net::{TcpListener, TcpStream};
use std::process::{Child, Command, Stdio};

use crate::Failure;

/// The process of a service; it ends when this is dropped.
#[derive(Debug)]
pub struct Service {
    process: Child,
    /// Where it listens, `http://127.0.0.1:…`.
    pub origin: String,
}

impl Service {
    /// Starts this program with one argument, with which it calls [`serve`].
    ///
    /// # Errors
    ///
    /// The process does not start, or does not say where it listens.
    pub fn start(argument: &str) -> Result<Self, Failure> {
        let mut process = Command::new(std::env::current_exe()?)
            .arg(argument)
            .stdout(Stdio::piped())
            .spawn()?;
        let mut address = String::new();
        BufReader::new(process.stdout.take().ok_or("no output")?).read_line(&mut address)?;
        let origin = format!("http://{}", address.trim());
        Ok(Self { process, origin })
    }
}

impl Drop for Service {
    fn drop(&mut self) {
        // It may have ended already; then there is nothing to end.
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

/// Serves each connection on a thread of its own, on a port that is printed first.
///
/// # Errors
///
/// No port is free, or a connection cannot be accepted.
pub fn serve(answer: fn(&TcpStream) -> std::io::Result<()>) -> Result<(), Failure> {
    let listener = TcpListener::bind("127.0.0.1:0")?;
    println!("{}", listener.local_addr()?);
    for stream in listener.incoming() {
        let stream = stream?;
        std::thread::spawn(move || answer(&stream));
    }
    Ok(())
}
