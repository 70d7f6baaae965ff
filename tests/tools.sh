#!/bin/sh
# Debian's programs that the tests use. Installs what is missing where that can be done, else says what to install.
set -eu

# Where Debian puts servers, and where only root looks.
PATH="$PATH:/usr/sbin"

missing=""
need() { command -v "$1" >/dev/null 2>&1 || missing="$missing $2"; }

need chromium-headless-shell chromium-headless-shell  # walks through the site
need chromium chromium                  # the same with windows and menus, which Lighthouse runs
need firefox-esr firefox-esr            # opens it from a folder, as a second browser
need java default-jre-headless          # runs the HTML checker
need pdftoppm poppler-utils             # looks into the handbook, with its kin
need nginx nginx-light                  # serves the site as the page for hosts says
need openssl openssl                    # makes a certificate for it
need caddy caddy                        # the same, for the other web server on that page

[ -n "$missing" ] || exit 0

if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then
    echo "Installing$missing (Debian packages, a few hundred MB) …"
    apt-get -qq update
    # Debian starts a web server as soon as it is installed. 101 says: not on this machine.
    policy=/usr/sbin/policy-rc.d
    if [ ! -e "$policy" ]; then
        printf '#!/bin/sh\nexit 101\n' >"$policy"
        chmod +x "$policy"
        trap 'rm -f "$policy"' EXIT
    fi
    # The word list is meant to be split.
    # shellcheck disable=SC2086
    DEBIAN_FRONTEND=noninteractive apt-get -qq install -y --no-install-recommends $missing >/dev/null
else
    echo "The tests need programs that are not on this machine. On Debian or Ubuntu, as root:"
    echo "    apt-get update && apt-get install$missing"
    exit 1
fi
