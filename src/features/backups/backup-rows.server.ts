import { existsSync } from 'node:fs'
import { and, desc, eq, inArray, sql } from 'drizzle-orm'
import { prepared, transaction, type Transaction } from '@/lib/server/db'
import { backups } from '@/lib/server/schema/backups'
import { takeMakerLock } from './maker-lock.server'
import * as faults from './words/faults'

export type BackupRow = typeof backups.$inferSelect

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

/** The latest that was found good and whose file is still where it was made; undefined when there is none. */
export function lastVerifiedBackup(): BackupRow | undefined {
  return selectVerified()
    .all()
    .find(({ path }) => existsSync(path))
}

const selectVerified = prepared((db) =>
  db.select().from(backups).where(eq(backups.state, 'verified')).orderBy(desc(backups.startedAt)).prepare(),
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

/** Begins a backup, or goes on with the waiting one of this id. For whoever holds the lock of the makers. */
export function beginBackup(begin: Pick<BackupRow, 'id' | 'origin' | 'path'>, now: Date): void {
  transaction((tx) => {
    endRunning(tx, now)
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

/** Ends those whose process died: whoever makes one holds the lock of the makers. */
export function endLostBackups(now: Date): void {
  if (findOpenBackup() === undefined) return
  const release = takeMakerLock()
  if (release === null) return
  try {
    transaction((tx) => endRunning(tx, now))
  } finally {
    release()
  }
}

function endRunning(tx: Transaction, now: Date): void {
  tx.update(backups)
    .set({ state: 'failed', finishedAt: now, reason: faults.lost })
    .where(eq(backups.state, 'running'))
    .run()
  tx.delete(backups)
    .where(and(eq(backups.state, 'waiting'), eq(backups.origin, 'command')))
    .run()
}
