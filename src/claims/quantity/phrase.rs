//! [`Phrase`]: words in a row, as the tables have them.

/// Words joined by spaces, at most sixty-four bytes.
pub(super) struct Phrase {
    text: [u8; 64],
    length: usize,
    full: bool,
}

impl Default for Phrase {
    fn default() -> Self {
        Self { text: [0; 64], length: 0, full: false }
    }
}

impl Phrase {
    /// Adds a word, as it stands or with its ASCII letters in lower case.
    pub(super) fn word(&mut self, word: &str, case: bool) {
        let need = word.len() + usize::from(self.length > 0);
        if self.length + need > self.text.len() {
            self.full = true;
            return;
        }
        if self.length > 0 {
            self.text[self.length] = b' ';
            self.length += 1;
        }
        let into = &mut self.text[self.length..self.length + word.len()];
        into.copy_from_slice(word.as_bytes());
        if !case {
            into.make_ascii_lowercase();
        }
        self.length += word.len();
    }

    /// Adds a word in lower case.
    pub(super) fn lower(&mut self, word: &str) {
        match word.is_ascii() {
            true => self.word(word, false),
            false => self.word(&word.to_lowercase(), true),
        }
    }

    pub(super) fn bytes(&self) -> &[u8] {
        &self.text[..self.length]
    }

    pub(super) fn is_empty(&self) -> bool {
        self.length == 0
    }

    /// Whether a word found no room: the phrase is in no table.
    pub(super) fn full(&self) -> bool {
        self.full
    }
}
