import { eq } from 'drizzle-orm'
import type { Actor } from '@/lib/actor'
import { transaction } from '@/lib/server/db'
import { AppError } from '@/lib/server/errors'
import { forms, formVersions } from '@/lib/server/schema/forms'
import { listChanges, type Change } from './definition/changes'
import { Definition } from './definition/definition.schema'
import { isQuestion } from './definition/is-question'
import { assertNotTrashed, loadEditable, loadForm, toForm } from './form-rows.server'
import { findDefinition, listDefinitions, listVersions, type FormVersion } from './form-versions.server'
import { auditForm, getForm } from './forms.server'
import type { Form } from './forms.schema'
import * as faults from './words/faults'

/**
 * Lets visitors answer the draft as it is: freezes it as the next version, unless it is the last one, and opens the form. Throws
 * `not_found`, `forbidden`, `conflict` for a form in the trash or one that asks nothing, and `stale` when the draft is not the one
 * that was read (`draftVersion`), where that is said.
 */
export async function publishForm(
  actor: Actor,
  id: string,
  now = new Date(),
  draftVersion?: number,
): Promise<Form> {
  transaction((tx) => {
    const { row, reader } = loadEditable(actor, id)
    assertNotTrashed(row)
    if (draftVersion !== undefined && draftVersion !== row.draftVersion)
      throw new AppError('stale', undefined, { current: toForm(row) })
    if (!Definition.parse(JSON.parse(row.draft)).fields.some(isQuestion))
      throw new AppError('conflict', faults.asksNothing)
    const isSame = row.published === row.draft
    const number = isSame ? (row.publishedVersion ?? 1) : (row.publishedVersion ?? 0) + 1
    if (!isSame)
      tx.insert(formVersions)
        .values({
          formSeq: row.seq,
          number,
          definition: row.draft,
          publishedAt: now,
          publishedBy: reader.accountId,
        })
        .run()
    tx.update(forms)
      .set({ state: 'open', publishedVersion: number, version: row.version + 1, updatedAt: now })
      .where(eq(forms.seq, row.seq))
      .run()
    auditForm(tx, 'form.published', reader, row, now)
  })
  return getForm(actor, id)
}

/** Lets nobody answer a form any more. Doing it again changes nothing. Throws `not_found` or `forbidden`. */
export async function closeForm(actor: Actor, id: string, now = new Date()): Promise<Form> {
  transaction((tx) => {
    const { row, reader } = loadEditable(actor, id)
    if (row.state !== 'open') return
    tx.update(forms)
      .set({ state: 'closed', version: row.version + 1, updatedAt: now })
      .where(eq(forms.seq, row.seq))
      .run()
    auditForm(tx, 'form.closed', reader, row, now)
  })
  return getForm(actor, id)
}

/** The keys of all fields that were ever published: a new field with one of them would take over its answers. */
export async function listPublishedKeys(actor: Actor, id: string): Promise<string[]> {
  const { row } = loadForm(actor, id)
  return [...new Set(listDefinitions(row).flatMap(({ fields }) => fields.map(({ key }) => key)))]
}

/** What visitors answer; null for a form that was never published. Throws `not_found`. */
export async function findPublished(actor: Actor, id: string): Promise<Definition | null> {
  const { row } = loadForm(actor, id)
  return row.publishedVersion === null ? null : findDefinition(row, row.publishedVersion)
}

/** A published version, and what became different from the one before it. */
export type VersionChanges = Omit<FormVersion, 'definition'> & { changes: Change[] }

/** Every published version, the newest first. Throws `not_found`. */
export async function listVersionChanges(actor: Actor, id: string): Promise<VersionChanges[]> {
  const versions = listVersions(loadForm(actor, id).row)
  return versions.map(({ definition, ...version }, place) => {
    const before = versions[place + 1]
    return { ...version, changes: before ? listChanges(before.definition, definition) : [] }
  })
}
