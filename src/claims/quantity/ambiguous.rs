//! Words and letters that are units only in context: `m`, `in`, `C`, `pounds`, `seconds`.

use super::lex::Scan;
use super::numeral::{Form, Numeral};
use super::tables::{self, Role, flag, list};
use super::unit::{Unit, What};
use crate::claims::key::any_of;

/// Whether a loose symbol or word at `at..end` is the unit of `n`.
pub(super) fn loose(s: &Scan<'_>, at: usize, end: usize, n: &Numeral, hyphen: bool) -> bool {
    let text = s.str(at);
    let digits = n.digits.is_some() || n.form == Form::Fraction || n.form == Form::Mixed;
    let close = !s.gap(at);
    let last = s.get(end).is_none() || !s.is_word(end);
    let dim = s.has(end, flag::DIM) || (s.hyphen(end) && s.has(end + 1, flag::DIM));
    let tied = s.hyphen(end) || (matches!(s.sign(end), '\'' | '’') && !s.gap(end));
    if is_compass(s, at) {
        return false;
    }
    match text {
        "in" | "ins" => digits && (dim || inch_ends(s, end)),
        "C" | "F" => digits && !tied && degrees(s, at, end, n),
        "K" => digits && !close && s.flags & flag::TEMP != 0 && !tied,
        "cup" | "cups" | "bit" | "bits" if text == "bit" || text == "bits" => hyphen || digits,
        "cup" | "cups" => true,
        "stone" => {
            s.flags & flag::WEIGHT != 0 && n.value >= 3.0 && (last || s.has(end, flag::STOP))
        }
        "second" => {
            let one = n.value == 1.0 && n.form == Form::Words && n.end - n.first == 1;
            hyphen
                || one && !s.is(n.first.wrapping_sub(1), any_of!["the", "no"])
                || (n.digits.is_some() && s.gap(at))
        }
        "quarters" => {
            s.is(n.first.wrapping_sub(1), list::BEFORE_QUARTERS)
                || n.value == 2.0 && !s.is(end, any_of!["of"])
        }
        "s" => {
            digits
                && !tied
                && (s.gap(at)
                    || n.value % 10.0 != 0.0
                    || !n.integer()
                    || timed(s, n) && (last || s.has(end, flag::STOP)))
                && !(n.value >= 1000.0 && close)
                && !(close && plural_name(s, n))
        }
        "m" => digits && !n.letter,
        "celsius" | "centigrade" | "Celsius" | "Centigrade" | "CELSIUS" => true,
        "bp" | "bps" | "mt" | "gr" | "mo" | "kt" | "Ma" | "pt" => digits,
        "ac" | "ct" | "cal" | "bu" | "cf" => digits && !close,
        "MP" | "PS" | "Ah" => digits && close,
        "A" | "B" | "N" | "T" | "J" | "L" | "V" | "W" | "t" | "g" | "h" | "l" | "d" | "gs" => {
            let upper = matches!(text, "A" | "B" | "N" | "T");
            digits
                && !tied
                && !(upper && close && n.integer())
                && !(upper && !last && !s.has(end, flag::STOP))
                && (text != "d" || close)
        }
        "am" | "pm" => {
            digits
                && n.digits.is_some_and(|d| d.decimals != 2 && (d.decimals > 0 || n.value > 24.0))
        }
        _ => digits && !tied,
    }
}

/// `250 N. Mill Road`: the side of a street that a name follows.
pub(super) fn is_compass(s: &Scan<'_>, at: usize) -> bool {
    let name = at + 1 + usize::from(s.sign(at + 1) == '.' && !s.gap(at + 1));
    matches!(s.str(at), "N" | "S" | "E" | "W")
        && s.gap(at)
        && s.is_word(name)
        && s.get(name).is_some_and(|a| a.cap && !a.line && a.end - a.start > 2)
}

/// Whether a bare `C` or `F` is a temperature.
fn degrees(s: &Scan<'_>, at: usize, end: usize, n: &Numeral) -> bool {
    let open = s.str(at) == "C" && !s.gap(at) && n.value <= 200.0;
    let alone = || {
        s.has(n.first.wrapping_sub(1), flag::COMPARE | flag::STOP)
            && (!s.is_word(end) || s.has(end, flag::STOP))
    };
    let warm = s.flags & flag::TEMP != 0 || n.signed;
    (warm || open && (joined(s, n) || alone())) && !s.get(end).is_some_and(|a| a.cap)
}

/// `took 30s`, `for 20s`: no decade.
fn timed(s: &Scan<'_>, n: &Numeral) -> bool {
    let back = n.first.wrapping_sub(1);
    s.is(back, list::TIME_TAKEN)
}

/// `over-65s`, `the under 18s`, `Boeing 737s`: the plural of a name, no seconds.
fn plural_name(s: &Scan<'_>, n: &Numeral) -> bool {
    let back = n.first.wrapping_sub(1);
    let tied = s.hyphen(back) && s.is_word(back.wrapping_sub(1));
    let people =
        s.is(back, any_of!["over", "under"]) && s.is(back.wrapping_sub(1), any_of!["the", "all"]);
    let name = n.integer()
        && s.get(back).is_some_and(|a| a.cap && a.class == super::lex::Class::Word)
        && !s.has(back, flag::STOP | flag::COMPARE)
        && !super::noun::begins_sentence(s, back);
    // `The Boeing 737s`, and at the begin of a sentence.
    tied || people || name || n.value >= 100.0 && s.get(back).is_some_and(|a| a.cap)
}

