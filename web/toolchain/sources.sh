# The C++ dependencies as source folders in the cache, from Debian's signed packages. CMake reads $cache/sources.cmake
# (see src/external); where there is no Debian mirror CMake's FetchContent takes the upstream releases instead.
# Sourced after debian.sh.

sdl2_wanted=2.32.4+dfsg-1      # of Debian 13: testing's "SDL2" is a compatibility layer over SDL 3
imgui_wanted=1.92.2b+ds-1      # of testing: the first release line that rasterises fonts on demand, which Hangul needs
imgui_least=1.92

find_sources() {
  local name
  if ! has_debian_mirror; then
    echo "  No Debian mirror here: CMake takes the dependencies from their upstream releases"
    return
  fi
  name=sources-$(printf '%s' "$sdl2_wanted $imgui_wanted 1" | sha256sum | cut -c 1-12)
  if [ ! -e "$cache/$name/.complete" ]; then
    need xz=xz-utils dpkg-deb=dpkg
    private_apt_update_once
    stage "Sources: Dear ImGui, SDL2, Eigen, doctest" build_in_cache "$name" fill_sources
  fi
  cat "$cache/$name/versions"
  write_sources_cmake "$name"
}

private_apt_update_once() {
  [ -z "${private_apt_updated:-}" ] || return 0
  stage "Package lists of Debian's releases, signature-checked" private_apt_update
  private_apt_updated=1
}

fill_sources() {
  local folder=$1 downloads=$2 imgui sdl2
  imgui=$(available_version imgui "$imgui_wanted" "$imgui_least")
  sdl2=$(available_version libsdl2 "$sdl2_wanted" 2.32 2.32.50)
  download_sources "$downloads" "imgui=$imgui" "libsdl2=$sdl2"
  download_packages "$downloads" libeigen3-dev/trixie doctest-dev/trixie
  mkdir -p "$folder"/{imgui,sdl2,headers}
  tar -x --strip-components=1 -C "$folder/imgui" -f "$(echo "$downloads/imgui_${imgui%-*}.orig.tar".*)"
  tar -x --strip-components=1 -C "$folder/sdl2" -f "$(echo "$downloads/libsdl2_${sdl2%-*}.orig.tar".*)"
  dpkg-deb --fsys-tarfile "$(echo "$downloads"/libeigen3-dev_*.deb)" | tar -x -C "$folder/headers" ./usr/include
  dpkg-deb --fsys-tarfile "$(echo "$downloads"/doctest-dev_*.deb)" | tar -x -C "$folder/headers" ./usr/include
  mv "$folder/headers/usr/include/eigen3" "$folder/eigen"
  mkdir "$folder/doctest" && mv "$folder/headers/usr/include/doctest" "$folder/doctest/doctest"
  rm -rf "$folder/headers"
  {
    echo "  Dear ImGui $imgui$([ "$imgui" = "$imgui_wanted" ] || echo " (the pinned $imgui_wanted is no longer offered)")"
    echo "  SDL2 $sdl2$([ "$sdl2" = "$sdl2_wanted" ] || echo " (the pinned $sdl2_wanted is no longer offered)")"
  } >"$folder/versions"
}

# available_version SOURCE WANTED LEAST [BELOW]: the pinned version, or the newest offered one in the range.
available_version() {
  local source=$1 wanted=$2 least=$3 below=${4:-9999} version best=
  for version in $(private_apt apt-cache showsrc "$source" | sed -n 's/^Version: //p' | sort -uV); do
    [ "$version" != "$wanted" ] || { echo "$wanted"; return; }
    ! version_at_least "$version" "$least" || version_at_least "$version" "$below" || best=$version
  done
  [ -n "$best" ] || die "Debian offers no $source ≥ $least."
  echo "$best"
}

write_sources_cmake() {
  local name
  for name in imgui sdl2 eigen doctest; do
    echo "set(madang_unpacked_$name \"$cache/$1/$name\")"
  done >"$cache/sources.cmake.partial"
  cmp -s "$cache/sources.cmake.partial" "$cache/sources.cmake" ||
    mv "$cache/sources.cmake.partial" "$cache/sources.cmake"
}
