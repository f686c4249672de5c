"""The English lexicon of the claims stage: data/verbs-en.tsv and data/lexicon-en.tsv -> one hashed table."""

from __future__ import annotations

import pathlib

DATA = pathlib.Path(__file__).resolve().parent.parent / "data"
TARGET = "src/claims/lexicon/tables.rs"

TAGS = (
    "N ADJ ADV VB VBZ VBD VBN VBG BE HAVE DO MODAL DET POSS PRON REL WH PREP PART CONJ SUB TO NEG EX COMP "
    "POSSREL POSSESSIVE EVENT SPEECH MONTH WEEKDAY TIME TITLE PAIR NOW"
).split()
TYPES = "- kill injure displace arrest protest seize rise fall cost earn score last other".split()
DIRECTIONS = "- up down".split()
BITS = 15
SLOTS = 1 << BITS


def rows(name: str) -> list[list[str]]:
    """The lines of a table, cut at tabs, without comments."""
    lines = (DATA / name).read_text(encoding="utf-8").splitlines()
    return [line.split("\t") for line in lines if line and not line.startswith("#")]


def ending_s(lemma: str) -> str:
    """Third person, or plural."""
    if lemma.endswith(("s", "x", "z", "ch", "sh")) or lemma in (
        "go",
        "do",
        "veto",
        "echo",
        "undergo",
        "embargo",
        "outdo",
        "forgo",
    ):
        return lemma + "es"
    if lemma.endswith("y") and lemma[-2] not in "aeiou":
        return lemma[:-1] + "ies"
    return lemma + "s"


def ending_ed(lemma: str, doubles: bool) -> str:
    """Regular past."""
    if lemma.endswith("e"):
        return lemma + "d"
    if lemma.endswith("y") and lemma[-2] not in "aeiou":
        return lemma[:-1] + "ied"
    return lemma + (lemma[-1] if doubles else "") + "ed"


def ending_ing(lemma: str, doubles: bool) -> str:
    """Present participle."""
    if lemma.endswith("ie"):
        return lemma[:-2] + "ying"
    if lemma.endswith("e") and not lemma.endswith(("ee", "oe", "ye")) and len(lemma) > 2:
        return lemma[:-1] + "ing"
    return lemma + (lemma[-1] if doubles else "") + "ing"


def forms(row: list[str]) -> list[tuple[str, list[str]]]:
    """Each form of a verb with its tags."""
    lemma, past, participle, _, _, flags = row
    noun = ["N"] if "n" in flags else []
    said = ["SPEECH"] if "s" in flags else []
    doubles = "d" in flags
    past = ending_ed(lemma, doubles) if past == "-" else past
    participle = past if participle == "-" else participle
    found = [
        (lemma, ["VB", *noun, *said]),
        (ending_s(lemma), ["VBZ", *noun, *said]),
        (past, ["VBD", *said]),
        (participle, ["VBN", *said]),
        (ending_ing(lemma, doubles), ["VBG", *said]),
    ]
    if lemma[-1] == "l" and lemma[-2] in "aeiou" and lemma[-3:-2] not in ("a", "e", "i", "o", "u"):
        found += [(lemma + "led", ["VBD", "VBN", *said]), (lemma + "ling", ["VBG", *said])]
    return found


