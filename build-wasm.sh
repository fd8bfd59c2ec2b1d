#!/bin/bash
# Builds the static site into dist/. Usage: ./build-wasm.sh [--only SLUG,…] [--release] [--tests] [--serve]
#   --only     builds these demos alone: a site of one demo stands in a minute
#   --release  links for the smallest download, which takes several times as long
#   --tests    also builds the tests, in the same folder
#   --serve    serves dist/ on localhost afterwards
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
for part in common debian emscripten sources npm data; do . "$root/web/toolchain/$part.sh"; done

build=$root/build/web targets=modules only='' release=OFF serve=
while [ $# -gt 0 ]; do
  case $1 in
    --only) only=${2:-} && [ -n "$only" ] || die "--only wants slugs: --only rnn,cnn"; shift ;;
    --release) release=ON ;;
    --tests) targets="modules tests" ;;
    --serve) serve=1 ;;
    -h | --help) sed -n '2,6s/^# //p' "${BASH_SOURCE[0]}"; exit ;;
    *) die "Unknown option $1. Known: --only, --release, --tests, --serve" ;;
  esac
  shift
done

need cmake=cmake "ninja|make=ninja-build" python3=python3 npm=npm xz=xz-utils tar=tar
lock_cache
find_npm_packages
find_data
find_emscripten
find_sources
unlock_cache

stage "Configuring" emcmake cmake -S "$root" -B "$build" "$(cmake_generator)" \
  -DMADANG_RELEASE=$release "-DMADANG_DEMOS=${only//,/;}" "-DMADANG_WERROR=$(warnings_are_errors)"
stage "Compiling and linking" cmake --build "$build" -j "$(nproc)" --target $targets
stage "Pages" node "$root/web/build.mjs" "$build/modules" "$root/dist"
echo "  The site is in $root/dist"
[ -z "$serve" ] || exec node "$root/web/serve.mjs" "$root/dist"
