import { eq, sql } from 'drizzle-orm'
import type { Actor, Member } from '@/lib/actor'
import { prepared, type DatabaseClient } from '@/lib/server/db'
import { AppError } from '@/lib/server/errors'
import { user } from '@/lib/server/schema/accounts'
import { forms, formVersions } from '@/lib/server/schema/forms'
import { asMemberOf } from '@/lib/server/workspaces'
import { Definition } from './definition/definition.schema'
import { canEditForm } from './forms.policy'
import { MANY_NEW, seenByAll } from './new-responses.server'
import { FormSettings, type Form, type FormItem } from './forms.schema'
import * as faults from './words/faults'

/** Beyond this a list says only that there are many. */
const MANY = 1000

export const itemColumns = {
  seq: forms.seq,
  id: forms.id,
  workspaceId: forms.workspaceId,
  slug: forms.slug,
  title: forms.title,
  sortTitle: sql<string>`lower(${forms.title})`,
  state: forms.state,
  authorId: forms.authorId,
  authorName: user.name,
  version: forms.version,
  publishedVersion: forms.publishedVersion,
  createdAt: forms.createdAt,
  updatedAt: forms.updatedAt,
  trashedAt: forms.trashedAt,
  responses: sql<number>`(SELECT count(*) FROM (SELECT 1 FROM responses WHERE form_seq = ${forms.seq}
    AND quarantined_at IS NULL AND status <> 'spam' LIMIT ${sql.raw(String(MANY))}))`,
  newResponses: sql<number>`(SELECT count(*) FROM (SELECT 1 FROM responses WHERE form_seq = ${forms.seq}
    AND quarantined_at IS NULL AND status = 'new' LIMIT ${sql.raw(String(MANY_NEW))}))`,
  lastResponseAt: sql<number | null>`(SELECT max(submitted_at) FROM responses WHERE form_seq = ${forms.seq}
    AND quarantined_at IS NULL AND status <> 'spam')`,
  isForAll: sql<number>`${seenByAll}`,
}

/** A query for rows that `toItem` understands, still without its conditions. */
export function selectItems(db: DatabaseClient) {
  return db.select(itemColumns).from(forms).leftJoin(user, eq(user.id, forms.authorId))
}

export type ItemRow = ReturnType<ReturnType<typeof selectItems>['all']>[number]

const selectForm = prepared((db) =>
  db
    .select({
      ...itemColumns,
      draft: forms.draft,
      draftVersion: forms.draftVersion,
      settings: forms.settings,
      published: formVersions.definition,
    })
    .from(forms)
    .leftJoin(user, eq(user.id, forms.authorId))
    .leftJoin(
      formVersions,
      sql`${formVersions.formSeq} = ${forms.seq} AND ${formVersions.number} = ${forms.publishedVersion}`,
    )
    .where(eq(forms.id, sql.placeholder('id')))
    .prepare(),
)

export type FormRow = ItemRow & {
  draft: string
  draftVersion: number
  settings: string
  published: string | null
}

/** A form, and the actor as a member of its workspace, whichever is active. Throws `not_found`. */
export function loadForm(actor: Actor, id: string): { row: FormRow; reader: Member } {
  const row = selectForm().get({ id })
  const reader = row && asMemberOf(actor, row.workspaceId)
  if (!row || !reader) throw new AppError('not_found')
  return { row, reader }
}

/** The same, for whoever wants to change it. Throws `forbidden` for a viewer. */
export function loadEditable(actor: Actor, id: string): { row: FormRow; reader: Member } {
  const loaded = loadForm(actor, id)
  if (!canEditForm(loaded.reader)) throw new AppError('forbidden', faults.viewersChangeNone)
  return loaded
}

export function assertNotTrashed(row: FormRow): void {
  if (row.trashedAt) throw new AppError('conflict', faults.inTrash)
}

export function toItem(row: ItemRow): FormItem {
  return {
    id: row.id,
    slug: row.slug,
    title: row.title,
    state: row.state,
    author: row.authorId === null ? null : { id: row.authorId, name: row.authorName ?? '' },
    version: row.version,
    publishedVersion: row.publishedVersion,
    responses: row.responses,
    newResponses: row.newResponses,
    lastResponseAt: row.lastResponseAt === null ? null : new Date(row.lastResponseAt).toISOString(),
    createdAt: row.createdAt.toISOString(),
    updatedAt: row.updatedAt.toISOString(),
    trashedAt: row.trashedAt?.toISOString() ?? null,
  }
}

export function toForm(row: FormRow): Form {
  return {
    ...toItem(row),
    draft: Definition.parse(JSON.parse(row.draft)),
    draftVersion: row.draftVersion,
    hasChanges: row.published !== row.draft,
    settings: readSettings(row.settings),
  }
}

export function readSettings(json: string): FormSettings {
  return FormSettings.parse(JSON.parse(json))
}
