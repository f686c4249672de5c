//! The extension module `tamis._tamis`: converts and forwards, decides nothing.
