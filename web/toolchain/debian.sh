# Packages without root: a private apt state in the cache with the system's own mirror and keyring, so that every
# download is checked against Debian's signature. Sourced after common.sh.

debian_codename() { (. /etc/os-release 2>/dev/null && [ "${ID:-}" = debian ] && echo "${VERSION_CODENAME:-}") || true; }

# The mirror that serves this release: from deb822 files or the one-line form, switched-off entries left out.
debian_mirror() {
  local codename
  codename=$(debian_codename)
  {
    awk -v codename="$codename" -v RS= '
      {
        uri = ""; suites = ""; off = 0
        lines = split($0, line, "\n")
        for (i = 1; i <= lines; i++) {
          if (line[i] ~ /^URIs:/) { split(line[i], word, /[ \t]+/); uri = word[2] }
          if (line[i] ~ /^Suites:/) suites = " " substr(line[i], 8) " "
          if (line[i] ~ /^Enabled:[ \t]*no/) off = 1
        }
        if (!off && uri != "" && suites ~ ("[ \t]" codename "[ \t]")) print uri
      }' /etc/apt/sources.list.d/*.sources 2>/dev/null || true
    cat /etc/apt/sources.list /etc/apt/sources.list.d/*.list 2>/dev/null |
      sed -nE "s/^deb[[:space:]]+(\[[^]]*\][[:space:]]*)?([^[:space:]]+)[[:space:]]+$codename[[:space:]].*/\2/p" || true
  } | sed -n 1p
}

debian_keyring() {
  local file
  for file in /usr/share/keyrings/debian-archive-keyring.{gpg,pgp}; do
    [ ! -e "$file" ] || { echo "$file"; return; }
  done
  die "The package debian-archive-keyring is missing: downloads could not be checked."
}

has_debian_mirror() { command -v apt-get >/dev/null && [ -n "$(debian_codename)" ] && [ -n "$(debian_mirror)" ]; }

# A mirror that lags behind is good enough: versions are pinned, and signatures are checked all the same.
private_apt() { # private_apt TOOL ARGUMENT...: apt-get or apt-cache on the private state
  local tool=$1 state=$cache/apt
  shift
  "$tool" -o Dir::Etc::sourcelist="$state/sources.list" -o Dir::Etc::sourceparts=/dev/null \
    -o Dir::Etc::preferencesparts=/dev/null -o Dir::State::lists="$state/lists" -o Dir::Cache="$state/cache" \
    -o Acquire::Check-Valid-Until=false -o APT::Sandbox::User= -o Debug::NoLocking=1 -o Acquire::Languages=none -o Acquire::Retries=3 "$@"
}

# Binaries come from the running release and from Debian 13, sources from Debian 13 and from testing.
private_apt_update() {
  local state=$cache/apt suite options
  mkdir -p "$state/lists/partial" "$state/cache/archives/partial"
  options="[signed-by=$(debian_keyring)] $(debian_mirror)"
  {
    for suite in $(printf '%s\n' "$(debian_codename)" trixie | sort -u); do echo "deb $options $suite main"; done
    for suite in trixie forky; do echo "deb-src $options $suite main"; done
  } >"$state/sources.list"
  private_apt apt-get -qq update
}

# An interrupted download leaves whole packages behind, which apt recognises by their checksum and keeps.
download_packages() { # download_packages FOLDER PACKAGE/SUITE...
  local folder=$1
  shift
  (cd "$folder" && private_apt apt-get -qq download "$@")
}

download_sources() { # download_sources FOLDER SOURCE=VERSION...
  local folder=$1
  shift
  (cd "$folder" && private_apt apt-get -qq source --download-only "$@")
}
