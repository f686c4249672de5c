//! The interval of values that a quantity allows, from its bound and the precision shown.

use crate::claims::{Bound, Kind};

/// What the interval depends on.
pub(super) struct Shown {
    pub(super) kind: Kind,
    pub(super) bound: Bound,
    pub(super) value: f64,
    pub(super) value2: Option<f64>,
    /// The unit of the last digit shown: 0.1 for `1.5`, 1e5 for `1.2 million`, 100 for `300`.
    pub(super) step: f64,
    /// The numeral is round: two or more trailing zeros, or a multiplier word.
    pub(super) round: bool,
    /// A share in words: `two thirds`.
    pub(super) worded: bool,
    /// An exact cue stands before it.
    pub(super) exactly: bool,
    /// `almost`, `nearly`: reaches a tenth down only.
    pub(super) near: bool,
}

/// `(low, high, low_open, high_open)`; `None` is unbounded.
pub(super) fn of(q: &Shown) -> (Option<f64>, Option<f64>, bool, bool) {
    let v = q.value;
    let tenth = v.abs() * 0.1;
    let closed = |low: f64, high: f64| (Some(low), Some(high), false, false);
    match q.bound {
        Bound::Between => {
            let high = q.value2.unwrap_or(v);
            closed(v.min(high), v.max(high))
        }
        Bound::About => closed(v - tenth, v + tenth),
        Bound::Over => (Some(v), None, true, true),
        Bound::AtLeast => (Some(v), None, false, true),
        Bound::Under if q.near => (Some(v - tenth), Some(v), false, true),
        Bound::Under => (None, Some(v), true, true),
        Bound::AtMost => (None, Some(v), true, false),
        // `hundreds` are two hundred at the least.
        Bound::Vague => (Some(2.0 * v), Some(magnitude(v)), false, false),
        Bound::Exact if q.kind == Kind::Score || q.kind == Kind::Rank => closed(v, v),
        Bound::Exact => {
            let share = v.abs() * 0.05;
            let half = q.step / 2.0;
            let width = match q.kind {
                _ if q.exactly => 0.0,
                Kind::Ratio if q.worded => share,
                _ if q.round => half.min(share),
                _ if q.step < 1.0 => half,
                Kind::Percent | Kind::Measure => half,
                _ => 0.0,
            };
            closed(v - width, v + width)
        }
    }
}

/// The last whole number below the next magnitude: hundreds 999, tens of thousands 99,999.
fn magnitude(v: f64) -> f64 {
    match v {
        12.0 => 99.0,
        20.0 => 99.0,
        _ => v * 10.0 - 1.0,
    }
}
