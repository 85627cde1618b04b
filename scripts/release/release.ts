import { mkdirSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { basename, join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { identity } from '../../src/app'
import packageJson from '../../package.json'
import { archiveName, packArchive, writeSums } from './archive'
import { writeBillOfMaterials } from './bill-of-materials'
import { readPackages } from './contents'
import { writeLicences } from './licences'
import { readRuntimeParts } from './runtime-parts'
import { smoke } from './smoke'
import { obstacleOf, targets, type Target } from './targets'

// bun run release [--target linux-x64]...: archives for every platform in dist/release, with their sums, a list of what is
// inside and the licences; what can be started here goes through a short journey first. A target of your own is untested.

const folder = 'dist/release'
const { version } = packageJson
const { values } = parseArgs({ options: { target: { type: 'string', multiple: true } } })
const start = performance.now()
const chosen = (values.target ?? targets.map(({ name }) => name)).map(findTarget)

rmSync(folder, { recursive: true, force: true })
mkdirSync(folder, { recursive: true })
await build()
const [packages, parts] = [readPackages(), readRuntimeParts()]
const licences = writeLicences(packages, parts)
const bill = `${identity.command}-${version}.cdx.json`
writeFileSync(join(folder, bill), JSON.stringify(writeBillOfMaterials(version, packages, parts), null, 2))
const findings = new Map<string, string>()
const archives: string[] = []
for (const target of chosen) archives.push(await finish(target))
const sums = await writeSums(folder, [...archives, bill])
report()

function findTarget(name: string): Target {
  return targets.find((target) => target.name === name) ?? { name, emulator: null }
}

/** One bundle, and a binary of it for each target: `dist/release/capsule-TARGET`. */
async function build(): Promise<void> {
  const flags = chosen.map(({ name }) => `--target=${name}`)
  const outfile = `--outfile=${join(folder, identity.command)}`
  // With one target alone the name is the outfile's own.
  const only = chosen.length === 1 ? `--outfile=${binaryOf(chosen[0]?.name ?? '')}` : outfile
  const command = [process.execPath, 'build.ts', only, ...flags]
  const { exited } = Bun.spawn(command, { stdio: ['ignore', 'inherit', 'inherit'] })
  if ((await exited) !== 0) process.exit(1)
}

function binaryOf(name: string): string {
  return join(folder, `${identity.command}-${name}${name.startsWith('windows') ? '.exe' : ''}`)
}

/** Tries it, packs it, and leaves the archive alone. Returns the archive's name. */
async function finish(target: Target): Promise<string> {
  const binary = binaryOf(target.name)
  findings.set(target.name, obstacleOf(target) ?? (await journey(target, resolve(binary))))
  const archive = packArchive(folder, archiveName(version, target.name), binary, licences)
  for (const path of [binary, `${binary}.maps`]) rmSync(path, { recursive: true, force: true })
  return basename(archive)
}

async function journey({ emulator }: Target, binary: string): Promise<string> {
  const from = performance.now()
  await smoke([...(emulator ?? []), binary], version)
  const how = emulator?.length ? `under ${emulator.join(' ')}` : 'here'
  return `started ${how}, journey passed in ${((performance.now() - from) / 1000).toFixed(1)} s`
}

function report(): void {
  console.log(`\n${packages.length} packages and ${parts.length} parts of the runtime in ${bill}\n`)
  for (const { name } of chosen) {
    const archive = `${archiveName(version, name)}.tar.gz`
    const megabytes = (statSync(join(folder, archive)).size / 1e6).toFixed(1)
    console.log(`${archive}  ${megabytes} MB  ${sums.get(archive)}\n  ${findings.get(name)}`)
  }
  console.log(`\n${chosen.length} archives in ${((performance.now() - start) / 1000).toFixed(0)} s`)
}
