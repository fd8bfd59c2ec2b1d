#!/bin/bash
# Data files, cut once per cutting script and lock file in the cache and linked as build/data. Sourced after npm.sh, or
# run by CMake before the tests.

find_data() {
  local name
  name=data-$(cat "$root/web/site/image-sets.mjs" "$root/web/package-lock.json" | sha256sum | cut -c 1-12)
  [ -e "$cache/$name/.complete" ] || stage "Image sets, cut for the page" build_in_cache "$name" fill_data
  mkdir -p "$root/build"
  ln -sfn "$cache/$name" "$root/build/data"
}

fill_data() { node "$root/web/site/image-sets.mjs" "$1"; }

if [ "${BASH_SOURCE[0]}" = "$0" ]; then
  set -euo pipefail
  root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
  for part in common debian npm; do . "$root/web/toolchain/$part.sh"; done
  lock_cache
  find_npm_packages
  find_data
fi
