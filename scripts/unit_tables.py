"""The units of data/units.toml and units_lang.toml as tables of src/claims/quantity."""

import tomllib

from static_tables import DATA, add, number, plural, quote, static_map

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


def unit_forms(spec, key):
    names = [n for n in spec.get("names", "").split("|") if n]
    plurals = spec["plural"].split("|") if "plural" in spec else []
    for n, name in enumerate(names):
        yield name
        yield plurals[min(n, len(plurals) - 1)] if plurals else plural(name)


def units(langs):
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
    for lang in langs:
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
