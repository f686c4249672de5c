"""When a field of a predicted claim is right: numbers, units, phrases, and the whole claim."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Mapping
from typing import Any

Record = Mapping[str, Any]

_DETERMINERS = frozenset(
    "a an the this that these those his her its their our my your some any all each every "
    "no another other more of".split()
)
_TIME_WORDS = frozenset(
    "on in at by since during from until till for over within as of to between the a an".split()
)
_PREPOSITIONS = frozenset(
    "of in on at for from with by to into over under between among per than that who which".split()
)
_WORD = re.compile(r"[^\W_]+(?:['’.\-][^\W_]+)*|[$€£%]")
_SPELLING = {
    "metre": "meter",
    "litre": "liter",
    "gramme": "gram",
    "tonne": "metric_ton",
    "centre": "center",
    "degrees": "degree",
    "feet": "foot",
    "inches": "inch",
}
# Symbols and other names of units, under the name that claims have.
_UNIT_NAMES = {
    alias: unit
    for unit, aliases in {
        "percent": "% per_cent percentage pct",
        "degree_celsius": "celsius c",
        "degree_fahrenheit": "fahrenheit f",
        "kelvin": "k",
        "mile_per_hour": "mph",
        "kilometer_per_hour": "kph km/h kmh",
        "meter": "m",
        "kilometer": "km",
        "centimeter": "cm",
        "millimeter": "mm",
        "micrometer": "um µm μm",
        "nanometer": "nm",
        "mile": "mi",
        "foot": "ft",
        "inch": "in",
        "yard": "yd",
        "square_foot": "sq_ft",
        "kilogram": "kg",
        "gram": "g",
        "milligram": "mg",
        "pound": "lb lbs pound-mass pound_mass",
        "ounce": "oz",
        "liter": "l",
        "milliliter": "ml",
        "second": "s sec",
        "minute": "min",
        "hour": "h hr",
        "week": "wk",
        "month": "mo",
        "year": "yr year_of_age",
        "USD": "dollar us_dollar united_states_dollar",
        "EUR": "euro",
        "GBP": "pound_sterling british_pound",
        "JPY": "yen japanese_yen",
        "CNY": "yuan chinese_yuan",
    }.items()
    for alias in aliases.split()
}


def _words(text: str | None, drop: frozenset[str] = _DETERMINERS) -> list[str]:
    found: list[str] = _WORD.findall((text or "").lower())
    kept = [re.sub(r"['’]s$", "", word) for word in found if word not in drop]
    return kept or found


def head(phrase: str | None) -> str:
    """The noun that a phrase is about: its last word before a preposition, in the singular.

    >>> head("the old fishing boats in the harbour")
    'boat'
    """
    words = _words(phrase)
    end = next((at for at, word in enumerate(words) if at and word in _PREPOSITIONS), len(words))
    return _singular(words[end - 1]) if words else ""


def _singular(word: str) -> str:
    for other, plain in _SPELLING.items():
        if word.endswith((other, other + "s")):
            word = word[: word.rfind(other)] + plain
            break
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    plural = word.endswith("s") and len(word) > 2 and word != "celsius"
    return word[:-1] if plural and not word.endswith(("ss", "us", "is", "lux")) else word


def _similar(a: str | None, b: str | None, drop: frozenset[str]) -> bool:
    """Whether two phrases share at least half of their words (F1 of the bags)."""
    if not a or not b:
        return not a and not b
    x, y = Counter(_words(a, drop)), Counter(_words(b, drop))
    same = sum((x & y).values())
    return bool(same) and 2 * same / (sum(x.values()) + sum(y.values())) >= 0.5


def _close(a: float | None, b: float | None) -> bool:
    if a is None or b is None:
        return a is None and b is None
    return a == b or abs(a - b) <= 1e-3 * max(abs(a), abs(b)) or abs(a - b) < 1e-12


def _unit(name: str | None) -> str | None:
    """One spelling for a unit: American, singular, words joined by `_`; ISO codes stay."""
    if not name or re.fullmatch(r"[A-Z]{3}", name):
        return name or None
    whole = re.sub(r"[\s_]+", "_", name.strip().lower()).strip("._")
    if whole in _UNIT_NAMES:
        return _UNIT_NAMES[whole]
    plain = "_".join(_singular(word) for word in whole.split("_"))
    return _UNIT_NAMES.get(plain, plain)


def _value(g: Record, p: Record) -> bool:
    return _close(g.get("value"), p.get("value")) and _close(g.get("value2"), p.get("value2"))


def _phrase(name: str, drop: frozenset[str] = _DETERMINERS) -> Callable[[Record, Record], bool]:
    return lambda g, p: _similar(g.get(name), p.get(name), drop)


def _same(name: str) -> Callable[[Record, Record], bool]:
    return lambda g, p: g.get(name) == p.get(name)


TESTS: dict[str, Callable[[Record, Record], bool]] = {
    "span": lambda g, p: True,
    "exact": lambda g, p: (g["start"], g["end"]) == (p["start"], p["end"]),
    "value": _value,
    "kind": _same("kind"),
    "bound": _same("bound"),
    "hedge": _same("bound"),
    "unit": lambda g, p: _unit(g.get("unit")) == _unit(p.get("unit")),
    "counted": _phrase("counted"),
    "counted_head": lambda g, p: head(g.get("counted")) == head(p.get("counted")),
    "speaker": _phrase("speaker"),
    "when": _phrase("when", _TIME_WORDS),
    "event": lambda g, p: (g.get("event") or "").lower() == (p.get("event") or "").lower(),
    "direction": _same("direction"),
}
WHOLE = ("value", "kind", "bound", "unit", "counted")
TESTS["claim"] = lambda g, p: all(TESTS[name](g, p) for name in WHOLE)
# Fields scored only over the claims that have them.
_ROLES = ("speaker", "when", "event", "direction")
_SLOTS = ("unit", "counted", *_ROLES)


def has(name: str, claim: Record) -> bool:
    """Whether a claim counts for the field `name`."""
    if name == "hedge":
        return bool(claim.get("bound", "exact") != "exact")
    name = "counted" if name == "counted_head" else name
    return bool(claim.get(name)) if name in _SLOTS else True


def differences(gold: Record, predicted: Record) -> list[str]:
    """The fields in which a predicted claim is not right."""
    return [name for name in (*WHOLE, *_ROLES) if not TESTS[name](gold, predicted)]
