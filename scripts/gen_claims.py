"""Tables of src/claims/quantity from data/{numerals,claim_words,units}.toml and data/{bounds,currencies}.tsv."""

import pathlib
import tomllib

ROOT = pathlib.Path(__file__).resolve().parent.parent
DATA = ROOT / "data"
OUT = "src/claims/quantity/tables.rs"
LANGS = ["en", "de", "fr", "es"]
PREFIXES = [
    ("yocto", "y", 1e-24),
    ("zepto", "z", 1e-21),
    ("atto", "a", 1e-18),
    ("femto", "f", 1e-15),
    ("pico", "p", 1e-12),
    ("nano", "n", 1e-9),
    ("micro", "µ", 1e-6),
    ("micro", "μ", 1e-6),
    ("milli", "m", 1e-3),
    ("centi", "c", 1e-2),
    ("deci", "d", 1e-1),
    ("deca", "da", 1e1),
    ("hecto", "h", 1e2),
    ("kilo", "k", 1e3),
    ("mega", "M", 1e6),
    ("giga", "G", 1e9),
    ("tera", "T", 1e12),
    ("peta", "P", 1e15),
    ("exa", "E", 1e18),
]
# Prefixed symbols that are words, or other units, far more often than they are the unit.
NOT_SYMBOLS = {
    "yd",
    "da",
    "dam",
    "as",
    "am",
    "pm",
    "Em",
    "Pm",
    "PC",
    "cd",
    "fm",
    "zm",
    "ym",
    "hm",
    "Tm",
    "Gm",
    "min",
    "mmin",
    "Es",
    "ys",
    "zs",
    "yK",
    "zK",
    "yB",
    "zB",
    "yV",
    "zV",
    "yW",
    "zW",
    "yJ",
    "zJ",
    "yg",
    "zg",
    "yl",
    "zl",
    "yL",
    "zL",
    "ha",
    "cB",
    "dB",
    "Mm",
}
NAME_SYMBOLS = {"am": 1e-18, "pm": 1e-12}


def mix(key):
    """The hash of src/claims/quantity/lexicon.rs: eight bytes at a time, folded."""
    data, h = key.encode(), 0
    for at in range(0, len(data), 8):
        h = (
            (h ^ int.from_bytes(data[at : at + 8], "little")) * 0x9E3779B97F4A7C15
        ) & 0xFFFFFFFFFFFFFFFF
        h ^= h >> 32
    return h & 0xFFFFFFFF


def static_map(name, kind, entries, doc):
    """A static open-addressing map; `entries` is {key: rust expression}."""
    keys = sorted(entries)
    size = 8
    while size < 2 * len(keys) + 1:
        size *= 2
    slots = [0] * size
    for n, key in enumerate(keys, 1):
        at = mix(key) & (size - 1)
        while slots[at]:
            at = (at + 1) & (size - 1)
        slots[at] = n | mix(key) >> 16 << 16
    rows = "".join(f"({quote(k)}, {entries[k]}), " for k in keys)
    return (
        f"/// {doc}\npub(super) static {name}: Map<{kind}> = Map {{\n"
        f"    slots: &[{', '.join(map(str, slots))}],\n    entries: &[{rows}],\n}};\n\n"
    )


def quote(text):
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def number(x):
    return repr(float(x))


def rows(path):
    for line in (DATA / path).read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            yield line.split("\t")


def add(table, key, value, origin):
    if table.get(key, value) != value:
        raise SystemExit(f"{origin}: {key!r} stands twice, as {table[key]} and {value}")
    table[key] = value


def plural(name):
    head, _, last = name.rpartition(" ")
    if last.endswith(("s", "x", "ch")):
        last += "es"
    elif last.endswith("y") and last[-2] not in "aeiou":
        last = last[:-1] + "ies"
    else:
        last += "s"
    return f"{head} {last}".strip()


