import { and, eq, inArray } from 'drizzle-orm'
import { rmSync } from 'node:fs'
import { dirname } from 'node:path'
import { chooseKept } from '@/lib/backup-keep'
import { writeAudit } from '@/lib/server/audit'
import { database, transaction } from '@/lib/server/db'
import { instance } from '@/lib/server/instance'
import { backups } from '@/lib/server/schema/backups'
import { backupFolder } from './backup-places.server'

/**
 * Deletes the backups in the folder of backups that BACKUP_KEEP does not keep, and returns how many: only those that this instance
 * made there itself. Files first, so that none is forgotten that still lies there.
 */
export function thinBackups(now: Date): number {
  const old = listThinned()
  if (old.length === 0) return 0
  for (const { path } of old) rmSync(path, { force: true })
  const ids = old.map(({ id }) => id)
  transaction((tx) => {
    tx.delete(backups).where(inArray(backups.id, ids)).run()
    writeAudit(tx, { action: 'backup.thinned', actor: null, details: { backups: ids.length } }, now)
  })
  return ids.length
}

function listThinned() {
  const folder = backupFolder()
  const ours = database()
    .select()
    .from(backups)
    .where(and(eq(backups.state, 'verified'), inArray(backups.origin, ['account', 'schedule'])))
    .all()
    .filter(({ path }) => dirname(path) === folder)
  const kept = chooseKept(
    ours.map(({ startedAt }) => startedAt),
    instance().config.BACKUP_KEEP,
  )
  return ours.filter(({ startedAt }) => !kept.has(startedAt))
}
