import { and, desc, eq, sql } from 'drizzle-orm'
import { LRUCache } from 'lru-cache'
import { prepared } from '@/lib/server/db'
import { formVersions } from '@/lib/server/schema/forms'
import { Definition } from './definition/definition.schema'

/** What is never changed is parsed once. */
const parsed = new LRUCache<string, Definition>({ max: 500 })

const selectVersion = prepared((db) =>
  db
    .select({ definition: formVersions.definition })
    .from(formVersions)
    .where(
      and(
        eq(formVersions.formSeq, sql.placeholder('seq')),
        eq(formVersions.number, sql.placeholder('number')),
      ),
    )
    .prepare(),
)

const selectVersions = prepared((db) =>
  db
    .select({ number: formVersions.number, publishedAt: formVersions.publishedAt })
    .from(formVersions)
    .where(eq(formVersions.formSeq, sql.placeholder('seq')))
    .orderBy(desc(formVersions.number))
    .prepare(),
)

type FormKey = { seq: number; id: string }

/** A published definition; null for a number that was never published. */
export function findDefinition({ seq, id }: FormKey, number: number): Definition | null {
  const key = `${id}:${number}`
  const known = parsed.get(key)
  if (known) return known
  const row = selectVersion().get({ seq, number })
  if (!row) return null
  const definition = Definition.parse(JSON.parse(row.definition))
  parsed.set(key, definition)
  return definition
}

/** A published definition under its number. `publishedAt` is ISO 8601 UTC. */
export type FormVersion = { number: number; publishedAt: string; definition: Definition }

/** All published versions of a form, the newest first. */
export function listVersions(form: FormKey): FormVersion[] {
  return selectVersions()
    .all({ seq: form.seq })
    .flatMap(({ number, publishedAt }) => {
      const definition = findDefinition(form, number)
      return definition ? [{ number, publishedAt: publishedAt.toISOString(), definition }] : []
    })
}

/** All published definitions of a form, the newest first. */
export function listDefinitions(form: FormKey): Definition[] {
  return listVersions(form).map(({ definition }) => definition)
}
