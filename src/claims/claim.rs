//! [`Claim`] and the closed lists of its fields.

use super::Why;
use super::context::Context;
use super::quantity::Quantity;
use crate::error::Result;
use crate::span::Span;
use std::borrow::Cow;

/// Makes an enum whose variants have a fixed name outside Rust.
macro_rules! names {
    ($(#[$doc:meta])* $name:ident { $($(#[$vdoc:meta])* $variant:ident = $text:literal,)+ }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub enum $name { $($(#[$vdoc])* $variant,)+ }

        impl $name {
            /// All of them, in the order of the guidelines.
            pub const ALL: &'static [Self] = &[$(Self::$variant),+];

            /// The name that Python, JSON and Arrow show.
            pub const fn as_str(self) -> &'static str {
                match self { $(Self::$variant => $text),+ }
            }

            /// The one with this name.
            pub fn from_name(name: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|x| x.as_str() == name)
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(self.as_str())
            }
        }
    };
}

names! {
    /// What a claim is a claim of.
    Kind {
        /// A number of things.
        Count = "count",
        /// An amount of money.
        Money = "money",
        /// A share, in percent or percentage points.
        Percent = "percent",
        /// A measurement with a unit.
        Measure = "measure",
        /// A length of time.
        Duration = "duration",
        /// How old somebody or something is.
        Age = "age",
        /// A share or multiple: `a third`, `twice`, `one in five`.
        Ratio = "ratio",
        /// A place in an order.
        Rank = "rank",
        /// The result of a game, a rating or an index.
        Score = "score",
    }
}

names! {
    /// How the value bounds the quantity.
    Bound {
        /// The value itself.
        Exact = "exact",
        /// Somewhere near the value.
        About = "about",
        /// More than the value.
        Over = "over",
        /// The value or more.
        AtLeast = "at_least",
        /// Less than the value.
        Under = "under",
        /// The value or less.
        AtMost = "at_most",
        /// From `value` to `value2`.
        Between = "between",
        /// A magnitude: `hundreds`.
        Vague = "vague",
    }
}

names! {
    /// Which way a change went.
    Direction {
        /// More.
        Up = "up",
        /// Less.
        Down = "down",
    }
}

names! {
    /// A small type of what happened to the counted thing.
    EventType {
        /// Deaths.
        Kill = "kill",
        /// Injuries.
        Injure = "injure",
        /// Flight and eviction.
        Displace = "displace",
        /// Arrests and detentions.
        Arrest = "arrest",
        /// Protests and strikes.
        Protest = "protest",
        /// Seizures and annexations.
        Seize = "seize",
        /// More than before.
        Rise = "rise",
        /// Less than before.
        Fall = "fall",
        /// Prices and expenses.
        Cost = "cost",
        /// Income and gains.
        Earn = "earn",
        /// Points and goals.
        Score = "score",
        /// Lengths of time.
        Last = "last",
        /// Anything else.
        Other = "other",
    }
}

names! {
    /// How a claim is put.
    Modality {
        /// The text says so itself.
        Asserted = "asserted",
        /// The text says that somebody says so.
        Reported = "reported",
        /// Under a condition, or as a possibility.
        Conditional = "conditional",
        /// Of the future.
        Forecast = "forecast",
        /// Asked.
        Question = "question",
    }
}

/// One numeric claim: a stretch of running text that asserts a quantity of something.
///
/// Offsets are bytes of the text that was read. The fields are those of the annotation
/// guidelines that the project measures itself by.
#[derive(Clone, Debug, PartialEq)]
pub struct Claim {
    /// The numeral with its multiplier and unit; words that bound it stay outside.
    pub span: Span,
    /// What it is a claim of.
    pub kind: Kind,
    /// The number in the stated unit; a range's low end, a score's first number.
    pub value: f64,
    /// A range's high end, a score's second number.
    pub value2: Option<f64>,
    /// How the value bounds the quantity.
    pub bound: Bound,
    /// ISO 4217 code, `percent`, `percentage_point`, or the unit's English singular.
    pub unit: Option<Cow<'static, str>>,
    /// What is counted or measured, as it stands in the sentence.
    pub counted: Option<Span>,
    /// The one word that says what happened to it.
    pub event: Option<Span>,
    /// Whether the quantity is, or was reached by, a change.
    pub direction: Option<Direction>,
    /// Who asserts it, where the sentence says so.
    pub speaker: Option<Span>,
    /// The time expression that dates the fact.
    pub when: Option<Span>,
    /// Lowest value the claim allows; `None` is unbounded.
    pub low: Option<f64>,
    /// Highest value the claim allows; `None` is unbounded.
    pub high: Option<f64>,
    /// Whether `low` itself is excluded.
    pub low_open: bool,
    /// Whether `high` itself is excluded.
    pub high_open: bool,
    /// First day (or year, or month) of `when`, ISO 8601.
    pub when_start: Option<String>,
    /// Last day (or year, or month) of `when`, ISO 8601, inclusive.
    pub when_end: Option<String>,
    /// The dictionary form of `event`.
    pub event_lemma: Option<Cow<'static, str>>,
    /// What sort of event it is.
    pub event_type: Option<EventType>,
    /// Whether the sentence denies it.
    pub negated: bool,
    /// How it is put.
    pub modality: Modality,
    /// The sentence it stands in.
    pub sentence: Span,
    /// How sure the reading is: the share of claims like it that are right in value, kind, bound,
    /// unit and what is counted, measured on news by what the number is and where the counted
    /// thing was found.
    pub confidence: f32,
    /// The rules and cues behind the reading.
    pub why: Why,
}

impl Claim {
    /// The value in another unit of the same dimension, by its id.
    ///
    /// # Errors
    /// For counts, money and units of another dimension; the message names units it goes to.
    ///
    /// ```
    /// let claims = tamis::claims("The road is 5 km long.", &Default::default());
    /// assert_eq!(claims[0].to("meter"), Ok(5000.0));
    /// ```
    pub fn to(&self, unit: &str) -> Result<f64> {
        super::convert(self.value, self.unit.as_deref().unwrap_or("a number without unit"), unit)
    }

    /// The SI unit of what was measured, and the value in it.
    ///
    /// ```
    /// let claims = tamis::claims("It took 2 hours.", &Default::default());
    /// assert_eq!(claims[0].si(), Some(("second".to_owned(), 7200.0)));
    /// ```
    pub fn si(&self) -> Option<(String, f64)> {
        super::si(self.value, self.unit.as_deref()?)
    }

    pub(super) fn new(sentence: Span, quantity: Quantity, context: Context) -> Self {
        let (low, high, low_open, high_open) = quantity.interval();
        Self {
            span: quantity.span,
            kind: quantity.kind,
            value: quantity.value,
            value2: quantity.value2,
            bound: quantity.bound,
            unit: quantity.unit,
            counted: context.counted,
            event: context.event,
            direction: context.direction,
            speaker: context.speaker,
            when: context.when,
            low,
            high,
            low_open,
            high_open,
            when_start: context.when_start,
            when_end: context.when_end,
            event_lemma: context.event_lemma,
            event_type: context.event_type,
            negated: context.negated,
            modality: context.modality,
            sentence,
            confidence: (quantity.confidence * context.confidence).clamp(0.0, 1.0),
            why: Why { counted: context.why, ..quantity.why },
        }
    }
}
