import { chmodSync, copyFileSync, mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { identity } from '../../src/app'

/** `capsule-0.1.0-linux-x64`: the archive's name without its ending, and the one folder in it. */
export function archiveName(version: string, target: string): string {
  return `${identity.command}-${version}-${target}`
}

/**
 * Packs a binary with its licences into `FOLDER/NAME.tar.gz` and returns that path. The same binary gives the same bytes:
 * names are sorted, and times and owners are left out.
 */
export function packArchive(
  folder: string,
  name: string,
  binary: string,
  licences: string,
  level = 9,
): string {
  const inside = join(folder, name)
  rmSync(inside, { recursive: true, force: true })
  mkdirSync(inside, { recursive: true })
  copyFileSync(binary, join(inside, identity.command))
  chmodSync(join(inside, identity.command), 0o755)
  copyFileSync('LICENSE', join(inside, 'LICENSE'))
  writeFileSync(join(inside, 'THIRD-PARTY-LICENCES.txt'), licences)
  const archive = `${name}.tar.gz`
  const bare = ['--sort=name', '--mtime=@0', '--owner=0', '--group=0', '--numeric-owner']
  run(['tar', ...bare, `--use-compress-program=gzip -${level}n`, '-cf', archive, name], folder)
  rmSync(inside, { recursive: true })
  return join(folder, archive)
}

/** Writes SHA256SUMS for what lies in a folder, as `sha256sum --check` reads it. */
export async function writeSums(folder: string, names: string[]): Promise<Map<string, string>> {
  const sums = new Map<string, string>()
  for (const name of names.toSorted()) sums.set(name, await sumOf(join(folder, name)))
  writeFileSync(join(folder, 'SHA256SUMS'), [...sums].map(([name, sum]) => `${sum}  ${name}\n`).join(''))
  return sums
}

async function sumOf(path: string): Promise<string> {
  const hash = new Bun.CryptoHasher('sha256')
  for await (const chunk of Bun.file(path).stream()) hash.update(chunk)
  return hash.digest('hex')
}

function run(command: string[], cwd: string): void {
  const { success, stderr } = Bun.spawnSync(command, { cwd })
  if (!success) throw new Error(`${command.join(' ')}: ${stderr.toString().trim()}`)
}
