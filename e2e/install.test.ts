import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import packageJson from '../package.json'
import { archiveName, packArchive, writeSums } from '../scripts/release/archive'

/** The release of this machine's binary alone, quickly packed, on loopback; the others are a few bytes each. */
const base = mkdtempSync(join(tmpdir(), 'capsule-install-'))
const release = join(base, 'release')
const own = `linux-${process.arch}`
const stubs = ['linux-x64', 'linux-x64-baseline', 'linux-arm64', 'linux-x64-musl', 'linux-arm64-musl'].filter(
  (name) => name !== own,
)
let server: ReturnType<typeof Bun.serve>

beforeAll(async () => {
  mkdirSync(release)
  packArchive(release, archiveName(packageJson.version, own), 'dist/capsule', 'licences', 1)
  for (const target of stubs) packStub(target)
  await writeSums(
    release,
    [...stubs, own].map((target) => `${archiveName(packageJson.version, target)}.tar.gz`),
  )
  server = Bun.serve({
    port: 0,
    fetch: async (request) => {
      const file = Bun.file(join(release, new URL(request.url).pathname))
      return (await file.exists()) ? new Response(file) : new Response('no', { status: 404 })
    },
  })
})

afterAll(async () => {
  await server.stop(true)
  rmSync(base, { recursive: true, force: true })
})

/** A program that says which archive it came from. */
function packStub(target: string): void {
  const program = join(base, 'stub')
  writeFileSync(program, `#!/bin/sh\necho "stub of ${target}"\n`)
  packArchive(release, archiveName(packageJson.version, target), program, 'licences', 1)
}

let places = 0

/** Runs the script without waiting on this thread, which serves the release. */
async function install({ args = [], env = {} }: { args?: string[]; env?: Record<string, string> }) {
  const to = join(base, `to-${places++}`)
  const command = ['sh', resolve('install.sh'), server.url.origin, '--to', to, ...args]
  const path = env['PATH'] ?? '/usr/local/bin:/usr/bin:/bin'
  const child = Bun.spawn(command, { env: { ...env, PATH: path }, stdout: 'pipe', stderr: 'pipe' })
  const [stdout, stderr] = await Promise.all([
    new Response(child.stdout).text(),
    new Response(child.stderr).text(),
  ])
  return { code: await child.exited, stdout, stderr, program: join(to, 'capsule') }
}

/** What the script is told of another machine than this one. */
function machine({ system = 'Linux', processor = 'x86_64', flags = 'avx2', musl = false }) {
  const folder = mkdtempSync(join(base, 'machine-'))
  writeFileSync(join(folder, 'uname'), `#!/bin/sh\n[ "$1" = -s ] && echo ${system} || echo ${processor}\n`)
  chmodSync(join(folder, 'uname'), 0o755)
  writeFileSync(join(folder, 'cpuinfo'), `flags : fpu sse4_2 ${flags}\n`)
  mkdirSync(join(folder, 'lib'))
  if (musl) writeFileSync(join(folder, 'lib/ld-musl-x86_64.so.1'), '')
  const path = `${folder}:/usr/local/bin:/usr/bin:/bin`
  return { PATH: path, CAPSULE_CPUINFO: join(folder, 'cpuinfo'), CAPSULE_LIB: join(folder, 'lib') }
}

describe('install.sh', () => {
  test('refuses an archive whose sum is wrong, and installs nothing', async () => {
    const sums = join(release, 'SHA256SUMS')
    const right = readFileSync(sums, 'utf8')
    writeFileSync(
      sums,
      right.replaceAll(/^./gm, (digit) => (digit === '0' ? '1' : '0')),
    )
    const { code, stdout, stderr, program } = await install({ args: ['--target', own] })
    writeFileSync(sums, right)

    expect([code, stdout]).toEqual([1, ''])
    expect(stderr).toMatch(/the sum of capsule-\S+ is wrong: it was not installed/)
    expect(existsSync(program)).toBe(false)
  })

  test.each([
    [
      'a target that is a pattern',
      { args: ['--target', 'linux.x64'] },
      '--target takes a name such as linux-x64, not linux.x64',
    ],
    [
      'a target that is not there',
      { args: ['--target', 'linux-riscv64'] },
      /has no archive for linux-riscv64/,
    ],
    ['another system', { env: machine({ system: 'Darwin' }) }, /archives for Linux alone; this is Darwin/],
    ['another processor', { env: machine({ processor: 'riscv64' }) }, /no archive for a riscv64/],
    ['a flag that it does not know', { args: ['--loud'] }, /--loud is not understood/],
    ['a second release', { args: ['http://localhost'] }, /one release at a time/],
  ])('refuses %s in a sentence', async (_name, launch, sentence) => {
    const { code, stdout, stderr, program } = await install(launch)

    expect([code, stdout]).toEqual([1, ''])
    expect(stderr).toMatch(sentence)
    expect(stderr.trim().split('\n')).toHaveLength(1)
    expect(existsSync(program)).toBe(false)
  })

  test.each([
    { target: 'linux-x64-baseline', about: { flags: 'sse3' } },
    { target: 'linux-x64-musl', about: { musl: true } },
    { target: 'linux-arm64-musl', about: { processor: 'aarch64', musl: true } },
    process.arch === 'x64'
      ? { target: 'linux-arm64', about: { processor: 'aarch64' } }
      : { target: 'linux-x64', about: {} },
  ])('picks $target where it belongs', async ({ target, about }) => {
    const { code, stdout, program } = await install({ env: machine(about) })

    expect([code, stdout]).toEqual([0, `stub of ${target} (${target}) is at ${program}\n`])
  })

  test('refuses to put the program into a folder that bears its name', async () => {
    const to = join(base, 'taken')
    mkdirSync(join(to, 'capsule'), { recursive: true })
    const { code, stdout, stderr } = await install({ args: ['--target', 'linux-x64-musl', '--to', to] })

    expect([code, stdout]).toEqual([1, ''])
    expect(stderr).toMatch(/taken\/capsule is a folder\. Say --to FOLDER for another place\n$/)
    expect(readdirSync(join(to, 'capsule'))).toEqual([])
  })

  test('installs this machine’s program, which runs, and again over itself', async () => {
    const first = await install({ args: ['--target', own] })
    const again = await install({ args: ['--target', own, '--to', join(first.program, '..')] })

    expect([first.code, first.stderr]).toEqual([0, ''])
    expect([again.code, again.stderr]).toEqual([0, ''])
    const run = Bun.spawnSync([first.program, 'version'])
    expect(run.stdout.toString()).toContain(packageJson.version)
  })
})
