#!/bin/bash
# Builds the static site into dist/. Usage: ./build-wasm.sh [--dev | --check] [--serve]
#   --dev    links at -O1 in build/wasm-dev: one changed demo is rebuilt in seconds
#   --check  also builds the tests, with warnings as errors, in build/wasm-check
#   --serve  serves dist/ on localhost afterwards
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
for part in common debian emscripten sources npm data; do . "$root/web/toolchain/$part.sh"; done

folder=wasm options=() targets=modules serve=
for argument in "$@"; do
  case $argument in
    --dev) folder=wasm-dev options=(-DMADANG_DEV=ON) ;;
    --check) folder=wasm-check options=(-DMADANG_WERROR=ON) targets="modules tests" ;;
    --serve) serve=1 ;;
    -h | --help) sed -n '2,5s/^# //p' "${BASH_SOURCE[0]}"; exit ;;
    *) die "Unknown option $argument. Known: --dev, --check, --serve" ;;
  esac
done
build=$root/build/$folder

need cmake=cmake "ninja|make=ninja-build" python3=python3 npm=npm xz=xz-utils tar=tar
lock_cache
find_npm_packages
find_data
find_emscripten
find_sources
unlock_cache

stage "Configuring" emcmake cmake -S "$root" -B "$build" "$(cmake_generator)" "${options[@]}"
stage "Compiling and linking" cmake --build "$build" -j "$(nproc)" --target $targets
if [ -e "$root/web/build.mjs" ]; then
  stage "Pages" node "$root/web/build.mjs" "$build/modules" "$root/dist"
  echo "  The site is in $root/dist"
fi
[ -z "$serve" ] || exec node "$root/web/serve.mjs" "$root/dist"
