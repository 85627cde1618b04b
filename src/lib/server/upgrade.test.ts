// @vitest-environment node
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { identity } from '@/app'
import { openDatabase, type DatabaseClient } from './db'
import { readDatabase } from './db-read'
import type { Migration } from './migrate'
import { upgrade } from './upgrade'

const migration = (place: number, sql = `CREATE TABLE t${place} (id INTEGER PRIMARY KEY)`): Migration => ({
  name: `000${place}_step`,
  sql,
})
const steps = (amount: number) => Array.from({ length: amount }, (_, place) => migration(place))

let folder: string
let path: string
let client: DatabaseClient
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'capsule-upgrade-'))
  path = join(folder, 'capsule.db')
  client = openDatabase(path, identity.applicationId)
})
afterEach(() => {
  client.$client.close()
  rmSync(folder, { recursive: true })
})

const run = (migrations: Migration[]) => upgrade({ client, path, identity, migrations })
const copies = () => readdirSync(folder).filter((name) => name.includes('-before-'))
const tablesOf = (file: string) =>
  readDatabase(file, (sqlite) =>
    sqlite
      .query<{ name: string }, []>("SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name")
      .all()
      .map(({ name }) => name),
  )

describe('upgrade', () => {
  it('leaves data and schema as they were when a migration fails, with a sentence, a code and the copy', () => {
    run(steps(1))
    client.$client.run('INSERT INTO t0 VALUES (1)')
    const broken = migration(2, 'CREATE TABLE t2 (id INTEGER); INSERT INTO nowhere VALUES (1)')
    const fail = () => run([...steps(2), broken])
    expect(fail).toThrow(
      /0002_step failed, and all of this upgrade was undone: no such table: nowhere\. .* A copy of it is .*before-0001\./,
    )
    expect(fail).toThrow(expect.objectContaining({ exitCode: 70 }))
    expect(tablesOf(path)).toEqual(['migrations', 't0'])
    expect(client.$client.query('SELECT id FROM t0').all()).toEqual([{ id: 1 }])
    expect(copies()).toEqual(['capsule.db-before-0001'])
  })

  it('changes nothing when the copy cannot be made, and leaves no part of one', () => {
    run(steps(1))
    client.$client.run('CREATE TABLE child (id INTEGER REFERENCES t0 (id))')
    client.$client.run('PRAGMA foreign_keys = OFF')
    client.$client.run('INSERT INTO child VALUES (7)')
    const fail = () => run(steps(2))
    expect(fail).toThrow(
      /copy that is kept before an upgrade could not be made \(a row of child points to nothing\)/,
    )
    expect(fail).toThrow(expect.objectContaining({ exitCode: 73 }))
    expect(tablesOf(path)).toEqual(['child', 'migrations', 't0'])
    expect(copies()).toEqual([])
  })

  it('names the copy to go back to when the file is newer', () => {
    run(steps(1))
    run(steps(2))
    run(steps(4))
    const sentence = (migrations: Migration[]) => () => run(migrations)
    expect(sentence(steps(2))).toThrow(
      /newer version \(0002_step\)\. .*restore .*capsule\.db-before-0002\. Nothing/,
    )
    expect(sentence(steps(1))).toThrow(/restore .*capsule\.db-before-0001\. Nothing/)
    rmSync(`${path}-before-0002`)
    expect(sentence(steps(3))).toThrow(/restore .*capsule\.db-before-0001\. Nothing/)
    rmSync(`${path}-before-0001`)
    expect(sentence(steps(2))).toThrow(/restore a backup that was made by this one/)
    expect(sentence(steps(2))).toThrow(expect.objectContaining({ exitCode: 65 }))
  })

  it('copies a file that held data before it, and a new one not', () => {
    expect(run(steps(1))).toEqual(['0000_step'])
    expect(copies()).toEqual([])
    client.$client.run('INSERT INTO t0 VALUES (1), (2)')
    expect(run(steps(3))).toEqual(['0001_step', '0002_step'])
    expect(run(steps(3))).toEqual([])
    expect(copies()).toEqual(['capsule.db-before-0001'])
    expect(tablesOf(`${path}-before-0001`)).toEqual(['migrations', 't0'])
    expect(readDatabase(`${path}-before-0001`, (copy) => copy.query('SELECT id FROM t0').all())).toHaveLength(
      2,
    )
  })

  it('keeps three copies of its own, and no file of another name is touched', () => {
    const others = ['capsule.db-before-lunch', 'other.db-before-0001', 'capsule.db-before-0001.txt']
    for (const name of others) writeFileSync(join(folder, name), 'mine')
    for (let amount = 1; amount <= 6; amount += 1) run(steps(amount))
    expect(copies().toSorted()).toEqual(
      [...others, ...[3, 4, 5].map((place) => `capsule.db-before-000${place}`)].toSorted(),
    )
  })
})
