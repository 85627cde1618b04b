// @vitest-environment node
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { features, identity } from '@/app'
import { buildMember } from '@/test/instance'
import { readConfig } from './config'
import { readMigrations } from './migrate'
import { startInstance } from './start'

let folder: string
let path: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'capsule-open-'))
  path = join(folder, 'capsule.db')
})
afterEach(() => rmSync(folder, { recursive: true }))

const start = () =>
  startInstance({
    identity,
    features,
    migrations: readMigrations('migrations'),
    config: readConfig(identity, { DATABASE_PATH: path }),
  })

/** As a crash leaves it: with a log that is not in the file yet. */
async function crash(ends: readonly string[]): Promise<void> {
  const { stop } = await start()
  buildMember('owner')
  const left = ends.map((end) => [end, readFileSync(path + end)] as const)
  stop()
  for (const [end, content] of left) writeFileSync(path + end, content)
}

const snapshot = () => readdirSync(folder).map((name) => [name, readFileSync(join(folder, name), 'base64')])

it.each([
  ['with its log and the index of that', ['', '-wal', '-shm', '-lock']],
  ['with its log alone', ['', '-wal']],
] as const)('leaves a damaged file %s as it lies, byte by byte', async (_name, ends) => {
  await crash(ends)
  const log = readFileSync(`${path}-wal`)
  expect(log.length).toBeGreaterThan(0)
  writeFileSync(path, readFileSync(path).fill(7, 4096 * 5, 4096 * 40))
  const before = snapshot()
  await expect(start()).rejects.toThrow(/is damaged .*this file was left as it is/)
  expect(snapshot()).toEqual(before)
})

it('goes on from the log of a file that is whole', async () => {
  await crash(['', '-wal', '-shm', '-lock'])
  const { lastStop, stop } = await start()
  expect(lastStop).toBe('unclean')
  stop()
  expect(existsSync(`${path}-wal`)).toBe(false)
})
