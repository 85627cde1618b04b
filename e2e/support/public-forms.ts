import { Database } from 'bun:sqlite'
import { join } from 'node:path'
import { z } from 'zod'
import { features, identity } from '@/app'
import { createForm } from '@/features/forms/forms.server'
import { CreateForm } from '@/features/forms/forms.schema'
import { publishForm } from '@/features/forms/publication.server'
import { readConfig } from '@/lib/server/config'
import { closeDatabase, openDatabase } from '@/lib/server/db'
import { setInstance } from '@/lib/server/instance'
import { migrate, readMigrations } from '@/lib/server/migrate'
import { useDatabase } from '@/lib/server/start'
import { buildMember } from '@/test/instance'
import { giveAway, makeFolder } from './binary'

/** A folder with a file in which these forms can be answered: made by the services that the binary has. */
export async function publishForms(forms: z.input<typeof CreateForm>[]): Promise<string> {
  const folder = makeFolder()
  const path = join(folder, 'capsule.db')
  const client = openDatabase(path, identity.applicationId)
  migrate(client, readMigrations('migrations'))
  useDatabase(client, { identity, features }, readConfig(identity, { HOST: '127.0.0.1', PORT: '4321' }))
  const owner = buildMember('owner')
  for (const form of forms) await publishForm(owner, (await createForm(owner, CreateForm.parse(form))).id)
  setInstance(undefined)
  closeDatabase(client)
  giveAway(path)
  return folder
}

const Row = z.object({
  answers: z.string().transform((json): unknown => JSON.parse(json)),
  reason: z.string().nullable(),
})

/** What was taken of a form, the oldest first. */
export function responsesOf(folder: string, slug: string): z.output<typeof Row>[] {
  const sqlite = new Database(join(folder, 'capsule.db'), { readonly: true })
  try {
    const rows = sqlite
      .query(
        `SELECT answers, quarantine_reason AS reason FROM responses
         WHERE form_seq = (SELECT seq FROM forms WHERE slug = ?) ORDER BY seq`,
      )
      .all(slug)
    return z.array(Row).parse(rows)
  } finally {
    sqlite.close()
  }
}

/** What was counted of a form, over all days. */
export function visitsOf(folder: string, slug: string): Record<string, number> {
  const sqlite = new Database(join(folder, 'capsule.db'), { readonly: true })
  try {
    const rows = sqlite
      .query(
        `SELECT counter, sum(count) AS count FROM form_days
         WHERE form_seq = (SELECT seq FROM forms WHERE slug = ?) GROUP BY counter`,
      )
      .all(slug)
    const counts = z.array(z.object({ counter: z.string(), count: z.number() })).parse(rows)
    return Object.fromEntries(counts.map(({ counter, count }) => [counter, count]))
  } finally {
    sqlite.close()
  }
}
