#!/bin/sh
# Every judgement on this repository. Goes on after a failure, so that one run tells all, and fails at the end.
#
# The site that the tests in browsers look at is built once, while the others run. Those in browsers run three at a time, because they
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
told=build/site-for-tests.txt
mkdir -p build
tableside build site --to "$built" > "$told" 2>&1 &
building=$!
site_is_built() { wait "$building" || { cat "$told"; return 1; }; }

step "Layout of the code" ruff format --check --quiet .
step "Lint" ruff check --quiet .
step "Types" mypy
step "Tests" python -m pytest -n 2 --dist worksteal --ignore tests/browser
step "The site" site_is_built
TABLESIDE_TEST_SITE=$PWD/$built
export TABLESIDE_TEST_SITE
step "Tests in browsers" python -m pytest -n 3 --dist worksteal tests/browser

[ -z "$failed" ] || { echo "Failed:$failed" >&2; exit 1; }
