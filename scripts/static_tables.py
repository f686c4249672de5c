"""What the generators of claims tables share: rows of data/, static maps in Rust."""

import pathlib

DATA = pathlib.Path(__file__).resolve().parent.parent / "data"


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
    rows = "".join(f"entry({quote(k)}, {entries[k]}), " for k in keys)
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