def entries() -> dict[str, tuple[set[str], str, str, str]]:
    """word -> tags, lemma, event type, direction."""
    table: dict[str, tuple[set[str], str, str, str]] = {}
    seen = set()
    for row in rows("verbs-en.tsv"):
        if row[0] in seen:
            raise ValueError(f"data/verbs-en.tsv: {row[0]} twice")
        seen.add(row[0])
        for form, tags in forms(row):
            old = table.get(form)
            if old and old[1] != row[0] and old[1] == form:
                table[form] = (old[0] | set(tags), *old[1:])
                continue
            table[form] = ((old[0] if old else set()) | set(tags), row[0], row[3], row[4])
    seen.clear()
    for word, tags, kind, direction in rows("lexicon-en.tsv"):
        if word in seen:
            raise ValueError(f"data/lexicon-en.tsv: {word} twice")
        seen.add(word)
        names = tags.split()
        spellings = [word, word.replace("'", "’")] if "'" in word else [word]
        plural = [ending_s(word)] if "EVENT" in names and not word.endswith("s") else []
        for spelling in dict.fromkeys([*spellings, *plural]):
            old = table.get(spelling, (set(), "", "-", "-"))
            event = (kind, direction) if kind != "-" else (old[2], old[3])
            table[spelling] = (
                old[0] | set(names),
                old[1] or (word if "EVENT" in names else ""),
                *event,
            )
    return table


def mixed(word: str) -> int:
    """The 64-bit hash that src/claims/lexicon/mod.rs computes: of the word, or of a long word's two ends."""
    data = word.encode()
    if len(data) > 16:
        data = data[:8] + data[-8:]
    low, high = (int.from_bytes(part, "little") for part in (data[:8], data[8:]))
    return (low * 0x9E3779B97F4A7C15 + high * 0xC2B2AE3D27D4EB4F) % (1 << 64)


CLOSED = set(
    "DET POSS PRON REL WH PREP PART CONJ SUB TO NEG EX COMP POSSREL POSSESSIVE BE HAVE DO MODAL".split()
)


def outputs() -> dict[str, str]:
    """The generated file."""
    table = entries()
    # Closed-class words are most of any text: together they fill a few cache lines.
    words = sorted(table, key=lambda word: (not table[word][0] & CLOSED, word))
    place = {word: at for at, word in enumerate(words)}
    slots = [0] * SLOTS
    for at, word in enumerate(words):
        value = mixed(word)
        slot = value >> (64 - BITS)
        while slots[slot]:
            slot = (slot + 1) % SLOTS
        # The bits below those of the slot tell most other words apart without reading them.
        slots[slot] = (value >> (48 - BITS) & 0xFFFF) << 16 | at + 1
    lines, offset = [], 0
    for word in words:
        tags, lemma, kind, direction = table[word]
        bits = sum(1 << TAGS.index(tag) for tag in tags)
        lemma_at = place.get(lemma, place[word])
        sense = TYPES.index(kind) << 2 | DIRECTIONS.index(direction)
        lines.append(f"e({offset},{len(word.encode())},{bits:#x},{lemma_at},{sense}),")
        offset += len(word.encode())
    text = "".join(words)
    packed = [" ".join(lines[i : i + 4]) for i in range(0, len(lines), 4)]
    rows_of_slots = [",".join(map(str, slots[i : i + 16])) + "," for i in range(0, SLOTS, 16)]
    blob = [text[i : i + 100] for i in range(0, len(text), 100)]
    parts = [
        "// @generated by scripts/gen.py lexicon from data/verbs-en.tsv, data/lexicon-en.tsv. Do not edit.\n",
        "use super::Entry;\n",
        "const fn e(at: u32, len: u8, tags: u64, lemma: u16, sense: u8) -> Entry {",
        "    Entry::new(WORDS, at, len, tags, lemma, sense)\n}\n",
        f"pub(super) const MASK: usize = {SLOTS - 1};\n",
        f"pub(super) const SHIFT: u32 = {64 - BITS};\n",
        "#[rustfmt::skip]\npub(super) static WORDS: &str = concat!(",
        *[f'    "{piece}",' for piece in blob],
        ");\n",
        f"#[rustfmt::skip]\npub(super) static ENTRIES: [Entry; {len(words)}] = [",
        *packed,
        "];\n",
        f"#[rustfmt::skip]\npub(super) static SLOTS: [u32; {SLOTS}] = [",
        *rows_of_slots,
        "];\n",
    ]
    return {TARGET: "\n".join(parts)}
