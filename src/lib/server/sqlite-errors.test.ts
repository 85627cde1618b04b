// @vitest-environment node
import { Database } from 'bun:sqlite'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { endpoint } from '@/lib/server/http'
import { configureLog } from '@/lib/server/log'
import { useInstance } from '@/test/instance'
import { send } from '@/test/request'
import { fromSqlite } from './sqlite-errors'

configureLog({ level: 'error', format: 'text' })
useInstance()

let folder: string
let path: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'capsule-sqlite-'))
  path = join(folder, 'a.db')
  open((sqlite) => sqlite.run('CREATE TABLE secrets (name TEXT PRIMARY KEY, size INTEGER CHECK (size > 0))'))
})
afterEach(() => rmSync(folder, { recursive: true }))

/** Does something to a real file, and closes it whatever comes of it. */
function open(
  work: (sqlite: Database) => void,
  options: ConstructorParameters<typeof Database>[1] = {},
): void {
  const sqlite = new Database(
    path,
    Object.keys(options).length > 0 ? options : { create: true, readwrite: true },
  )
  try {
    work(sqlite)
  } finally {
    sqlite.close()
  }
}

const insert = "INSERT INTO secrets VALUES ('ada', 1)"
const failures: Record<string, () => void> = {
  'a full disk': () =>
    open((sqlite) => {
      sqlite.run('PRAGMA max_page_count = 3')
      sqlite.run('INSERT INTO secrets VALUES (hex(zeroblob(100000)), 1)')
    }),
  'a file that is only read': () => open((sqlite) => sqlite.run(insert), { readonly: true }),
  'another writer': () =>
    open((one) => {
      one.run('BEGIN IMMEDIATE')
      open((other) => other.run(insert))
    }),
  'a name twice': () => open((sqlite) => [insert, insert].forEach((sql) => sqlite.run(sql))),
  'a value that is not allowed': () => open((sqlite) => sqlite.run("INSERT INTO secrets VALUES ('ada', 0)")),
}

const statuses: Record<string, number> = {
  'a full disk': 503,
  'a file that is only read': 503,
  'another writer': 503,
  'a name twice': 409,
  'a value that is not allowed': 409,
}

describe.each(Object.entries(failures))('%s', (name, fail) => {
  it('is answered with its status and a sentence that names no table', async () => {
    const route = { GET: endpoint({ access: 'public' }, fail) }
    const { status, body, headers } = await send(route, 'GET', '/api/x')

    expect(status).toBe(statuses[name])
    expect(body).toMatchObject({ error: expect.stringMatching(/^[A-Z].+\.$/) as unknown })
    expect(JSON.stringify(body)).not.toMatch(/secrets|SQLITE|size/)
    expect(headers.has('retry-after')).toBe(status === 503)
  })
})

it('any other failure is none of SQLite’s', () => {
  expect(fromSqlite(new Error('no'))).toBeNull()
  expect(fromSqlite('no')).toBeNull()
})
