// @vitest-environment node
import { expect, test } from 'vitest'
import { identity } from '@/app'
import { openDatabase } from './db'
import { migrate, readMigrations } from './migrate'

test('what was written down before the values moved goes on to be told', () => {
  const client = openDatabase(':memory:', identity.applicationId)
  const migrations = readMigrations('migrations')
  const place = migrations.findIndex(({ name }) => name.endsWith('create_audit_values'))
  migrate(client, migrations.slice(0, place))
  const { $client: sqlite } = client
  sqlite.run(
    "INSERT INTO user (id, name, email, created_at, updated_at) VALUES ('a', 'Ada', 'ada@example.org', 0, 0)",
  )
  sqlite.run(
    `INSERT INTO audit (id, at, action, actor_id, subject_id, details) VALUES ('1', 7, 'account.banned', 'a', 'gone', '{"reason":"spam"}')`,
  )
  migrate(client, migrations)

  expect(sqlite.query('SELECT * FROM audit JOIN audit_values ON audit_id = id').get()).toMatchObject({
    id: '1',
    at: 7,
    source: 'web',
    actor_id: 'a',
    actor: 'Ada',
    subject: null,
    address: null,
    details: '{"reason":"spam"}',
  })
  client.$client.close()
})
