# Finds Emscripten, or unpacks Debian's packages of it into the cache without root. Sourced after debian.sh.

emscripten_wanted=3.1.69
emscripten_folder=emscripten-$emscripten_wanted

emcc_version() { "$1" --version 2>/dev/null | sed -nE '1s/.* ([0-9]+\.[0-9]+\.[0-9]+).*/\1/p'; }

recent_emcc() { # recent_emcc EMCC: true when it is there and recent enough
  command -v "$1" >/dev/null && version_at_least "$(emcc_version "$1" || true)" "$emscripten_wanted"
}

# Afterwards emcc and emcmake are on PATH. The order: PATH, EMSDK, the distribution's package, the cache.
find_emscripten() {
  local from
  if recent_emcc emcc; then
    from=$(command -v emcc)
  elif [ -n "${EMSDK:-}" ] && recent_emcc "$EMSDK/upstream/emscripten/emcc"; then
    from=$EMSDK
    export PATH=$EMSDK/upstream/emscripten:$PATH EM_CONFIG=${EM_CONFIG:-$EMSDK/.emscripten}
  elif is_root && distribution_emscripten_is_recent; then
    install_packages emscripten
    from="the distribution's package"
  elif has_debian_mirror && can_unpack_emscripten; then
    unpack_emscripten
    from=$cache/$emscripten_folder
    export PATH=$from/root/usr/share/emscripten:$PATH EM_CONFIG=$from/em_config
  else
    die "No Emscripten ≥ $emscripten_wanted was found (emcc on PATH: $(emcc_version emcc || true)).
  Install emsdk (https://emscripten.org/docs/getting_started/downloads.html), run
  \"source ./emsdk_env.sh\" in its folder, then run this again."
  fi
  export EMSDK_PYTHON=${EMSDK_PYTHON:-$(python3 -c 'import sys; print(sys.executable)')} # not a version manager's shim
  recent_emcc emcc || die "The Emscripten in $from does not start: $(emcc --version 2>&1 | tail -n 3)"
  echo "  Emscripten $(emcc_version emcc) from $from"
}

distribution_emscripten_is_recent() {
  local candidate
  command -v apt-cache >/dev/null || return 1
  candidate=$(apt-cache policy emscripten 2>/dev/null | sed -nE 's/^ *Candidate: ([0-9.]+).*/\1/p')
  [ -n "$candidate" ] && version_at_least "$candidate" "$emscripten_wanted"
}

can_unpack_emscripten() {
  case $(debian_codename)-$(dpkg --print-architecture) in
    bookworm-amd64 | trixie-amd64) true ;;
    *) false ;;
  esac
}

unpack_emscripten() {
  [ ! -e "$cache/$emscripten_folder/.complete" ] || return 0
  need xz=xz-utils dpkg-deb=dpkg
  private_apt_update_once
  stage "Emscripten $emscripten_wanted, unpacked without root" build_in_cache "$emscripten_folder" fill_emscripten
}

# clang comes from the running release; Emscripten and binaryen from Debian 13, whose C library comes with them.
fill_emscripten() {
  local folder=$1 downloads=$2 here package
  here=$(debian_codename)
  download_packages "$downloads" \
    {clang-19,lld-19,llvm-19,libclang-common-19-dev,libclang-cpp19,libllvm19,llvm-19-linker-tools}/"$here" \
    {libz3-4,libedit2,libbsd0,libmd0,libxml2}/"$here" \
    {emscripten,binaryen,node-acorn,node-xtend,libc6,libstdc++6,libgcc-s1}/trixie
  mkdir -p "$folder"/{root,glibc,bin}
  for package in "$downloads"/*.deb; do
    case ${package##*/} in
      libc6_* | libstdc++6_* | libgcc-s1_*) unpack_package "$package" "$folder/glibc" ;;
      *) unpack_package "$package" "$folder/root" ;;
    esac
  done
  ln -sfn nodejs "$folder/root/usr/share/node_modules" # where Emscripten's optimiser looks for acorn
  gather_libraries "$folder"
  wrap_binaryen "$folder"
  write_emscripten_config >"$folder/em_config"
  LD_LIBRARY_PATH=$folder/libraries "$folder/root/usr/lib/llvm-19/bin/clang" --version
  "$folder/bin/wasm-opt" --version
}

unpack_package() {
  dpkg-deb --fsys-tarfile "$1" | tar -x -C "$2" --exclude=./usr/share/doc --exclude=./usr/share/man \
    --exclude=./usr/share/emscripten/test --exclude='*/wasm32-emscripten/lto' \
    --exclude='*/wasm32-emscripten/lto-pic' --exclude='*/wasm32-emscripten/pic'
}

# What clang needs besides the system's basic libraries; em_config puts this folder on its search path.
gather_libraries() {
  local folder=$1 name found
  mkdir -p "$folder/libraries"
  for name in libLLVM.so.19.1 libclang-cpp.so.19.1 libz3.so.4 libedit.so.2 libbsd.so.0 libmd.so.0 libxml2.so.2; do
    found=$(cd "$folder" && find root/usr/lib root/lib -name "$name" -not -path '*/llvm-19/*' 2>/dev/null | sed -n 1p || true)
    [ -n "$found" ] || die "The packages of clang do not contain $name."
    ln -sf "../$found" "$folder/libraries/$name"
  done
}

# Binaryen of Debian 13 needs a newer C library than Debian 12 has: it is started with its own loader.
wrap_binaryen() {
  local folder=$1 tool
  for tool in "$folder"/root/usr/bin/wasm*; do
    tool=${tool##*/}
    cat >"$folder/bin/$tool" <<WRAPPER
#!/bin/sh
here=\$(cd "\$(dirname "\$0")/.." && pwd)
libraries=usr/lib/x86_64-linux-gnu
exec "\$here/glibc/\$libraries/ld-linux-x86-64.so.2" --library-path "\$here/glibc/\$libraries:\$here/root/\$libraries" \\
  "\$here/root/usr/bin/$tool" "\$@"
WRAPPER
    chmod +x "$folder/bin/$tool"
  done
}

write_emscripten_config() {
  cat <<'CONFIG'
import os
import shutil

_here = os.path.dirname(os.path.abspath(os.environ['EM_CONFIG']))
LLVM_ROOT = _here + '/root/usr/lib/llvm-19/bin'
BINARYEN_ROOT = _here
NODE_JS = os.environ.get('EM_NODE_JS') or shutil.which('node')
FROZEN_CACHE = True
os.environ['LD_LIBRARY_PATH'] = _here + '/libraries'  # of the tools that emcc starts, of nothing else
CONFIG
}
