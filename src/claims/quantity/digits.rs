//! Digit strings: groups, decimals, exponents.

use super::locale::Lang;

/// A digit string as it was written.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Digits {
    pub(super) value: f64,
    /// Digits before the decimal mark, at most 255.
    pub(super) whole: u8,
    /// Digits after it, at most 255.
    pub(super) decimals: u8,
    pub(super) shape: Shape,
}

/// How the digits are divided.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Shape {
    /// Digits alone.
    Plain,
    /// With thousands marked.
    Grouped,
    /// With a decimal mark.
    Decimal,
    /// With an exponent.
    Power,
    /// Several marks that are no groups: `1.2.3`.
    Odd,
}

/// Reads the digit string at `at`, which ends before `end`: its end and its value. Linear.
pub(super) fn read(text: &str, at: usize, end: usize, lang: Lang) -> (usize, Digits) {
    let bytes = &text.as_bytes()[..end];
    let run = |mut i: usize| {
        while i < end && bytes[i].is_ascii_digit() {
            i += 1;
        }
        i
    };
    let first = run(at);
    let short = |n: usize| u8::try_from(n).unwrap_or(u8::MAX);
    let Groups { mark, groups, mut stop } = groups(bytes, at, first, lang, &run);
    let mut shape = if groups > 0 { Shape::Grouped } else { Shape::Plain };
    let mut decimals = 0;
    let length = run(stop + 1).saturating_sub(stop + 1);
    if stop < end && length > 0 {
        let more = continues(bytes, stop + 1 + length, &bytes[stop..=stop]);
        if bytes[stop] == b'.' && more && shape == Shape::Plain {
            let mut odd = stop;
            while odd < end && bytes[odd] == b'.' && run(odd + 1) > odd + 1 {
                odd = run(odd + 1);
            }
            let value = parse(bytes, at, first);
            return (odd, Digits { value, whole: 1, decimals: 0, shape: Shape::Odd });
        }
        if is_decimal(bytes[stop], mark, length, more, lang) {
            (decimals, stop) = (length, stop + 1 + length);
            shape = if shape == Shape::Grouped { shape } else { Shape::Decimal };
        }
    }
    let value = match shape {
        Shape::Plain => parse(bytes, at, stop),
        _ => clean(bytes, at, stop, decimals),
    };
    let whole = short(first - at + 3 * groups);
    let digits = Digits { value, whole, decimals: short(decimals), shape };
    power(text, stop, end, digits).unwrap_or((stop, digits))
}

/// The groups of thousands behind the first digits of a number.
struct Groups<'b> {
    mark: &'b [u8],
    groups: usize,
    /// One past the last.
    stop: usize,
}

/// Groups of three, or of two and three as in India, all by the same mark.
fn groups<'b>(
    bytes: &'b [u8],
    at: usize,
    first: usize,
    lang: Lang,
    run: &dyn Fn(usize) -> usize,
) -> Groups<'b> {
    let mut all = Groups { mark: b"", groups: 0, stop: first };
    let groupable = (1..=3).contains(&(first - at));
    while let Some(found) = group_mark(bytes, all.stop).filter(|_| groupable) {
        let next = all.stop + found.len();
        let length = run(next) - next;
        let last = !continues(bytes, next + length, found);
        let fits = length == 3 || (length == 2 && found == b"," && !last && lang == Lang::En);
        let same = all.groups == 0 || found == all.mark;
        let point = found == [lang.decimal()] && !dots_are_groups(bytes, at, all.stop, run);
        if !fits || !same || point {
            break;
        }
        if found == b" " && !spaced_group(bytes, all.stop, at, lang, run) {
            break;
        }
        all = Groups { mark: found, groups: all.groups + 1, stop: next + length };
    }
    all
}

/// Whether a mark with `length` digits behind it, after groups by `grouped`, begins decimals; `more`
/// says that it stands behind these once more.
fn is_decimal(mark: u8, grouped: &[u8], length: usize, more: bool, lang: Lang) -> bool {
    let decimal = lang.decimal();
    let other = if decimal == b'.' { b',' } else { b'.' };
    let point = mark == decimal && grouped != [decimal];
    // A comma in English, a point elsewhere: `3,5`, `12.50`.
    let odd = mark == other && grouped != [other] && !more && length <= 2;
    point || odd && (other == b',' || length == 2)
}

fn group_mark(bytes: &[u8], at: usize) -> Option<&'static [u8]> {
    let rest = bytes.get(at..)?;
    let marks: [&[u8]; 8] = [
        b",",
        b".",
        b"'",
        "’".as_bytes(),
        "\u{202f}".as_bytes(),
        "\u{2009}".as_bytes(),
        "\u{a0}".as_bytes(),
        b" ",
    ];
    let found = marks.into_iter().find(|m| rest.starts_with(m))?;
    rest.get(found.len()).is_some_and(u8::is_ascii_digit).then_some(found)
}

fn continues(bytes: &[u8], at: usize, mark: &[u8]) -> bool {
    bytes
        .get(at..)
        .is_some_and(|r| r.starts_with(mark) && r.get(mark.len()).is_some_and(u8::is_ascii_digit))
}

