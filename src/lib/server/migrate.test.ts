import { describe, expect, it, beforeEach } from 'vitest'
import { openDatabase, type DatabaseClient } from './db'
import { migrate, readMigrations, type Migration } from './migrate'

const first: Migration = {
  name: '0000_create_a',
  sql: 'CREATE TABLE a (id INTEGER PRIMARY KEY); INSERT INTO a VALUES (1);',
}
const second: Migration = {
  name: '0001_create_b',
  sql: 'CREATE TABLE b (a_id INTEGER REFERENCES a(id) ON DELETE CASCADE);--> statement-breakpoint\nINSERT INTO b VALUES (1);',
}

let client: DatabaseClient

beforeEach(() => {
  client = openDatabase(':memory:', 1)
})

const tables = () =>
  client.$client
    .query<{ name: string }, []>("SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name")
    .all()
    .map(({ name }) => name)
const rows = (table: string) => client.$client.query(`SELECT * FROM ${table}`).all()

describe('migrate', () => {
  it.each([
    ['a changed migration', [{ ...first, sql: `${first.sql} ` }, second], /0000_create_a differs/],
    ['a migration that this version does not know', [second], /knows no migration 0000_create_a\. Start/],
    [
      'a database without a migration between others',
      [first, { name: '0000_create_between', sql: '' }, second],
      /migration 0000_create_between is missing in it\. Start/,
    ],
    ['a database that is newer than the binary', [first], /written by a newer version \(0001_create_b\)/],
    ['a renamed migration', [first, { ...second, name: '0001_make_b' }], /knows no migration 0001_create_b/],
  ])('refuses %s and touches nothing', (_name, migrations, sentence) => {
    migrate(client, [first, second])
    const third = { name: '0002_create_c', sql: 'CREATE TABLE c (id INTEGER)' }
    const isNewer = migrations.length === 1 && migrations[0] === first
    expect(() => migrate(client, isNewer ? migrations : [...migrations, third])).toThrow(sentence)
    expect(tables()).toEqual(['a', 'b', 'migrations'])
  })

  it('applies what is pending, in order and once, and records it', () => {
    expect(migrate(client, [first])).toEqual(['0000_create_a'])
    expect(migrate(client, [first, second])).toEqual(['0001_create_b'])
    expect(migrate(client, [first, second])).toEqual([])
    expect(rows('migrations')).toMatchObject([{ name: '0000_create_a' }, { name: '0001_create_b' }])
  })

  it('undoes all of an upgrade when one migration of it fails half-way, and says what to do', () => {
    migrate(client, [first])
    const broken = { name: '0002_break', sql: 'CREATE TABLE c (id INTEGER); INSERT INTO nowhere VALUES (1);' }
    expect(() => migrate(client, [first, second, broken])).toThrow(
      /0002_break failed, and all of this upgrade was undone: no such table: nowhere\. .*start the version/,
    )
    expect(tables()).toEqual(['a', 'migrations'])
    expect(migrate(client, [first, second])).toEqual(['0001_create_b'])
  })

  it.each([
    [
      'a schema that is not as a new file has it',
      () =>
        client.$client.run('CREATE TABLE b (something_else INTEGER); DROP TABLE a; CREATE TABLE a (id TEXT)'),
      { name: '0001_create_c', sql: 'CREATE TABLE c (id INTEGER)' },
      /table a is not as this version has it/,
    ],
    [
      'a trigger that names what is gone',
      () => undefined,
      {
        name: '0001_add_trigger',
        sql: 'CREATE TRIGGER t AFTER DELETE ON a BEGIN INSERT INTO gone VALUES (old.id); END;',
      },
      /no such table: main\.gone/,
    ],
  ])('keeps nothing of an upgrade that leaves %s', (_name, arrange, migration, sentence) => {
    migrate(client, [first])
    arrange()
    const before = tables()
    expect(() => migrate(client, [first, migration])).toThrow(sentence)
    expect(tables()).toEqual(before)
    expect(client.$client.query('SELECT name FROM migrations').all()).toEqual([{ name: first.name }])
  })

  it('keeps the children of a table that is rebuilt', () => {
    migrate(client, [first, second])
    const rebuild = {
      name: '0002_rebuild_a',
      sql: 'CREATE TABLE new_a (id INTEGER PRIMARY KEY, name TEXT); INSERT INTO new_a (id) SELECT id FROM a; DROP TABLE a; ALTER TABLE new_a RENAME TO a;',
    }
    migrate(client, [first, second, rebuild])
    expect(rows('b')).toEqual([{ a_id: 1 }])
    expect(client.$client.query('PRAGMA foreign_keys').get()).toEqual({ foreign_keys: 1 })
  })

  it('refuses a migration after which a row points to nothing', () => {
    migrate(client, [first, second])
    const orphan = { name: '0002_orphan', sql: 'DELETE FROM a' }
    expect(() => migrate(client, [first, second, orphan])).toThrow(/a row of b points to nothing/)
    expect(rows('a')).toEqual([{ id: 1 }])
  })

  it('takes the project’s own migrations, whose names are in order', () => {
    const own = readMigrations('migrations')
    expect(own.map(({ name }) => Number(name.slice(0, 4)))).toEqual(own.map((_, place) => place))
    expect(migrate(client, own)).toHaveLength(own.length)
    expect(
      migrate(
        client,
        own.map((each) => ({ ...each, sql: each.sql.replaceAll('\n', '\r\n') })),
      ),
    ).toEqual([])
  })
})
