// @vitest-environment node
import {
  copyFileSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { features, identity } from '@/app'
import { readConfig } from './config'
import { readMigrations } from './migrate'
import { readLastStop } from './running-mark'
import { startInstance } from './start'

let folder: string
let path: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'capsule-mark-'))
  path = join(folder, 'capsule.db')
})
afterEach(() => rmSync(folder, { recursive: true }))

const migrations = readMigrations('migrations')
const start = (at = path) =>
  startInstance({ identity, features, migrations, config: readConfig(identity, { DATABASE_PATH: at }) })

it('knows a file that was copied while it was in use, without its log', async () => {
  const { stop } = await start()
  const copy = join(folder, 'copy.db')
  copyFileSync(path, copy)
  stop()

  expect(readLastStop(copy)).toBe('copied_live')
  const opened = await start(copy)
  expect(opened.lastStop).toBe('copied_live')
  opened.stop()
  expect(readLastStop(copy)).toBe('clean')
})

it('takes a file with its log beside it for one that a crash left', async () => {
  const { stop } = await start()
  const copy = join(folder, 'copy.db')
  for (const end of ['', '-wal']) copyFileSync(path + end, copy + end)
  stop()

  expect(readLastStop(copy)).toBe('unclean')
  const opened = await start(copy)
  expect(opened.lastStop).toBe('unclean')
  opened.stop()
})

it('has nothing to say of a new file, nor of one that was stopped', async () => {
  expect(readLastStop(path)).toBe('clean')
  const first = await start()
  first.stop()
  expect(existsSync(`${path}-wal`)).toBe(false)
  expect([first.lastStop, readLastStop(path)]).toEqual(['clean', 'clean'])
})

/** As a crash leaves it whose log another program has put away since: the file, and the lock of its last run. */
async function crash(): Promise<void> {
  const { stop } = await start()
  const left = ['', '-lock'].map((end) => [path + end, readFileSync(path + end)] as const)
  stop()
  for (const [name, content] of left) writeFileSync(name, content)
}

it('takes no file for a live copy whose log another program has put away after a crash', async () => {
  await crash()
  expect(readLastStop(path)).toBe('unclean')
  const { lastStop, stop } = await start()
  expect(lastStop).toBe('unclean')
  stop()
  expect(readdirSync(folder)).toEqual(['capsule.db'])
})

it('still knows so after a start that was refused', async () => {
  await crash()
  const config = readConfig(identity, { DATABASE_PATH: path })
  await expect(
    startInstance({ identity, features, config, migrations: migrations.slice(0, -1) }),
  ).rejects.toThrow('newer version')
  expect(readLastStop(path)).not.toBe('copied_live')
})

it.each([
  ['in another folder, its lock beside it', ['', '-lock'], 'else.db'],
  ['over a stopped one', [''], 'capsule.db'],
] as const)('knows a live copy %s', async (_name, ends, name) => {
  const { stop } = await start()
  const copied = ends.map((end) => [end, readFileSync(path + end)] as const)
  stop()
  for (const [end, content] of copied) writeFileSync(join(folder, name) + end, content)
  expect(readLastStop(join(folder, name))).toBe('copied_live')
})

it('knows a live copy of an earlier run over one that a crash left', async () => {
  const { stop } = await start()
  const earlier = readFileSync(path)
  stop()
  await crash()
  writeFileSync(path, earlier)
  expect(readLastStop(path)).toBe('copied_live')
})

it('tells of a live copy at the first start that gets through, when one before it failed', async () => {
  const { stop } = await start()
  const live = readFileSync(path)
  stop()
  writeFileSync(path, live)
  const config = readConfig(identity, { DATABASE_PATH: path })
  const wrong = [...migrations, { name: '9999_wrong', sql: 'CREATE TABLE notes (id TEXT)' }]
  await expect(startInstance({ identity, features, config, migrations: wrong })).rejects.toThrow('9999_wrong')
  expect(readLastStop(path)).toBe('copied_live')

  const second = await start()
  expect(second.lastStop).toBe('copied_live')
  second.stop()
  expect(readLastStop(path)).toBe('clean')
})
