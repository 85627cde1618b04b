import { eq, sql } from 'drizzle-orm'
import { LRUCache } from 'lru-cache'
import { prepared } from '@/lib/server/db'
import { forms } from '@/lib/server/schema/forms'
import type { Definition } from './definition/definition.schema'
import { readSettings } from './form-rows.server'
import { findDefinition } from './form-versions.server'
import type { FormSettings } from './forms.schema'

/** A form as visitors meet it: the version that they answer, open or closed. */
export type PublicForm = {
  seq: number
  id: string
  slug: string
  title: string
  workspaceId: string
  isOpen: boolean
  number: number
  definition: Definition
  settings: FormSettings
}

/** Null for an address that leads nowhere, and for a form that was never published or is in the trash. */
export function findPublicForm(slug: string): PublicForm | null {
  const row = selectPublic().get({ slug })
  if (!row || row.number === null || row.trashedAt) return null
  const definition = findDefinition(row, row.number)
  if (!definition) return null
  const { seq, id, title, workspaceId, state, number } = row
  return {
    seq,
    id,
    slug,
    title,
    workspaceId,
    isOpen: state === 'open',
    number,
    definition,
    settings: settingsOf(row.settings),
  }
}

/** The same text is parsed once: every visitor asks for it. */
const parsed = new LRUCache<string, FormSettings>({ max: 500 })

function settingsOf(json: string): FormSettings {
  const settings = parsed.get(json) ?? readSettings(json)
  parsed.set(json, settings)
  return settings
}

const selectPublic = prepared((db) =>
  db
    .select({
      seq: forms.seq,
      id: forms.id,
      title: forms.title,
      workspaceId: forms.workspaceId,
      state: forms.state,
      number: forms.publishedVersion,
      settings: forms.settings,
      trashedAt: forms.trashedAt,
    })
    .from(forms)
    .where(eq(forms.slug, sql.placeholder('slug')))
    .prepare(),
)
