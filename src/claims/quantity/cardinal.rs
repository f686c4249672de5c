//! Cardinals in words, part by part: `three hundred and five thousand`.

use super::digits::Shape;
use super::lex::Scan;
use super::locale::Lang;
use super::numeral::{Form, Numeral, blank};
use super::tables::Role;

/// State of reading a cardinal: `total` is what scales closed, `group` what is under way.
struct Sum {
    total: f64,
    group: Option<f64>,
    lowest: f64,
    last: Role,
}

impl Sum {
    fn takes_small(&self, value: f64) -> bool {
        match (self.group, self.last) {
            (None, _) => value < self.lowest,
            (Some(_), Role::Hundred | Role::Hundreds) => true,
            (Some(_), Role::Ten) => value < 10.0,
            _ => false,
        }
    }
}

/// A cardinal in words, or in digits with multiplier words, as long as each part fits the last.
pub(super) fn cardinal(s: &Scan<'_>, first: usize) -> Option<Numeral> {
    let mut sum = Sum { total: 0.0, group: None, lowest: f64::INFINITY, last: Role::None };
    let (mut at, mut end, mut scale) = (first, first, 1.0);
    let mut ordinal = false;
    while let Some(next) = joint(s, at, first, &sum) {
        let atom = s.get(next)?;
        let (role, value) = match s.digits(next) {
            Some(d) if d.shape != Shape::Odd && sum.group.is_none() => (Role::None, d.value),
            Some(d)
                if sum.last == Role::Hundred && d.value < 100.0 && d.decimals == 0 && next > at =>
            {
                (Role::Full, d.value)
            }
            Some(_) => break,
            None => (atom.word.role, atom.word.value),
        };
        let spaced = next == first || s.gap(next) || s.dash(next - 1);
        if !spaced || !take(&mut sum, role, value, s.lang, &mut scale, next == first) {
            // `twenty-first`, `one hundred and fifth`: the whole is an ordinal.
            if role == Role::Ordinal
                && spaced
                && sum.takes_small(value)
                && next > first
                && !matches!(sum.last, Role::Digit | Role::Teen)
                && s.lang == Lang::En
            {
                sum.group = Some(sum.group.unwrap_or(0.0) + value);
                (end, ordinal) = (next + 1, true);
            }
            break;
        }
        end = next + 1;
        at = end;
        if role == Role::Dozen {
            break;
        }
    }
    if end == first {
        return None;
    }
    let value = sum.total + sum.group.unwrap_or(0.0);
    let form = if ordinal { Form::Ordinal } else { Form::Words };
    Some(Numeral { scale, ..blank(first, end, value, form) })
}

/// Where the next part of a cardinal stands: at once, or after a hyphen or `and`.
fn joint(s: &Scan<'_>, at: usize, first: usize, sum: &Sum) -> Option<usize> {
    if at == first {
        return Some(at);
    }
    if s.get(at)?.line {
        return None;
    }
    if s.dash(at) {
        let close = !s.gap(at) && !s.gap(at + 1);
        let spaced = sum.last == Role::Ten && s.role(at + 1) == Role::Digit;
        let numeric = s.role(at + 1) != Role::None || s.digits(at + 1).is_some();
        return ((close && numeric) || spaced).then_some(at + 1);
    }
    let and = s.role(at) == Role::And
        || s.sign(at) == '&'
        || (s.sign(at) == ','
            && matches!(sum.last, Role::Scale)
            && s.role(at + 2) == Role::Hundred);
    if !and {
        return Some(at);
    }
    let link = s.lang != Lang::En && sum.last == Role::Ten;
    if !(matches!(sum.last, Role::Hundred | Role::Hundreds | Role::Scale) || link) {
        return None;
    }
    let small = matches!(s.role(at + 1), Role::Digit | Role::Teen | Role::Ten | Role::Ordinal)
        || s.digits(at + 1).is_some_and(|d| {
            d.shape == Shape::Plain
                && d.value < sum.lowest.min(1000.0)
                && d.value > 0.0
                && !s.has(at, super::tables::flag::HEAD)
        });
    if !small {
        return None;
    }
    // `one hundred and two hundred` are two numbers.
    let mut after = at + 2;
    if s.role(at + 1) == Role::Ten && s.dash(after) && s.role(after + 1) == Role::Digit {
        after += 2;
    }
    if s.dash(after) && s.role(after + 1) != Role::None {
        after += 1;
    }
    // `one hundred and three quarters`.
    if matches!(s.role(after), Role::Denominator | Role::Quarter) {
        return None;
    }
    let bigger = match s.role(after) {
        Role::Hundred => sum.last != Role::Scale,
        Role::Scale | Role::Plural => s.get(after).is_some_and(|a| a.word.value >= sum.lowest),
        _ => false,
    };
    let bigger_hundred = s.role(after) == Role::Scale && sum.last == Role::Scale && bigger;
    (!bigger && !bigger_hundred).then_some(at + 1)
}

