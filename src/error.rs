//! The one error of this crate. Errors are about options and files, never about a text.

use std::fmt;

/// What was wrong and what to do about it, in one sentence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Error {
    kind: ErrorKind,
    message: String,
}

/// What an [`Error`] is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum ErrorKind {
    /// An option has a value that it cannot have.
    Option,
    /// The input is of a type or size that cannot be taken.
    Input,
}

impl Error {
    /// An error about an option.
    pub fn option(message: impl Into<String>) -> Self {
        Self { kind: ErrorKind::Option, message: message.into() }
    }

    /// An error about the type or size of an input.
    pub fn input(message: impl Into<String>) -> Self {
        Self { kind: ErrorKind::Input, message: message.into() }
    }

    /// What it is about.
    pub fn kind(&self) -> ErrorKind {
        self.kind
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl std::error::Error for Error {}

/// A result whose error is [`Error`].
pub type Result<T, E = Error> = std::result::Result<T, E>;
