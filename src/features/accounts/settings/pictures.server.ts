import { and, eq, or, sql } from 'drizzle-orm'
import type { Actor } from '@/lib/actor'
import { writeAudit } from '@/lib/server/audit'
import { prepared, transaction } from '@/lib/server/db'
import { AppError } from '@/lib/server/errors'
import { accountPictures, user } from '@/lib/server/schema/accounts'
import { member } from '@/lib/server/schema/workspaces'
import { readPictureKind } from '@/lib/server/picture-kind'
import { pictureLimits } from './profile.schema'
import * as faults from '../words/settings-faults'

/** A picture as it is served; `version` changes with every new one. */
export type Picture = { type: string; bytes: Buffer; version: string }

/** Keeps a picture in place of the one before. Throws `bad_input` at `picture` for what is none, or too large. */
export async function setPicture(actor: Actor, bytes: Uint8Array, now = new Date()): Promise<void> {
  const type = checkPicture(bytes)
  const picture = { type, bytes: Buffer.from(bytes), updatedAt: now }
  transaction((tx) => {
    tx.insert(accountPictures)
      .values({ accountId: actor.accountId, ...picture })
      .onConflictDoUpdate({ target: accountPictures.accountId, set: picture })
      .run()
    const image = `/accounts/${actor.accountId}/picture?v=${versionOf(now)}`
    tx.update(user).set({ image, updatedAt: now }).where(eq(user.id, actor.accountId)).run()
    writeAudit(tx, { action: 'account.picture_set', actor, subjectId: actor.accountId }, now)
  })
}

/** Takes the picture away; without one it changes nothing. */
export async function removePicture(actor: Actor, now = new Date()): Promise<void> {
  if (actor.picture === null) return
  transaction((tx) => {
    tx.delete(accountPictures).where(eq(accountPictures.accountId, actor.accountId)).run()
    tx.update(user).set({ image: null, updatedAt: now }).where(eq(user.id, actor.accountId)).run()
    writeAudit(tx, { action: 'account.picture_removed', actor, subjectId: actor.accountId }, now)
  })
}

/** Throws `not_found` where there is none, and for whoever shares no workspace with the account. */
export async function getPicture(actor: Actor, accountId: string): Promise<Picture> {
  const row = selectPicture().get({
    accountId,
    viewer: actor.accountId,
    admin: Number(actor.isInstanceAdmin),
  })
  if (!row) throw new AppError('not_found')
  return { type: row.type, bytes: row.bytes, version: versionOf(row.updatedAt) }
}

const selectPicture = prepared((db) =>
  db
    .select({
      type: accountPictures.type,
      bytes: accountPictures.bytes,
      updatedAt: accountPictures.updatedAt,
    })
    .from(accountPictures)
    .where(
      and(
        eq(accountPictures.accountId, sql.placeholder('accountId')),
        or(
          eq(accountPictures.accountId, sql.placeholder('viewer')),
          sql`${sql.placeholder('admin')} = 1`,
          sql`EXISTS (
            SELECT 1 FROM ${member} AS mine JOIN ${member} AS theirs USING (organization_id)
            WHERE mine.user_id = ${sql.placeholder('viewer')} AND theirs.user_id = ${accountPictures.accountId}
          )`,
        ),
      ),
    )
    .prepare(),
)

function checkPicture(bytes: Uint8Array) {
  if (bytes.byteLength > pictureLimits.bytes) throw refusal(faults.pictureTooLarge)
  const kind = readPictureKind(bytes)
  if (!kind || kind.type === 'image/gif') throw refusal(faults.noSuchPicture)
  if (kind.width > pictureLimits.side || kind.height > pictureLimits.side)
    throw refusal(faults.pictureTooWide(kind.width, kind.height, pictureLimits.side))
  return kind.type
}

function refusal(message: string): AppError {
  return new AppError('bad_input', undefined, { issues: [{ path: 'picture', message }] })
}

function versionOf(time: Date): string {
  return time.getTime().toString(36)
}
