import { eq, lt, desc } from 'drizzle-orm'
import { existsSync, rmSync } from 'node:fs'
import { basename, dirname } from 'node:path'
import { writeAudit } from '@/lib/server/audit'
import { readCursor, writeCursor } from '@/lib/server/cursor'
import { database, transaction } from '@/lib/server/db'
import { AppError } from '@/lib/server/errors'
import { instance } from '@/lib/server/instance'
import { enqueueJob } from '@/lib/server/jobs/queue'
import { Page } from '@/lib/server/page'
import { assertProvedSession } from '@/lib/server/proof'
import { backups } from '@/lib/server/schema/backups'
import type { Actor } from '@/lib/actor'
import { MAKE_BACKUP } from './backup-jobs.server'
import { assertManager, type BackupManager } from './backup-manager.server'
import { backupFolder, usualPath } from './backup-places.server'
import {
  endLostBackups,
  findBackup,
  findOpenBackup,
  isOpen,
  lastVerifiedBackup,
  type BackupRow,
} from './backup-rows.server'
import type { Backup, ListBackups } from './backups.schema'
import * as faults from './words/faults'

/** A page of the backups, the latest first. Throws `forbidden`, or `bad_input` for a cursor of another list. */
export async function listBackups(
  manager: BackupManager,
  { limit, cursor }: ListBackups,
  now = new Date(),
): Promise<Page<Backup>> {
  assertManager(manager)
  endLostBackups(now)
  const [before] = cursor === undefined ? [] : readCursor('backups', cursor)
  const rows = database()
    .select()
    .from(backups)
    .where(before === undefined ? undefined : lt(backups.startedAt, new Date(Number(before))))
    .orderBy(desc(backups.startedAt))
    .limit(limit + 1)
    .all()
  const shown = rows.slice(0, limit)
  const last = rows.length > limit ? shown.at(-1) : undefined
  return new Page(shown.map(toBackup), last ? writeCursor('backups', [last.startedAt.getTime()]) : null)
}

/** How backups are made here: the schedule and the folder, the one under way and the last good one. Throws `forbidden`. */
export async function describeBackups(manager: BackupManager): Promise<{
  schedule: string | null
  folder: string
  open: Backup | null
  last: Backup | null
}> {
  assertManager(manager)
  const [open, last] = [findOpenBackup(), lastVerifiedBackup()]
  return {
    schedule: instance().config.BACKUP_SCHEDULE ?? null,
    folder: backupFolder(),
    open: open ? toBackup(open) : null,
    last: last ? toBackup(last) : null,
  }
}

/** Throws `forbidden` or `not_found`. */
export async function getBackup(manager: BackupManager, id: string): Promise<Backup> {
  assertManager(manager)
  return toBackup(loadBackup(id))
}

/** Asks for a backup, which is made in the background. Throws `forbidden`, or `conflict` while one waits or is made. */
export async function createBackup(actor: Actor, now = new Date()): Promise<Backup> {
  assertManager(actor)
  endLostBackups(now)
  const id = Bun.randomUUIDv7()
  transaction((tx) => {
    if (findOpenBackup()) throw new AppError('conflict', faults.anotherIsMade)
    tx.insert(backups)
      .values({
        id,
        state: 'waiting',
        origin: 'account',
        accountId: actor.accountId,
        path: usualPath(id, now),
        startedAt: now,
        heardAt: now,
      })
      .run()
    enqueueJob(tx, { kind: MAKE_BACKUP, key: MAKE_BACKUP, payload: { backupId: id } }, now)
    writeAudit(tx, { action: 'backup.requested', actor, subjectId: id }, now)
  })
  return getBackup(actor, id)
}

/** Deletes a backup with its file, or forgets one that failed. Throws `forbidden`, `not_found`, or `conflict` for one that is made. */
export async function deleteBackup(actor: Actor, id: string, now = new Date()): Promise<void> {
  assertManager(actor)
  const row = loadBackup(id)
  if (isOpen(row)) throw new AppError('conflict', faults.isMade)
  if (row.state === 'verified') rmSync(row.path, { force: true })
  transaction((tx) => {
    tx.delete(backups).where(eq(backups.id, id)).run()
    writeAudit(
      tx,
      { action: 'backup.deleted', actor, subjectId: id, details: { name: basename(row.path) } },
      now,
    )
  })
}

/**
 * The path of a verified backup, for a download. It holds every secret of the instance. Throws `forbidden`, `unproved`, `not_found`,
 * or `conflict` when its file is gone.
 */
export async function openBackup(
  actor: Actor,
  id: string,
  now = new Date(),
): Promise<{ path: string; name: string }> {
  assertManager(actor)
  assertProvedSession(actor)
  const { path, state } = loadBackup(id)
  if (state !== 'verified' || !existsSync(path)) throw new AppError('conflict', faults.fileGone)
  transaction((tx) => writeAudit(tx, { action: 'backup.downloaded', actor, subjectId: id }, now))
  return { path, name: basename(path) }
}

function loadBackup(id: string): BackupRow {
  const row = findBackup(id)
  if (!row) throw new AppError('not_found', faults.gone)
  return row
}

function toBackup(row: BackupRow): Backup {
  const { id, state, origin, progress, bytes, sha256, schemaVersion, rows, reason, path } = row
  return {
    id,
    state,
    origin,
    progress,
    bytes,
    sha256,
    schemaVersion,
    rows,
    reason,
    name: basename(path),
    folder: dirname(path),
    isThere: state === 'verified' && existsSync(path),
    startedAt: row.startedAt.toISOString(),
    finishedAt: row.finishedAt?.toISOString() ?? null,
  }
}