def lexicon():
    numerals = tomllib.loads((DATA / "numerals.toml").read_text(encoding="utf-8"))
    lists = tomllib.loads((DATA / "claim_words.toml").read_text(encoding="utf-8"))
    firsts = opening_words()
    for lang in LANGS:
        for name, words in firsts[lang].items():
            lists.setdefault(lang, {})[name] = " ".join(sorted(words))
    flags = sorted({name for by_name in lists.values() for name in by_name})
    out = ["/// Word lists of data/claim_words.toml, one bit each.\npub(super) mod flag {\n"]
    for n, name in enumerate(flags):
        out.append(
            f"    /// `{name}`.\n    pub(in crate::claims::quantity) const {name.upper()}: u64 = 1 << {n};\n"
        )
    out.append("}\n\n")
    for lang in LANGS:
        bits, roles = {}, {}
        for n, name in enumerate(flags):
            for word in lists.get(lang, {}).get(name, "").split():
                bits[word] = bits.get(word, 0) | 1 << n
        for role, words in numerals[lang].items():
            for word, value in words.items():
                add(roles, word, (role.capitalize(), value), "data/numerals.toml")
        entries = {}
        for word in set(bits) | set(roles):
            role, value = roles.get(word, ("None", 0))
            entries[word] = (
                f"Word {{ role: Role::{role}, value: {number(value)}, flags: {bits.get(word, 0):#x} }}"
            )
        out.append(
            static_map(
                f"WORDS_{lang.upper()}", "Word", entries, f"Number words and cues, `{lang}`."
            )
        )
    roles = sorted({r.capitalize() for by_role in numerals.values() for r in by_role})
    out.append(
        "/// What a word does in a numeral.\n#[derive(Clone, Copy, Debug, PartialEq, Eq)]\npub(super) enum Role {\n"
    )
    out += [f"    /// `{r.lower()}` of data/numerals.toml.\n    {r},\n" for r in ["None", *roles]]
    out.append("}\n\n")
    return "".join(out)


def opening_words():
    """Words by which a unit, a currency or a cue may begin or end, so that others are not looked up."""
    found = {lang: {"unitword": set(), "cueend": set(), "cuestart": set()} for lang in LANGS}
    data = tomllib.loads((DATA / "units.toml").read_text(encoding="utf-8"))
    english = set()
    for specs in data.values():
        for key, spec in specs.items():
            forms = list(unit_forms(spec, key))
            if spec.get("si"):
                forms += [prefix + form for prefix, _, _ in PREFIXES for form in forms]
            english |= {form.split()[0] for form in forms}
    for _, *rest in rows("currencies.tsv"):
        main, _, minor = (rest + ["", "", ""])[:3]
        for name in filter(None, (main + "|" + minor).split("|")):
            for form in [name.rstrip("="), plural(name.rstrip("="))]:
                english.add(form.split()[0])
    extra = tomllib.loads((DATA / "units_lang.toml").read_text(encoding="utf-8"))
    for lang in LANGS:
        forms = "|".join(extra.get(lang, {}).values()).split("|")
        found[lang]["unitword"] = english | {form.split()[0] for form in forms if form}
    for lang, place, _, _, forms in rows("bounds.tsv"):
        for cue in forms.split("|"):
            words = cue.split()
            found[lang]["cueend" if place == "before" else "cuestart"].add(
                words[-1] if place == "before" else words[0]
            )
    return found


def triggers():
    """Words that may begin or be a numeral, per language, for the scan of whole texts."""
    numerals = tomllib.loads((DATA / "numerals.toml").read_text(encoding="utf-8"))
    out = []
    for lang in LANGS:
        skip = {"article", "and", "point", "minus", "letter", "short", "several"}
        words = {w for role, by in numerals[lang].items() if role not in skip for w in by}
        if lang == "en":
            words -= {"first", "doubles", "triples"}
            words |= {"doz", "dz"} & words
        entries = dict.fromkeys(words, "()")
        out.append(
            static_map(
                f"TRIGGERS_{lang.upper()}",
                "()",
                entries,
                f"Words that make a sentence worth reading, `{lang}`.",
            )
        )
        heads = [0] * 1024
        for w in words:
            if len(w) > 2 and all("a" <= c <= "z" for c in w[:3]):
                heads[(ord(w[0]) & 31) << 5 | ord(w[1]) & 31] |= 1 << (ord(w[2]) & 31)
            else:
                first, second = ord(w[0]) & 31, ord(w[1]) & 31 if w[1] < "\x80" else None
                for pair in [second] if second is not None else range(32):
                    heads[first << 5 | pair] |= 0xFFFFFFFF
        out.append(
            f"/// The first three letters of them: a bit for the third by the other two.\npub(super) static HEADS_{lang.upper()}: [u32; 1024] = {heads};\n\n"
        )
    return "".join(out)


