#!/bin/bash
# Data files, made once per script, lock file and shipped starts in the cache and linked as build/data. Sourced after
# npm.sh, or run by CMake before the tests.

find_data() {
  local name
  name=data-$({
    cat "$root/web/site/image-sets.mjs" "$root/web/site/starts.mjs" "$root/web/package-lock.json"
    find "$root/src/demos" -name 'start.*' | sort | xargs -r cat
  } | sha256sum | cut -c 1-12)
  [ -e "$cache/$name/.complete" ] || stage "Data files for the page" build_in_cache "$name" fill_data
  mkdir -p "$root/build"
  ln -sfn "$cache/$name" "$root/build/data"
}

fill_data() { node "$root/web/site/image-sets.mjs" "$1" && node "$root/web/site/starts.mjs" "$1"; }

if [ "${BASH_SOURCE[0]}" = "$0" ]; then
  set -euo pipefail
  root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
  for part in common debian npm; do . "$root/web/toolchain/$part.sh"; done
  lock_cache
  find_npm_packages
  find_data
fi
