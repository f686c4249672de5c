#!/bin/sh
# Says what to install where Rust or Python is missing or too old; with "python", prints the
# interpreter to take.
RUST_MIN=${RUST_MIN:-1.88}
PYTHON_MIN=${PYTHON_MIN:-3.11}

older() { # older A B: whether version A is older than version B
    [ "$1" != "$2" ] && [ "$(printf '%s\n%s\n' "$1" "$2" | sort -V | head -n 1)" = "$1" ]
}

python=
newest=none
for name in python3 python3.14 python3.13 python3.12 python3.11 python; do
    found=$($name -c 'import sys; print("%d.%d" % sys.version_info[:2])' 2>/dev/null) || continue
    [ "$newest" = none ] && newest=$found
    if ! older "$found" "$PYTHON_MIN"; then
        python=$name
        break
    fi
done
if [ -z "$python" ]; then
    echo "tamis needs Python $PYTHON_MIN or newer (found: $newest): install it from" \
        "https://www.python.org/downloads or by your system's packages" >&2
    exit 1
fi
if ! "$python" -c 'import ensurepip, venv' 2>/dev/null; then
    echo "tamis needs Python's venv: install it, on Debian and Ubuntu with" \
        "'apt install python3-venv'" >&2
    exit 1
fi
if [ "$1" = python ]; then
    echo "$python"
    exit 0
fi

rust=$(rustc --version 2>/dev/null | cut -d ' ' -f 2)
if [ -z "$rust" ] || ! cargo --version >/dev/null 2>&1; then
    echo "tamis needs Rust $RUST_MIN or newer with cargo (found: none): install it from" \
        "https://rustup.rs" >&2
    exit 1
fi
if older "$rust" "$RUST_MIN"; then
    echo "tamis needs Rust $RUST_MIN or newer (found: $rust): run 'rustup update stable' or" \
        "install it from https://rustup.rs" >&2
    exit 1
fi
