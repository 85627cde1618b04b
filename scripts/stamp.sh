# Sourced by scripts/setup.sh, and by build.ts in a shell of its own, in the repository's root.

# hash_files: one hash over the names on stdin and what the files hold.
hash_files() {
  local paths
  paths=$(LC_ALL=C sort)
  { printf '%s\n' "$paths"; printf '%s\n' "$paths" | git hash-object --no-filters --stdin-paths; } |
    git hash-object --no-filters --stdin
}

# build_stamp BUN_VERSION: what a build depends on. A binary with the same stamp needs no build.
build_stamp() {
  local inputs
  inputs=$(
    find src migrations public -type f ! -name '*.test.ts' ! -path 'src/test/*'
    printf '%s\n' build.ts astro.config.mjs package.json bun.lock tsconfig.json
  )
  echo "$1 $(hash_files <<<"$inputs")"
}
