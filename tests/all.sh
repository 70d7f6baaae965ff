#!/bin/sh
# Every judgement on this repository. Goes on after a failure, so that one run tells all, and fails at the end.
#
# The sites that the tests in browsers look at are built once, while the others run. Those in browsers run three at a time, because they
# mostly wait.
set -u

failed=""
step() {
    name=$1
    shift
    echo "$name"
    "$@" || failed="$failed $name;"
}

built=build/site-for-tests
types=build/every-type-for-tests
told=build/sites-for-tests.txt
mkdir -p build
{ tableside build site --to "$built" && PYTHONPATH=tests python -m browser.every_type "$types"; } > "$told" 2>&1 &
building=$!
sites_are_built() { wait "$building" || { cat "$told"; return 1; }; }

step "Layout of the code" ruff format --check --quiet .
step "Lint" ruff check --quiet .
step "Types" mypy
step "Tests" python -m pytest -n 2 --dist loadfile --ignore tests/browser
step "The sites" sites_are_built
TABLESIDE_TEST_SITE=$PWD/$built
TABLESIDE_TEST_EVERY_TYPE=$PWD/$types
export TABLESIDE_TEST_SITE TABLESIDE_TEST_EVERY_TYPE
step "Tests in browsers" python -m pytest -n 3 --dist worksteal tests/browser

[ -z "$failed" ] || { echo "Failed:$failed" >&2; exit 1; }
