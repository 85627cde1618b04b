// @vitest-environment node
import { Database } from 'bun:sqlite'
import { copyFileSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { compareDatabases } from './losses'

let folder: string
let present: string
let backup: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'capsule-losses-'))
  present = join(folder, 'present.db')
  backup = join(folder, 'backup.db')
  change(`
    CREATE TABLE settings (key TEXT PRIMARY KEY NOT NULL, value TEXT);
    INSERT INTO settings VALUES ('a', '1'), ('b', '2');
    CREATE TABLE tags (note INTEGER, tag TEXT, PRIMARY KEY (note, tag));
    INSERT INTO tags VALUES (1, 'red'), (2, 'red');
    CREATE TABLE plain (text TEXT);
    INSERT INTO plain VALUES ('one'), ('two');
    CREATE TABLE packed (key TEXT PRIMARY KEY, value TEXT) WITHOUT ROWID;
    INSERT INTO packed VALUES ('a', '1'), ('b', '2');
    CREATE TABLE notes (seq INTEGER PRIMARY KEY, text TEXT, updated_at INTEGER);
    INSERT INTO notes VALUES (1, 'x', 10), (2, 'y', 10);
    CREATE TABLE session (id TEXT PRIMARY KEY);
  `)
  copyFileSync(present, backup)
})
afterEach(() => rmSync(folder, { recursive: true }))

function change(sql: string, path = present) {
  const sqlite = new Database(path)
  sqlite.run(sql)
  sqlite.close()
}

const losses = (patience?: number) =>
  compareDatabases(present, backup, patience).map(({ table, missing, changed }) => [table, missing, changed])

it('finds nothing between equal files, and nothing in what only the backup has', () => {
  expect(losses()).toEqual([])
  change(
    "INSERT INTO notes VALUES (3, 'z', 20); CREATE TABLE more (id TEXT); UPDATE notes SET text = 'X', updated_at = 20 WHERE seq = 1",
    backup,
  )
  expect(losses()).toEqual([])
})

it.each([
  ["INSERT INTO settings VALUES ('c', '3')", ['settings', 1, 0]],
  ["UPDATE settings SET value = NULL WHERE key = 'a'", ['settings', 0, 1]],
  ["INSERT INTO tags VALUES (1, 'blue')", ['tags', 1, 0]],
  ["INSERT INTO plain VALUES ('three')", ['plain', 1, 0]],
  ["UPDATE plain SET text = 'TWO' WHERE text = 'two'", ['plain', 0, 1]],
  ["INSERT INTO packed VALUES ('c', '3')", ['packed', 1, 0]],
  ["UPDATE packed SET value = '9'", ['packed', 0, 2]],
  ["INSERT INTO notes VALUES (3, 'z', 20)", ['notes', 1, 0]],
  ["UPDATE notes SET text = 'Y', updated_at = 20 WHERE seq = 2", ['notes', 0, 1]],
  ["CREATE TABLE codes (code TEXT); INSERT INTO codes VALUES ('k')", ['codes', 1, 0]],
])('counts what would be lost: %s', (sql, loss) => {
  change(sql)
  expect(losses()).toEqual([loss])
})

it('says of a session that is gone nothing', () => {
  change("INSERT INTO session VALUES ('s')")
  expect(losses()).toEqual([])
})

it('compares all rows of a table piece by piece', () => {
  change(
    'WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 4500) INSERT INTO plain SELECT i FROM n',
  )
  expect(compareDatabases(present, backup)).toEqual([
    { table: 'plain', missing: 4500, changed: 0, compared: 4502, rows: 4502 },
  ])
})

it('looks at the newest rows first when there is no time for all, and says how many those were', () => {
  change(
    'WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 4500) INSERT INTO plain SELECT i FROM n',
  )
  const [plain] = compareDatabases(present, backup, 0).filter(({ table }) => table === 'plain')
  expect(plain).toEqual({ table: 'plain', missing: 1000, changed: 0, compared: 1000, rows: 4502 })
})
