#!/bin/sh
# Installs Chromium and its driver where that is possible, for the tests that look at pages.
if command -v chromium >/dev/null && command -v chromedriver >/dev/null; then
    exit 0
fi
if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
    echo "installing chromium and chromium-driver"
    log=$(mktemp)
    if apt-get update -qq >"$log" 2>&1 &&
        DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends \
            chromium chromium-driver fonts-dejavu-core >>"$log" 2>&1; then
        rm -f "$log"
        exit 0
    fi
    tail -n 3 "$log"
    rm -f "$log"
fi
echo "no browser: the tests of pages are skipped (install chromium and chromium-driver)"
