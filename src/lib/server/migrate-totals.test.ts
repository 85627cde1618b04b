// @vitest-environment node
import type { Database } from 'bun:sqlite'
import { readFileSync } from 'node:fs'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { identity } from '@/app'
import { openDatabase, type DatabaseClient } from './db'
import { migrate, readMigrations } from './migrate'

const migrations = readMigrations('migrations')
const place = migrations.findIndex(({ name }) => name.endsWith('create_workspace_totals'))

let client: DatabaseClient
let sqlite: Database

beforeEach(() => {
  client = openDatabase(':memory:', identity.applicationId)
  migrate(client, migrations.slice(0, place))
  sqlite = client.$client
  for (const id of ['a', 'b']) {
    sqlite.run('INSERT INTO organization (id, name, slug, created_at) VALUES (?, ?, ?, 10)', [id, id, id])
    sqlite.run('INSERT INTO user (id, name, email, created_at, updated_at) VALUES (?, ?, ?, 0, 0)', [
      id,
      id,
      id,
    ])
    fill(id)
  }
})

afterEach(() => client.$client.close())

let number = 0

/** A member, two notes, and a form with a picture and two responses, one of them with two files. */
function fill(workspace: string): void {
  const id = () => String((number += 1))
  sqlite.run(
    "INSERT OR IGNORE INTO member (id, organization_id, user_id, role, created_at) VALUES (?, ?, ?, 'owner', 0)",
    [id(), workspace, workspace],
  )
  for (const at of [20, 30])
    sqlite.run(
      `INSERT INTO notes (id, workspace_id, visibility, title, sort_title, excerpt, body, created_at, updated_at)
        VALUES (?, ?, 'workspace', '', '', '', '', 0, ?)`,
      [id(), workspace, at],
    )
  const form = insert(
    `INSERT INTO forms (id, workspace_id, slug, title, draft, settings, created_at, updated_at)
      VALUES (?, ?, ?, '', '{}', '{}', 0, 25) RETURNING seq`,
    [id(), workspace, id()],
  )
  sqlite.run(
    `INSERT INTO form_pictures (id, form_seq, name, type, bytes, width, height, hash, created_at)
      VALUES (?, ?, '', 'image/png', 1000, 1, 1, '', 0)`,
    [id(), form],
  )
  sqlite.run(
    "INSERT INTO form_versions (form_seq, number, definition, published_at) VALUES (?, 1, '{}', 0)",
    [form],
  )
  const [response] = [40, 50].map((at) =>
    insert(
      `INSERT INTO responses (id, form_seq, version_number, answers, idempotency_key, submitted_at, updated_at)
        VALUES (?, ?, 1, '{}', ?, 0, ?) RETURNING seq`,
      [id(), form, id(), at],
    ),
  )
  sqlite.run("INSERT INTO response_files (id, response_seq, name, type, bytes) VALUES (?, ?, '', '', 7)", [
    id(),
    response ?? null,
  ])
  const held = id()
  sqlite.run("INSERT INTO response_files (id, held_since, name, type, bytes) VALUES (?, 1, '', '', 30)", [
    held,
  ])
  sqlite.run('UPDATE response_files SET response_seq = ?, held_since = NULL WHERE id = ?', [
    response ?? null,
    held,
  ])
}

function insert(text: string, values: (string | number)[]): number {
  return sqlite.query<{ seq: number }, (string | number)[]>(text).get(...values)?.seq ?? 0
}

const totals = () => sqlite.query('SELECT * FROM workspace_totals ORDER BY workspace_id').all()

/** What the migration counts in a file that held data. */
function counted(): unknown[] {
  const [, query = ''] =
    /active_at\)\n(SELECT id,[^;]+FROM organization);/.exec(
      readFileSync(`migrations/${migrations[place]?.name}.sql`, 'utf8'),
    ) ?? []
  return sqlite.query(`${query} ORDER BY id`).values()
}

const kept = () => sqlite.query('SELECT * FROM workspace_totals ORDER BY workspace_id').values()
const withoutTime = (rows: unknown[]) => rows.map((row) => (Array.isArray(row) ? row.slice(0, -1) : row))

test('what a workspace held before is counted', () => {
  migrate(client, migrations)
  const one = { members: 1, notes: 2, forms: 1, responses: 2, bytes: 1037, active_at: 50 }
  expect(totals()).toEqual([
    { workspace_id: 'a', ...one },
    { workspace_id: 'b', ...one },
  ])
})

test('whatever is added, changed or deleted, the totals are what is there', () => {
  migrate(client, migrations)
  fill('a')
  fill('b')
  expect(kept()).toEqual(counted())
  expect(totals()).toMatchObject([{ members: 1, notes: 4, responses: 4, bytes: 2074 }, {}])
  for (const change of [
    'UPDATE notes SET updated_at = 60 WHERE seq = 1',
    'UPDATE forms SET updated_at = 70 WHERE seq = 2',
    'UPDATE responses SET updated_at = 80 WHERE seq = 5',
    'UPDATE responses SET updated_at = 45 WHERE seq = 4',
    "INSERT INTO response_files (id, held_since, name, type, bytes) VALUES ('held', 1, '', '', 30)",
    "DELETE FROM response_files WHERE id = 'held'",
  ]) {
    sqlite.run(change)
    expect([change, kept()]).toEqual([change, counted()])
  }
  for (const change of [
    'DELETE FROM response_files WHERE bytes = 7 AND response_seq = 1',
    'DELETE FROM responses WHERE seq = 1',
    'DELETE FROM form_pictures WHERE form_seq = 2',
    'DELETE FROM notes WHERE seq IN (1, 2)',
    'DELETE FROM forms WHERE seq IN (1, 3)',
    "DELETE FROM organization WHERE id = 'b'",
  ]) {
    sqlite.run(change)
    expect([change, withoutTime(kept())]).toEqual([change, withoutTime(counted())])
  }
  expect(totals()).toMatchObject([{ workspace_id: 'a', forms: 0, responses: 0, bytes: 0 }])
})
