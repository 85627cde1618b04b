import { features, identity } from '@/app'
import { CreateForm } from '@/features/forms/forms.schema'
import { createForm } from '@/features/forms/forms.server'
import { publishForm } from '@/features/forms/publication.server'
import type { Member } from '@/lib/actor'
import { readConfig } from '@/lib/server/config'
import { closeDatabase, database, openDatabase } from '@/lib/server/db'
import { setInstance } from '@/lib/server/instance'
import { migrate, readMigrations } from '@/lib/server/migrate'
import { useDatabase } from '@/lib/server/start'
import { buildMember } from '@/test/instance'
import { partyFields } from '@/test/responses'

/** A migrated file with a workspace, as the running instance of this process. */
export function openBench(path: string): { actor: Member; close: () => void } {
  const client = openDatabase(path, identity.applicationId)
  migrate(client, readMigrations('migrations'))
  useDatabase(client, { identity, features }, readConfig(identity, { PUBLIC_URL: 'https://bench.example' }))
  const close = () => {
    setInstance(undefined)
    closeDatabase(client)
  }
  return { actor: buildMember('owner'), close }
}

/** A form with so many responses, of which every hundredth is spam and every hundredth waits in quarantine. */
export async function fillForm(actor: Member, rows: number): Promise<{ id: string }> {
  const input = CreateForm.parse({ title: 'Summer party', definition: { fields: partyFields } })
  const form = await createForm(actor, input)
  await publishForm(actor, form.id)
  const sqlite = database().$client
  sqlite.run('PRAGMA synchronous = OFF')
  sqlite.run(
    `INSERT INTO responses (id, form_seq, version_number, status, quarantined_at, answers, search_text, idempotency_key,
      submitted_at, updated_at)
    WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ${rows})
    SELECT printf('00000000-0000-7000-8000-%012d', i), f.seq, 1,
      CASE WHEN i % 100 = 0 THEN 'spam' WHEN i % 3 = 0 THEN 'done' ELSE 'new' END,
      CASE WHEN i % 100 = 1 THEN 1767225600000 + i END,
      json_object('name', 'Guest ' || i, 'email', 'guest' || i || '@example.org', 'age', i % 90,
        'dish', CASE i % 3 WHEN 0 THEN 'soup' ELSE 'cake' END, 'days', json_array('sat'), 'again', i % 11),
      'Guest ' || i || char(10) || 'guest' || i || '@example.org' || CASE i % 1000 WHEN 0 THEN ' garden' ELSE '' END, i,
      1767225600000 + i * 1000, 1767225600000 + i * 1000
    FROM n JOIN forms f ON f.id = '${form.id}'`,
  )
  sqlite.run('PRAGMA synchronous = FULL')
  sqlite.run('PRAGMA optimize = 0x10002')
  return form
}
