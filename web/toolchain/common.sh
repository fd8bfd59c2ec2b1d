# Sourced by build-wasm.sh and tests/run.sh: the cache folder, progress lines, and missing commands.

cache=${MADANG_CACHE:-${XDG_CACHE_HOME:-$HOME/.cache}/madang}
logs=${logs:-$root/build/logs}

die() {
  printf '\nerror: %s\n' "$*" >&2
  exit 1
}

# stage TITLE COMMAND...: one line with the time it took; the command's output goes to a log that is shown on failure.
# Never call it in a condition: bash would then ignore `set -e` inside the command.
stage() {
  local title=$1 started=$SECONDS status=0 log
  shift
  mkdir -p "$logs"
  log=$logs/$(printf '%s' "$title" | tr -cs 'A-Za-z0-9.\n' '-').log
  printf '  %-58s' "$title"
  set +e
  (
    set -e
    "$@"
  ) >"$log" 2>&1 </dev/null
  status=$?
  set -e
  if [ "$status" -ne 0 ]; then
    printf 'FAILED after %d s\n\n' $((SECONDS - started))
    tail -n 60 "$log" >&2
    die "\"$title\" did not work. The whole output is in $log; run again to continue where it stopped."
  fi
  printf '%4d s\n' $((SECONDS - started))
}

version_at_least() { # version_at_least HAVE WANTED
  [ "$(printf '%s\n%s\n' "$2" "$1" | sort -V | head -n 1)" = "$2" ]
}

# Unpacking happens in a folder beside the final one, which appears by one rename: what exists is complete.
# build_in_cache NAME FUNCTION: FUNCTION gets the folder to fill; its downloads may stay in $cache/downloads/NAME.
build_in_cache() {
  local name=$1 function=$2 fresh=$cache/$1.partial
  [ ! -e "$cache/$name/.complete" ] || return 0
  rm -rf "$fresh" "${cache:?}/$name"
  mkdir -p "$fresh" "$cache/downloads/$name"
  "$function" "$fresh" "$cache/downloads/$name"
  touch "$fresh/.complete"
  mv "$fresh" "$cache/$name"
  rm -rf "$cache/downloads/$name"
}

# Two builds at once (two checkouts, one cache) must not unpack into each other.
lock_cache() {
  mkdir -p "$cache" || die "The cache folder $cache cannot be made. Set MADANG_CACHE to a folder you may write to."
  if command -v flock >/dev/null; then
    exec 9>"$cache/.lock"
    flock -n 9 || { echo "  Waiting for another build that is filling $cache …"; flock 9; }
  fi
}

unlock_cache() {
  exec 9>&-
}

is_root() { [ "$(id -u)" -eq 0 ]; }

# install_packages PACKAGE...: installs when it may, else says the exact command.
install_packages() {
  is_root || die "These packages are missing. Install them and run again:
    sudo apt-get update && sudo apt-get install --no-install-recommends $*"
  stage "Package lists" apt-get -qq update
  stage "Installing ${*:1:3}$([ $# -le 3 ] || printf ' …')" \
    env DEBIAN_FRONTEND=noninteractive apt-get -qq -y install --no-install-recommends "$@"
}

# need COMMAND=PACKAGE...: every command is there afterwards. A|B=PACKAGE is content with either.
need() {
  local pair name found packages=() names=()
  for pair in "$@"; do
    found=
    for name in $(printf '%s' "${pair%%=*}" | tr '|' ' '); do
      ! command -v "$name" >/dev/null || found=1
    done
    [ -n "$found" ] || { packages+=("${pair#*=}"); names+=("${pair%%=*}"); }
  done
  [ ${#packages[@]} -gt 0 ] || return 0
  command -v apt-get >/dev/null ||
    die "Missing: ${names[*]}. Install them with this system's package manager and run again."
  install_packages "${packages[@]}"
}

# In CI: elsewhere a compiler that warns of more than ours must not keep anyone from building.
warnings_are_errors() { if [ -n "${CI:-}" ]; then echo ON; else echo OFF; fi; }

cmake_generator() { if command -v ninja >/dev/null; then echo "-GNinja"; else echo "-GUnix Makefiles"; fi; }