/// The end of a range of digits: `40-50C`.
fn joined(s: &Scan<'_>, n: &Numeral) -> bool {
    let dash = n.first.wrapping_sub(1);
    let low = s.digits(dash.wrapping_sub(1)).filter(|d| d.value < n.value);
    s.dash(dash) && !s.gap(dash) && low.is_some() && !s.dash(dash.wrapping_sub(2))
}

/// `2 in` at the end of a clause, `2 in x 4 in`, `2 in.`.
fn inch_ends(s: &Scan<'_>, end: usize) -> bool {
    let stop = matches!(s.sign(end), '.' | ',' | ')' | ';' | '×' | '/');
    s.get(end).is_none()
        || stop
        || s.is(end, any_of!["x", "by", "of", "more", "tall"]) && !s.is(end + 1, any_of!["the"])
}

/// `6'`, `27"` straight after digits; a closing quotation mark is none.
pub(super) fn quote_mark(s: &Scan<'_>, at: usize, n: &Numeral) -> bool {
    if s.gap(at) || n.digits.is_none() || n.form == Form::Ordinal {
        return false;
    }
    // `6' tall, 2" wide`
    if s.is(at + 1, list::SIDE) && s.gap(at + 1) && n.value <= 200.0 {
        return true;
    }
    match s.sign(at) {
        '′' | '″' => true,
        '\'' | '’' => {
            let inches = s.digits(at + 1).is_some() && n.value <= 9.0;
            inches && matches!(s.sign(at + 2), '"' | '”' | '″' | '\'' | '’')
        }
        '"' | '”' => {
            let opened = (0..n.first).rev().take(60).find(|&i| matches!(s.sign(i), '"' | '“'));
            let word = s.is_word(at + 1) && s.gap(at + 1) && !s.has(at + 1, flag::STOP | flag::SAY);
            let digit = s.digits(at + 1).is_some() && s.gap(at + 1);
            opened.is_none()
                && (word || digit || s.sign(at + 1) == 'x' || s.is(at + 1, any_of!["x"]))
                && n.value <= 200.0
        }
        _ => false,
    }
}

/// Where a name is a unit and a currency (`pounds`): whether it is money here.
pub(super) fn is_money(s: &Scan<'_>, at: usize, n: &Numeral, what: &What) -> bool {
    let What::Money(code, _) = what else { return false };
    let code = tables::CURRENCIES[*code as usize];
    if code != "GBP" {
        return code != "AMD";
    }
    let name = s.str(at);
    if !name.eq_ignore_ascii_case("pound") && !name.eq_ignore_ascii_case("pounds") {
        return true;
    }
    if s.is(at + 1, any_of!["of"])
        || s.hyphen(at.wrapping_sub(1))
        || n.value < 1000.0 && s.str(at) == "pound" && s.is_word(at + 1)
    {
        return s.has(at + 1, flag::MONEY)
            || s.is(at + 1, any_of!["of"]) && s.has(at + 2, flag::MONEY)
            || n.scale >= 1e6;
    }
    if s.is(at + 1, any_of!["per"]) || s.is(at + 1, any_of!["sterling"]) {
        return s.is(at + 1, any_of!["sterling"]);
    }
    // `millions of pounds`
    let large = n.scale >= 1e6 || n.form == Form::Vague && n.value >= 1e6;
    let weighs = |i: usize| s.has(i, flag::WEIGHT) && !s.is(i, any_of!["pound", "pounds"]);
    let mass = (0..s.atoms.len()).any(weighs);
    // `paid 300 pounds`, but `buy 10 pounds`
    let goods = any_of!["buy", "bought", "sell", "sold", "price"];
    let pays = |i: usize| s.has(i, flag::MONEY) && !s.is(i, goods);
    let near = n.first.saturating_sub(4)..n.first;
    let sold =
        s.is(n.first.wrapping_sub(1), any_of!["for"]) && near.clone().any(|i| s.is(i, goods));
    let paid = sold || near.clone().any(pays);
    let amount = n.value >= 1000.0 && s.flags & flag::MONEY != 0;
    let bare = s.atoms.len() <= n.end - n.first + 1;
    bare || n.scale >= 1e6 || !mass && (large || paid || amount)
}

/// The last word on a unit: `point` in `point to`, `second` in `second largest`.
pub(super) fn accepts(s: &Scan<'_>, at: usize, n: &Numeral, unit: &Unit) -> bool {
    let end = unit.end;
    let text = s.str(at);
    let time = matches!(&unit.what, What::Measure(_, tables::Dimension::Time));
    if time && s.role(at) == Role::Ordinal && s.hyphen(end) && s.is_word(end + 1) {
        return false;
    }
    if matches!(unit.what, What::Money(_, part) if part < 1.0) && text.eq_ignore_ascii_case("fen") {
        return false;
    }
    // `won 5 to 3`, `real`, `dong`, `rand`: words that follow a number as something else.
    let verb = text.eq_ignore_ascii_case("won")
        || text.eq_ignore_ascii_case("real")
        || text.eq_ignore_ascii_case("rand") && s.get(at).is_some_and(|a| a.cap)
        || text.eq_ignore_ascii_case("colon");
    if verb && matches!(unit.what, What::Money(..)) {
        let ends = !s.is_word(end) || s.is(end, any_of!["per", "for", "in", "to", "from", "or"]);
        return n.value >= 100.0
            && ends
            && (text.eq_ignore_ascii_case("won") || s.flags & flag::MONEY != 0);
    }
    // `three-second-place`, `8-bar`
    if matches!(&unit.what, What::Measure(id, _) if id == "bar") {
        return n.digits.is_some();
    }
    true
}
