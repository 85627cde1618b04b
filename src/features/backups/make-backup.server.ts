import { eq } from 'drizzle-orm'
import { queueMail } from '@/features/mails/mails.server'
import { writeAudit } from '@/lib/server/audit'
import { copyInChild } from '@/lib/server/copy/copy-in-child'
import type { CopyFacts } from '@/lib/server/copy/copy-database'
import { removeOldPartials } from '@/lib/server/copy/partials'
import { transaction, type Transaction } from '@/lib/server/db'
import { AppError, OperatorError } from '@/lib/server/errors'
import { describeError, log } from '@/lib/server/log'
import { isOutOfSpace } from '@/lib/server/sqlite-errors'
import { user } from '@/lib/server/schema/accounts'
import { backups } from '@/lib/server/schema/backups'
import { databasePath, makeFolder } from './backup-places.server'
import { beginBackup, forgetBackup, hearOfBackup, type BackupRow } from './backup-rows.server'
import { takeMakerLock } from './maker-lock.server'
import * as faults from './words/faults'
import { dirname } from 'node:path'

export type MakeBackup = {
  /** An unused UUID, or that of a waiting one. */
  id: string
  origin: BackupRow['origin']
  path: string
  /** Makes the folder of the path where there is none. */
  makesFolder: boolean
  /** Ends it; what was made so far is removed, and it waits to be made anew. */
  signal?: AbortSignal
  onProgress?: (share: number) => void
  /** True where nobody sees the failure who could do something about it. */
  tellsAdmins: boolean
}

/** How often a backup that is made is heard of, in milliseconds. */
const HEAR_EVERY_MS = 1000

/**
 * Makes a backup and writes down what came of it. Throws `conflict` while another is made, an OperatorError with a sentence when it
 * failed, and the reason of the signal.
 */
export async function makeBackup(make: MakeBackup): Promise<CopyFacts> {
  const release = takeMakerLock()
  if (release === null) throw new AppError('conflict', faults.anotherIsMade)
  try {
    beginBackup(make, new Date())
    return await copyAndRecord(make)
  } catch (error) {
    throw meantError(error)
  } finally {
    release()
  }
}

async function copyAndRecord(make: MakeBackup): Promise<CopyFacts> {
  try {
    if (make.makesFolder) makeFolder(dirname(make.path))
    removeOldPartials(dirname(make.path), new Date())
    const facts = await copyInChild({
      from: databasePath(),
      to: make.path,
      onProgress: listener(make),
      ...(make.signal && { signal: make.signal }),
    })
    finish(make, facts, new Date())
    return facts
  } catch (error) {
    if (make.signal?.aborted) leave(make, new Date())
    else failSafely(make, error, new Date())
    throw error
  }
}

/** A disk without room has none for the list of the backups either: the backup's own reason is what is thrown then. */
function failSafely(make: MakeBackup, error: unknown, now: Date): void {
  try {
    fail(make, error, now)
  } catch (cause) {
    if (!isOutOfSpace(cause)) throw cause
    log('error', 'a failed backup could not be written down', { id: make.id, error: describeError(cause) })
  }
}

function meantError(cause: unknown): unknown {
  if (!isOutOfSpace(cause)) return cause
  return new OperatorError(
    'the disk is full: the backup could not be written down, and nothing of it was kept. Make room on the disk of the database, then try again.',
    { cause },
  )
}

/** Tells whoever looks on, and now and then the database. */
function listener({ id, onProgress }: MakeBackup): (share: number) => void {
  let heard = 0
  return (share) => {
    onProgress?.(share)
    if (performance.now() - heard < HEAR_EVERY_MS) return
    heard = performance.now()
    hearOfBackup(id, share, new Date())
  }
}

function finish({ id, origin }: MakeBackup, facts: CopyFacts, now: Date): void {
  transaction((tx) => {
    tx.update(backups)
      .set({ ...facts, state: 'verified', progress: 1, heardAt: now, finishedAt: now })
      .where(eq(backups.id, id))
      .run()
    const details = { origin, bytes: facts.bytes, sha256: facts.sha256 }
    writeAudit(tx, { action: 'backup.made', actor: null, subjectId: id, details }, now)
  })
  log('info', 'a backup was made and verified', { id, bytes: facts.bytes })
}

/** One of a job waits for that to run again; one of a command is nobody’s any more. */
function leave({ id, origin }: MakeBackup, now: Date): void {
  if (origin === 'command') forgetBackup(id)
  else putBack(id, now)
}

function putBack(id: string, now: Date): void {
  transaction((tx) =>
    tx.update(backups).set({ state: 'waiting', progress: 0, heardAt: now }).where(eq(backups.id, id)).run(),
  )
}

function fail({ id, origin, path, tellsAdmins }: MakeBackup, error: unknown, now: Date): void {
  const reason = sentenceOf(error)
  // What has a sentence needs no stack.
  log('error', 'a backup failed', {
    id,
    path,
    error: error instanceof OperatorError ? reason : describeError(error),
  })
  transaction((tx) => {
    tx.update(backups)
      .set({ state: 'failed', reason, heardAt: now, finishedAt: now })
      .where(eq(backups.id, id))
      .run()
    writeAudit(tx, { action: 'backup.failed', actor: null, subjectId: id, details: { origin, reason } }, now)
    if (tellsAdmins) tellAdmins(tx, { path, reason }, now)
  })
}

function sentenceOf(error: unknown): string {
  const isMeant = error instanceof OperatorError || error instanceof AppError
  const text = isMeant ? error.message : faults.unknown
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}`
}

function tellAdmins(tx: Transaction, failure: { path: string; reason: string }, now: Date): void {
  const admins = tx
    .select({ id: user.id, name: user.name, email: user.email })
    .from(user)
    .where(eq(user.role, 'admin'))
    .all()
  for (const { id, name, email } of admins)
    queueMail(tx, { kind: 'backup_failed', recipient: email, accountId: id, name, ...failure }, now)
}
