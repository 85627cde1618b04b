import { and, eq, sql } from 'drizzle-orm'
import type { Transaction } from '@/lib/server/db'
import { AppError } from '@/lib/server/errors'
import { firstRow } from '@/lib/server/first-row'
import { formPictures } from '@/lib/server/schema/form-pictures'
import { member } from '@/lib/server/schema/workspaces'
import type { FormSettings } from './forms.schema'
import * as faults from './words/settings-faults'

/** Where settings belong: `seq` is the form's, null for one that is made just now and has no picture yet. */
type Place = { seq: number | null; workspaceId: string }

/**
 * Throws `bad_input` for settings of which each makes sense and all together do not, that tell people of elsewhere, or that show a
 * picture of elsewhere.
 */
export function assertSensible(tx: Transaction, { seq, workspaceId }: Place, settings: FormSettings): void {
  assertOpensBeforeItCloses(settings)
  assertTellsSomebody(settings)
  assertTellsMembers(tx, workspaceId, settings)
  assertShowsOwnLogo(tx, seq, settings)
}

/** A form that closes before it opens would never take an answer. */
function assertOpensBeforeItCloses({ opensAt, closesAt }: FormSettings): void {
  if (opensAt === undefined || closesAt === undefined || new Date(opensAt) < new Date(closesAt)) return
  refuse('settings.closesAt', faults.closesBeforeItOpens)
}

/** Whoever wants mail about responses wants somebody to get it. */
function assertTellsSomebody({ notify }: FormSettings): void {
  if (notify.how === 'never' || notify.accountIds.length + notify.emails.length > 0) return
  refuse('settings.notify.emails', faults.tellsNobody)
}

/** Mail goes to members alone: an account of elsewhere would be told nothing, and nobody would know. */
function assertTellsMembers(tx: Transaction, workspaceId: string, { notify }: FormSettings): void {
  const stranger = firstRow<{ id: string }>(
    tx,
    sql`SELECT value AS id FROM json_each(${JSON.stringify(notify.accountIds)})
    WHERE value NOT IN (SELECT ${member.userId} FROM ${member} WHERE ${member.organizationId} = ${workspaceId})`,
  )
  if (!stranger) return
  refuse('settings.notify.accountIds', faults.tellsStranger)
}

/** Visitors would see no logo, and nobody would know why. */
function assertShowsOwnLogo(tx: Transaction, seq: number | null, { logo }: FormSettings): void {
  if (!logo) return
  const isIt = and(eq(formPictures.id, logo.pictureId), eq(formPictures.formSeq, seq ?? 0))
  if (tx.select({ id: formPictures.id }).from(formPictures).where(isIt).get()) return
  refuse('settings.logo.pictureId', faults.noSuchLogo)
}

function refuse(path: string, message: string): never {
  throw new AppError('bad_input', message, { issues: [{ path, message }] })
}