def unit_forms(spec, key):
    names = [n for n in spec.get("names", "").split("|") if n]
    plurals = spec["plural"].split("|") if "plural" in spec else []
    for n, name in enumerate(names):
        yield name
        yield plurals[min(n, len(plurals) - 1)] if plurals else plural(name)


def units():
    data = tomllib.loads((DATA / "units.toml").read_text(encoding="utf-8"))
    dims = sorted(data)
    table, names, symbols = [], {}, {}
    index = {}

    def unit(key, dim, factor, offset):
        if key not in index:
            index[key] = len(table)
            table.append((key, dim, factor, offset))
        return index[key]

    def put(target, form, entry):
        form = " ".join(form.replace("/", " / ").split())
        target.setdefault(form, entry)

    for dim, specs in data.items():
        for key, spec in specs.items():
            at = unit(spec.get("id", key), dim, spec["factor"], spec.get("offset", 0.0))
            loose = set(spec.get("loose", "").split("|"))
            for form in unit_forms(spec, key):
                put(names, form, (at, form in loose))
            for form in filter(None, spec.get("symbols", "").split("|")):
                put(symbols, form, (at, form in loose))
    for dim, specs in data.items():
        for key, spec in specs.items():
            if not spec.get("si"):
                continue
            loose = set(spec.get("loose", "").split("|"))
            for prefix, sign, factor in PREFIXES:
                at = unit(prefix + key, dim, spec["factor"] * factor, spec.get("offset", 0.0))
                for form in unit_forms(spec, key):
                    put(names, prefix + form, (at, False))
                for form in spec["symbols"].split("|"):
                    if len(form) <= 3 and form not in ("gs", "gm", "gms", "hz", "sec"):
                        symbol = sign + form
                        if symbol == "as":  # "half as much": the word, never the attosecond
                            continue
                        put(symbols, symbol, (at, symbol in loose or symbol in NOT_SYMBOLS))
            if key == "meter":
                put(symbols, "kms", (index["kilometer"], False))
            if key == "gram":
                put(symbols, "kgs", (index["kilogram"], False))
                put(symbols, "Kg", (index["kilogram"], False))
                put(symbols, "KG", (index["kilogram"], False))
                put(symbols, "KM", (index["kilometer"], False))
                put(symbols, "Km", (index["kilometer"], False))
    for key, dim, factor, _ in list(table):
        if dim == "length":
            unit("square_" + key, "area", factor**2, 0.0)
            unit("cubic_" + key, "volume", factor**3, 0.0)
    for form, key in (
        ("KW", "kilowatt"),
        ("KWh", "kilowatt_hour"),
        ("KWH", "kilowatt_hour"),
        ("kwh", "kilowatt_hour"),
        ("gb", "gigabyte"),
        ("tb", "terabyte"),
        ("Ghz", "gigahertz"),
        ("Mhz", "megahertz"),
        ("mb", "megabyte"),
        ("KB", "kilobyte"),
    ):
        put(symbols, form, (index[key], False))
    out = [
        "/// What units measure.\n#[derive(Clone, Copy, Debug, PartialEq, Eq)]\npub(super) enum Dimension {\n"
    ]
    out += [f"    /// `{d}`.\n    {d.capitalize()},\n" for d in dims]
    out.append(
        "}\n\nimpl Dimension {\n    /// Base dimensions and their powers.\n    pub(super) fn powers(self) -> &'static [(&'static str, i32)] {\n        match self {\n"
    )
    powers = {
        "area": [("length", 2)],
        "volume": [("length", 3)],
        "speed": [("length", 1), ("time", -1)],
        "frequency": [("time", -1)],
    }
    for d in dims:
        pairs = ", ".join(f'("{n}", {p})' for n, p in powers.get(d, [(d, 1)]))
        out.append(f"            Self::{d.capitalize()} => &[{pairs}],\n")
    out.append(
        "        }\n    }\n}\n\n/// Units: id, dimension, factor to its base and offset.\npub(super) static UNITS: &[Unit] = &[\n"
    )
    for key, dim, factor, offset in table:
        out.append(
            f"    Unit {{ id: {quote(key)}, dimension: Dimension::{dim.capitalize()}, factor: {number(factor)}, offset: {number(offset)} }},\n"
        )
    out.append("];\n\n")
    out.append(
        static_map(
            "UNIT_IDS",
            "u16",
            {k: str(i) for k, i in index.items()},
            "Where a unit stands in `UNITS`.",
        )
    )

    def form(e):
        return f"({e[0]}, {'true' if e[1] else 'false'})"

    out.append(
        static_map(
            "UNIT_NAMES",
            "(u16, bool)",
            {k: form(v) for k, v in names.items()},
            "Names of units, lower case: place in `UNITS`, and whether the word needs context.",
        )
    )
    out.append(
        static_map(
            "UNIT_SYMBOLS",
            "(u16, bool)",
            {k: form(v) for k, v in symbols.items()},
            "Symbols of units, case as written: place in `UNITS`, and whether it needs context.",
        )
    )
    extra = tomllib.loads((DATA / "units_lang.toml").read_text(encoding="utf-8"))
    for lang in LANGS[1:]:
        forms = {}
        for key, words in extra[lang].items():
            for word in words.split("|"):
                add(forms, word, f"({index[key]}, false)", f"data/units_lang.toml [{lang}]")
        out.append(
            static_map(
                f"UNIT_NAMES_{lang.upper()}", "(u16, bool)", forms, f"Names of units, `{lang}`."
            )
        )
    return "".join(out)


