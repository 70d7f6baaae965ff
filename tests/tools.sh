#!/bin/sh
# Debian's programs that the tests use. Installs what is missing where that can be done, else says what to install.
set -eu

missing=""
need() { command -v "$1" >/dev/null 2>&1 || missing="$missing $2"; }

need chromium chromium                  # walks through the site
need firefox-esr firefox-esr            # opens it from a folder, as a second browser
need java default-jre-headless          # runs the HTML checker
need pdftoppm poppler-utils             # looks into the handbook, with its kin

[ -n "$missing" ] || exit 0

if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then
    echo "Installing$missing (Debian packages, a few hundred MB) …"
    apt-get -qq update
    # The word list is meant to be split.
    # shellcheck disable=SC2086
    DEBIAN_FRONTEND=noninteractive apt-get -qq install -y --no-install-recommends $missing >/dev/null
else
    echo "The tests need programs that are not on this machine. On Debian or Ubuntu, as root:"
    echo "    apt-get update && apt-get install$missing"
    exit 1
fi