/// Adds one part; false where it does not fit.
fn take(sum: &mut Sum, role: Role, value: f64, lang: Lang, scale: &mut f64, first: bool) -> bool {
    match role {
        Role::None
            if sum.group.is_none() && (first || value < sum.lowest) && (first || value < 1e15) =>
        {
            if !first && sum.last == Role::None {
                return false;
            }
            if value == 0.0 && !first {
                return false;
            }
            sum.group = Some(value);
            if first && value == 0.0 && role == Role::None {
                sum.last = Role::Zero;
                return true;
            }
        }
        Role::Zero if first => sum.group = Some(0.0),
        Role::Digit | Role::Teen | Role::Ten | Role::Full => {
            if !take_small(sum, role, value, lang) {
                return false;
            }
        }
        Role::Hundreds if sum.group.is_none() => sum.group = Some(value),
        Role::Hundred => {
            let group = sum.group.unwrap_or(1.0);
            if !(0.0..100.0).contains(&group)
                || (sum.group.is_none() && !first && sum.last != Role::Scale)
            {
                return false;
            }
            sum.group = Some(group * 100.0);
        }
        Role::Plural if value == 12.0 && sum.total == 0.0 && sum.group.is_some() => {
            sum.group = sum.group.map(|g| g * value);
        }
        Role::Plural if value == 100.0 && sum.group.is_some_and(|g| g < 100.0) => {
            sum.group = sum.group.map(|g| g * 100.0);
        }
        Role::Scale | Role::Plural if value >= 1000.0 => {
            if !multiply(sum, value, scale, first) {
                return false;
            }
        }
        Role::Dozen if sum.total == 0.0 => {
            sum.group = Some(sum.group.unwrap_or(1.0) * value);
            *scale = value;
        }
        _ => return false,
    }
    sum.last = if matches!(role, Role::Plural) { Role::Scale } else { role };
    if role == Role::None {
        sum.last = Role::Digit;
    }
    true
}

/// Multiplies what has been read since the last multiplier by `value`.
fn multiply(sum: &mut Sum, value: f64, scale: &mut f64, first: bool) -> bool {
    match sum.group {
        Some(group) if value < sum.lowest => {
            sum.total += group * value;
            (sum.lowest, sum.group, *scale) = (value, None, value);
        }
        None if sum.total > 0.0 && sum.last == Role::Scale => {
            sum.total *= value;
            *scale *= value;
            sum.lowest = sum.lowest.min(value);
        }
        None if first => (sum.total, sum.lowest, *scale) = (value, value, value),
        _ => return false,
    }
    true
}

/// Adds a part below a hundred; French stacks some (`soixante-dix`) and multiplies twenty by four.
fn take_small(sum: &mut Sum, role: Role, value: f64, lang: Lang) -> bool {
    let french = lang == Lang::Fr;
    let below = sum.group.map(|group| group % 100.0);
    if french && role == Role::Ten && value == 20.0 && sum.last == Role::Digit && below == Some(4.0)
    {
        sum.group = sum.group.map(|group| group - 4.0 + 80.0);
        return true;
    }
    let stacked = matches!(role, Role::Digit | Role::Teen)
        && below.is_some_and(|below| {
            let ten = [10.0, 70.0, 90.0].contains(&below);
            (below == 60.0 || below == 80.0) && value < 20.0
                || ten && sum.last == Role::Teen && value < 10.0
        });
    let fits = french && stacked || sum.takes_small(value);
    if fits {
        sum.group = Some(sum.group.unwrap_or(0.0) + value);
    }
    fits
}
