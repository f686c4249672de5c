//! The languages whose numerals are read, and the tables of each.

use super::lexicon::{Cue, Map, Word};
use super::tables;

/// Words that make a sentence worth reading, and their heads.
pub(super) type Triggers = (&'static Map<()>, &'static [u32; 1024]);

/// A language with number words, units and cues of its own.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Lang {
    /// English: comma groups, point decimals.
    #[default]
    En,
    /// German: point groups, comma decimals.
    De,
    /// French: space groups, comma decimals.
    Fr,
    /// Spanish: point or space groups, comma decimals.
    Es,
}

impl Lang {
    /// The language of this ISO 639-1 code; English for any other.
    pub(crate) fn from_code(code: &str) -> Self {
        match code.get(..2).unwrap_or_default() {
            "de" => Self::De,
            "fr" => Self::Fr,
            "es" => Self::Es,
            _ => Self::En,
        }
    }

    /// The mark before decimals.
    pub(super) fn decimal(self) -> u8 {
        if self == Self::En { b'.' } else { b',' }
    }

    pub(super) fn words(self) -> &'static Map<Word> {
        match self {
            Self::En => &tables::WORDS_EN,
            Self::De => &tables::WORDS_DE,
            Self::Fr => &tables::WORDS_FR,
            Self::Es => &tables::WORDS_ES,
        }
    }

    pub(super) fn triggers(self) -> Triggers {
        match self {
            Self::En => (&tables::TRIGGERS_EN, &tables::HEADS_EN),
            Self::De => (&tables::TRIGGERS_DE, &tables::HEADS_DE),
            Self::Fr => (&tables::TRIGGERS_FR, &tables::HEADS_FR),
            Self::Es => (&tables::TRIGGERS_ES, &tables::HEADS_ES),
        }
    }

    pub(super) fn cues_before(self) -> &'static Map<Cue> {
        match self {
            Self::En => &tables::CUES_BEFORE_EN,
            Self::De => &tables::CUES_BEFORE_DE,
            Self::Fr => &tables::CUES_BEFORE_FR,
            Self::Es => &tables::CUES_BEFORE_ES,
        }
    }

    pub(super) fn cues_after(self) -> &'static Map<Cue> {
        match self {
            Self::En => &tables::CUES_AFTER_EN,
            Self::De => &tables::CUES_AFTER_DE,
            Self::Fr => &tables::CUES_AFTER_FR,
            Self::Es => &tables::CUES_AFTER_ES,
        }
    }

    /// Unit names beside the English ones.
    pub(super) fn unit_names(self) -> Option<&'static Map<(u16, bool)>> {
        match self {
            Self::En => None,
            Self::De => Some(&tables::UNIT_NAMES_DE),
            Self::Fr => Some(&tables::UNIT_NAMES_FR),
            Self::Es => Some(&tables::UNIT_NAMES_ES),
        }
    }
}
