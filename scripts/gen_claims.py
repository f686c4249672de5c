"""Tables of src/claims/quantity from data/{numerals,claim_words,units,dollars}.toml and data/{bounds,currencies}.tsv."""

import tomllib

from static_tables import DATA, add, number, plural, quote, rows, static_map
from unit_tables import PREFIXES, unit_forms, units

OUT = "src/claims/quantity/tables.rs"
LANGS = ["en", "de", "fr", "es"]


def lexicon():
    numerals = tomllib.loads((DATA / "numerals.toml").read_text(encoding="utf-8"))
    lists = tomllib.loads((DATA / "claim_words.toml").read_text(encoding="utf-8"))
    firsts = opening_words()
    for lang in LANGS:
        for name, words in firsts[lang].items():
            lists.setdefault(lang, {})[name] = " ".join(sorted(words))
    other = lists.pop("other")["scale"].split()
    single = lists.pop("lists")
    flags = sorted({name for by_name in lists.values() for name in by_name})
    out = ["/// Word lists of data/claim_words.toml, one bit each.\npub(super) mod flag {\n"]
    for n, name in enumerate(flags):
        out.append(
            f"    /// `{name}`.\n    pub(in crate::claims) const {name.upper()}: u64 = 1 << {n};\n"
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
    out.append(
        "/// Lists of data/claim_words.toml that one rule reads.\npub(in crate::claims) mod list {\n"
    )
    out.append("    use crate::claims::key::{Key, any_of};\n")
    for name, words in single.items():
        out.append(f"    /// `{name}`.\n    pub(in crate::claims) const {name.upper()}: &[Key] =\n")
        out.append(f"        any_of![{', '.join(map(quote, words.split()))}];\n")
    out.append("}\n\n")
    out.append(
        "/// Beginnings of words that multiply in languages that are not read, lower case.\n"
        f"pub(super) static OTHER_SCALES: &[&str] = &[{', '.join(map(quote, other))}];\n\n"
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
    out, every = [], set()
    for lang in [*LANGS, "any"]:
        skip = {"article", "and", "point", "minus", "letter", "short", "several"}
        by_role = numerals.get(lang, {})
        words = {w for role, by in by_role.items() if role not in skip for w in by} or every
        if lang == "en":
            words -= {"doubles", "triples"}
            words |= {"doz", "dz"} & words
        every |= words
        entries = dict.fromkeys(words, "()")
        out.append(
            static_map(
                f"TRIGGERS_{lang.upper()}",
                "()",
                entries,
                f"Words that make a sentence worth reading, `{lang}`."
                if lang != "any"
                else "Those of all languages.",
            )
        )
        heads = [0] * 1024
        for w in words:
            # Case is the same bit in ASCII and in the second byte of Latin-1's letters.
            first, second, *third = w.encode()[:3]
            bits = 1 << (third[0] & 31) if third else 0xFFFFFFFF
            heads[(first & 31) << 5 | second & 31] |= bits
        out.append(
            f"/// The first three letters of them: a bit for the third by the other two.\npub(super) static HEADS_{lang.upper()}: [u32; 1024] = {heads};\n\n"
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


def dollars():
    """The dollars that a bare sign may mean, the American one last, and the words of each home."""
    homes = tomllib.loads((DATA / "dollars.toml").read_text(encoding="utf-8"))
    codes = sorted(homes)
    pairs = ", ".join(f"({quote(code)}, {quote(homes[code]['sign'])})" for code in codes)
    words = {w: f"{n}" for n, code in enumerate(codes) for w in homes[code]["words"].split()}
    return (
        "/// Dollars by ISO 4217 code, with the sign that names each; the American one last.\n"
        f"pub(super) static DOLLARS: [(&str, &str); {len(codes)}] = [{pairs}];\n\n"
        + static_map("DOLLAR_WORDS", "u8", words, "Words of their homes, by places in `DOLLARS`.")
    )


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
        "use super::lexicon::{Cue, Map, Unit, Word, entry};\nuse crate::claims::Bound;\n\n"
    )
    return {
        OUT: text + lexicon() + triggers() + units(LANGS[1:]) + currencies() + dollars() + bounds()
    }