def currencies():
    codes, names, signs = [], {}, {}
    for code, *rest in rows("currencies.tsv"):
        main, sign, minor = (rest + ["", "", ""])[:3]
        at = len(codes)
        codes.append(code)
        for group, scale in ((main, "1.0"), (minor, "0.01")):
            for name in filter(None, group.split("|")):
                for form in [name[:-1]] if name.endswith("=") else [name, plural(name)]:
                    if len(form) > 1:
                        add(names, form, f"({at}, {scale})", "data/currencies.tsv")
        for form in filter(None, sign.split("|")):
            add(signs, form, str(at), "data/currencies.tsv")
    out = [
        f"/// ISO 4217 codes.\npub(super) static CURRENCIES: &[&str] = &[{', '.join(map(quote, codes))}];\n\n"
    ]
    out.append(
        static_map(
            "CURRENCY_CODES",
            "u16",
            {c: str(i) for i, c in enumerate(codes)},
            "Where a code stands in `CURRENCIES`.",
        )
    )
    out.append(
        static_map(
            "CURRENCY_NAMES",
            "(u16, f64)",
            names,
            "Names of currencies, lower case, with the part of the main unit.",
        )
    )
    out.append(static_map("CURRENCY_SIGNS", "u16", signs, "Signs of currencies, case as written."))
    return "".join(out)


def bounds():
    out = []
    names = {
        "exact": "Exact",
        "about": "About",
        "over": "Over",
        "at_least": "AtLeast",
        "under": "Under",
        "at_most": "AtMost",
    }
    cues = {}
    for lang, place, bound, article, forms in rows("bounds.tsv"):
        for cue in forms.split("|"):
            entry = f"Cue {{ bound: Bound::{names[bound]}, article: {'true' if article == 'a' else 'false'}, text: {quote(cue)} }}"
            cues.setdefault((lang, place), {}).setdefault(cue, entry)
    for (lang, place), entries in sorted(cues.items()):
        if place == "before":
            entries = {" ".join(reversed(k.split())): v for k, v in entries.items()}
        out.append(
            static_map(
                f"CUES_{place.upper()}_{lang.upper()}",
                "Cue",
                entries,
                f"Cues that stand {place} a quantity, `{lang}`{'; words last to first' if place == 'before' else ''}.",
            )
        )
    return "".join(out)


def outputs():
    text = (
        "// @generated by scripts/gen.py claims from data/{numerals,claim_words,units,units_lang}.toml and\n"
        "// data/{bounds,currencies}.tsv. Do not edit.\n"
        "//! Number words, units, currencies and cues.\n\n"
        "use super::lexicon::{Cue, Map, Unit, Word};\nuse crate::claims::Bound;\n\n"
    )
    return {OUT: text + lexicon() + triggers() + units() + currencies() + bounds()}
