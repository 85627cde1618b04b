// @vitest-environment node
import { copyFileSync, existsSync, mkdtempSync, rmSync } from 'node:fs'
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
