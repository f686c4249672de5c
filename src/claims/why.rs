//! [`Why`]: the rules and cues behind a claim.

use std::fmt::{self, Display, Formatter, Write};

/// Why a claim reads as it does: the rule or cue behind each part.
///
/// ```
/// let claims = tamis::claims("More than 200 soldiers fell.", &Default::default());
/// assert_eq!(
///     claims[0].why.to_string(),
///     "kind: count; value: digits; bound: more than; counted: noun after numeral"
/// );
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Why {
    /// The rule behind the kind.
    pub kind: &'static str,
    /// How the number is written.
    pub value: &'static str,
    /// The rule behind a unit that other words of the text settle.
    pub unit: Option<&'static str>,
    /// The cue or rule behind the bound; none of a bare exact value.
    pub bound: Option<&'static str>,
    /// The rule behind what is counted; none where nothing looked for it.
    pub counted: Option<&'static str>,
}

impl Why {
    /// Writes it as it is displayed.
    pub(crate) fn write(&self, to: &mut impl Write) -> fmt::Result {
        to.write_str("kind: ")?;
        to.write_str(self.kind)?;
        let named =
            [("; unit: ", self.unit), ("; bound: ", self.bound), ("; counted: ", self.counted)];
        let more = named.into_iter().filter_map(|(label, rule)| Some((label, rule?)));
        for (label, rule) in [("; value: ", self.value)].into_iter().chain(more) {
            to.write_str(label)?;
            to.write_str(rule)?;
        }
        Ok(())
    }
}

impl Display for Why {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        self.write(f)
    }
}
