import { readdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { identity } from '../src/app'

// bun run release: builds the binary for every platform into dist/release and prints name, size and SHA-256 of each.

const folder = 'dist/release'
const targets = [
  'linux-x64',
  'linux-x64-baseline',
  'linux-x64-musl',
  'linux-arm64',
  'darwin-arm64',
  'windows-x64',
]

rmSync(folder, { recursive: true, force: true })
const { exited } = Bun.spawn(
  [
    process.execPath,
    'build.ts',
    `--outfile=${join(folder, identity.command)}`,
    ...targets.map((target) => `--target=${target}`),
  ],
  { stdio: ['ignore', 'inherit', 'inherit'] },
)
if ((await exited) !== 0) process.exit(1)

const binaries = readdirSync(folder).filter((name) => !name.endsWith('.map'))
const rows = await Promise.all(binaries.sort().map(describe))
console.log(`\n${rows.join('\n')}`)

async function describe(name: string): Promise<string> {
  const file = Bun.file(join(folder, name))
  const hash = new Bun.CryptoHasher('sha256').update(await file.arrayBuffer()).digest('hex')
  return `${name.padEnd(32)}${(file.size / 1e6).toFixed(1).padStart(6)} MB  ${hash}`
}
