import { eq, sql } from 'drizzle-orm'
import type { AuditAction } from '@/lib/audit-actions'
import type { Actor, Member } from '@/lib/actor'
import { writeAudit } from '@/lib/server/audit'
import { database, transaction, type Transaction } from '@/lib/server/db'
import { AppError } from '@/lib/server/errors'
import { forms } from '@/lib/server/schema/forms'
import {
  assertNotTrashed,
  loadEditable,
  loadForm,
  toForm,
  type FormRow,
  readSettings,
} from './form-rows.server'
import { picturesOf, withPictures } from './definition/pictures'
import { copyPictures, picturesOfForm, toPicture } from './picture-rows.server'
import { assertSensible } from './settings-rules.server'
import { followTitle, makeSlug } from './slug.server'
import { canDeleteForm, canEditForm, canChangeWhoSees, changesWhoSees } from './forms.policy'
import { FormSettings, type ChangeDraft, type ChangeForm, type CreateForm, type Form } from './forms.schema'
import * as faults from './words/faults'
import { copyOf } from './words/list'

/** One form with its draft and settings, in whichever of the actor's workspaces it is. Throws `not_found`. */
export async function getForm(actor: Actor, id: string): Promise<Form> {
  return toForm(loadForm(actor, id).row)
}

/** A form with the actor as the member that they are in its workspace: for its pages. Throws `not_found`. */
export async function openForm(actor: Member, id: string): Promise<{ form: Form; reader: Member }> {
  const { row, reader } = loadForm(actor, id)
  return { form: toForm(row), reader }
}

/** Throws `forbidden` for a viewer, `conflict` for an address that is taken, `bad_input` for settings that make no sense together. */
export async function createForm(actor: Member, input: CreateForm, now = new Date()): Promise<Form> {
  assertMayMake(actor)
  const { id } = transaction((tx) => {
    if (input.settings) assertSensible(tx, { seq: null, workspaceId: actor.workspace.id }, input.settings)
    return insertForm(tx, actor, input, now)
  })
  return getForm(actor, id)
}

function assertMayMake(actor: Member): void {
  if (!canEditForm(actor)) throw new AppError('forbidden', faults.viewersMakeNone)
}

function insertForm(
  tx: Transaction,
  actor: Member,
  input: CreateForm,
  now: Date,
): { id: string; seq: number } {
  const slug = input.slug ?? makeSlug(input.title)
  assertFree(tx, slug)
  const made = tx
    .insert(forms)
    .values({
      id: Bun.randomUUIDv7(),
      slug,
      workspaceId: actor.workspace.id,
      authorId: actor.accountId,
      title: input.title,
      draft: JSON.stringify(input.definition ?? { fields: [] }),
      settings: JSON.stringify(input.settings ?? FormSettings.parse({})),
      createdAt: now,
      updatedAt: now,
    })
    .returning({ id: forms.id, seq: forms.seq })
    .get()
  const details = { title: input.title }
  const entry = { actor, subjectId: made.id, workspaceId: actor.workspace.id, details }
  writeAudit(tx, { action: 'form.created', ...entry }, now)
  return made
}

/**
 * Changes title, address or settings, if the form still has the version that was read. Throws `not_found`, `forbidden`, `conflict`
 * for a form in the trash and for an address that is taken, `bad_input` for settings that make no sense together, and `stale` with the
 * form as it is now.
 */
export async function changeForm(
  actor: Actor,
  id: string,
  input: Omit<ChangeForm, 'version'>,
  version: number,
  now = new Date(),
): Promise<Form> {
  transaction((tx) => {
    const { row, reader } = loadEditable(actor, id)
    assertNotTrashed(row)
    if (row.version !== version) throw new AppError('stale', undefined, { current: toForm(row) })
    const { title, settings } = input
    const slug = input.slug ?? followedSlug(row, title)
    if (settings) assertSensible(tx, row, settings)
    if (settings && changesWhoSees(readSettings(row.settings), settings) && !canChangeWhoSees(reader))
      throw new AppError('forbidden', faults.onlyAdminsSayWhoSees)
    if (slug !== undefined && slug !== row.slug) assertFree(tx, slug)
    tx.update(forms)
      .set({
        ...(title !== undefined && { title }),
        ...(slug !== undefined && { slug }),
        ...(settings && { settings: JSON.stringify(settings) }),
        version: version + 1,
        updatedAt: now,
      })
      .where(eq(forms.seq, row.seq))
      .run()
    auditForm(tx, 'form.changed', reader, row, now, { changed: listChanges(row, input) })
  })
  return getForm(actor, id)
}

/** Until visitors can know the address it follows the title. */
function followedSlug({ slug, title, publishedVersion }: FormRow, to = title): string | undefined {
  return publishedVersion === null && to !== title ? followTitle(slug, title, to) : undefined
}

/** Saves the draft, if it still has the version that was read (`draftVersion`). Throws as `changeForm` does. */
export async function changeDraft(
  actor: Actor,
  id: string,
  { definition }: Pick<ChangeDraft, 'definition'>,
  version: number,
  now = new Date(),
): Promise<Form> {
  transaction((tx) => {
    const { row } = loadEditable(actor, id)
    assertNotTrashed(row)
    if (row.draftVersion !== version) throw new AppError('stale', undefined, { current: toForm(row) })
    tx.update(forms)
      .set({ draft: JSON.stringify(definition), draftVersion: version + 1, updatedAt: now })
      .where(eq(forms.seq, row.seq))
      .run()
  })
  return getForm(actor, id)
}

