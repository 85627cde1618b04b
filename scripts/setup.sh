# Sourced by scripts/run and scripts/test, in the repository's root: puts the pinned Bun first on the PATH and
# installs the packages, each only when that is needed. Everything it says goes to stderr.

export ASTRO_TELEMETRY_DISABLED=1

. scripts/stamp.sh

# has_stamp FILE TEXT: true when the stamp FILE holds TEXT.
has_stamp() {
  [ -f "$1" ] && [ "$(cat "$1")" = "$2" ]
}

# Uses a Bun of exactly the pinned version, and gets one by npm where there is none.
use_bun() {
  local version home bun
  version=$(sed -n 's/.*"packageManager": "bun@\([^"]*\)".*/\1/p' package.json)
  if [ "$(bun --version 2>/dev/null)" != "$version" ]; then
    home="$PWD/.cache/bun-$version"
    bun="$home/node_modules/bun/bin/bun.exe"
    if [ "$("$bun" --version 2>/dev/null)" != "$version" ]; then
      echo "Getting Bun $version by npm" >&2
      mkdir -p "$home"
      # Whatever fails in here ends below, in a sentence.
      npm install --prefix "$home" --no-save --no-audit --no-fund --loglevel=error "bun@$version" >&2 || true
      # Some settings of npm skip install scripts; the one of Bun puts its executable in place.
      [ "$("$bun" --version 2>/dev/null)" = "$version" ] ||
        (cd "$home/node_modules/bun" 2>/dev/null && node install.js >&2) || true
    fi
    export PATH="$home/node_modules/.bin:$PATH"
  fi
  if [ "$(bun --version 2>/dev/null)" != "$version" ]; then
    echo "Bun $version could not be installed. Install it by hand and try again." >&2
    exit 1
  fi
  bun_version=$version
}

install_packages() {
  local stamp=node_modules/.capsule-stamp wanted
  wanted="$bun_version $(printf '%s\n' package.json bun.lock | hash_files)"
  has_stamp "$stamp" "$wanted" && return
  echo "Installing the packages" >&2
  bun install --frozen-lockfile >&2
  echo "$wanted" >"$stamp"
}

use_bun
install_packages
