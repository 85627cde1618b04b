// @vitest-environment node
import {
  chmodSync,
  copyFileSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  utimesSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { identity } from '@/app'
import { closeDatabase, openDatabase } from './db'
import { migrate, readMigrations } from './migrate'
import { damageOf } from './newest-backup'
import { setMark } from './running-mark'

let folder: string
let path: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'capsule-newest-'))
  path = join(folder, 'capsule.db')
  make('capsule.db')
})
afterEach(() => rmSync(folder, { recursive: true }))

function make(name: string, mark: 'stopped' | 'running' = 'stopped') {
  const client = openDatabase(join(folder, name), identity.applicationId)
  migrate(client, readMigrations('migrations'))
  setMark(client, mark)
  closeDatabase(client)
}

const age = (name: string, hour: number) => utimesSync(join(folder, name), hour * 3600, hour * 3600)
const message = () =>
  damageOf({ path, reason: 'bad' }, [join(folder, 'away'), join(folder, 'nowhere')], identity.applicationId)
    .message

it('names no file that is damaged, live, replaced, another program’s or the database itself', () => {
  mkdirSync(join(folder, 'away'))
  copyFileSync(path, join(folder, 'broken.db'))
  writeFileSync(join(folder, 'broken.db'), readFileSync(path).fill(7, 4096 * 3, 4096 * 4))
  copyFileSync(path, `${path}-replaced-20261128T131502123Z`)
  make('live.db', 'running')
  writeFileSync(join(folder, 'letter.txt'), 'Dear Ada,\n'.repeat(100))
  expect(message()).toBe(`${path} is damaged (bad). Restore the last backup; this file was left as it is.`)
})

it('passes over a folder that is a file', () => {
  writeFileSync(join(folder, 'away'), '')
  expect(message()).toContain('Restore the last backup')
})

it.skipIf(process.getuid?.() === 0)('passes over a file and a folder that may not be read', () => {
  copyFileSync(path, join(folder, 'closed.db'))
  chmodSync(join(folder, 'closed.db'), 0)
  mkdirSync(join(folder, 'away'), { mode: 0 })
  expect(message()).toContain('Restore the last backup')
})

it('names the newest one, also of another folder', () => {
  mkdirSync(join(folder, 'away'))
  copyFileSync(path, join(folder, 'away', 'monday.db'))
  copyFileSync(path, join(folder, 'sunday.db'))
  age('away/monday.db', 20)
  age('sunday.db', 10)
  expect(message()).toContain(`The newest whole backup is ${join(folder, 'away', 'monday.db')}: restore it;`)
  age('sunday.db', 30)
  expect(message()).toContain(`The newest whole backup is ${join(folder, 'sunday.db')}: restore it;`)
})
