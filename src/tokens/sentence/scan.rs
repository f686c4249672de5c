//! The places where a sentence may end, found without reading the characters between them.

use memchr::{memchr2, memchr3};

/// A drawn line has at least so many signs.
const DRAWN: usize = 4;

/// What may end a sentence.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Candidate {
    /// `.`, `!`, `?`, `…`: one that closers and white space may follow.
    Stop(usize),
    /// `。`, `！`, `？`, `｡`: ends a sentence whatever follows.
    WideStop(usize),
    /// An emoticon (`:-)`) or a drawn line (`____`), from the first byte to the second.
    Mark(usize, usize),
    /// A line feed, a carriage return, U+2028 or U+2029.
    Line(usize),
}

impl Candidate {
    pub(super) fn at(self) -> usize {
        match self {
            Self::Stop(at) | Self::WideStop(at) | Self::Mark(at, _) | Self::Line(at) => at,
        }
    }
}

/// Walks the candidates of a text from left to right.
///
/// Four searches run side by side, each only when its last find lies behind: the stops of
/// ASCII, the ends of lines, the lead bytes of the other stops, and marks. Each byte is read at
/// most once by each, at the speed of memchr.
pub(super) struct Scanner<'t> {
    bytes: &'t [u8],
    stop: usize,
    line: usize,
    wide: Option<Candidate>,
    wide_done: usize,
    mark: (usize, usize),
}

impl<'t> Scanner<'t> {
    pub(super) fn new(text: &'t str) -> Self {
        let bytes = text.as_bytes();
        let mut scanner = Self { bytes, stop: 0, line: 0, wide: None, wide_done: 0, mark: (0, 0) };
        scanner.find_stop(0);
        scanner.find_line(0);
        scanner.find_wide(0);
        scanner.find_mark(0);
        scanner
    }

    /// The first candidate at or after `from`, which must not decrease between calls.
    #[inline]
    pub(super) fn next(&mut self, from: usize) -> Option<Candidate> {
        if self.stop < from {
            self.find_stop(from);
        }
        if self.line < from {
            self.find_line(from);
        }
        if self.wide_done < from {
            self.find_wide(from);
        }
        if self.mark.0 < from {
            self.find_mark(from);
        }
        let near = self.stop.min(self.line).min(self.wide_done).min(self.mark.0);
        if near == self.bytes.len() {
            return None;
        }
        Some(if near == self.stop {
            Candidate::Stop(near)
        } else if near == self.line {
            Candidate::Line(near)
        } else if near == self.mark.0 {
            Candidate::Mark(near, self.mark.1)
        } else {
            self.wide?
        })
    }

    fn find_stop(&mut self, from: usize) {
        let rest = &self.bytes[from..];
        self.stop = memchr3(b'.', b'!', b'?', rest).map_or(self.bytes.len(), |at| from + at);
    }

    fn find_line(&mut self, from: usize) {
        let rest = &self.bytes[from..];
        self.line = memchr2(b'\n', b'\r', rest).map_or(self.bytes.len(), |at| from + at);
    }

    fn find_mark(&mut self, from: usize) {
        let mut at = from;
        while let Some(found) = memchr3(b':', b'_', b'=', &self.bytes[at..]) {
            at += found;
            let len = mark(&self.bytes[at..]);
            if len > 2 || len == 2 && at > 0 && self.bytes[at - 1].is_ascii_whitespace() {
                self.mark = (at, at + len);
                return;
            }
            at += len.max(1);
        }
        self.mark = (self.bytes.len(), self.bytes.len());
    }

    fn find_wide(&mut self, from: usize) {
        let mut at = from;
        while let Some(found) = memchr3(0xE2, 0xE3, 0xEF, &self.bytes[at..]) {
            at += found;
            self.wide = match &self.bytes[at..] {
                [0xE2, 0x80, 0xA6, ..] => Some(Candidate::Stop(at)),
                [0xE2, 0x80, 0xA8 | 0xA9, ..] => Some(Candidate::Line(at)),
                [0xE3, 0x80, 0x82, ..] => Some(Candidate::WideStop(at)),
                [0xEF, 0xBC, 0x81 | 0x9F, ..] => Some(Candidate::WideStop(at)),
                [0xEF, 0xBD, 0xA1, ..] => Some(Candidate::WideStop(at)),
                _ => None,
            };
            if let Some(candidate) = self.wide {
                self.wide_done = candidate.at();
                return;
            }
            at += 1;
        }
        self.wide = None;
        self.wide_done = self.bytes.len();
    }
}

/// The length of the emoticon or drawn line that `bytes` begins with; 0 for none.
fn mark(bytes: &[u8]) -> usize {
    match bytes {
        [b':', b'-', b')' | b'(' | b'D', ..] => 3,
        [b':', b')' | b'(' | b'D', ..] => 2,
        [line @ (b'_' | b'='), ..] => {
            let run = bytes.iter().take_while(|b| *b == line).count();
            if run < DRAWN { 0 } else { run }
        }
        _ => 0,
    }
}