/**
 * Another form with the same draft, settings and pictures, under an address of its own, not published. Throws as `createForm` does,
 * and `limited` when the day's quota has no room for the pictures.
 */
export async function duplicateForm(actor: Actor, id: string, now = new Date()): Promise<Form> {
  const { row, reader } = loadForm(actor, id)
  const { draft, settings } = toForm(row)
  assertMayMake(reader)
  const title = copyOf(row.title.slice(0, 110).toWellFormed())
  const { logo } = settings
  const renamed = newIds([...picturesOf(draft), ...(logo ? [logo.pictureId] : [])])
  const input = {
    title,
    definition: withPictures(draft, renamed),
    settings: {
      ...settings,
      ...(logo && { logo: { ...logo, pictureId: renamed.get(logo.pictureId) ?? logo.pictureId } }),
    },
  }
  const copy = transaction((tx) => {
    const made = insertForm(tx, reader, input, now)
    copyPictures(tx, row.seq, made.seq, renamed, now)
    return made
  })
  return getForm(reader, copy.id)
}

function newIds(ids: readonly string[]): Map<string, string> {
  return new Map(ids.map((id) => [id, Bun.randomUUIDv7()]))
}

/** Puts a form into the trash, where nobody can answer it. Doing it again changes nothing. Throws `not_found` or `forbidden`. */
export async function trashForm(actor: Actor, id: string, now = new Date()): Promise<Form> {
  return setTrashed(actor, id, now, now)
}

/** Brings a form back, closed if it was open. Throws `not_found` or `forbidden`. */
export async function restoreForm(actor: Actor, id: string, now = new Date()): Promise<Form> {
  return setTrashed(actor, id, null, now)
}

function setTrashed(actor: Actor, id: string, at: Date | null, now: Date): Promise<Form> {
  transaction((tx) => {
    const { row, reader } = loadEditable(actor, id)
    if ((row.trashedAt === null) === (at === null)) return
    tx.update(forms)
      .set({ trashedAt: at, ...(row.state === 'open' && { state: 'closed' as const }) })
      .where(eq(forms.seq, row.seq))
      .run()
    auditForm(tx, at ? 'form.trashed' : 'form.restored', reader, row, now)
  })
  return getForm(actor, id)
}

/** Deletes a form with all its responses. Throws `not_found`, `forbidden`, and `conflict` unless it is in the trash. */
export async function deleteForm(actor: Actor, id: string, now = new Date()): Promise<void> {
  transaction((tx) => {
    const { row, reader } = loadEditable(actor, id)
    if (!canDeleteForm(reader, row)) throw new AppError('forbidden', faults.onlyAuthorDeletes)
    if (!row.trashedAt) throw new AppError('conflict', faults.notInTrash)
    tx.delete(forms).where(eq(forms.seq, row.seq)).run()
    auditForm(tx, 'form.deleted', reader, row, now)
  })
}

export function auditForm(
  tx: Transaction,
  action: AuditAction,
  actor: Member,
  row: FormRow,
  now: Date,
  more: Record<string, string> = {},
): void {
  const details = { title: row.title, ...more }
  writeAudit(tx, { action, actor, subjectId: row.id, workspaceId: row.workspaceId, details }, now)
}

/** The names of what a change makes different: `title, settings.places`. */
function listChanges(row: FormRow, { title, slug, settings }: Omit<ChangeForm, 'version'>): string {
  const before = new Map<string, unknown>(Object.entries(readSettings(row.settings)))
  const after = new Map<string, unknown>(Object.entries(settings ?? {}))
  const names = settings ? [...new Set([...before.keys(), ...after.keys()])] : []
  return [
    ...(title !== undefined && title !== row.title ? ['title'] : []),
    ...(slug !== undefined && slug !== row.slug ? ['slug'] : []),
    ...names
      .filter((name) => !Bun.deepEquals(before.get(name), after.get(name)))
      .map((name) => `settings.${name}`),
  ].join(', ')
}

function assertFree(tx: Transaction, slug: string): void {
  const taken = tx.select({ seq: forms.seq }).from(forms).where(eq(forms.slug, slug)).get()
  if (taken)
    throw new AppError('conflict', faults.slugTaken, {
      issues: [{ path: 'slug', message: faults.slugTaken }],
    })
}

/** Forms that an account wrote, in every workspace, and where their pictures are, for a person's copy of their data. */
export async function exportForms(accountId: string) {
  const { seq, id, title, slug, state, draft, settings, workspaceId, createdAt, updatedAt } = forms
  return database()
    .select({ seq, id, title, slug, state, draft, settings, workspaceId, createdAt, updatedAt })
    .from(forms)
    .where(eq(forms.authorId, accountId))
    .orderBy(sql`${forms.seq}`)
    .all()
    .map(({ seq: formSeq, ...form }) => ({
      ...form,
      pictures: picturesOfForm(formSeq).map((picture) => toPicture(form.id, picture)),
    }))
}
