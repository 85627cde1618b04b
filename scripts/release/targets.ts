import { existsSync } from 'node:fs'

/** A platform that a release is built for, and how it is started on a Linux x64 machine. */
export type Target = {
  /** As Bun calls it, without `bun-`. */
  name: string
  /** What stands before the program to start it here; null where it cannot be started. */
  emulator: string[] | null
  /** What has to be there for it, and where it comes from. */
  needs?: { path: string; by: string }
}

const arm = '/usr/aarch64-linux-gnu'

/** What is built when nothing else is asked for: https://bun.com/docs/bundler/executables */
export const targets: Target[] = [
  { name: 'linux-x64', emulator: [] },
  {
    name: 'linux-x64-baseline',
    // A processor of 2008, without AVX.
    emulator: ['qemu-x86_64-static', '-cpu', 'Nehalem'],
    needs: { path: '/usr/bin/qemu-x86_64-static', by: 'qemu-user-static' },
  },
  {
    name: 'linux-arm64',
    emulator: ['qemu-aarch64-static', '-L', arm],
    needs: {
      path: `${arm}/lib/libgcc_s.so.1`,
      by: 'qemu-user-static libc6-arm64-cross libstdc++6-arm64-cross libgcc-s1-arm64-cross',
    },
  },
  { name: 'linux-x64-musl', emulator: null },
  { name: 'linux-arm64-musl', emulator: null },
]

/** Why a target is not started here, or null. */
export function obstacleOf({ emulator, needs }: Target): string | null {
  if (emulator === null) return 'not started: no such system here'
  if (process.platform !== 'linux' || process.arch !== 'x64')
    return 'not started: this is no Linux x64 machine'
  return needs && !existsSync(needs.path) ? `not started: apt-get install ${needs.by}` : null
}
