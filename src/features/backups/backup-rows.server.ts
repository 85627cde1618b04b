import { and, desc, eq, inArray, lt, sql } from 'drizzle-orm'
import { prepared, transaction, type Transaction } from '@/lib/server/db'
import { AppError } from '@/lib/server/errors'
import { backups } from '@/lib/server/schema/backups'

export type BackupRow = typeof backups.$inferSelect

/** A backup that is made and was not heard of for so long, in milliseconds, has lost its process. */
const SILENT_MS = 60_000

export function findBackup(id: string): BackupRow | undefined {
  return selectBackup().get({ id })
}

const selectBackup = prepared((db) =>
  db
    .select()
    .from(backups)
    .where(eq(backups.id, sql.placeholder('id')))
    .prepare(),
)

/** The latest that was looked through and found good; undefined when there is none. */
export function lastVerifiedBackup(): BackupRow | undefined {
  return selectLastVerified().get()
}

const selectLastVerified = prepared((db) =>
  db
    .select()
    .from(backups)
    .where(eq(backups.state, 'verified'))
    .orderBy(desc(backups.startedAt))
    .limit(1)
    .prepare(),
)

/** True for one that waits to be made, or is made. */
export function isOpen({ state }: BackupRow): boolean {
  return state === 'waiting' || state === 'running'
}

/** The one that waits or is made; there is at most one. */
export function findOpenBackup(): BackupRow | undefined {
  return selectOpen().get()
}

const selectOpen = prepared((db) =>
  db
    .select()
    .from(backups)
    .where(inArray(backups.state, ['waiting', 'running']))
    .orderBy(desc(backups.startedAt))
    .limit(1)
    .prepare(),
)

/** How many failed so far, by whatever process. */
export function countFailedBackups(): number {
  return selectFailed().get()?.amount ?? 0
}

const selectFailed = prepared((db) =>
  db
    .select({ amount: sql<number>`count(*)` })
    .from(backups)
    .where(eq(backups.state, 'failed'))
    .prepare(),
)

/** Begins a backup, or goes on with the waiting one of this id. Throws `conflict` while another is made. */
export function beginBackup(begin: Pick<BackupRow, 'id' | 'origin' | 'path'>, now: Date): void {
  transaction((tx) => {
    endSilent(tx, now)
    const other = tx.select().from(backups).where(eq(backups.state, 'running')).get()
    if (other && other.id !== begin.id)
      throw new AppError('conflict', 'A backup is being made already. Wait until it is done.')
    tx.insert(backups)
      .values({ ...begin, state: 'running', startedAt: now, heardAt: now })
      .onConflictDoUpdate({
        target: backups.id,
        set: {
          state: 'running',
          path: begin.path,
          progress: 0,
          heardAt: now,
          finishedAt: null,
          reason: null,
        },
      })
      .run()
  })
}

/** Writes down that a backup is still being made, and how far it is. */
export function hearOfBackup(id: string, progress: number, now: Date): void {
  transaction((tx) =>
    tx
      .update(backups)
      .set({ progress, heardAt: now })
      .where(and(eq(backups.id, id), eq(backups.state, 'running')))
      .run(),
  )
}

/** Takes a backup out of the list that was stopped by whoever asked for it. */
export function forgetBackup(id: string): void {
  transaction((tx) => tx.delete(backups).where(eq(backups.id, id)).run())
}

/** Ends those whose process died. */
export function endLostBackups(now: Date): void {
  transaction((tx) => endSilent(tx, now))
}

function endSilent(tx: Transaction, now: Date): void {
  const isSilent = lt(backups.heardAt, new Date(now.getTime() - SILENT_MS))
  tx.update(backups)
    .set({ state: 'failed', finishedAt: now, reason: 'Its process ended before it was done.' })
    .where(and(eq(backups.state, 'running'), isSilent))
    .run()
  tx.delete(backups)
    .where(and(eq(backups.state, 'waiting'), eq(backups.origin, 'command')))
    .run()
}
