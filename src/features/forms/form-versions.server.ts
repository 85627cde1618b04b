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

const selectNumbers = prepared((db) =>
  db
    .select({ number: formVersions.number })
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

/** All published definitions of a form, the newest first. */
export function listDefinitions(form: FormKey): Definition[] {
  return selectNumbers()
    .all({ seq: form.seq })
    .flatMap(({ number }) => findDefinition(form, number) ?? [])
}
