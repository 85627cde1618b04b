#!/bin/sh
# Puts Capsule in place: picks the archive for this machine, checks its sum, and installs the one file.
#
#   sh install.sh URL [--to FOLDER] [--target NAME]
#
# URL is the folder of a release, with its SHA256SUMS: https://..., or a folder on this machine. The program goes to
# /usr/local/bin, or to --to. --target says which archive when this script does not know better. Run it again to upgrade.
set -eu

fail() {
  echo "install.sh: $1" >&2
  exit 1
}

from='' to=/usr/local/bin target=''
while [ $# -gt 0 ]; do
  case $1 in
    --to)
      [ $# -gt 1 ] || fail "--to needs a folder"
      to=$2
      shift 2
      ;;
    --target)
      [ $# -gt 1 ] || fail "--target needs a name such as linux-x64"
      target=$2
      shift 2
      ;;
    -h | --help) sed -n '2,7s/^# \{0,1\}//p' "$0"; exit 0 ;;
    -*) fail "$1 is not understood. Say: sh install.sh URL [--to FOLDER] [--target NAME]" ;;
    *) [ -z "$from" ] || fail "one release at a time: $from or $1?"; from=${1%/}; shift ;;
  esac
done
[ -n "$from" ] || fail "say where the release is: sh install.sh URL"

# The names of a release: linux-x64, linux-x64-baseline, linux-arm64, and each with -musl.
find_target() {
  [ "$(uname -s)" = Linux ] || fail "there are archives for Linux alone; this is $(uname -s)"
  case $(uname -m) in
    x86_64 | amd64) name=linux-x64 ;;
    aarch64 | arm64) name=linux-arm64 ;;
    *) fail "there is no archive for a $(uname -m)" ;;
  esac
  if is_musl; then
    echo "$name-musl"
  elif [ $name = linux-x64 ] && ! has_avx2; then
    echo "$name-baseline"
  else
    echo "$name"
  fi
}

is_musl() {
  for loader in "${CAPSULE_LIB:-/lib}"/ld-musl-*; do
    [ -e "$loader" ] && return 0
  done
  return 1
}

has_avx2() {
  grep -qw avx2 "${CAPSULE_CPUINFO:-/proc/cpuinfo}"
}

# fetch NAME FILE
fetch() {
  case $from in
    http://* | https://*)
      if command -v curl >/dev/null; then
        curl -fsSL --retry 2 -o "$2" "$from/$1"
      elif command -v wget >/dev/null; then
        wget -q -O "$2" "$from/$1"
      else
        fail "curl or wget is needed to fetch $from"
      fi ;;
    *) cp "$from/$1" "$2" ;;
  esac || fail "$from/$1 could not be fetched"
}

[ -n "$target" ] || target=$(find_target)
case $target in
  *[!a-z0-9-]*) fail "--target takes a name such as linux-x64, not $target" ;;
esac
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
trap 'exit 1' HUP INT TERM

fetch SHA256SUMS "$work/SHA256SUMS"
archive=$(sed -n "s/^[0-9a-f]\{64\}  \(capsule-[^/ ]*-$target\.tar\.gz\)$/\1/p" "$work/SHA256SUMS" | grep -E "^capsule-[0-9]+\.[0-9]+\.[0-9]+[^-]*-$target\.tar\.gz$" | head -n 1)
[ -n "$archive" ] || fail "the release at $from has no archive for $target. It has: $(sed -n 's/^[0-9a-f]\{64\}  capsule-[0-9]*\.[0-9]*\.[0-9][^-]*-\(.*\)\.tar\.gz$/\1/p' "$work/SHA256SUMS" | tr '\n' ' ')"
fetch "$archive" "$work/$archive"
(cd "$work" && grep " $archive\$" SHA256SUMS | sha256sum -c - >/dev/null 2>&1) ||
  fail "the sum of $archive is wrong: it was not installed. Fetch it again, and tell whoever runs $from if that does not help"

tar -xzf "$work/$archive" -C "$work"
program=$work/${archive%.tar.gz}/capsule
version=$("$program" version) || fail "$archive does not run on this machine; --target names another"
mkdir -p "$to" 2>/dev/null || true
[ ! -d "$to/capsule" ] || fail "$to/capsule is a folder. Say --to FOLDER for another place"
# Beside it first, then renamed: a server that runs keeps its old file until it is started again.
{ cp "$program" "$to/.capsule-new" && chmod 755 "$to/.capsule-new" && mv "$to/.capsule-new" "$to/capsule"; } 2>/dev/null || {
  rm -f "$to/.capsule-new"
  fail "$to cannot be written: it is full, or another account's. Make room, run it as root, or say --to FOLDER"
}
echo "$version ($target) is at $to/capsule"
