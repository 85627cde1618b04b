// @vitest-environment node
import { Database } from 'bun:sqlite'
import {
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { readDatabase } from '../db-read'
import { copyDatabase } from './copy-database'
import { copyInChild } from './copy-in-child'
import { partialPath, removeOldPartials } from './partials'
import { countRows, leastOf } from './verify-copy'

let folder: string
let from: string
let open: Database

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'capsule-copy-'))
  from = join(folder, 'capsule.db')
  open = new Database(from, { create: true })
  open.run('PRAGMA journal_mode = WAL')
  open.run('CREATE TABLE breads (id INTEGER PRIMARY KEY, name TEXT)')
  open.run('CREATE TABLE loaves (id INTEGER PRIMARY KEY, bread INTEGER REFERENCES breads (id))')
  open.run("INSERT INTO breads (name) VALUES ('rye'), ('spelt')")
  open.run('PRAGMA user_version = 1')
})

afterEach(() => {
  open.close()
  rmSync(folder, { recursive: true })
})

const left = () => readdirSync(folder).filter((name) => !name.startsWith('capsule.db'))

describe('a copy is refused, and nothing of it is left,', () => {
  test('where a file lies already', async () => {
    const to = join(folder, 'copy.db')
    writeFileSync(to, 'mine')
    await expect(copyInChild({ from, to })).rejects.toThrow('is there already')
    expect(readFileSync(to, 'utf8')).toBe('mine')
    expect(left()).toEqual(['copy.db'])
  })

  test('where a file came to lie meanwhile', async () => {
    const to = join(folder, 'copy.db')
    const order = { from, partial: partialPath(to, '0123456789ab'), to }
    const takeName = () => {
      writeFileSync(to, 'mine')
      return true
    }
    await expect(copyDatabase(order, takeName)).rejects.toThrow('is there already')
    expect(readFileSync(to, 'utf8')).toBe('mine')
  })

  test('in a folder that is not there', async () => {
    const to = join(folder, 'nowhere', 'copy.db')
    await expect(copyInChild({ from, to })).rejects.toThrow(`there is no folder ${join(folder, 'nowhere')}`)
  })

  test('when a row of it points to nothing', async () => {
    open.run('PRAGMA foreign_keys = OFF')
    open.run('INSERT INTO loaves (bread) VALUES (99)')
    await expect(copyInChild({ from, to: join(folder, 'copy.db') })).rejects.toThrow(
      'a row of loaves points to nothing',
    )
    expect(left()).toEqual([])
  })

  test('when a page of the database is broken', async () => {
    open.run(
      'INSERT INTO breads (name) SELECT hex(randomblob(2000)) FROM breads, (VALUES (1),(2),(3),(4),(5),(6),(7),(8))',
    )
    open.close()
    const bytes = readFileSync(from)
    bytes.fill(0xff, 4096 * 3, 4096 * 4)
    writeFileSync(from, bytes)
    open = new Database(':memory:')
    await expect(copyInChild({ from, to: join(folder, 'copy.db') })).rejects.toThrow('could not be made')
    expect(left()).toEqual([])
  })

  test('by the process that makes it, should nobody live any more who asked for it', () => {
    const to = join(folder, 'copy.db')
    writeFileSync(to, 'mine')
    const words = ['copy-database', from, partialPath(to, '0123456789ab'), to]
    const { exitCode } = Bun.spawnSync([process.execPath, 'scripts/internal-command.ts', ...words])
    expect(exitCode).toBe(1)
    expect(left()).toEqual(['copy.db'])
  })

  test('when it is no longer wanted', async () => {
    const to = join(folder, 'copy.db')
    await expect(
      copyDatabase({ from, partial: partialPath(to, '0123456789ab'), to }, () => false),
    ).rejects.toThrow('nobody waits for it')
    expect(existsSync(to)).toBe(false)
    const stop = new AbortController()
    stop.abort(new Error('stopped'))
    await expect(copyInChild({ from, to, signal: stop.signal })).rejects.toThrow('stopped')
    const later = new AbortController()
    const copying = copyInChild({ from, to, signal: later.signal })
    later.abort(new Error('stopped later'))
    await expect(copying).rejects.toThrow('stopped later')
    expect(existsSync(to)).toBe(false)
  })
})

describe('a copy', () => {
  test('holds every row, those in the log too, is of its owner alone and says what it is', async () => {
    const to = join(folder, 'copy.db')
    const shares: number[] = []
    const facts = await copyInChild({ from, to, onProgress: (share) => shares.push(share) })
    const rows = readDatabase(to, (copy) => copy.query('SELECT name FROM breads ORDER BY id').values())
    expect(rows).toEqual([['rye'], ['spelt']])
    expect(facts).toEqual({
      bytes: statSync(to).size,
      sha256: new Bun.CryptoHasher('sha256').update(readFileSync(to)).digest('hex'),
      schemaVersion: '',
      rows: 2,
    })
    expect(statSync(to).mode & 0o777).toBe(0o600)
    expect(shares.at(-1)).toBe(1)
    expect(left()).toEqual(['copy.db'])
  })

  test('carries the mark of a clean stop, and leaves the log of the running one alone', async () => {
    const to = join(folder, 'copy.db')
    await copyInChild({ from, to })
    expect(readDatabase(to, (copy) => copy.query('PRAGMA user_version').values())).toEqual([[0]])
    expect(existsSync(`${from}-wal`)).toBe(true)
    expect(readDatabase(from, (source) => countRows(source).get('breads'))).toBe(2)
  })
})

test('A copy succeeds while a queue drains, which has fewer rows in it than when it began', async () => {
  open.run('CREATE TABLE queue (id INTEGER PRIMARY KEY)')
  const fill = open.query(
    'WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ?) INSERT INTO breads (name) SELECT i FROM n',
  )
  fill.run(100_000)
  open.run('INSERT INTO queue SELECT id FROM breads LIMIT 20000')
  const take = open.query('DELETE FROM queue WHERE id = (SELECT min(id) FROM queue)')
  const draining = setInterval(() => take.run(), 1)
  try {
    for (const name of ['a.db', 'b.db', 'c.db'])
      expect((await copyInChild({ from, to: join(folder, name) })).rows).toBeGreaterThan(100_000)
  } finally {
    clearInterval(draining)
  }
})

test('Of two counts the smaller one holds, table by table', () => {
  const before = new Map(Object.entries({ notes: 3, jobs: 5, gone: 2 }))
  const after = new Map(Object.entries({ notes: 4, jobs: 1, fresh: 1 }))
  expect(Object.fromEntries(leastOf(before, after))).toEqual({ notes: 3, jobs: 1, gone: 0 })
})

test('What a killed copying left is removed after a day, and nothing else', () => {
  const old = partialPath(join(folder, 'a.db'), '0123456789ab')
  const young = partialPath(join(folder, 'b.db'), '0123456789ab')
  const other = join(folder, '.a.partial-mine')
  for (const path of [old, young, other]) writeFileSync(path, '')
  const yesterday = new Date(Date.now() - 25 * 3_600_000)
  for (const path of [old, other]) utimesSync(path, yesterday, yesterday)
  removeOldPartials(folder, new Date())
  expect([old, young, other].map((path) => existsSync(path))).toEqual([false, true, true])
})