/// `1.234.567`: the decimal mark of the language groups only where it stands twice or more.
fn dots_are_groups(bytes: &[u8], at: usize, stop: usize, run: &dyn Fn(usize) -> usize) -> bool {
    let seen = bytes[at..stop].iter().any(|b| !b.is_ascii_digit());
    let next = run(stop + 1);
    seen || (next - stop == 4
        && continues(bytes, next, &bytes[stop..=stop])
        && run(next + 1) - next == 4)
}

/// Plain spaces group only where no list of numbers is likely: two groups, or one that ends in 00.
fn spaced_group(
    bytes: &[u8],
    stop: usize,
    at: usize,
    lang: Lang,
    run: &dyn Fn(usize) -> usize,
) -> bool {
    let next = run(stop + 1);
    let alone = at < 2 || !(bytes[at - 1] == b' ' && bytes[at - 2].is_ascii_digit());
    let more = continues(bytes, next, b" ") && run(next + 1) - next == 4;
    let before = bytes[at..stop].contains(&b' ');
    alone
        && next - stop == 4
        && (lang != Lang::En || more || before || bytes[next - 2..next] == *b"00")
}

fn parse(bytes: &[u8], at: usize, end: usize) -> f64 {
    std::str::from_utf8(&bytes[at..end]).ok().and_then(|s| s.parse().ok()).unwrap_or(0.0)
}

/// The value of `bytes[at..end]` without its marks, the last `decimals` digits after the point.
fn clean(bytes: &[u8], at: usize, end: usize, decimals: usize) -> f64 {
    let mut plain: Vec<u8> = bytes[at..end].iter().copied().filter(u8::is_ascii_digit).collect();
    if decimals > 0 {
        plain.insert(plain.len() - decimals, b'.');
    }
    parse(&plain, 0, plain.len())
}

/// `4e14`, `2.48×10−5`, `1.3x10^6`, `10⁶`.
fn power(text: &str, stop: usize, end: usize, digits: Digits) -> Option<(usize, Digits)> {
    let rest = &text[stop..end];
    let first = rest.as_bytes().first()?;
    let scaled = |used: usize, power: i32| {
        let value = parse_exp(digits.value, power);
        (stop + used, Digits { value, shape: Shape::Power, ..digits })
    };
    if matches!(first, b'e' | b'E') {
        let (used, power) = exponent(&rest[1..], false)?;
        let ends = !rest[1 + used..].starts_with(|c: char| c.is_alphanumeric());
        return ends.then(|| scaled(1 + used, power));
    }
    if digits.value == 10.0 && digits.shape == Shape::Plain {
        let (skip, bare) = if *first == b'^' { (1, false) } else { (0, true) };
        if let Some((used, power)) = exponent(&rest[skip..], bare) {
            let value = parse_exp(1.0, power);
            return Some((stop + skip + used, Digits { value, shape: Shape::Power, ..digits }));
        }
    }
    if let Some(tail) = rest.strip_prefix('^') {
        // `1.1^23`; two minus signs cancel.
        let twice = usize::from(tail.starts_with("--")) * 2;
        let (used, power) = exponent(&tail[twice..], false)?;
        let value = digits.value.powi(power);
        return Some((stop + 1 + twice + used, Digits { value, shape: Shape::Power, ..digits }));
    }
    let trimmed = rest.trim_start_matches([' ', '\u{a0}', '\u{2009}', '\u{202f}']);
    let cross = trimmed.strip_prefix(['×', 'x', '*', '·', '⋅'])?;
    let ten =
        cross.trim_start_matches([' ', '\u{a0}', '\u{2009}', '\u{202f}']).strip_prefix("10")?;
    let (tail, bare) = match ten.strip_prefix('^') {
        Some(t) => (t, false),
        None => (ten, !ten.starts_with(['-', '−', '–'])),
    };
    let (used, power) = exponent(tail, bare)?;
    Some(scaled(rest.len() - tail.len() + used, power))
}

fn parse_exp(value: f64, power: i32) -> f64 {
    format!("{value}e{power}").parse().unwrap_or(value)
}

/// Length and value of `-5`, `+14`, `⁻⁵`; with `superscript` only raised digits.
fn exponent(text: &str, superscript: bool) -> Option<(usize, i32)> {
    const RAISED: &str = "⁰¹²³⁴⁵⁶⁷⁸⁹";
    let (mut used, mut value, mut sign, mut seen) = (0, 0i32, 1, false);
    for c in text.chars().take(6) {
        let digit = match c {
            '0'..='9' if !superscript => c.to_digit(10).map(|d| d as i32),
            _ => RAISED.chars().position(|r| r == c).map(|p| p as i32),
        };
        match (c, digit) {
            (_, Some(d)) => (value, seen) = (value * 10 + d, true),
            ('-' | '−' | '–' | '⁻', _) if !seen && (c == '⁻' || !superscript) => sign = -1,
            ('+' | '⁺', _) if !seen => {}
            _ => break,
        }
        used += c.len_utf8();
    }
    seen.then_some((used, sign * value))
}
